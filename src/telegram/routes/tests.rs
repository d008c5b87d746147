//! Every kind of update, as JSON, and what it comes to.

use super::*;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const CHAT: i64 = 501;

fn routes() -> Routes {
    Routes::new(&Me { id: 7, username: "sample_bot".into() })
}

/// A private message of an invented person with these parts.
fn message(parts: Value) -> Value {
    let mut message = json!({
        "message_id": 31,
        "date": 1_772_442_000,
        "from": { "id": CHAT, "is_bot": false, "first_name": "Mina", "last_name": "Test\u{200b}", "language_code": "ko" },
        "chat": { "id": CHAT, "type": "private", "first_name": "Mina" },
    });
    message.as_object_mut().unwrap().extend(parts.as_object().unwrap().clone());
    json!({ "update_id": 1, "message": message })
}

fn in_group(mut update: Value) -> Value {
    let part = if update["message"].is_object() {
        &mut update["message"]
    } else {
        &mut update["callback_query"]["message"]
    };
    part["chat"] = json!({ "id": -10_077, "type": "supergroup", "title": "Invented" });
    update
}

fn press(parts: Value) -> Value {
    let mut query = json!({
        "id": "q1",
        "from": { "id": CHAT, "is_bot": false, "first_name": "Mina" },
        "chat_instance": "1",
        "data": "1.2.3.aa",
        "message": message(json!({ "text": "x" }))["message"],
    });
    query.as_object_mut().unwrap().extend(parts.as_object().unwrap().clone());
    json!({ "update_id": 1, "callback_query": query })
}

fn membership(chat: Value, status: Value) -> Value {
    let user = json!({ "id": 7, "is_bot": true, "first_name": "Bot", "username": "sample_bot" });
    let mut new = json!({ "user": user });
    new.as_object_mut().unwrap().extend(status.as_object().unwrap().clone());
    json!({ "update_id": 1, "my_chat_member": {
        "chat": chat,
        "from": { "id": CHAT, "is_bot": false, "first_name": "Mina" },
        "date": 1_772_442_000,
        "old_chat_member": { "user": user, "status": "left" },
        "new_chat_member": new,
    }})
}

fn file() -> Value {
    json!({ "file_id": "f", "file_unique_id": "u", "file_size": 9, "width": 8, "height": 8, "duration": 1, "length": 8, "mime_type": "video/mp4" })
}

fn sizes() -> Value {
    let size = |id: &str, side: u32| json!({ "file_id": id, "file_unique_id": id, "file_size": side, "width": side, "height": side });
    json!([size("small", 90), size("large", 900), size("middle", 320)])
}

/// What came, in words.
fn told(routed: &Routed) -> String {
    match &routed.came {
        Came::Start(code) => format!("start {}", code.as_deref().unwrap_or("-")),
        Came::Command(command) => format!("command {command:?}"),
        Came::Told(Input::Text(text)) => format!("text {text}"),
        Came::Told(Input::Contact { phone, name }) => format!("contact {phone} {name}"),
        Came::Told(Input::Photo { photo, caption }) => {
            format!(
                "photo {} {:?} {}",
                photo.file_id,
                photo.size,
                caption.as_deref().unwrap_or("-")
            )
        }
        Came::Told(Input::Odd(odd)) => format!("odd {}", odd.as_str()),
        Came::Told(Input::Press(_)) => unreachable!("a press comes by its handle"),
        Came::Edited(words) => format!("edited {:?} {words}", routed.message),
        Came::Press { query, message, data } => format!("press {query} {message:?} {data}"),
        Came::Group { chat, added, query } => format!("group {chat} {added} {query:?}"),
        Came::Blocked => "blocked".into(),
        Came::Unblocked => "unblocked".into(),
        Came::Nothing => "nothing".into(),
    }
}

fn check(update: &Value, expected: &str) {
    let routed = routes().route(&update.to_string());
    assert_eq!(told(&routed), expected, "{update}");
    let from = routed.from.expect("somebody did it");
    assert_eq!(from.id, CHAT);
}

#[test]
fn nothing_is_missing_in_the_tree() {
    use dptree::Type;
    let given = [Type::of::<Update>(), Type::of::<Raw>(), Type::of::<Username>()];
    dptree::type_check(routes().tree.sig(), &deps![], &given);
}

