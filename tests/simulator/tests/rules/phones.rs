//! The Rust face: people talk to a small sample bot, and the transcript tells it.

use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};

use serde_json::{Value, json};
use simulator::{Options, Simulator, events::EventKind};
use tokio::task::JoinHandle;

use crate::support::{call, ok, start};

/// Runs a bot that knows a menu with buttons, until the simulator goes away.
fn run_sample_bot(sim: &Arc<Simulator>) -> JoinHandle<()> {
    let sim = Arc::downgrade(sim);
    tokio::spawn(async move {
        let mut offset = 0;
        while let Some(sim) = sim.upgrade() {
            let poll = json!({"offset": offset, "timeout": 1});
            let Ok(answer) = call(&sim, "GetUpdates", poll).await else { return };
            for update in answer.json()["result"].as_array().unwrap() {
                offset = update["update_id"].as_i64().unwrap() + 1;
                answer_update(&sim, update).await;
            }
        }
    })
}

async fn answer_update(sim: &Simulator, update: &Value) {
    if let Some(text) = update["message"]["text"].as_str() {
        let chat = &update["message"]["chat"]["id"];
        match text {
            "/start" => {
                ok(
                    sim,
                    "sendMessage",
                    json!({"chat_id": chat, "text": "Home\n3 cards", "reply_markup": home()}),
                )
                .await;
            }
            "keys" => {
                let markup = json!({"keyboard": [[{"text": "/start"}]], "one_time_keyboard": true});
                ok(
                    sim,
                    "sendMessage",
                    json!({"chat_id": chat, "text": "Keys", "reply_markup": markup}),
                )
                .await;
            }
            "twice" => {
                for text in ["one", "two"] {
                    ok(sim, "sendMessage", json!({"chat_id": chat, "text": text})).await;
                }
            }
            _ => {}
        }
    }
    let query = &update["callback_query"];
    if let Some(data) = query["data"].as_str() {
        let (chat, id) = (&query["message"]["chat"]["id"], &query["message"]["message_id"]);
        let answer = |text: &str, alert: bool| json!({"callback_query_id": query["id"], "text": text, "show_alert": alert});
        match data {
            "find" => {
                ok(
                    sim,
                    "editMessageText",
                    json!({"chat_id": chat, "message_id": id, "text": "Whom?"}),
                )
                .await;
                ok(sim, "answerCallbackQuery", answer("", false)).await;
            }
            "save" => {
                ok(sim, "answerCallbackQuery", answer("Saved", false)).await;
            }
            "burn" => {
                ok(sim, "answerCallbackQuery", answer("Gone", true)).await;
                ok(sim, "deleteMessage", json!({"chat_id": chat, "message_id": id})).await;
            }
            _ => {}
        }
    }
}

fn home() -> Value {
    let button = |text: &str, data: &str| json!({"text": text, "callback_data": data});
    json!({"inline_keyboard": [[button("Find", "find"), button("Save", "save")], [button("Burn", "burn")]]})
}

#[tokio::test]
async fn the_transcript_tells_who_did_what() {
    let sim = Arc::new(start(Options::default()).await);
    let bot = run_sample_bot(&sim);
    let anna = sim.person(101, "Anna", Some("en"));
    anna.says("/start").await;
    anna.presses("Save").await;
    anna.presses("Burn").await;
    anna.says("/start").await;
    let acts = anna.presses("Find").await;
    assert_eq!(acts.last().unwrap().kind, EventKind::Edit);
    assert_eq!(anna.screen().text, "Whom?");
    let again = anna.screen().message_id;
    anna.presses_at(again, "Save").await;
    anna.says("twice").await;
    anna.says("keys").await;
    anna.taps("/start").await;
    let expected = "\
Anna: /start
  bot to Anna: Home ⏎ 3 cards [Find] [Save] / [Burn]
Anna: [Save]
  bot to Anna toasts: Saved
Anna: [Burn]
  bot to Anna alerts: Gone
  bot to Anna deletes 2
Anna: /start
  bot to Anna: Home ⏎ 3 cards [Find] [Save] / [Burn]
Anna: [Find]
  bot to Anna edits 4: Whom?
Anna: [Save]
  bot to Anna toasts: Saved
Anna: twice
  bot to Anna: one
  bot to Anna: two
Anna: keys
  bot to Anna: Keys keyboard: [/start]
Anna: /start
  bot to Anna: Home ⏎ 3 cards [Find] [Save] / [Burn]
";
    assert_eq!(sim.transcript(), expected);
    sim.idle(Duration::from_millis(50)).await;
    assert_eq!(sim.unread(), [""; 0]);
    bot.abort();
}

#[tokio::test]
async fn what_nobody_reads_stays_unread() {
    let sim = Arc::new(start(Options::default()).await);
    let bot = run_sample_bot(&sim);
    let anna = sim.person(101, "Anna", None);
    let boris = sim.person(102, "Boris", None);
    anna.says_quietly("twice");
    boris.says("/start").await;
    sim.idle(Duration::from_millis(50)).await;
    assert_eq!(sim.unread(), ["  bot to Anna: one", "  bot to Anna: two"]);
    assert_eq!(anna.reads().await.len(), 2);
    assert_eq!(sim.unread(), [""; 0]);
    bot.abort();
}

#[tokio::test]
async fn a_button_that_is_not_there_shows_the_transcript() {
    let sim = start(Options::default()).await;
    let anna = sim.person(101, "Anna", None);
    anna.says_quietly("hello");
    let press = std::panic::catch_unwind(AssertUnwindSafe(|| anna.press_quietly("Find")));
    let message = press.err().unwrap().downcast::<String>().unwrap();
    assert!(message.starts_with("Anna: No button says [Find]."), "{message}");
    assert!(message.ends_with("Anna: hello\n"), "{message}");
}

#[tokio::test]
async fn a_shutdown_ends_a_long_poll() {
    let sim = start(Options::default()).await;
    let url = sim.url();
    let poll = {
        let address = url.replace("http://", "");
        tokio::spawn(async move {
            use tokio::io::{AsyncReadExt, AsyncWriteExt};
            let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
            let path = format!("/bot{}/getUpdates?timeout=50", crate::support::TOKEN);
            let head = format!("GET {path} HTTP/1.1\r\nhost: simulator\r\n\r\n");
            stream.write_all(head.as_bytes()).await.unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).await.unwrap();
            answer
        })
    };
    while crate::support::people(&sim, "/bot", None).await["polling"] != true {}
    sim.shutdown().await;
    assert!(poll.await.unwrap().contains("200 OK"));
}
