//! The people's door: chats, events, the clock, the journal, the host.

use std::{fs, sync::Arc};

use serde_json::{Value, json};
use simulator::{
    Options,
    host::{Host, HostButton, HostCounter, Pressed},
};

use crate::support::{anna, frozen, ok, people, request, start, text_to_anna, updates};

#[tokio::test]
async fn people_are_added_and_their_chats_are_read() {
    let sim = frozen().await;
    let anna = json!({"id": 101, "name": "Anna", "language_code": "en", "caption": "Care"});
    assert_eq!(people(&sim, "/people", Some(anna)).await["ok"], true);
    let all = people(&sim, "/people", None).await;
    assert_eq!(
        all["people"][0],
        json!({
            "id": 101, "name": "Anna", "username": null, "language_code": "en", "caption": "Care",
            "online": true,
        })
    );
    let said = people(&sim, "/people/101/say", Some(json!({"text": "hello"}))).await;
    assert_eq!(said, json!({"ok": true, "update_id": 1001, "message_id": 1}));
    let keyboard =
        json!({"keyboard": [[{"text": "Key"}, {"text": "Me", "request_contact": true}]]});
    let sent = json!({"chat_id": 101, "text": "Hi", "reply_markup": keyboard});
    ok(&sim, "sendMessage", sent).await;
    let chat = people(&sim, "/people/101/chat", None).await;
    assert_eq!((&chat["unread"], &chat["keyboard"]), (&json!(1), &keyboard));
    assert_eq!(chat["messages"][0]["read"], false, "the bot has not confirmed it");
    assert_eq!(chat["messages"][1]["out"], false);
    updates(&sim, 1002).await;
    people(&sim, "/people/101/read", Some(json!({}))).await;
    let chat = people(&sim, "/people/101/chat", None).await;
    assert_eq!((&chat["unread"], &chat["messages"][0]["read"]), (&json!(0), &json!(true)));

    people(&sim, "/people/101/tap_keyboard", Some(json!({"row": 0, "column": 0}))).await;
    people(&sim, "/people/101/tap_keyboard", Some(json!({"row": 0, "column": 1}))).await;
    let batch = updates(&sim, 0).await;
    assert_eq!(batch[0]["message"]["text"], "Key");
    assert_eq!(batch[1]["message"]["contact"]["user_id"], 101);
    let nobody = request(&sim, "POST /people/999/say", b"{\"text\":\"x\"}").await.unwrap();
    assert_eq!((nobody.status, nobody.json()["ok"].clone()), (400, json!(false)));
    let unknown = people(&sim, "/people/101/say", Some(json!({"words": "x"}))).await;
    assert_eq!(unknown["ok"], false);
}

#[tokio::test]
async fn every_act_reaches_the_bot_as_telegram_tells_it() {
    let sim = frozen().await;
    anna(&sim);
    let acts = [
        ("contact", json!({"phone_number": "+15550000001", "first_name": "Wu"}), "contact"),
        ("photo", json!({"caption": "c"}), "photo"),
        ("document", json!({"name": "a.txt", "base64": "aGk="}), "document"),
        ("sticker", json!({}), "sticker"),
        ("voice", json!({}), "voice"),
        ("location", json!({}), "location"),
        ("open_link", json!({"url": "https://t.me/sample_bot?start=abc"}), "text"),
    ];
    for (offset, (act, body, field)) in (1002..).zip(acts) {
        let done = people(&sim, &format!("/people/101/{act}"), Some(body)).await;
        assert_eq!(done["update_id"], offset, "{act}: {done}");
        let batch = updates(&sim, offset).await;
        assert!(!batch[0]["message"][field].is_null(), "{act}: {batch:?}");
    }
    let long = json!({"url": format!("https://t.me/sample_bot?start={}", "a".repeat(65))});
    assert_eq!(people(&sim, "/people/101/open_link", Some(long)).await["ok"], false);
    people(&sim, "/people/101/block", Some(json!({}))).await;
    let blocked = people(&sim, "/people/101/say", Some(json!({"text": "x"}))).await;
    assert_eq!(blocked["error"], "This person blocks the bot.");
    people(&sim, "/people/101/unblock", Some(json!({}))).await;
    people(&sim, "/people/101/clear", Some(json!({}))).await;
    assert_eq!(people(&sim, "/people/101/chat", None).await["messages"], json!([]));
}

