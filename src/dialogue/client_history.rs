//! A card's history in two tabs, and who saw the file, as a screen that the client may look at (D12, N6).
//!
//! ```text
//! Page <-- Opened by, Changed by, Newer, Older --> Page
//! Page -- Who saw it --> Seen <-- Newer, Older --> Seen
//! ```

use super::effect::{Effect, Outcome};
use super::rights::{Right, RightEffect};
use super::screen::{
    Button, Choice as Press, Common, Door, Say as Root, Screen, back, button, client as name, door,
    home,
};
use super::{Ctx, Input, Step, client_find, form, puzzled};
use crate::model::card::Act;
use crate::model::policy::{Action, may};
use crate::model::trail::{History, SeenOn, Tab, TrailLine};
use crate::model::value::{Day, Moment, Word};
use crate::model::watch::Why;
use crate::model::{ClientId, IssueId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Where it stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// A page of a tab, newest first.
    Page { client: ClientId, tab: Tab, page: u32 },
    /// Who saw the file: roles and days, for the client.
    Seen { client: ClientId, page: u32 },
}

/// What it says.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    Title,
    SeenTitle,
    Opened,
    Changed,
    Older,
    Newer,
    WhoSaw,
    /// An entry: when, who, what.
    Line {
        at: Moment,
        who: Box<Root>,
        act: Box<Root>,
    },
    /// A person with their role.
    Person {
        name: String,
        role: Word,
    },
    /// What happened by itself.
    Itself,
    /// An act on one field.
    ActOn {
        act: Word,
        field: Word,
    },
    /// What was done, and why.
    ActWhy {
        act: Word,
        why: Box<Root>,
    },
    NothingOpened,
    NothingChanged,
    /// To the member of staff: the client may look at this.
    ForTheClient {
        number: String,
    },
    SeenOn {
        day: Day,
        roles: Vec<Word>,
    },
    /// A day on which only people without a seat of today saw it.
    SeenByFormer {
        day: Day,
    },
    NobodySaw,
}

/// What a press means.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    /// The first page of this tab.
    Tab(Tab),
    /// This page.
    Page(u32),
    /// Who saw the file.
    Seen,
}

/// The beginning.
pub fn open(client: ClientId) -> super::State {
    State::Page { client, tab: Tab::Opened, page: 0 }.into()
}

/// See `super::same_place`: turning pages and tabs is no step that Back takes back.
pub fn same_place(before: &State, after: &State) -> bool {
    std::mem::discriminant(before) == std::mem::discriminant(after)
}

/// Reads the page; the archive records that it was read.
pub fn show(ctx: &Ctx, state: State) -> Step {
    if !may(ctx.who.role, Action::ReadTrail) {
        return Step::End(Screen::of(Root::Common(Common::NotAllowed)).row([home()]));
    }
    let effect = match state {
        State::Page { client, tab, page } => RightEffect::History { client, tab, page },
        State::Seen { client, page } => RightEffect::Seen { client, page },
    };
    Step::Do(state.into(), Effect::Right(effect))
}

/// Turns pages and tabs; words are a search.
pub fn step(_ctx: &Ctx, state: State, input: Input) -> Step {
    match (state, input) {
        (State::Page { client, .. }, Input::Press(Press::History(Choice::Tab(tab)))) => {
            Step::Go(State::Page { client, tab, page: 0 }.into())
        }
        (State::Page { client, tab, .. }, Input::Press(Press::History(Choice::Page(page)))) => {
            Step::Go(State::Page { client, tab, page }.into())
        }
        (State::Page { client, .. }, Input::Press(Press::History(Choice::Seen))) => {
            Step::Go(State::Seen { client, page: 0 }.into())
        }
        (State::Seen { client, .. }, Input::Press(Press::History(Choice::Page(page)))) => {
            Step::Go(State::Seen { client, page }.into())
        }
        (_, Input::Text(text)) => Step::Go(client_find::search(&text)),
        (state, input) => puzzled(state.into(), input),
    }
}

