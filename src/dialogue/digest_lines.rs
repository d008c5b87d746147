//! The lines of the digest: their counts, their words, and the button of each.

use super::Ctx;
use super::digest_work::{Choice, Told};
use super::effect::DigestLine;
use super::screen::{Button, Choice as Press, Door, Say as Root, Screen, button, client, home};
use crate::model::policy::{Action, may};
use crate::model::value::{Day, Moment, Yearly};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use unicode_segmentation::UnicodeSegmentation;

/// Graphemes of a name on a button.
const NAME_GRAPHEMES: usize = 14;

/// What the day's work says.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    // Counts only: the title may stand on a lock screen.
    Title {
        #[serde(default)]
        visits: i64,
        tasks: i64,
        birthdays: i64,
        loans: i64,
        requests: i64,
        #[serde(default)]
        papers: i64,
    },
    TitleOf {
        day: Day,
        #[serde(default)]
        visits: i64,
        tasks: i64,
        birthdays: i64,
        loans: i64,
        requests: i64,
        #[serde(default)]
        papers: i64,
    },
    Late,
    Empty,
    AllDone,
    Due {
        place: i64,
        client: Box<Root>,
        day: Day,
    },
    DueToday {
        place: i64,
        client: Box<Root>,
    },
    Overdue {
        place: i64,
        client: Box<Root>,
        days: i64,
    },
    Done {
        client: Box<Root>,
    },
    PutOff {
        client: Box<Root>,
        day: Day,
    },
    Handed {
        client: Box<Root>,
    },
    Visit {
        place: i64,
        client: Box<Root>,
        at: Moment,
    },
    PaperGiven {
        place: i64,
        number: String,
        borrower: String,
    },
    GivenTitle {
        by: String,
    },
    Given,
    TakenTitle {
        by: String,
    },
    Taken,
    FollowUps,
    Birthday {
        place: i64,
        client: Box<Root>,
        day: Yearly,
    },
    BirthdayToday {
        place: i64,
        client: Box<Root>,
    },
    LoanDue {
        place: i64,
        number: String,
        until: Moment,
    },
    Request {
        place: i64,
        number: String,
        borrower: String,
    },
    Pick {
        place: i64,
        name: String,
    },
    Page {
        page: i64,
    },
    TaskTitle,
    TaskDue {
        day: Day,
    },
    TaskOverdue {
        days: i64,
    },
    MarkDone,
    Snooze {
        days: i64,
    },
    HandOver,
    AskWho,
    NoColleague,
    ToldDone,
    ToldSnoozed {
        days: i64,
    },
    ToldHanded {
        to: String,
    },
    // It is no longer this person's, or no longer open.
    Gone,
}

/// The counts of what still waits.
pub fn title(ctx: &Ctx, day: NaiveDate, lines: &[DigestLine]) -> Root {
    let count = |of: fn(&DigestLine) -> bool| lines.iter().filter(|line| of(line)).count() as i64;
    let visits = count(|line| matches!(line, DigestLine::Visit { .. }));
    let tasks = count(|line| matches!(line, DigestLine::FollowUp { done: false, .. }));
    let birthdays = count(|line| matches!(line, DigestLine::Birthday { .. }));
    let loans = count(|line| matches!(line, DigestLine::LoanDue { .. }));
    let requests = count(|line| matches!(line, DigestLine::Request { .. }));
    let papers = count(|line| matches!(line, DigestLine::PaperGiven { .. }));
    Root::DigestWork(match day == ctx.today {
        true => Say::Title { visits, tasks, birthdays, loans, requests, papers },
        false => {
            Say::TitleOf { day: day.into(), visits, tasks, birthdays, loans, requests, papers }
        }
    })
}

