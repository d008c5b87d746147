//! What may be changed and deleted, and when.

use std::time::Duration;

use serde_json::{Value, json};

use crate::support::{anna, frozen, ok, refused, text_to_anna};

const NOT_MODIFIED: &str = "Bad Request: message is not modified: specified new message content \
                            and reply markup are exactly the same as a current content and reply \
                            markup of the message";

fn edit(id: i64, text: &str) -> Value {
    json!({"chat_id": 101, "message_id": id, "text": text})
}

fn of(id: i64) -> Value {
    json!({"chat_id": 101, "message_id": id})
}

#[tokio::test]
async fn an_edit_must_change_something() {
    let sim = frozen().await;
    let anna = anna(&sim);
    let id = text_to_anna(&sim, "one").await;
    assert_eq!(refused(&sim, "editMessageText", edit(id, " one ")).await, NOT_MODIFIED);
    let edited = ok(&sim, "editMessageText", edit(id, "two")).await;
    assert_eq!((&edited["text"], edited["edit_date"].is_i64()), (&json!("two"), true));
    let markup = json!({"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]});
    let with_markup =
        json!({"chat_id": 101, "message_id": id, "text": "two", "reply_markup": markup});
    ok(&sim, "editMessageText", with_markup.clone()).await;
    assert_eq!(refused(&sim, "editMessageText", with_markup).await, NOT_MODIFIED);
    assert_eq!(anna.screen().labels(), ["A"]);
    ok(&sim, "editMessageText", edit(id, "three")).await;
    assert_eq!(anna.screen().labels(), [""; 0], "an edit without a keyboard takes it away");
    assert_eq!(refused(&sim, "editMessageReplyMarkup", of(id)).await, NOT_MODIFIED);
}

#[tokio::test]
async fn what_cant_be_edited_is_refused_in_telegrams_words() {
    let sim = frozen().await;
    anna(&sim);
    let text = text_to_anna(&sim, "text").await;
    let keyboard = json!({"keyboard": [[{"text": "Key"}]]});
    let keyed = json!({"chat_id": 101, "text": "keys", "reply_markup": keyboard});
    let keyed = ok(&sim, "sendMessage", keyed).await["message_id"].as_i64().unwrap();
    for (method, params, words) in [
        ("editMessageText", edit(99, "x"), "Bad Request: message to edit not found"),
        ("editMessageText", edit(1, "x"), "Bad Request: message can't be edited"),
        ("editMessageText", edit(keyed, "x"), "Bad Request: message can't be edited"),
        ("editMessageText", edit(text, &"x".repeat(4097)), "Bad Request: MESSAGE_TOO_LONG"),
        ("editMessageText", edit(text, ""), "Bad Request: message text is empty"),
        ("editMessageCaption", of(text), "Bad Request: there is no caption in the message to edit"),
        (
            "editMessageReplyMarkup",
            json!({"chat_id": 101, "message_id": text, "reply_markup": keyboard}),
            "Bad Request: inline keyboard expected",
        ),
    ] {
        assert_eq!(refused(&sim, method, params.clone()).await, words, "{method} {params}");
    }
}

#[tokio::test]
async fn a_deleted_message_is_gone_for_good() {
    let sim = frozen().await;
    let anna = anna(&sim);
    let id = text_to_anna(&sim, "one").await;
    ok(&sim, "deleteMessage", of(id)).await;
    assert_eq!(anna.chat().len(), 1);
    let gone = "Bad Request: message to delete not found";
    assert_eq!(refused(&sim, "deleteMessage", of(id)).await, gone);
    let edit_gone = refused(&sim, "editMessageText", edit(id, "two")).await;
    assert_eq!(edit_gone, "Bad Request: message to edit not found");
    let nothing = json!({"chat_id": 101});
    assert_eq!(
        refused(&sim, "deleteMessage", nothing).await,
        "Bad Request: message identifier is not specified"
    );
    ok(&sim, "deleteMessage", of(1)).await;
    assert_eq!(anna.chat().len(), 0, "in a private chat the person's messages can go as well");
}

#[tokio::test]
async fn after_48_hours_a_message_can_be_edited_but_not_deleted() {
    let sim = frozen().await;
    anna(&sim);
    let id = text_to_anna(&sim, "one").await;
    sim.clock().advance(Duration::from_secs(48 * 60 * 60 - 1));
    let young = text_to_anna(&sim, "two").await;
    ok(&sim, "deleteMessages", json!({"chat_id": 101, "message_ids": [young, 99]})).await;
    sim.clock().advance(Duration::from_secs(1));
    let too_old = "Bad Request: message can't be deleted for everyone";
    assert_eq!(refused(&sim, "deleteMessage", of(id)).await, too_old);
    ok(&sim, "editMessageText", edit(id, "gone")).await;
}

#[tokio::test]
async fn a_press_on_a_deleted_message_arrives_without_it() {
    let sim = frozen().await;
    let anna = anna(&sim);
    let markup = json!({"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]});
    let sent = json!({"chat_id": 101, "text": "?", "reply_markup": markup});
    let id = ok(&sim, "sendMessage", sent).await["message_id"].as_i64().unwrap();
    ok(&sim, "deleteMessage", of(id)).await;
    let press = tokio::spawn(async move { anna.presses_at(id, "Yes").await });
    let batch = ok(&sim, "getUpdates", json!({"offset": 1002, "timeout": 5})).await;
    let query = &batch[0]["callback_query"];
    assert_eq!((&query["data"], &query["message"]["date"]), (&json!("y"), &json!(0)));
    let answer = json!({"callback_query_id": query["id"], "text": "Too late"});
    ok(&sim, "answerCallbackQuery", answer).await;
    assert_eq!(press.await.unwrap().last().unwrap().line, "  bot to Anna toasts: Too late");
}

#[tokio::test]
async fn pins_and_chats() {
    let sim = frozen().await;
    let anna = anna(&sim);
    let id = text_to_anna(&sim, "one").await;
    assert_eq!(
        refused(&sim, "pinChatMessage", of(99)).await,
        "Bad Request: message to pin not found"
    );
    ok(&sim, "pinChatMessage", of(id)).await;
    let chat = ok(&sim, "getChat", json!({"chat_id": 101})).await;
    assert_eq!(chat["pinned_message"]["text"], "one");
    ok(&sim, "unpinChatMessage", of(id)).await;
    assert_eq!(
        refused(&sim, "unpinChatMessage", of(id)).await,
        "Bad Request: message to unpin not found"
    );
    ok(&sim, "sendChatAction", json!({"chat_id": 101, "action": "typing"})).await;
    let wrong = json!({"chat_id": 101, "action": "dance"});
    assert_eq!(
        refused(&sim, "sendChatAction", wrong).await,
        "Bad Request: wrong parameter action in request"
    );
    assert_eq!(anna.screen().words(), "one");
}
