//! What Telegram says: whether it takes the token, whose the token is, what keeps updates from coming, and what time it is.

use super::{Bad, Failure, Sheet, Verdict, Well, clock};
use crate::command::joint;
use crate::settings::Settings;
use crate::telegram::Inquiry;
use std::time::Duration;
use tokio::time::timeout;

/// Telegram is waited for this long.
const ANSWER_MAX: Duration = Duration::from_secs(10);

/// Asks. `known` is the id of the bot that the archive serves.
pub(super) async fn examine(
    settings: &Settings,
    known: Option<&str>,
    sheet: &mut Sheet,
) -> Result<(), Failure> {
    let asked = timeout(ANSWER_MAX, async {
        let bot = joint::meet(settings).await?;
        Ok::<_, Failure>((bot.id(), bot.inquire().await?))
    });
    let url = &settings.api_url;
    let (id, Inquiry { webhook, told_at }) = match asked.await {
        Ok(Ok(answered)) => answered,
        Ok(Err(failure)) => return sheet.put("telegram", Bad(failure.to_string())),
        Err(_) => {
            let mut told =
                format!("{url} does not answer; look at the network, or set TELOXIDE_API_URL");
            if url.starts_with("https://") && !url.ends_with("api.telegram.org") {
                told += "; if its certificate is your own, name who signed it in KARTOTEKA_API_CA";
            }
            return sheet.put("telegram", Bad(told));
        }
    };
    sheet.put("telegram", Well(format!("{url} answers and knows the token")))?;
    sheet.put("bot", whose(id, known))?;
    sheet.put("webhook", if webhook { Bad(WEBHOOK.into()) } else { Well("none".into()) })?;
    if let Some(told_at) = told_at {
        sheet.put("clock", clock(settings.clock().now(), told_at, "Telegram's"))?;
    }
    Ok(())
}

/// What is to be done about a webhook.
const WEBHOOK: &str = "one is set on this token, so no update comes here; call the Bot API's deleteWebhook with it, and find out who set it";

fn whose(id: i64, known: Option<&str>) -> Verdict {
    match known {
        Some(known) if known != id.to_string() => Bad(
            "the token belongs to another bot than this archive serves; put the right token in, or name another KARTOTEKA_DATA".into(),
        ),
        Some(_) => Well("the one that the archive serves".into()),
        None => Well("noted at the first start".into()),
    }
}