#[test]
fn what_a_person_sends() {
    for (parts, expected) in [
        (json!({ "text": " Mina \u{200b} Test " }), "text Mina Test"),
        (json!({ "text": "a\r\n\r\n\r\nb" }), "text a\n\nb"),
        (json!({ "text": "\u{200b}\u{3164}" }), "odd other"),
        (json!({ "text": "x".repeat(2_000) }), &format!("text {}", "x".repeat(2_000))),
        (json!({ "text": "x".repeat(2_001) }), "odd too_long"),
        (json!({ "text": format!("x{}", " ".repeat(4_000)) }), "odd too_long"),
        (json!({ "text": "x\n".repeat(61) }), "odd too_long"),
        (
            json!({ "contact": { "phone_number": "+82 10", "first_name": "Lee", "last_name": "T" } }),
            "contact +82 10 Lee T",
        ),
        (json!({ "photo": sizes(), "caption": " after\u{200b} " }), "photo large Some(900) after"),
        (json!({ "photo": sizes(), "media_group_id": "9" }), "photo large Some(900) -"),
        (
            json!({ "sticker": { "file_id": "f", "file_unique_id": "u", "file_size": 9, "width": 8, "height": 8, "type": "regular", "is_animated": false, "is_video": false } }),
            "odd sticker",
        ),
        (json!({ "voice": file() }), "odd voice"),
        (json!({ "audio": file() }), "odd voice"),
        (json!({ "document": file() }), "odd document"),
        (json!({ "animation": file(), "document": file() }), "odd video"),
        (json!({ "video": file() }), "odd video"),
        (json!({ "video_note": file() }), "odd video"),
        (json!({ "location": { "latitude": 1.0, "longitude": 2.0 } }), "odd location"),
        (json!({ "dice": { "emoji": "🎲", "value": 3 } }), "odd other"),
        (json!({ "pinned_message": message(json!({ "text": "x" }))["message"] }), "nothing"),
        (
            json!({ "message_auto_delete_timer_changed": { "message_auto_delete_time": 9 } }),
            "nothing",
        ),
    ] {
        check(&message(parts), expected);
    }
}

#[test]
fn commands() {
    for (text, expected) in [
        ("/start", "start -"),
        ("/START", "start -"),
        ("/start abc_-9", "start abc_-9"),
        ("/start@Sample_Bot abc", "start abc"),
        ("/start a b", "start -"),
        ("/start ключ", "start -"),
        (&format!("/start {}", "a".repeat(65)), "start -"),
        ("/new", "command New"),
        ("/find Lee", "command Find"),
        ("/undo", "command Undo"),
        ("/cancel", "command Cancel"),
        ("/clear", "command Clear"),
        ("/settings", "command Settings"),
        ("/help@sample_bot", "command Help"),
        ("/privacy", "command Privacy"),
        ("/help@other_bot", "command Unknown"),
        ("/nonsense", "command Unknown"),
        ("/", "command Unknown"),
        ("/ new", "command Unknown"),
        ("a /new", "text a /new"),
    ] {
        check(&message(json!({ "text": text })), expected);
    }
}

#[test]
fn edits_presses_and_blocks() {
    let private = json!({ "id": CHAT, "type": "private", "first_name": "Mina" });
    let group = json!({ "id": -10_077, "type": "supergroup", "title": "Invented" });
    let edit = |parts: Value| {
        let mut edited = message(parts)["message"].clone();
        edited["edit_date"] = json!(1_772_442_060);
        json!({ "update_id": 1, "edited_message": edited })
    };
    let inaccessible = json!({ "message": { "message_id": 5, "date": 0, "chat": private } });
    let banned = json!({ "status": "kicked", "until_date": 0 });
    for (update, expected) in [
        (edit(json!({ "text": "y " })), "edited Some(31) y"),
        (edit(json!({ "text": "/new" })), "odd edited"),
        (edit(json!({ "text": "\u{200b}" })), "odd other"),
        (edit(json!({ "photo": sizes(), "caption": "y" })), "odd edited"),
        (press(json!({})), "press q1 Some(31) 1.2.3.aa"),
        (press(inaccessible), "press q1 Some(5) 1.2.3.aa"),
        (press(json!({ "message": null })), "press q1 None 1.2.3.aa"),
        (press(json!({ "data": null, "game_short_name": "g" })), "press q1 Some(31) "),
        (in_group(press(json!({}))), "group -10077 false Some(\"q1\")"),
        (membership(private.clone(), banned.clone()), "blocked"),
        (membership(private, json!({ "status": "member" })), "unblocked"),
        (membership(group.clone(), json!({ "status": "member" })), "group -10077 true None"),
        (membership(group, banned), "nothing"),
    ] {
        check(&update, expected);
    }
}

