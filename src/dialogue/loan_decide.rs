//! A request in front of a manager, as a notice: who asks, what for, how long; never any content (D2, A8.05).
//!
//! ```text
//! Asked --approve--> Approving --yes-------------------------+
//!   |---shorten--> Shortening --term--> ShortenWhy --reason--+--> Asked (decided: no buttons to decide)
//!   +---deny-----> DenyWhy --reason--------------------------+
//! ```

use super::effect::{Effect, LoanEffect, Outcome};
use super::loan_lines::{Reason, about, client, described, label, no_such_client, reason};
use super::screen::{Button, Choice as Press, Say as Root, Screen, back, button, home};
use super::{Ctx, Input, State as Place, Step};
use crate::model::LoanId;
use crate::model::loan::{Decision, LoanStatus, LoanView, Term};
use crate::model::value::{Day, Moment};
use serde::{Deserialize, Serialize};

/// Where a decision stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// In front of the manager: to be decided, or how it was decided.
    Asked { loan: LoanId },
    /// Asking whether to approve.
    Approving { loan: LoanId },
    /// Asking for a shorter term.
    Shortening { loan: LoanId },
    /// Asking why the term is shorter.
    ShortenWhy { loan: LoanId, term: Term },
    /// Asking why not.
    DenyWhy { loan: LoanId },
}

/// What the buttons of a request mean.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    /// Approve as asked.
    Approve,
    /// Yes, approve.
    Confirm,
    /// Approve for a shorter term.
    Shorten,
    /// This shorter term.
    Term(Term),
    /// Deny.
    Deny,
    /// This ready reason.
    Why(Reason),
}

/// What a decision says.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    Title { borrower: String },
    Open { open: i64 },
    Overdue { open: i64, overdue: i64 },
    Expires { until: Moment },
    Approve,
    Shorten,
    Deny,
    ConfirmTitle { number: String },
    Confirm { borrower: String, until: Moment },
    ConfirmYes,
    ShortenTitle { number: String },
    AskTerm,
    Hours { hours: i64 },
    Today,
    Until { day: Day },
    AskShortenWhy { borrower: String, until: Moment },
    DenyTitle { number: String },
    AskDenyWhy { borrower: String },
    DecidedTitle { number: String },
    // Somebody was first.
    First,
}

/// Shows a state: each reads how the request stands now.
pub fn show(_ctx: &Ctx, state: State) -> Step {
    let view = LoanEffect::View { loan: loan(&state) };
    Step::Do(Place::LoanDecide(state), Effect::Loan(view))
}

/// Takes what the manager did.
pub fn step(_ctx: &Ctx, state: State, input: Input) -> Step {
    let loan = loan(&state);
    match (state, input) {
        (State::Asked { .. }, Input::Press(Press::Decide(Choice::Approve))) => {
            go(State::Approving { loan })
        }
        (State::Asked { .. }, Input::Press(Press::Decide(Choice::Shorten))) => {
            go(State::Shortening { loan })
        }
        (State::Asked { .. }, Input::Press(Press::Decide(Choice::Deny))) => {
            go(State::DenyWhy { loan })
        }
        (state @ State::Approving { .. }, Input::Press(Press::Decide(Choice::Confirm))) => {
            decide(state, Decision::Approve)
        }
        (State::Shortening { .. }, Input::Press(Press::Decide(Choice::Term(term)))) => {
            go(State::ShortenWhy { loan, term })
        }
        (
            state @ (State::ShortenWhy { .. } | State::DenyWhy { .. }),
            Input::Press(Press::Decide(Choice::Why(why))),
        ) => with_reason(state, why.as_str().to_owned()),
        (state @ (State::ShortenWhy { .. } | State::DenyWhy { .. }), Input::Text(typed)) => {
            match reason(&typed) {
                Ok(reason) => with_reason(state, reason),
                Err(say) => Step::Mend(Place::LoanDecide(state), say),
            }
        }
        (state, input) => super::puzzled(Place::LoanDecide(state), input),
    }
}

