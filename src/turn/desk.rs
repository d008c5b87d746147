//! The desk of one turn: the transaction, the moment, and what leaves when it is done.

use super::Office;
use super::drive;
use super::out::{Out, Parcel};
use super::place::Place;
use crate::archive::outbox::{self, NewRow};
use crate::archive::screens::{self, NewScreen};
use crate::archive::staff::{self, Seated};
use crate::archive::{ArchiveError, Result, Tx, issues};
use crate::dialogue::Ctx;
use crate::dialogue::screen::Screen;
use crate::model::phone::Country;
use crate::model::{IssueId, ScreenId, StaffId};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use serde::Deserialize;

/// One turn's desk.
pub struct Desk<'a> {
    /// The transaction.
    pub tx: &'a Tx,
    /// What every turn knows.
    pub office: &'a Office,
    /// The moment of the turn.
    pub now: DateTime<Utc>,
    /// The screen that this turn is about; news leaves it alone.
    pub current: Option<ScreenId>,
    /// Which screen takes what the acting person types.
    pub focus: Option<ScreenId>,
    /// What leaves at once.
    pub parcels: Vec<Parcel>,
}

/// A person as the reader of a screen.
pub struct Reader {
    /// Their context.
    pub ctx: Ctx,
    /// Their chat.
    pub chat: i64,
}

impl<'a> Desk<'a> {
    /// An empty desk.
    pub fn new(tx: &'a Tx, office: &'a Office, now: DateTime<Utc>) -> Self {
        Self { tx, office, now, current: None, focus: None, parcels: Vec::new() }
    }

    /// A seated person as reader; None without an active seat or a chat.
    pub async fn reader(&self, id: StaffId) -> Result<Option<Reader>> {
        let Some(seated) = staff::by_id(self.tx, id).await? else { return Ok(None) };
        self.reader_of(&seated)
    }

    /// A seated person as reader.
    pub fn reader_of(&self, seated: &Seated) -> Result<Option<Reader>> {
        let Some(chat) = seated.staff.telegram_id else { return Ok(None) };
        let zone = seated.staff.zone.as_deref().unwrap_or(&seated.branch.zone);
        let zone: Tz = zone.parse().map_err(|_| ArchiveError::Stored("time zone"))?;
        let country = Country::try_from(seated.branch.country.as_str())
            .map_err(|_| ArchiveError::Stored("country"))?;
        let ctx = Ctx {
            who: seated.actor.clone(),
            now: self.now,
            today: self.now.with_timezone(&zone).date_naive(),
            zone,
            lang: self.office.lang_of(&seated.staff),
            country,
        };
        Ok(Some(Reader { ctx, chat }))
    }

    /// Tells the log which dialogue the turn is taken by.
    pub fn note(&self, place: &Place) {
        tracing::Span::current().record("dialogue", drive::name_of(&place.top()));
    }

    /// Puts something into the outbox; what is due at once also leaves with this turn.
    pub async fn put(&mut self, chat: i64, screen: Option<(i64, i32)>, out: Out) -> Result<()> {
        let (kind, payload) = (out.kind(), out.row());
        let row = NewRow { chat, screen, kind, payload, due_at: self.now };
        let row = outbox::put(self.tx, row, self.now).await?;
        let screen = row.screen_id.map(ScreenId);
        self.parcels.push(Parcel {
            id: row.id,
            chat,
            screen,
            revision: row.revision,
            out,
            attempts: 0,
            ambiguous: false,
        });
        Ok(())
    }

    /// Makes a screen for a reader. It is not shown yet.
    pub async fn create(
        &mut self,
        reader: &Reader,
        main: bool,
        subject: Option<String>,
        place: &Place,
        screen: &Screen,
    ) -> Result<screens::Row> {
        let (place, shown) = (json(place), json(screen));
        let new = NewScreen {
            staff: reader.ctx.who.id,
            chat: reader.chat,
            main,
            subject,
            place: &place,
            shown: &shown,
            issue: screen.issue,
        };
        let row = screens::create(self.tx, new).await?;
        if let Some(issue) = screen.issue {
            issues::stands_on(self.tx, issue, ScreenId(row.id)).await?;
        }
        Ok(row)
    }

    /// Puts a screen on: saves where it stands and shows it, by an edit, or anew below what the person wrote.
    /// An edit that would change nothing is left out.
    pub async fn turn_screen(
        &mut self,
        row: &screens::Row,
        place: &Place,
        screen: Screen,
        fresh: bool,
    ) -> Result<()> {
        if let Some(old) = row.issue_id.map(IssueId).filter(|old| screen.issue != Some(*old)) {
            issues::end(self.tx, old, self.now).await?;
        }
        let known =
            self.current == Some(ScreenId(row.id)) || row.issue_id == screen.issue.map(|it| it.0);
        if let Some(issue) = screen.issue.filter(|_| !known) {
            issues::stands_on(self.tx, issue, ScreenId(row.id)).await?;
        }
        let stored = Screen { toast: None, ..screen.clone() };
        // Whether a message may be passed on is settled when it is sent: an edit cannot change it.
        let was_open = serde_json::from_str(&row.shown).is_ok_and(|shown: Openness| shown.open);
        let fresh = fresh || was_open != screen.open;
        if was_open && fresh {
            // What was made to be passed on stays where it is.
            screens::detach(self.tx, row).await?;
        }
        let (place_json, shown) = (json(place), json(&stored));
        if !fresh && shown == row.shown && place_json == row.place {
            return Ok(());
        }
        let main = row.kind == "main";
        let subject =
            if main { crate::dialogue::subject(&place.top()) } else { row.subject.clone() };
        let revision =
            screens::turn(self.tx, row, &place_json, &shown, screen.issue, subject.as_deref())
                .await?;
        self.show(row, revision, stored, fresh).await
    }

    /// Turns the acting person's attention to a screen: it takes what they type next.
    pub async fn attend(&mut self, reader: &Reader, screen: ScreenId) -> Result<()> {
        if self.focus != Some(screen) {
            screens::set_focus(self.tx, reader.ctx.who.id, screen, self.now).await?;
            self.focus = Some(screen);
        }
        Ok(())
    }

    /// Puts the showing of a screen's revision into the outbox.
    pub async fn show(
        &mut self,
        row: &screens::Row,
        revision: i32,
        screen: Screen,
        fresh: bool,
    ) -> Result<()> {
        self.put(row.chat_id, Some((row.id, revision)), Out::Show { screen, fresh }).await
    }
}

/// The part of a screen that says whether its message may be passed on.
#[derive(Deserialize)]
struct Openness {
    open: bool,
}

fn json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("places and screens are plain data")
}