/// Takes the page.
pub fn resume(_ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    let screen = match (&state, outcome) {
        (
            State::Page { tab, page, .. },
            Outcome::Right(Right::History { history, issue, until }),
        ) => issued(history_page(*tab, *page, &history), issue, until),
        (State::Seen { page, .. }, Outcome::Right(Right::Seen { number, days, more })) => {
            seen(number, &days, *page, more)
        }
        (_, Outcome::NoSuchClient) => {
            let ways = [door(Common::Find, Door::Find), home()];
            return Step::End(Screen::of(Root::Common(Common::NoSuchClient)).row(ways));
        }
        _ => unreachable!("the history only reads its pages"),
    };
    Step::Wait(state.into(), screen)
}

impl From<State> for super::State {
    fn from(state: State) -> Self {
        super::State::ClientHistory(state)
    }
}

fn history_page(tab: Tab, page: u32, history: &History) -> Screen {
    let screen = Screen::of(say(Say::Title)).line(name(&history.name, &history.number));
    let none = match tab {
        Tab::Opened => Say::NothingOpened,
        Tab::Changed => Say::NothingChanged,
    };
    let screen = screen.maybe(history.lines.is_empty().then(|| say(none)));
    let screen = history.lines.iter().map(line).fold(screen, Screen::line);
    screen
        .row([tab_button(Tab::Opened, tab), tab_button(Tab::Changed, tab)])
        .grid(2, pages(page, history.more))
        .row([press(Say::WhoSaw, Choice::Seen)])
        .row([back(), home()])
}

fn seen(number: String, days: &[SeenOn], page: u32, more: bool) -> Screen {
    let screen = Screen::of(say(Say::SeenTitle)).line(say(Say::ForTheClient { number }));
    let screen = screen.maybe(days.is_empty().then(|| say(Say::NobodySaw)));
    let day = |seen: &SeenOn| {
        let day = seen.day.into();
        say(match seen.roles.is_empty() {
            true => Say::SeenByFormer { day },
            false => {
                Say::SeenOn { day, roles: seen.roles.iter().map(|role| role.word()).collect() }
            }
        })
    };
    let screen = days.iter().map(day).fold(screen, Screen::line);
    screen.grid(2, pages(page, more)).row([back(), home()])
}

fn line(entry: &TrailLine) -> Root {
    let plain = |text: &str| Root::Common(Common::Plain { text: text.to_owned() });
    let who = match (entry.by.as_str(), entry.role) {
        ("", _) => say(Say::Itself),
        (by, Some(role)) => say(Say::Person { name: by.to_owned(), role: role.word() }),
        (by, None) => plain(by),
    };
    let why = entry.why.as_deref().map(|why| match Why::parse(why) {
        Some(ready) => Root::Common(Common::Term { word: ready.word() }),
        None => plain(why),
    });
    let act = match (Act::parse(&entry.act), entry.field.clone()) {
        (Some(act), None) if let Some(why) = why => {
            say(Say::ActWhy { act: act.word(), why: Box::new(why) })
        }
        (Some(act), Some(field)) => say(Say::ActOn { act: act.word(), field }),
        (Some(act), None) => Root::Common(Common::Term { word: act.word() }),
        (None, _) => plain(&entry.act),
    };
    say(Say::Line { at: entry.at.into(), who: Box::new(who), act: Box::new(act) })
}

fn tab_button(tab: Tab, current: Tab) -> Button {
    let label = say(match tab {
        Tab::Opened => Say::Opened,
        Tab::Changed => Say::Changed,
    });
    let chosen = tab == current;
    let marked = |label| Root::Form(form::Say::Chosen { option: Box::new(label) });
    let label = if chosen { marked(label) } else { label };
    button(label, Press::History(Choice::Tab(tab)))
}

fn pages(page: u32, more: bool) -> Vec<Button> {
    let newer = page.checked_sub(1).map(|page| press(Say::Newer, Choice::Page(page)));
    let older = more.then(|| press(Say::Older, Choice::Page(page + 1)));
    newer.into_iter().chain(older).collect()
}