/// Takes what the archive answered. Whatever was asked, a request that is decided shows how.
pub fn resume(ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    match outcome {
        Outcome::Loan(view) if view.status == LoanStatus::Asked => {
            let screen = match &state {
                State::Asked { .. } => asked(ctx, &view),
                State::Approving { .. } => approving(ctx, &view),
                State::Shortening { .. } => shortening(ctx, &view),
                State::ShortenWhy { term, .. } => shorten_why(ctx, &view, *term),
                State::DenyWhy { .. } => deny_why(&view),
            };
            Step::Wait(Place::LoanDecide(state), screen)
        }
        Outcome::Loan(view) => decided(&view, None),
        Outcome::LoanGone(view) => decided(&view, Some(Root::LoanDecide(Say::First))),
        Outcome::NoSuchClient => no_such_client(),
        _ => unreachable!("a decision asks for a view and for itself"),
    }
}

/// The request with its three answers. The title may stand on a lock screen: it names the colleague only.
fn asked(ctx: &Ctx, view: &LoanView) -> Screen {
    let borrower = view.borrower_name.clone();
    let mut screen = Screen::of(Root::LoanDecide(Say::Title { borrower })).line(client(view));
    screen.lines.extend(about(view));
    let (open, overdue) = (i64::from(view.borrower_open), i64::from(view.borrower_overdue));
    let loans = if overdue > 0 { Say::Overdue { open, overdue } } else { Say::Open { open } };
    let mut row = vec![press(Say::Approve, Choice::Approve)];
    if !shorter(ctx, view).is_empty() {
        row.push(press(Say::Shorten, Choice::Shorten));
    }
    row.push(press(Say::Deny, Choice::Deny));
    screen.rows.extend([row, vec![home()]]);
    let until = view.request_until.into();
    screen.line(Root::LoanDecide(loans)).line(Root::LoanDecide(Say::Expires { until }))
}

fn approving(ctx: &Ctx, view: &LoanView) -> Screen {
    let until = view.term.ends(ctx.now, ctx.zone).into();
    let borrower = view.borrower_name.clone();
    let title = Root::LoanDecide(Say::ConfirmTitle { number: view.number.clone() });
    let mut screen = Screen::of(title).line(client(view));
    screen.lines.extend(about(view));
    screen
        .line(Root::LoanDecide(Say::Confirm { borrower, until }))
        .row([press(Say::ConfirmYes, Choice::Confirm), back()])
        .row([home()])
}

fn shortening(ctx: &Ctx, view: &LoanView) -> Screen {
    let title = Root::LoanDecide(Say::ShortenTitle { number: view.number.clone() });
    let mut screen = Screen::of(title).line(client(view));
    screen.lines.extend(about(view));
    let terms = shorter(ctx, view).into_iter().map(|term| {
        let say = match term {
            Term::Hours(hours) => Say::Hours { hours: i64::from(hours) },
            Term::Until(day) if day == ctx.today => Say::Today,
            Term::Until(day) => Say::Until { day: day.into() },
        };
        press(say, Choice::Term(term))
    });
    screen.line(Root::LoanDecide(Say::AskTerm)).grid(3, terms).row([back(), home()])
}

fn shorten_why(ctx: &Ctx, view: &LoanView, term: Term) -> Screen {
    let until = term.ends(ctx.now, ctx.zone).into();
    let borrower = view.borrower_name.clone();
    Screen::of(Root::LoanDecide(Say::ShortenTitle { number: view.number.clone() }))
        .line(client(view))
        .line(Root::LoanDecide(Say::AskShortenWhy { borrower, until }))
        .grid(2, [Reason::Enough, Reason::Rule].map(ready))
        .row([back(), home()])
}

fn deny_why(view: &LoanView) -> Screen {
    let borrower = view.borrower_name.clone();
    Screen::of(Root::LoanDecide(Say::DenyTitle { number: view.number.clone() }))
        .line(client(view))
        .line(Root::LoanDecide(Say::AskDenyWhy { borrower }))
        .grid(2, [Reason::NotNeeded, Reason::AskKeeper, Reason::Rule].map(ready))
        .row([back(), home()])
}

/// How it was decided, for all copies of the request: nothing left to press but Home.
fn decided(view: &LoanView, first: Option<Root>) -> Step {
    let title = Root::LoanDecide(Say::DecidedTitle { number: view.number.clone() });
    let mut screen = described(title, view);
    if let Some(first) = first {
        screen.lines.insert(0, first);
    }
    let state = Place::LoanDecide(State::Asked { loan: view.id });
    Step::Wait(state, screen.row([home()]))
}

