//! Log a visit: five taps without typing; a note or photo is taken at any moment, once the client agreed to health data.
//!
//! ```text
//! Opening -> (menu) -> Filling: services -> products -> effect -> next date -> summary -> (log) -> receipt
//!                      Filling <-> client_consent, where the client has not agreed yet
//! ```

use super::effect::{Effect, Outcome, VisitEffect};
use super::form::{self, Draft, Progress};
use super::screen::{
    Button, Choice as Press, Common, Door, Say as Root, Screen, button, client as client_line,
    door, home,
};
use super::{Chosen, Ctx, Input, Step, client_consent, puzzled};
use crate::model::policy::{Action, may};
use crate::model::value::{Day, Word};
use crate::model::visit::{NewVisit, VisitMenu};
use crate::model::{ClientId, MenuItemId, UndoId};
use serde::{Deserialize, Serialize};

pub mod fields;
#[cfg(test)]
mod tests;

use fields::{AMOUNT, EFFECT, NEXT, NOTE, PHOTOS, PRODUCTS, SERVICES};

/// Where it stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// The menu is still to be read.
    Opening { client: ClientId },
    /// The form; with its menu, so that it goes on after a restart.
    Filling { menu: Box<VisitMenu>, draft: Draft },
}

/// What it says.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    Title {
        number: String,
    },
    AskServices,
    AskProducts,
    AskEffect,
    AskNext,
    AskNote,
    AskAmount,
    AskPhotos,
    /// A ready answer: the products of the last visit.
    SameAsLast,
    /// A ready answer: the usual interval of the service.
    Usual {
        days: i64,
    },
    InWeeks {
        weeks: i64,
    },
    /// A note and photos may be sent at any moment.
    AnyTime,
    /// Why effect, note and photos are not asked for.
    NoConsent,
    /// A note or photo came, but the client has not agreed.
    ConsentFirst,
    /// The client took the consent back while the form was filled in.
    ConsentGone,
    /// Opens the consent.
    AskConsent,
    /// Nothing was given, so there is nothing to save.
    NothingGiven,
    Saved,
    FollowUp {
        day: Day,
    },
    PhotosSaved {
        count: i64,
    },
    /// On Home; the number, never the name.
    Draft {
        number: String,
    },
}

/// What a press means.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    /// Ask the client for the health consent.
    Consent,
}

/// The beginning.
pub fn open(client: ClientId) -> super::State {
    wrap(State::Opening { client })
}

/// The draft on Home, if anything was given.
pub fn draft(state: &State) -> Option<Root> {
    match state {
        State::Filling { menu, draft } if draft.is_given() => {
            Some(say(Say::Draft { number: menu.number.clone() }))
        }
        State::Filling { .. } | State::Opening { .. } => None,
    }
}

/// See `super::same_place`.
pub fn same_place(before: &State, after: &State) -> bool {
    match (before, after) {
        (State::Filling { draft: before, .. }, State::Filling { draft: after, .. }) => {
            before.same_place(after)
        }
        // The menu was read: nothing that Back could take back.
        (State::Opening { client }, State::Filling { menu, .. }) => *client == menu.client,
        (before, after) => before == after,
    }
}

/// See `super::back`.
pub fn back(before: State, now: &State) -> State {
    match (before, now) {
        (State::Filling { mut draft, .. }, State::Filling { menu, draft: later }) => {
            draft.carry(later, &[NOTE, PHOTOS]);
            State::Filling { menu: menu.clone(), draft }
        }
        (before, _) => before,
    }
}

/// Reads the menu, then shows the form.
pub fn show(ctx: &Ctx, state: State) -> Step {
    if !may(ctx.who.role, Action::LogVisit) {
        return Step::End(Screen::of(Root::Common(Common::NotAllowed)).row([home()]));
    }
    match state {
        State::Opening { client } => {
            let menu = Effect::Visit(VisitEffect::Menu { client });
            Step::Do(wrap(State::Opening { client }), menu)
        }
        State::Filling { menu, draft } => wait(ctx, menu, draft),
    }
}

/// Takes an answer, a note or a photo.
pub fn step(ctx: &Ctx, state: State, input: Input) -> Step {
    let State::Filling { menu, draft } = state else { return puzzled(wrap(state), input) };
    if let Input::Press(Press::Visit(Choice::Consent)) = input {
        let within = client_consent::State::Within { client: menu.client };
        return Step::Start(filling(menu, draft), super::State::ClientConsent(within));
    }
    if !menu.health_consent && is_health(&draft, &input) {
        return Step::Mend(filling(menu, draft), say(Say::ConsentFirst));
    }
    let fields = fields::of(ctx, &menu, &draft);
    match form::step(&fields, draft, input, ctx) {
        Progress::On(draft) => wait(ctx, menu, draft),
        Progress::Mend(draft, mend) => Step::Mend(filling(menu, draft), mend),
        Progress::Save(draft) if !draft.is_given() => {
            Step::Mend(filling(menu, draft), say(Say::NothingGiven))
        }
        Progress::Save(draft) => {
            let log = Effect::Visit(VisitEffect::Log(new_visit(&menu, &draft)));
            Step::Do(filling(menu, draft), log)
        }
        Progress::NotMine(draft, input) => puzzled(filling(menu, draft), input),
    }
}

