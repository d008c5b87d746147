//! The log: lines on stderr, as text or JSON. Whatever looks like a bot's token is struck out on the way (T14).

use crate::settings::{LogFormat, Settings};
use std::io::{self, Write};
use tracing::{Level, Metadata};
use tracing_subscriber::filter::{EnvFilter, FilterFn};
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;

/// A token's part after the colon has this many characters.
const TOKEN_TAIL: usize = 35;
/// What stands in its place.
const STRUCK: &[u8] = b"<token>";
/// What others log, at most. Below this they print statements, keys, addresses or whole updates.
const CEILINGS: &[(&str, Option<Level>)] = &[
    ("sea_orm", Some(Level::WARN)),
    ("sqlx", Some(Level::WARN)),
    ("teloxide", None),
    ("hyper", Some(Level::INFO)),
    ("reqwest", Some(Level::INFO)),
    ("rustls", Some(Level::INFO)),
    ("h2", Some(Level::INFO)),
];

/// Starts the log of this process. A second call changes nothing.
pub fn start(settings: &Settings) {
    let wanted = EnvFilter::builder().parse_lossy(&settings.log);
    // A line that cannot be written, as on a full disk, is lost: telling that on stderr would panic.
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(Redacting::default)
        .with_ansi(false)
        .log_internal_errors(false);
    let lines = match settings.log_format {
        LogFormat::Text => lines.boxed(),
        LogFormat::Json => lines.json().boxed(),
    };
    // Filters of the whole, not of the layer: after a mere question whether a line would be logged, as sqlx asks it,
    // a layer's filter drops the next line.
    let log =
        tracing_subscriber::registry().with(wanted).with(FilterFn::new(is_allowed)).with(lines);
    // It fails only if a log runs already, which is then as good.
    let _running = log.try_init();
    std::panic::set_hook(Box::new(tell_panic));
}

/// Whether a line may be logged at all, whatever the operator's filter says.
fn is_allowed(line: &Metadata<'_>) -> bool {
    let ceiling = CEILINGS.iter().find(|(target, _)| line.target().starts_with(target));
    ceiling.is_none_or(|(_, most)| most.is_some_and(|most| *line.level() <= most))
}

/// Logs where a panic was, and its message only if that is fixed in the code: a formatted one may hold a client's data.
fn tell_panic(panic: &std::panic::PanicHookInfo<'_>) {
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    // Not under the name `message`, which the line itself has: in JSON one of the two would be lost.
    let text = panic.payload().downcast_ref::<&'static str>().copied().unwrap_or("(not shown)");
    tracing::error!(place, text, "a panic");
}

/// Writes to stderr what it was given, without tokens.
#[derive(Default)]
struct Redacting;

impl Write for Redacting {
    /// `tracing` gives each line whole.
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        io::stderr().write_all(&redact(line))?;
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stderr().flush()
    }
}

/// The line with each token (`digits:35 characters`, the colon also as `%3A`) struck out.
fn redact(line: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(line.len());
    let mut at = 0;
    while at < line.len() {
        match token_length(&line[at..]) {
            Some(length) => {
                out.extend_from_slice(STRUCK);
                at += length;
            }
            None => {
                // A run of digits is passed whole, so that long ones cost no more than short ones.
                let digits = line[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
                out.extend_from_slice(&line[at..at + digits.max(1)]);
                at += digits.max(1);
            }
        }
    }
    out
}

/// The length of the token that begins here, if one does.
fn token_length(text: &[u8]) -> Option<usize> {
    let digits = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if digits == 0 {
        return None;
    }
    let rest = &text[digits..];
    let colon = match rest {
        [b':', ..] => 1,
        [b'%', b'3', b'A' | b'a', ..] => 3,
        _ => return None,
    };
    let plain = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let tail = rest[colon..].iter().take_while(plain).count();
    (tail >= TOKEN_TAIL).then_some(digits + colon + tail)
}

#[cfg(test)]
mod tests {
    use super::redact;

    #[test]
    fn a_token_is_struck_out_wherever_it_stands() {
        let token = "1234567:ABCdef_-ABCdef_-ABCdef_-ABCdef_-ABC";
        let in_url = token.replace(':', "%3A");
        let cases = [
            (
                format!("GET https://x/bot{token}/getMe failed"),
                "GET https://x/bot<token>/getMe failed",
            ),
            (format!("{{\"token\":\"{token}\"}}"), "{\"token\":\"<token>\"}"),
            (format!("{token}{token}"), "<token>:ABCdef_-ABCdef_-ABCdef_-ABCdef_-ABC"),
            (format!("a {in_url} b"), "a <token> b"),
            ("at 12:30:05, 1234567:short, 99".into(), "at 12:30:05, 1234567:short, 99"),
            ("고객 3:张".into(), "고객 3:张"),
            (String::new(), ""),
        ];
        for (line, expected) in cases {
            let struck = String::from_utf8(redact(line.as_bytes())).unwrap();
            assert_eq!(struck, expected, "{line}");
        }
    }
}
