//! What a start, a look-up, a search, a morning's digests and a backup cost at a size: the same work each time, so that
//! only what must read everything may grow with the archive.

use super::names::{Kind, Random, person};
use super::stock::Stock;
use super::times::Times;
use super::{ask, questions};
use chrono::{DateTime, Days, TimeDelta, TimeZone, Utc};
use kartoteka::archive::backup::{self, Place};
use kartoteka::archive::inbox::{self, Waiting};
use kartoteka::archive::{outbox, staff, visits};
use kartoteka::dialogue::Input;
use kartoteka::model::lang::Lang;
use kartoteka::model::policy::Role;
use kartoteka::model::visit::NewVisit;
use kartoteka::model::{Actor, BranchId, ClientId};
use kartoteka::schedule;
use kartoteka::turn::arrival::{Arrival, Came, Sender, UpdateKey};
use kartoteka::turn::handle::HandleKey;
use kartoteka::turn::out::{Out, Parcel};
use kartoteka::turn::{self, Office};
use sea_orm::ConnectionTrait;
use std::time::{Duration, Instant};

/// People who get a digest; a look of the schedule sends to so many.
const PEOPLE: i64 = 8;
/// Follow-ups of each of them.
const FOLLOW_UPS: i64 = 5;
/// Clients whom each of them keeps, where there are so many.
const KEPT: i64 = 50;
/// Look-ups and searches that are timed.
const ASKED: usize = 200;
/// Starts and mornings that are timed.
const TIMES: usize = 5;
/// The account of the first of them.
const FIRST: i64 = 201;

/// Measures one archive as it grows.
pub struct Growth {
    office: Office,
    now: DateTime<Utc>,
    update: i64,
}

impl Growth {
    /// Seats the people, and gives each follow-ups for clients that every size has.
    pub async fn begin(stock: &Stock) -> Self {
        let office = Office {
            handles: HandleKey::new([7; 32]),
            bot_username: "sample_bot".into(),
            lang: Lang::En,
            locks: Default::default(),
        };
        // Noon in Shanghai.
        let now = Utc.with_ymd_and_hms(2026, 3, 2, 4, 0, 0).unwrap();
        let seated = stock.archive.write(move |tx| {
            Box::pin(async move {
                for number in 0..PEOPLE {
                    let (id, name) = (FIRST + number, format!("Sample {number}"));
                    let account = staff::Account { id, name: &name, lang: None };
                    let id = staff::person(tx, &account, now).await?;
                    staff::take_seat(tx, id, BranchId(1), "manager", "active").await?;
                    let who = Actor { id, name, role: Role::Manager, branch: BranchId(1) };
                    for client in 0..FOLLOW_UPS {
                        let visit = NewVisit {
                            client: ClientId(1 + number * FOLLOW_UPS + client),
                            services: Vec::new(),
                            products: Vec::new(),
                            effect: None,
                            note: None,
                            amount: None,
                            next_on: Some(now.date_naive()),
                            photos: Vec::new(),
                        };
                        visits::log(tx, &who, &visit, now).await?;
                    }
                }
                Ok(())
            })
        });
        seated.await.expect("the people are seated");
        let db = stock.behind().await;
        let keeper =
            format!("SELECT id FROM staff WHERE telegram_id = {FIRST} + client.id % {PEOPLE}");
        let keep =
            format!("UPDATE client SET keeper_id = ({keeper}) WHERE id <= {}", KEPT * PEOPLE);
        db.execute_unprepared(&keep).await.expect("each keeps some clients");
        db.close().await.expect("the database closes");
        Self { office, now, update: 0 }
    }

    /// Measures, and prints a line for each kind of work.
    pub async fn measure(&mut self, stock: &mut Stock) {
        let clients = stock.clients;
        let tell = |what: &str, times: &[Duration]| {
            println!("growth | {clients} | {what} | {:.3}", Times::new(times).at(0.5));
        };
        let mut starts = Vec::new();
        for _ in 0..TIMES {
            starts.push(stock.reopen().await);
        }
        tell("start", &starts);
        let _warm = self.look_ups(stock).await;
        tell("look-up", &self.look_ups(stock).await);
        tell("search", &searches(stock).await);
        tell("8 digests", &self.mornings(stock).await);
        tell("backup", &[self.backup(stock).await]);
    }

