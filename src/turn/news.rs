//! News: what an act means for other screens. It comes from the work itself, never from a dialogue.

use super::desk::Desk;
use super::drive;
use super::forget;
use super::out::Out;
use super::place::Place;
use super::reseat;
use crate::archive::traces::Traces;
use crate::archive::{Result, issues, screens, staff};
use crate::dialogue::screen::{Common, Door, Say, Screen, door};
use crate::dialogue::{self, State};
use crate::model::{InviteId, IssueId, PackId, ScreenId, StaffId};

/// One piece of news.
pub enum News {
    /// A new message to somebody, with a place of its own.
    Tell {
        /// Who.
        to: StaffId,
        /// Where the message stands.
        state: State,
        /// What it is about.
        subject: Option<String>,
    },
    /// All live copies about this are shown again, as they stand now.
    Refresh(String),
    /// All live copies about this are stubbed and deleted (R9).
    Recall(String),
    /// A showing is over: its screen shows a stub.
    Close(IssueId),
    /// A client was erased: whatever shows them is stubbed, or shown again without them.
    Forget(Box<Traces>),
    /// A person has a seat now, or another one: their commands change.
    Seated(StaffId),
    /// A person has another role: what they see is shown again under it.
    Reseated(StaffId),
    /// A person's access was cut: everything in their chat goes.
    Cut(StaffId),
}

/// What every subject of a delivered loan begins with.
const DELIVERY: &str = "lent:";

/// What a loan's request is about, for its copies.
pub fn about_request(loan: i64) -> String {
    format!("loan:{loan}")
}

/// What the confirmation of an accepted invitation is about, for its copies.
pub fn about_seat(invite: InviteId) -> String {
    format!("invite:{}", invite.0)
}

/// What a notice of follow-ups that were handed over is about: who gave them to whom.
pub fn about_handed(from: StaffId, to: StaffId) -> String {
    format!("given:{}:{}", from.0, to.0)
}

/// What a pack is about, for its copies.
pub fn about_pack(pack: PackId) -> String {
    format!("pack:{}", pack.0)
}

/// What a delivered loan is about.
pub fn about_delivery(loan: i64) -> String {
    format!("{DELIVERY}{loan}")
}

/// Spreads news. Screens are made under their reader's own rights, through the same gate and mask.
///
/// # Errors
/// As the archive's.
pub async fn spread(desk: &mut Desk<'_>, news: Vec<News>) -> Result<()> {
    for news in news {
        match news {
            News::Tell { to, state, subject } => tell(desk, to, state, subject).await?,
            News::Refresh(subject) => refresh(desk, &subject).await?,
            News::Recall(subject) => recall(desk, &subject).await?,
            News::Close(issue) => close(desk, issue).await?,
            News::Forget(traces) => forget::forget(desk, &traces).await?,
            News::Seated(staff) => seated(desk, staff).await?,
            News::Reseated(staff) => {
                reseat::reseat(desk, staff).await?;
                seated(desk, staff).await?;
            }
            News::Cut(staff) => reseat::cut(desk, staff).await?,
        }
    }
    Ok(())
}

async fn tell(
    desk: &mut Desk<'_>,
    to: StaffId,
    state: State,
    subject: Option<String>,
) -> Result<()> {
    let Some(reader) = desk.reader(to).await? else { return Ok(()) };
    let Some((place, screen)) = drive::present(desk, &reader.ctx, Place::at(state)).await? else {
        return Ok(());
    };
    if let Some(subject) = &subject {
        give_way(desk, to, subject).await?;
    }
    let row = desk.create(&reader, false, subject, &place, &screen).await?;
    desk.show(&row, row.revision, screen, true).await
}

