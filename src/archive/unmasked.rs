//! What a card itself does not show: what is masked for a minute, with a reason; where originals lie, look only
//! (access.md "m", A8.08). Each is a showing and a trace, as a card is.

use super::entity::{client, fact, reading, staff};
use super::issues::{self, NewIssue};
use super::trail::{self, Subject};
use super::watch;
use super::{Result, Tx, cards, relations};
use crate::model::access::{Access, Part, Relations, access};
use crate::model::card::{Act, Field};
use crate::model::mask::{self, Revealed};
use crate::model::watch::REVEAL_SECONDS;
use crate::model::{Actor, BranchId, ClientId, IssueId, ScreenId, StaffId};
use chrono::{DateTime, Duration, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect,
};

/// Originals are shown this long (access.md, D4).
const ORIGINALS_MINUTES: i64 = 5;
/// Readings told beside the originals, latest first.
const READINGS: u64 = 5;

/// What became of a reveal.
pub enum Reveal {
    /// Shown until the moment.
    Shown(Box<Contact>, IssueId, DateTime<Utc>),
    /// The day's are used up: so many.
    UsedUp(u32),
    /// Reads as "no such client".
    NoSuchClient,
}

/// A contact in full, and whatever else the owner's setting masks.
pub struct Contact {
    /// The client.
    pub client: client::Model,
    /// What was masked.
    pub revealed: Revealed,
}

/// Originals of a client, and who read them.
pub struct Originals {
    /// The client.
    pub client: client::Model,
    /// Where they lie.
    pub places: Vec<String>,
    /// Who read them on the spot, latest first.
    pub readings: Vec<(DateTime<Utc>, String)>,
    /// Who may have read them: everybody of the branch.
    pub people: Vec<(StaffId, String)>,
}

async fn part(
    tx: &Tx,
    who: &Actor,
    id: ClientId,
    part: Part,
    now: DateTime<Utc>,
) -> Result<Option<(client::Model, Access)>> {
    let known = relations::known(tx, who, id, now).await?;
    let open = |relations: &Relations| access(who.role, relations, part);
    Ok(known.map(|(client, standing)| (client, open(&standing.relations))))
}

/// Reveals what is masked for a person. Whoever reads it anyway, or may not even see it masked, has nothing to reveal.
///
/// # Errors
/// As the database's.
pub async fn reveal(
    tx: &Tx,
    who: &Actor,
    id: ClientId,
    reason: &str,
    screen: Option<ScreenId>,
    now: DateTime<Utc>,
) -> Result<Reveal> {
    let Some((client, standing)) = relations::known(tx, who, id, now).await? else {
        return Ok(Reveal::NoSuchClient);
    };
    let card = cards::record(tx, &client).await?;
    let Some(revealed) = mask::reveal(&card, who.role, &standing.relations) else {
        return Ok(Reveal::NoSuchClient);
    };
    if let Some(limit) = watch::reveal(tx, who, id, reason, now).await? {
        trail::record(tx, now, Some(who.id), Act::Refused, Subject::Client(id), "reveal").await?;
        return Ok(Reveal::UsedUp(limit));
    }
    let until = now + Duration::seconds(REVEAL_SECONDS);
    let issue = showing(tx, who, id, &revealed.parts, screen, (now, until)).await?;
    let told = relations::write_parts(&revealed.parts);
    trail::record(tx, now, Some(who.id), Act::Revealed, Subject::Client(id), &told).await?;
    Ok(Reveal::Shown(Box::new(Contact { client, revealed }), issue, until))
}

/// Shows where originals lie, for a few minutes. `None` reads as "no such client".
///
/// # Errors
/// As the database's.
pub async fn originals(
    tx: &Tx,
    who: &Actor,
    id: ClientId,
    screen: Option<ScreenId>,
    now: DateTime<Utc>,
) -> Result<Option<(Originals, IssueId, DateTime<Utc>)>> {
    let read = part(tx, who, id, Part::Originals, now).await?;
    let Some((client, _)) = read.filter(|(_, open)| *open >= Access::Read) else {
        return Ok(None);
    };
    let until = now + Duration::minutes(ORIGINALS_MINUTES);
    let issue = showing(tx, who, id, &[Part::Originals], screen, (now, until)).await?;
    trail::record(tx, now, Some(who.id), Act::SawOriginals, Subject::Client(id), "").await?;
    let places = facts(tx, id, Part::Originals).await?;
    let readings = reading::Entity::find()
        .find_also_related(staff::Entity)
        .filter(reading::Column::ClientId.eq(id.0))
        .order_by_desc(reading::Column::Id)
        .limit(READINGS);
    let name = |person: Option<staff::Model>| person.map(|it| it.name).unwrap_or_default();
    let readings = readings.all(tx.db()).await?;
    let people = super::staff::working(tx, BranchId(client.branch_id)).await?;
    let originals = Originals {
        client,
        places: places.into_iter().map(|(_, place)| place).collect(),
        readings: readings.into_iter().map(|(row, person)| (row.at, name(person))).collect(),
        people,
    };
    Ok(Some((originals, issue, until)))
}

/// Notes that somebody of the branch read the originals on the spot. The reader's name; `None` if that cannot be.
///
/// # Errors
/// As the database's.
pub async fn log_reading(
    tx: &Tx,
    who: &Actor,
    id: ClientId,
    reader: StaffId,
    now: DateTime<Utc>,
) -> Result<Option<String>> {
    let read = part(tx, who, id, Part::Originals, now).await?;
    let Some((client, _)) = read.filter(|(_, open)| *open >= Access::Read) else {
        return Ok(None);
    };
    let people = super::staff::working(tx, BranchId(client.branch_id)).await?;
    let Some((_, name)) = people.into_iter().find(|(person, _)| *person == reader) else {
        return Ok(None);
    };
    let row = reading::ActiveModel {
        id: NotSet,
        client_id: Set(id.0),
        reader_id: Set(reader.0),
        by_id: Set(who.id.0),
        at: Set(now),
    };
    row.insert(tx.db()).await?;
    let detail = format!("reader={}", reader.0);
    trail::record(tx, now, Some(who.id), Act::ReadingLogged, Subject::Client(id), &detail).await?;
    Ok(Some(name))
}

async fn showing(
    tx: &Tx,
    who: &Actor,
    client: ClientId,
    parts: &[Part],
    screen: Option<ScreenId>,
    (now, until): (DateTime<Utc>, DateTime<Utc>),
) -> Result<IssueId> {
    let new = NewIssue { client, staff: who.id, loan: None, screen, parts, until };
    issues::begin(tx, new, now).await
}

async fn facts(tx: &Tx, id: ClientId, part: Part) -> Result<Vec<(Field, String)>> {
    let fields = Field::ALL.iter().filter(|field| field.part() == part).map(|field| field.as_str());
    let current = fact::Entity::find()
        .filter(fact::Column::ClientId.eq(id.0))
        .filter(fact::Column::EndedAt.is_null())
        .filter(fact::Column::Field.is_in(fields));
    let rows = current.order_by_asc(fact::Column::Id).all(tx.db()).await?;
    Ok(rows.into_iter().filter_map(|row| Some((Field::parse(&row.field)?, row.value))).collect())
}
