//! How every screen describes a loan: what was asked for, how it stands, and why; the same words for borrower and managers.

use super::screen::{self, Choice as Press, Common, Say as Root, Screen, home};
use super::{Step, form};
use crate::model::card::Class;
use crate::model::loan::{LoanStatus, LoanView, REPLACED, Running, Term};
use crate::model::loan_rule::{Key, What};
use crate::model::paper::Standing;
use crate::model::policy::Role;
use crate::model::text;
use crate::model::value::{Day, Moment, Word};
use serde::{Deserialize, Serialize};

/// The longest reason for a refusal or a recall, in graphemes.
pub const REASON_GRAPHEMES_MAX: usize = 200;
/// A typed reason has so many letters at least: somebody else is to judge by it.
const REASON_LETTERS_MIN: usize = 2;

crate::model::words! {
    /// A ready reason, one tap instead of typing. It is stored by its spelling and read in the reader's language.
    Reason ("loan-lines-reason") {
        /// A shorter term is enough.
        Enough = "enough",
        /// The house's rule.
        Rule = "rule",
        /// Not needed for this purpose.
        NotNeeded = "not_needed",
        /// Somebody else knows the client.
        AskKeeper = "ask_keeper",
        /// What it was lent for is over.
        PurposeOver = "purpose_over",
        /// A colleague needs it.
        NeededElsewhere = "needed_elsewhere",
        /// It should not have been lent.
        Mistake = "mistake",
        /// The visit that it was lent for was cancelled.
        BookingCancelled = "booking_cancelled",
    }
}

/// What is said about a loan on any screen.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    // A typed reason that says nothing.
    ReasonShort,
    Purpose { purpose: Word },
    PurposeWhy { purpose: Word, reason: String },
    Parts { parts: Vec<Word> },
    Paper,
    // The record went back, the paper file did not.
    PaperOut,
    TermHours { hours: i64 },
    TermDays { days: i64 },
    TermUntil { day: Day },
    // A loan that begins later.
    From { at: Moment },
    TermHoursThen { hours: i64 },
    TermDaysThen { days: i64 },
    ApprovedFrom { by: String, at: Moment, from: Moment, until: Moment },
    Waiting { asked: i64, until: Moment },
    // In the borrower's own line.
    InLine { place: i64 },
    // Two must approve, and nobody has yet.
    WaitingTwo { asked: i64, until: Moment },
    // The first of two approvals.
    Half { by: String, at: Moment, until: Moment },
    Approved { by: String, at: Moment, until: Moment },
    Denied { by: String, at: Moment },
    Withdrawn,
    Expired,
    Returned { at: Moment },
    // Another loan of the same record took its place.
    Replaced { number: String, at: Moment },
    Ended { until: Moment },
    Recalled { by: String, at: Moment },
    PaperBring { until: Moment },
    // The reason of a decision, by what was decided.
    WhyLess { why: Box<Root> },
    WhyDenied { why: Box<Root> },
    WhyRecalled { why: Box<Root> },
    // What a request extends.
    Extends { number: String, until: Moment },
    ExtendsAgain { number: String, until: Moment, times: i64 },
    // What a request that came to nothing would have extended.
    WouldExtend { number: String, until: Moment },
    // Whose rule of lending it is: a role and a part.
    Rule { who: Word, what: Word },
    RuleOfClass { who: Word, what: Word, class: Word },
    // The house's own, which nobody wrote.
    RuleHouse,
}

/// A loan on a screen of its own: client, standing and the decision's reason.
pub fn described(title: Root, view: &LoanView) -> Screen {
    let screen = Screen::of(title).line(client(view)).maybe(would_extend(view));
    screen.line(standing(view)).maybe(why_of(view))
}

/// The same in a message that arrives by itself.
pub fn told(title: Root, view: &LoanView) -> Screen {
    let screen = Screen::of(title).line(unnamed(view)).maybe(would_extend(view));
    screen.line(standing(view)).maybe(why_of(view))
}

