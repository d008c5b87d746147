//! What a notice says first may stand on a lock screen: no client's name is in it (T12).

use crate::Walk;
use crate::fixture::CANARY;
use crate::outcomes::outcomes;
use crate::shape::name;
use kartoteka::dialogue::effect::Outcome;
use kartoteka::dialogue::{self, State, Step};
use kartoteka::locale;
use kartoteka::model::loan::LoanStatus;

/// Characters of a message that a lock screen may show.
const SHOWN_CHARS: usize = 60;

impl Walk {
    /// Sends a notice with everything that the archive may answer.
    pub fn push(&mut self, state: State) {
        let at = name(&state);
        let step = dialogue::show(&self.ctx, state);
        self.pushed(&at, step);
    }

    fn pushed(&mut self, at: &str, step: Step) {
        match step {
            Step::Wait(_, screen) | Step::End(screen) => {
                for reader in &self.readers.clone() {
                    let text = locale::screen(&screen, reader).text;
                    let before = text.split(CANARY).next().unwrap_or_default();
                    let named = before.len() < text.len();
                    let late = before.chars().count() >= SHOWN_CHARS;
                    let said = format!("says a client's name too early: {text}");
                    self.check(!named || late, at, &said);
                }
            }
            Step::Do(state, effect) => {
                let outcomes = outcomes(&effect).1.into_iter();
                for (_, outcome) in outcomes.filter(|(_, outcome)| arrives(&state, outcome)) {
                    let next = dialogue::resume(&self.ctx, state.clone(), outcome);
                    self.pushed(at, next);
                }
            }
            _ => {}
        }
    }
}

/// Whether a notice may begin so. Requests that are decided are told by an edit, which no lock screen shows.
fn arrives(state: &State, outcome: &Outcome) -> bool {
    let request = matches!(state, State::LoanDecide(_) | State::LoanRequest(_));
    !matches!(outcome, Outcome::Loan(view) if request && view.status != LoanStatus::Asked)
}

/// Whether a state is a notice that may end in a stub without buttons.
pub fn is_notice(state: &State) -> bool {
    matches!(
        state,
        State::LoanDecide(_)
            | State::LoanPack(_)
            | State::LoanRead(_)
            | State::DigestWork(_)
            | State::StaffConfirm(_)
    )
}
