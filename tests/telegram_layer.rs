//! The chat's side against the simulator: what must hold when Telegram stumbles (reliability.md, R1 to R4).

#[path = "telegram_layer/papers.rs"]
mod papers;
#[path = "telegram_layer/salon.rs"]
mod salon;

use chrono::{DateTime, Utc};
use kartoteka::archive::inbox::Waiting;
use kartoteka::archive::outbox::NewRow;
use kartoteka::archive::staff::{self};
use kartoteka::archive::{Result, Tx, attachments, clients, inbox, outbox, visits};
use kartoteka::clock::Clock;
use kartoteka::dialogue::screen::{Common, Say};
use kartoteka::model::ClientId;
use kartoteka::model::card::{Kind, NewClient, Source};
use kartoteka::model::lang::Lang;
use kartoteka::model::visit::{NewVisit, PhotoRef};
use kartoteka::telegram::Failure;
use kartoteka::turn::arrival::PRESS_LIFE;
use kartoteka::turn::out::Out;
use salon::*;
use simulator::Person;
use simulator::faults::{Fault, FaultKind, UpdateFaults};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::sync::oneshot;

const REPEAT: &str = "This may be a repeat";

#[tokio::test]
async fn a_person_is_served_and_a_stranger_is_not() {
    let salon = Salon::open().await;
    let stranger = salon.sim.person(900, "Nobody Known", Some("zh"));
    stranger.says("hello").await;
    let owner = salon.owner().await;
    owner.says("/start").await;
    assert!(owner.screen().protected);
    assert_eq!(owner.menu().len(), 8);
    assert_eq!(stranger.menu().len(), 3);
    owner.presses("More").await;
    salon.rest().await;
    assert_eq!(count(&salon.sim, "answerCallbackQuery"), 1);
    assert_eq!(waiting(&salon.archive).await, (0, 0));
    let transcript = salon.close().await;
    assert!(transcript.contains("bot to Nobody Known: 这是内部服务"), "{transcript}");
}

#[tokio::test]
async fn a_group_is_told_once_and_left() {
    let salon = Salon::open().await;
    let person = salon.sim.person(900, "Nobody Known", Some("en"));
    salon.sim.group(-1007, "Invented group");
    person.in_group(-1007).adds_bot();
    person.in_group(-1007).reads().await;
    salon.rest().await;
    assert_eq!((count(&salon.sim, "sendMessage"), count(&salon.sim, "leaveChat")), (1, 1));
    let transcript = salon.close().await;
    assert!(transcript.contains("private chat"), "{transcript}");
}

#[tokio::test]
async fn a_send_whose_answer_was_cut_comes_again_and_says_so() {
    let salon = Salon::open().await;
    let owner = salon.owner().await;
    salon.plan(Fault::on("sendMessage", FaultKind::CutAfter).times(1));
    owner.says("/start").await;
    salon.rest().await;
    let seen = seen(&owner);
    let homes: Vec<_> = seen.iter().filter(|text| text.starts_with("Today")).collect();
    assert_eq!(homes.len(), 2, "{seen:#?}");
    assert!(!homes[0].contains(REPEAT) && homes[1].contains(REPEAT), "{seen:#?}");
    // The marked one is the screen: a press edits it.
    owner.presses("More").await;
    assert!(!owner.screen().text.contains(REPEAT));
    salon.close().await;
}

#[tokio::test]
async fn a_send_that_cannot_have_arrived_is_not_marked_and_edits_never_are() {
    let salon = Salon::open().await;
    let owner = salon.owner().await;
    let html = "<html>Bad Gateway</html>".to_owned();
    salon.plan(Fault::on("editMessageText", FaultKind::CutAfter).times(1));
    salon.plan(
        Fault::on("editMessageText", FaultKind::Status { code: 502, body: html })
            .from_nth(2)
            .times(1),
    );
    owner.says("/start").await;
    owner.press_quietly("More");
    salon.rest().await;
    assert_eq!(count(&salon.sim, "editMessageText"), 3);
    assert!(!seen(&owner).concat().contains(REPEAT));
    assert_eq!(waiting(&salon.archive).await, (0, 0));
    salon.close().await;
}

