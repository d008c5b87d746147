//! The day's digest, as a notice, and the follow-ups from Home: each line is worked off in place (D10).
//!
//! ```text
//! FollowUps, Digest --page--> List --line--> Task --done, snooze--> the list again, the line collapsed
//!                                            Task --hand over--> Colleagues --who--> the list again
//! ```

pub use super::digest_lines::Say;
use super::digest_lines::{given, pick, short, title, toast, waits, worded};
use super::effect::{DigestLine, Effect, Outcome, TaskEffect};
use super::loan_lines::no_such_client;
use super::screen::{Button, Choice as Press, Common, Door, Say as Root, Screen};
use super::screen::{back, button, client, door, home};
use super::{Ctx, Input, State as Place, Step, loan_pack};
use crate::model::{StaffId, TaskId, UndoId};
use chrono::{NaiveDate, Timelike};
use serde::{Deserialize, Serialize};

/// Lines on one page, so that the keyboard below stays within a thumb's reach.
const PAGE_LINES: usize = 6;
/// Colleagues offered at a hand-over.
const COLLEAGUES_MAX: usize = 12;
/// From this local hour on the follow-ups offer tomorrow's pack.
const EVENING_HOUR: u32 = 18;
/// A short and a long snooze, in days.
const SNOOZE_DAYS: [u32; 2] = [1, 7];

/// Where the day's work stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// The follow-ups, from Home.
    FollowUps,
    /// The digest of this day; `late` if it was sent after its hour.
    Digest { day: NaiveDate, late: bool },
    /// A page of either, with what was just done, until it is told.
    List {
        list: List,
        told: Option<Told>,
        /// How to take back what was just done.
        #[serde(default)]
        undo: Option<UndoId>,
    },
    /// One follow-up.
    Task { list: List, task: TaskId },
    /// Who shall take it over.
    Colleagues { list: List, task: TaskId },
    /// A notice: this colleague handed follow-ups over, or left and all that they kept.
    Given { by: String, left: bool },
}

/// Which list, and which page of it.
#[derive(Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct List {
    /// The digest's day, and whether it came late; `None` for the follow-ups of today.
    pub digest: Option<(NaiveDate, bool)>,
    /// The page, counted from 0.
    pub page: u32,
}

/// What was just done to a line.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Told {
    /// It is done.
    Done,
    /// It was put off by so many days.
    Snoozed(u32),
    /// This colleague has it now.
    Handed(String),
    /// It was no longer there to be worked.
    Gone,
}

/// What the buttons of the day's work mean.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    /// Another page.
    Page(u32),
    /// This follow-up.
    Task(TaskId),
    /// Done.
    Done,
    /// Put off by so many days.
    Snooze(u32),
    /// Choose a colleague.
    HandOver,
    /// This colleague.
    To(StaffId, String),
}

/// Shows a state: each reads the archive first.
pub fn show(ctx: &Ctx, state: State) -> Step {
    if let State::Given { by, left } = &state {
        let screen = given(by, *left);
        return Step::Wait(Place::DigestWork(state), screen);
    }
    let effect = match &state {
        State::Colleagues { task, .. } => TaskEffect::Colleagues { task: *task },
        state => asked(ctx, list(state)),
    };
    work(state, effect)
}

/// Takes what the person did.
pub fn step(_ctx: &Ctx, state: State, input: Input) -> Step {
    let list = list(&state);
    let choice = match input {
        Input::Press(Press::Work(choice)) => choice,
        // Words under one's own list are a search, as at home; the digest is a message beside it.
        Input::Text(query) if list.digest.is_none() => {
            return Step::Go(super::open(Door::Search { query }));
        }
        input => return super::puzzled(Place::DigestWork(state), input),
    };
    let after = |told| State::List { list, told: Some(told), undo: None };
    match (state, choice) {
        (State::FollowUps | State::Digest { .. } | State::List { .. }, Choice::Page(page)) => {
            go(State::List { list: List { page, ..list }, told: None, undo: None })
        }
        (State::FollowUps | State::Digest { .. } | State::List { .. }, Choice::Task(task)) => {
            go(State::Task { list, task })
        }
        (State::Task { task, .. }, Choice::Done) => {
            work(after(Told::Done), TaskEffect::Done { task })
        }
        (State::Task { task, .. }, Choice::Snooze(days)) => {
            work(after(Told::Snoozed(days)), TaskEffect::Snooze { task, days })
        }
        (State::Task { task, .. }, Choice::HandOver) => go(State::Colleagues { list, task }),
        (State::Colleagues { task, .. }, Choice::To(to, name)) => {
            work(after(Told::Handed(name)), TaskEffect::HandOver { task, to })
        }
        (state, choice) => {
            super::puzzled(Place::DigestWork(state), Input::Press(Press::Work(choice)))
        }
    }
}

