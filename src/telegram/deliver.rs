//! One letter on its way: read again who may read it, word it, call Telegram, judge the answer, mark the row (R4, R6).

mod doubtful;
mod ends;

use super::Desk;
use super::answered::{ANSWER_MAX, Answered};
use super::backoff::{after, jitter};
use super::classify::Verdict;
use super::commands;
use super::compose::{self, Extent, handles};
use super::emptied::{self, DOCUMENT};
use super::lanes::Letter;
use super::marks::Marks;
use super::paper;
use super::upload::Document;
use super::wire::Refusal;
use crate::archive::screens::{self, Standing};
use crate::archive::staff::{self, Seated};
use crate::archive::{ArchiveError, Result};
use crate::dialogue::screen::{Common, Say, Screen};
use crate::faults;
use crate::locale::Reader;
use crate::model::ScreenId;
use crate::model::lang::Lang;
use crate::turn::handle::Handle;
use crate::turn::out::{Out, Parcel};
use doubtful::is_doubtful_card;
use serde::Serialize;
use serde_json::{Value, json};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Semaphore, SemaphorePermit};

/// Calls under way at once, over all chats, while they share a connection; with the poll and a download that stays below the
/// 128 that nginx lets through by itself. Where less is let through the rest waits its turn.
const CALLS_MAX: usize = 124;
/// What a call counts that has a connection to itself: 62 of these, with the poll and a download, keep to 64 connections.
const ALONE: u32 = 2;
/// A send whose outcome stays unknown this often is given up; each try but the first is marked.
const DOUBTS_MAX: u32 = 6;
/// A notice that leaves later than this after it was written says so (chat.md).
const LATE: chrono::Duration = chrono::Duration::hours(1);

/// What became of a letter.
pub enum Fate {
    /// Its row has ended; these follow.
    Ended(Vec<Parcel>),
    /// It is tried again after this pause.
    Later(Duration),
    /// Nothing may be sent to this chat before this pause is over; then it is tried again.
    Quiet(Duration),
}

/// Carries letters to Telegram.
pub struct Carrier {
    desk: Desk,
    marks: Arc<Marks>,
    calls: Semaphore,
    answered: Answered,
}

impl Carrier {
    /// A carrier with nothing under way.
    pub fn new(desk: Desk, marks: Arc<Marks>) -> Self {
        Self { desk, marks, calls: Semaphore::new(CALLS_MAX), answered: Answered::default() }
    }

    /// Whether another call could begin at once.
    pub fn has_calls_to_spare(&self) -> bool {
        self.calls.available_permits() >= self.weight() as usize
    }

    /// Tries to deliver a letter. If the archive fails, it is tried again: nothing is sent twice for that.
    pub async fn carry(&self, letter: &mut Letter) -> Fate {
        match self.attempt(letter).await {
            Ok(fate) => fate,
            Err(ArchiveError::Closed) => Fate::Ended(Vec::new()),
            Err(error) => {
                tracing::error!(%error, "the outbox could not be read or marked");
                later(letter)
            }
        }
    }

    /// Answers a press without words and without a row; a failure is left to the row that may come.
    pub async fn answer_bare(&self, query: String) {
        let answer = json!({ "callback_query_id": query });
        match self.call("answerCallbackQuery", &answer).await {
            Ok(_) => self.answered.note(query),
            Err(refusal) => tracing::info!(%refusal, "a bare answer failed"),
        }
    }

    async fn attempt(&self, letter: &mut Letter) -> Result<Fate> {
        if let Some(message) = letter.sent {
            return self.mark(letter, message).await;
        }
        let chat = letter.parcel.chat;
        match letter.parcel.out.clone() {
            Out::Answer { query, toast, lang } => self.answer(letter, query, toast, lang).await,
            Out::Show { screen, fresh } => self.show(letter, &screen, fresh).await,
            Out::Delete { message } => self.delete(letter, message).await,
            Out::Say { say, lang } => self.say(letter, &say, lang).await,
            Out::Commands { role, lang } => {
                let reader = compose::stranger(lang, self.desk.clock.now());
                let (method, params) = commands::of_chat(chat, role, &reader);
                self.simply(letter, method, &params).await
            }
            Out::Sweep { messages } => {
                let params = json!({ "chat_id": chat, "message_ids": messages });
                self.simply(letter, "deleteMessages", &params).await
            }
            Out::Leave => self.simply(letter, "leaveChat", &json!({ "chat_id": chat })).await,
        }
    }

    async fn answer(
        &self,
        letter: &mut Letter,
        query: String,
        toast: Option<Say>,
        lang: Lang,
    ) -> Result<Fate> {
        if letter.born.elapsed() > ANSWER_MAX {
            return Ok(self.end(letter, "dropped"));
        }
        if self.answered.has(&query) {
            return Ok(self.end(letter, "done"));
        }
        let mut answer = json!({ "callback_query_id": query });
        if let Some(toast) = toast {
            let reader = Reader { lang, ..self.reader_in(letter.parcel.chat).await? };
            answer["text"] = compose::toast(&toast, &reader).into();
        }
        self.simply(letter, "answerCallbackQuery", &answer).await
    }