#[tokio::test]
async fn told_to_wait_one_chat_waits_and_the_others_do_not() {
    let salon = Salon::open().await;
    let owner = salon.owner().await;
    let stranger = salon.sim.person(900, "Nobody Known", Some("en"));
    salon
        .plan(Fault::on("sendMessage", FaultKind::RetryAfter { seconds: 5 }).in_chat(501).times(1));
    let begun = Instant::now();
    owner.says_quietly("/start");
    stranger.says("hello").await;
    assert!(owner.unread().is_empty(), "the stranger is answered meanwhile");
    owner.reads().await;
    assert!(begun.elapsed() >= Duration::from_secs(5));
    assert!(!seen(&owner).concat().contains(REPEAT));
    salon.close().await;
}

#[tokio::test]
async fn who_blocked_the_bot_is_unreachable_until_they_write_again() {
    let salon = Salon::open().await;
    let owner = salon.owner().await;
    let reachable = async || {
        let seated = staff::seated(&salon.archive.read().await.unwrap(), 501).await.unwrap();
        seated.unwrap().staff.reachable
    };
    let text = "Forbidden: bot was blocked by the user".to_owned();
    salon.plan(Fault::on("sendMessage", FaultKind::Forbidden { text }).times(1));
    owner.says_quietly("/start");
    salon.rest().await;
    assert!(!reachable().await);
    assert_eq!(waiting(&salon.archive).await, (0, 0));
    owner.says("/start").await;
    assert!(reachable().await);
    salon.close().await;
}

#[tokio::test]
async fn a_screen_whose_message_is_gone_is_sent_anew_once() {
    let salon = Salon::open().await;
    let owner = salon.owner().await;
    owner.says("/start").await;
    let screen = owner.screen();
    owner.deletes(screen.message_id);
    owner.presses_at(screen.message_id, "More").await;
    salon.rest().await;
    assert!(owner.screen().message_id > screen.message_id);
    assert!(!seen(&owner).concat().contains(REPEAT));
    salon.close().await;
}

#[tokio::test]
async fn updates_that_come_twice_or_out_of_order_count_once() {
    const TEXTS: usize = 40;
    let mut salon = Salon::open().await;
    let owner = salon.owner().await;
    salon.stop().await.unwrap();
    let before = count(&salon.sim, "sendMessage");
    salon.sim.faults().disturb_updates(UpdateFaults { duplicate: 0.3, reorder: 0.1, seed: 7 });
    let stranger = salon.sim.person(900, "Nobody Known", Some("en"));
    for _ in 0..TEXTS {
        stranger.says_quietly("hello");
    }
    salon.start_again();
    salon.rest().await;
    assert_eq!(count(&salon.sim, "sendMessage") - before, TEXTS);
    assert_eq!(waiting(&salon.archive).await, (0, 0));
    assert!(!seen(&owner).concat().contains(REPEAT));
    salon.close().await;
}

#[tokio::test]
async fn what_came_while_the_bot_was_down_is_served_and_nothing_is_sent_again() {
    let mut salon = Salon::open().await;
    let owner = salon.owner().await;
    owner.says("/start").await;
    let sent = count(&salon.sim, "sendMessage");
    let begun = Instant::now();
    salon.stop().await.unwrap();
    assert!(begun.elapsed() < Duration::from_secs(9), "a stop at rest takes no time");
    owner.press_quietly("More");
    salon.start_again();
    owner.reads().await;
    salon.rest().await;
    assert_eq!(count(&salon.sim, "sendMessage"), sent);
    assert_eq!(count(&salon.sim, "answerCallbackQuery"), 1);
    salon.close().await;
}

