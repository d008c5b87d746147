//! What stands on a card, read with two statements whatever stands there: a statement costs more than its rows do, and a
//! card is opened more often than anything else.

use super::entity::{
    attachment, client, consent, fact, hold, menu_item, paper_loan, phone, staff, visit, visit_item,
};
use super::prepared::prepared;
use super::{Result, Tx};
use crate::model::card::{Fact, Field, PastVisit, Source};
use crate::model::phone::Phone;
use crate::model::{ClientId, StaffId, VisitId};
use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::sea_query::{
    Expr, ExprTrait, IntoColumnRef, JoinType, Order, Query, SelectStatement, UnionType, Value,
};
use sea_orm::{ColumnTrait, ConnectionTrait, FromQueryResult};
use serde::Deserialize;

/// Visits on a card.
pub(super) const VISITS: u64 = 20;

/// What stands on a card beside its visits.
#[derive(Default)]
pub struct Lines {
    /// The current facts, oldest first.
    pub facts: Vec<Fact>,
    /// The phones, in the order in which they were added.
    pub phones: Vec<Phone>,
    /// Whether the latest word on health data is yes.
    pub health_consent: bool,
    /// Whether the card is on hold.
    pub held: bool,
    /// When a paper file was last noted as lost.
    pub paper_lost: Option<DateTime<Utc>>,
    /// Who keeps the client.
    pub keeper: Option<(StaffId, String)>,
}

/// A row of any of the tables that a card's lines come from.
#[derive(Deserialize, FromQueryResult)]
struct Line {
    kind: String,
    id: i64,
    value: String,
    name: String,
    source: String,
    at: Option<DateTime<Utc>>,
}

/// Reads what stands on a client's card beside the visits.
///
/// # Errors
/// As the database's.
pub async fn of(tx: &Tx, row: &client::Model) -> Result<Lines> {
    let mut lines = Lines::default();
    let statement =
        prepared!(tx, [row.id, row.keeper_id], |[client, keeper]| statement(client, keeper));
    for line in tx.all::<Line>(statement).await? {
        match line.kind.as_str() {
            "fact" => lines.facts.extend(fact(line)),
            "phone" => lines.phones.extend(Phone::from_e164(&line.value)),
            "consent" => lines.health_consent = true,
            "hold" => lines.held = true,
            "lost" => lines.paper_lost = Ord::max(lines.paper_lost, line.at),
            _ => lines.keeper = Some((StaffId(line.id), line.value)),
        }
    }
    Ok(lines)
}

fn statement(client: Value, kept_by: Value) -> SelectStatement {
    let mut facts = line("fact", fact::Column::Id, Expr::col(fact::Column::Value));
    facts
        .expr_as(Expr::col(fact::Column::Field), "name")
        .expr_as(Expr::col(fact::Column::Source), "source")
        .expr_as(Expr::col(fact::Column::At), "at")
        .from(fact::Entity)
        .and_where(fact::Column::ClientId.eq(client.clone()))
        .and_where(fact::Column::EndedAt.is_null());
    let mut phones = bare_line("phone", phone::Column::Id, Expr::col(phone::Column::E164));
    phones.from(phone::Entity).and_where(phone::Column::ClientId.eq(client.clone()));
    let latest = Query::select()
        .expr(consent::Column::Id.max())
        .from(consent::Entity)
        .and_where(consent::Column::ClientId.eq(client.clone()))
        .to_owned();
    let mut given = bare_line("consent", consent::Column::Id, Expr::val(""));
    given
        .from(consent::Entity)
        .and_where(consent::Column::Id.in_subquery(latest))
        .and_where(consent::Column::Given.eq(true));
    let mut holds = bare_line("hold", hold::Column::Id, Expr::val(""));
    holds
        .from(hold::Entity)
        .and_where(hold::Column::ClientId.eq(client.clone()))
        .and_where(hold::Column::EndedAt.is_null());
    let mut lost = line("lost", paper_loan::Column::Id, Expr::val(""));
    lost.expr_as(Expr::val(""), "name")
        .expr_as(Expr::val(""), "source")
        .expr_as(Expr::col(paper_loan::Column::BackAt), "at")
        .from(paper_loan::Entity)
        .and_where(paper_loan::Column::ClientId.eq(client.clone()))
        .and_where(paper_loan::Column::Lost.eq(true));
    let mut keeper = bare_line("keeper", staff::Column::Id, Expr::col(staff::Column::Name));
    keeper.from(staff::Entity).and_where(staff::Column::Id.eq(kept_by));
    for more in [phones, given, holds, lost, keeper] {
        facts.union(UnionType::All, more);
    }
    facts.order_by("id", Order::Asc).to_owned()
}