/// What was asked for, in lines: what it extends, purpose and reason, parts, term.
pub fn about(view: &LoanView) -> Vec<Root> {
    let purpose = view.purpose.word();
    let extends = match view.status {
        LoanStatus::Asked => view.extends.as_ref().map(extends),
        _ => would_extend(view),
    };
    let parts = view.parts.iter().map(|part| part.word()).collect();
    let mut lines = vec![
        match view.reason.is_empty() {
            true => Say::Purpose { purpose },
            false => Say::PurposeWhy { purpose, reason: view.reason.clone() },
        },
        Say::Parts { parts },
    ];
    lines.extend(view.starts.map(|at| Say::From { at: at.into() }));
    let later = view.starts.is_some();
    lines.push(match view.term {
        Term::Until(day) => Say::TermUntil { day: day.into() },
        Term::Hours(hours) => match (hours % 24, i64::from(hours / 24), i64::from(hours)) {
            (0, days, _) if later => Say::TermDaysThen { days },
            (0, days, _) => Say::TermDays { days },
            (_, _, hours) if later => Say::TermHoursThen { hours },
            (_, _, hours) => Say::TermHours { hours },
        },
    });
    lines.extend(view.paper.map(|_| Say::Paper));
    extends.into_iter().chain(lines.into_iter().map(Root::LoanLines)).collect()
}

/// That a request extends a running loan: until when it runs, and how often it was extended already.
pub fn extends(running: &Running) -> Root {
    let (number, until) = (running.number.clone(), running.until.into());
    Root::LoanLines(match running.times {
        0 => Say::Extends { number, until },
        times => Say::ExtendsAgain { number, until, times: times.into() },
    })
}

/// What a request that came to nothing would have extended.
fn would_extend(view: &LoanView) -> Option<Root> {
    let running = view.extends.as_ref().filter(|_| view.status != LoanStatus::Asked)?;
    let (number, until) = (running.number.clone(), running.until.into());
    Some(Root::LoanLines(Say::WouldExtend { number, until }))
}

/// That the paper file is out, if it is.
pub fn paper_out(view: &LoanView) -> Option<Root> {
    (view.paper == Some(Standing::Out)).then_some(Root::LoanLines(Say::PaperOut))
}

/// What to do with the paper file that is out after its loan: who gave the loan back early has its whole term.
pub fn paper_left(view: &LoanView) -> Option<Root> {
    let bring = view.due.filter(|_| view.status == LoanStatus::Returned);
    match bring {
        Some(until) => paper_out(view).map(|_| Say::PaperBring { until: until.into() }),
        None => return paper_out(view),
    }
    .map(Root::LoanLines)
}

/// How a loan stands, with who and when: the same words for borrower and managers.
pub fn standing(view: &LoanView) -> Root {
    let until = view.due.map(Moment::from);
    let decided = view.decided.clone().map(|(by, at)| (by, Moment::from(at)));
    Root::LoanLines(match (view.status, decided, until) {
        (LoanStatus::Asked, ..) if let Some(place) = view.line => {
            Say::InLine { place: place.into() }
        }
        (LoanStatus::Asked, ..) => {
            let (asked, until) = (i64::from(view.asked), view.request_until.into());
            match view.first.clone() {
                Some((_, by, at)) => Say::Half { by, at: at.into(), until },
                None if view.approvals > 1 => Say::WaitingTwo { asked, until },
                None => Say::Waiting { asked, until },
            }
        }
        (LoanStatus::Out, Some((by, at)), Some(until)) => match view.starts {
            Some(from) => Say::ApprovedFrom { by, at, from: from.into(), until },
            None => Say::Approved { by, at, until },
        },
        (LoanStatus::Denied, Some((by, at)), _) => Say::Denied { by, at },
        (LoanStatus::Withdrawn, ..) => Say::Withdrawn,
        (LoanStatus::Expired, ..) => Say::Expired,
        (LoanStatus::Returned, Some((_, at)), _) => match view.answer.strip_prefix(REPLACED) {
            Some(number) => Say::Replaced { number: number.to_owned(), at },
            None => Say::Returned { at },
        },
        (LoanStatus::Ended, _, Some(until)) => Say::Ended { until },
        (LoanStatus::Recalled, Some((by, at)), _) => Say::Recalled { by, at },
        (status, ..) => return Root::Common(Common::Term { word: status.word() }),
    })
}