#[tokio::test]
async fn rows_leave_when_due_and_those_in_doubt_say_so() {
    let mut salon = Salon::open().await;
    let owner = salon.owner().await;
    salon.stop().await.unwrap();
    let now = Clock::default().now();
    let put = async |due_at| {
        let writing = salon.archive.write(move |tx| {
            Box::pin(async move {
                let say = Say::Common(Common::Cancelled);
                let out = Out::Say { say, lang: Lang::En };
                let payload = serde_json::to_string(&out).unwrap();
                let row = NewRow { chat: 501, screen: None, kind: "say", payload, due_at };
                outbox::put(tx, row, now).await.map(|_| ())
            })
        });
        writing.await.unwrap();
    };
    put(now).await; // Born `sending`: as if the process had died before its mark.
    put(now + chrono::Duration::seconds(1)).await;
    salon.start_again();
    salon.rest().await;
    let seen = seen(&owner);
    let said: Vec<_> = seen.iter().filter(|text| text.starts_with("Cancelled")).collect();
    assert_eq!(said.len(), 2, "{seen:#?}");
    assert_eq!(said.iter().filter(|text| text.contains(REPEAT)).count(), 1, "{seen:#?}");
    salon.close().await;
}

#[tokio::test]
async fn a_flood_of_presses_is_shed_and_each_press_is_answered_once() {
    const PRESSES: usize = 60;
    let mut salon = Salon::open().await;
    let owner = salon.owner().await;
    owner.says("/start").await;
    salon.stop().await.unwrap();
    for _ in 0..PRESSES {
        owner.press_quietly("More");
    }
    salon.start_again();
    salon.rest().await;
    let journal = salon.sim.journal();
    let answers = journal.calls("answerCallbackQuery");
    assert_eq!(answers.len(), PRESSES);
    let toasts = answers.iter().filter(|call| {
        call["params"]["text"].as_str().is_some_and(|text| text.contains("Too much came at once"))
    });
    assert_eq!(toasts.count(), 1);
    assert_eq!(waiting(&salon.archive).await, (0, 0));
    salon.close().await;
}

/// A press that a bot took into the inbox at this moment, and had no turn for.
async fn received(salon: &Salon, owner: &Person, received_at: DateTime<Utc>) {
    let update = owner.press_quietly("More");
    let journal = salon.sim.journal();
    let pressed = journal.updates().into_iter().rfind(|issued| issued["update_id"] == update);
    let body = pressed.expect("the press was issued").to_string();
    let receiving = salon.archive.write(move |tx| {
        let (person, body) = (501, body.clone());
        let row = Waiting { bot: BOT, epoch: 0, update, person, received_at, body, attempts: 0 };
        Box::pin(async move { inbox::receive(tx, &[row]).await })
    });
    receiving.await.unwrap();
}

#[tokio::test]
async fn a_press_whose_turn_takes_long_is_answered_bare_and_only_once() {
    let mut salon = Salon::open().await;
    let owner = salon.owner().await;
    owner.says("/start").await;
    salon.stop().await.unwrap();
    // The press is on disk, and its turn waits for the writer.
    received(&salon, &owner, Clock::default().now()).await;
    let (release, held) = oneshot::channel::<()>();
    let (taken, takes) = oneshot::channel::<()>();
    let hold = Arc::new(Mutex::new(Some((held, taken))));
    let archive = salon.archive.clone();
    let holding = tokio::spawn(async move {
        let holding = archive.write(move |_| {
            let (held, taken) = hold.lock().unwrap().take().expect("it runs once");
            Box::pin(async move {
                taken.send(()).expect("the test waits");
                held.await.expect("the test lets go");
                Ok(())
            })
        });
        holding.await.unwrap();
    });
    takes.await.unwrap();
    salon.start_again();
    until(async || count(&salon.sim, "answerCallbackQuery") > 0).await;
    assert_eq!(count(&salon.sim, "editMessageText"), 0);
    release.send(()).unwrap();
    holding.await.unwrap();
    salon.rest().await;
    assert_eq!(count(&salon.sim, "editMessageText"), 1);
    assert_eq!(count(&salon.sim, "answerCallbackQuery"), 1);
    salon.close().await;
}

