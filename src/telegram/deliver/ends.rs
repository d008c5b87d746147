//! How a letter's row ends: what stands in the chat now, and what is to leave it.

use super::doubtful::{self, is_doubtful_card};
use super::{Carrier, Fate};
use crate::archive::{Result, outbox, staff};
use crate::faults;
use crate::telegram::classify::Verdict;
use crate::telegram::lanes::Letter;
use crate::telegram::postman::put;
use crate::turn::out::{Out, SWEPT_AT_ONCE};
use serde_json::json;

impl Carrier {
    /// Ends a row in a state, soon: its call may be repeated without harm, or was none.
    pub(super) fn end(&self, letter: &Letter, state: &'static str) -> Fate {
        self.marks.add(letter.parcel.id, state);
        Fate::Ended(Vec::new())
    }

    /// Ends a row of a message that was sent, at once.
    async fn end_now(&self, letter: &Letter, state: &'static str) -> Result<Fate> {
        faults::here("before-mark");
        let id = letter.parcel.id;
        let ending = self.desk.archive.write(move |tx| Box::pin(outbox::finish(tx, id, state)));
        ending.await?;
        faults::here("after-mark");
        Ok(Fate::Ended(Vec::new()))
    }

    /// Ends a row that nobody is to get any more. A card that may have arrived leaves the chat first, before anything else
    /// is sent there.
    pub(super) async fn give_up(&self, letter: &mut Letter, state: &'static str) -> Result<Fate> {
        if is_doubtful_card(letter) {
            let chat = letter.parcel.chat;
            let after = doubtful::after(&self.desk.archive.read().await?, chat).await?;
            for messages in after.chunks(SWEPT_AT_ONCE) {
                let params = json!({ "chat_id": chat, "message_ids": messages });
                let Err(refusal) = self.call("deleteMessages", &params).await else { continue };
                let over = [Verdict::Done, Verdict::Gone, Verdict::TooOld, Verdict::BadContent];
                if !over.contains(&refusal.verdict()) {
                    return self.bear(letter, &refusal).await;
                }
            }
        }
        self.end_now(letter, state).await
    }

    /// Ends a row whose chat cannot be reached, and notes that on its person.
    pub(super) async fn unreachable(&self, letter: &Letter) -> Result<Fate> {
        let (id, chat) = (letter.parcel.id, letter.parcel.chat);
        let ending = self.desk.archive.write(move |tx| {
            Box::pin(async move {
                staff::set_reachable(tx, chat, false).await?;
                outbox::finish(tx, id, "dropped").await
            })
        });
        ending.await?;
        faults::here("after-mark");
        Ok(Fate::Ended(Vec::new()))
    }

    /// Marks a screen as standing under a message; the message that it had before is to be deleted, and so is a card that
    /// may have arrived before this one.
    pub(super) async fn mark(&self, letter: &mut Letter, message: i32) -> Result<Fate> {
        letter.sent = Some(message);
        faults::here("before-mark");
        let (id, chat, now) = (letter.parcel.id, letter.parcel.chat, self.desk.clock.now());
        let Some(screen) = letter.parcel.screen.filter(|_| message != 0) else {
            return self.end_now(letter, "done").await;
        };
        let doubtful = is_doubtful_card(letter);
        let marking = self.desk.archive.write(move |tx| {
            Box::pin(async move {
                let mut parcels = match doubtful {
                    true => doubtful::sweep(tx, chat, message, now).await?,
                    false => Vec::new(),
                };
                if let Some(message) = outbox::shown(tx, id, screen.0, message, now).await? {
                    parcels.push(put(tx, chat, Out::Delete { message }, now).await?);
                }
                Ok(parcels)
            })
        });
        let parcels = marking.await?;
        faults::here("after-mark");
        Ok(Fate::Ended(parcels))
    }
}
