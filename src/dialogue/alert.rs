//! An alert about unusual reading, in front of those who keep watch (a notice; T3, D12).
//!
//! ```text
//! Told, Leaver -- What was read --> Read <-- Newer, Older --> Read
//! Told, Leaver -- Their seat --> StaffPeople
//! ```

use super::effect::{AlertView, Effect, Outcome, UnmaskedEffect};
use super::screen::{
    Button, Choice as Press, Common, Door, Say as Root, Screen, back, button, home,
};
use super::{Ctx, Input, State as Place, Step, puzzled};
use crate::model::card::Act;
use crate::model::policy::Role;
use crate::model::trail::Readings;
use crate::model::value::{Day, Moment, Word};
use crate::model::watch::{Alert, BURST_DAYS, LEAVER_SHARE, Leaver, VISIT_DAYS};
use crate::model::{AlertId, LeavingId, StaffId};
use serde::{Deserialize, Serialize};

/// Where it stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// Told.
    Told { alert: AlertId },
    /// Somebody leaves: what they read before.
    Leaver { leaving: LeavingId },
    /// A page of what the person read, newest first.
    Read { staff: StaffId, page: u32 },
}

/// What a press means.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    /// What this person read, this page of it.
    Read(StaffId, u32),
}

/// What it says.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    Title,
    Who {
        name: String,
        role: Word,
    },
    Former {
        name: String,
    },
    Cards {
        count: i64,
    },
    Hour {
        count: i64,
    },
    Night {
        at: Moment,
    },
    Visitless {
        count: i64,
        days: i64,
    },
    Reveals {
        count: i64,
    },
    WhatToDo,
    LeaverTitle,
    LastDay {
        day: Day,
        by: String,
    },
    /// The latest days against as many before them.
    Compared {
        days: i64,
    },
    Opened {
        last: i64,
        before: i64,
    },
    Revealed {
        last: i64,
        before: i64,
    },
    Searched {
        last: i64,
        before: i64,
    },
    Stricter {
        share: i64,
    },
    /// What else can be done: by the reader, or by somebody whom they ask.
    CanSuspend,
    AskSuspend,
    WhatWasRead,
    Seat,
    Gone,
    ReadTitle,
    Nothing,
    /// An entry: when, and what.
    Line {
        at: Moment,
        act: Box<Root>,
    },
    /// The same, of this client's card.
    LineOf {
        at: Moment,
        act: Box<Root>,
        number: String,
    },
    Newer,
    Older,
}

/// Reads the alert, or the page.
pub fn show(_ctx: &Ctx, state: State) -> Step {
    let effect = match state {
        State::Told { alert } => UnmaskedEffect::Alert { alert },
        State::Leaver { leaving } => UnmaskedEffect::Leaver { leaving },
        State::Read { staff, page } => UnmaskedEffect::Readings { staff, page },
    };
    Step::Do(Place::Alert(state), Effect::Unmasked(effect))
}

/// Goes to what was read, and turns its pages.
pub fn step(_ctx: &Ctx, state: State, input: Input) -> Step {
    match input {
        Input::Press(Press::Alert(Choice::Read(staff, page))) => {
            Step::Go(Place::Alert(State::Read { staff, page }))
        }
        input => puzzled(Place::Alert(state), input),
    }
}

/// Takes the alert or the page.
pub fn resume(_ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    let screen = match (&state, outcome) {
        (State::Told { .. }, Outcome::Alert(view)) => told(&view),
        (State::Leaver { .. }, Outcome::Leaver(found)) => leaver(&found),
        (State::Read { staff, page }, Outcome::Readings(found)) => read(*staff, *page, &found),
        (_, Outcome::AlertGone) => {
            return Step::End(Screen::of(say(Say::Gone)).row([home()]));
        }
        _ => unreachable!("an alert is there or not, and so is what was read"),
    };
    Step::Wait(Place::Alert(state), screen)
}

/// See `super::same_place`: turning pages is no step that Back takes back.
pub fn same_place(before: &State, after: &State) -> bool {
    std::mem::discriminant(before) == std::mem::discriminant(after)
}

fn person(name: &str, role: Option<Role>) -> Say {
    let name = name.to_owned();
    match role {
        Some(role) => Say::Who { name, role: role.word() },
        None => Say::Former { name },
    }
}

fn leaver(found: &Leaver) -> Screen {
    let (last, before) = (found.last, found.before);
    let suspend = if found.manages { Say::CanSuspend } else { Say::AskSuspend };
    let lines = [
        person(&found.name, found.role),
        Say::LastDay { day: found.last_on.into(), by: found.by.clone() },
        Say::Compared { days: BURST_DAYS },
        Say::Opened { last: last.opened, before: before.opened },
        Say::Revealed { last: last.revealed, before: before.revealed },
        Say::Searched { last: last.searched, before: before.searched },
        Say::Stricter { share: LEAVER_SHARE.into() },
    ];
    // A seat that has ended needs no suspension.
    let lines = lines.into_iter().chain(found.role.map(|_| suspend));
    let screen = lines.map(say).fold(Screen::of(say(Say::LeaverTitle)), Screen::line);
    screen.grid(2, ways(found.about, found.manages)).row([home()])
}

fn told(view: &AlertView) -> Screen {
    let who = person(&view.name, view.role);
    let count = view.count.into();
    let what = match view.kind {
        Alert::Cards => Say::Cards { count },
        Alert::Hour => Say::Hour { count },
        Alert::Night => Say::Night { at: view.at.into() },
        Alert::NoVisit => Say::Visitless { count, days: VISIT_DAYS },
        Alert::Reveals => Say::Reveals { count },
    };
    let lines = [who, what, Say::WhatToDo].map(say);
    let screen = lines.into_iter().fold(Screen::of(say(Say::Title)), Screen::line);
    screen.grid(2, ways(view.about, view.manages)).row([home()])
}

/// What can be done about somebody: look at what they read, and change their seat where that is the reader's to do.
fn ways(about: StaffId, manages: bool) -> Vec<Button> {
    let door = Press::Go(Door::Person { staff: about });
    let seat = manages.then(|| button(say(Say::Seat), door));
    [turn(Say::WhatWasRead, about, 0)].into_iter().chain(seat).collect()
}

fn read(staff: StaffId, page: u32, found: &Readings) -> Screen {
    let name = Root::Common(Common::Plain { text: found.name.clone() });
    let screen = Screen::of(say(Say::ReadTitle)).line(name);
    let screen = screen.maybe(found.lines.is_empty().then(|| say(Say::Nothing)));
    let line = |(at, act, number): &(_, String, Option<String>)| {
        let act = Box::new(Root::Common(match Act::parse(act) {
            Some(act) => Common::Term { word: act.word() },
            None => Common::Plain { text: act.clone() },
        }));
        let at = Moment::from(*at);
        say(match number.clone() {
            Some(number) => Say::LineOf { at, act, number },
            None => Say::Line { at, act },
        })
    };
    let newer = page.checked_sub(1).map(|page| turn(Say::Newer, staff, page));
    let older = found.more.then(|| turn(Say::Older, staff, page + 1));
    let screen = found.lines.iter().map(line).fold(screen, Screen::line);
    screen.grid(2, newer.into_iter().chain(older)).row([back(), home()])
}

fn turn(label: Say, staff: StaffId, page: u32) -> Button {
    button(say(label), Press::Alert(Choice::Read(staff, page)))
}

fn say(say: Say) -> Root {
    Root::Alert(say)
}
