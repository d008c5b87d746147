//! An erased client leaves every chat in the same turn: what stands on them is stubbed, what only names them is shown again
//! (F24, K31).

use super::desk::Desk;
use super::drive;
use super::out::Out;
use super::place::Place;
use crate::archive::traces::{self, Stands, Traces};
use crate::archive::{Result, screens};
use crate::dialogue::State;
use crate::dialogue::rights::menu;
use crate::dialogue::screen::{Common, Door, Say, Screen, door};
use crate::model::{ScreenId, StaffId};

/// Takes an erased client off every screen. The screen of this turn shows something else already.
///
/// # Errors
/// As the archive's.
pub async fn forget(desk: &mut Desk<'_>, traces: &Traces) -> Result<()> {
    for Stands { row, on_client } in traces::live(desk.tx, traces).await? {
        if desk.current == Some(ScreenId(row.id)) {
            continue;
        }
        let place = serde_json::from_str::<Place>(&row.place).ok();
        // What somebody searched for may be the name itself.
        let searched = |place: &Place| matches!(place.top(), State::ClientFind(_));
        let again = place.filter(|place| !on_client && !searched(place));
        let reader = desk.reader(StaffId(row.staff_id)).await?;
        let (Some(place), Some(reader)) = (again, reader) else {
            stub(desk, &row).await?;
            continue;
        };
        if let Some((place, screen)) = drive::present(desk, &reader.ctx, place).await? {
            desk.turn_screen(&row, &place, screen, false).await?;
        }
    }
    Ok(())
}

/// The main screen says that the card is gone and goes on from home; a notice is deleted.
async fn stub(desk: &mut Desk<'_>, row: &screens::Row) -> Result<()> {
    let stub = Screen::of(Say::RightsMenu(menu::Say::Erased));
    let stub = match row.kind.as_str() {
        "main" => stub.row([door(Common::Home, Door::Home)]),
        _ => stub,
    };
    desk.turn_screen(row, &Place::home(), stub, false).await?;
    if row.kind != "main" {
        if let Some(message) = row.message_id {
            desk.put(row.chat_id, None, Out::Delete { message }).await?;
        }
        screens::close(desk.tx, ScreenId(row.id)).await?;
    }
    Ok(())
}
