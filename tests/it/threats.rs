//! Threats that a phone can try in the chat (T1, T2, T9, T10, T12, T17); `tests/threats.rs` lists them all.
#![allow(clippy::print_stdout, reason = "what was tried is counted aloud")]

use crate::office::{Office, Sample, monday};
use crate::standing::Salon;
use kartoteka::archive::inbox::{self, Waiting};
use kartoteka::dialogue::screen::{Common, Say};
use kartoteka::dialogue::{Input, Odd};
use kartoteka::model::lang::Lang;
use kartoteka::model::policy::Role;
use kartoteka::model::visit::PhotoRef;
use kartoteka::turn::arrival::{Arrival, Came, Command, Sender, UpdateKey};
use kartoteka::turn::handle::HandleKey;
use kartoteka::turn::out::Out;
use kartoteka::turn::{self, Office as House};
use serde_json::Value;
use std::time::Duration;

/// What a stranger tries; all of it where `KARTOTEKA_TEST_WHOLE` is set.
const TRIED: i64 = 1_500;
const TRIED_WHOLE: i64 = 10_000;
/// Taps at once on one button.
const TAPS: usize = 20;
/// When nothing was called for so long, all is through.
const QUIET: Duration = Duration::from_millis(300);
/// Characters of a message that a lock screen may show (T12).
const LOCK_SCREEN_CHARS: usize = 60;
/// The place of a group.
const GROUP: i64 = -500;

/// Names that mean something to whoever reads them as code, as layout or as a link.
const HOSTILE: [&str; 9] = [
    "<b>Bold</b> & Sons",
    "*star* _under_ [link](t.me/evil)",
    "Emma\u{202e}elpmaS",
    "Zero\u{200b}Width\u{2060}Name",
    "@salon_bot",
    "https://t.me/evil?start=1",
    "tg://user?id=1",
    "Anna\nPhone: 999\nAllergy: none",
    "\u{1F469}\u{200D}\u{1F692}\u{1F469}\u{200D}\u{1F692}\u{1F469}\u{200D}\u{1F692} Emoji",
];
/// What must not leave: controls that turn, hide or break lines, but for the line's own end.
const CONTROLS: [char; 12] = [
    '\u{200b}', '\u{200e}', '\u{200f}', '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}',
    '\u{2060}', '\u{feff}', '\r', '\u{0}',
];

/// How many rounds: few, or the whole number where that is asked for.
pub fn rounds(few: i64, whole: i64) -> i64 {
    if std::env::var_os("KARTOTEKA_TEST_WHOLE").is_some() { whole } else { few }
}

/// Everything that the bot wrote, to whomever.
fn written(office: &Office) -> Vec<Value> {
    let journal = office.sim.journal();
    let calls = ["sendMessage", "editMessageText"].into_iter().flat_map(|it| journal.calls(it));
    calls.map(|call| call["params"].clone()).collect()
}

#[tokio::test]
async fn a_stranger_gets_one_text_a_thousand_times() {
    let mut office = Office::open().await;
    office.stop().await;
    office.client(Sample { name: "Emma Sample", ..Sample::default() }).await;
    let tried = rounds(TRIED, TRIED_WHOLE);
    let answered = office.archive.write(move |tx| {
        Box::pin(async move {
            let handles = HandleKey::new([7; 32]);
            let (lang, locks) = (Lang::En, Default::default());
            let house = House { handles, bot_username: "salon_bot".into(), lang, locks };
            let mut answered = 0;
            for update in 0..tried {
                let arrival = stranger(update);
                inbox::receive(tx, &[waiting(&arrival)]).await?;
                for parcel in turn::take(tx, &house, &arrival, monday()).await? {
                    assert_eq!(parcel.chat, arrival.from.id);
                    match parcel.out {
                        Out::Say { say, .. } => assert!(say == Say::Common(Common::Stranger)),
                        Out::Answer { toast, .. } => assert!(toast.is_none()),
                        _ => panic!("a stranger is shown something"),
                    }
                    answered += 1;
                }
            }
            Ok(answered)
        })
    });
    assert_eq!(answered.await.expect("the turns"), tried);
    println!("{tried} tries of a stranger, one text");
    office.close().await;
}

