//! A new card: from a shared contact, a pasted line or a name; the same client is looked for before the second question.
//!
//! ```text
//! Starting -> Comparing -> Filling: name -> phone -> consent -> summary -> (create) -> receipt
//!             Comparing <- Filling, whenever name or phone changed
//! ```

use super::effect::{ClientEffect, Effect, Hit, Outcome};
use super::form::{self, Progress, read};
use super::screen::{
    Button, Choice as Press, Common, Door, Say as Root, Screen, back, button, cancel, door, home,
};
use super::{Ctx, Input, Step, client_consent, puzzled};
use crate::model::policy::{Action, may};
use crate::model::{ClientId, UndoId};
use serde::{Deserialize, Serialize};

mod guess;
mod sheet;
#[cfg(test)]
mod tests;

use sheet::Sheet;

/// Where it stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// Nothing given yet, or the line with which it was opened.
    Starting { line: String },
    /// The same client is looked for; or is found, and the person is to say.
    Comparing(Sheet),
    /// The form.
    Filling(Sheet),
}

/// What it says.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    Title,
    /// The three ways to begin.
    ThreeWays,
    /// Begins the card of a company.
    Organisation,
    /// The line had neither a name nor a phone.
    NotRead,
    AskName,
    AskPhone,
    AskBirthday,
    AskKind,
    AskUnit,
    AskTitle,
    AskLegalPerson,
    AskAllergy,
    AskNeeds,
    AskSkin,
    AskLikes,
    AskTopics,
    AskSource,
    ConsentYes,
    ConsentNo,
    ConsentLater,
    /// Why allergy, needs and skin are closed.
    HealthLocked,
    /// What was already typed of them is left out.
    HealthLeftOut,
    /// A card needs one of the two.
    NameOrPhone,
    /// Title over clients who may be the same.
    SameClient {
        count: i64,
    },
    /// Open one to compare, or go on.
    Compare,
    Different,
    Saved {
        number: String,
    },
    /// On Home.
    Draft {
        step: i64,
    },
}

/// What a press means.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    /// The card is a company's.
    Organisation,
    /// None of those found is this client.
    Different,
}

/// The beginning; `name` is what was searched for without a hit, or empty.
pub fn open(name: String) -> super::State {
    wrap(State::Starting { line: name })
}

/// A new card from a contact that was shared anywhere else.
pub fn from_contact(ctx: &Ctx, phone: String, name: String) -> Step {
    start(ctx, String::new(), Input::Contact { phone, name })
}

/// The draft on Home, if anything was given.
pub fn draft(state: &State) -> Option<Root> {
    match state {
        State::Starting { .. } => None,
        State::Comparing(sheet) | State::Filling(sheet) => {
            sheet.is_given().then(|| say(Say::Draft { step: sheet.step() }))
        }
    }
}

/// See `super::same_place`.
pub fn same_place(before: &State, after: &State) -> bool {
    match (before, after) {
        (State::Filling(before), State::Filling(after)) => before.draft.same_place(&after.draft),
        (before, after) => before == after,
    }
}

/// Shows the three ways, looks for the same client, or shows the form.
pub fn show(ctx: &Ctx, state: State) -> Step {
    if !may(ctx.who.role, Action::CreateClient) {
        return Step::End(Screen::of(Root::Common(Common::NotAllowed)).row([home()]));
    }
    match state {
        State::Starting { line } => match guess::from_line(ctx, &line) {
            Some(sheet) => compare(ctx, sheet),
            None => Step::Wait(wrap(State::Starting { line: String::new() }), three_ways()),
        },
        State::Comparing(sheet) => compare(ctx, sheet),
        State::Filling(sheet) => fill(ctx, sheet),
    }
}

/// Takes a line, a contact, an answer, or "different person".
pub fn step(ctx: &Ctx, state: State, input: Input) -> Step {
    match state {
        State::Starting { line } => start(ctx, line, input),
        State::Comparing(sheet) => match input {
            Input::Press(Press::Create(Choice::Different)) => fill(ctx, sheet.compared()),
            input => puzzled(wrap(State::Comparing(sheet)), input),
        },
        State::Filling(sheet) => answer(ctx, sheet, input),
    }
}

/// Takes the clients who may be the same, or the created card.
pub fn resume(ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    match (state, outcome) {
        (State::Comparing(sheet), Outcome::Hits { hits, .. }) if hits.is_empty() => {
            fill(ctx, sheet.compared())
        }
        (State::Comparing(sheet), Outcome::Hits { hits, .. }) => {
            Step::Wait(wrap(State::Comparing(sheet)), same_client(hits))
        }
        (State::Filling(_), Outcome::Created { client, number, name, undo }) => {
            Step::End(receipt(ctx, client, number, name, undo))
        }
        _ => unreachable!("a new card only asks for the same client and to be created"),
    }
}

fn start(ctx: &Ctx, line: String, input: Input) -> Step {
    let stay = wrap(State::Starting { line });
    match input {
        Input::Text(typed) => match guess::from_line(ctx, &typed) {
            Some(sheet) => compare(ctx, sheet),
            None => Step::Mend(stay, not_read(ctx, &typed)),
        },
        Input::Contact { phone, name } => match read::contact_phone(&phone, ctx.country) {
            Ok(phone) => compare(ctx, Sheet::of_contact(phone, &name)),
            Err(mend) => Step::Mend(stay, Root::Form(mend)),
        },
        Input::Press(Press::Create(Choice::Organisation)) => fill(ctx, Sheet::of_organisation()),
        input => puzzled(stay, input),
    }
}

