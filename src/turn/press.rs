//! A pressed button: the handle is checked, then the choice is taken on the screen it belongs to.

use super::Office;
use super::acts;
use super::arrival::Came;
use super::desk::{Desk, Reader};
use super::drive::{self, Driven};
use super::handle::{AGAIN, Handle};
use super::news::{self, News, spread};
use super::out::Out;
use super::place::Place;
use super::reseat;
use crate::archive::{Result, Tx, drafts, screens, undo};
use crate::dialogue::screen::{Choice, Common, Door, Say, Screen};
use crate::dialogue::{self, Input, State, Step, staff_pin};
use crate::model::{ScreenId, UndoId};

/// A press as it came: see `Came::Press`.
#[derive(Clone, Copy)]
pub struct Press<'a> {
    query: &'a str,
    message: Option<i32>,
    pub(super) data: &'a str,
}

impl<'a> Press<'a> {
    /// The press that came, if it was one.
    pub fn of(came: &'a Came) -> Option<Self> {
        let Came::Press { query, message, data } = came else { return None };
        Some(Self { query, message: *message, data })
    }
}

/// Takes a press: its answer goes out first, then whatever changed (decisions 6).
///
/// # Errors
/// As the archive's.
pub async fn take(desk: &mut Desk<'_>, reader: &Reader, press: Press<'_>) -> Result<()> {
    let Some((row, choice)) = find(desk, reader, press).await? else {
        return lapse(desk, reader, press).await;
    };
    desk.current = Some(ScreenId(row.id));
    if row.kind == "notice" {
        desk.attend(reader, ScreenId(row.id)).await?;
    }
    let Ok(place) = serde_json::from_str::<Place>(&row.place) else {
        answer(desk, reader, press, Some(Say::Common(Common::Updated))).await?;
        return acts::home(desk, reader, Some(Say::Common(Common::Updated))).await;
    };
    desk.note(&place);
    // The answer's row must leave first, but its words are known last: its place in the order is kept.
    let place_of_answer = desk.parcels.len();
    let toast = act(desk, reader, &row, place, choice).await?;
    answer(desk, reader, press, toast).await?;
    let answer = desk.parcels.pop().expect("the answer was just put");
    desk.parcels.insert(place_of_answer, answer);
    Ok(())
}

/// A press that does not count: the current screen is brought instead.
///
/// # Errors
/// As the archive's.
pub async fn lapse(desk: &mut Desk<'_>, reader: &Reader, press: Press<'_>) -> Result<()> {
    answer(desk, reader, press, Some(Say::Common(Common::OutOfDate))).await?;
    resurface(desk, reader, press).await
}

/// The screen and the choice behind a handle, if the handle is this chat's and of the screen's present revision.
async fn find(
    desk: &Desk<'_>,
    reader: &Reader,
    Press { message, data, .. }: Press<'_>,
) -> Result<Option<(screens::Row, Choice)>> {
    let Some(handle) = desk.office.handles.read(reader.chat, data) else { return Ok(None) };
    let Some(row) = screens::get(desk.tx, handle.screen).await? else { return Ok(None) };
    let mine =
        row.staff_id == reader.ctx.who.id.0 && row.chat_id == reader.chat && row.state == "live";
    let same_message = row.message_id.is_none() || message.is_none() || row.message_id == message;
    if !mine || !same_message {
        return Ok(None);
    }
    if handle.place == AGAIN && row.revision == handle.revision {
        return Ok(Some((row, Choice::Again)));
    }
    let choice = choice_at(&row, handle);
    Ok(choice.map(|choice| (row, choice)))
}

/// What a handle's button means on a screen, if it is of the present revision. Fingers are faster on a keypad than its
/// dots: there a key of any revision since the first digit counts, since the keys never move.
fn choice_at(row: &screens::Row, handle: Handle) -> Option<Choice> {
    let shown = serde_json::from_str::<Screen>(&row.shown).ok()?;
    let button = shown.rows.into_iter().flatten().nth(handle.place as usize)?;
    if row.revision == handle.revision {
        return Some(button.choice);
    }
    let place = serde_json::from_str::<Place>(&row.place).ok()?;
    let typed = i32::try_from(staff_pin::typed(&place.top())).ok()?;
    let since = row.revision - handle.revision;
    let is_key = matches!(button.choice, Choice::Pin(staff_pin::Choice::Digit(_)));
    (is_key && (1..=typed).contains(&since)).then_some(button.choice)
}

