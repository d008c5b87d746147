//! The screens of seats: the list, a colleague, the questions before each change, the receipts, the notices.

use super::{Choice, Say, State};
use crate::dialogue::screen::{
    Button, Choice as Press, Common, Door, Say as Root, Screen, back, button, home,
};
use crate::dialogue::{Ctx, Step, calendar, staff_invite};
use crate::model::StaffId;
use crate::model::people::{
    Colleague, InHand, LAST_DAY_AHEAD, LeaveWhy, Standing, SuspendWhy, may_manage,
};
use crate::model::policy::{Action, may, may_invite};
use crate::model::value::Word;
use chrono::{Days, NaiveDate};

/// Colleagues on one page, so that the buttons stay within a thumb's reach.
const PAGE_PEOPLE: usize = 8;
/// Colleagues offered to take over.
const HEIRS_MAX: usize = 12;

/// A page of the list; a page that is no more is the last one.
pub(super) fn list(ctx: &Ctx, page: u32, people: &[Colleague]) -> Step {
    let pages = people.len().div_ceil(PAGE_PEOPLE).max(1);
    let page = (page as usize).min(pages - 1);
    let shown = || people.iter().skip(page * PAGE_PEOPLE).take(PAGE_PEOPLE);
    let mine = |person: &&Colleague| may_manage(ctx.who.id, ctx.who.role, person.id, person.role);
    let names = shown()
        .filter(mine)
        .map(|person| press(Say::Name { name: person.name.clone() }, Choice::Person(person.id)));
    let beside = [page.checked_sub(1), Some(page + 1).filter(|next| *next < pages)];
    let turns = beside
        .into_iter()
        .flatten()
        .map(|to| press(Say::Page { page: to as i64 + 1 }, Choice::Page(to as u32)));
    let ask = if people.iter().any(|person| mine(&person)) { Say::Choose } else { Say::Nobody };
    let mut screen = Screen::of(say(Say::Title));
    screen.lines.extend(shown().map(|person| line(ctx, person)));
    let screen = screen.line(say(ask)).grid(2, names).grid(2, turns);
    let invite = (!may_invite(ctx.who.role).is_empty()).then(staff_invite::invite);
    let screen = screen.grid(1, invite).row([back(), home()]);
    Step::Wait(State::List { page: page as u32 }.into(), screen)
}

fn line(ctx: &Ctx, person: &Colleague) -> Root {
    let (name, role) = (person.name.clone(), person.role.word());
    say(match person.standing {
        _ if person.id == ctx.who.id => Say::LineOwn { name, role },
        Standing::Active => match person.leaves {
            Some(day) => Say::LineLeaves { name, role, day: day.into() },
            None => Say::Line { name, role },
        },
        standing => Say::LineStanding { name, role, standing: standing.word() },
    })
}

/// A colleague, or a question about them, whichever the state is.
pub(super) fn of_person(ctx: &Ctx, state: &State, person: &Colleague, hand: &InHand) -> Screen {
    match state {
        State::Roles { .. } => roles(ctx, person),
        State::Changing { role, .. } => {
            let (from, to) = (person.role.word(), role.word());
            let ask = Say::AskChange { from, to, shown: hand.shown.into() };
            let title = Say::ChangeTitle { name: person.name.clone() };
            question(title, [ask], Say::ConfirmChange)
        }
        State::SuspendWhy { .. } => {
            let whys = SuspendWhy::ALL.iter().map(|it| (it.word(), Choice::SuspendFor(*it)));
            reasons(Say::WhySuspendTitle { name: person.name.clone() }, Say::AskWhySuspend, whys)
        }
        State::Suspending { reason, .. } => {
            let title = Say::SuspendTitle { name: person.name.clone() };
            let why = why(reason, SuspendWhy::parse(reason).map(SuspendWhy::word));
            question(title, [why, Say::AskSuspend, ends(hand)], Say::ConfirmSuspend)
        }
        State::Restoring { .. } => {
            let title = Say::LetInTitle { name: person.name.clone() };
            question(title, [Say::AskLetIn { role: person.role.word() }], Say::ConfirmLetIn)
        }
        State::LeaveWhy { .. } => {
            let whys = LeaveWhy::ALL.iter().map(|it| (it.word(), Choice::LeaveFor(*it)));
            reasons(Say::WhyLeaveTitle { name: person.name.clone() }, Say::AskWhyLeave, whys)
        }
        State::LastDay { month, .. } => last_day(ctx, person, hand, *month),
        State::Leaving { reason, day, heir, .. } => {
            leaving(person, hand, reason, *day, heir.as_ref())
        }
        State::Staying { .. } => {
            let title = Say::StayTitle { name: person.name.clone() };
            let ask = person.leaves.map(|day| Say::AskStay { day: day.into() });
            question(title, ask, Say::ConfirmStay)
        }
        _ => card(person, hand),
    }
}