    /// A call that may be repeated without harm, and whose success needs no more than a mark.
    async fn simply(&self, letter: &mut Letter, method: &str, params: &Value) -> Result<Fate> {
        match self.call(method, params).await {
            Ok(_) => Ok(self.end(letter, "done")),
            Err(refusal) => self.bear(letter, &refusal).await,
        }
    }

    async fn show(&self, letter: &mut Letter, screen: &Screen, fresh: bool) -> Result<Fate> {
        let (chat, revision) = (letter.parcel.chat, letter.parcel.revision);
        let Some(id) = letter.parcel.screen else { return Ok(self.end(letter, "failed")) };
        let Some((standing, reader)) = self.standing(id).await? else {
            return self.give_up(letter, "dropped").await;
        };
        // Its client was erased while it waited here (K31).
        if standing.screen.shown.is_empty() {
            return self.give_up(letter, "dropped").await;
        }
        // A document comes as a new message, always.
        let anew = fresh || letter.anew || (screen.paper.is_some() && !standing.issue_ended);
        let message = standing.screen.message_id.filter(|_| !anew);
        // The line in place of a doubtful card goes out first: under its number the card is found, and taken back.
        let owed = message.is_none() && is_doubtful_card(letter);
        if standing.screen.revision > revision && !owed {
            return Ok(self.end(letter, "superseded"));
        }
        let extent = match message {
            _ if standing.issue_ended => Extent::Closed,
            None if letter.doubts > 0 && screen.issue.is_some() => Extent::Interrupted,
            None if letter.doubts > 0 => Extent::Repeated,
            None if self.is_late(letter, &standing) => Extent::Late(letter.written),
            _ => Extent::Whole,
        };
        let handle = Handle { screen: id, revision, place: 0 };
        let handle = handles(&self.desk.office.handles, chat, handle);
        let worded = compose::word(screen, extent, &reader, handle);
        let Some(message) = message else { return self.send(letter, worded).await };
        match self.call("editMessageText", &worded.edit(chat, message)).await {
            Ok(_) => Ok(self.end(letter, "done")),
            Err(refusal) => match refusal.verdict() {
                Verdict::Done => Ok(self.end(letter, "done")),
                Verdict::Gone => {
                    // No send was tried yet, so none is in doubt.
                    (letter.anew, letter.doubts) = (true, 0);
                    Ok(Fate::Later(Duration::ZERO))
                }
                _ => self.bear(letter, &refusal).await,
            },
        }
    }

    async fn say(&self, letter: &mut Letter, say: &Say, lang: Lang) -> Result<Fate> {
        let reader = Reader { lang, ..self.reader_in(letter.parcel.chat).await? };
        let worded = compose::sentence(say, letter.doubts > 0, &reader);
        self.send(letter, worded).await
    }

    /// Sends a new message: the only call that must not be repeated as if nothing had been.
    async fn send(&self, letter: &mut Letter, worded: compose::Worded) -> Result<Fate> {
        let Some(sent) = self.send_worded(letter.parcel.chat, worded).await else {
            return Ok(self.end(letter, "failed"));
        };
        match sent {
            Ok(sent) => {
                crate::meter::METERS.repeats.add(u64::from(letter.doubts > 0));
                faults::here("after-message");
                let message = sent["message_id"].as_i64().and_then(|id| i32::try_from(id).ok());
                // Without a number there is nothing to edit later: the next showing is a new message.
                letter.sent = Some(message.unwrap_or(0));
                self.mark(letter, message.unwrap_or(0)).await
            }
            Err(refusal) => {
                let doubtful = refusal.verdict() == Verdict::Unknown && refusal.may_have_arrived();
                if doubtful && letter.doubt(self.desk.connection.answers()) > DOUBTS_MAX {
                    tracing::error!(
                        kind = letter.parcel.out.kind(),
                        "a send stays in doubt; given up"
                    );
                    return self.give_up(letter, "failed").await;
                }
                self.bear(letter, &refusal).await
            }
        }
    }

    /// As a text, or with its document, which is set now and kept nowhere. `None` if it cannot be set.
    async fn send_worded(
        &self,
        chat: i64,
        mut worded: compose::Worded,
    ) -> Option<std::result::Result<Value, Refusal>> {
        let Some(paper) = worded.paper.take() else {
            return Some(self.call("sendMessage", &worded.send(chat)).await);
        };
        let set =
            tokio::task::spawn_blocking(move || Document::pdf(&paper.name, paper::set(&paper)));
        let document = set.await.inspect_err(|_| tracing::error!("a paper cannot be set")).ok()?;
        let _permit = self.permit().await;
        faults::here("before-send");
        let sent = self
            .desk
            .connection
            .upload("sendDocument", &worded.send_document(chat), DOCUMENT, &document)
            .await;
        faults::here("after-send");
        Some(sent)
    }

