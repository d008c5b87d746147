//! What a person writes, sends or commands: it goes to the screen in focus, and the answer comes below it.

use super::arrival::{Arrival, Came, Command};
use super::desk::{Desk, Reader};
use super::drive::{self, Driven};
use super::news::spread;
use super::place::{Place, Said};
use super::press::{keep_draft, take_back};
use super::reseat;
use crate::archive::{Result, screens};
use crate::dialogue::screen::{Common, Door, Say, Screen};
use crate::dialogue::{self, Input, Step};
use crate::model::ScreenId;

/// Takes an act other than a press.
///
/// # Errors
/// As the archive's.
pub async fn take(desk: &mut Desk<'_>, reader: &Reader, arrival: &Arrival) -> Result<()> {
    match &arrival.came {
        Came::Start(_) => leave(desk, reader, Door::Home, None).await,
        Came::Command(command) => self::command(desk, reader, *command).await,
        Came::Told(input) => told(desk, reader, input.clone(), arrival.message).await,
        Came::Edited(words) => edited(desk, reader, words, arrival.message).await,
        Came::Press { .. }
        | Came::Group { .. }
        | Came::Blocked
        | Came::Unblocked
        | Came::Nothing => Ok(()),
    }
}

/// Something said: the screen in focus goes on with it.
async fn told(
    desk: &mut Desk<'_>,
    reader: &Reader,
    input: Input,
    message: Option<i32>,
) -> Result<()> {
    let row = focused(desk, reader).await?;
    let place = row
        .as_ref()
        .map_or_else(|| Some(Place::home()), |row| serde_json::from_str(&row.place).ok());
    let Some(mut place) = place else {
        return home(desk, reader, Some(Say::Common(Common::Updated))).await;
    };
    desk.note(&place);
    if let (Some(message), Input::Text(words)) = (message, &input) {
        place.hear(Said::new(message, words));
    }
    let step = dialogue::step(&reader.ctx, place.top(), input);
    answer(desk, reader, row, place, step, None).await
}

/// Another wording of what was said. If the latest step was an answer in that message, it is taken back and answered anew;
/// where the new words do not fit, it stays as it is. Telegram tells of changes around the words as well: those are none.
async fn edited(
    desk: &mut Desk<'_>,
    reader: &Reader,
    words: &str,
    message: Option<i32>,
) -> Result<()> {
    let row = focused(desk, reader).await?;
    let place = place_of(row.as_ref());
    let said = message.map(|message| Said::new(message, words));
    if said.is_some() && place.said() == said {
        return Ok(());
    }
    let Some(before) = said.and_then(|said| place.before(said)) else {
        return again(desk, reader, row, place, Say::Common(Common::EditedTooLate)).await;
    };
    desk.note(&before);
    match dialogue::step(&reader.ctx, before.top(), Input::Text(words.to_owned())) {
        // Words that were kept all the same, as a note, have changed the state.
        Step::Mend(state, say) if state == before.top() => {
            again(desk, reader, row, place, say).await
        }
        step => {
            let say = Some(Say::Common(Common::TakenAnew));
            answer(desk, reader, row, before, step, say).await
        }
    }
}

/// The screen that takes what the person does: a notice that asked something, else the main one.
async fn focused(desk: &Desk<'_>, reader: &Reader) -> Result<Option<screens::Row>> {
    if let Some(screen) = desk.focus {
        let row = screens::get(desk.tx, screen).await?.filter(|row| row.state == "live");
        let listens = |row: &screens::Row| {
            row.kind == "main"
                || serde_json::from_str::<Place>(&row.place)
                    .is_ok_and(|place| dialogue::listens(&place.top()))
        };
        if let Some(row) = row.filter(listens) {
            return Ok(Some(row));
        }
    }
    screens::main(desk.tx, reader.ctx.who.id).await
}

async fn command(desk: &mut Desk<'_>, reader: &Reader, command: Command) -> Result<()> {
    match command {
        Command::New => leave(desk, reader, Door::Create { name: String::new() }, None).await,
        Command::Find => leave(desk, reader, Door::Find, None).await,
        Command::Settings => leave(desk, reader, Door::Settings, None).await,
        Command::Help => leave(desk, reader, Door::Help, None).await,
        Command::Unknown => stay(desk, reader, Say::Common(Common::UnknownCommand)).await,
        Command::Privacy => leave(desk, reader, Door::Privacy, None).await,
        Command::Incident => leave(desk, reader, Door::Incident, None).await,
        Command::Undo => {
            let say = take_back(desk, reader, None).await?;
            leave(desk, reader, Door::Home, Some(say)).await
        }
        Command::Cancel => cancel(desk, reader).await,
        Command::Clear => {
            let say = reseat::clear(desk, reader).await?;
            leave(desk, reader, Door::Home, Some(say)).await
        }
    }
}

