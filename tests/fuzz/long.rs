//! More than a message holds: a note of twenty kilobytes, a card beyond 4,096 characters, three hundred visits. Nothing is
//! cut within a letter or within what is bold, and what comes on pages comes whole (K42).

use crate::hostile;
use crate::rig::{Random, seed};
use crate::salon::{Salon, Template, clerk, monday};
use crate::tally::figure;
use crate::texts::{bold, is_beginning, routes};
use chrono::Duration;
use kartoteka::archive::{clients, visits};
use kartoteka::dialogue::client_history::{Say as History, State as Page};
use kartoteka::dialogue::client_open::State as Open;
use kartoteka::dialogue::screen::{Say, Screen};
use kartoteka::dialogue::{Input, Odd, State};
use kartoteka::locale::{self, Reader};
use kartoteka::model::card::{Field, Kind, NewClient, Source};
use kartoteka::model::lang::Lang;
use kartoteka::model::text::{LINE_GRAPHEMES_MAX, LINES_GRAPHEMES_MAX, clean, length};
use kartoteka::model::trail::Tab;
use kartoteka::model::visit::NewVisit;
use kartoteka::model::{ClientId, MenuItemId, StaffId};
use kartoteka::telegram::compose::{Extent, word};
use kartoteka::turn::arrival::Came;
use kartoteka::turn::desk::Desk;
use kartoteka::turn::drive::present;
use kartoteka::turn::place::Place;
use serde_json::json;

/// Visits of one client.
const VISITS: usize = 300;
/// A pasted note, in bytes, and what a phone sends of it at once, in UTF-16 units.
const NOTE_BYTES: usize = 20_000;
const MESSAGE_UNITS_MAX: usize = 4_096;
/// More pages than there are.
const PAGES_MAX: u32 = 200;

#[test]
fn a_note_of_twenty_kilobytes_comes_in_pieces_that_are_taken_whole_or_not_at_all() {
    let routes = routes();
    let (mut taken, mut refused) = (0, 0);
    for piece in ["Dry skin, likes quiet music. ", "皮肤偏干，喜欢安静。", "피부가 건조합니다. "]
    {
        let note = piece.repeat(NOTE_BYTES / piece.len());
        let wide: Vec<char> = note.chars().collect();
        // As a phone cuts it, and as whoever was told that this is too long.
        let pieces = wide.chunks(MESSAGE_UNITS_MAX).chain(wide.chunks(LINES_GRAPHEMES_MAX));
        for sent in pieces {
            let sent: String = sent.iter().collect();
            let user = json!({"id": 101, "is_bot": false, "first_name": "Sample"});
            let chat = json!({"id": 101, "type": "private", "first_name": "Sample"});
            let message =
                json!({"message_id": 1, "date": 1, "from": user, "chat": chat, "text": sent});
            match routes.route(&json!({"update_id": 1, "message": message}).to_string()).came {
                Came::Told(Input::Text(text)) => {
                    assert_eq!(text, sent.trim());
                    taken += 1;
                }
                Came::Told(Input::Odd(Odd::TooLong)) => {
                    assert!(length(&sent) > LINES_GRAPHEMES_MAX, "{}", length(&sent));
                    refused += 1;
                }
                _ => panic!("a note is words, or too long"),
            }
        }
    }
    assert!(taken > 0 && refused > 0, "{taken} taken, {refused} refused");
    figure("K42", "pieces of notes of 20 kB: cut in silence", format!("0 of {}", taken + refused));
}