/// Takes what the archive answered.
pub fn resume(ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    let list = list(&state);
    let read = asked(ctx, list);
    match (state, outcome) {
        (State::Task { task, .. }, Outcome::Digest { lines, .. }) => {
            match lines.iter().find(|line| is_open(line, task)) {
                Some(line) => Step::Wait(
                    Place::DigestWork(State::Task { list, task }),
                    task_screen(ctx, line),
                ),
                None => listed(ctx, list, &lines, Some(Told::Gone), None),
            }
        }
        (State::List { told, undo, .. }, Outcome::Digest { lines, .. }) => {
            listed(ctx, list, &lines, told, undo)
        }
        (_, Outcome::Digest { lines, .. }) => listed(ctx, list, &lines, None, None),
        (State::List { told, .. }, Outcome::TaskChanged { undo }) => {
            work(State::List { list, told, undo: Some(undo) }, read)
        }
        (State::List { .. } | State::Colleagues { .. }, Outcome::TaskGone) => {
            work(State::List { list, told: Some(Told::Gone), undo: None }, read)
        }
        (State::Colleagues { task, .. }, Outcome::Colleagues(names)) => {
            Step::Wait(Place::DigestWork(State::Colleagues { list, task }), colleagues(names))
        }
        (_, Outcome::NoSuchClient) => no_such_client(),
        _ => unreachable!("the day's work asks for its list, changes and colleagues only"),
    }
}

/// What a list is made of. The morning's message has the whole day; whoever asks for follow-ups comes from Home, which shows
/// the visits.
fn asked(ctx: &Ctx, list: List) -> TaskEffect {
    TaskEffect::Digest { day: day(ctx, list), visits: list.digest.is_some() }
}

/// A page of the list; a page that is no more is the last one.
fn listed(
    ctx: &Ctx,
    list: List,
    lines: &[DigestLine],
    told: Option<Told>,
    undo: Option<UndoId>,
) -> Step {
    let pages = lines.len().div_ceil(PAGE_LINES).max(1);
    let page = (list.page as usize).min(pages - 1);
    let first = page * PAGE_LINES;
    let shown = || lines.iter().enumerate().skip(first).take(PAGE_LINES);
    let mut screen = Screen::of(title(ctx, day(ctx, list), lines));
    if list.digest.is_some_and(|(_, late)| late) {
        screen = screen.line(Root::DigestWork(Say::Late));
    }
    screen = match told {
        Some(Told::Gone) => screen.line(Root::DigestWork(Say::Gone)),
        Some(told) => screen.toast(toast(told)),
        None => screen,
    };
    if lines.is_empty() {
        screen = screen.line(Root::DigestWork(Say::Empty));
    } else if !lines.iter().any(waits) {
        screen = screen.line(Root::DigestWork(Say::AllDone));
    }
    let named = list.digest.is_none();
    screen.lines.extend(shown().map(|(place, line)| worded(ctx, place as i64 + 1, line, named)));
    let picks = shown().filter_map(|(place, line)| pick(ctx, place as i64 + 1, line));
    let beside = [page.checked_sub(1), Some(page + 1).filter(|next| *next < pages)];
    let turns = beside
        .into_iter()
        .flatten()
        .map(|to| press(Say::Page { page: to as i64 + 1 }, Choice::Page(to as u32)));
    let mut screen = screen.grid(2, picks).grid(2, turns);
    if evening(ctx) && list.digest.is_none() && loan_pack::offered(ctx.who.role) {
        let pack = Root::LoanPack(loan_pack::Say::Pack);
        screen = screen.row([super::screen::button(pack, Press::Go(Door::Pack))]);
    }
    let undo = undo.map(|undo| button(Root::Common(Common::Undo), Press::Undo(undo)));
    let mut screen = screen.grid(2, undo.into_iter().chain([home()]));
    screen.quiet = list.digest.is_some();
    let list = List { page: page as u32, ..list };
    let state = match list {
        List { digest: None, page: 0 } => State::FollowUps,
        List { digest: Some((day, late)), page: 0 } => State::Digest { day, late },
        list => State::List { list, told: None, undo: None },
    };
    Step::Wait(Place::DigestWork(state), screen)
}

/// Whether the day is nearly over: then tomorrow's pack is asked for (D10).
fn evening(ctx: &Ctx) -> bool {
    ctx.now.with_timezone(&ctx.zone).hour() >= EVENING_HOUR
}

/// One follow-up with all that can be done about it.
fn task_screen(ctx: &Ctx, line: &DigestLine) -> Screen {
    let DigestLine::FollowUp { client: id, name, number, due, .. } = line else {
        unreachable!("only follow-ups are tasks");
    };
    let overdue = (ctx.today - *due).num_days();
    let when = match overdue > 0 {
        true => Say::TaskOverdue { days: overdue },
        false => Say::TaskDue { day: (*due).into() },
    };
    let snooze = |days| press(Say::Snooze { days: i64::from(days) }, Choice::Snooze(days));
    Screen::of(Root::DigestWork(Say::TaskTitle))
        .line(client(name, number))
        .line(Root::DigestWork(when))
        .row([
            press(Say::MarkDone, Choice::Done),
            door(Common::OpenCard, Door::Card { client: *id }),
        ])
        .row(SNOOZE_DAYS.map(snooze))
        .row([press(Say::HandOver, Choice::HandOver)])
        .row([back(), home()])
}

