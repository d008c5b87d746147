//! The screens of seats: the list, a colleague, the questions before each change, the receipts, the notices.

use super::{Choice, Say, State};
use crate::dialogue::screen::{
    Button, Choice as Press, Door, Say as Root, Screen, back, button, home,
};
use crate::dialogue::{Ctx, Step};
use crate::model::StaffId;
use crate::model::people::{Colleague, InHand, Standing, may_manage};
use crate::model::policy::may_invite;

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
    let screen = screen.line(say(ask)).grid(2, names).grid(2, turns).row([back(), home()]);
    Step::Wait(State::List { page: page as u32 }.into(), screen)
}

fn line(ctx: &Ctx, person: &Colleague) -> Root {
    let (name, role) = (person.name.clone(), person.role.word());
    say(match person.standing {
        _ if person.id == ctx.who.id => Say::LineOwn { name, role },
        Standing::Active => Say::Line { name, role },
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
        State::Suspending { .. } => {
            let title = Say::SuspendTitle { name: person.name.clone() };
            question(title, [Say::AskSuspend, ends(hand)], Say::ConfirmSuspend)
        }
        State::Restoring { .. } => {
            let title = Say::LetInTitle { name: person.name.clone() };
            question(title, [Say::AskLetIn { role: person.role.word() }], Say::ConfirmLetIn)
        }
        State::Leaving { heir, .. } => leaving(person, hand, heir.as_ref()),
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
    let empty = clients + follow_ups + visits == 0;
    let leave = press(Say::Leave, if empty { Choice::LeaveEmpty } else { Choice::Leave });
    let screen = match person.standing {
        Standing::Waiting => screen.line(say(Say::InvitationOpen)),
        Standing::Active if only_owner => screen.line(say(Say::OnlyOwner)),
        Standing::Active => screen
            .row([press(Say::ChangeRole, Choice::ChangeRole), press(Say::Suspend, Choice::Suspend)])
            .row([leave]),
        Standing::Suspended => screen.row([press(Say::LetIn, Choice::LetIn), leave]),
    };
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

fn leaving(person: &Colleague, hand: &InHand, heir: Option<&(StaffId, String)>) -> Screen {
    let hands = heir.map(|(_, heir)| Say::HandsOver {
        heir: heir.clone(),
        clients: hand.clients.into(),
        follow_ups: hand.follow_ups.into(),
        visits: hand.visits.into(),
    });
    let title = Say::LeaveTitle { name: person.name.clone() };
    let lines = [Some(Say::AskLeave), Some(ends(hand)), hands];
    question(title, lines.into_iter().flatten(), Say::ConfirmLeave)
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

/// In the colleague's own chat: what they may do now.
pub(super) fn notice(ctx: &Ctx, restored: bool) -> Screen {
    let role = ctx.who.role.word();
    let (title, line) = match restored {
        true => (Say::RestoredTitle, Say::Restored { role }),
        false => (Say::ReseatedTitle, Say::Reseated { role }),
    };
    Screen::of(say(title)).line(say(line)).row([home()])
}

fn people() -> Button {
    button(say(Say::People), Press::Go(Door::People))
}

fn press(label: Say, choice: Choice) -> Button {
    button(say(label), Press::People(choice))
}

fn say(say: Say) -> Root {
    Root::StaffPeople(say)
}