fn card(person: &Colleague, hand: &InHand) -> Screen {
    let (role, standing) = (person.role.word(), person.standing.word());
    let InHand { clients, follow_ups, visits, loans, requests, shown, only_owner } = *hand;
    let keeps = Say::Keeps {
        clients: clients.into(),
        follow_ups: follow_ups.into(),
        visits: visits.into(),
    };
    let holds = Say::Holds { loans: loans.into(), requests: requests.into(), shown: shown.into() };
    let screen = Screen::of(say(Say::PersonTitle { name: person.name.clone() }))
        .line(say(Say::Stands { role, standing }))
        .line(say(keeps))
        .line(say(holds));
    let screen = screen.maybe(person.leaves.map(|day| say(Say::LeavesOn { day: day.into() })));
    let word = match person.standing {
        Standing::Suspended => SuspendWhy::parse(&person.why).map(SuspendWhy::word),
        _ => LeaveWhy::parse(&person.why).map(LeaveWhy::word),
    };
    let screen = screen.maybe((!person.why.is_empty()).then(|| say(why(&person.why, word))));
    let leave = press(Say::Leave, Choice::Leave);
    let stays = person.leaves.map(|_| press(Say::Stay, Choice::Stay));
    let screen = match person.standing {
        Standing::Waiting => screen.line(say(Say::InvitationOpen)),
        Standing::Active if only_owner => screen.line(say(Say::OnlyOwner)),
        Standing::Active => screen
            .row([press(Say::ChangeRole, Choice::ChangeRole), press(Say::Suspend, Choice::Suspend)])
            .grid(2, stays.into_iter().chain([leave])),
        Standing::Suspended => screen.row([press(Say::LetIn, Choice::LetIn), leave]).grid(1, stays),
    };
    screen.row([back(), home()])
}

/// Why: a word of the list, or what was typed.
fn why(reason: &str, word: Option<Word>) -> Say {
    let why = match word {
        Some(word) => Common::Term { word },
        None => Common::Plain { text: reason.to_owned() },
    };
    Say::Why { why: Box::new(Root::Common(why)) }
}

/// Asks why; other words than those on the buttons are typed.
fn reasons(title: Say, ask: Say, whys: impl Iterator<Item = (Word, Choice)>) -> Screen {
    let label = |word| Root::Common(Common::Term { word });
    let whys = whys.map(|(word, choice)| button(label(word), Press::People(choice)));
    Screen::of(say(title)).line(say(ask)).grid(2, whys).row([back(), home()])
}

/// The last day. Whoever is suspended already can only leave at once.
fn last_day(ctx: &Ctx, person: &Colleague, hand: &InHand, month: Option<NaiveDate>) -> Screen {
    let full = hand.clients + hand.follow_ups + hand.visits > 0;
    let works = person.standing == Standing::Active;
    let mut screen = Screen::of(say(Say::DayTitle { name: person.name.clone() }))
        .line(say(if works { Say::AskDay } else { Say::AskAtOnce }))
        .row([press(Say::AtOnce, Choice::AtOnce { full })]);
    if works {
        let last = ctx.today + Days::new(LAST_DAY_AHEAD);
        screen.rows.extend(calendar::rows(month.unwrap_or(ctx.today), ctx.today, last));
    }
    screen.row([back(), home()])
}

fn roles(ctx: &Ctx, person: &Colleague) -> Screen {
    let others = may_invite(ctx.who.role).iter().filter(|role| **role != person.role);
    let roles = others.map(|role| press(Say::Role { role: role.word() }, Choice::Role(*role)));
    Screen::of(say(Say::RoleTitle { name: person.name.clone() }))
        .line(say(Say::AskRole))
        .grid(2, roles)
        .row([back(), home()])
}

/// Who takes over.
pub(super) fn heirs(heirs: &[(StaffId, String)]) -> Screen {
    let names = heirs
        .iter()
        .take(HEIRS_MAX)
        .map(|(id, name)| press(Say::Name { name: name.clone() }, Choice::Heir(*id, name.clone())));
    Screen::of(say(Say::HeirTitle)).line(say(Say::AskHeir)).grid(2, names).row([back(), home()])
}

