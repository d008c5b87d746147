//! A card's history out of the trail, and who saw a client's file (D12, N6).

use super::entity::{client, reveal, seat, staff, trail};
use super::{Result, Tx, violations};
use crate::model::card::Act;
use crate::model::correct::Detail;
use crate::model::policy::Role;
use crate::model::trail::{Readings, SeenOn, Tab, TrailLine};
use crate::model::value::Word;
use crate::model::visit::VisitField;
use crate::model::{Actor, ClientId, StaffId};
use chrono::NaiveDate;
use chrono_tz::Tz;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Entries on one page.
pub const PAGE: u64 = 12;
/// Days on one page of who saw a file.
const DAYS: usize = 20;
/// The latest openings that are looked at for who saw a file.
const OPENINGS_MAX: u64 = 5_000;

/// One page of a client's history, newest first, and whether older entries follow.
///
/// # Errors
/// As the database's.
pub async fn page(
    tx: &Tx,
    client: ClientId,
    tab: Tab,
    page: u32,
) -> Result<(Vec<TrailLine>, bool)> {
    let changes = Act::ALL.iter().filter(|act| act.changes_card()).map(|act| act.as_str());
    let entries = about(client).filter(match tab {
        Tab::Changed => trail::Column::Act.is_in(changes),
        Tab::Opened => trail::Column::Act.is_not_in(changes),
    });
    let entries = entries.order_by_desc(trail::Column::Id).offset(u64::from(page) * PAGE);
    let mut entries = entries.limit(PAGE + 1).all(tx.db()).await?;
    let more = entries.len() as u64 > PAGE;
    entries.truncate(PAGE as usize);
    let people = entries.iter().filter_map(|entry| entry.actor_id).collect();
    let people = people_of(tx, people).await?;
    let whys = whys(tx, client, &entries).await?;
    let lines = entries.into_iter().map(|entry| {
        let person = entry.actor_id.and_then(|id| people.get(&id).cloned());
        let (by, role) = person.unwrap_or_default();
        let why = whys.get(&entry.id).cloned();
        TrailLine { at: entry.at, by, role, field: field(&entry.detail), why, act: entry.act }
    });
    Ok((lines.collect(), more))
}

/// Why what is masked was revealed, by entry. The trail itself holds no words of people.
async fn whys(tx: &Tx, client: ClientId, entries: &[trail::Model]) -> Result<HashMap<i64, String>> {
    let revealed: Vec<&trail::Model> =
        entries.iter().filter(|entry| entry.act == Act::Revealed.as_str()).collect();
    let moments = || revealed.iter().map(|entry| entry.at);
    let (Some(first), Some(last)) = (moments().min(), moments().max()) else {
        return Ok(HashMap::new());
    };
    let reveals = reveal::Entity::find()
        .filter(reveal::Column::ClientId.eq(client.0))
        .filter(reveal::Column::At.between(first, last));
    let reveals = reveals.order_by_asc(reveal::Column::Id).all(tx.db()).await?;
    let of = |entry: &trail::Model| {
        let same = |it: &&reveal::Model| it.at == entry.at && Some(it.staff_id) == entry.actor_id;
        reveals.iter().find(same).map(|it| (entry.id, it.reason.clone()))
    };
    Ok(revealed.into_iter().filter_map(of).collect())
}

/// The days on which a client's file was shown, and to which roles, newest first; and whether older days follow.
///
/// # Errors
/// As the database's.
pub async fn seen(tx: &Tx, client: ClientId, page: u32, zone: Tz) -> Result<(Vec<SeenOn>, bool)> {
    let shows = Act::ALL.iter().filter(|act| act.shows_card()).map(|act| act.as_str());
    let entries = about(client).filter(trail::Column::Act.is_in(shows));
    let entries = entries.order_by_desc(trail::Column::Id).limit(OPENINGS_MAX).all(tx.db()).await?;
    let people = entries.iter().filter_map(|entry| entry.actor_id).collect();
    let people = people_of(tx, people).await?;
    let mut days: BTreeMap<NaiveDate, BTreeSet<Role>> = BTreeMap::new();
    for entry in entries {
        let role = entry.actor_id.and_then(|id| people.get(&id)).and_then(|(_, role)| *role);
        days.entry(entry.at.with_timezone(&zone).date_naive()).or_default().extend(role);
    }
    let mut pages = days.into_iter().rev().skip(page as usize * DAYS);
    let shown = pages.by_ref().take(DAYS);
    let shown = shown.map(|(day, roles)| SeenOn { day, roles: roles.into_iter().collect() });
    let shown = shown.collect();
    Ok((shown, pages.next().is_some()))
}

