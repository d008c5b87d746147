//! What is told of each turn: one span around it and one closing line with its time, nothing of what was said (R11).

use crate::dialogue::Input;
use crate::meter::METERS;
use crate::turn::arrival::Came;
use tokio::time::Instant;
use tracing::Span;
use tracing::field::Empty;

/// The span of a turn. What came and which dialogue took it is written into it once that is known. It is there at
/// every level, so that an error within it says whose it is.
pub fn span(person: &str, update: i64) -> Span {
    tracing::error_span!("turn", person, update, came = Empty, dialogue = Empty)
}

/// Notes in the present span what came.
pub fn came(came: &Came) {
    Span::current().record("came", kind(came));
}

/// The closing line, in the turn's span: how it ended, and how long it took.
pub fn ended(span: &Span, begun: Instant, outcome: &'static str) {
    let took = begun.elapsed();
    METERS.turns.observe(took);
    let took_ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    span.in_scope(|| tracing::info!(outcome, took_ms, "a turn ended"));
}

/// What came, in a word of a closed list.
fn kind(came: &Came) -> &'static str {
    match came {
        Came::Start(_) => "start",
        Came::Command(_) => "command",
        Came::Told(Input::Press(_)) | Came::Press { .. } => "press",
        Came::Told(Input::Text(_)) => "text",
        Came::Told(Input::Contact { .. }) => "contact",
        Came::Told(Input::Photo { .. }) => "photo",
        Came::Told(Input::Odd(odd)) => odd.as_str(),
        Came::Edited(_) => "edited",
        Came::Group { .. } => "group",
        Came::Blocked => "blocked",
        Came::Unblocked => "unblocked",
        Came::Nothing => "nothing",
    }
}
