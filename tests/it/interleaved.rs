//! At each moment of a borrowing the client is erased (K31), or the borrower's seat is taken away (K30): it ends there, and
//! nothing of the client is shown or sent any more.

use crate::lending::{
    CANARY, LENA, approves, catch_up, fills, joins, keeper_and_manager, read, salon,
    sent_with_content,
};
use crate::office::{Office, monday};
use futures::{StreamExt, stream};
use kartoteka::archive::tasks;
use simulator::Person;
use simulator::faults::{Fault, FaultKind};
use std::time::{Duration, Instant};

/// When nothing was under way for so long, all that an act causes has left.
const QUIET: Duration = Duration::from_millis(300);
/// What a request and a receipt may name.
const NAME: &str = "Emma Sample";
/// From the hour at which a test begins to that of the late digests.
const TO_MIDNIGHT: Duration = Duration::from_secs(6 * 3_600 + 59 * 60 + 10);
/// Salons at the same time: mostly they wait.
const ABREAST: usize = 4;

/// One thing that is done on the way.
#[derive(Clone, Copy)]
enum Act {
    Says(&'static str),
    Presses(&'static str),
    /// The manager approves.
    Approval,
}

/// A borrowing from the search to the visit that is logged with the record at hand.
const WAY: &[Act] = &[
    Act::Says("emma"),
    Act::Presses("Borrow"),
    Act::Presses("Visit"),
    Act::Presses("Care"),
    Act::Presses("2 hours"),
    Act::Presses("Send"),
    Act::Approval,
    Act::Presses("Ask to extend"),
    Act::Presses("Today"),
];

impl Act {
    async fn is_done(self, lena: &Person, mina: &Person) {
        match self {
            Act::Says(words) => drop(lena.says(words).await),
            Act::Presses(label) => drop(lena.presses(label).await),
            Act::Approval => {
                mina.reads().await;
                approves(mina).await;
                lena.reads().await;
            }
        }
    }

    /// The same, if there is a way to it still.
    async fn is_tried(self, office: &Office, lena: &Person, mina: &Person) {
        match self {
            Act::Says(words) => {
                lena.says_quietly(words);
            }
            Act::Presses(label) => {
                lena.press_if_there(label);
            }
            Act::Approval => {
                for label in ["Approve", "Yes, approve"] {
                    mina.press_if_there(label);
                    office.sim.idle(QUIET).await;
                }
            }
        }
        office.sim.idle(QUIET).await;
    }
}

/// What the bot's messages in a chat say and offer.
fn shown(person: &Person) -> String {
    let chat = person.chat().into_iter().filter(|message| !message.out);
    let told = chat.map(|message| format!("{}\n{}", message.words(), message.labels().join("\n")));
    told.collect::<Vec<_>>().join("\n")
}

/// Calls toward a chat that name the client, done or refused.
fn named(office: &Office, chat: i64, done: bool) -> usize {
    let calls = office.sim.journal().entries.into_iter().filter(|entry| entry["kind"] == "call");
    let calls = calls
        .filter(|entry| entry["params"]["chat_id"] == chat && (entry["status"] == 200) == done);
    calls.filter(|entry| entry["params"].to_string().contains(NAME)).count()
}

async fn erased_after(acts: usize) {
    let (office, kira, mina) = keeper_and_manager(["en", "en"]).await;
    let (lena, _) = joins(&office, 104, LENA).await;
    for act in &WAY[..acts] {
        act.is_done(&lena, &mina).await;
    }
    catch_up(&office, &[&mina]).await;
    let labels = ["Rights", "Erase the client", "The client's wish", "Ask to erase"];
    fills(&kira, "emma", &labels).await;
    mina.reads().await;
    mina.presses("Confirm").await;
    mina.presses("Yes, erase").await;
    office.sim.idle(2 * QUIET).await;
    let sent = sent_with_content(&office, lena.id()).len();
    for act in &WAY[acts..] {
        act.is_tried(&office, &lena, &mina).await;
    }
    catch_up(&office, &[&kira, &lena, &mina]).await;
    assert_eq!(sent_with_content(&office, lena.id()).len(), sent, "after act {acts}");
    for text in [CANARY, "138 0013 8001", "13800138001"] {
        assert_eq!(office.finds(text).await, Vec::<String>::new(), "{text} after act {acts}");
    }
    for person in [&kira, &lena, &mina] {
        let shown = shown(person);
        assert!(!shown.contains(CANARY) && !shown.contains(NAME), "after act {acts}: {shown}");
    }
    office.close().await;
}

async fn suspended_after(acts: usize) {
    let (office, lena, mina) = salon().await;
    for act in &WAY[..acts] {
        act.is_done(&lena, &mina).await;
    }
    catch_up(&office, &[&mina]).await;
    mina.says("/settings").await;
    for label in ["People", "Lena", "Suspend", "Phone lost", "Yes, suspend"] {
        mina.presses(label).await;
    }
    office.sim.idle(2 * QUIET).await;
    let sent = sent_with_content(&office, lena.id()).len();
    for act in &WAY[acts..] {
        act.is_tried(&office, &lena, &mina).await;
    }
    catch_up(&office, &[&lena, &mina]).await;
    assert_eq!(sent_with_content(&office, lena.id()).len(), sent, "after act {acts}");
    let shown = shown(&lena);
    assert!(!shown.contains(CANARY) && !shown.contains(NAME), "after act {acts}: {shown}");
    let running = "SELECT count(*) FROM loan WHERE status IN ('asked', 'out')";
    assert_eq!(office.counts(running).await, 0, "after act {acts}");
    office.close().await;
}

#[tokio::test]
async fn an_erasure_at_any_moment_of_a_borrowing_leaves_nothing() {
    stream::iter((0..=WAY.len()).map(erased_after)).buffer_unordered(ABREAST).count().await;
}

#[tokio::test]
async fn a_suspension_at_any_moment_of_a_borrowing_leaves_nothing() {
    stream::iter((0..=WAY.len()).map(suspended_after)).buffer_unordered(ABREAST).count().await;
}

/// How long Telegram puts a digest off: longer than an erasure takes on a busy machine.
const PUT_OFF: Duration = Duration::from_secs(12);
/// The longest wait for what the schedule does by itself.
const PATIENCE: Duration = Duration::from_secs(60);

/// A digest that Telegram puts off while a client on it is erased; its reader may have cleared the chat before that.
async fn put_off(cleared: bool) {
    let (office, kira, mina) = keeper_and_manager(["en", "en"]).await;
    let (lena, lena_id) = joins(&office, 104, LENA).await;
    let due = office.archive.write(move |tx| {
        Box::pin(async move {
            tasks::create(tx, 1, lena_id.0, None, monday().date_naive()).await.map(drop)
        })
    });
    due.await.expect("a follow-up");
    // Telegram takes her digest at the second try only.
    let late = Fault::on("sendMessage", FaultKind::RetryAfter { seconds: PUT_OFF.as_secs() });
    office.sim.faults().add(late.in_chat(lena.id()).times(1));
    office.sim.clock().advance(TO_MIDNIGHT);
    let begun = Instant::now();
    while named(&office, lena.id(), false) == 0 {
        assert!(begun.elapsed() < PATIENCE, "her digest was not refused");
        office.sim.idle(QUIET).await;
    }
    if cleared {
        lena.says_quietly("/clear");
        office.sim.idle(QUIET).await;
    }
    let labels = ["Rights", "Erase the client", "The client's wish", "Ask to erase"];
    fills(&kira, "emma", &labels).await;
    mina.reads().await;
    mina.presses("Confirm").await;
    mina.presses("Yes, erase").await;
    read(&office, &[&kira]).await;
    tokio::time::sleep(PUT_OFF).await;
    office.sim.idle(QUIET).await;
    assert!(!shown(&lena).contains(NAME), "{}", shown(&lena));
    assert_eq!(named(&office, lena.id(), true), 0);
    catch_up(&office, &[&lena, &mina]).await;
    office.close().await;
}

#[tokio::test]
async fn a_digest_on_its_way_names_nobody_who_was_erased_meanwhile() {
    put_off(false).await;
    put_off(true).await;
}
