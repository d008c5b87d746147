//! A day of the salon in ten turns, each taken by the real `turn` on a real archive, and marked as sent.

use crate::salon::{self, FIRST, Salon, Template, monday};
use chrono::{DateTime, Duration, Utc};
use kartoteka::archive::connect::Key;
use kartoteka::archive::inbox::{self, Waiting};
use kartoteka::archive::{outbox, screens};
use kartoteka::dialogue::Input;
use kartoteka::dialogue::screen::Screen;
use kartoteka::locale::{self, Reader};
use kartoteka::model::ScreenId;
use kartoteka::model::lang::Lang;
use kartoteka::turn::arrival::{Arrival, Came, Sender, UpdateKey};
use kartoteka::turn::handle::Handle;
use kartoteka::turn::out::{Out, Parcel};
use kartoteka::turn::{self, lock};
use std::collections::HashMap;
use std::path::Path;

/// The turns that are counted, in the order of the day.
pub const TURNS: [&str; 10] = [
    "Home",
    "look up by phone",
    "search a name, several hits",
    "open a card from the hits",
    "begin a visit",
    "choose its service",
    "save it",
    "work off a follow-up",
    "ask for a loan",
    "approve it",
];

/// Who works: a manager whose language is English, and two of Care and Sales.
const MARK: i64 = FIRST + 3;
const CARA: i64 = FIRST + 6;
const SAM: i64 = FIRST + 9;

/// Where a salon that is left for another process has its key.
const KEY: &str = "key";

/// Copies a salon, with its key, into a folder that another process reads.
pub fn leave(template: &Template, folder: &Path) {
    std::fs::copy(template.database(), folder.join("test.db")).expect("a copy");
    std::fs::write(folder.join(KEY), template.key.digits()).expect("the key is written");
}

/// What another process left there.
pub fn left(from: &Path) -> Template {
    let key = std::fs::read_to_string(from.join(KEY)).expect("a key");
    let template = Template { folder: salon::folder(), key: Key::parse(&key).expect("a key") };
    std::fs::copy(from.join("test.db"), template.database()).expect("a copy");
    template
}

/// Walks so many days, each on a fresh copy of the salon.
pub async fn walk(template: &Template, days: usize) {
    for _ in 0..days {
        let mut day =
            Day { salon: template.open().await, chats: HashMap::new(), update: 0, now: monday() };
        day.walk().await;
        day.salon.archive.close().await.expect("the archive closes");
    }
}

struct Day {
    salon: Salon,
    /// The newest screen of each chat: its id, its revision, and what it shows.
    chats: HashMap<i64, (ScreenId, i32, Screen)>,
    update: i64,
    now: DateTime<Utc>,
}

impl Day {
    async fn walk(&mut self) {
        self.does(MARK, Came::Start(None), false).await;
        // Each day's writer is a thread of its own, and the reading of numbers keeps something for each thread.
        self.says(MARK, "13800138000", false).await;
        self.does(CARA, Came::Start(None), true).await;
        self.says(CARA, "13800138000", true).await;
        self.says(CARA, "sample", true).await;
        self.presses(CARA, "Nadia Sample", true).await;
        self.presses(CARA, "Log visit", true).await;
        self.presses(CARA, "Facial", true).await;
        self.presses(CARA, "Skip", false).await;
        self.presses(CARA, "4", false).await;
        self.presses(CARA, "In 1 week", false).await;
        self.presses(CARA, "Save", true).await;
        self.does(CARA, Came::Start(None), false).await;
        self.presses(CARA, "Follow-ups", false).await;
        self.presses(CARA, "Ravi Fiction", false).await;
        self.presses(CARA, "Done", true).await;
        self.says(SAM, "quinn", false).await;
        for label in ["Borrow", "Visit", "Business", "2 hours"] {
            self.presses(SAM, label, false).await;
        }
        self.presses(SAM, "Send", true).await;
        self.presses(MARK, "Approve", false).await;
        self.presses(MARK, "Yes, approve", true).await;
    }