/// The beginning of a select of lines.
fn line(kind: &str, id: impl IntoColumnRef, value: Expr) -> SelectStatement {
    let mut line = Query::select();
    line.expr_as(Expr::val(kind), "kind").expr_as(Expr::col(id), "id").expr_as(value, "value");
    line
}

/// The same where there is neither name nor source nor moment.
fn bare_line(kind: &str, id: impl IntoColumnRef, value: Expr) -> SelectStatement {
    let mut line = line(kind, id, value);
    let never = Expr::val(Option::<DateTime<Utc>>::None);
    line.expr_as(Expr::val(""), "name").expr_as(Expr::val(""), "source").expr_as(never, "at");
    line
}

fn fact(line: Line) -> Option<Fact> {
    let (field, source) = (Field::parse(&line.name)?, Source::parse(&line.source)?);
    Some(Fact { field, value: line.value, source, at: line.at? })
}

/// A visit with one of its services or products, or with none.
#[derive(Deserialize, FromQueryResult)]
struct VisitLine {
    id: i64,
    at: DateTime<Utc>,
    effect: Option<i32>,
    note: Option<String>,
    amount: Option<i64>,
    next_on: Option<NaiveDate>,
    by: Option<String>,
    photos: i64,
    kind: Option<String>,
    item: Option<String>,
}

/// A client's latest visits, newest first.
///
/// # Errors
/// As the database's.
pub async fn visits(tx: &Tx, client: ClientId, most: u64) -> Result<Vec<PastVisit>> {
    let mut visits: Vec<PastVisit> = Vec::new();
    let visits_of = match most {
        VISITS => prepared!(tx, [client.0], |[client]| visits_statement(client, VISITS)),
        _ => tx.db().get_database_backend().build(&visits_statement(client.0.into(), most)),
    };
    for line in tx.all::<VisitLine>(visits_of).await? {
        if visits.last().is_none_or(|last| last.id.0 != line.id) {
            visits.push(PastVisit {
                id: VisitId(line.id),
                at: line.at,
                by: line.by.unwrap_or_default(),
                services: Vec::new(),
                products: Vec::new(),
                effect: line.effect,
                note: line.note,
                photos: u32::try_from(line.photos).unwrap_or(u32::MAX),
                amount: line.amount,
                next_on: line.next_on,
            });
        }
        if let (Some(visit), Some(kind), Some(item)) = (visits.last_mut(), line.kind, line.item) {
            match kind.as_str() {
                "service" => visit.services.push(item),
                "product" => visit.products.push(item),
                _ => {}
            }
        }
    }
    Ok(visits)
}

fn visits_statement(client: Value, most: u64) -> SelectStatement {
    use visit::Column::{Amount, At, ClientId, Effect, Id, NextOn, Note, StaffId, State};
    let latest = Query::select()
        .columns([Id, StaffId, At, Effect, Note, Amount, NextOn])
        .from(visit::Entity)
        .and_where(ClientId.eq(client))
        .and_where(State.eq("logged"))
        .order_by(At, Order::Desc)
        .order_by(Id, Order::Desc)
        .limit(most)
        .to_owned();
    let visit = || Expr::col(("latest", Id));
    let photos = Query::select()
        .expr(attachment::Column::Id.count())
        .from(attachment::Entity)
        .and_where(Expr::col((attachment::Entity, attachment::Column::VisitId)).eq(visit()))
        .to_owned();
    let mut visits = Query::select();
    for column in [Id, At, Effect, Note, Amount, NextOn] {
        visits.column(("latest", column));
    }
    visits
        .expr_as(Expr::col((staff::Entity, staff::Column::Name)), "by")
        .expr_as(photos, "photos")
        .expr_as(Expr::col((menu_item::Entity, menu_item::Column::Kind)), "kind")
        .expr_as(Expr::col((menu_item::Entity, menu_item::Column::Name)), "item")
        .from_subquery(latest, "latest")
        .join(
            JoinType::LeftJoin,
            staff::Entity,
            Expr::col((staff::Entity, staff::Column::Id)).eq(Expr::col(("latest", StaffId))),
        )
        .join(
            JoinType::LeftJoin,
            visit_item::Entity,
            Expr::col((visit_item::Entity, visit_item::Column::VisitId)).eq(visit()),
        )
        .join(
            JoinType::LeftJoin,
            menu_item::Entity,
            Expr::col((menu_item::Entity, menu_item::Column::Id))
                .eq(Expr::col((visit_item::Entity, visit_item::Column::MenuItemId))),
        )
        .order_by(("latest", At), Order::Desc)
        .order_by(("latest", Id), Order::Desc)
        .order_by((visit_item::Entity, visit_item::Column::Id), Order::Asc);
    visits
}
