//! The lines of the digest: their counts, their words, and the button of each.

use super::Ctx;
use super::digest_work::{Choice, Say};
use super::effect::DigestLine;
use super::screen::{Button, Choice as Press, Door, Say as Root, button, client};
use crate::model::policy::{Action, may};
use chrono::NaiveDate;
use unicode_segmentation::UnicodeSegmentation;

/// Graphemes of a name on a button.
const NAME_GRAPHEMES: usize = 14;
/// The counts of what still waits.
pub fn title(ctx: &Ctx, day: NaiveDate, lines: &[DigestLine]) -> Root {
    let count = |of: fn(&DigestLine) -> bool| lines.iter().filter(|line| of(line)).count() as i64;
    let tasks = count(|line| matches!(line, DigestLine::FollowUp { done: false, .. }));
    let birthdays = count(|line| matches!(line, DigestLine::Birthday { .. }));
    let loans = count(|line| matches!(line, DigestLine::LoanDue { .. }));
    let requests = count(|line| matches!(line, DigestLine::Request { .. }));
    Root::DigestWork(match day == ctx.today {
        true => Say::Title { tasks, birthdays, loans, requests },
        false => Say::TitleOf { day: day.into(), tasks, birthdays, loans, requests },
    })
}

/// One line, numbered as its button is; a line that is done has collapsed. In a message that arrives by itself a client is a
/// number (T12): the name stands on the button.
pub fn worded(ctx: &Ctx, place: i64, line: &DigestLine, named: bool) -> Root {
    let client = |name: &str, number: &str| client(if named { name } else { "" }, number);
    Root::DigestWork(match line {
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
        DigestLine::Birthday { name, number, on, .. } if *on == ctx.today => {
            Say::BirthdayToday { place, client: Box::new(client(name, number)) }
        }
        DigestLine::Birthday { name, number, on, .. } => {
            Say::Birthday { place, client: Box::new(client(name, number)), day: (*on).into() }
        }
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
        DigestLine::FollowUp { done: true, .. } => return None,
        DigestLine::FollowUp { task, name, number, .. } => {
            button(called(name, number), Press::Work(Choice::Task(*task)))
        }
        DigestLine::Birthday { client, name, number, .. } => {
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
    !matches!(line, DigestLine::FollowUp { done: true, .. })
}

/// A name cut for a button.
pub fn short(name: &str) -> String {
    match name.grapheme_indices(true).nth(NAME_GRAPHEMES) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.to_owned(),
    }
}
