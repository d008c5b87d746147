//! What Telegram refuses, and what people do to messages and chats: one person's trouble stays theirs, a message that is out
//! of reach is replaced once, a photo that does not come is fetched again (K18 to K20, K24 to K26, K28, K41).

use super::rig::load::Book;
use super::rig::oracle::{judge, wrong};
use super::rig::records::{Records, open, pairs};
use super::rig::{CLIENTS, PATIENCE};
use super::{ALL_END, Salon, answered, gaps, newest};
use simulator::faults::{Fault, FaultKind};
use std::time::Duration;

/// A refusal in Telegram's own form.
fn refusal(code: u16, text: &str) -> FaultKind {
    let body = format!(r#"{{"ok":false,"error_code":{code},"description":"{text}"}}"#);
    FaultKind::Status { code, body }
}

/// Nothing is lost, left open, given up or done twice.
async fn is_whole(salon: &Salon) {
    let records = Records::read(&salon.house).await;
    let lines = judge(&records, &Book::default(), &salon.seats[0], 0);
    let others = [
        "lost",
        "never answered",
        "answered twice",
        "repeated without the mark",
        "fields sent",
        "in the clear",
    ];
    for rule in ALL_END.into_iter().chain(others) {
        assert_eq!(wrong(&lines, rule), 0, "{rule}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_message_out_of_reach_is_replaced_once_and_one_that_is_right_is_left() {
    let mut salon = Salon::open(2).await;
    let cara = salon.seats[1].person.clone();
    let faults = salon.house.sim.faults();
    let edits = [
        ("Bad Request: message is not modified: specified new message content", 0),
        ("Bad Request: message to edit not found", 1),
        ("Bad Request: message can't be edited", 1),
        ("Bad Request: MESSAGE_ID_INVALID", 1),
    ];
    for (text, sent) in edits {
        let before = salon.calls_to("sendMessage", cara.id());
        faults.add(Fault::on("editMessageText", refusal(400, text)).times(1));
        cara.press_quietly("More");
        salon.house.rest(4 * PATIENCE).await;
        assert_eq!(salon.calls_to("sendMessage", cara.id()) - before, sent, "{text}");
        faults.clear();
        answered(&cara).await;
        salon.house.rest(4 * PATIENCE).await;
    }
    let deletions = [
        ("Bad Request: message to delete not found", 0),
        ("Bad Request: message can't be deleted", 1),
        ("Bad Request: message can't be deleted for everyone", 1),
    ];
    for (text, stubs) in deletions {
        let before = salon.calls_to("editMessageText", cara.id());
        faults.add(Fault::on("deleteMessage", refusal(400, text)).times(1));
        answered(&cara).await;
        salon.house.rest(4 * PATIENCE).await;
        assert_eq!(salon.calls_to("editMessageText", cara.id()) - before, stubs, "{text}");
        faults.clear();
    }
    assert_eq!(salon.bot.terminate().await.0.code(), Some(0), "{}", salon.bot.said());
    is_whole(&salon).await;
    println!(
        "figure K25 | 4 refusals of an edit, 3 of a deletion | 3 new messages, 2 stubs, 0 calls repeated"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_out_of_reach_is_left_alone_until_they_write() {
    let texts = [
        "Forbidden: bot was blocked by the user",
        "Forbidden: user is deactivated",
        "Forbidden: bot can't initiate conversation with a user",
    ];
    let mut salon = Salon::open(1 + texts.len()).await;
    for (seat, text) in salon.seats[1..].iter().zip(texts) {
        let kind = FaultKind::Forbidden { text: text.into() };
        let fault = Fault::on("sendMessage", kind).in_chat(seat.person.id()).times(1);
        salon.house.sim.faults().add(fault);
        seat.person.says_quietly("/start");
    }
    answered(&salon.seats[0].person).await;
    salon.house.rest(4 * PATIENCE).await;
    let sent = |salon: &Salon| -> Vec<usize> {
        let of = |seat: &super::rig::Seat| salon.calls_to("sendMessage", seat.person.id());
        salon.seats[1..].iter().map(of).collect()
    };
    assert_eq!(sent(&salon), [2, 2, 2], "the first screen, and one try each");
    assert_eq!(salon.bot.terminate().await.0.code(), Some(0));
    let db = open(&salon.house.database(), &salon.house.key).await;
    let out: Vec<(i64, i64)> =
        pairs(&db, "SELECT id, id FROM staff WHERE NOT reachable ORDER BY id").await;
    let away: Vec<i64> = salon.seats[1..].iter().map(|seat| seat.id.0).collect();
    assert_eq!(out.iter().map(|(id, _)| *id).collect::<Vec<_>>(), away);
    db.close().await.expect("the archive is closed");

    // A draft, a chat that is emptied, a block and its end: the person begins where they were.
    salon.bot = salon.house.start("");
    salon.bot.first_poll(&salon.house.sim).await.expect("the bot starts again");
    let cara = salon.seats[1].person.clone();
    cara.says("/new").await;
    cara.says("Wilma Sample").await;
    for message in cara.chat() {
        cara.deletes(message.message_id);
    }
    cara.blocks();
    cara.unblocks();
    answered(&cara).await;
    salon.house.rest(4 * PATIENCE).await;
    assert_eq!(cara.chat().iter().filter(|message| !message.out).count(), 1, "one screen");
    assert!(cara.screen().labels().contains(&"Resume draft"), "{:?}", cara.screen().labels());
    assert_eq!(salon.bot.terminate().await.0.code(), Some(0), "{}", salon.bot.said());
    is_whole(&salon).await;
    println!(
        "figure K19 | 3 ways to be out of reach | 1 try each, noted on the seat, cleared by the next word"
    );
    println!(
        "figure K26 | chat emptied, bot blocked and unblocked in the middle of a form | 1 new screen, the draft is there"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_token_stops_it_and_another_poller_slows_it() {
    let mut salon = Salon::open(2).await;
    let cara = salon.seats[1].person.clone();
    let faults = salon.house.sim.faults();
    faults.add(Fault::on("getUpdates", FaultKind::Conflict).times(2));
    for _ in 0..3 {
        answered(&cara).await;
    }
    let pauses = gaps(&salon.house.sim, "getUpdates");
    assert_eq!(pauses.len(), 2);
    for pause in &pauses {
        assert!(*pause >= Duration::from_secs(3), "polled again after {pause:?}");
    }
    faults.clear();
    // Revoked: what is due stays due, and nothing is called in a loop.
    faults.add(Fault::on("*", FaultKind::Unauthorized));
    faults.add(Fault::on("getUpdates", FaultKind::Unauthorized));
    let before = salon.house.sim.pulse().records;
    cara.says_quietly("/start");
    let status = salon.bot.end().await;
    assert_eq!(status.code(), Some(2), "{}", salon.bot.said());
    assert!(salon.bot.said().contains("no longer takes the token"), "{}", salon.bot.said());
    let calls = salon.house.sim.pulse().records - before;
    assert!(calls < 60, "{calls} calls with a token that is not taken");
    faults.clear();
    let below = newest(&cara).unwrap_or_default();
    salon.bot = salon.house.start("");
    salon.bot.first_poll(&salon.house.sim).await.expect("the bot starts with a good token");
    super::new_message(&cara, below).await;
    salon.house.rest(4 * PATIENCE).await;
    assert_eq!(salon.bot.terminate().await.0.code(), Some(0));
    is_whole(&salon).await;
    println!(
        "figure K18 | 401 in the middle of the work | ends with code 2 after {calls} calls; with a good token nothing is lost"
    );
    println!(
        "figure K20 | 409 twice in a row | polls again after {:.1} s and {:.1} s",
        pauses[0].as_secs_f64(),
        pauses[1].as_secs_f64(),
    );
}

/// Ways in which the download of a photo fails, once each.
fn bad_downloads() -> [(&'static str, FaultKind); 4] {
    let page = |code| FaultKind::Status { code, body: "<html>not here</html>".into() };
    [
        ("file", FaultKind::Half),
        ("file", page(404)),
        ("file", page(200)),
        ("getFile", refusal(400, "Bad Request: file is too big")),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn a_visit_is_saved_without_its_photos_and_they_are_fetched_again() {
    let mut salon = Salon::open(1).await;
    let olga = salon.seats[0].person.clone();
    let faults = salon.house.sim.faults();
    for (nth, (method, kind)) in (1..).zip(bad_downloads()) {
        let nth = if method == "getFile" { 4 } else { nth };
        faults.add(Fault::on(method, kind).from_nth(nth).times(1));
    }
    olga.says(CLIENTS[0]).await;
    olga.presses("Log visit").await;
    for _ in 0..4 {
        olga.sends_photo("").await;
    }
    // Two devices of one person answer two steps at once.
    olga.says_quietly("a note of an invented visit");
    olga.press_if_there("Facial");
    salon.house.rest(4 * PATIENCE).await;
    let pressed = olga.screen().labels().contains(&"Facial");
    for label in ["Facial", "Next", "Skip", "4", "In 1 week", "Save"] {
        if olga.screen().labels().contains(&label) {
            olga.presses(label).await;
        }
    }
    assert!(olga.screen().words().contains("The visit is saved."), "{}", olga.screen().words());
    let stored = |salon: &Salon| {
        let files = salon.house.data().join("files");
        std::fs::read_dir(files).map_or(0, Iterator::count)
    };
    salon.until(async |salon| stored(salon) == 3).await;
    salon.house.rest(4 * PATIENCE).await;
    assert_eq!(salon.bot.terminate().await.0.code(), Some(0), "{}", salon.bot.said());
    let db = open(&salon.house.database(), &salon.house.key).await;
    let states: Vec<(String, i64)> =
        pairs(&db, "SELECT state, count(*) FROM attachment GROUP BY state ORDER BY state").await;
    assert_eq!(states, [("failed".to_owned(), 1), ("stored".to_owned(), 3)]);
    let notes: Vec<(String, i64)> =
        pairs(&db, "SELECT note, count(*) FROM visit GROUP BY note").await;
    assert_eq!(notes, [("a note of an invented visit".to_owned(), 1)]);
    db.close().await.expect("the archive is closed");
    is_whole(&salon).await;
    println!(
        "figure K41 | a download cut half-way, an expired link, a wrong type, 21 MB | the visit is saved; 3 fetched at the next try, the one that is too large is given up"
    );
    println!(
        "figure K28 | a word and a press of one person at once, the press on the screen before: {pressed} | both in order, 1 visit with its note"
    );
}
