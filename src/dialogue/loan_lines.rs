//! How every screen describes a loan: what was asked for, how it stands, and why; the same words for borrower and managers.

use super::screen::{self, Choice as Press, Common, Say as Root, Screen, home};
use super::{Step, form};
use crate::model::card::Class;
use crate::model::loan::{LoanStatus, LoanView, Term};
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
    Ended { until: Moment },
    Recalled { by: String, at: Moment },
    PaperBring { until: Moment },
    // The reason of a decision.
    Why { why: Box<Root> },
    // Whose rule of lending it is: a role and a part.
    Rule { who: Word, what: Word },
    RuleOfClass { who: Word, what: Word, class: Word },
    // The house's own, which nobody wrote.
    RuleHouse,
}

/// A loan on a screen of its own: client, standing and the decision's reason.
pub fn described(title: Root, view: &LoanView) -> Screen {
    Screen::of(title).line(client(view)).line(standing(view)).maybe(why(&view.answer))
}

/// The same in a message that arrives by itself.
pub fn told(title: Root, view: &LoanView) -> Screen {
    Screen::of(title).line(unnamed(view)).line(standing(view)).maybe(why(&view.answer))
}

/// What was asked for, in lines: purpose and reason, parts, term.
pub fn about(view: &LoanView) -> Vec<Root> {
    let purpose = view.purpose.word();
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
    lines.into_iter().map(Root::LoanLines).collect()
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
        (LoanStatus::Returned, Some((_, at)), _) => Say::Returned { at },
        (LoanStatus::Ended, _, Some(until)) => Say::Ended { until },
        (LoanStatus::Recalled, Some((by, at)), _) => Say::Recalled { by, at },
        (status, ..) => return Root::Common(Common::Term { word: status.word() }),
    })
}

/// The reason of a decision, if one was given: a ready one in the reader's language, a typed one as it is.
pub fn why(answer: &str) -> Option<Root> {
    let why = match Reason::parse(answer) {
        Some(reason) => label(reason),
        None => Root::Common(Common::Plain { text: answer.to_owned() }),
    };
    (!answer.is_empty()).then(|| Root::LoanLines(Say::Why { why: Box::new(why) }))
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
pub mod tests {
    use super::*;
    use crate::dialogue::Ctx;
    use crate::model::access::Part;
    use crate::model::lang::Lang;
    use crate::model::loan::Purpose;
    use crate::model::loan_rule::MINUTES_MAX;
    use crate::model::{Actor, BranchId, ClientId, LoanId, StaffId};
    use chrono::{Duration, TimeZone, Utc};

    /// A person of this role on 2 March 2026, 10:00 in Seoul.
    pub fn ctx(role: Role) -> Ctx {
        let now = Utc.with_ymd_and_hms(2026, 3, 2, 1, 0, 0).unwrap();
        let zone = chrono_tz::Asia::Seoul;
        let who = Actor { id: StaffId(5), name: "Li Na".into(), role, branch: BranchId(1) };
        let country = "KR".try_into().unwrap();
        Ctx {
            who,
            now,
            today: now.with_timezone(&zone).date_naive(),
            zone,
            lang: Lang::En,
            country,
        }
    }

    /// A loan of two parts for two hours, asked for by an invented colleague.
    pub fn view(status: LoanStatus) -> LoanView {
        let now = ctx(Role::Care).now;
        let decided = !matches!(status, LoanStatus::Asked | LoanStatus::Withdrawn);
        LoanView {
            id: LoanId(7),
            number: "L-2026-0412".into(),
            client: ClientId(3),
            client_number: "A-0147".into(),
            client_name: "Invented Kim".into(),
            class: None,
            borrower: StaffId(6),
            borrower_name: "Ana Invented".into(),
            purpose: Purpose::Visit,
            reason: String::new(),
            parts: vec![Part::Care, Part::Documents],
            term: Term::Hours(2),
            status,
            asked: 2,
            request_until: now + Duration::hours(1),
            decided: decided.then(|| ("Chen Invented".into(), now)),
            starts: None,
            pack: None,
            due: decided.then(|| now + Duration::hours(2)),
            answer: String::new(),
            borrower_open: 1,
            borrower_overdue: 0,
            minutes_max: MINUTES_MAX,
            approvals: 1,
            first: None,
            passed: None,
            stands_for: None,
            line: None,
            paper: None,
        }
    }

    #[test]
    fn every_standing_has_a_sentence_of_its_own() {
        let told: Vec<Root> = LoanStatus::ALL.iter().map(|s| standing(&view(*s))).collect();
        for (place, say) in told.iter().enumerate() {
            assert!(matches!(say, Root::LoanLines(_)), "{place}");
            assert!(!told[..place].contains(say), "{place}");
        }
        let open = LoanView { decided: None, ..view(LoanStatus::Denied) };
        assert!(matches!(standing(&open), Root::Common(Common::Term { .. })));
    }

    #[test]
    fn two_approvals_are_told_apart() {
        let two = LoanView { approvals: 2, ..view(LoanStatus::Asked) };
        assert!(matches!(standing(&two), Root::LoanLines(Say::WaitingTwo { asked: 2, .. })));
        let first = Some((StaffId(2), "Chen Invented".into(), ctx(Role::Care).now));
        let half = LoanView { first, ..two };
        assert!(
            matches!(standing(&half), Root::LoanLines(Say::Half { by, .. }) if by == "Chen Invented")
        );
    }

    #[test]
    fn a_ready_reason_is_told_in_the_readers_language_and_a_typed_one_as_it_is() {
        let told = |answer: &str| match why(answer) {
            Some(Root::LoanLines(Say::Why { why })) => Some(*why),
            _ => None,
        };
        assert!(why("").is_none());
        assert!(told("rule") == Some(label(Reason::Rule)));
        let typed = Root::Common(Common::Plain { text: "holiday".into() });
        assert!(told("holiday") == Some(typed));
    }

    #[test]
    fn a_reason_has_words_and_an_end() {
        let long = "가".repeat(REASON_GRAPHEMES_MAX);
        assert!(reason(&long) == Ok(long.clone()));
        assert!(reason("  so ") == Ok("so".to_owned()));
        assert!(reason(" ") == Err(Root::Form(form::Say::Empty)));
        assert!(matches!(reason(&(long + "x")), Err(Root::Form(form::Say::TooLong { max: 200 }))));
    }
}
