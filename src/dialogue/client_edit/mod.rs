//! Correct what a card says: which detail, its new value, why if one is replaced; the old value stays on record (A4.11).
//!
//! ```text
//! Choosing -> Filling: value -> reason -> summary -> (correct) -> receipt
//!             Filling -- Remove --> reason -> summary
//!             Filling (phone) -- Second phone --> Filling
//!             Filling (masked) -- Show it first --> client_reveal --> Filling
//! ```
//! Each screen reads the card anew, so that no state keeps its data and rights count at every step.

use super::effect::{ClientEffect, Effect, Outcome};
use super::form::{self, Answer, At, Draft, Progress};
use super::screen::{
    Button, Choice as Press, Common, Door, Say as Root, Screen, back, button, client as name, door,
    home,
};
use super::{Ctx, Input, Step, client_reveal, puzzled};
use crate::model::access::InChat;
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
        #[serde(flatten)]
        change: Change,
        draft: Draft,
    },
}

/// What is done to a detail.
#[derive(Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Change {
    /// Which.
    pub detail: Detail,
    /// There is a value on the card.
    pub replaces: bool,
    /// The value is taken off the card, so none is asked for.
    #[serde(default)]
    pub removes: bool,
    /// The new value is added to it.
    #[serde(default)]
    pub adds: bool,
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
    /// What is to be added to words that cannot be seen.
    AskMore {
        field: Word,
    },
    AskReason,
    AskSource,
    /// What is on the card now.
    Old {
        line: Box<Root>,
    },
    OldNone,
    /// The value is masked; it can be shown first.
    Masked,
    ShowFirst,
    /// The value is kept out of the chat: what is written is added to it.
    Added,
    /// The value is kept out of the chat: what is written takes its place unseen.
    Unseen,
    Remove,
    /// The value will be taken off the card.
    Removes,
    OldStays,
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
    /// Correct this detail; it has a value, or has none yet; a new value is only added to one.
    Detail {
        detail: Detail,
        replaces: bool,
        #[serde(default)]
        adds: bool,
    },
    /// Show the value first, with a reason.
    ShowFirst,
    /// Take the value off the card.
    Remove,
}

/// See `super::same_place`.
pub fn same_place(before: &State, after: &State) -> bool {
    match (before, after) {
        (
            State::Filling { change: one, draft: old, .. },
            State::Filling { change: other, draft: new, .. },
        ) => one == other && old.same_place(new),
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
        State::Filling { client, change, draft } => (*client, Some((change.detail, value(draft)))),
    };
    Step::Do(wrap(state), Effect::Client(ClientEffect::Correctable { client, at }))
}

/// Takes the choice of a detail, the new value, the reason.
pub fn step(ctx: &Ctx, state: State, input: Input) -> Step {
    match (state, input) {
        (State::Choosing { client }, Input::Press(Press::Edit(choice @ Choice::Detail { .. }))) => {
            Step::Go(chosen(client, choice))
        }
        (State::Filling { client, change, draft }, Input::Press(Press::Edit(choice))) => {
            match choice {
                Choice::Remove if change.replaces && !change.removes && !change.adds => {
                    Step::Go(filling(client, Change { removes: true, ..change }))
                }
                Choice::ShowFirst if change.replaces => {
                    Step::Go(client_reveal::before(client, change.detail))
                }
                Choice::Detail { detail: Detail::SecondPhone, .. }
                    if change.detail == Detail::Phone && !change.removes =>
                {
                    Step::Go(chosen(client, choice))
                }
                choice => {
                    let state = State::Filling { client, change, draft };
                    puzzled(wrap(state), Input::Press(Press::Edit(choice)))
                }
            }
        }
        (State::Filling { client, change, draft }, input) => {
            fill_in(ctx, client, change, draft, input)
        }
        (state, input) => puzzled(wrap(state), input),
    }
}