#[tokio::test]
async fn a_card_beyond_a_message_and_three_hundred_visits_are_never_cut_within_a_letter() {
    let mut random = Random::new(seed());
    let salon = Template::stocked().await.open().await;
    let (facts, notes) = (long(&mut random, Field::ALL.len()), long(&mut random, VISITS));
    let client = heavy(&salon, facts, notes).await;
    let mut told = 0;
    for state in [
        State::ClientOpen(Open::Card { client }),
        State::ClientOpen(Open::Visits { client }),
        State::ClientOpen(Open::Consult { client }),
    ] {
        let screen = shown(&salon, state).await;
        for lang in Lang::ALL {
            told += usize::from(is_whole(&screen, *lang).expect("it is cut between letters"));
        }
    }
    let mut entries = 0;
    for tab in [Tab::Opened, Tab::Changed] {
        for page in 0..PAGES_MAX {
            let screen =
                shown(&salon, State::ClientHistory(Page::Page { client, tab, page })).await;
            let line = |say: &&Say| matches!(say, Say::ClientHistory(History::Line { .. }));
            entries += screen.lines.iter().filter(line).count();
            assert!(
                is_whole(&screen, Lang::Ko).expect("no letter is cut"),
                "a page of the history is cut"
            );
            let older = screen.rows.iter().flatten();
            if !older.map(|it| &it.label).any(|label| *label == Say::ClientHistory(History::Older))
            {
                break;
            }
        }
    }
    salon.archive.close().await.expect("the archive closes");
    assert!(entries >= VISITS, "{entries} entries on pages for {VISITS} visits");
    println!("{told} of 9 heavy screens fit whole");
    assert!(told < 9, "no card is beyond a message");
    figure("K42", "entries of a client with 300 visits, on pages: cut", format!("0 of {entries}"));
    figure(
        "K42",
        "cards beyond 4,096 units, in 3 languages: cut within a letter or within what is bold",
        format!("0 of {}", 9 - told),
    );
}

/// Texts as long as a line may be, of letters that take more than one unit.
fn long(random: &mut Random, count: usize) -> Vec<String> {
    (0..count).map(|_| clean(&hostile::note(random, LINE_GRAPHEMES_MAX as u64))).collect()
}

async fn heavy(salon: &Salon, facts: Vec<String>, notes: Vec<String>) -> ClientId {
    let made = salon.archive.write(move |tx| {
        let (facts, notes) = (facts.clone(), notes.clone());
        Box::pin(async move {
            let dated = [Field::Birthday, Field::Class];
            let fields = Field::ALL.iter().copied().filter(|field| !dated.contains(field));
            let new = NewClient {
                kind: Kind::Person,
                name: "Heavy Sample".into(),
                phone: Some("+8613900139000".into()),
                facts: fields.zip(facts).collect(),
                source: Source::Visit,
                health_consent: Some(true),
                keeper: None,
            };
            let client = ClientId(clients::create(tx, &clerk(), &new, monday()).await?.0.id);
            for (nth, note) in notes.into_iter().enumerate() {
                let visit = NewVisit {
                    client,
                    services: vec![MenuItemId(1), MenuItemId(2)],
                    products: vec![MenuItemId(3)],
                    effect: Some(4),
                    note: Some(note),
                    amount: Some(9_900),
                    next_on: None,
                    photos: Vec::new(),
                };
                visits::log(tx, &clerk(), &visit, monday() + Duration::minutes(nth as i64)).await?;
            }
            Ok(client)
        })
    });
    made.await.expect("a heavy client")
}

/// What an owner sees of a state.
async fn shown(salon: &Salon, state: State) -> Screen {
    let office = salon.office.clone();
    let made = salon.archive.write(move |tx| {
        let (office, state) = (office.clone(), state.clone());
        Box::pin(async move {
            let desk = Desk::new(tx, &office, monday() + Duration::days(1));
            let reader = desk.reader(StaffId(1)).await?.expect("a seat");
            Ok(present(&desk, &reader.ctx, Place::at(state)).await?.expect("a screen").1)
        })
    });
    made.await.expect("it is shown")
}

/// Whether all of a screen is sent; what is cut, is cut between letters and outside of what is bold.
fn is_whole(screen: &Screen, lang: Lang) -> Result<bool, String> {
    let zone = chrono_tz::Asia::Shanghai;
    let today = monday().with_timezone(&zone).date_naive();
    let reader = Reader { lang, zone, today, country: "CN".try_into().expect("a country") };
    let meant = locale::screen(screen, &reader);
    let worded = word(screen, Extent::Whole, &reader, |place| format!("h{place}"));
    let sent = serde_json::to_value(worded.send(7)).expect("a message is data");
    let text = sent["text"].as_str().unwrap_or_default();
    assert!(text.encode_utf16().count() <= MESSAGE_UNITS_MAX, "longer than a message");
    is_beginning(text, &meant.text)?;
    if bold(&sent, text)? != locale::words(&screen.title, &reader) {
        return Err("the title is cut".into());
    }
    Ok(text == meant.text)
}
