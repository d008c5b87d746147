//! Screens: messages that are rewritten in place, each with its own place in a conversation (R5).

use super::entity::{branch, focus, issue, screen, seat, staff};
use super::prepared::prepared;
use super::staff::Seated;
use super::{Result, Tx};
use crate::model::{IssueId, ScreenId, StaffId};
use chrono::{DateTime, Utc};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ActiveValue::Set, ColumnTrait, DbErr, EntityTrait,
    FromQueryResult, QueryFilter, QueryOrder, QueryResult, QuerySelect, QueryTrait,
};
use serde::Deserialize;

/// A screen as it stands.
pub type Row = screen::Model;

/// What a screen belongs to and where it stands.
pub struct NewScreen<'a> {
    /// The person.
    pub staff: StaffId,
    /// Their chat.
    pub chat: i64,
    /// The main conversation, or a notice.
    pub main: bool,
    /// What it is about, such as `loan:42`; all copies are refreshed together.
    pub subject: Option<String>,
    /// Place, JSON.
    pub place: &'a str,
    /// The screen as it was last shown, JSON.
    pub shown: &'a str,
    /// The showing of a card that it is.
    pub issue: Option<IssueId>,
}

/// Makes a screen.
///
/// # Errors
/// As the database's.
pub async fn create(tx: &Tx, new: NewScreen<'_>) -> Result<Row> {
    let row = screen::ActiveModel {
        id: NotSet,
        staff_id: Set(new.staff.0),
        chat_id: Set(new.chat),
        kind: Set(if new.main { "main" } else { "notice" }.into()),
        subject: Set(new.subject),
        place: Set(new.place.into()),
        shown: Set(new.shown.into()),
        revision: Set(1),
        message_id: Set(None),
        sent_at: Set(None),
        issue_id: Set(new.issue.map(|issue| issue.0)),
        state: Set("live".into()),
    };
    Ok(row.insert(tx.db()).await?)
}

/// A screen.
///
/// # Errors
/// As the database's.
pub async fn get(tx: &Tx, id: ScreenId) -> Result<Option<Row>> {
    let one = prepared!(tx, [id.0], |[id]| {
        screen::Entity::find().filter(screen::Column::Id.eq(id)).into_query()
    });
    tx.one(one).await
}

/// A person's live main screen.
///
/// # Errors
/// As the database's.
pub async fn main(tx: &Tx, staff: StaffId) -> Result<Option<Row>> {
    let live = prepared!(tx, [staff.0], |[staff]| {
        screen::Entity::find()
            .filter(screen::Column::StaffId.eq(staff))
            .filter(screen::Column::Kind.eq("main"))
            .filter(screen::Column::State.eq("live"))
            .order_by_desc(screen::Column::Id)
            .limit(1)
            .into_query()
    });
    tx.one(live).await
}

/// All live copies of a notice.
///
/// # Errors
/// As the database's.
pub async fn about(tx: &Tx, subject: &str) -> Result<Vec<Row>> {
    let live = screen::Entity::find()
        .filter(screen::Column::Subject.eq(subject))
        .filter(screen::Column::State.eq("live"));
    Ok(live.order_by_asc(screen::Column::Id).all(tx.db()).await?)
}

