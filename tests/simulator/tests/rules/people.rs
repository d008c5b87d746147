//! Groups: joining, privacy mode, presses.

use serde_json::json;

use crate::support::{anna, frozen, ok, people, refused, updates};

#[tokio::test]
async fn a_bot_in_a_group_hears_only_what_is_meant_for_it() {
    let sim = frozen().await;
    anna(&sim);
    sim.group(-100, "Salon");
    let salon = json!({"chat_id": -100, "text": "hello"});
    let outside = "Forbidden: bot is not a member of the group chat";
    assert_eq!(refused(&sim, "sendMessage", salon.clone()).await, outside);

    let added = people(&sim, "/groups/-100/add_bot", Some(json!({"by": 101}))).await;
    assert_eq!(added["update_id"], 1003);
    let batch = updates(&sim, 1002).await;
    assert_eq!(batch[0]["my_chat_member"]["new_chat_member"]["status"], "member");
    assert_eq!(batch[0]["my_chat_member"]["chat"]["title"], "Salon");
    assert_eq!(batch[1]["message"]["new_chat_members"][0]["username"], "sample_bot");

    for (text, is_heard) in [
        ("good morning", false),
        ("/help", true),
        ("/help@sample_bot", true),
        ("/help@other", false),
    ] {
        let body = json!({"by": 101, "text": text});
        let said = people(&sim, "/groups/-100/say", Some(body)).await;
        assert_eq!(!said["update_id"].is_null(), is_heard, "{text}");
    }

    let markup = json!({"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]});
    let asked = json!({"chat_id": -100, "text": "?", "reply_markup": markup});
    ok(&sim, "sendMessage", asked).await;
    let body = json!({"by": 101, "label": "Yes"});
    people(&sim, "/groups/-100/press", Some(body)).await;
    let batch = updates(&sim, 1006).await;
    let query = &batch[0]["callback_query"];
    assert_eq!(
        (&query["from"]["id"], &query["message"]["chat"]["id"]),
        (&json!(101), &json!(-100))
    );

    ok(&sim, "leaveChat", json!({"chat_id": -100})).await;
    assert_eq!(refused(&sim, "sendMessage", salon).await, outside);
    let stranger = people(&sim, "/groups/-100/say", Some(json!({"by": 9, "text": "x"}))).await;
    assert_eq!(stranger["ok"], false);
}
