//! What an error of the Bot API means for us (R6): by code and by part of its text, whatever its case.

/// The pause where Telegram says "too many requests" and not how long, in seconds.
const RETRY_AFTER_UNSAID: u64 = 5;

/// What a refusal means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing is left to do: the message reads so already, or is deleted already.
    Done,
    /// The message is out of reach: it was deleted, or may not be changed any more.
    Gone,
    /// The person or the chat is out of reach.
    Forbidden,
    /// Not before so many seconds.
    RetryAfter(u64),
    /// Somebody else polls with this token, or a webhook is set.
    Conflict,
    /// Telegram does not take the token.
    Unauthorized,
    /// The press cannot be answered any more.
    TooOld,
    /// The call itself is wrong; to repeat it is useless.
    BadContent,
    /// Whether the call had its effect is not known.
    Unknown,
}

impl Verdict {
    /// Its name among `meter::ENDS`.
    pub fn label(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Gone => "gone",
            Self::Forbidden => "forbidden",
            Self::RetryAfter(_) => "retry_after",
            Self::Conflict => "conflict",
            Self::Unauthorized => "unauthorized",
            Self::TooOld => "too_old",
            Self::BadContent => "bad_content",
            Self::Unknown => "unknown",
        }
    }
}

/// Texts that mean more than their code. The first that is found counts.
const TEXTS: &[(&str, Verdict)] = &[
    ("message is not modified", Verdict::Done),
    ("message to delete not found", Verdict::Done),
    ("message to edit not found", Verdict::Gone),
    ("message can't be edited", Verdict::Gone),
    ("message can't be deleted", Verdict::Gone),
    // A message with a document: it cannot become one without.
    ("there is no text in the message to edit", Verdict::Gone),
    ("message_id_invalid", Verdict::Gone),
    ("query is too old", Verdict::TooOld),
    ("query id is invalid", Verdict::TooOld),
    ("query_id_invalid", Verdict::TooOld),
    ("bot was blocked by the user", Verdict::Forbidden),
    ("user is deactivated", Verdict::Forbidden),
    ("can't initiate conversation", Verdict::Forbidden),
    ("can't send messages to bots", Verdict::Forbidden),
    ("chat not found", Verdict::Forbidden),
    ("user not found", Verdict::Forbidden),
    ("peer_id_invalid", Verdict::Forbidden),
    ("bot was kicked", Verdict::Forbidden),
    ("bot is not a member", Verdict::Forbidden),
    ("upgraded to a supergroup", Verdict::Forbidden),
    ("terminated by other getupdates", Verdict::Conflict),
    ("webhook is active", Verdict::Conflict),
    ("too many requests", Verdict::RetryAfter(RETRY_AFTER_UNSAID)),
];

/// Judges a refusal. A code of 0 means that no answer came, or none that could be read.
pub fn classify(code: i64, description: &str, retry_after: Option<u64>) -> Verdict {
    let text = description.to_lowercase();
    let said = TEXTS.iter().find(|(part, _)| text.contains(part)).map(|(_, verdict)| *verdict);
    match (code, said) {
        (401, _) => Verdict::Unauthorized,
        (409, _) => Verdict::Conflict,
        (429, _) | (_, Some(Verdict::RetryAfter(_))) => {
            Verdict::RetryAfter(retry_after.unwrap_or(RETRY_AFTER_UNSAID))
        }
        (400..=499, Some(verdict)) => verdict,
        (403, None) => Verdict::Forbidden,
        (400..=499, None) => Verdict::BadContent,
        _ => Verdict::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_known_text_has_its_verdict() {
        use Verdict::*;
        let old =
            "Bad Request: query is too old and response timeout expired or query ID is invalid";
        let same = "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message";
        let two = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running";
        let hook = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first";
        for (code, text, verdict) in [
            (400, same, Done),
            (400, "Bad Request: message to delete not found", Done),
            (400, "Bad Request: message to edit not found", Gone),
            (400, "Bad Request: message can't be edited", Gone),
            (400, "Bad Request: message can't be deleted", Gone),
            (400, "Bad Request: message can't be deleted for everyone", Gone),
            (400, "Bad Request: MESSAGE_ID_INVALID", Gone),
            (400, "Bad Request: there is no text in the message to edit", Gone),
            (400, old, TooOld),
            (400, "Bad Request: QUERY_ID_INVALID", TooOld),
            (403, "Forbidden: bot was blocked by the user", Forbidden),
            (403, "Forbidden: user is deactivated", Forbidden),
            (403, "Forbidden: bot can't initiate conversation with a user", Forbidden),
            (400, "Bad Request: chat not found", Forbidden),
            (400, "Bad Request: group chat was upgraded to a supergroup chat", Forbidden),
            (403, "Forbidden: bot was kicked from the supergroup chat", Forbidden),
            (403, "Forbidden: something new", Forbidden),
            (400, "Bad Request: PEER_ID_INVALID", Forbidden),
            (409, two, Conflict),
            (409, hook, Conflict),
            (401, "Unauthorized", Unauthorized),
            (401, "Unauthorized: logged out", Unauthorized),
            (400, "Bad Request: file is too big", BadContent),
            (400, "Bad Request: BUTTON_DATA_INVALID", BadContent),
            (400, "Bad Request: can't parse entities: unexpected end of name token", BadContent),
            (400, "Bad Request: message is too long", BadContent),
            (400, "Bad Request: MESSAGE_TOO_LONG", BadContent),
            (400, "Bad Request: reply markup is too long", BadContent),
            (404, "Not Found", BadContent),
            (413, "Request Entity Too Large", BadContent),
            (500, "Internal Server Error", Unknown),
            (502, "Bad Gateway: chat not found", Unknown),
            (0, "", Unknown),
        ] {
            assert_eq!(classify(code, text, None), verdict, "{code} {text}");
            assert!(crate::meter::ENDS.contains(&verdict.label()), "{verdict:?} is counted");
            let shouted = text.to_uppercase();
            assert_eq!(classify(code, &shouted, None), verdict, "{code} {shouted}");
        }
    }

    #[test]
    fn a_pause_is_exactly_as_long_as_said() {
        let text = "Too Many Requests: retry after 30";
        assert_eq!(classify(429, text, Some(30)), Verdict::RetryAfter(30));
        assert_eq!(classify(429, text, Some(3600)), Verdict::RetryAfter(3600));
        assert_eq!(classify(429, "", None), Verdict::RetryAfter(RETRY_AFTER_UNSAID));
    }
}