/// Marks a screen as a showing of the card, which is recalled as one.
fn issued(mut screen: Screen, issue: IssueId, until: DateTime<Utc>) -> Screen {
    screen.issue = Some(issue);
    screen.line(Root::Common(Common::ShownUntil { until: until.into() }))
}

fn say(say: Say) -> Root {
    Root::ClientHistory(say)
}

fn press(label: Say, choice: Choice) -> Button {
    button(say(label), Press::History(choice))
}

#[cfg(test)]
mod tests {
    use super::super::form::tests::{ctx, offered, says};
    use super::*;
    use crate::model::card::Field;
    use crate::model::policy::Role;
    use crate::model::value::Word;
    use chrono::NaiveDate;

    const CLIENT: ClientId = ClientId(7);

    fn entry(by: &str, role: Option<Role>, act: &str, field: Option<Word>) -> TrailLine {
        let at = ctx(Role::Manager).now;
        TrailLine { at, by: by.into(), role, act: act.into(), field, why: None }
    }

    fn page(tab: Tab, page: u32, lines: Vec<TrailLine>, more: bool) -> Screen {
        let history =
            Box::new(History { number: "A-0147".into(), name: "Mina Test".into(), lines, more });
        let manager = ctx(Role::Manager);
        let outcome = Right::History { history, issue: IssueId(9), until: manager.now };
        let state = State::Page { client: CLIENT, tab, page };
        let Step::Wait(_, screen) = resume(&manager, state, Outcome::Right(outcome)) else {
            panic!("a page is shown")
        };
        screen
    }

    #[test]
    fn an_entry_tells_who_in_which_role_did_what_to_which_field() {
        let lines = vec![
            entry("Anna Invented", Some(Role::Care), "edited", Some(Field::Likes.word())),
            entry("Gone Invented", None, "opened", None),
            entry("", None, "expired", None),
            entry("Anna Invented", Some(Role::Care), "older than we know", None),
        ];
        let screen = page(Tab::Changed, 0, lines, false);
        let acts: Vec<&Root> = screen.lines.iter().collect();
        let told = |wanted: Root| {
            acts.iter().any(|line| match line {
                Root::ClientHistory(Say::Line { who, act, .. }) => {
                    **who == wanted || **act == wanted
                }
                _ => false,
            })
        };
        let (act, field) = (Act::Edited.word(), Field::Likes.word());
        assert!(told(say(Say::ActOn { act, field })) && told(say(Say::Itself)));
        assert!(told(say(Say::Person { name: "Anna Invented".into(), role: Role::Care.word() })));
        assert!(screen.issue == Some(IssueId(9)));
        assert!(screen.title != name("Mina Test", "A-0147"));
    }

    #[test]
    fn pages_lead_where_there_are_any() {
        let only = offered(&page(Tab::Opened, 0, Vec::new(), false));
        assert!(!only.iter().any(|press| matches!(press, Press::History(Choice::Page(_)))));
        let middle = offered(&page(Tab::Opened, 1, Vec::new(), true));
        for to in [0, 2] {
            assert!(middle.contains(&Press::History(Choice::Page(to))));
        }
    }

    #[test]
    fn who_saw_a_file_is_told_without_names_and_only_to_whom_it_may() {
        let manager = ctx(Role::Manager);
        let state = State::Seen { client: CLIENT, page: 0 };
        let day = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
        let days = vec![
            SeenOn { day, roles: vec![Role::FrontDesk, Role::Care] },
            SeenOn { day, roles: Vec::new() },
        ];
        let right = Right::Seen { number: "A-0147".into(), days, more: false };
        let Step::Wait(_, screen) = resume(&manager, state.clone(), Outcome::Right(right)) else {
            panic!("it is shown")
        };
        let roles = vec![Role::FrontDesk.word(), Role::Care.word()];
        assert!(screen.lines.contains(&say(Say::SeenOn { day: day.into(), roles })));
        assert!(screen.lines.contains(&say(Say::SeenByFormer { day: day.into() })));
        assert!(matches!(show(&ctx(Role::Care), state.clone()), Step::End(_)));
        assert!(matches!(step(&manager, state, says("mina")), Step::Go(_)));
    }
}
