//! The limits of what a bot may send, and the words of each refusal.

use serde_json::{Value, json};

use crate::support::{TOKEN, anna, frozen, ok, refused, request, text_to_anna, updates};

/// Every refused send to Anna, with Telegram's words.
fn refused_texts() -> Vec<(Value, &'static str)> {
    let entity =
        |offset: i64, length: i64| json!([{"type": "bold", "offset": offset, "length": length}]);
    let button = |button: Value| json!({"inline_keyboard": [[button]]});
    let data = |data: &str| button(json!({"text": "x", "callback_data": data}));
    let many: Vec<Value> = vec![json!([{"text": "x", "callback_data": "x"}]); 101];
    vec![
        (json!({}), "Bad Request: message text is empty"),
        (json!({"text": ""}), "Bad Request: message text is empty"),
        (json!({"text": " \n "}), "Bad Request: text must be non-empty"),
        (json!({"text": "x".repeat(4097)}), "Bad Request: message is too long"),
        (json!({"text": "💇".repeat(2049)}), "Bad Request: message is too long"),
        (
            json!({"text": "a", "entities": entity(0, 2)}),
            "Bad Request: entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 2",
        ),
        (
            json!({"text": "a", "entities": entity(1, 1)}),
            "Bad Request: entity begins after the end of the text at UTF-16 offset 1",
        ),
        (
            json!({"text": "💇a", "entities": entity(1, 1)}),
            "Bad Request: entity begins in a middle of a UTF-16 symbol",
        ),
        (
            json!({"text": "💇a", "entities": entity(0, 1)}),
            "Bad Request: entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol",
        ),
        (
            json!({"text": "a", "entities": [{"type": "loud", "offset": 0, "length": 1}]}),
            "Bad Request: can't parse MessageEntity: Unsupported type specified",
        ),
        (
            json!({"text": "a", "reply_markup": data(&"d".repeat(65))}),
            "Bad Request: BUTTON_DATA_INVALID",
        ),
        (
            json!({"text": "a", "reply_markup": data(&"王".repeat(22))}),
            "Bad Request: BUTTON_DATA_INVALID",
        ),
        (
            json!({"text": "a", "reply_markup": data("")}),
            "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            json!({"text": "a", "reply_markup": button(json!({"text": "", "callback_data": "x"}))}),
            "Bad Request: inline keyboard button text must be non-empty",
        ),
        (
            json!({"text": "a", "reply_markup": button(json!({"callback_data": "x"}))}),
            "Bad Request: can't parse inline keyboard button: Can't find field \"text\"",
        ),
        (
            json!({"text": "a", "reply_markup": {"inline_keyboard": many}}),
            "Bad Request: reply markup is too long",
        ),
        (
            json!({"text": "a", "reply_parameters": {"message_id": 99}}),
            "Bad Request: message to be replied not found",
        ),
        (json!({"text": "a", "chat_id": 999}), "Bad Request: chat not found"),
        (
            json!({"text": "a", "chat_id": 102}),
            "Forbidden: bot can't initiate conversation with a user",
        ),
    ]
}

#[tokio::test]
async fn a_send_beyond_a_limit_is_refused_in_telegrams_words() {
    let sim = frozen().await;
    anna(&sim);
    sim.person(102, "Boris", None);
    for (mut params, words) in refused_texts() {
        if params.get("chat_id").is_none() {
            params["chat_id"] = json!(101);
        }
        assert_eq!(refused(&sim, "sendMessage", params.clone()).await, words, "{params}");
    }
    assert_eq!(sim.journal().problems, [""; 0]);
    assert_eq!(
        refused(&sim, "sendMessage", json!({"text": "a"})).await,
        "Bad Request: chat_id is empty"
    );
}

#[tokio::test]
async fn a_send_at_the_limit_is_taken() {
    let sim = frozen().await;
    anna(&sim);
    text_to_anna(&sim, &"x".repeat(4096)).await;
    text_to_anna(&sim, &"💇".repeat(2048)).await;
    let data = json!({"inline_keyboard": [[{"text": "x", "callback_data": "d".repeat(64)}]]});
    ok(&sim, "sendMessage", json!({"chat_id": 101, "text": "a", "reply_markup": data})).await;
    let rows = vec![json!([{"text": "x", "callback_data": "x"}]); 100];
    let markup = json!({"inline_keyboard": rows});
    ok(&sim, "sendMessage", json!({"chat_id": 101, "text": "a", "reply_markup": markup})).await;
}

