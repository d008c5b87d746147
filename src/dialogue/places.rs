//! What states are to the place that keeps them: a draft, one place or two, what they wait for.

use super::rights::{confirm, restore};
use super::screen::{Common, Say};
use super::{
    Input, State, Step, alert, booking, client_create, client_edit, client_history, digest_work,
    loan_decide, loan_pack, loan_read, loan_request, paper_file, rights, staff_away, staff_people,
    staff_pin, visit_amend, visit_log,
};

/// Whether leaving this state unfinished would lose something the person gave: it is then kept as a draft.
pub fn is_draft(state: &State) -> Option<Say> {
    match state {
        State::ClientCreate(state) => client_create::draft(state),
        State::VisitLog(state) => visit_log::draft(state),
        State::LoanRequest(state) => loan_request::draft(state),
        _ => None,
    }
}

/// Whether two states are one place to the person, so that Back does not stop between them: a toggle, a turned month,
/// words that were caught. `turn` keeps no way back to a state of the same place.
pub fn same_place(before: &State, after: &State) -> bool {
    match (before, after) {
        (State::ClientCreate(before), State::ClientCreate(after)) => {
            client_create::same_place(before, after)
        }
        (State::Booking(before), State::Booking(after)) => booking::same_place(before, after),
        (State::Alert(before), State::Alert(after)) => alert::same_place(before, after),
        (State::ClientHistory(before), State::ClientHistory(after)) => {
            client_history::same_place(before, after)
        }
        (State::ClientEdit(before), State::ClientEdit(after)) => {
            client_edit::same_place(before, after)
        }
        (State::VisitLog(before), State::VisitLog(after)) => visit_log::same_place(before, after),
        (State::VisitAmend(before), State::VisitAmend(after)) => {
            visit_amend::same_place(before, after)
        }
        (State::LoanRequest(before), State::LoanRequest(after)) => {
            loan_request::same_place(before, after)
        }
        (State::LoanDecide(before), State::LoanDecide(after)) => {
            loan_decide::same_place(before, after)
        }
        (State::StaffAway(before), State::StaffAway(after)) => {
            staff_away::same_place(before, after)
        }
        (State::LoanPack(before), State::LoanPack(after)) => loan_pack::same_place(before, after),
        (State::StaffPeople(before), State::StaffPeople(after)) => {
            staff_people::same_place(before, after)
        }
        (State::StaffPin(before), State::StaffPin(after)) => staff_pin::same_place(before, after),
        (before, after) => before == after,
    }
}

/// The state to which Back leads, with what was caught since: a note or photo sent meanwhile is not lost.
pub fn back(before: State, now: &State) -> State {
    match (before, now) {
        (State::VisitLog(before), State::VisitLog(now)) => {
            State::VisitLog(visit_log::back(before, now))
        }
        (before, _) => before,
    }
}

/// What a main screen waits for, so that it is shown again when that changes: the copies of a loan's request, of a
/// confirmation.
pub fn subject(state: &State) -> Option<String> {
    match state {
        State::LoanRequest(loan_request::State::Waiting { loan }) => {
            Some(format!("loan:{}", loan.0))
        }
        State::Rights(rights::State::Confirm(confirm::State::Sent { confirmation })) => {
            Some(format!("grave:{}", confirmation.0))
        }
        State::LoanPack(loan_pack::State::Sent { pack }) => Some(format!("pack:{}", pack.0)),
        _ => None,
    }
}

/// Whether a notice has asked for words or for a button, so that what the person types next is for it.
pub fn listens(state: &State) -> bool {
    if let State::LoanPack(state) = state {
        return loan_pack::listens(state);
    }
    matches!(
        state,
        State::LoanDecide(
            // A screen that asks for a button takes words too: to say that it does.
            loan_decide::State::Shortening { .. }
                | loan_decide::State::Fewer { .. }
                | loan_decide::State::ShortenWhy { .. }
                | loan_decide::State::FewerWhy { .. }
                | loan_decide::State::DenyWhy { .. }
        ) | State::StaffPin(_)
            | State::PaperFile(paper_file::State::Taking { .. } | paper_file::State::Words { .. })
    )
}

/// Whether a message that stands here only tells how something stands, so that a newer one about the same may take its
/// place: nobody is in the middle of answering it.
pub fn gives_way(state: &State) -> bool {
    matches!(
        state,
        State::LoanDecide(loan_decide::State::Asked { .. } | loan_decide::State::Late { .. })
            | State::LoanPack(
                loan_pack::State::Asked { .. }
                    | loan_pack::State::Late { .. }
                    | loan_pack::State::Told { .. }
            )
            | State::Rights(
                rights::State::Confirm(confirm::State::Asked { .. })
                    | rights::State::Restore(restore::State::Asked)
            )
            | State::StaffConfirm(_)
            | State::DigestWork(digest_work::State::Given { .. })
            | State::LoanRead(loan_read::State::Moved { .. })
            | State::LoanRequest(loan_request::State::TurnCame { .. })
            | State::PaperFile(
                paper_file::State::One { .. }
                    | paper_file::State::Told { .. }
                    | paper_file::State::Marked { .. }
                    | paper_file::State::NotHere { .. }
            )
    )
}

/// The end of every `step` that understood nothing: the state is kept, the person is told what is expected.
pub fn puzzled(state: State, input: Input) -> Step {
    let say = match input {
        Input::Odd(odd) => Common::CannotUse { what: odd.word() },
        Input::Photo { .. } => Common::NoPhotoHere,
        Input::Contact { .. } => Common::NoContactHere,
        Input::Press(_) => Common::OutOfDate,
        Input::Text(_) => Common::UseTheButtons,
    };
    Step::Mend(state, Say::Common(say))
}
