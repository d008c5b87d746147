//! People without a seat: a link lets them in, anything else gets one constant answer per language (T1, decisions 21).

use super::arrival::{Arrival, Came};
use super::desk::Desk;
use super::news::{News, about_seat, spread};
use super::out::Out;
use crate::archive::Result;
use crate::archive::invites::{self, Accepted};
use crate::archive::staff::{self, Account};
use crate::dialogue::screen::{Common, Say};
use crate::dialogue::{State, help, staff_confirm};

/// Takes what somebody without a seat did. While the archive is `closed` after a restore, no link lets anybody in: else
/// whoever runs the server could seat the second person.
///
/// # Errors
/// As the archive's.
pub async fn take(desk: &mut Desk<'_>, arrival: &Arrival, closed: bool) -> Result<()> {
    let lang = desk.office.lang_of_code(arrival.from.lang.as_deref());
    let chat = arrival.from.id;
    let say = match &arrival.came {
        Came::Press { query, .. } => {
            return desk
                .put(chat, None, Out::Answer { query: query.clone(), toast: None, lang })
                .await;
        }
        Came::Start(Some(code)) if !closed => match accept(desk, arrival, code).await? {
            Some(say) => say,
            None => return Ok(()),
        },
        _ if staff::waits(desk.tx, arrival.from.id).await? => Common::Waiting,
        _ => Common::Stranger,
    };
    desk.put(chat, None, Out::Say { say: Say::Common(say), lang }).await
}

/// Follows a link: a seat at once, a seat that waits, or the sentence that the link is over.
async fn accept(desk: &mut Desk<'_>, arrival: &Arrival, code: &str) -> Result<Option<Common>> {
    let account = Account {
        id: arrival.from.id,
        name: &arrival.from.name,
        lang: arrival.from.lang.as_deref(),
    };
    Ok(match invites::accept(desk.tx, code, &account, desk.now).await? {
        Accepted::Over if staff::waits(desk.tx, arrival.from.id).await? => Some(Common::Waiting),
        // To a stranger a code that is over reads like no code at all: no hint that there was one.
        Accepted::Over => Some(Common::Stranger),
        Accepted::Waits(invite, inviter) => {
            let state = State::StaffConfirm(staff_confirm::State::Accepted { invite });
            spread(
                desk,
                vec![News::Tell { to: inviter, state, subject: Some(about_seat(invite)) }],
            )
            .await?;
            Some(Common::Waiting)
        }
        Accepted::Seated(person) => {
            welcome(desk, person).await?;
            None
        }
    })
}

/// The first message to somebody who has a seat now.
///
/// # Errors
/// As the archive's.
pub async fn welcome(desk: &mut Desk<'_>, person: crate::model::StaffId) -> Result<()> {
    let state = State::Help(help::State::Welcome);
    spread(desk, vec![News::Seated(person), News::Tell { to: person, state, subject: None }]).await
}