/// Takes the menu, the client's consent, or the logged visit.
pub fn resume(ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    match (state, outcome) {
        (State::Opening { .. }, Outcome::Menu(menu)) => {
            let draft = form::begin(&fields::of(ctx, &menu, &form::begin(&[])));
            wait(ctx, menu, draft)
        }
        (State::Filling { mut menu, mut draft }, Outcome::Chosen(Chosen::Consent(given))) => {
            menu.health_consent = given;
            let fields = fields::of(ctx, &menu, &draft);
            form::advance(&fields, &mut draft);
            wait(ctx, menu, draft)
        }
        (
            State::Filling { menu, .. },
            Outcome::Logged { client, client_name, follow_up, photos, undo },
        ) => Step::End(receipt(&menu, client, client_name, follow_up.map(Day::from), photos, undo)),
        (State::Filling { mut menu, mut draft }, Outcome::NoConsent) => {
            menu.health_consent = false;
            form::advance(&fields::of(ctx, &menu, &draft), &mut draft);
            Step::Mend(filling(menu, draft), say(Say::ConsentGone))
        }
        (_, Outcome::NoSuchClient) => {
            Step::End(Screen::of(Root::Common(Common::NoSuchClient)).row([home()]))
        }
        _ => unreachable!("a visit asks for its menu, a consent and to be logged"),
    }
}

/// Whether the input is a note or photo, which need the client's consent: words that no question here wants typed.
fn is_health(draft: &Draft, input: &Input) -> bool {
    let typed = match &draft.at {
        form::At::Field(key) | form::At::Edit(key) => [NEXT, AMOUNT].contains(&key.as_str()),
        form::At::Summary => false,
    };
    match input {
        Input::Photo { .. } => true,
        Input::Text(_) => !typed,
        Input::Press(_) | Input::Contact { .. } | Input::Odd(_) => false,
    }
}

/// The visit; without consent its health data is left out, whatever the draft holds from before a withdrawal.
fn new_visit(menu: &VisitMenu, draft: &Draft) -> NewVisit {
    let items = |key: &str| {
        let ids = draft.many(key).iter().filter_map(|id| id.parse().ok());
        ids.map(MenuItemId).collect()
    };
    let health = menu.health_consent;
    NewVisit {
        client: menu.client,
        services: items(SERVICES),
        products: items(PRODUCTS),
        effect: draft.number(EFFECT).filter(|_| health).and_then(|effect| effect.try_into().ok()),
        note: draft.text(NOTE).filter(|_| health).map(str::to_owned),
        amount: draft.number(AMOUNT),
        next_on: draft.day(NEXT),
        photos: if health { draft.photos(PHOTOS).to_vec() } else { Vec::new() },
    }
}

fn wait(ctx: &Ctx, menu: Box<VisitMenu>, draft: Draft) -> Step {
    let fields = fields::of(ctx, &menu, &draft);
    let title = say(Say::Title { number: menu.number.clone() });
    let mut screen = form::show(title, &fields, &draft, ctx);
    screen.lines.insert(0, client_line(&menu.client_name, &menu.number));
    screen = match menu.health_consent {
        true => screen.line(say(Say::AnyTime)),
        false => screen.line(say(Say::NoConsent)),
    };
    if !menu.health_consent {
        // Above Back and Cancel, which stay the last row of every form.
        let last = screen.rows.len().saturating_sub(1);
        screen.rows.insert(last, vec![press(Say::AskConsent, Choice::Consent)]);
    }
    Step::Wait(filling(menu, draft), screen)
}

fn receipt(
    menu: &VisitMenu,
    client: ClientId,
    name: String,
    follow_up: Option<Day>,
    photos: u32,
    undo: UndoId,
) -> Screen {
    let photos = i64::from(photos);
    Screen::of(say(Say::Saved))
        .line(client_line(&name, &menu.number))
        .maybe(follow_up.map(|day| say(Say::FollowUp { day })))
        .maybe((photos > 0).then(|| say(Say::PhotosSaved { count: photos })))
        .row([
            button(Root::Common(Common::Undo), Press::Undo(undo)),
            door(Common::OpenCard, Door::Card { client }),
        ])
        .row([home()])
}

fn filling(menu: Box<VisitMenu>, draft: Draft) -> super::State {
    wrap(State::Filling { menu, draft })
}

fn wrap(state: State) -> super::State {
    super::State::VisitLog(state)
}

fn say(say: Say) -> Root {
    Root::VisitLog(say)
}

fn press(label: Say, choice: Choice) -> Button {
    button(say(label), Press::Visit(choice))
}

/// The name of a field in its summary.
fn label(key: &str) -> Word {
    Word::new("visit-log-field-", key)
}
