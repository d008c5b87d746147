//! The screens of paper files: the list, one of them, its notices, the questions when it comes back.

use super::{Choice, Say, State, press, root, way};
use crate::dialogue::screen::{self, Button, Choice as Press, Common, Door, Say as Root, Screen};
use crate::dialogue::screen::{back, button, home};
use crate::dialogue::{Ctx, State as Place, Step, loan_request};
use crate::model::paper::{Condition, PaperView, Rung, Standing};
use crate::model::policy::{Action, may};
use crate::model::value::Moment;

pub(super) fn list(ctx: &Ctx, files: &[PaperView]) -> Screen {
    let mut screen = Screen::of(root(Say::ListTitle { count: files.len() as i64 }));
    for view in files {
        screen = screen.line(root(Say::Line {
            number: view.number.clone(),
            borrower: view.borrower_name.clone(),
            client: Box::new(client(view)),
            standing: Box::new(standing(ctx, view)),
        }));
    }
    let number = |view: &PaperView| Root::Common(Common::Plain { text: view.number.clone() });
    let each = files.iter().map(|view| button(number(view), press(Choice::One(view.loan))));
    screen.maybe(files.is_empty().then(|| root(Say::ListNone))).grid(2, each).row([back(), home()])
}

/// One file: how it stands, and what this person may do about it.
pub(super) fn one(ctx: &Ctx, view: &PaperView, keeps: bool, first: Option<Say>) -> Step {
    let own = view.borrower == ctx.who.id;
    let mut screen = described(ctx, root(Say::Title { number: view.number.clone() }), view, keeps)
        .maybe(first.map(root));
    if own && view.standing == Standing::Out {
        screen = yours(screen, view);
    }
    if keeps && !own {
        screen = acts(screen, view);
    }
    let state = Place::PaperFile(State::One { loan: view.loan });
    let list = if own { Some(my_loans()) } else { keeps.then(way) };
    Step::Wait(state, screen.grid(2, list.into_iter().chain([home()])))
}

/// The way to the borrower's own list.
fn my_loans() -> Button {
    button(Root::LoanRequest(loan_request::Say::MyLoans), Press::Go(Door::Loans))
}

/// What its borrower does with it: they say that they gave it back, in one tap.
fn yours(screen: Screen, view: &PaperView) -> Screen {
    match view.given {
        Some(_) => screen.line(root(Say::Given)),
        None => {
            let give = button(root(Say::Give), press(Choice::Give));
            let todo = match view.said {
                Some(Condition::Lost) => Say::YoursLost,
                _ => Say::Yours,
            };
            screen.line(root(todo)).row([give])
        }
    }
}

/// It is not where its borrower says they gave it back.
pub(super) fn not_here(ctx: &Ctx, view: &PaperView) -> Screen {
    let give = button(root(Say::Give), press(Choice::Give));
    described(ctx, root(Say::MissedTitle { number: view.number.clone() }), view, false)
        .line(root(Say::MissedTold))
        .row([give])
        .row([home()])
}

/// What whoever keeps the cabinet does with it.
fn acts(screen: Screen, view: &PaperView) -> Screen {
    match view.standing {
        Standing::ToHandOut => screen
            .line(root(Say::AskHandOut))
            .row([button(root(Say::HandOut), press(Choice::HandOut))]),
        Standing::Out => {
            let take = button(root(Say::TakeBack), press(Choice::TakeBack));
            match view.given {
                None => {
                    let lost = view.said == Some(Condition::Lost);
                    screen.maybe(lost.then(|| root(Say::SaidLost))).row([take])
                }
                Some(_) => screen
                    .line(root(Say::AskGiven))
                    .row([take, button(root(Say::NotHere), press(Choice::NotHere))]),
            }
        }
        Standing::Asked | Standing::Back | Standing::Void => screen,
    }
}

/// A file in a message that may arrive by itself: the client's number only, since a lock screen may show it (T12).
fn described(ctx: &Ctx, title: Root, view: &PaperView, keeps: bool) -> Screen {
    let words = (!view.words.is_empty()).then(|| root(Say::Noted { words: view.words.clone() }));
    let said = view.said.filter(|_| view.standing == Standing::Out);
    let place =
        (keeps && !view.place.is_empty()).then(|| root(Say::Lies { place: view.place.clone() }));
    Screen::of(title)
        .line(screen::client("", &view.client_number))
        .line(root(Say::Borrower { borrower: view.borrower_name.clone() }))
        .maybe(place)
        .line(standing(ctx, view))
        .maybe(said.map(|said| root(Say::Said { condition: said.word() })))
        .maybe(words)
}

