//! Injected faults, as a bot meets them.

use std::{
    io,
    time::{Duration, Instant},
};

use serde_json::json;
use simulator::faults::{Fault, FaultKind, UpdateFaults};

use crate::support::{anna, call, frozen, ok, people, refused, request, text_to_anna, updates};

fn hello() -> serde_json::Value {
    json!({"chat_id": 101, "text": "hello"})
}

#[tokio::test]
async fn a_cut_before_does_nothing_and_a_cut_after_does_it() {
    let sim = frozen().await;
    let anna = anna(&sim);
    sim.faults().add(Fault::on("sendMessage", FaultKind::CutBefore).times(1));
    sim.faults().add(Fault::on("sendMessage", FaultKind::CutAfter).from_nth(2).times(1));
    for expected in [1, 2] {
        let error = call(&sim, "sendMessage", hello()).await.err().unwrap();
        let is_cut =
            matches!(error.kind(), io::ErrorKind::ConnectionReset | io::ErrorKind::UnexpectedEof);
        assert!(is_cut, "{error}");
        assert_eq!(anna.chat().len(), expected);
    }
    text_to_anna(&sim, "hello").await;
    let journal = sim.journal();
    let calls = journal.calls("sendMessage");
    assert_eq!((&calls[0]["status"], &calls[0]["answer"]), (&json!(0), &json!(null)));
    assert_eq!((&calls[1]["status"], &calls[1]["answer"]["ok"]), (&json!(0), &json!(true)));
    assert_eq!(calls[1]["fault"]["kind"], "cut_after");
    assert_eq!(calls[2]["status"], 200);
}

#[tokio::test]
async fn an_answer_can_be_junk_end_in_the_middle_or_come_slowly() {
    let sim = frozen().await;
    let anna = anna(&sim);
    let before = anna.chat().len();
    let once = |fault, nth| {
        sim.faults().add(Fault::on("sendMessage", fault).from_nth(nth).times(1));
    };
    once(FaultKind::Junk { code: 200 }, 1);
    once(FaultKind::Half, 2);
    once(FaultKind::Trickle { ms: 1 }, 3);
    let answer = call(&sim, "sendMessage", hello()).await.unwrap();
    assert!(answer.status == 200 && answer.body.starts_with(&[0x1f, 0x8b]));
    assert_eq!(anna.chat().len(), before);
    let torn = call(&sim, "sendMessage", hello()).await;
    let whole = |body: &[u8]| serde_json::from_slice::<serde_json::Value>(body).is_ok();
    assert!(torn.is_err() || !whole(&torn.unwrap().body), "it ends in the middle");
    let begun = Instant::now();
    assert!(whole(&call(&sim, "sendMessage", hello()).await.unwrap().body));
    assert!(begun.elapsed() > Duration::from_millis(100), "a byte at a time");
    assert_eq!(anna.chat().len(), before + 2, "both were carried out");
}

#[tokio::test]
async fn errors_by_plan_look_like_telegrams() {
    let sim = frozen().await;
    let anna = anna(&sim);
    let html = "<html>502 Bad Gateway</html>";
    let once = |fault| sim.faults().add(Fault::on("sendmessage", fault).in_chat(101).times(1));

    once(FaultKind::Status { code: 502, body: html.to_owned() });
    let answer = call(&sim, "sendMessage", hello()).await.unwrap();
    assert_eq!((answer.status, answer.body.as_slice()), (502, html.as_bytes()));
    sim.faults().clear();

    once(FaultKind::RetryAfter { seconds: 3 });
    let answer = call(&sim, "sendMessage", hello()).await.unwrap();
    assert_eq!(answer.json()["parameters"], json!({"retry_after": 3}));
    assert!(answer.status == 429 && answer.head.contains("retry-after: 3"));
    sim.faults().clear();

    once(FaultKind::Forbidden { text: "Forbidden: user is deactivated".to_owned() });
    assert_eq!(refused(&sim, "sendMessage", hello()).await, "Forbidden: user is deactivated");
    sim.faults().clear();

    once(FaultKind::Unauthorized);
    assert_eq!(refused(&sim, "sendMessage", hello()).await, "Unauthorized");
    sim.faults().clear();

    sim.faults().add(Fault::on("getUpdates", FaultKind::Conflict).times(1));
    assert!(refused(&sim, "getUpdates", json!({})).await.starts_with("Conflict: terminated"));

    once(FaultKind::Delay { ms: 80 });
    let start = Instant::now();
    text_to_anna(&sim, "hello").await;
    assert!(start.elapsed() >= Duration::from_millis(80));
    assert_eq!(anna.chat().len(), 2);
}

#[tokio::test]
async fn the_plan_can_be_made_through_the_door() {
    let sim = frozen().await;
    anna(&sim);
    let rule = json!({"method": "*", "chat": 101, "nth": 2, "times": 1,
                      "fault": {"kind": "retry_after", "seconds": 5}});
    people(&sim, "/faults", Some(json!([rule]))).await;
    people(&sim, "/faults", Some(json!({"duplicate": 1.0, "seed": 1}))).await;
    text_to_anna(&sim, "one").await;
    let second = refused(&sim, "sendMessage", hello()).await;
    assert_eq!(second, "Too Many Requests: retry after 5");
    text_to_anna(&sim, "three").await;
    let plan = people(&sim, "/faults", None).await;
    assert_eq!(plan["calls"][0]["matched"], 3);
    let wrong = people(&sim, "/faults", Some(json!({"fault": {"kind": "flood"}}))).await;
    assert_eq!(wrong["ok"], false);

    let batch = updates(&sim, 0).await;
    let again = updates(&sim, 1002).await;
    let both = [batch, again].concat();
    assert_eq!(both.iter().filter(|update| update["update_id"] == 1001).count(), 2);
    request(&sim, "DELETE /faults", b"").await.unwrap();
    assert_eq!(people(&sim, "/faults", None).await["calls"], json!([]));
}

#[tokio::test]
async fn numbers_of_updates_can_jump() {
    let sim = frozen().await;
    let anna = anna(&sim);
    sim.faults().disturb_updates(UpdateFaults::default());
    sim.faults().renumber_updates(7);
    assert_eq!(anna.says_quietly("low"), 7);
    sim.faults().renumber_updates(900_000);
    assert_eq!(anna.says_quietly("high"), 900_000);
    ok(&sim, "getUpdates", json!({"offset": 900_001})).await;
    assert_eq!(people(&sim, "/bot", None).await["pending"], 0);
}
