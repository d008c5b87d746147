//! Correct a logged visit: which field, the new value, why; the old value stays on record (A4.11).
//!
//! ```text
//! Choosing -> Filling: value -> reason -> summary with old and new -> (amend) -> receipt
//! ```
//! Each screen reads the visit anew, so that no state keeps health data and rights count at every step.

use super::effect::{Effect, Outcome, VisitEffect, VisitView};
use super::form::{self, Answer, At, Draft, Field, Kind, Progress};
use super::screen::{Choice as Press, Common, Door, Say as Root, Screen, back, button, door, home};
use super::visit_log::fields::{self as visit_fields, NOTE_MAX};
use super::{Ctx, Input, Step, puzzled};
use crate::model::policy::{Action, may};
use crate::model::value::{Day, Moment, Money, Word};
use crate::model::visit::{Amendment, EFFECT_MAX, VisitField};
use crate::model::{ClientId, VisitId, text};
use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// Key of the new value.
const VALUE: &str = "value";
/// Key of the reason.
const REASON: &str = "reason";

/// Where it stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// Which field is wrong.
    Choosing { visit: VisitId },
    /// The new value and the reason.
    Filling { visit: VisitId, field: VisitField, draft: Draft },
}

/// What it says.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    Title {
        number: String,
    },
    /// The visit that is corrected.
    VisitAt {
        at: Moment,
    },
    WhichField,
    /// Why effect and note cannot be corrected.
    NoConsent,
    AskEffect,
    AskNote,
    AskAmount,
    AskNext,
    AskReason,
    /// What is on record now.
    OldWords {
        value: String,
    },
    OldNumber {
        value: i64,
    },
    OldMoney {
        money: Money,
    },
    OldDay {
        day: Day,
    },
    OldNone,
    /// The owner keeps it from the chat.
    OldHidden,
    /// The old value stays on record.
    OldStays,
    /// The new value is the old one.
    Same,
    Corrected,
}

/// What a press means.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    /// Correct this field.
    Field(VisitField),
}

/// The beginning.
pub fn open(visit: VisitId) -> super::State {
    wrap(State::Choosing { visit })
}

/// See `super::same_place`.
pub fn same_place(before: &State, after: &State) -> bool {
    match (before, after) {
        (
            State::Filling { field: one, draft: before, .. },
            State::Filling { field: other, draft: after, .. },
        ) => one == other && before.same_place(after),
        (before, after) => before == after,
    }
}

/// Reads the visit, which every screen shows.
pub fn show(ctx: &Ctx, state: State) -> Step {
    if !may(ctx.who.role, Action::AmendVisit) {
        return Step::End(Screen::of(Root::Common(Common::NotAllowed)).row([home()]));
    }
    let visit = match &state {
        State::Choosing { visit } | State::Filling { visit, .. } => *visit,
    };
    Step::Do(wrap(state), Effect::Visit(VisitEffect::Read { visit }))
}

/// Takes the choice of a field, the new value, the reason.
pub fn step(ctx: &Ctx, state: State, input: Input) -> Step {
    match (state, input) {
        (State::Choosing { visit }, Input::Press(Press::Amend(Choice::Field(field)))) => {
            let draft = form::begin(&fields(ctx, field));
            Step::Go(wrap(State::Filling { visit, field, draft }))
        }
        (State::Filling { visit, field, draft }, input) => {
            let filling = |draft| wrap(State::Filling { visit, field, draft });
            match form::step(&fields(ctx, field), draft, input, ctx) {
                Progress::On(draft) => Step::Go(filling(draft)),
                Progress::Mend(draft, mend) => Step::Mend(filling(draft), mend),
                Progress::NotMine(draft, input) => puzzled(filling(draft), input),
                Progress::Save(draft) => {
                    let amend = VisitEffect::Amend(amendment(visit, field, &draft));
                    Step::Do(filling(draft), Effect::Visit(amend))
                }
            }
        }
        (state, input) => puzzled(wrap(state), input),
    }
}

/// Takes the visit as it is on record, or its correction.
pub fn resume(ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    match (state, outcome) {
        (State::Choosing { visit }, Outcome::Visit(view)) => {
            Step::Wait(wrap(State::Choosing { visit }), choose(&view))
        }
        (State::Filling { visit, field, .. }, Outcome::Visit(view)) if is_locked(field, &view) => {
            // Withdrawn meanwhile: what was filled in goes with the consent.
            Step::Wait(wrap(State::Choosing { visit }), choose(&view))
        }
        (State::Filling { visit, field, mut draft }, Outcome::Visit(view)) => {
            if new_value(&draft).is_some_and(|new| Some(new) == old_value(field, &view)) {
                draft.answers.remove(VALUE);
                form::advance(&fields(ctx, field), &mut draft);
                return Step::Mend(wrap(State::Filling { visit, field, draft }), say(Say::Same));
            }
            let screen = fill(ctx, field, &draft, &view);
            Step::Wait(wrap(State::Filling { visit, field, draft }), screen)
        }
        (State::Filling { .. }, Outcome::Amended { client, .. }) => Step::End(receipt(client)),
        (_, Outcome::NoSuchClient) => {
            Step::End(Screen::of(Root::Common(Common::NoSuchClient)).row([home()]))
        }
        _ => unreachable!("a correction only reads its visit and amends it"),
    }
}