/// A newer notice about the same thing takes the place of what the same person was told before: copies pile up otherwise.
async fn give_way(desk: &mut Desk<'_>, to: StaffId, subject: &str) -> Result<()> {
    for row in screens::about(desk.tx, subject).await? {
        let told = serde_json::from_str::<Place>(&row.place)
            .is_ok_and(|place| dialogue::gives_way(&place.top()));
        if row.staff_id == to.0 && told && desk.current != Some(ScreenId(row.id)) {
            take_away(desk, &row, Screen::of(Say::Common(Common::Passed))).await?;
        }
    }
    Ok(())
}

async fn refresh(desk: &mut Desk<'_>, subject: &str) -> Result<()> {
    for row in screens::about(desk.tx, subject).await? {
        if desk.current == Some(ScreenId(row.id)) {
            continue;
        }
        let Some(reader) = desk.reader(StaffId(row.staff_id)).await? else { continue };
        let Ok(mut place) = serde_json::from_str::<Place>(&row.place) else { continue };
        // A keypad over a decision stays until the decision is no longer this person's to make.
        if matches!(place.top(), State::StaffPin(_)) && place.pop().is_some() {
            let asked = place.top();
            let Some((under, screen)) = drive::present(desk, &reader.ctx, place).await? else {
                continue;
            };
            if under.top() != asked {
                desk.turn_screen(&row, &under, screen, false).await?;
            }
            continue;
        }
        if let Some((place, screen)) = drive::present(desk, &reader.ctx, place).await? {
            desk.turn_screen(&row, &place, screen, false).await?;
        }
    }
    Ok(())
}

async fn recall(desk: &mut Desk<'_>, subject: &str) -> Result<()> {
    for row in screens::about(desk.tx, subject).await? {
        let lent = row.subject.as_deref().is_some_and(|subject| subject.starts_with(DELIVERY));
        let stub = if lent || row.issue_id.is_some() { Common::Closed } else { Common::Passed };
        take_away(desk, &row, Screen::of(Say::Common(stub))).await?;
    }
    Ok(())
}

/// Stubs a notice and deletes it. A document cannot be edited into a stub: it goes, and nothing comes in its place.
///
/// # Errors
/// As the archive's.
pub(super) async fn take_away(desk: &mut Desk<'_>, row: &screens::Row, stub: Screen) -> Result<()> {
    if !carries_paper(row) || row.message_id.is_none() {
        desk.turn_screen(row, &Place::home(), stub, false).await?;
    }
    if let Some(message) = row.message_id {
        desk.put(row.chat_id, None, Out::Delete { message }).await?;
    }
    screens::close(desk.tx, ScreenId(row.id)).await
}

fn carries_paper(row: &screens::Row) -> bool {
    serde_json::from_str::<Screen>(&row.shown).is_ok_and(|screen| screen.paper.is_some())
}

/// Ends a showing and stubs the screen that still shows it.
async fn close(desk: &mut Desk<'_>, issue: IssueId) -> Result<()> {
    issues::end(desk.tx, issue, desk.now).await?;
    let Some((client, screen)) = issues::stands(desk.tx, issue).await? else { return Ok(()) };
    let Some(row) = screens::get(desk.tx, screen).await? else { return Ok(()) };
    if row.issue_id != Some(issue.0) || row.state != "live" {
        return Ok(());
    }
    let ways = [door(Common::OpenCard, Door::Card { client }), door(Common::Home, Door::Home)];
    let stub = Screen::of(Say::Common(Common::Closed)).row(ways);
    if carries_paper(&row) {
        return take_away(desk, &row, stub).await;
    }
    desk.turn_screen(&row, &Place::home(), stub, false).await
}

async fn seated(desk: &mut Desk<'_>, id: StaffId) -> Result<()> {
    let Some(seated) = staff::by_id(desk.tx, id).await? else { return Ok(()) };
    let Some(chat) = seated.staff.telegram_id else { return Ok(()) };
    let lang = desk.office.lang_of(&seated.staff);
    desk.put(chat, None, Out::Commands { role: Some(seated.actor.role), lang }).await
}
