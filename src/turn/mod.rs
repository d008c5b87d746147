//! One turn, whole or not at all: what somebody did, decided and remembered as one piece.

use crate::archive::staff::Seated;
use crate::archive::{Result, Tx, entity, inbox, restores, staff, unrecalled};
use crate::dialogue::screen::{Common, Say};
use crate::model::lang::Lang;
use crate::model::restored::Restored;
use arrival::{Arrival, Came};
use chrono::{DateTime, Utc};
use desk::Desk;
use handle::HandleKey;
use lock::Locks;
use out::{Out, Parcel};
use press::Press;

pub mod acts;
pub mod arrival;
pub mod closed;
pub mod desk;
pub mod drive;
pub mod forget;
pub mod handle;
pub mod lock;
pub mod news;
pub mod out;
pub mod perform;
pub mod place;
pub mod press;
pub mod reseat;
pub mod stranger;

/// What every turn of this process needs to know.
#[derive(Clone)]
pub struct Office {
    /// The key of the buttons' handles.
    pub handles: HandleKey,
    /// The bot's user name, for links.
    pub bot_username: String,
    /// The language where an account names none that we speak.
    pub lang: Lang,
    /// Who is locked, and what is being typed on keypads.
    pub locks: Locks,
}

impl Office {
    /// A person's language: chosen, else their account's, else the house's.
    pub fn lang_of(&self, staff: &entity::staff::Model) -> Lang {
        let chosen = staff.lang.as_deref().and_then(Lang::parse);
        chosen
            .or_else(|| staff.telegram_lang.as_deref().and_then(Lang::from_code))
            .unwrap_or(self.lang)
    }

    /// The language of an account without a seat.
    pub fn lang_of_code(&self, code: Option<&str>) -> Lang {
        code.and_then(Lang::from_code).unwrap_or(self.lang)
    }

    /// A link that starts the bot with a code.
    pub fn link(&self, code: &str) -> String {
        format!("https://t.me/{}?start={code}", self.bot_username)
    }
}

/// A turn that failed this often is given up, and the person is told.
pub const TRIES_MAX: i32 = 3;

/// Takes one update: loads where the person stands, decides, does the work, saves, and ends the inbox row.
/// Returns what leaves at once; it is in the outbox already. The caller owns the transaction (decisions 4).
///
/// # Errors
/// As the archive's; what the turn did is then rolled back, and `fail` counts it.
pub async fn take(
    tx: &Tx,
    office: &Office,
    arrival: &Arrival,
    now: DateTime<Utc>,
) -> Result<Vec<Parcel>> {
    let key = arrival.key;
    if !inbox::finish(tx, key.bot, key.epoch, key.update, "done").await? {
        return Ok(Vec::new());
    }
    let mut desk = Desk::new(tx, office, now);
    match &arrival.came {
        Came::Nothing => {}
        Came::Group { chat, added, query } => {
            group(&mut desk, arrival, *chat, *added, query.as_deref()).await?
        }
        Came::Blocked => staff::set_reachable(tx, arrival.from.id, false).await?,
        Came::Unblocked => back(&mut desk, arrival.from.id).await?,
        _ => {
            let closed = restores::awaited(tx).await?;
            match staff::seated(tx, arrival.from.id).await? {
                None => stranger::take(&mut desk, arrival, closed.is_some()).await?,
                Some(seated) => person(&mut desk, &seated, arrival, closed.as_ref()).await?,
            }
        }
    }
    Ok(desk.parcels)
}

/// A person with a seat.
async fn person(
    desk: &mut Desk<'_>,
    seated: &Seated,
    arrival: &Arrival,
    closed: Option<&Restored>,
) -> Result<()> {
    if !seated.staff.reachable {
        back(desk, arrival.from.id).await?;
    }
    if seated.staff.telegram_lang != arrival.from.lang {
        staff::set_account_lang(desk.tx, seated.actor.id, arrival.from.lang.as_deref()).await?;
    }
    let Some(reader) = desk.reader_of(seated)? else { return Ok(()) };
    desk.focus = seated.focus;
    desk.office.locks.acts(seated.actor.id, arrival.key, desk.now);
    if let Some(restored) = closed {
        return closed::take(desk, &reader, &arrival.came, restored).await;
    }
    match (Press::of(&arrival.came), arrival.is_over(desk.now)) {
        (Some(press), true) => press::lapse(desk, &reader, press).await,
        (Some(press), false) => press::take(desk, &reader, press).await,
        (None, true) => Ok(()),
        (None, false) => acts::take(desk, &reader, arrival).await,
    }
}

/// Somebody can be reached again: what should have left their chat meanwhile leaves it now (R9).
async fn back(desk: &mut Desk<'_>, telegram: i64) -> Result<()> {
    staff::set_reachable(desk.tx, telegram, true).await?;
    let Some(person) = staff::of_account(desk.tx, telegram).await? else { return Ok(()) };
    for message in unrecalled::messages(desk.tx, person).await? {
        desk.put(telegram, None, Out::Delete { message }).await?;
    }
    Ok(())
}

/// Private chats only: in a group the bot says so once and leaves; a button pressed there is answered so (T10).
async fn group(
    desk: &mut Desk<'_>,
    arrival: &Arrival,
    chat: i64,
    added: bool,
    query: Option<&str>,
) -> Result<()> {
    let lang = desk.office.lang_of_code(arrival.from.lang.as_deref());
    let say = || Say::Common(Common::PrivateOnly);
    if let Some(query) = query {
        desk.put(chat, None, Out::Answer { query: query.to_owned(), toast: Some(say()), lang })
            .await?;
    }
    if added {
        desk.put(chat, None, Out::Say { say: say(), lang }).await?;
        desk.put(chat, None, Out::Leave).await?;
    }
    Ok(())
}

/// Counts a failed turn; at the last try ends the update as `dead` and says so to the person, with a code for support.
///
/// # Errors
/// As the archive's.
pub async fn fail(
    tx: &Tx,
    office: &Office,
    arrival: &Arrival,
    now: DateTime<Utc>,
) -> Result<Vec<Parcel>> {
    let key = arrival.key;
    let tries = inbox::failed(tx, key.bot, key.epoch, key.update).await?;
    let mut desk = Desk::new(tx, office, now);
    if tries >= TRIES_MAX && inbox::finish(tx, key.bot, key.epoch, key.update, "dead").await? {
        let lang = match staff::seated(tx, arrival.from.id).await? {
            Some(seated) => office.lang_of(&seated.staff),
            None => office.lang_of_code(arrival.from.lang.as_deref()),
        };
        let code = format!("{}-{}", key.epoch, key.update);
        desk.put(
            arrival.from.id,
            None,
            Out::Say { say: Say::Common(Common::Broken { code }), lang },
        )
        .await?;
    }
    Ok(desk.parcels)
}