/// Whether the field is health data that the client has not agreed to, or money that is not this person's to see.
fn is_locked(field: VisitField, view: &VisitView) -> bool {
    match field {
        VisitField::Effect | VisitField::Note => !view.health_consent,
        VisitField::Amount => !view.amount_open,
        VisitField::NextOn => false,
    }
}

fn choose(view: &VisitView) -> Screen {
    let open = VisitField::ALL.iter().filter(|field| !is_locked(**field, view));
    let buttons = open.map(|field| {
        let label = Root::Common(Common::Term { word: field.word() });
        button(label, Press::Amend(Choice::Field(*field)))
    });
    head(Screen::of(title(view)), view)
        .line(say(Say::WhichField))
        .maybe((!view.health_consent).then(|| say(Say::NoConsent)))
        .grid(2, buttons)
        .row([back(), home()])
}

/// The form's screen, with the visit and what is on record now above it.
fn fill(ctx: &Ctx, field: VisitField, draft: &Draft, view: &VisitView) -> Screen {
    let mut screen = form::show(title(view), &fields(ctx, field), draft, ctx);
    let form = std::mem::take(&mut screen.lines);
    let screen = head(screen, view).line(old_line(field, view));
    let screen = form.into_iter().fold(screen, Screen::line);
    screen.maybe((draft.at == At::Summary).then(|| say(Say::OldStays)))
}

fn head(screen: Screen, view: &VisitView) -> Screen {
    screen.line(say(Say::VisitAt { at: view.at.into() }))
}

fn title(view: &VisitView) -> Root {
    say(Say::Title { number: view.number.clone() })
}

/// The new value, and why it is corrected.
fn fields(ctx: &Ctx, field: VisitField) -> [Field; 2] {
    let (min, max) = visit_fields::next_range(ctx.today);
    let (ask, kind) = match field {
        VisitField::Effect => (Say::AskEffect, Kind::Scale(EFFECT_MAX)),
        VisitField::Note => (Say::AskNote, Kind::Text { max: NOTE_MAX }),
        VisitField::Amount => (Say::AskAmount, Kind::Money),
        VisitField::NextOn => (Say::AskNext, Kind::Day { min, max }),
    };
    let reason = Kind::Text { max: text::LINE_GRAPHEMES_MAX };
    [
        required(VALUE, ask, field.word(), kind),
        required(REASON, Say::AskReason, Word::new("visit-amend-field-", REASON), reason),
    ]
}

fn required(key: &'static str, ask: Say, label: Word, kind: Kind) -> Field {
    Field {
        key,
        ask: say(ask),
        label,
        kind,
        asked: true,
        required: true,
        catches: false,
        quick: Vec::new(),
    }
}

fn amendment(visit: VisitId, field: VisitField, draft: &Draft) -> Amendment {
    let value = new_value(draft).expect("the form saves only with a value");
    let reason = draft.text(REASON).expect("the form saves only with a reason").to_owned();
    Amendment { visit, field, value, reason }
}

/// The new value in its stored spelling.
fn new_value(draft: &Draft) -> Option<String> {
    match draft.answers.get(VALUE)? {
        Answer::Text(words) => Some(words.clone()),
        Answer::Day(day) => Some(day.to_string()),
        Answer::Money(minor) => Some(minor.to_string()),
        Answer::Scale(value) => Some(value.to_string()),
        Answer::One(_) | Answer::Many(_) | Answer::Photos(_) | Answer::Skipped => None,
    }
}

/// The value on record, in its stored spelling.
fn old_value(field: VisitField, view: &VisitView) -> Option<String> {
    match field {
        VisitField::Effect => view.effect.map(|effect| effect.to_string()),
        VisitField::Note => view.note.clone(),
        VisitField::Amount => view.amount.map(|minor| minor.to_string()),
        VisitField::NextOn => view.next_on.map(|day| day.to_string()),
    }
}

fn old_line(field: VisitField, view: &VisitView) -> Root {
    let old = match field {
        VisitField::Effect | VisitField::Note if view.hidden => Some(Say::OldHidden),
        VisitField::Effect => view.effect.map(|value| Say::OldNumber { value: value.into() }),
        VisitField::Note => view.note.clone().map(|value| Say::OldWords { value }),
        VisitField::Amount => view.amount.map(|minor| Say::OldMoney { money: Money { minor } }),
        VisitField::NextOn => view.next_on.map(|day| Say::OldDay { day: day.into() }),
    };
    say(old.unwrap_or(Say::OldNone))
}

fn receipt(client: ClientId) -> Screen {
    let card = door(Common::OpenCard, Door::Card { client });
    Screen::of(say(Say::Corrected)).line(say(Say::OldStays)).row([card]).row([home()])
}

fn wrap(state: State) -> super::State {
    super::State::VisitAmend(state)
}

fn say(say: Say) -> Root {
    Root::VisitAmend(say)
}