    async fn says(&mut self, who: i64, words: &str, counts: bool) {
        self.does(who, Came::Told(Input::Text(words.to_owned())), counts).await;
    }

    async fn presses(&mut self, who: i64, label: &str, counts: bool) {
        let (screen, revision, shown) = &self.chats[&who];
        let reader = reader(self.now);
        let labels: Vec<String> =
            shown.rows.iter().flatten().map(|it| locale::label(&it.label, &reader)).collect();
        let place = labels.iter().position(|it| it.contains(label));
        let place = place.unwrap_or_else(|| panic!("no {label:?} among {labels:?}")) as u32;
        let handle = Handle { screen: *screen, revision: *revision, place };
        let data = self.salon.office.handles.write(who, handle);
        let query = format!("q{}", self.update);
        self.does(who, Came::Press { query, message: None, data }, counts).await;
    }

    /// One update, received before its turn, and what it put out marked as sent after it.
    async fn does(&mut self, who: i64, came: Came, counts: bool) {
        self.update += 1;
        self.now += Duration::seconds(20);
        let (update, now) = (self.update, self.now);
        let waiting = Waiting {
            bot: 1,
            epoch: 0,
            update,
            person: who,
            received_at: now,
            body: String::new(),
            attempts: 0,
        };
        let archive = &self.salon.archive;
        let receiving = archive.write(move |tx| {
            let waiting = waiting.clone();
            Box::pin(async move { inbox::receive(tx, &[waiting]).await })
        });
        receiving.await.expect("the update is received");
        let arrival = Arrival {
            key: UpdateKey { bot: 1, epoch: 0, update },
            from: Sender { id: who, name: "Sample".into(), lang: Some("en".into()) },
            came,
            message: None,
            at: now,
        };
        if counts {
            turn_begins();
        }
        let parcels = take(&self.salon, arrival, now).await;
        if counts {
            turn_ends();
        }
        self.arrives(parcels).await;
    }

    async fn arrives(&mut self, parcels: Vec<Parcel>) {
        let (given, now, first) = (parcels.clone(), self.now, 10 * self.update);
        let marking = self.salon.archive.write(move |tx| {
            let given = given.clone();
            Box::pin(async move {
                for (message, parcel) in (first..).zip(&given) {
                    let Some(screen) = parcel.screen else {
                        outbox::finish(tx, parcel.id, "done").await?;
                        continue;
                    };
                    let stands = screens::get(tx, screen).await?.and_then(|row| row.message_id);
                    let message = stands.unwrap_or(message as i32);
                    outbox::shown(tx, parcel.id, screen.0, message, now).await?;
                }
                Ok(())
            })
        });
        marking.await.expect("what was sent is marked");
        for parcel in parcels {
            if let (Out::Show { screen, .. }, Some(id)) = (parcel.out, parcel.screen) {
                self.chats.insert(parcel.chat, (id, parcel.revision, screen));
            }
        }
    }
}

/// A turn, as the workers take it.
async fn take(salon: &Salon, arrival: Arrival, now: DateTime<Utc>) -> Vec<Parcel> {
    lock::foresee(&salon.archive, &salon.office, &arrival).await.expect("no PIN is asked for");
    let office = salon.office.clone();
    let taking = salon.archive.write(move |tx| {
        let (office, arrival) = (office.clone(), arrival.clone());
        Box::pin(async move { turn::take(tx, &office, &arrival, now).await })
    });
    taking.await.expect("the turn is taken")
}

fn reader(now: DateTime<Utc>) -> Reader {
    let zone = crate::salon::ZONE.parse().expect("a zone");
    let country = "CN".try_into().expect("a country");
    Reader { lang: Lang::En, zone, today: now.date_naive(), country }
}

/// Here the count begins.
#[inline(never)]
fn turn_begins() {
    std::hint::black_box(());
}

/// Here it ends.
#[inline(never)]
fn turn_ends() {
    std::hint::black_box(());
}