/// The terms that end before the one that was asked for.
fn shorter(ctx: &Ctx, view: &LoanView) -> Vec<Term> {
    let ends = |term: &Term| term.ends(ctx.now, ctx.zone);
    let offered = [Term::Hours(1), Term::Hours(2), Term::Until(ctx.today)];
    offered.into_iter().filter(|term| ends(term) < ends(&view.term)).collect()
}

/// The decision that this reason completes.
fn with_reason(state: State, reason: String) -> Step {
    let decision = match &state {
        State::ShortenWhy { term, .. } => Decision::Shorten(*term, reason),
        _ => Decision::Deny(reason),
    };
    decide(state, decision)
}

fn decide(state: State, decision: Decision) -> Step {
    let decide = LoanEffect::Decide { loan: loan(&state), decision };
    Step::Do(Place::LoanDecide(state), Effect::Loan(decide))
}

fn loan(state: &State) -> LoanId {
    match state {
        State::Asked { loan }
        | State::Approving { loan }
        | State::Shortening { loan }
        | State::ShortenWhy { loan, .. }
        | State::DenyWhy { loan } => *loan,
    }
}

fn ready(why: Reason) -> Button {
    button(label(why), Press::Decide(Choice::Why(why)))
}

fn press(say: Say, choice: Choice) -> Button {
    button(Root::LoanDecide(say), Press::Decide(choice))
}

fn go(state: State) -> Step {
    Step::Go(Place::LoanDecide(state))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialogue::loan_lines::tests::{ctx, view};
    use crate::model::policy::Role;

    const LOAN: LoanId = LoanId(7);

    fn press(choice: Choice) -> Input {
        Input::Press(Press::Decide(choice))
    }

    #[test]
    fn each_answer_is_two_or_three_taps() {
        let ctx = ctx(Role::Manager);
        let go = |state, choice| match step(&ctx, state, press(choice)) {
            Step::Go(Place::LoanDecide(state)) => state,
            _ => panic!("goes on"),
        };
        let decided = |state, input| match step(&ctx, state, input) {
            Step::Do(_, Effect::Loan(LoanEffect::Decide { loan: LOAN, decision })) => decision,
            _ => panic!("decides"),
        };
        let asked = State::Asked { loan: LOAN };
        let approving = go(asked.clone(), Choice::Approve);
        assert!(decided(approving, press(Choice::Confirm)) == Decision::Approve);
        let why = go(go(asked.clone(), Choice::Shorten), Choice::Term(Term::Hours(1)));
        let shorten = Decision::Shorten(Term::Hours(1), "enough".into());
        assert!(decided(why, press(Choice::Why(Reason::Enough))) == shorten);
        let deny = go(asked, Choice::Deny);
        assert!(decided(deny, Input::Text(" no ".into())) == Decision::Deny("no".into()));
    }

    #[test]
    fn only_shorter_terms_are_offered() {
        let ctx = ctx(Role::Manager);
        let day = Term::Until(ctx.today);
        let cases = [
            (Term::Hours(1), vec![]),
            (Term::Hours(2), vec![Term::Hours(1)]),
            (day, vec![Term::Hours(1), Term::Hours(2)]),
            (Term::Hours(72), vec![Term::Hours(1), Term::Hours(2), day]),
        ];
        for (term, offered) in cases {
            let view = LoanView { term, ..view(LoanStatus::Asked) };
            assert!(shorter(&ctx, &view) == offered, "{term:?}");
        }
    }

    #[test]
    fn what_is_decided_cannot_be_decided_again_whatever_the_screen_was() {
        let ctx = ctx(Role::Manager);
        let states = [
            State::Asked { loan: LOAN },
            State::Approving { loan: LOAN },
            State::DenyWhy { loan: LOAN },
        ];
        for status in LoanStatus::ALL.iter().filter(|status| **status != LoanStatus::Asked) {
            for state in states.clone() {
                let outcome = Outcome::Loan(Box::new(view(*status)));
                let Step::Wait(Place::LoanDecide(State::Asked { .. }), screen) =
                    resume(&ctx, state, outcome)
                else {
                    panic!("{status:?} stays in front of the manager")
                };
                assert!(screen.rows == [vec![home()]], "{status:?}");
            }
        }
        let late = resume(
            &ctx,
            State::Approving { loan: LOAN },
            Outcome::LoanGone(Box::new(view(LoanStatus::Out))),
        );
        assert!(
            matches!(late, Step::Wait(_, screen) if screen.lines[0] == Root::LoanDecide(Say::First))
        );
    }
}
