//! The form of a loan on paper: a PDF to be printed, signed and filed, for whoever may see the loan (A8.02, A8.12, D3).
//!
//! ```text
//! Asking --print--> receipt, and Printed as a notice of its own: the PDF
//! ```

use super::effect::{Effect, LoanEffect, LoanSheet, Outcome};
use super::loan_lines::{client, no_such_client, standing};
use super::loan_request;
use super::paper::Paper;
use super::screen::{Button, Choice as Press, Common, Door, Say as Root, Screen};
use super::screen::{back, button, home};
use super::{Ctx, Input, State as Place, Step};
use crate::model::LoanId;
use crate::model::loan::{LoanStatus, LoanView, Term};
use crate::model::value::{Moment, Word};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Where the form stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// Asking whether to print it.
    Asking { loan: LoanId },
    /// The form itself.
    Printed { loan: LoanId },
}

/// What the buttons mean.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    /// Make the PDF.
    Print,
}

/// What is said about the form, and on it.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    Button,
    AskTitle { number: String },
    Ask,
    Print,
    SentTitle { number: String },
    Sent,
    CaptionTitle { number: String },
    Caption,
    // On the paper.
    Title,
    Salon,
    Number,
    AskedAt,
    Borrower,
    Client,
    Purpose,
    Reason,
    Parts,
    PaperFile,
    WithPaper { place: String },
    Term,
    Approved,
    Until,
    Standing,
    By { by: String, at: Moment },
    Parted { parts: Vec<Word> },
    At { at: Moment },
    Rules,
    SignBorrower,
    SignApprover,
    SignReturn,
}

/// The way to the form of a loan.
pub fn print(loan: LoanId) -> Button {
    button(root(Say::Button), Press::Go(Door::LoanForm { loan }))
}

/// Shows a state: both read the loan under the reader's own rights.
pub fn show(_ctx: &Ctx, state: State) -> Step {
    let effect = match &state {
        State::Asking { loan } => LoanEffect::View { loan: *loan },
        State::Printed { loan } => LoanEffect::Form { loan: *loan },
    };
    Step::Do(Place::LoanForm(state), Effect::Loan(effect))
}

/// Takes what the person did.
pub fn step(_ctx: &Ctx, state: State, input: Input) -> Step {
    match (state, input) {
        (State::Asking { loan }, Input::Press(Press::LoanForm(Choice::Print))) => {
            let print = Effect::Loan(LoanEffect::PrintForm { loan });
            Step::Do(Place::LoanForm(State::Asking { loan }), print)
        }
        (state, input) => super::puzzled(Place::LoanForm(state), input),
    }
}

/// Takes what the archive answered.
pub fn resume(_ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    match (state, outcome) {
        (state @ State::Asking { .. }, Outcome::Loan(view)) => {
            Step::Wait(Place::LoanForm(state), asking(&view))
        }
        (State::Asking { .. }, Outcome::LoanForm(sheet)) => {
            let title = root(Say::SentTitle { number: sheet.loan.number.clone() });
            Step::End(Screen::of(title).line(root(Say::Sent)).row([home()]))
        }
        (state, Outcome::LoanForm(sheet)) => {
            let number = sheet.loan.number.clone();
            let screen = Screen::of(root(Say::CaptionTitle { number })).line(root(Say::Caption));
            Step::Wait(Place::LoanForm(state), screen.row([home()]).paper(paper(&sheet)))
        }
        (_, Outcome::NoSuchClient) => no_such_client(),
        _ => unreachable!("the form of a loan asks for the loan only"),
    }
}

fn asking(view: &LoanView) -> Screen {
    Screen::of(root(Say::AskTitle { number: view.number.clone() }))
        .line(client(view))
        .line(standing(view))
        .line(root(Say::Ask))
        .row([button(root(Say::Print), Press::LoanForm(Choice::Print))])
        .row([back(), home()])
}