#[tokio::test]
async fn a_sent_message_comes_back_as_telegram_shows_it() {
    let sim = frozen().await;
    anna(&sim);
    let markup = json!({"inline_keyboard": [[{"text": "Site", "url": "https://example.org"}]]});
    let sent = ok(
        &sim,
        "SENDMESSAGE",
        json!({
            "chat_id": 101,
            "text": "  See /help \n",
            "entities": [{"type": "bold", "offset": 2, "length": 3}],
            "protect_content": true,
            "disable_notification": true,
            "reply_parameters": {"message_id": 1},
            "link_preview_options": {"is_disabled": true},
            "reply_markup": markup,
        }),
    )
    .await;
    assert_eq!(sent["text"], "See /help");
    assert_eq!(
        sent["entities"],
        json!([
            {"type": "bold", "offset": 0, "length": 3},
            {"type": "bot_command", "offset": 4, "length": 5},
        ])
    );
    assert_eq!(sent["reply_markup"], markup);
    assert_eq!(sent["has_protected_content"], true);
    assert_eq!(sent["reply_to_message"]["text"], "/start");
    assert_eq!(sent["from"]["is_bot"], true);
    assert_eq!((&sent["message_id"], &sent["date"]), (&json!(2), &json!(1_930_381_200)));
}

#[tokio::test]
async fn what_the_simulator_does_not_know_is_refused_and_noted() {
    let sim = frozen().await;
    anna(&sim);
    assert_eq!(
        refused(&sim, "sendDice", json!({"chat_id": 101})).await,
        "Not Found: method not found"
    );
    let html = json!({"chat_id": 101, "text": "a", "parse_mode": "HTML"});
    assert!(refused(&sim, "sendMessage", html).await.ends_with("the parameter \"parse_mode\""));
    let button = json!({"text": "x", "callback_data": "x", "hue": "red"});
    let markup =
        json!({"chat_id": 101, "text": "a", "reply_markup": {"inline_keyboard": [[button]]}});
    assert!(refused(&sim, "sendMessage", markup).await.ends_with("the field \"hue\""));
    assert_eq!(sim.unknown_calls(), ["sendDice"]);
    assert_eq!(
        sim.journal().problems,
        [
            "sendDice: unknown method",
            "sendMessage: Bad Request: the simulator does not know the parameter \"parse_mode\"",
            "sendMessage: Bad Request: the simulator does not know the field \"hue\"",
        ]
    );
    assert!(refused(&sim, "logOut", json!({})).await.starts_with("Bad Request"));
}

#[tokio::test]
async fn every_form_of_body_is_read() {
    let sim = frozen().await;
    anna(&sim);
    let form = "chat_id=101&text=a+%26+b&entities=%5B%7B%22type%22%3A%22bold%22%2C%22offset%22%3A0%2C%22length%22%3A1%7D%5D";
    let path = format!("/bot{TOKEN}/sendMessage");
    let kind = "content-type: application/x-www-form-urlencoded";
    for (head, body) in [
        (format!("GET {path}?{form}"), ""),
        (format!("POST {path}?{form}"), ""),
        (format!("POST {path}\n{kind}"), form),
    ] {
        let sent = request(&sim, &head, body.as_bytes()).await.unwrap().json();
        assert_eq!(sent["result"]["text"], "a & b", "{head}");
        assert_eq!(sent["result"]["entities"][0]["type"], "bold");
    }
    let wrong = request(&sim, "POST /bot7000001:wrong/getMe", b"").await.unwrap();
    assert_eq!((wrong.status, wrong.json()["description"].clone()), (401, json!("Unauthorized")));
}

