//! `pin reset`: the way back for an only owner who has forgotten their PIN.

use super::{Failure, open_beside, say};
use crate::archive::pins::{self, Reset};
use crate::archive::{Archive, Result as Done, Tx, key_change, outbox};
use crate::dialogue::{State, staff_pin};
use crate::model::StaffId;
use crate::settings::Settings;
use crate::turn::Office;
use crate::turn::desk::Desk;
use crate::turn::handle::HandleKey;
use crate::turn::news::{News, spread};
use chrono::{DateTime, Utc};

/// Whose PIN.
#[derive(clap::Args)]
pub struct Whose {
    /// The owner's name, as colleagues read it in the chat.
    #[arg(long)]
    pub person: String,
}

/// Forgets the PIN and tells its owner in the chat. The bot may be running.
///
/// # Errors
/// If there is no such owner, no PIN, or another owner who can help in the chat.
pub async fn reset(settings: &Settings, whose: &Whose) -> Result<(), Failure> {
    let (archive, key) = open_beside(settings).await?;
    let office = Office {
        handles: HandleKey::new(key_change::handles(&archive.read().await?, &key).await?),
        // No link is made here.
        bot_username: String::new(),
        lang: settings.lang,
        locks: Default::default(),
    };
    let done = forget(&archive, office, &whose.person, settings.clock().now()).await;
    archive.close().await?;
    let sentence = match done? {
        Reset::Done(_) => {
            return say(
                "The PIN is reset; the owner is told in the chat and can choose a new one.",
            );
        }
        Reset::Nobody => {
            "No owner has this name; write it as colleagues read it in the chat, in quotes."
        }
        Reset::NotAlone => {
            "There is another owner: they suspend the seat under People and let it back in, and the PIN is forgotten."
        }
        Reset::None => "This owner has no PIN.",
    };
    Err(Failure::Failed(sentence.into()))
}

/// Forgets the PIN of the only owner and leaves them a message.
///
/// # Errors
/// As the archive's.
pub async fn forget(
    archive: &Archive,
    office: Office,
    name: &str,
    now: DateTime<Utc>,
) -> Done<Reset> {
    let name = name.to_owned();
    let forgotten = archive.write(move |tx| {
        let (office, name) = (office.clone(), name.clone());
        Box::pin(async move {
            let done = pins::reset(tx, &name, now).await?;
            if let Reset::Done(owner) = done {
                tell(tx, &office, owner, now).await?;
            }
            Ok(done)
        })
    });
    forgotten.await
}

/// The bot sends it: this process sends nothing, so the rows must not look as if they were on their way.
async fn tell(tx: &Tx, office: &Office, owner: StaffId, now: DateTime<Utc>) -> Done<()> {
    let mut desk = Desk::new(tx, office, now);
    let state = State::StaffPin(staff_pin::State::Reset { at: now });
    spread(&mut desk, vec![News::Tell { to: owner, state, subject: None }]).await?;
    for parcel in desk.parcels {
        outbox::retry(tx, parcel.id, now).await?;
    }
    Ok(())
}
