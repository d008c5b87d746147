//! Correct what a card says: which detail, its new value, why if one is replaced; the old value stays on record (A4.11).
//!
//! ```text
//! Choosing -> Filling: value -> reason -> summary -> (correct) -> receipt
//!             Filling -- Remove --> reason -> summary
//!             Filling (phone) -- Second phone --> Filling
//! ```
//! Each screen reads the card anew, so that no state keeps its data and rights count at every step.

use super::effect::{ClientEffect, Effect, Outcome};
use super::form::{self, Answer, At, Draft, Progress};
use super::screen::{
    Button, Choice as Press, Common, Door, Say as Root, Screen, back, button, client as name, door,
    home,
};
use super::{Ctx, Input, Step, puzzled};
use crate::model::card::Source;
use crate::model::correct::{Correctable, Correction, Detail, OnRecord};
use crate::model::policy::{Action, may};
use crate::model::value::Word;
use crate::model::{ClientId, IssueId, UndoId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

mod fields;
#[cfg(test)]
mod tests;

use fields::{REASON, SOURCE, VALUE, excerpt, fields, is_plausible, told};

/// Where it stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// Which detail is wrong.
    Choosing { client: ClientId },
    /// The new value, the reason, the source.
    Filling {
        client: ClientId,
        detail: Detail,
        /// A value on the card is replaced.
        replaces: bool,
        /// The value is taken off the card, so none is asked for.
        removes: bool,
        draft: Draft,
    },
}

/// What it says.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    Title {
        number: String,
    },
    WhichDetail,
    /// A part with the values on the card.
    Part {
        part: Word,
        details: Vec<Root>,
    },
    /// A part without any.
    PartBare {
        part: Word,
    },
    /// Why health details are left out.
    Locked,
    AskName,
    AskPhone,
    AskBirthday,
    AskGrade,
    AskClass,
    AskEmail,
    AskWords {
        field: Word,
    },
    AskReason,
    AskSource,
    /// What is on the card now.
    Old {
        line: Box<Root>,
    },
    OldNone,
    Remove,
    /// The value will be taken off the card.
    Removes,
    /// The old value stays on record.
    OldStays,
    /// The new value is the old one.
    Same,
    EmailWrong,
    /// Other clients with this phone or a name like it.
    Alike {
        clients: Vec<Root>,
    },
    /// Somebody else corrected it meanwhile.
    Changed,
    Corrected,
}

/// What a press means.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Choice {
    /// Correct this detail; it has a value, or has none yet.
    Detail { detail: Detail, replaces: bool },
    /// Take the value off the card.
    Remove,
}

/// See `super::same_place`.
pub fn same_place(before: &State, after: &State) -> bool {
    match (before, after) {
        (
            State::Filling { detail: one, removes: before, draft: old, .. },
            State::Filling { detail: other, removes: after, draft: new, .. },
        ) => one == other && before == after && old.same_place(new),
        (before, after) => before == after,
    }
}

/// Reads what may be corrected, which every screen shows.
pub fn show(ctx: &Ctx, state: State) -> Step {
    if !may(ctx.who.role, Action::EditCard) {
        return Step::End(Screen::of(Root::Common(Common::NotAllowed)).row([home()]));
    }
    let (client, at) = match &state {
        State::Choosing { client } => (*client, None),
        State::Filling { client, detail, draft, .. } => (*client, Some((*detail, value(draft)))),
    };
    Step::Do(wrap(state), Effect::Client(ClientEffect::Correctable { client, at }))
}