/// The live screen, the choice and the place behind a handle of a chat: for what is read before the turn.
///
/// # Errors
/// As the archive's.
pub async fn pressed(
    tx: &Tx,
    office: &Office,
    chat: i64,
    data: &str,
) -> Result<Option<(screens::Row, Choice, Place)>> {
    let Some(handle) = office.handles.read(chat, data) else { return Ok(None) };
    let Some(row) = screens::get(tx, handle.screen).await? else { return Ok(None) };
    let place = serde_json::from_str::<Place>(&row.place);
    let (Some(choice), Ok(place)) = (choice_at(&row, handle), place) else { return Ok(None) };
    Ok((row.state == "live" && row.chat_id == chat).then_some((row, choice, place)))
}

/// Answers a press, with a toast or without.
pub(super) async fn answer(
    desk: &mut Desk<'_>,
    reader: &Reader,
    press: Press<'_>,
    toast: Option<Say>,
) -> Result<()> {
    let (query, lang) = (press.query.to_owned(), reader.ctx.lang);
    desk.put(reader.chat, None, Out::Answer { query, toast, lang }).await
}

/// After a press on an old message the current screen is sent anew: the notice that the button is of, else the main
/// one. A second tap on the current message changes nothing. An old message of ours goes: it may be a copy of one that
/// was sent twice.
async fn resurface(
    desk: &mut Desk<'_>,
    reader: &Reader,
    Press { message, data, .. }: Press<'_>,
) -> Result<()> {
    let of_button = owned(desk, reader, data).await?;
    let current = of_button.as_ref().and_then(|row| row.message_id);
    if let (Some(old), Some(current)) = (message, current)
        && old != current
    {
        desk.put(reader.chat, None, Out::Delete { message: old }).await?;
    }
    let notice = of_button.filter(|row| row.kind == "notice" && row.state == "live");
    let row = match notice {
        Some(row) => Some(row),
        None => screens::main(desk.tx, reader.ctx.who.id).await?,
    };
    match row {
        Some(row) if row.message_id == message || row.message_id.is_none() => Ok(()),
        Some(row) => {
            let place = serde_json::from_str(&row.place).unwrap_or_else(|_| Place::home());
            desk.current = Some(ScreenId(row.id));
            let Some((place, screen)) = drive::present(desk, &reader.ctx, place).await? else {
                return Ok(());
            };
            desk.turn_screen(&row, &place, screen, true).await
        }
        None => acts::home(desk, reader, None).await,
    }
}

/// The screen of a button that this chat was given, whatever became of it since.
async fn owned(desk: &Desk<'_>, reader: &Reader, data: &str) -> Result<Option<screens::Row>> {
    let Some(handle) = desk.office.handles.read(reader.chat, data) else { return Ok(None) };
    let row = screens::get(desk.tx, handle.screen).await?;
    Ok(row.filter(|row| row.staff_id == reader.ctx.who.id.0 && row.chat_id == reader.chat))
}