/// The form: who borrows what, for what, how long; who approved it; lines to sign on (A8.12).
fn paper(sheet: &LoanSheet) -> Paper {
    let view = &sheet.loan;
    let field = |paper: Paper, name: Say, value: Root| paper.field(root(name), value);
    let mut paper = Paper::new(&view.number, root(Say::Title));
    paper = field(paper, Say::Salon, plain(&sheet.salon));
    paper = field(paper, Say::Number, plain(&view.number));
    paper = field(paper, Say::AskedAt, at(sheet.asked_at));
    paper = field(paper, Say::Borrower, plain(&view.borrower_name));
    paper = field(paper, Say::Client, client(view));
    paper = field(paper, Say::Purpose, Root::Common(Common::Term { word: view.purpose.word() }));
    if !view.reason.is_empty() {
        paper = field(paper, Say::Reason, plain(&view.reason));
    }
    let parts = view.parts.iter().map(|part| part.word()).collect();
    paper = field(paper, Say::Parts, root(Say::Parted { parts }));
    if let Some(place) = &sheet.place {
        let with = match place.is_empty() {
            true => Root::Common(Common::Yes),
            false => root(Say::WithPaper { place: place.clone() }),
        };
        paper = field(paper, Say::PaperFile, with);
    }
    paper = field(paper, Say::Term, term(view.term));
    for (by, when) in &sheet.approved {
        let by = root(Say::By { by: by.clone(), at: (*when).into() });
        paper = field(paper, Say::Approved, by);
    }
    if let Some(due) = view.due {
        paper = field(paper, Say::Until, at(due));
    }
    // While it is out, the rows above say who approved it and until when.
    if view.status != LoanStatus::Out {
        paper = field(paper, Say::Standing, standing(view));
    }
    paper = paper.text(root(Say::Rules)).signature(root(Say::SignBorrower));
    // Each of two who approved signs on a line of their own.
    for _ in 0..sheet.approved.len().max(1) {
        paper = paper.signature(root(Say::SignApprover));
    }
    paper.signature(root(Say::SignReturn))
}

fn term(term: Term) -> Root {
    match term {
        Term::Hours(hours) => loan_request::span(hours * 60),
        Term::Until(day) => Root::LoanRequest(loan_request::Say::Until { day: day.into() }),
    }
}

fn plain(text: &str) -> Root {
    Root::Common(Common::Plain { text: text.to_owned() })
}

fn at(at: DateTime<Utc>) -> Root {
    root(Say::At { at: at.into() })
}

fn root(say: Say) -> Root {
    Root::LoanForm(say)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialogue::loan_lines::tests::{ctx, view};
    use crate::dialogue::paper::Line;
    use crate::model::policy::Role;

    const LOAN: LoanId = LoanId(7);

    fn sheet(approved: usize) -> Box<LoanSheet> {
        let loan = view(LoanStatus::Out);
        let at = ctx(Role::Care).now;
        let approved = vec![("Chen Invented".to_owned(), at); approved];
        let (salon, place) = ("Invented Salon".to_owned(), Some("cabinet 2".to_owned()));
        Box::new(LoanSheet { loan, salon, place, asked_at: at, approved })
    }

    #[test]
    fn the_form_names_each_approval_and_has_a_line_to_sign_on_for_each() {
        for approvals in [0, 1, 2] {
            let paper = paper(&sheet(approvals));
            let approved =
                |line: &&Line| matches!(line, Line::Field(Root::LoanForm(Say::Approved), _));
            assert_eq!(paper.lines.iter().filter(approved).count(), approvals);
            let signed = |line: &&Line| matches!(line, Line::Signature(_));
            assert_eq!(paper.lines.iter().filter(signed).count(), 2 + approvals.max(1));
            let lies = |line: &&Line| matches!(line, Line::Field(_, Root::LoanForm(Say::WithPaper { place })) if place == "cabinet 2");
            assert_eq!(paper.lines.iter().filter(lies).count(), 1);
            assert!(
                paper.name == "L-2026-0412",
                "the file bears the loan's number, not the client"
            );
        }
    }

    #[test]
    fn the_form_tells_what_is_borrowed_by_whom_for_what_and_until_when() {
        let told = |sheet: &LoanSheet| -> Vec<Root> {
            let name = |line| match line {
                Line::Field(name, _) => Some(name),
                _ => None,
            };
            paper(sheet).lines.into_iter().filter_map(name).collect()
        };
        let mut given = sheet(1);
        given.loan.reason = "the serum".into();
        let mut wanted = vec![
            root(Say::Salon),
            root(Say::Number),
            root(Say::AskedAt),
            root(Say::Borrower),
            root(Say::Client),
            root(Say::Purpose),
            root(Say::Reason),
            root(Say::Parts),
            root(Say::PaperFile),
            root(Say::Term),
            root(Say::Approved),
            root(Say::Until),
        ];
        assert!(told(&given) == wanted);
        given.loan.status = LoanStatus::Returned;
        wanted.push(root(Say::Standing));
        assert!(told(&given) == wanted, "how it ended");
    }

    #[test]
    fn printing_is_two_taps_and_the_form_is_a_message_of_its_own() {
        let ctx = ctx(Role::Care);
        let asking = State::Asking { loan: LOAN };
        let press = Input::Press(Press::LoanForm(Choice::Print));
        assert!(matches!(step(&ctx, asking.clone(), press),
            Step::Do(_, effect) if effect == Effect::Loan(LoanEffect::PrintForm { loan: LOAN })));
        assert!(matches!(resume(&ctx, asking, Outcome::LoanForm(sheet(1))),
            Step::End(screen) if screen.paper.is_none()));
        assert!(matches!(resume(&ctx, State::Printed { loan: LOAN }, Outcome::LoanForm(sheet(1))),
            Step::Wait(_, screen) if screen.paper.is_some() && screen.open));
    }
}
