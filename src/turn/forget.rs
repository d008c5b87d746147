//! An erased client leaves every chat in the same turn: what stands on them is stubbed, what only names them is shown again
//! (F24, K31).

use super::desk::Desk;
use super::drive;
use super::news;
use super::place::Place;
use crate::archive::traces::{self, Stands, Traces};
use crate::archive::{Result, screens};
use crate::dialogue::State;
use crate::dialogue::rights::{self, menu};
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
        // What somebody searched for may be the name itself; a handed copy is all about the client.
        let searched = place.as_ref().is_some_and(|it| matches!(it.top(), State::ClientFind(_)));
        let copied = |place: &Place| matches!(place.top(), State::Rights(rights::State::Copy(_)));
        let again = place.filter(|place| !on_client && !searched && !copied(place));
        let reader = desk.reader(StaffId(row.staff_id)).await?;
        let (Some(place), Some(reader)) = (again, reader) else {
            stub(desk, &row, searched && !on_client).await?;
            continue;
        };
        if let Some((place, screen)) = drive::present(desk, &reader.ctx, place).await? {
            desk.turn_screen(&row, &place, screen, false).await?;
        }
    }
    Ok(())
}

/// The main screen says that the card is gone and goes on from home; a notice is deleted.
async fn stub(desk: &mut Desk<'_>, row: &screens::Row, list: bool) -> Result<()> {
    // Whoever only saw a name in a list is not told that somebody was erased.
    let said = if list { menu::Say::ListChanged } else { menu::Say::Erased };
    let stub = Screen::of(Say::RightsMenu(said));
    if row.kind != "main" {
        news::take_away(desk, row, stub).await?;
        // A document's screen says no more than before: it cannot be edited, and only its message goes.
        let told = screens::get(desk.tx, ScreenId(row.id)).await?;
        if told.is_some_and(|told| told.revision == row.revision) {
            traces::empty(desk.tx, row.id).await?;
        }
        return Ok(());
    }
    let ways = [door(Common::Find, Door::Find), door(Common::Home, Door::Home)];
    desk.turn_screen(row, &Place::home(), stub.row(ways), false).await
}