fn fill_in(ctx: &Ctx, client: ClientId, change: Change, draft: Draft, input: Input) -> Step {
    let stay = |draft| wrap(State::Filling { client, change, draft });
    let before = draft.clone();
    match form::step(&fields(change), draft, input, ctx) {
        Progress::On(draft) if !is_plausible(change.detail, &draft) => {
            Step::Mend(stay(before), say(Say::EmailWrong))
        }
        Progress::On(draft) => Step::Go(stay(draft)),
        Progress::Mend(draft, mend) => Step::Mend(stay(draft), mend),
        Progress::NotMine(draft, input) => puzzled(stay(draft), input),
        Progress::Save(draft) => {
            let correction = correction(client, change, &draft);
            Step::Do(stay(draft), Effect::Client(ClientEffect::Correct(correction)))
        }
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
        (State::Filling { change, .. }, Outcome::Corrected { client, undo }) => {
            Step::End(receipt(client, change.replaces && !change.adds, undo))
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
    let State::Filling { client, change, mut draft } = state else {
        return (state, Ok(choose(view)));
    };
    let on_record = view.details.iter().find(|on_record| on_record.detail == change.detail);
    let stands = |it: &&OnRecord| it.value.is_some() == change.replaces && it.adds == change.adds;
    let Some(on_record) = on_record.filter(stands) else {
        // Corrected by somebody else, or closed meanwhile: what was filled in goes with it.
        return (State::Choosing { client }, Err(Say::Changed));
    };
    let same = value(&draft).is_some_and(|new| Some(new) == on_record.value);
    if same {
        draft.answers.remove(VALUE);
        form::advance(&fields(change), &mut draft);
    }
    let screen = fill(ctx, view, on_record, change, &draft);
    let state = State::Filling { client, change, draft };
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
    let (detail, replaces, adds) = (on_record.detail, on_record.value.is_some(), on_record.adds);
    let label = Root::Common(Common::Term { word: detail.word() });
    button(label, Press::Edit(Choice::Detail { detail, replaces, adds }))
}

/// The form's screen, with what is on the card above it.
fn fill(
    ctx: &Ctx,
    view: &Correctable,
    on_record: &OnRecord,
    change: Change,
    draft: &Draft,
) -> Screen {
    let mut screen = form::show(title(view), &fields(change), draft, ctx);
    let form = std::mem::take(&mut screen.lines);
    let old = on_record.value.as_deref().map(|old| Box::new(told(change.detail, old)));
    let old = old.map_or(Say::OldNone, |line| Say::Old { line });
    let asks_value = matches!(&draft.at, At::Field(key) if key == VALUE);
    let screen = screen.line(say(old)).maybe(unseen(on_record, asks_value).map(say));
    let screen = form.into_iter().fold(screen, Screen::line);
    let alike: Vec<Root> = view.same.iter().map(|(of, number)| name(of, number)).collect();
    let old_stays = change.replaces && !change.adds && draft.at == At::Summary;
    let mut screen = screen
        .maybe((!alike.is_empty()).then(|| say(Say::Alike { clients: alike })))
        .maybe(change.removes.then(|| say(Say::Removes)))
        .maybe(old_stays.then(|| say(Say::OldStays)));
    let ways = if asks_value && change.replaces { ways(view, on_record) } else { Vec::new() };
    if !ways.is_empty() {
        screen.rows.insert(screen.rows.len().saturating_sub(1), ways);
    }
    screen
}

/// That something is written already which the person does not see, and what becomes of it: whoever adds an allergy must
/// not write over another. To look first is of use while the value is asked for.
fn unseen(on_record: &OnRecord, asks_value: bool) -> Option<Say> {
    match on_record.in_chat {
        InChat::On => None,
        InChat::Masked => asks_value.then_some(Say::Masked),
        InChat::Off if on_record.adds => Some(Say::Added),
        InChat::Off => Some(Say::Unseen),
    }
}

/// What else can be done where a value is on the card.
fn ways(view: &Correctable, on_record: &OnRecord) -> Vec<Button> {
    let shows =
        (on_record.in_chat == InChat::Masked).then_some((Say::ShowFirst, Choice::ShowFirst));
    let removes = on_record.removable.then_some((Say::Remove, Choice::Remove));
    let second = view.details.iter().find(|it| it.detail == Detail::SecondPhone);
    let second = second.filter(|it| on_record.detail == Detail::Phone && it.value.is_none());
    let ways = shows.into_iter().chain(removes).map(|(label, choice)| press(label, choice));
    ways.chain(second.map(of_detail)).collect()
}

/// The form of a detail that is on the card, whole: after it was shown.
pub fn again(client: ClientId, detail: Detail) -> super::State {
    filling(client, Change { detail, replaces: true, removes: false, adds: false })
}

fn chosen(client: ClientId, choice: Choice) -> super::State {
    let Choice::Detail { detail, replaces, adds } = choice else {
        return wrap(State::Choosing { client });
    };
    filling(client, Change { detail, replaces, removes: false, adds })
}

/// The form at its first question. The source is the visit until the person says otherwise.
fn filling(client: ClientId, change: Change) -> super::State {
    let visit = Answer::One(Source::Visit.as_str().to_owned());
    let answers = BTreeMap::from([(SOURCE.to_owned(), visit)]);
    let draft = form::resume(&fields(change), answers);
    wrap(State::Filling { client, change, draft })
}

/// The new value in its stored spelling.
fn value(draft: &Draft) -> Option<String> {
    draft.text(VALUE).map(str::to_owned)
}

fn correction(client: ClientId, change: Change, draft: &Draft) -> Correction {
    Correction {
        client,
        detail: change.detail,
        value: value(draft),
        replaces: change.replaces,
        reason: draft.text(REASON).unwrap_or_default().to_owned(),
        source: draft.text(SOURCE).and_then(Source::parse).unwrap_or(Source::Visit),
        adds: change.adds,
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