/// The reason of a loan's decision, if one was given.
pub fn why_of(view: &LoanView) -> Option<Root> {
    why(view.status, &view.answer)
}

/// The reason of a decision, if one was given, told apart from the reason of the request: a ready one in the reader's
/// language, a typed one as it is.
pub fn why(status: LoanStatus, answer: &str) -> Option<Root> {
    let why = match Reason::parse(answer) {
        Some(reason) => label(reason),
        None => Root::Common(Common::Plain { text: answer.to_owned() }),
    };
    let why = Box::new(why);
    let say = match status {
        LoanStatus::Denied => Say::WhyDenied { why },
        LoanStatus::Recalled => Say::WhyRecalled { why },
        _ => Say::WhyLess { why },
    };
    // Of a loan that is given back the answer says at most what took its place.
    let given = !answer.is_empty() && status != LoanStatus::Returned;
    given.then_some(Root::LoanLines(say))
}

/// Which rule of lending it is, by what it fits.
pub fn rule(key: Option<Key>) -> Root {
    Root::LoanLines(match key {
        None => Say::RuleHouse,
        Some(Key { role, what, class: None }) => {
            Say::Rule { who: who_word(role), what: what_word(what) }
        }
        Some(Key { role, what, class: Some(class) }) => {
            Say::RuleOfClass { who: who_word(role), what: what_word(what), class: class.word() }
        }
    })
}

/// Whom a rule is for.
pub fn who(role: Option<Role>) -> Root {
    Root::Common(Common::Term { word: who_word(role) })
}

/// What a rule is about.
pub fn what(what: Option<What>) -> Root {
    Root::Common(Common::Term { word: what_word(what) })
}

/// Of which clients a rule is.
pub fn class(class: Option<Class>) -> Root {
    let word = class.map_or_else(|| Word::new("loan-lines-rule-", "any_class"), Class::word);
    Root::Common(Common::Term { word })
}

fn who_word(role: Option<Role>) -> Word {
    role.map_or_else(|| Word::new("loan-lines-rule-", "anybody"), Role::word)
}

fn what_word(what: Option<What>) -> Word {
    match what {
        None => Word::new("loan-lines-rule-", "anything"),
        Some(What::All) => Word::new("loan-lines-rule-", "whole"),
        Some(What::Part(part)) => part.word(),
    }
}

/// A ready reason, on its button and in a line.
pub fn label(reason: Reason) -> Root {
    Root::Common(Common::Term { word: reason.word() })
}

/// A typed reason, or what is wrong with it.
pub fn reason(typed: &str) -> Result<String, Root> {
    let typed = typed.trim();
    match text::length(typed) {
        0 => Err(Root::Form(form::Say::Empty)),
        length if length > REASON_GRAPHEMES_MAX => {
            Err(Root::Form(form::Say::TooLong { max: REASON_GRAPHEMES_MAX as i64 }))
        }
        _ if typed.chars().filter(|c| c.is_alphabetic()).count() < REASON_LETTERS_MIN => {
            Err(Root::LoanLines(Say::ReasonShort))
        }
        _ => Ok(typed.to_owned()),
    }
}

/// The client of a loan, as a line.
pub fn client(view: &LoanView) -> Root {
    screen::client(&view.client_name, &view.client_number)
}

/// The client of a loan in a message that arrives by itself: their number, since a lock screen may show it (T12). The name
/// is a tap away.
pub fn unnamed(view: &LoanView) -> Root {
    screen::client("", &view.client_number)
}

/// Home, from a client that is not there or not for this person.
pub fn no_such_client() -> Step {
    Step::End(Screen::of(Root::Common(Common::NoSuchClient)).row([home()]))
}

/// A form that is sent rather than saved: its button says so.
pub fn sends(screen: &mut Screen, send: Root) {
    let save = Press::Form(form::Choice::Save);
    if let Some(button) = screen.rows.iter_mut().flatten().find(|button| button.choice == save) {
        button.label = send;
    }
}

#[cfg(test)]
pub mod tests;