/// Shows the main conversation again where it stands, with a sentence on top.
async fn stay(desk: &mut Desk<'_>, reader: &Reader, say: Say) -> Result<()> {
    let row = screens::main(desk.tx, reader.ctx.who.id).await?;
    let place = place_of(row.as_ref());
    again(desk, reader, row, place, say).await
}

/// Where a screen stands; Home where there is none, or one that no longer parses.
fn place_of(row: Option<&screens::Row>) -> Place {
    row.and_then(|row| serde_json::from_str(&row.place).ok()).unwrap_or_else(Place::home)
}

/// Shows a screen again where it stands, with a sentence on top.
async fn again(
    desk: &mut Desk<'_>,
    reader: &Reader,
    row: Option<screens::Row>,
    place: Place,
    say: Say,
) -> Result<()> {
    let step = dialogue::show(&reader.ctx, place.top());
    answer(desk, reader, row, place, step, Some(say)).await
}

/// Drops what the person is doing: in a notice that asked something, only there.
async fn cancel(desk: &mut Desk<'_>, reader: &Reader) -> Result<()> {
    let say = Some(Say::Common(Common::Cancelled));
    match focused(desk, reader).await? {
        Some(row) if row.kind == "notice" => {
            let Ok(mut place) = serde_json::from_str::<Place>(&row.place) else {
                return home(desk, reader, say).await;
            };
            place.rewind();
            let step = dialogue::show(&reader.ctx, place.top());
            answer(desk, reader, Some(row), place, step, say).await
        }
        row => {
            let place = place_of(row.as_ref());
            let nothing = place == Place::home();
            drive::keep(desk, &reader.ctx, place.other_drafts()).await?;
            let say = if nothing { Some(Say::Common(Common::NothingToCancel)) } else { say };
            home(desk, reader, say).await
        }
    }
}

/// Goes home, with a sentence on top.
///
/// # Errors
/// As the archive's.
pub async fn home(desk: &mut Desk<'_>, reader: &Reader, say: Option<Say>) -> Result<()> {
    let row = screens::main(desk.tx, reader.ctx.who.id).await?;
    let place = Place::home();
    let step = dialogue::show(&reader.ctx, place.top());
    answer(desk, reader, row, place, step, say).await
}

/// Goes through a door in the main conversation, below everything else.
///
/// # Errors
/// As the archive's.
pub async fn go(desk: &mut Desk<'_>, reader: &Reader, door: Door) -> Result<()> {
    leave(desk, reader, door, None).await
}

/// Leaves what the main conversation is about, keeping a draft of it, and goes through a door.
async fn leave(desk: &mut Desk<'_>, reader: &Reader, door: Door, say: Option<Say>) -> Result<()> {
    let row = screens::main(desk.tx, reader.ctx.who.id).await?;
    let old = row.as_ref().and_then(|row| serde_json::from_str::<Place>(&row.place).ok());
    let kept = match &old {
        Some(place) => keep_draft(desk, reader, place).await?,
        None => None,
    };
    let mut place = Place::home();
    // Home tells of its drafts itself.
    let kept = kept.filter(|_| door != Door::Home);
    if door != Door::Home {
        place.enter(dialogue::open(door));
    }
    let step = dialogue::show(&reader.ctx, place.top());
    answer(desk, reader, row, place, step, say.or(kept)).await
}

/// Drives a step and shows where it ends, anew below what the person wrote.
async fn answer(
    desk: &mut Desk<'_>,
    reader: &Reader,
    row: Option<screens::Row>,
    place: Place,
    step: Step,
    say: Option<Say>,
) -> Result<()> {
    desk.current = row.as_ref().map(|row| ScreenId(row.id));
    let Driven { place, mut screen, mend, news } =
        drive::drive(desk, &reader.ctx, place, step).await?;
    // There is no button to toast over, so the words stand on the screen.
    if let Some(say) = mend.or(say).or_else(|| screen.toast.take()) {
        screen.lines.insert(0, say);
    }
    let id = match row {
        Some(row) => {
            desk.turn_screen(&row, &place, screen, true).await?;
            ScreenId(row.id)
        }
        None => create(desk, reader, &place, screen).await?,
    };
    desk.attend(reader, id).await?;
    spread(desk, news).await
}

async fn create(
    desk: &mut Desk<'_>,
    reader: &Reader,
    place: &Place,
    screen: Screen,
) -> Result<ScreenId> {
    let subject = dialogue::subject(&place.top());
    let row = desk.create(reader, true, subject, place, &screen).await?;
    desk.show(&row, row.revision, screen, true).await?;
    Ok(ScreenId(row.id))
}