/// The nth thing that a stranger tries, out of a small generator.
fn stranger(update: i64) -> Arrival {
    let dice = update.wrapping_mul(6_364_136_223_846_793_005).rotate_left(17).unsigned_abs();
    let text = format!("{dice:x}");
    let came = match dice % 9 {
        0 => Came::Start(None),
        1 => Came::Start(Some(text)),
        2 => Came::Command(Command::Incident),
        3 => Came::Told(Input::Text("emma".into())),
        4 => {
            let (phone, name) = ("+8613800138001".into(), "Emma Sample".into());
            Came::Told(Input::Contact { phone, name })
        }
        5 => {
            let photo = PhotoRef { file_id: text.clone(), unique_id: text, size: Some(1) };
            Came::Told(Input::Photo { photo, caption: None })
        }
        6 => Came::Told(Input::Odd(Odd::Voice)),
        7 => Came::Told(Input::Text(text)),
        _ => Came::Press { query: format!("q{update}"), message: Some(2), data: text },
    };
    Arrival {
        key: UpdateKey { bot: 1, epoch: 1, update },
        from: Sender { id: 900 + update % 7, name: "Eve".into(), lang: Some("en".into()) },
        came,
        message: None,
        at: monday(),
    }
}

fn waiting(arrival: &Arrival) -> Waiting {
    let UpdateKey { bot, epoch, update } = arrival.key;
    let (person, received_at) = (arrival.from.id, arrival.at);
    Waiting { bot, epoch, update, person, received_at, body: String::new(), attempts: 0 }
}

#[tokio::test]
async fn of_two_who_follow_one_link_at_once_one_gets_the_seat() {
    let office = Office::open().await;
    let (mina, _) = office.seat(101, "Mina", Role::Manager, "en").await;
    mina.says("/start").await;
    for label in ["More", "Staff", "Invite somebody", "Beautician"] {
        mina.presses(label).await;
    }
    let text = mina.screen().text;
    let link = text.lines().find(|line| line.starts_with("https://")).expect("a link");
    let code = link.split('=').nth(1).expect("a code").to_owned();
    let (cleo, eve) = (office.stranger(102, "Cleo", "en"), office.stranger(103, "Eve", "en"));
    for person in [&cleo, &eve] {
        person.says_quietly(&format!("/start {code}"));
    }
    office.sim.idle(QUIET).await;
    for person in [&cleo, &eve, &mina] {
        person.reads().await;
    }
    let waits = |text: String| text.starts_with("Your account is waiting");
    let waiting = [&cleo, &eve].into_iter().filter(|it| waits(it.screen().text)).count();
    assert_eq!(waiting, 1, "{}", office.sim.transcript());
    assert_eq!(office.counts("SELECT count(*) FROM invite WHERE state = 'accepted'").await, 1);
    assert_eq!(office.counts("SELECT count(*) FROM seat WHERE state = 'waiting'").await, 1);
    office.close().await;
}

#[tokio::test]
async fn twenty_taps_at_once_are_one_card_and_twenty_answers() {
    let office = Office::open().await;
    let (cleo, _) = office.seat(101, "Cleo", Role::Care, "en").await;
    cleo.shares_contact("+86 138 0013 8009", "Emma Sample", None).await;
    cleo.presses("Ask later").await;
    let answers = || office.sim.journal().calls("answerCallbackQuery").len();
    let before = answers();
    for _ in 0..TAPS {
        cleo.press_quietly("Save");
    }
    office.sim.idle(QUIET).await;
    cleo.reads().await;
    assert_eq!(answers() - before, TAPS);
    assert_eq!(office.counts("SELECT count(*) FROM client").await, 1);
    office.close().await;
}