/// One page of what somebody with a seat in reach read, newest first. `None` if they are out of reach, or the reader
/// themselves.
///
/// # Errors
/// As the database's.
pub async fn readings(tx: &Tx, who: &Actor, staff: StaffId, page: u32) -> Result<Option<Readings>> {
    if staff == who.id || !violations::in_reach(tx, who, staff).await? {
        return Ok(None);
    }
    let Some(person) = staff::Entity::find_by_id(staff.0).one(tx.db()).await? else {
        return Ok(None);
    };
    let reads = Act::ALL.iter().filter(|act| act.is_reading()).map(|act| act.as_str());
    let entries = trail::Entity::find()
        .filter(trail::Column::ActorId.eq(staff.0))
        .filter(trail::Column::Act.is_in(reads))
        .order_by_desc(trail::Column::Id)
        .offset(u64::from(page) * PAGE);
    let mut entries = entries.limit(PAGE + 1).all(tx.db()).await?;
    let more = entries.len() as u64 > PAGE;
    entries.truncate(PAGE as usize);
    let about = |entry: &trail::Model| entry.subject_id.filter(|_| entry.subject == "client");
    let clients = client::Entity::find()
        .filter(client::Column::Id.is_in(entries.iter().filter_map(about)))
        .filter(client::Column::State.eq("active"));
    let numbers: HashMap<i64, String> =
        clients.all(tx.db()).await?.into_iter().map(|row| (row.id, row.number)).collect();
    let number = |entry: &trail::Model| about(entry).and_then(|id| numbers.get(&id).cloned());
    let lines = entries.iter().map(|entry| (entry.at, entry.act.clone(), number(entry))).collect();
    Ok(Some(Readings { name: person.name, lines, more }))
}

fn about(client: ClientId) -> sea_orm::Select<trail::Entity> {
    trail::Entity::find()
        .filter(trail::Column::Subject.eq("client"))
        .filter(trail::Column::SubjectId.eq(client.0))
}

/// Names and present roles of people, by id. An ended seat still tells what somebody was.
async fn people_of(tx: &Tx, ids: BTreeSet<i64>) -> Result<HashMap<i64, (String, Option<Role>)>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let people = staff::Entity::find().filter(staff::Column::Id.is_in(ids.iter().copied()));
    let seats = seat::Entity::find().filter(seat::Column::StaffId.is_in(ids));
    let seats = seats.order_by_asc(seat::Column::Id).all(tx.db()).await?;
    let role = |id| {
        let mut held = seats.iter().filter(|seat| seat.staff_id == id);
        let active = held.clone().find(|seat| seat.state == "active");
        active.or_else(|| held.next_back()).and_then(|seat| Role::parse(&seat.role))
    };
    let people = people.all(tx.db()).await?.into_iter();
    Ok(people.map(|person| (person.id, (person.name, role(person.id)))).collect())
}

/// The field that an entry names.
fn field(detail: &str) -> Option<Word> {
    let named = detail.split(' ').find_map(|word| word.strip_prefix("field="))?;
    if detail.starts_with("visit=") {
        return VisitField::parse(named).map(VisitField::word);
    }
    Detail::parse(named).map(Detail::word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::card::Field;

    #[test]
    fn an_entry_tells_its_field_and_nothing_else() {
        assert_eq!(field("field=allergy"), Some(Field::Allergy.word()));
        assert_eq!(field("field=name undone"), Some(Detail::Name.word()));
        assert_eq!(field("visit=3 field=note"), Some(VisitField::Note.word()));
        assert_eq!(field("index,safety"), None);
        assert_eq!(field("field=latex"), None);
    }
}