#[tokio::test]
async fn a_callback_is_answered_once_and_in_time() {
    let sim = frozen().await;
    let anna = anna(&sim);
    let markup = json!({"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]});
    ok(&sim, "sendMessage", json!({"chat_id": 101, "text": "?", "reply_markup": markup})).await;
    anna.press_quietly("Yes");
    anna.press_quietly("Yes");
    let batch = updates(&sim, 1002).await;
    let query = &batch[0]["callback_query"];
    assert_eq!((&query["data"], &query["from"]["id"]), (&json!("y"), &json!(101)));
    assert_eq!(query["message"]["reply_markup"], markup);
    assert_eq!(query["chat_instance"], batch[1]["callback_query"]["chat_instance"]);

    let answer =
        |query: &Value, text: &str| json!({"callback_query_id": query["id"], "text": text});
    let too_old =
        "Bad Request: query is too old and response timeout expired or query ID is invalid";
    let long = refused(&sim, "answerCallbackQuery", answer(query, &"x".repeat(201))).await;
    assert_eq!(long, "Bad Request: MESSAGE_TOO_LONG");
    ok(&sim, "answerCallbackQuery", answer(query, "Saved")).await;
    assert_eq!(refused(&sim, "answerCallbackQuery", answer(query, "")).await, too_old);
    sim.clock().advance(std::time::Duration::from_secs(151));
    let second = &batch[1]["callback_query"];
    assert_eq!(refused(&sim, "answerCallbackQuery", answer(second, "")).await, too_old);
    let invented = json!({"id": "1"});
    assert_eq!(refused(&sim, "answerCallbackQuery", answer(&invented, "")).await, too_old);
}

#[tokio::test]
async fn commands_are_checked_and_the_narrowest_menu_is_seen() {
    let sim = frozen().await;
    let anna = anna(&sim);
    let commands = |name: &str, words: &str| json!([{"command": name, "description": words}]);
    for (list, words) in [
        (commands("find", ""), "Bad Request: command description must be non-empty"),
        (commands("/", "x"), "Bad Request: command must be non-empty"),
        (commands("Find", "x"), "Bad Request: BOT_COMMAND_INVALID"),
        (commands(&"f".repeat(33), "x"), "Bad Request: command length must not exceed 32"),
        (vec![commands("find", "x")[0].clone(); 101].into(), "Bad Request: BOT_COMMANDS_TOO_MUCH"),
    ] {
        assert_eq!(refused(&sim, "setMyCommands", json!({"commands": list})).await, words);
    }
    ok(&sim, "setMyCommands", json!({"commands": commands("/start", "Home")})).await;
    assert_eq!(anna.menu(), ["start – Home"]);
    let own = json!({"type": "chat", "chat_id": 101});
    ok(&sim, "setMyCommands", json!({"commands": commands("find", "Find"), "scope": own})).await;
    assert_eq!(anna.menu(), ["find – Find"]);
    assert_eq!(ok(&sim, "getMyCommands", json!({"scope": own})).await, commands("find", "Find"));
    ok(&sim, "deleteMyCommands", json!({"scope": own})).await;
    assert_eq!(anna.menu(), ["start – Home"]);
    let strange = json!({"commands": [], "scope": {"type": "chat", "chat_id": 999}});
    assert_eq!(refused(&sim, "setMyCommands", strange).await, "Bad Request: chat not found");
}

#[tokio::test]
async fn get_me_shows_all_that_telegram_shows() {
    let sim = frozen().await;
    let me = ok(&sim, "getMe", json!({})).await;
    assert_eq!(me["id"], 7_000_001);
    for field in ["can_join_groups", "can_connect_to_business", "has_main_web_app"] {
        assert!(me[field].is_boolean(), "{field}");
    }
}

#[tokio::test]
async fn rate_limits_hold_if_they_are_wanted() {
    let options = simulator::Options { rate_limits: true, ..simulator::Options::default() };
    let sim = crate::support::start(options).await;
    anna(&sim);
    text_to_anna(&sim, "one").await;
    let two = json!({"chat_id": 101, "text": "two"});
    let answer = crate::support::call(&sim, "sendMessage", two).await.unwrap();
    assert_eq!(
        answer.json(),
        json!({
            "ok": false,
            "error_code": 429,
            "description": "Too Many Requests: retry after 1",
            "parameters": {"retry_after": 1},
        })
    );
    assert!(answer.head.contains("retry-after: 1"));
}