#[tokio::test]
async fn in_a_group_no_button_of_a_card_shows_anything() {
    let salon = Salon::open(Role::FrontDesk).await;
    let (office, client) = (&salon.office, &salon.clients[3]);
    salon.viewer.says(client.query()).await;
    let handles: Vec<String> =
        salon.viewer.screen().buttons.into_iter().flatten().filter_map(|it| it.data).collect();
    office.sim.group(GROUP, "Salon talk");
    let here = salon.viewer.in_group(GROUP);
    here.adds_bot();
    here.reads().await;
    let message = here.screen().message_id;
    for handle in &handles {
        here.presses_raw(message, handle).await;
    }
    for text in ["/start", "/find@salon_bot", client.query(), "/start@salon_bot 0123"] {
        here.says_quietly(text);
    }
    office.sim.idle(QUIET).await;
    let journal = office.sim.journal();
    let calls = journal.entries.iter().filter(|entry| entry["params"]["chat_id"] == GROUP);
    let calls: Vec<String> = calls.map(|call| call["params"].to_string()).collect();
    assert!(!calls.is_empty() && !handles.is_empty());
    for call in calls {
        for row in ["name", "number", "phone", "skin", "visit note"] {
            assert!(!call.contains(&client.mark(row)), "in a group: {call}");
        }
    }
    let to_group = journal.calls("sendMessage").into_iter();
    assert_eq!(to_group.filter(|call| call["params"]["chat_id"] == GROUP).count(), 1);
}

#[tokio::test]
async fn every_message_is_protected_and_no_first_line_names_a_client() {
    let salon = Salon::open(Role::Sales).await;
    let (viewer, client) = (&salon.viewer, &salon.clients[0]);
    viewer.says(client.query()).await;
    // There is one part to borrow, so none is asked for; the paper file beside it is.
    for label in ["Borrow", "Visit", "No", "2 hours", "Send"] {
        viewer.presses(label).await;
    }
    salon.mina.reads().await;
    salon.olga.reads().await;
    salon.mina.presses("Approve").await;
    salon.mina.presses("Yes, approve").await;
    viewer.reads().await;
    salon.olga.reads().await;
    let (mut told, written) = (0, written(&salon.office));
    for params in &written {
        let text = params["text"].as_str().expect("words");
        let title = text.lines().next().expect("a first line");
        let edit = params.get("message_id").is_some();
        // What nobody asked for at that moment is read off a locked phone; an own search is not.
        let pushed = !edit && title != "Client card";
        let shown: String = text.chars().take(LOCK_SCREEN_CHARS).collect();
        for row in ["name", "phone", "allergy", "document", "visit note"] {
            let mark = client.mark(row);
            assert!(!title.contains(&mark), "on a lock screen: {title}");
            assert!(!pushed || !shown.contains(&mark), "on a lock screen: {shown}");
            told += usize::from(text.contains(&mark));
        }
        assert!(edit || params["protect_content"] == true, "not protected: {title}");
    }
    assert!(told > 8, "{told} marks were told in {} messages", written.len());
    salon.office.close().await;
}

#[tokio::test]
async fn a_hostile_name_is_text_and_nothing_else() {
    let office = Office::open().await;
    let (cleo, _) = office.seat(101, "Cleo", Role::Care, "en").await;
    for (nth, name) in HOSTILE.into_iter().enumerate() {
        cleo.shares_contact(&format!("+86 138 0013 801{nth}"), name, None).await;
        for label in ["Ask later", "Save", "Open card", "Home"] {
            cleo.presses(label).await;
        }
    }
    let mut named = 0;
    for params in written(&office) {
        let text = params["text"].as_str().expect("words");
        assert!(params.get("parse_mode").is_none(), "a parse mode");
        assert_eq!(params["link_preview_options"]["is_disabled"], true, "{text}");
        assert!(!text.contains(CONTROLS), "a control in {text:?}");
        for entity in params["entities"].as_array().into_iter().flatten() {
            assert_eq!(entity["type"], "bold", "{text}");
        }
        assert!(!text.lines().any(|line| line == "Allergy: none"), "a line was forged: {text}");
        named += usize::from(text.contains("<b>Bold</b> & Sons"));
    }
    assert!(named > 1, "names stand as they were written");
    assert!(office.sim.journal().problems.is_empty());
    office.close().await;
}