/// The colleagues who may take a follow-up over.
fn colleagues(names: Vec<(StaffId, String)>) -> Screen {
    let say = if names.is_empty() { Say::NoColleague } else { Say::AskWho };
    let names = names.into_iter().take(COLLEAGUES_MAX).map(|(id, name)| {
        let label = Root::Common(Common::Plain { text: short(&name) });
        button(label, Press::Work(Choice::To(id, name)))
    });
    Screen::of(Root::DigestWork(Say::TaskTitle))
        .line(Root::DigestWork(say))
        .grid(2, names)
        .row([back(), home()])
}

/// Whether a line is this follow-up, not done yet.
fn is_open(line: &DigestLine, wanted: TaskId) -> bool {
    matches!(line, DigestLine::FollowUp { task, done: false, .. } if *task == wanted)
}

/// The list that a state stands on.
fn list(state: &State) -> List {
    match state {
        State::FollowUps | State::Given { .. } => List { digest: None, page: 0 },
        State::Digest { day, late } => List { digest: Some((*day, *late)), page: 0 },
        State::List { list, .. } | State::Task { list, .. } | State::Colleagues { list, .. } => {
            *list
        }
    }
}

fn day(ctx: &Ctx, list: List) -> NaiveDate {
    list.digest.map_or(ctx.today, |(day, _)| day)
}

fn press(say: Say, choice: Choice) -> Button {
    button(Root::DigestWork(say), Press::Work(choice))
}

fn go(state: State) -> Step {
    Step::Go(Place::DigestWork(state))
}

fn work(state: State, effect: TaskEffect) -> Step {
    Step::Do(Place::DigestWork(state), Effect::Task(effect))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialogue::loan_lines::tests::ctx;
    use crate::model::ClientId;
    use crate::model::policy::Role;

    fn line(task: i64, done: bool) -> DigestLine {
        let due = ctx(Role::Care).today;
        let (name, number) = ("Invented Kim".into(), format!("A-{task}"));
        DigestLine::FollowUp { task: TaskId(task), client: ClientId(3), name, number, due, done }
    }

    fn digest(state: State, lines: Vec<DigestLine>) -> (State, Screen) {
        let ctx = ctx(Role::Care);
        match resume(&ctx, state, Outcome::Digest { day: ctx.today, lines }) {
            Step::Wait(Place::DigestWork(state), screen) => (state, screen),
            _ => panic!("a list is a place to wait"),
        }
    }

    #[test]
    fn a_press_is_the_work_it_names_and_comes_back_to_the_list() {
        let ctx = ctx(Role::Care);
        let (task, list) = (TaskId(1), List { digest: Some((ctx.today, false)), page: 0 });
        let at =
            |state: &State, choice| step(&ctx, state.clone(), Input::Press(Press::Work(choice)));
        let open = State::Task { list, task };
        let who = State::Colleagues { list, task };
        for (state, choice, wanted) in [
            (&open, Choice::Done, TaskEffect::Done { task }),
            (&open, Choice::Snooze(7), TaskEffect::Snooze { task, days: 7 }),
            (
                &who,
                Choice::To(StaffId(8), "Bo".into()),
                TaskEffect::HandOver { task, to: StaffId(8) },
            ),
        ] {
            let Step::Do(Place::DigestWork(after), effect) = at(state, choice) else { panic!() };
            assert!(effect == Effect::Task(wanted));
            let read = resume(&ctx, after, Outcome::TaskChanged { undo: UndoId(1) });
            assert!(matches!(read, Step::Do(_, Effect::Task(TaskEffect::Digest { .. }))));
        }
    }

    #[test]
    fn a_done_line_collapses_and_a_gone_one_is_told() {
        let (list, undo) = (List { digest: None, page: 0 }, Some(UndoId(1)));
        let told = State::List { list, told: Some(Told::Done), undo };
        let (state, screen) = digest(told, vec![line(1, true), line(2, false)]);
        assert!(state == State::FollowUps && screen.toast.is_some());
        assert!(matches!(&screen.lines[0], Root::DigestWork(Say::Done { .. })));
        assert_eq!(screen.rows.iter().flatten().count(), 3, "one line, Undo and Home");
        let gone = State::Task { list: List { digest: None, page: 0 }, task: TaskId(1) };
        let (state, screen) = digest(gone, vec![line(1, true)]);
        assert!(state == State::FollowUps);
        assert!(screen.lines[0] == Root::DigestWork(Say::Gone));
    }
}