/// A number that lacks a digit is said to lack it; of anything else, what a line looks like.
fn not_read(ctx: &Ctx, typed: &str) -> Root {
    match read::phone(typed, ctx.country) {
        Err(mend) if typed.chars().any(|c| c.is_ascii_digit()) => Root::Form(mend),
        _ => say(Say::NotRead),
    }
}

fn answer(ctx: &Ctx, mut sheet: Sheet, input: Input) -> Step {
    let edited = match &input {
        Input::Press(Press::Form(form::Choice::Edit(key))) => Some(key.as_str()),
        _ => None,
    };
    if edited.is_some_and(|key| sheet.is_locked(key)) {
        return Step::Mend(filling(sheet), say(Say::HealthLocked));
    }
    if let Input::Contact { phone, name } = input {
        return match read::contact_phone(&phone, ctx.country) {
            Ok(phone) => compare(ctx, sheet.with_contact(phone, &name)),
            Err(mend) => Step::Mend(filling(sheet), Root::Form(mend)),
        };
    }
    match form::step(&sheet.fields(), sheet.draft.clone(), input, ctx) {
        Progress::On(mut draft) => {
            if sheet.asks_phone() && draft.text(sheet::PHONE).is_some() {
                guess::take_mistyped_phone(ctx, &mut draft);
            }
            sheet.take(draft);
            match sheet.leave_out() {
                true => Step::Mend(filling(sheet), say(Say::HealthLeftOut)),
                false => compare(ctx, sheet),
            }
        }
        Progress::Mend(draft, mend) => Step::Mend(filling(Sheet { draft, ..sheet }), mend),
        Progress::Save(draft) => save(Sheet { draft, ..sheet }),
        Progress::NotMine(draft, input) => puzzled(filling(Sheet { draft, ..sheet }), input),
    }
}

fn save(sheet: Sheet) -> Step {
    match sheet.new_client() {
        Some(client) => Step::Do(filling(sheet), Effect::Client(ClientEffect::Create(client))),
        None => Step::Mend(filling(sheet), say(Say::NameOrPhone)),
    }
}

/// Looks for the same client if name or phone are new, then goes on with the form.
fn compare(ctx: &Ctx, sheet: Sheet) -> Step {
    let (phone, name) = sheet.to_compare();
    if phone.is_none() && name.is_none() {
        return fill(ctx, sheet);
    }
    let look = Effect::Client(ClientEffect::Duplicates { phone, name });
    Step::Do(wrap(State::Comparing(sheet)), look)
}

fn fill(ctx: &Ctx, sheet: Sheet) -> Step {
    let mut screen = form::show(say(Say::Title), &sheet.fields(), &sheet.draft, ctx);
    if sheet.asks_consent() {
        // Before the text to read aloud, which is the question.
        let place = screen.lines.len().min(1);
        screen.lines.insert(place, Root::ClientConsent(client_consent::Say::ReadAloud));
    }
    let mistyped = sheet.asks_phone().then(|| guess::mistyped_phone(ctx, &sheet.draft)).flatten();
    screen.lines.splice(0..0, mistyped.map(Root::Form));
    let locked = sheet.draft.at == form::At::Summary && sheet.lacks_consent();
    let screen = screen.maybe(locked.then(|| say(Say::HealthLocked)));
    Step::Wait(filling(sheet), screen)
}

fn three_ways() -> Screen {
    Screen::of(say(Say::Title))
        .line(say(Say::ThreeWays))
        .row([press(Say::Organisation, Choice::Organisation)])
        .row([back(), home()])
}

/// Number and name only: that is all that everybody may see of a client (decisions 14).
fn same_client(hits: Vec<Hit>) -> Screen {
    let count = hits.len() as i64;
    let cards = hits.into_iter().map(|Hit { client, name, number }| {
        door(Common::Client { name, number }, Door::Card { client })
    });
    Screen::of(say(Say::SameClient { count }))
        .line(say(Say::Compare))
        .grid(1, cards)
        .row([press(Say::Different, Choice::Different)])
        .row([back(), cancel()])
}

fn receipt(ctx: &Ctx, client: ClientId, number: String, name: String, undo: UndoId) -> Screen {
    let line = Some(name).filter(|name| !name.is_empty());
    let line = line.map(|text| Root::Common(Common::Plain { text }));
    let log = door(Common::LogVisit, Door::LogVisit { client });
    let log = may(ctx.who.role, Action::LogVisit).then_some(log);
    Screen::of(say(Say::Saved { number }))
        .maybe(line)
        .row([
            button(Root::Common(Common::Undo), Press::Undo(undo)),
            door(Common::OpenCard, Door::Card { client }),
        ])
        .grid(2, log.into_iter().chain([home()]))
}

fn filling(sheet: Sheet) -> super::State {
    wrap(State::Filling(sheet))
}

fn wrap(state: State) -> super::State {
    super::State::ClientCreate(state)
}

fn say(say: Say) -> Root {
    Root::ClientCreate(say)
}

fn press(label: Say, choice: Choice) -> Button {
    button(say(label), Press::Create(choice))
}