#[test]
fn a_group_hears_nothing_but_that_it_is_one() {
    let joined =
        json!([{ "id": 7, "is_bot": true, "first_name": "Bot", "username": "sample_bot" }]);
    for (parts, added) in [
        (json!({ "text": "Mina Test" }), false),
        (json!({ "text": "/find Mina" }), true),
        (json!({ "text": "hello @SAMPLE_bot" }), true),
        (json!({ "new_chat_members": joined }), false),
        (json!({ "photo": sizes(), "caption": "x" }), false),
    ] {
        check(&in_group(message(parts)), &format!("group -10077 {added} None"));
    }
}

#[test]
fn an_inline_query_is_neither_asked_for_nor_answered() {
    let from = json!({ "id": CHAT, "is_bot": false, "first_name": "Mina" });
    let query = json!({ "id": "1", "from": from, "query": "Mina Test", "offset": "" });
    let chosen = json!({ "result_id": "1", "from": from, "query": "Mina Test" });
    for update in [
        json!({ "update_id": 1, "inline_query": query }),
        json!({ "update_id": 1, "chosen_inline_result": chosen }),
    ] {
        assert!(matches!(routes().route(&update.to_string()).came, Came::Nothing), "{update}");
    }
    assert!(!crate::telegram::receive::KINDS.iter().any(|kind| kind.contains("inline")));
}

#[test]
fn what_is_newer_than_teloxide_is_read_from_the_raw_update() {
    let entity = json!([{ "type": "date_time", "offset": 0, "length": 4, "unix_time": 1 }]);
    let markup = json!({ "inline_keyboard": [[{ "text": "x", "disabled": {} }]] });
    for (update, expected) in [
        (message(json!({ "text": "Mina", "entities": entity })), "text Mina"),
        (message(json!({ "text": "/new", "reply_markup": markup })), "command New"),
        (
            message(json!({ "photo": sizes(), "caption": "Mina", "caption_entities": entity })),
            "photo large Some(900) Mina",
        ),
        (
            message(
                json!({ "contact": { "phone_number": "010", "first_name": "Lee" }, "reply_markup": markup }),
            ),
            "contact 010 Lee",
        ),
        (
            message(json!({ "date": "soon", "photo": [
                { "file_id": "f", "file_unique_id": "u", "width": u64::MAX, "height": u64::MAX },
            ] })),
            "photo f None -",
        ),
        (message(json!({ "voice": { "file_id": 1 } })), "odd voice"),
        (message(json!({ "animation": {}, "document": {} })), "odd video"),
        (message(json!({ "rich_message": { "blocks": [] } })), "odd other"),
        (message(json!({ "text": "Mina", "date": "soon" })), "text Mina"),
        (press(json!({ "chat_instance": null })), "press q1 Some(31) 1.2.3.aa"),
        (in_group(press(json!({ "chat_instance": null }))), "group -10077 false Some(\"q1\")"),
    ] {
        check(&update, expected);
    }
    let mut late = message(json!({ "text": "Mina" }));
    late["update_id"] = json!(i64::MAX);
    check(&late, "text Mina");
}

#[test]
fn what_cannot_be_read_is_nothing_by_nobody() {
    let nested = |depth| format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
    for body in [
        "",
        "[]",
        "{}",
        r#"{"update_id":1}"#,
        r#"{"update_id":1,"guest_message":{"from":{"id":501}}}"#,
        r#"{"update_id":1,"message":"x"}"#,
        r#"{"update_id":1,"message":{"text":"\ud800"}}"#,
        r#"{"update_id":1,"message":{"from":{"id":"501"},"chat":7}}"#,
        r#"{"update_id":1,"callback_query":{"id":1,"from":{}}}"#,
        &format!(r#"{{"update_id":1,"message":{}}}"#, nested(9_000)),
    ] {
        let routed = routes().route(body);
        assert!(matches!(routed.came, Came::Nothing) && routed.from.is_none(), "{body:.80}");
    }
}

#[test]
fn an_account_is_named_cleanly() {
    let routed = routes().route(&message(json!({ "text": "x" })).to_string());
    let from = routed.from.unwrap();
    assert_eq!((from.name.as_str(), from.lang.as_deref()), ("Mina Test", Some("ko")));
}

/// teloxide tries each kind of a message in turn, at each level of replies.
#[test]
fn nested_replies_do_not_take_long() {
    let mut nested = message(json!({ "text": "x" }))["message"].clone();
    for _ in 0..9 {
        nested = message(json!({ "text": "x", "reply_to_message": nested }))["message"].clone();
    }
    let update = json!({ "update_id": 1, "message": nested });
    let begun = Instant::now();
    check(&update, "text x");
    assert!(begun.elapsed() < Duration::from_secs(2));
}
