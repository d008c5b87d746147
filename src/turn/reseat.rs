//! What a changed seat means for its holder's own chat: everything goes, or everything is asked for again.

use super::desk::Desk;
use super::drive;
use super::out::Out;
use super::place::Place;
use crate::archive::{Result, issues, screens, staff};
use crate::dialogue::State;
use crate::model::{IssueId, ScreenId, StaffId};

/// Takes everything away from a person whose access was cut (T5): showings end, messages are deleted (an old one is
/// stubbed), buttons are dead, the commands go. What still waits for them is dropped at sending, since they have no seat.
///
/// # Errors
/// As the archive's.
pub async fn cut(desk: &mut Desk<'_>, id: StaffId) -> Result<()> {
    desk.office.locks.close(id);
    for issue in issues::open_by(desk.tx, id).await? {
        issues::end(desk.tx, IssueId(issue.id), desk.now).await?;
    }
    for row in screens::of_person(desk.tx, id).await? {
        if let Some(message) = row.message_id {
            desk.put(row.chat_id, None, Out::Delete { message }).await?;
        }
        screens::close(desk.tx, ScreenId(row.id)).await?;
    }
    let Some(person) = staff::row(desk.tx, id).await? else { return Ok(()) };
    let Some(chat) = person.telegram_id else { return Ok(()) };
    let lang = desk.office.lang_of(&person);
    desk.put(chat, None, Out::Commands { role: None, lang }).await
}

/// Shows a person's screens again as their new role may see them; the main one goes home, what was typed is kept.
/// Their showings have been closed before.
///
/// # Errors
/// As the archive's.
pub async fn reseat(desk: &mut Desk<'_>, id: StaffId) -> Result<()> {
    let Some(reader) = desk.reader(id).await? else { return Ok(()) };
    for row in screens::of_person(desk.tx, id).await? {
        let place = serde_json::from_str::<Place>(&row.place).ok();
        let place = match place {
            Some(place) if row.kind == "main" => {
                drive::keep(desk, &reader.ctx, place.drafts()).await?;
                Place::home()
            }
            // A notice that stands at home is a stub: it has nothing to show any more.
            Some(place) if !matches!(place.top(), State::Home(_)) => place,
            _ => continue,
        };
        if let Some((place, screen)) = drive::present(desk, &reader.ctx, place).await? {
            desk.turn_screen(&row, &place, screen, false).await?;
        }
    }
    Ok(())
}