#[tokio::test]
async fn events_come_in_order_and_wake_who_waits() {
    let sim = frozen().await;
    anna(&sim);
    let before = people(&sim, "/events", None).await["seq"].as_u64().unwrap();
    let path = format!("/events?since={before}&wait=10");
    let news = people(&sim, &path, None);
    let (news, id) = tokio::join!(news, text_to_anna(&sim, "hello"));
    let event = &news["events"][0];
    assert_eq!((&event["kind"], &event["chat"]), (&json!("message"), &json!(101)));
    assert_eq!((&event["message"]["text"], &event["message_id"]), (&json!("hello"), &json!(id)));
    assert_eq!(event["seq"], before + 1);
}

#[tokio::test]
async fn the_clock_is_moved_through_the_door() {
    let sim = frozen().await;
    let clock = people(&sim, "/clock", None).await;
    assert_eq!(clock["now"], "2031-03-04T09:00:00.000Z");
    let later = people(&sim, "/clock", Some(json!({"advance_s": 3600}))).await;
    assert_eq!(
        (&later["now"], &later["frozen"]),
        (&json!("2031-03-04T10:00:00.000Z"), &json!(true))
    );
    people(&sim, "/clock", Some(json!({"freeze": false}))).await;
    people(&sim, "/clock", Some(json!({"set": "2031-03-05T08:30:00+08:00"}))).await;
    let now = people(&sim, "/clock", None).await["now"].as_str().unwrap().to_owned();
    assert!(now.starts_with("2031-03-05T00:30:0"), "{now}");
    assert_eq!(people(&sim, "/clock", Some(json!({}))).await["ok"], false);
}

#[tokio::test]
async fn the_journal_holds_calls_and_updates_and_no_token() {
    let file = std::env::temp_dir().join(format!("simulator-journal-{}", std::process::id()));
    let sim = start(Options { journal: Some(file.clone()), ..Options::default() }).await;
    anna(&sim);
    text_to_anna(&sim, "hello").await;
    let journal = people(&sim, "/journal?since=0", None).await;
    let kinds: Vec<_> =
        journal["entries"].as_array().unwrap().iter().map(|entry| &entry["kind"]).collect();
    assert_eq!(kinds, ["update", "call"]);
    let call = &journal["entries"][1];
    assert_eq!((&call["method"], &call["status"]), (&json!("sendMessage"), &json!(200)));
    assert_eq!(call["params"], json!({"chat_id": 101, "text": "hello"}));
    assert_eq!(people(&sim, "/journal?since=1", None).await["entries"][0], *call);
    let lines = fs::read_to_string(&file).unwrap();
    fs::remove_file(file).unwrap();
    let lines: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(json!(lines), journal["entries"]);
    assert!(!journal.to_string().contains("invented-token"));
    assert!(!people(&sim, "/bot", None).await.to_string().contains("invented-token"));
}

struct Stage;

impl Host for Stage {
    fn buttons(&self) -> Vec<HostButton> {
        vec![HostButton { id: "bot-kill".to_owned(), label: "Kill the bot".to_owned() }]
    }

    fn counters(&self) -> Vec<HostCounter> {
        vec![HostCounter { label: "lost".to_owned(), value: "0".to_owned() }]
    }

    fn press<'a>(&'a self, id: &'a str) -> Pressed<'a> {
        Box::pin(async move { Err(format!("{id} was pressed")) })
    }
}

#[tokio::test]
async fn the_host_adds_buttons_and_counters() {
    let sim = start(Options { host: Some(Arc::new(Stage)), ..Options::default() }).await;
    let host = people(&sim, "/host", None).await;
    assert_eq!(host["counters"], json!([{"label": "lost", "value": "0"}]));
    assert_eq!(people(&sim, "/bot/kill", Some(json!({}))).await["error"], "bot-kill was pressed");
    assert_eq!(people(&sim, "/host/other", Some(json!({}))).await["ok"], false);
    let lonely = frozen().await;
    assert_eq!(people(&lonely, "/bot/kill", Some(json!({}))).await["ok"], false);
    let page = request(&lonely, "GET /", b"").await.unwrap();
    assert!(page.status == 200 && page.head.contains("text/html"));
    assert_eq!(request(&lonely, "GET /page/none.js", b"").await.unwrap().status, 404);
}