    /// Deletes a message; one that is too old for it is edited to a stub (R9).
    async fn delete(&self, letter: &mut Letter, message: i32) -> Result<Fate> {
        let chat = letter.parcel.chat;
        let params = json!({ "chat_id": chat, "message_id": message });
        match self.call("deleteMessage", &params).await {
            Err(refusal) if refusal.verdict() == Verdict::Gone => {
                let reader = self.reader_in(chat).await?;
                let seated =
                    staff::seated(&self.desk.archive.glance().await?, chat).await?.is_some();
                // Whoever lost their seat has no current message further down.
                let said = if seated { Common::Passed } else { Common::TakenBack };
                let stub = compose::sentence(&Say::Common(said), false, &reader);
                let edited = match self.call("editMessageText", &stub.edit(chat, message)).await {
                    Err(refusal) if refusal.verdict() == Verdict::Gone => {
                        self.empty(chat, message, &reader).await
                    }
                    edited => edited,
                };
                match edited {
                    Ok(_) => Ok(self.end(letter, "done")),
                    Err(refusal) => self.bear(letter, &refusal).await,
                }
            }
            Ok(_) => Ok(self.end(letter, "done")),
            Err(refusal) => self.bear(letter, &refusal).await,
        }
    }

    /// An empty document in place of one that is too old to be deleted: another caption would leave it there.
    async fn empty(
        &self,
        chat: i64,
        message: i32,
        reader: &Reader,
    ) -> std::result::Result<Value, Refusal> {
        let (edit, paper) =
            emptied::emptied(&Say::Common(Common::TakenBack), reader, chat, message);
        let document = Document::pdf(&paper.name, paper::set(&paper));
        let _permit = self.permit().await;
        self.desk.connection.upload("editMessageMedia", &edit, DOCUMENT, &document).await
    }

    /// What follows from a refusal of a call that may be repeated.
    async fn bear(&self, letter: &mut Letter, refusal: &Refusal) -> Result<Fate> {
        let (kind, verdict) = (letter.parcel.out.kind(), refusal.verdict());
        let chat = self.desk.connection.pseudonym(letter.parcel.chat);
        match verdict {
            Verdict::Done | Verdict::Gone | Verdict::TooOld => Ok(self.end(letter, "done")),
            Verdict::Forbidden => {
                tracing::info!(kind, chat, "a chat is out of reach");
                self.unreachable(letter).await
            }
            Verdict::RetryAfter(seconds) => {
                tracing::warn!(kind, chat, seconds, "told to wait");
                Ok(Fate::Quiet(Duration::from_secs(seconds)))
            }
            Verdict::BadContent => {
                tracing::error!(kind, chat, %refusal, "a call is wrong; it is not repeated");
                Ok(self.end(letter, "failed"))
            }
            Verdict::Conflict | Verdict::Unauthorized | Verdict::Unknown => {
                tracing::warn!(kind, chat, %refusal, tries = letter.tries, "a call failed");
                Ok(later(letter))
            }
        }
    }

    /// Waits until one more call may be under way.
    async fn permit(&self) -> SemaphorePermit<'_> {
        self.calls.acquire_many(self.weight()).await.expect("nobody closes it")
    }

    fn weight(&self) -> u32 {
        if self.desk.connection.shares() { 1 } else { ALONE }
    }

    async fn call(
        &self,
        method: &str,
        params: &impl Serialize,
    ) -> std::result::Result<Value, Refusal> {
        let _permit = self.permit().await;
        faults::here("before-send");
        let answer = self.desk.connection.call(method, params).await;
        faults::here("after-send");
        answer
    }

    /// The screen and its reader, as they stand now (decisions 1). `None` if nobody is to read it.
    async fn standing(&self, id: ScreenId) -> Result<Option<(Standing, Reader)>> {
        let standing = screens::standing(&self.desk.archive.glance().await?, id).await?;
        let standing = standing.filter(|at| at.reader.staff.reachable);
        Ok(standing.map(|standing| {
            let reader = self.reader(&standing.reader);
            (standing, reader)
        }))
    }

    /// The person of a private chat.
    async fn reader_in(&self, chat: i64) -> Result<Reader> {
        let read = self.desk.archive.glance().await?;
        Ok(match staff::seated(&read, chat).await? {
            Some(seated) => self.reader(&seated),
            None => emptied::former(&read, &self.desk.office, chat, self.desk.clock.now()).await?,
        })
    }

    fn reader(&self, seated: &Seated) -> Reader {
        compose::reader(seated, self.desk.office.lang_of(&seated.staff), self.desk.clock.now())
    }

    /// Whether a notice waited so long for Telegram that it has to say so (K16).
    fn is_late(&self, letter: &Letter, standing: &Standing) -> bool {
        standing.screen.kind == "notice" && self.desk.clock.now() - letter.written > LATE
    }
}

fn later(letter: &mut Letter) -> Fate {
    // Whoever failed at the same moment does not try again at the same one.
    let pause = after(letter.tries) / 2;
    letter.tries += 1;
    Fate::Later(pause + jitter(pause))
}