/// Takes a choice on its screen. Returns the toast.
async fn act(
    desk: &mut Desk<'_>,
    reader: &Reader,
    row: &screens::Row,
    mut place: Place,
    choice: Choice,
) -> Result<Option<Say>> {
    let ctx = &reader.ctx;
    match choice {
        Choice::Go(door) if row.kind == "notice" => {
            acts::go(desk, reader, door).await?;
            Ok(None)
        }
        Choice::Go(Door::Home) => {
            let kept = keep_draft(desk, reader, &place).await?;
            settle(desk, reader, row, Place::home(), kept).await
        }
        Choice::Go(door) => {
            place.enter(dialogue::open(door));
            settle(desk, reader, row, place, None).await
        }
        Choice::Back => {
            if !place.step_back() {
                place = Place::home();
            }
            settle(desk, reader, row, place, None).await
        }
        Choice::Cancel if row.kind == "notice" => {
            place.rewind();
            settle(desk, reader, row, place, None).await
        }
        Choice::Cancel => {
            drive::keep(desk, ctx, place.other_drafts()).await?;
            settle(desk, reader, row, Place::home(), Some(Say::Common(Common::Cancelled))).await
        }
        Choice::Undo(id) => {
            let toast = take_back(desk, reader, Some(id)).await?;
            // A list of the day's work is shown again, as it was; after a receipt there is Home.
            let place = match place.top() {
                State::DigestWork(_) => place,
                _ => Place::home(),
            };
            settle(desk, reader, row, place, Some(toast)).await
        }
        Choice::Resume(id) => {
            let drafts = drafts::list(desk.tx, ctx.who.id).await?;
            let draft = drafts.into_iter().find(|draft| draft.id == id.0);
            let resumed = draft.and_then(|draft| serde_json::from_str::<Place>(&draft.place).ok());
            if resumed.is_some() {
                // One that this version cannot read stays, as its person is told (K33).
                drafts::take(desk.tx, ctx.who.id, id).await?;
            }
            let toast = resumed.is_none().then_some(Say::Common(Common::Updated));
            settle(desk, reader, row, resumed.unwrap_or_else(Place::home), toast).await
        }
        Choice::Clear => {
            let say = reseat::clear(desk, reader).await?;
            settle(desk, reader, row, Place::home(), Some(say)).await
        }
        Choice::Again => settle(desk, reader, row, place, None).await,
        Choice::Discard(id) => {
            drafts::take(desk.tx, ctx.who.id, id).await?;
            settle(desk, reader, row, Place::home(), None).await
        }
        choice => {
            let step = dialogue::step(ctx, place.top(), Input::Press(choice));
            let driven = drive::drive(desk, ctx, place, step).await?;
            finish(desk, reader, row, driven, None).await
        }
    }
}

/// Shows a place as it is.
async fn settle(
    desk: &mut Desk<'_>,
    reader: &Reader,
    row: &screens::Row,
    place: Place,
    toast: Option<Say>,
) -> Result<Option<Say>> {
    let step: Step = dialogue::show(&reader.ctx, place.top());
    let driven = drive::drive(desk, &reader.ctx, place, step).await?;
    finish(desk, reader, row, driven, toast).await
}

async fn finish(
    desk: &mut Desk<'_>,
    reader: &Reader,
    row: &screens::Row,
    driven: Driven,
    toast: Option<Say>,
) -> Result<Option<Say>> {
    let Driven { place, screen, mend, news } = driven;
    let toast = toast.or(mend).or_else(|| screen.toast.clone());
    desk.turn_screen(row, &place, screen, false).await?;
    if row.kind == "main" {
        desk.attend(reader, ScreenId(row.id)).await?;
    }
    spread(desk, news).await?;
    Ok(toast)
}

/// Keeps the unfinished forms that are being left, if there are any.
///
/// # Errors
/// As the archive's.
pub async fn keep_draft(desk: &Desk<'_>, reader: &Reader, place: &Place) -> Result<Option<Say>> {
    let unfinished = place.drafts();
    if unfinished.is_empty() {
        return Ok(None);
    }
    drive::keep(desk, &reader.ctx, unfinished).await?;
    Ok(Some(Say::Common(Common::DraftKept)))
}

/// Takes an act back, the latest if none is named; the sentence that says what became of it.
///
/// # Errors
/// As the archive's.
pub async fn take_back(desk: &mut Desk<'_>, reader: &Reader, id: Option<UndoId>) -> Result<Say> {
    let who = &reader.ctx.who;
    let id = match id {
        Some(id) => Some(id),
        None => undo::latest(desk.tx, who.id, desk.now).await?,
    };
    let undone = match id {
        Some(id) => undo::perform(desk.tx, who, id, desk.now).await?,
        None => undo::Undone::Nothing,
    };
    if let undo::Undone::Done { emptied: Some(colleague) } = undone {
        let told = news::about_handed(who.id, colleague);
        spread(desk, vec![News::Recall(told)]).await?;
    }
    Ok(Say::Common(match undone {
        undo::Undone::Done { .. } => Common::Undone,
        undo::Undone::Nothing => Common::NothingToUndo,
        undo::Undone::TooLate => Common::TooLateToUndo,
        undo::Undone::Overtaken => Common::Overtaken,
    }))
}