#[tokio::test]
async fn a_press_that_waited_over_a_stop_does_not_count() {
    let mut salon = Salon::open().await;
    let owner = salon.owner().await;
    owner.says("/start").await;
    salon.stop().await.unwrap();
    // It reached the inbox, and the process ended before its turn.
    let late = PRESS_LIFE + chrono::Duration::seconds(1);
    received(&salon, &owner, Clock::default().now() - late).await;
    salon.start_again();
    until(async || count(&salon.sim, "answerCallbackQuery") > 0).await;
    salon.rest().await;
    assert_eq!(count(&salon.sim, "editMessageText"), 0, "it has no effect");
    let journal = salon.sim.journal();
    let answers = journal.calls("answerCallbackQuery");
    let said = answers[0]["params"]["text"].as_str().unwrap_or_default();
    assert!(answers.len() == 1 && said.contains("from an earlier screen"), "{said}");
    owner.presses("More").await;
    salon.close().await;
}

#[tokio::test]
async fn a_revoked_token_ends_the_bot_and_another_poller_does_not() {
    let mut salon = Salon::open().await;
    let stranger = salon.sim.person(900, "Nobody Known", Some("en"));
    salon.plan(Fault::on("getUpdates", FaultKind::Conflict).times(1));
    stranger.says("hello").await;
    stranger.says_quietly("hello");
    salon.rest().await;
    salon.plan(Fault::on("getUpdates", FaultKind::Unauthorized));
    stranger.says_quietly("hello");
    let ended = (&mut salon.bot).await.unwrap();
    assert!(matches!(ended, Err(Failure::Unauthorized)));
    assert!(count(&salon.sim, "getUpdates") < 30);
}

#[tokio::test]
async fn a_photo_is_fetched_and_sealed() {
    let salon = Salon::open().await;
    let owner = salon.owner().await;
    owner.sends_photo("").await;
    let updates = salon.sim.journal();
    let sizes = updates.updates().into_iter().rfind(|update| update["message"]["photo"].is_array());
    let size = &sizes.unwrap()["message"]["photo"][0];
    let text = |field: &str| size[field].as_str().unwrap().to_owned();
    let photo =
        PhotoRef { file_id: text("file_id"), unique_id: text("file_unique_id"), size: None };
    let writing = salon.archive.write(move |tx| {
        let photos = vec![photo.clone()];
        Box::pin(async move { log_visit(tx, photos).await })
    });
    writing.await.unwrap();
    let files = salon.archive.data().join("files");
    let stored = async || {
        let waiting = attachments::pending(&salon.archive.read().await.unwrap(), 9).await;
        waiting.unwrap().is_empty()
    };
    until(stored).await;
    let file = std::fs::read_dir(files).unwrap().next().unwrap().unwrap();
    let sealed = std::fs::read(file.path()).unwrap();
    assert!(!sealed.windows(4).any(|part| part == b"\x89PNG" || part == b"\xff\xd8\xff\xe0"));
    salon.close().await;
}

/// A visit of an invented client, with photos.
async fn log_visit(tx: &Tx, photos: Vec<PhotoRef>) -> Result<()> {
    let now = Clock::default().now();
    let who = staff::seated(tx, 501).await?.expect("the owner is seated").actor;
    let new = NewClient {
        kind: Kind::Person,
        name: "Invented Client".into(),
        phone: None,
        facts: Vec::new(),
        source: Source::Client,
        health_consent: Some(true),
        keeper: None,
    };
    let (client, _) = clients::create(tx, &who, &new, now).await?;
    let visit = NewVisit {
        client: ClientId(client.id),
        services: Vec::new(),
        products: Vec::new(),
        effect: None,
        note: None,
        amount: None,
        next_on: None,
        photos,
    };
    let logged = visits::log(tx, &who, &visit, now).await?;
    assert!(matches!(logged, visits::Log::Done(_)), "the owner logs visits");
    Ok(())
}