/// Takes the choice of a detail, the new value, the reason.
pub fn step(ctx: &Ctx, state: State, input: Input) -> Step {
    match (state, input) {
        (
            State::Choosing { client },
            Input::Press(Press::Edit(Choice::Detail { detail, replaces })),
        ) => Step::Go(filling(client, detail, replaces, false)),
        (
            State::Filling { client, detail, replaces: true, removes: false, .. },
            Input::Press(Press::Edit(Choice::Remove)),
        ) => Step::Go(filling(client, detail, true, true)),
        (
            State::Filling { client, detail: Detail::Phone, removes: false, .. },
            Input::Press(Press::Edit(Choice::Detail {
                detail: detail @ Detail::SecondPhone,
                replaces,
            })),
        ) => Step::Go(filling(client, detail, replaces, false)),
        (State::Filling { client, detail, replaces, removes, draft }, input) => {
            let stay = |draft| wrap(State::Filling { client, detail, replaces, removes, draft });
            let before = draft.clone();
            match form::step(&fields(detail, replaces, removes), draft, input, ctx) {
                Progress::On(draft) if !is_plausible(detail, &draft) => {
                    Step::Mend(stay(before), say(Say::EmailWrong))
                }
                Progress::On(draft) => Step::Go(stay(draft)),
                Progress::Mend(draft, mend) => Step::Mend(stay(draft), mend),
                Progress::NotMine(draft, input) => puzzled(stay(draft), input),
                Progress::Save(draft) => {
                    let change = correction(client, detail, replaces, &draft);
                    Step::Do(stay(draft), Effect::Client(ClientEffect::Correct(change)))
                }
            }
        }
        (state, input) => puzzled(wrap(state), input),
    }
}

/// Takes the card as it is, or its correction.
pub fn resume(ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    match (state, outcome) {
        (state, Outcome::Correctable { view, issue, until }) => {
            let (state, screen) = read_anew(ctx, state, &view);
            match screen {
                Ok(screen) => Step::Wait(wrap(state), issued(screen, issue, until)),
                Err(mend) => Step::Mend(wrap(state), say(mend)),
            }
        }
        (State::Filling { replaces, .. }, Outcome::Corrected { client, undo }) => {
            Step::End(receipt(client, replaces, undo))
        }
        (State::Filling { client, .. }, Outcome::CardChanged) => {
            Step::Mend(wrap(State::Choosing { client }), say(Say::Changed))
        }
        (_, Outcome::NoSuchClient) => {
            Step::End(Screen::of(Root::Common(Common::NoSuchClient)).row([home()]))
        }
        _ => unreachable!("a correction only reads the card and corrects it"),
    }
}

/// The screen of a state on the card as it is now, or what to mend first and where.
fn read_anew(ctx: &Ctx, state: State, view: &Correctable) -> (State, Result<Screen, Say>) {
    let State::Filling { client, detail, replaces, removes, mut draft } = state else {
        return (state, Ok(choose(view)));
    };
    let on_record = view.details.iter().find(|on_record| on_record.detail == detail);
    let Some(on_record) = on_record.filter(|it| it.value.is_some() == replaces) else {
        // Corrected by somebody else, or closed meanwhile: what was filled in goes with it.
        return (State::Choosing { client }, Err(Say::Changed));
    };
    let same = value(&draft).is_some_and(|new| Some(new) == on_record.value);
    if same {
        draft.answers.remove(VALUE);
        form::advance(&fields(detail, replaces, removes), &mut draft);
    }
    let screen = fill(ctx, view, on_record, removes, &draft);
    let state = State::Filling { client, detail, replaces, removes, draft };
    (state, if same { Err(Say::Same) } else { Ok(screen) })
}

fn choose(view: &Correctable) -> Screen {
    let mut screen = Screen::of(title(view)).line(say(Say::WhichDetail));
    let mut parts: Vec<_> = view.details.iter().map(|on_record| on_record.detail.part()).collect();
    parts.dedup();
    for part in parts {
        let of_part = view.details.iter().filter(|on_record| on_record.detail.part() == part);
        let details: Vec<Root> = of_part
            .filter_map(|on_record| {
                Some(told(on_record.detail, &excerpt(on_record.value.as_deref()?)))
            })
            .collect();
        let part = part.word();
        screen = screen.line(say(match details.is_empty() {
            true => Say::PartBare { part },
            false => Say::Part { part, details },
        }));
    }
    // A second phone is added where the first is corrected.
    let listed = |it: &&OnRecord| it.detail != Detail::SecondPhone || it.value.is_some();
    let buttons = view.details.iter().filter(listed).map(of_detail);
    screen.maybe(view.locked.then(|| say(Say::Locked))).grid(2, buttons).row([back(), home()])
}