/// One line, numbered as its button is; a line that is done has collapsed. In a message that arrives by itself a client is a
/// number (T12): the name stands on the button.
pub fn worded(ctx: &Ctx, place: i64, line: &DigestLine, named: bool) -> Root {
    let client = |name: &str, number: &str| client(if named { name } else { "" }, number);
    Root::DigestWork(match line {
        DigestLine::Visit { name, number, at, .. } => {
            Say::Visit { place, client: Box::new(client(name, number)), at: (*at).into() }
        }
        DigestLine::FollowUp { done: true, name, number, .. } => {
            Say::Done { client: Box::new(client(name, number)) }
        }
        DigestLine::FollowUp { name, number, due, .. } => {
            let client = Box::new(client(name, number));
            match (ctx.today - *due).num_days() {
                days if days > 0 => Say::Overdue { place, client, days },
                0 => Say::DueToday { place, client },
                _ => Say::Due { place, client, day: (*due).into() },
            }
        }
        DigestLine::Moved { name, number, until } => {
            let client = Box::new(client(name, number));
            match *until {
                Some(day) => Say::PutOff { client, day: day.into() },
                None => Say::Handed { client },
            }
        }
        DigestLine::PaperGiven { number, borrower, .. } => {
            Say::PaperGiven { place, number: number.clone(), borrower: borrower.clone() }
        }
        DigestLine::Birthday { name, number, on, .. } if *on == ctx.today => {
            Say::BirthdayToday { place, client: Box::new(client(name, number)) }
        }
        DigestLine::Birthday { name, number, on, .. } => Say::Birthday {
            place,
            client: Box::new(client(name, number)),
            day: Yearly { day: *on },
        },
        DigestLine::LoanDue { number, due, .. } => {
            Say::LoanDue { place, number: number.clone(), until: (*due).into() }
        }
        DigestLine::Request { number, borrower, .. } => {
            Say::Request { place, number: number.clone(), borrower: borrower.clone() }
        }
    })
}

/// The button of a line that waits: to the follow-up, to the card, to the loans.
pub fn pick(ctx: &Ctx, place: i64, line: &DigestLine) -> Option<Button> {
    let label = |name: &str| Root::DigestWork(Say::Pick { place, name: short(name) });
    let called = |name: &str, number: &str| label(if name.is_empty() { number } else { name });
    let decides = may(ctx.who.role, Action::RecallLoan);
    Some(match line {
        DigestLine::FollowUp { done: true, .. } | DigestLine::Moved { .. } => return None,
        DigestLine::PaperGiven { loan, number, .. } => {
            button(label(number), Press::Go(Door::Paper { loan: *loan }))
        }
        DigestLine::FollowUp { task, name, number, .. } => {
            button(called(name, number), Press::Work(Choice::Task(*task)))
        }
        DigestLine::Visit { client, name, number, .. }
        | DigestLine::Birthday { client, name, number, .. } => {
            button(called(name, number), Press::Go(Door::Card { client: *client }))
        }
        DigestLine::LoanDue { number, .. } => button(label(number), Press::Go(Door::Loans)),
        DigestLine::Request { pack, number, .. } if decides => {
            button(label(number), Press::Go(if *pack { Door::Packs } else { Door::LoansOut }))
        }
        DigestLine::Request { .. } => return None,
    })
}

/// Whether a line still waits for its reader.
pub fn waits(line: &DigestLine) -> bool {
    !matches!(line, DigestLine::FollowUp { done: true, .. } | DigestLine::Moved { .. })
}

/// To whoever takes over follow-ups, or all that a colleague who left kept. No client is named before a tap (T12).
pub fn given(by: &str, left: bool) -> Screen {
    let by = by.to_owned();
    let (title, line) = match left {
        true => (Say::TakenTitle { by }, Say::Taken),
        false => (Say::GivenTitle { by }, Say::Given),
    };
    let way = button(Root::DigestWork(Say::FollowUps), Press::Go(Door::FollowUps));
    Screen::of(Root::DigestWork(title)).line(Root::DigestWork(line)).row([way, home()])
}

/// What was just done, in a word.
pub fn toast(told: Told) -> Root {
    Root::DigestWork(match told {
        Told::Done => Say::ToldDone,
        Told::Snoozed(days) => Say::ToldSnoozed { days: i64::from(days) },
        Told::Handed(to) => Say::ToldHanded { to },
        Told::Gone => Say::Gone,
    })
}

/// A name cut for a button.
pub fn short(name: &str) -> String {
    match name.grapheme_indices(true).nth(NAME_GRAPHEMES) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.to_owned(),
    }
}
