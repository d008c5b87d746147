//! The gate of an archive that came back from a backup: until a second person confirms, nobody reads or writes a card, and
//! everybody reads why (T25, access.md "Acts that need more"). Only the notice about the restore can be pressed.

use super::arrival::Came;
use super::desk::{Desk, Reader};
use super::drive;
use super::news::{News, spread};
use super::out::Out;
use super::place::Place;
use super::press::{self, Press};
use crate::archive::{Result, restores, screens};
use crate::dialogue::State;
use crate::dialogue::rights::{self, State as Right, restore};
use crate::dialogue::screen::Choice;
use crate::model::policy::{Action, may};
use crate::model::restored::Restored;
use crate::model::{ScreenId, StaffId};

/// Messages after the last known one that are deleted in a chat after a restore: Telegram counts those of all the bot's
/// private chats together, so this is a busy day of the whole house.
const SWEPT_MAX: i32 = 3_000;

/// What the notice is about, for its copies.
pub const RESTORE: &str = "restore";

/// Takes what a person with a seat did: a press on the notice goes its way, all else is answered by one sentence, or by the
/// notice where the person may confirm.
///
/// # Errors
/// As the archive's.
pub async fn take(
    desk: &mut Desk<'_>,
    reader: &Reader,
    came: &Came,
    restored: &Restored,
) -> Result<()> {
    let (say, lang) = (restore::closed(restored), reader.ctx.lang);
    let confirms = may(reader.ctx.who.role, Action::ConfirmGrave);
    if !confirms {
        restores::keep_out(desk.tx, reader.ctx.who.id).await?;
    }
    if let Some(press) = Press::of(came) {
        let pressed = press::pressed(desk.tx, desk.office, reader.chat, press.data).await?;
        if pressed.is_some_and(|(_, choice, place)| is_of_notice(&place) && passes(&choice)) {
            return press::take(desk, reader, press).await;
        }
        return press::answer(desk, reader, press, Some(say)).await;
    }
    if confirms {
        return put_forward(desk, reader).await;
    }
    desk.put(reader.chat, None, Out::Say { say, lang }).await
}

/// The notice to somebody who may confirm.
pub fn notice(to: StaffId) -> News {
    News::Tell { to, state: restore::State::Asked.into(), subject: Some(RESTORE.to_owned()) }
}

/// What each of those reads who were sent away meanwhile.
pub fn opened(restored: &Restored) -> Vec<News> {
    let state = || restore::State::Open { made_at: restored.made_at }.into();
    let tell = |to: &StaffId| News::Tell { to: *to, state: state(), subject: None };
    restored.kept_out.iter().map(tell).collect()
}

/// Has everything leave the chats that was sent after the backup: the archive that came back knows nothing of it, so
/// nobody could recall it. It goes before the notice does, and each batch has a row of its own.
///
/// # Errors
/// As the archive's.
pub async fn sweep(desk: &mut Desk<'_>) -> Result<()> {
    for (chat, last) in restores::left_behind(desk.tx).await? {
        let ids: Vec<i32> = (1..=SWEPT_MAX).filter_map(|more| last.checked_add(more)).collect();
        for some in Out::sweeps(&ids) {
            desk.put(chat, None, some).await?;
        }
    }
    Ok(())
}

/// Shows the notice below what the person wrote; to somebody who was out of reach, for the first time.
async fn put_forward(desk: &mut Desk<'_>, reader: &Reader) -> Result<()> {
    let who = reader.ctx.who.id;
    let mut copies = screens::about(desk.tx, RESTORE).await?.into_iter();
    let Some(row) = copies.find(|row| row.staff_id == who.0) else {
        return spread(desk, vec![notice(who)]).await;
    };
    desk.current = Some(ScreenId(row.id));
    let place = Place::at(restore::State::Asked.into());
    let Some((place, screen)) = drive::present(desk, &reader.ctx, place).await? else {
        return Ok(());
    };
    desk.turn_screen(&row, &place, screen, true).await
}

fn is_of_notice(place: &Place) -> bool {
    matches!(place.stack().first(), Some(State::Rights(Right::Restore(_))))
}

/// What may be pressed on the notice and on the keypad over it: no way leads from there to anything else.
fn passes(choice: &Choice) -> bool {
    matches!(
        choice,
        Choice::Rights(rights::Choice::Restore(_)) | Choice::Pin(_) | Choice::Back | Choice::Cancel
    )
}