/// A rung of the ladder: to the borrower what to do, to the others what has not been done.
pub(super) fn told(ctx: &Ctx, view: &PaperView, rung: Rung, keeps: bool) -> Screen {
    let borrower = view.borrower_name.clone();
    let number = view.number.clone();
    let until = view.due.unwrap_or(ctx.now).into();
    let points = i64::from(crate::model::paper::Offence::Late.points());
    let own = view.borrower == ctx.who.id;
    let (title, line) = match (rung, own) {
        (Rung::Soon, _) => (Say::SoonTitle { until }, Say::Soon),
        (Rung::Due, _) => (Say::DueTitle, Say::Due),
        (Rung::Keeper | Rung::Slip, true) => (Say::LateTitle { number }, Say::Late),
        (Rung::Keeper, false) => (Say::KeeperTitle { borrower }, Say::Keeper),
        (Rung::Slip, false) => (Say::SlipTitle { number }, Say::Slip { borrower }),
        (Rung::Violation, true) => (Say::SuspendedTitle, Say::Suspended { points }),
        (Rung::Violation, false) => {
            let title = Say::ViolationTitle { borrower: borrower.clone() };
            (title, Say::Violation { borrower, points })
        }
    };
    let mut screen = described(ctx, root(title), view, keeps).line(root(line));
    if own {
        let give = button(root(Say::Give), press(Choice::Give));
        screen = match view.given {
            Some(_) => screen.line(root(Say::Given)),
            None => screen.row([give]),
        };
    }
    if keeps && !own {
        screen = acts(screen, view);
    }
    if rung == Rung::Violation && !own && may(ctx.who.role, Action::JudgeBorrowers) {
        screen = screen.row([crate::dialogue::violations::way()]);
    }
    screen.row([home()])
}

/// Points were recorded: to the borrower, and to whoever judges borrowers.
pub(super) fn marked(ctx: &Ctx, view: &PaperView) -> Screen {
    let condition = view.back.as_ref().map_or(Condition::Intact, |(_, _, condition)| *condition);
    let points = condition.offence().map_or(0, |offence| i64::from(offence.points()));
    let own = view.borrower == ctx.who.id;
    let borrower = view.borrower_name.clone();
    let title =
        if own { Say::MarkedTitle { points } } else { Say::MarkedOfTitle { borrower, points } };
    let words = (!view.words.is_empty()).then(|| root(Say::Noted { words: view.words.clone() }));
    let judges = !own && may(ctx.who.role, Action::JudgeBorrowers);
    let mut screen = Screen::of(root(title))
        .line(screen::client("", &view.client_number))
        .line(root(match condition {
            Condition::Lost => Say::MarkedLost { number: view.number.clone() },
            _ => Say::Marked { number: view.number.clone(), condition: condition.word() },
        }))
        .line(standing(ctx, view))
        .maybe(words);
    if judges {
        screen = screen.row([crate::dialogue::violations::way()]);
    }
    screen.row([home()])
}

pub(super) fn taking(view: &PaperView) -> Screen {
    let each = Condition::ALL.iter().map(|condition| {
        let label = Root::Common(Common::Term { word: condition.word() });
        button(label, press(Choice::Condition(*condition)))
    });
    Screen::of(root(Say::Title { number: view.number.clone() }))
        .line(client(view))
        .line(root(Say::Borrower { borrower: view.borrower_name.clone() }))
        .maybe(view.said.map(|said| root(Say::Said { condition: said.word() })))
        .line(root(Say::AskCondition))
        .grid(2, each)
        .row([back(), home()])
}

pub(super) fn words(view: &PaperView, condition: Condition) -> Screen {
    let points = condition.offence().map_or(0, |offence| i64::from(offence.points()));
    let lost = condition == Condition::Lost;
    Screen::of(root(Say::Title { number: view.number.clone() }))
        .line(client(view))
        .line(Root::Common(Common::Term { word: condition.word() }))
        .line(root(if lost { Say::AskLost } else { Say::AskWords }))
        .maybe(lost.then(|| root(Say::LostLies)))
        .line(root(Say::Points { points }))
        .row([back(), home()])
}

fn standing(ctx: &Ctx, view: &PaperView) -> Root {
    let until = view.due.map(Moment::from);
    root(match (view.standing, until, view.back.clone()) {
        (Standing::Asked, ..) => Say::StandsAsked,
        (Standing::Out, ..) if let Some(at) = view.given => Say::StandsGiven { at: at.into() },
        (Standing::Out, Some(until), _) if until.at <= ctx.now => Say::StandsLate { until },
        (Standing::Out, Some(until), _) if view.coming => Say::StandsComing { until },
        (Standing::Out, Some(until), _) => Say::StandsOut { until },
        (Standing::Back, _, Some((at, by, Condition::Lost))) => {
            Say::StandsLost { at: at.into(), by }
        }
        (Standing::Back, _, Some((at, by, condition))) => {
            Say::StandsBack { at: at.into(), by, condition: condition.word() }
        }
        (Standing::ToHandOut, ..) => Say::StandsToHandOut,
        _ => Say::StandsVoid,
    })
}

fn client(view: &PaperView) -> Root {
    screen::client(&view.client_name, &view.client_number)
}
