//! Bookings, as far as the relation `today` needs them; their dialogue comes with access (decisions 17).

use super::entity::appointment::ActiveModel;
use super::{Result, Tx};
use crate::model::{ClientId, StaffId};
use chrono::{DateTime, Utc};
use sea_orm::{ActiveModelTrait, ActiveValue::NotSet, ActiveValue::Set};

/// Books a client with a person.
///
/// # Errors
/// As the database's.
pub async fn book(
    tx: &Tx,
    client: ClientId,
    staff: StaffId,
    starts_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
) -> Result<()> {
    let row = ActiveModel {
        id: NotSet,
        client_id: Set(client.0),
        staff_id: Set(staff.0),
        starts_at: Set(starts_at),
        ends_at: Set(ends_at),
        state: Set("booked".into()),
    };
    row.insert(tx.db()).await?;
    Ok(())
}
