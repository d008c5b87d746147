//! What a changed seat means for its holder's own chat: everything goes, or everything is asked for again. And what a
//! person takes away from there themselves.

use super::desk::{Desk, Reader};
use super::drive;
use super::out::Out;
use super::place::Place;
use crate::archive::{Result, issues, screens, staff};
use crate::dialogue::State;
use crate::dialogue::screen::{Common, Say};
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

/// Takes every card out of a person's own chat, lent ones and the digest too: at their wish (T28). A loan runs on, and
/// can be opened again from the list. Returns the sentence that says how many there were.
///
/// # Errors
/// As the archive's.
pub async fn clear(desk: &mut Desk<'_>, reader: &Reader) -> Result<Say> {
    let who = reader.ctx.who.id;
    let digest = format!("digest:{}", who.0);
    let mut count = 0;
    for row in screens::of_person(desk.tx, who).await? {
        let is_digest = row.subject.as_deref() == Some(&digest);
        count += i64::from(row.issue_id.is_some());
        // The main screen goes home by itself, below.
        let goes = row.kind != "main" && (row.issue_id.is_some() || is_digest);
        if goes && desk.current != Some(ScreenId(row.id)) {
            if let Some(message) = row.message_id {
                desk.put(row.chat_id, None, Out::Delete { message }).await?;
            }
            screens::close(desk.tx, ScreenId(row.id)).await?;
        }
    }
    for issue in issues::open_by(desk.tx, who).await? {
        issues::end(desk.tx, IssueId(issue.id), desk.now).await?;
    }
    Ok(Say::Common(Common::Cleared { count }))
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
