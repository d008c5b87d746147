//! What a Bot API method answers, and the words of a refusal.

use serde_json::{Value, json};

/// `result`, or why not.
pub(crate) type Answer = Result<Value, Refusal>;

/// A refusal: `{"ok":false,"error_code":…,"description":…,"parameters":…}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) code: u16,
    pub(crate) description: String,
    /// `parameters.retry_after`, also sent as a header.
    pub(crate) retry_after: Option<u64>,
    /// Telegram might have let it pass; the simulator does not, and says so in the journal.
    pub(crate) is_problem: bool,
}

impl Refusal {
    pub(crate) fn new(code: u16, description: impl Into<String>) -> Self {
        Self { code, description: description.into(), retry_after: None, is_problem: false }
    }

    /// 429, as the server words it.
    pub(crate) fn too_many(retry_after: u64) -> Self {
        let description = format!("Too Many Requests: retry after {retry_after}");
        Self { retry_after: Some(retry_after), ..Self::new(429, description) }
    }

    /// Something the simulator does not know, and takes for a mistake of the bot.
    pub(crate) fn unknown(what: &str) -> Self {
        let description = format!("Bad Request: the simulator does not know {what}");
        Self { is_problem: true, ..Self::new(400, description) }
    }

    pub(crate) fn json(&self) -> Value {
        let mut answer =
            json!({"ok": false, "error_code": self.code, "description": self.description});
        if let Some(seconds) = self.retry_after {
            answer["parameters"] = json!({"retry_after": seconds});
        }
        answer
    }
}

/// 400 with the prefix that Telegram puts before every such text.
pub(crate) fn bad_request(why: impl AsRef<str>) -> Refusal {
    Refusal::new(400, format!("Bad Request: {}", why.as_ref()))
}

/// 403 with its prefix.
pub(crate) fn forbidden(why: impl AsRef<str>) -> Refusal {
    Refusal::new(403, format!("Forbidden: {}", why.as_ref()))
}