/// What live screens are about is now about something else: an extension takes over what was told of a loan.
///
/// # Errors
/// As the database's.
pub async fn rename(tx: &Tx, before: &str, after: &str) -> Result<()> {
    screen::Entity::update_many()
        .col_expr(screen::Column::Subject, Expr::value(after))
        .filter(screen::Column::Subject.eq(before))
        .filter(screen::Column::State.eq("live"))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// All live screens of a person, the main one among them.
///
/// # Errors
/// As the database's.
pub async fn of_person(tx: &Tx, staff: StaffId) -> Result<Vec<Row>> {
    let live = screen::Entity::find()
        .filter(screen::Column::StaffId.eq(staff.0))
        .filter(screen::Column::State.eq("live"));
    Ok(live.order_by_asc(screen::Column::Id).all(tx.db()).await?)
}

/// Puts a screen one revision on: where it stands, what it shows, what it is about. Returns the new revision.
///
/// # Errors
/// As the database's.
pub async fn turn(
    tx: &Tx,
    row: &Row,
    place: &str,
    shown: &str,
    issue: Option<IssueId>,
    subject: Option<&str>,
) -> Result<i32> {
    let revision = row.revision + 1;
    let issue = issue.map(|issue| issue.0);
    let turned = prepared!(tx, [row.id, place, shown, revision, issue, subject], |[
        id,
        place,
        shown,
        revision,
        issue,
        subject,
    ]| {
        screen::Entity::update_many()
            .col_expr(screen::Column::Place, Expr::value(place))
            .col_expr(screen::Column::Shown, Expr::value(shown))
            .col_expr(screen::Column::Revision, Expr::value(revision))
            .col_expr(screen::Column::IssueId, Expr::value(issue))
            .col_expr(screen::Column::Subject, Expr::value(subject))
            .filter(screen::Column::Id.eq(id))
            .into_query()
    });
    tx.run(turned).await?;
    Ok(revision)
}

/// The last message of a chat that the archive knows, of those before one.
///
/// # Errors
/// As the database's.
pub async fn last_message(tx: &Tx, chat: i64, before: i32) -> Result<Option<i32>> {
    let known = screen::Entity::find()
        .filter(screen::Column::ChatId.eq(chat))
        .filter(screen::Column::MessageId.lt(before))
        .order_by_desc(screen::Column::MessageId)
        .limit(1);
    Ok(known.one(tx.db()).await?.and_then(|row| row.message_id))
}

/// Parts a screen from its message, which stays as it is, still known: the next showing is a new one.
///
/// # Errors
/// As the database's.
pub async fn detach(tx: &Tx, row: &Row) -> Result<()> {
    let left = screen::ActiveModel {
        id: NotSet,
        kind: Set("notice".into()),
        subject: Set(None),
        place: Set(String::new()),
        shown: Set(String::new()),
        issue_id: Set(None),
        state: Set("closed".into()),
        ..row.clone().into()
    };
    if row.message_id.is_some() {
        left.reset_all().insert(tx.db()).await?;
    }
    screen::Entity::update_many()
        .col_expr(screen::Column::MessageId, Expr::value(None::<i32>))
        .filter(screen::Column::Id.eq(row.id))
        .exec(tx.db())
        .await?;
    Ok(())
}

/// Closes a screen: its buttons are dead, and it is not refreshed any more.
///
/// # Errors
/// As the database's.
pub async fn close(tx: &Tx, id: ScreenId) -> Result<()> {
    screen::Entity::update_many()
        .col_expr(screen::Column::State, Expr::value("closed"))
        .filter(screen::Column::Id.eq(id.0))
        .exec(tx.db())
        .await?;
    focus::Entity::delete_many().filter(focus::Column::ScreenId.eq(id.0)).exec(tx.db()).await?;
    Ok(())
}

/// Turns the person's attention to a screen.
///
/// # Errors
/// As the database's.
pub async fn set_focus(
    tx: &Tx,
    staff: StaffId,
    screen: ScreenId,
    now: DateTime<Utc>,
) -> Result<()> {
    let row =
        focus::ActiveModel { staff_id: Set(staff.0), screen_id: Set(screen.0), seen_at: Set(now) };
    let conflict = OnConflict::column(focus::Column::StaffId)
        .update_columns([focus::Column::ScreenId, focus::Column::SeenAt])
        .to_owned();
    focus::Entity::insert(row).on_conflict(conflict).exec_without_returning(tx.db()).await?;
    Ok(())
}

/// A screen and its reader, as they stand at the moment of sending.
pub struct Standing {
    /// The screen.
    pub screen: Row,
    /// The reader, in an active seat.
    pub reader: Seated,
    /// The showing that the screen is has ended: only a stub may go out.
    pub issue_ended: bool,
}

/// What `standing` finds.
#[derive(Deserialize)]
struct Shown(Row, seat::Model, staff::Model, branch::Model, Option<issue::Model>);

impl FromQueryResult for Shown {
    /// sea-orm calls the columns of the joined tables so, in their order.
    fn from_query_result(row: &QueryResult, _: &str) -> std::result::Result<Self, DbErr> {
        Ok(Self(
            Row::from_query_result(row, "A_")?,
            seat::Model::from_query_result(row, "B_")?,
            staff::Model::from_query_result(row, "C_")?,
            branch::Model::from_query_result(row, "D_")?,
            issue::Model::from_query_result_optional(row, "E_")?,
        ))
    }
}

/// How a screen and its reader stand now: rights and language are read again at sending (decisions 1), in one read.
/// `None` if the reader has no active seat any more.
///
/// # Errors
/// As the database's.
pub async fn standing(tx: &Tx, id: ScreenId) -> Result<Option<Standing>> {
    let found = prepared!(tx, [id.0], |[id]| {
        screen::Entity::find()
            .find_also_related(seat::Entity)
            .find_also(seat::Entity, staff::Entity)
            .find_also(seat::Entity, branch::Entity)
            .find_also(screen::Entity, issue::Entity)
            .filter(screen::Column::Id.eq(id))
            .filter(seat::Column::State.eq("active"))
            .order_by_asc(seat::Column::Id)
            .limit(1)
            .into_query()
    });
    let found = tx.one(found).await?;
    let Some(Shown(screen, seat, person, branch, issue)) = found else { return Ok(None) };
    let reader = Seated::new(&seat, person, branch, None)?;
    let issue_ended = screen.issue_id.is_some() && issue.is_none_or(|it| it.ended_at.is_some());
    Ok(Some(Standing { screen, reader, issue_ended }))
}
