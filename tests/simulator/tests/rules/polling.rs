//! `getUpdates`: offsets, waiting, conflicts, lifetimes, allowed kinds.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use simulator::Simulator;

use crate::support::{anna, call, frozen, ok, refused, text_to_anna, updates};

fn ids(updates: &[Value]) -> Vec<i64> {
    updates.iter().map(|update| update["update_id"].as_i64().unwrap()).collect()
}

#[tokio::test]
async fn an_update_stays_until_a_higher_offset_confirms_it() {
    let sim = frozen().await;
    let anna = anna(&sim);
    anna.says_quietly("one");
    anna.says_quietly("two");
    assert_eq!(ids(&updates(&sim, 0).await), [1001, 1002, 1003]);
    assert_eq!(ids(&updates(&sim, 1002).await), [1002, 1003]);
    assert_eq!(ids(&updates(&sim, 0).await), [1002, 1003]);
    assert_eq!(ids(&updates(&sim, -1).await), [1003]);
    assert_eq!(ids(&updates(&sim, 5000).await), [1003], "too far ahead confirms nothing");
    assert_eq!(ids(&updates(&sim, 1004).await), [0; 0]);
    let info = ok(&sim, "getWebhookInfo", json!({})).await;
    assert_eq!(info["pending_update_count"], 0);
}

#[tokio::test]
async fn the_same_offset_at_once_gets_one_update() {
    let mut again = 2;
    // On a busy machine the second comes too late to be at once.
    for _ in 0..5 {
        let sim = frozen().await;
        anna(&sim).says_quietly("one");
        assert_eq!(updates(&sim, 0).await.len(), 2);
        again = again.min(updates(&sim, 0).await.len());
    }
    assert_eq!(again, 1);
}

#[tokio::test]
async fn a_limit_cuts_the_batch() {
    let sim = frozen().await;
    let anna = anna(&sim);
    for _ in 0..119 {
        anna.says_quietly("more");
    }
    let batch =
        |offset: i64, limit: i64| ok(&sim, "getUpdates", json!({"offset": offset, "limit": limit}));
    assert_eq!(batch(0, 7).await.as_array().unwrap().len(), 7);
    assert_eq!(batch(1001, 500).await.as_array().unwrap().len(), 100);
}

#[tokio::test]
async fn a_long_poll_wakes_at_once() {
    let sim = frozen().await;
    let anna = sim.person(101, "Anna", None);
    let poll = ok(&sim, "getUpdates", json!({"timeout": 50}));
    let speak = async {
        until_polling(&sim).await;
        let spoken = Instant::now();
        anna.says_quietly("hello");
        spoken
    };
    let (batch, spoken) = tokio::join!(poll, speak);
    assert!(spoken.elapsed() < Duration::from_secs(10));
    let message = &batch[0]["message"];
    assert_eq!(message["text"], "hello");
    assert_eq!(message["from"], json!({"id": 101, "is_bot": false, "first_name": "Anna"}));
    assert_eq!(message["chat"], json!({"id": 101, "type": "private", "first_name": "Anna"}));
    assert_eq!(message["date"], 1_930_381_200);
}

#[tokio::test]
async fn the_older_of_two_polls_ends_in_a_conflict() {
    let sim = frozen().await;
    let older = call(&sim, "getUpdates", json!({"timeout": 50}));
    let newer = async {
        until_polling(&sim).await;
        // Another offset, or the younger poll would count as a hasty repetition.
        call(&sim, "getUpdates", json!({"offset": 1001, "timeout": 50})).await
    };
    let speak = async {
        let older = older.await.unwrap();
        until_polling(&sim).await;
        anna(&sim);
        older
    };
    let (older, newer) = tokio::join!(speak, newer);
    assert_eq!(older.status, 409);
    assert_eq!(
        older.json()["description"],
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance \
         is running"
    );
    assert_eq!(newer.unwrap().json()["result"][0]["update_id"], 1001);
}

#[tokio::test]
async fn a_webhook_forbids_polling() {
    let sim = frozen().await;
    ok(&sim, "setWebhook", json!({"url": "https://bot.example.org/hook"})).await;
    assert!(refused(&sim, "getUpdates", json!({})).await.starts_with("Conflict: can't use"));
    ok(&sim, "deleteWebhook", json!({})).await;
    updates(&sim, 0).await;
}

#[tokio::test]
async fn updates_die_of_age_by_the_clock() {
    let sim = frozen().await;
    let anna = anna(&sim);
    let keyboard = json!({"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]});
    ok(&sim, "sendMessage", json!({"chat_id": 101, "text": "?", "reply_markup": keyboard})).await;
    anna.press_quietly("Yes");
    sim.clock().advance(Duration::from_secs(150));
    assert_eq!(ids(&updates(&sim, 0).await), [1001, 1002]);
    sim.clock().advance(Duration::from_secs(1));
    assert_eq!(ids(&updates(&sim, 1000).await), [1001]);
    sim.clock().advance(Duration::from_secs(24 * 60 * 60));
    assert_eq!(ids(&updates(&sim, 999).await), [0; 0]);
}

#[tokio::test]
async fn only_allowed_kinds_arrive() {
    let sim = frozen().await;
    let anna = sim.person(101, "Anna", None);
    ok(&sim, "getUpdates", json!({"allowed_updates": ["message"]})).await;
    anna.says_quietly("helo");
    assert_eq!(anna.edits(1, "hello"), 0);
    assert_eq!(updates(&sim, 1).await.len(), 1);
    ok(&sim, "getUpdates", json!({"offset": 2, "allowed_updates": []})).await;
    assert_eq!(anna.edits(1, "hello!"), 1002);
    let batch = updates(&sim, 1002).await;
    assert_eq!(batch[0]["edited_message"]["text"], "hello!");
    assert!(batch[0]["edited_message"]["edit_date"].is_i64());
}

#[tokio::test]
async fn blocking_is_told_and_closes_the_chat() {
    let sim = frozen().await;
    let anna = anna(&sim);
    text_to_anna(&sim, "hello").await;
    anna.blocks();
    let change = updates(&sim, 1002).await[0]["my_chat_member"].clone();
    assert_eq!(change["old_chat_member"]["status"], "member");
    assert_eq!(change["new_chat_member"]["status"], "kicked");
    assert_eq!(
        refused(&sim, "sendMessage", json!({"chat_id": 101, "text": "?"})).await,
        "Forbidden: bot was blocked by the user"
    );
    anna.unblocks();
    text_to_anna(&sim, "again").await;
}

/// Waits until a poll waits at the simulator.
async fn until_polling(sim: &Simulator) {
    let deadline = Instant::now() + Duration::from_secs(5);
    while crate::support::people(sim, "/bot", None).await["polling"] != true {
        assert!(Instant::now() < deadline, "nobody polls");
    }
}