/// The way to a detail.
fn of_detail(on_record: &OnRecord) -> Button {
    let (detail, replaces) = (on_record.detail, on_record.value.is_some());
    let label = Root::Common(Common::Term { word: detail.word() });
    button(label, Press::Edit(Choice::Detail { detail, replaces }))
}

/// The form's screen, with what is on the card above it.
fn fill(
    ctx: &Ctx,
    view: &Correctable,
    on_record: &OnRecord,
    removes: bool,
    draft: &Draft,
) -> Screen {
    let (detail, replaces) = (on_record.detail, on_record.value.is_some());
    let fields = fields(detail, replaces, removes);
    let mut screen = form::show(title(view), &fields, draft, ctx);
    let form = std::mem::take(&mut screen.lines);
    let old = on_record.value.as_deref().map(|old| Box::new(told(detail, old)));
    let old = old.map_or(Say::OldNone, |line| Say::Old { line });
    let screen = form.into_iter().fold(screen.line(say(old)), Screen::line);
    let alike: Vec<Root> = view.same.iter().map(|(of, number)| name(of, number)).collect();
    let screen = screen
        .maybe((!alike.is_empty()).then(|| say(Say::Alike { clients: alike })))
        .maybe(removes.then(|| say(Say::Removes)))
        .maybe((replaces && draft.at == At::Summary).then(|| say(Say::OldStays)));
    let asks_value = matches!(&draft.at, At::Field(key) if key == VALUE);
    if !asks_value || !replaces {
        return screen;
    }
    let mut ways = Vec::new();
    if on_record.removable {
        ways.push(press(Say::Remove, Choice::Remove));
    }
    let second = view.details.iter().find(|it| it.detail == Detail::SecondPhone);
    let second = second.filter(|it| detail == Detail::Phone && it.value.is_none());
    ways.extend(second.map(of_detail));
    let mut screen = screen;
    let last = screen.rows.len().saturating_sub(1);
    if !ways.is_empty() {
        screen.rows.insert(last, ways);
    }
    screen
}

/// The form at its first question. The source is the visit until the person says otherwise.
fn filling(client: ClientId, detail: Detail, replaces: bool, removes: bool) -> super::State {
    let visit = Answer::One(Source::Visit.as_str().to_owned());
    let answers = BTreeMap::from([(SOURCE.to_owned(), visit)]);
    let draft = form::resume(&fields(detail, replaces, removes), answers);
    wrap(State::Filling { client, detail, replaces, removes, draft })
}

/// The new value in its stored spelling.
fn value(draft: &Draft) -> Option<String> {
    draft.text(VALUE).map(str::to_owned)
}

fn correction(client: ClientId, detail: Detail, replaces: bool, draft: &Draft) -> Correction {
    Correction {
        client,
        detail,
        value: value(draft),
        replaces,
        reason: draft.text(REASON).unwrap_or_default().to_owned(),
        source: draft.text(SOURCE).and_then(Source::parse).unwrap_or(Source::Visit),
    }
}

fn title(view: &Correctable) -> Root {
    say(Say::Title { number: view.number.clone() })
}

/// Marks a screen as a showing of the card, which is recalled as one.
fn issued(mut screen: Screen, issue: IssueId, until: DateTime<Utc>) -> Screen {
    screen.issue = Some(issue);
    screen.line(Root::Common(Common::ShownUntil { until: until.into() }))
}

fn receipt(client: ClientId, replaces: bool, undo: UndoId) -> Screen {
    let card = door(Common::OpenCard, Door::Card { client });
    Screen::of(say(Say::Corrected))
        .maybe(replaces.then(|| say(Say::OldStays)))
        .row([button(Root::Common(Common::Undo), Press::Undo(undo)), card])
        .row([home()])
}

fn wrap(state: State) -> super::State {
    super::State::ClientEdit(state)
}

fn say(say: Say) -> Root {
    Root::ClientEdit(say)
}

fn press(label: Say, choice: Choice) -> Button {
    button(say(label), Press::Edit(choice))
}