fn leaving(
    person: &Colleague,
    hand: &InHand,
    reason: &str,
    day: Option<NaiveDate>,
    heir: Option<&(StaffId, String)>,
) -> Screen {
    let (clients, follow_ups, visits) =
        (hand.clients.into(), hand.follow_ups.into(), hand.visits.into());
    let hands = heir.map(|(_, heir)| {
        let heir = heir.clone();
        match day {
            Some(_) => Say::HandsOverThen { heir, clients, follow_ups, visits },
            None => Say::HandsOver { heir, clients, follow_ups, visits },
        }
    });
    let name = person.name.clone();
    let why = why(reason, LeaveWhy::parse(reason).map(LeaveWhy::word));
    match day {
        Some(day) => {
            let title = Say::NoteTitle { name, day: day.into() };
            question(title, [why, Say::AskNote].into_iter().chain(hands), Say::ConfirmNote)
        }
        None => {
            let lines = [why, Say::AskLeave, ends(hand)].into_iter().chain(hands);
            question(Say::LeaveTitle { name }, lines, Say::ConfirmLeave)
        }
    }
}

/// What a cut ends at once.
fn ends(hand: &InHand) -> Say {
    let InHand { loans, requests, shown, .. } = *hand;
    Say::Ends { loans: loans.into(), requests: requests.into(), shown: shown.into() }
}

/// The second of two steps: what it means, and the safe answer first.
fn question(title: Say, lines: impl IntoIterator<Item = Say>, yes: Say) -> Screen {
    let mut screen = Screen::of(say(title));
    screen.lines.extend(lines.into_iter().map(say));
    screen.row([button(say(Say::Keep), Press::Back), press(yes, Choice::Confirm)]).row([home()])
}

/// What was done, with the way to the list.
pub(super) fn receipt(state: &State, before: &Colleague) -> Screen {
    let (name, role) = (before.name.clone(), before.role.word());
    let (title, line) = match state {
        State::Changing { role, .. } => {
            (Say::ChangedTitle, Say::Changed { name, role: role.word() })
        }
        State::Suspending { .. } => (Say::SuspendedTitle, Say::Suspended { name }),
        State::Restoring { .. } => (Say::LetInReceiptTitle, Say::LetInReceipt { name, role }),
        State::Leaving { day: Some(day), .. } => {
            (Say::NotedTitle, Say::Noted { name, day: (*day).into() })
        }
        State::Staying { .. } => (Say::StaysTitle, Say::Stays { name }),
        State::Leaving { heir: Some((_, heir)), .. } => {
            (Say::LeftTitle, Say::LeftTo { name, heir: heir.clone() })
        }
        _ => (Say::LeftTitle, Say::Left { name }),
    };
    Screen::of(say(title)).line(say(line)).row([people(), home()])
}

/// Nothing was done, and why.
pub(super) fn ended(why: Say) -> Screen {
    Screen::of(say(why)).row([people(), home()])
}

/// The notices, which need nothing but their reader.
pub(super) fn told(ctx: &Ctx, state: &State) -> Option<Screen> {
    Some(match state {
        State::Reseated | State::Restored => notice(ctx, *state == State::Restored),
        State::Over { name, heir, ended } => over(name, heir.as_deref(), *ended),
        State::Stayed { name, by } => stayed(ctx, name, by),
        _ => return None,
    })
}

/// To those who manage seats: a last day is over.
fn over(name: &str, heir: Option<&str>, ended: bool) -> Screen {
    let name = name.to_owned();
    let line = match heir {
        _ if !ended => Say::OverOnlyOwner { name },
        Some(heir) => Say::LeftTo { name, heir: heir.to_owned() },
        None => Say::Left { name },
    };
    Screen::of(say(Say::OverTitle)).line(say(line)).row([people(), home()])
}

/// To those who were told of a last day: it was taken back.
fn stayed(ctx: &Ctx, name: &str, by: &str) -> Screen {
    let line = Say::Stayed { name: name.to_owned(), by: by.to_owned() };
    let people = may(ctx.who.role, Action::ManageStaff).then(people);
    Screen::of(say(Say::StaysTitle)).line(say(line)).grid(1, people).row([home()])
}

/// In the colleague's own chat: what they may do now.
fn notice(ctx: &Ctx, restored: bool) -> Screen {
    let role = ctx.who.role.word();
    let (title, line) = match restored {
        true => (Say::RestoredTitle, Say::Restored { role }),
        false => (Say::ReseatedTitle, Say::Reseated { role }),
    };
    Screen::of(say(title)).line(say(line)).row([home()])
}

/// The way to the colleagues.
pub fn people() -> Button {
    button(say(Say::People), Press::Go(Door::People))
}

fn press(label: Say, choice: Choice) -> Button {
    button(say(label), Press::People(choice))
}

fn say(say: Say) -> Root {
    Root::StaffPeople(say)
}