    /// Somebody types a phone and reads the card: whole turns, committed.
    async fn look_ups(&mut self, stock: &Stock) -> Vec<Duration> {
        let mut random = Random(self.update.cast_unsigned() + 3);
        let mut times = Vec::new();
        for _ in 0..ASKED {
            let client = person(1 + random.below(stock.clients));
            let parcels = self.types(stock, format!("+{}", client.phone), &mut times).await;
            let is_card =
                |it: &Parcel| matches!(&it.out, Out::Show { screen, .. } if screen.issue.is_some());
            assert!(parcels.iter().any(is_card), "a card is shown");
            let sent = stock.archive.write(move |tx| {
                let ids: Vec<i64> = parcels.iter().map(|parcel| parcel.id).collect();
                Box::pin(async move { outbox::finish_all(tx, &ids, "done").await })
            });
            sent.await.expect("what was sent is marked");
        }
        times
    }

    async fn types(
        &mut self,
        stock: &Stock,
        words: String,
        times: &mut Vec<Duration>,
    ) -> Vec<Parcel> {
        self.update += 1;
        // A minute on: whoever read as many cards within the hour would be told of.
        self.now += TimeDelta::minutes(1);
        let (update, now, who) = (self.update, self.now, FIRST + self.update % PEOPLE);
        let waiting = Waiting {
            bot: 1,
            epoch: 0,
            update,
            person: who,
            received_at: now,
            body: String::new(),
            attempts: 0,
        };
        let receiving = stock.archive.write(move |tx| {
            let waiting = waiting.clone();
            Box::pin(async move { inbox::receive(tx, &[waiting]).await })
        });
        receiving.await.expect("the update is received");
        let arrival = Arrival {
            key: UpdateKey { bot: 1, epoch: 0, update },
            from: Sender { id: who, name: "Sample".into(), lang: Some("en".into()) },
            came: Came::Told(Input::Text(words)),
            message: None,
            at: now,
        };
        let office = self.office.clone();
        let begun = Instant::now();
        let taking = stock.archive.write(move |tx| {
            let (office, arrival) = (office.clone(), arrival.clone());
            Box::pin(async move { turn::take(tx, &office, &arrival, now).await })
        });
        let parcels = taking.await.expect("the turn is taken");
        times.push(begun.elapsed());
        parcels
    }

    /// A day later, at nine in Shanghai, everybody gets a digest.
    async fn mornings(&mut self, stock: &Stock) -> Vec<Duration> {
        let mut times = Vec::new();
        for _ in 0..TIMES {
            self.now =
                (self.now + Days::new(1)).date_naive().and_hms_opt(1, 0, 0).unwrap().and_utc();
            let begun = Instant::now();
            let mut sent = 0;
            loop {
                let looked = schedule::look(&stock.archive, &self.office, self.now, true).await;
                let shown = looked.expect("the schedule looks").into_iter();
                let shown =
                    shown.filter(|it| matches!(it.out, Out::Show { fresh: true, .. })).count();
                sent += shown;
                if shown == 0 {
                    break;
                }
            }
            times.push(begun.elapsed());
            assert_eq!(sent as i64, PEOPLE, "everybody gets one digest");
        }
        times
    }

    async fn backup(&self, stock: &Stock) -> Duration {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let place = Place { database: &stock.file(), key: &stock.key, data: stock.folder.path() };
        let begun = Instant::now();
        let made = backup::make(place, &folder.path().join("backup"), self.now).await;
        made.expect("the backup is made");
        begun.elapsed()
    }
}

/// What people type, but for slips, which have a figure of their own.
async fn searches(stock: &Stock) -> Vec<Duration> {
    let all = questions(stock.clients);
    let mut random = Random(5);
    let mut times = Vec::new();
    while times.len() < ASKED {
        let ((kind, ..), role, text) = &all[random.below(all.len() as u64) as usize];
        if *kind != Kind::Typo {
            times.push(ask(stock, *role, text, 0).await.2);
        }
    }
    times
}
