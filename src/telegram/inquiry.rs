//! What the doctor asks Telegram of the bot, beside who it is.

use super::wire::{Connection, Refusal};
use chrono::{DateTime, Utc};
use serde_json::json;

/// How the bot stands with Telegram.
pub struct Inquiry {
    /// Whether updates go to a webhook instead.
    pub webhook: bool,
    /// What time it was there, by its answer.
    pub told_at: Option<DateTime<Utc>>,
}

impl Connection {
    /// Asks for the webhook, and notes what time the answer says it is.
    ///
    /// # Errors
    /// As `call`.
    pub async fn inquire(&self) -> Result<Inquiry, Refusal> {
        let answer = self.call("getWebhookInfo", &json!({})).await?;
        let webhook = answer["url"].as_str().is_some_and(|url| !url.is_empty());
        Ok(Inquiry { webhook, told_at: self.told_at().await })
    }

    /// The time in the head of an answer, to the second.
    async fn told_at(&self) -> Option<DateTime<Utc>> {
        let response = self.bot.client().head(self.bot.api_url()).send().await.ok()?;
        let date = response.headers().get("date")?.to_str().ok()?;
        DateTime::parse_from_rfc2822(date).ok().map(|date| date.to_utc())
    }
}
