//! The gate of an archive that came back from a backup: until a second person confirms, nobody reads or writes a card, and
//! everybody reads why (T25, access.md "Acts that need more"). Only the notice about the restore can be pressed.

use super::arrival::Came;
use super::desk::{Desk, Reader};
use super::news::{News, spread};
use super::out::Out;
use super::place::Place;
use super::{drive, press};
use crate::archive::{Result, screens};
use crate::dialogue::State;
use crate::dialogue::rights::{self, State as Right, restore};
use crate::dialogue::screen::Choice;
use crate::model::policy::{Action, may};
use crate::model::restored::Restored;
use crate::model::{ScreenId, StaffId};

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
    if let Came::Press { query, message, data } = came {
        let pressed = press::pressed(desk.tx, desk.office, reader.chat, data).await?;
        if pressed.is_some_and(|(_, choice, place)| is_of_notice(&place) && passes(&choice)) {
            return press::take(desk, reader, query, *message, data).await;
        }
        let answer = Out::Answer { query: query.clone(), toast: Some(say), lang };
        return desk.put(reader.chat, None, answer).await;
    }
    if may(reader.ctx.who.role, Action::ConfirmGrave) {
        return put_forward(desk, reader).await;
    }
    desk.put(reader.chat, None, Out::Say { say, lang }).await
}

/// The notice to somebody who may confirm.
pub fn notice(to: StaffId) -> News {
    News::Tell { to, state: restore::State::Asked.into(), subject: Some(RESTORE.to_owned()) }
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
