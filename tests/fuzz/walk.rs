//! A walk through the real `turn` on a real archive: people of every role and language press, write and send what comes
//! to hand; time passes; the schedule looks. No panic, no dead end, no act without an answer, nothing that Telegram cuts,
//! and afterwards the archive's rules hold (F7, K45).

use crate::chat::{Chat, Judge, Standing, deliver, is_dead_end, silence, waiting};
use crate::fingers::{COMMANDS, choose, sends, words};
use crate::reach::{Found, RULES, kind, name, variants};
use crate::rig::{Random, seed};
use crate::salon::{FIRST, PEOPLE, Salon, Template, ZONE, monday};
use crate::tally::until;
use chrono::{DateTime, Duration, Utc};
use kartoteka::archive::{ArchiveError, inbox, loans};
use kartoteka::dialogue::Input;
use kartoteka::dialogue::screen::{Choice, Common, Say, Screen, home};
use kartoteka::locale::Reader;
use kartoteka::model::lang::Lang;
use kartoteka::model::{LoanId, ScreenId};
use kartoteka::schedule;
use kartoteka::turn::arrival::{Arrival, Came, Sender, UpdateKey};
use kartoteka::turn::handle::Handle;
use kartoteka::turn::out::{Out, Parcel};
use kartoteka::turn::{self, lock};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

/// Acts in CI; `KARTOTEKA_TEST_BUDGET` goes on.
const ACTS: usize = 20_000;
/// Acts on one archive; then its rules are checked, and a fresh one is opened.
const EPISODE: usize = 500;
/// Episodes at once.
const LANES: u64 = 2;
/// People without a seat.
const STRANGERS: [i64; 2] = [900, 901];
/// One walk on one archive.
struct Walk<'a> {
    salon: Salon,
    random: Random,
    judge: &'a mut Judge,
    found: &'a mut Found,
    chats: BTreeMap<i64, Chat>,
    codes: Vec<String>,
    now: DateTime<Utc>,
    update: i64,
    message: i32,
    who: i64,
    /// The message in which each spoke last, numbered as its update, and all that it ever said.
    said: BTreeMap<i64, (i32, Vec<Input>)>,
    at: String,
}

/// What one turn left behind.
struct Taken {
    parcels: Vec<Parcel>,
    standings: Vec<Option<Standing>>,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_walks_at_random_finds_a_way_out_and_an_answer_everywhere() {
    let (seed, until, begun) = (seed(), until(), Instant::now());
    let template = Arc::new(Template::stocked().await);
    let lanes = (0..LANES).map(|lane| {
        let template = Arc::clone(&template);
        tokio::spawn(async move {
            let (mut found, mut judge) = (Found::default(), Judge::default());
            let mut episode = lane;
            while found.acts < ACTS / LANES as usize || Instant::now() < until {
                episode += LANES;
                walk(&template, seed, episode, &mut judge, &mut found).await;
            }
            found.screens = judge.screens;
            found
        })
    });
    let mut all = Found::default();
    for lane in lanes.collect::<Vec<_>>() {
        all.add(lane.await.expect("the walk itself does not panic"));
    }
    println!("{} acts in {:?}", all.acts, begun.elapsed());
    all.report();
}

async fn walk(template: &Template, seed: u64, episode: u64, judge: &mut Judge, found: &mut Found) {
    let mut walk = Walk {
        salon: template.open().await,
        random: Random::new(seed ^ (episode << 40)),
        judge,
        found,
        chats: BTreeMap::new(),
        codes: Vec::new(),
        now: monday(),
        update: 0,
        message: 0,
        who: FIRST,
        said: BTreeMap::new(),
        at: String::new(),
    };
    for nth in 0..EPISODE {
        walk.at = format!("seed {seed}, episode {episode}, act {nth}");
        walk.act().await;
    }
    walk.time_passes(Duration::seconds(1)).await;
    let tx = walk.salon.archive.read().await.expect("a reader");
    walk.found.loans += usize::from(loans::get(&tx, LoanId(1)).await.is_ok());
    drop(tx);
    for broken in walk.salon.breaks(RULES).await {
        walk.fault(&format!("archive: {broken}"));
    }
}

impl Walk<'_> {
    /// Somebody does something.
    async fn act(&mut self) {
        // Most often the same person goes on: else nobody gets far.
        if self.random.between(0, 9) == 0 {
            let strangers = self.random.between(0, 19) == 0;
            let seats = PEOPLE.len() as u64 - 1;
            self.who = if strangers {
                self.random.pick(&STRANGERS)
            } else {
                FIRST + self.random.between(0, seats) as i64
            };
        }
        self.now += Duration::seconds(self.random.between(1, 20) as i64);
        if self.random.between(0, 7) == 0
            && let Some(code) = self.codes.pop()
        {
            self.who = self.random.pick(&STRANGERS);
            return self.does(Came::Start(Some(code))).await;
        }
        match self.random.between(0, 99) {
            0..=71 => self.presses().await,
            72..=75 => self.presses_what_is_gone().await,
            76..=87 => {
                let told = words(&mut self.random);
                self.does(Came::Told(told)).await;
            }
            88..=89 => {
                let told = words(&mut self.random);
                // An edit that changes no words has no answer, nor has one back to words that were taken before.
                let same = self.said.get(&self.who).is_some_and(|(_, all)| all.contains(&told));
                if let (Input::Text(words), false) = (told, same) {
                    self.does(Came::Edited(words)).await;
                }
            }
            90..=91 => {
                let command = self.random.pick(COMMANDS);
                self.does(Came::Command(command)).await;
            }
            92..=93 => {
                let code =
                    self.codes.last().cloned().filter(|_| self.random.next().is_multiple_of(2));
                self.does(Came::Start(code)).await;
            }
            94..=97 => {
                let told = sends(&mut self.random);
                self.does(Came::Told(told)).await;
            }
            _ => {
                let minutes = self.random.pick(&[1, 1, 16, 40, 70, 200, 900]);
                self.time_passes(Duration::minutes(minutes)).await;
            }
        }
    }

    /// A button of a message that stands in the chat.
    async fn presses(&mut self) {
        let chat = self.chats.entry(self.who).or_default();
        let others: Vec<i64> = chat.screens.keys().copied().collect();
        let latest = chat.latest.filter(|_| self.random.between(0, 9) < 8);
        let id = latest.filter(|id| chat.screens.contains_key(id));
        let id = id.or_else(|| (!others.is_empty()).then(|| self.random.pick(&others)));
        let Some((id, shown)) = id.and_then(|id| Some((id, chat.screens.get(&id)?))) else {
            return self.does(Came::Start(None)).await;
        };
        let choices: Vec<Choice> =
            shown.screen.rows.iter().flatten().map(|button| button.choice.clone()).collect();
        if choices.is_empty() {
            return self.does(Came::Start(None)).await;
        }
        let place = choose(&mut self.random, &choices, shown.typed);
        let handle = Handle { screen: ScreenId(id), revision: shown.revision, place: place as u32 };
        let (message, data) = (shown.message, self.salon.office.handles.write(self.who, handle));
        if let Choice::Go(door) = &choices[place] {
            self.found.doors.insert(name(&serde_json::to_value(door).expect("a door is data"), 1));
        }
        self.press(message, data).await;
    }

    /// A button that is no longer there, or somebody else's, or of nobody.
    async fn presses_what_is_gone(&mut self) {
        let from = if self.random.between(0, 3) == 0 { FIRST } else { self.who };
        let stale = self.chats.get(&from).map(|chat| chat.stale.clone()).unwrap_or_default();
        let (message, data) = if stale.is_empty() {
            (self.random.between(1, 99) as i32, format!("1.1.0.{:032x}", self.random.next()))
        } else {
            stale[self.random.between(0, stale.len() as u64 - 1) as usize].clone()
        };
        self.press(message, data).await;
    }

    async fn press(&mut self, message: i32, data: String) {
        self.found.presses += 1;
        let query = format!("q{}", self.update + 1);
        self.does(Came::Press { query, message: Some(message), data }).await;
    }

    /// One update, as the workers take it.
    async fn does(&mut self, came: Came) {
        self.found.acts += 1;
        self.update += 1;
        let press = if let Came::Press { query, .. } = &came { Some(query.clone()) } else { None };
        let message = match &came {
            Came::Edited(_) => self.said.get(&self.who).map(|(message, _)| *message),
            _ => i32::try_from(self.update).ok(),
        };
        match (&came, message) {
            (Came::Told(told @ Input::Text(_)), Some(message)) => {
                self.said.insert(self.who, (message, vec![told.clone()]));
            }
            (Came::Edited(words), Some(_)) => {
                let said = self.said.entry(self.who).or_default();
                said.1.push(Input::Text(words.clone()));
            }
            _ => {}
        }
        let stranger = STRANGERS.contains(&self.who);
        let told = lang_of(self.who);
        let arrival = Arrival {
            key: UpdateKey { bot: 1, epoch: 0, update: self.update },
            from: Sender { id: self.who, name: "Sample".into(), lang: Some(told.as_str().into()) },
            came,
            message,
            at: self.now,
        };
        *self.found.by_role.entry(role_of(self.who, stranger)).or_default() += 1;
        if let Err(error) = lock::foresee(&self.salon.archive, &self.salon.office, &arrival).await {
            return self.fault(&format!("foresee: {error}"));
        }
        match self.takes(&arrival).await {
            Ok(taken) => {
                if let Some(silent) = silence(press.as_deref(), self.who, &taken.parcels) {
                    let kind = kind(&arrival.came);
                    self.fault(&format!("{silent} ({kind})"));
                }
                self.arrives(taken);
            }
            Err(error) => {
                let from = self.stands();
                self.fault(&format!("{error}: {} at {from}", kind(&arrival.came)));
                self.gives_up(&arrival).await;
            }
        }
    }

    async fn takes(&mut self, arrival: &Arrival) -> Result<Taken, ArchiveError> {
        let (arrival, office, now) = (arrival.clone(), self.salon.office.clone(), self.now);
        let first = self.message;
        let taken = self.salon.archive.write(move |tx| {
            let (arrival, office) = (arrival.clone(), office.clone());
            Box::pin(async move {
                inbox::receive(tx, &[waiting(&arrival)]).await?;
                let parcels = turn::take(tx, &office, &arrival, now).await?;
                let standings = deliver(tx, &parcels, first, now).await?;
                Ok(Taken { parcels, standings })
            })
        });
        taken.await
    }

    /// A turn that fails is counted, and given up in the end.
    async fn gives_up(&mut self, arrival: &Arrival) {
        let (arrival, office, now) = (arrival.clone(), self.salon.office.clone(), self.now);
        let ended = self.salon.archive.write(move |tx| {
            let (arrival, office) = (arrival.clone(), office.clone());
            Box::pin(async move {
                inbox::receive(tx, &[waiting(&arrival)]).await?;
                for _ in 0..turn::TRIES_MAX {
                    turn::fail(tx, &office, &arrival, now).await?;
                }
                Ok(())
            })
        });
        ended.await.expect("a failed turn can be counted");
    }

    /// What was sent is on the phones now.
    fn arrives(&mut self, taken: Taken) {
        let key = self.salon.office.handles.clone();
        for (parcel, standing) in taken.parcels.iter().zip(&taken.standings) {
            let chat = self.chats.entry(parcel.chat).or_default();
            match (&parcel.out, standing) {
                (Out::Show { screen, .. }, Some(standing)) => {
                    self.message = self.message.max(standing.message);
                    chat.show(&key, parcel.chat, parcel, standing, screen);
                    let state = name(&standing.top, 2);
                    let reader = reader(parcel.chat, self.now);
                    let wrong = self.judge.wrong(standing, parcel, screen, &reader, &key);
                    self.remember(screen);
                    for wrong in wrong {
                        self.fault(&format!("{state} {wrong}"));
                    }
                    self.found.states.insert(state);
                }
                (Out::Delete { message }, _) => chat.delete(&key, parcel.chat, *message),
                _ => {}
            }
        }
    }

    /// A link in what is shown will be followed by somebody.
    fn remember(&mut self, screen: &Screen) {
        let told = serde_json::to_string(&screen.lines).expect("sentences are data");
        let code = told.split("?start=").nth(1).map(|rest| {
            rest.chars()
                .take_while(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_')
                .collect::<String>()
        });
        self.codes.extend(code);
    }

    async fn time_passes(&mut self, by: Duration) {
        self.now += by;
        let looked = schedule::look(&self.salon.archive, &self.salon.office, self.now, true).await;
        let parcels = match looked {
            Ok(parcels) => parcels,
            Err(error) => return self.fault(&format!("{error}: the schedule")),
        };
        let (given, first, now) = (parcels.clone(), self.message, self.now);
        let standings = self.salon.archive.write(move |tx| {
            let given = given.clone();
            Box::pin(async move { deliver(tx, &given, first, now).await })
        });
        let standings = standings.await.expect("what was sent is marked");
        self.arrives(Taken { parcels, standings });
    }

    /// Where the acting person stands, for a fault.
    fn stands(&self) -> String {
        let chat = self.chats.get(&self.who);
        let shown = chat.and_then(|chat| chat.screens.get(&chat.latest?));
        let title =
            shown.map(|shown| serde_json::to_value(&shown.screen.title).expect("a title is data"));
        title.map_or_else(|| "nothing".to_owned(), |title| name(&title, 2))
    }

    fn fault(&mut self, what: &str) {
        let entry =
            self.found.faults.entry(what.to_owned()).or_insert_with(|| (0, self.at.clone()));
        entry.0 += 1;
    }
}

fn lang_of(who: i64) -> Lang {
    PEOPLE.get((who - FIRST) as usize).map_or(Lang::En, |(_, _, lang)| *lang)
}

fn role_of(who: i64, stranger: bool) -> String {
    let role = PEOPLE.get((who - FIRST) as usize).map(|(_, role, _)| role.as_str());
    role.filter(|_| !stranger).unwrap_or("none").to_owned()
}

fn reader(chat: i64, now: DateTime<Utc>) -> Reader {
    let zone: chrono_tz::Tz = ZONE.parse().expect("a zone");
    let country = "CN".try_into().expect("a country");
    Reader { lang: lang_of(chat), zone, today: now.with_timezone(&zone).date_naive(), country }
}

#[test]
fn a_planted_dead_end_and_a_planted_silence_are_seen() {
    let screen = Screen::of(Say::Common(Common::Done));
    assert!(
        is_dead_end(&screen, true) && !is_dead_end(&screen, false),
        "only a notice may say no more"
    );
    assert!(!is_dead_end(&screen.clone().row([home()]), true));
    let again = kartoteka::dialogue::screen::button(Say::Common(Common::Done), Choice::Again);
    assert!(is_dead_end(&screen.row([again]), false), "a button that leads nowhere");
    let answer = Out::Answer { query: "q1".into(), toast: None, lang: Lang::En };
    let parcel = |out| Parcel {
        id: 1,
        chat: 7,
        screen: None,
        revision: 0,
        out,
        attempts: 0,
        ambiguous: false,
    };
    let answered = parcel(answer.clone());
    assert!(silence(Some("q1"), 7, std::slice::from_ref(&answered)).is_none());
    assert!(silence(Some("q2"), 7, std::slice::from_ref(&answered)).is_some());
    assert!(silence(Some("q1"), 7, &[parcel(answer.clone()), parcel(answer)]).is_some(), "twice");
    assert!(silence(None, 7, &[answered]).is_some(), "an answer is no word");
    assert!(variants("screen.rs", "Door").contains(&"Privacy".to_owned()));
    assert!(variants("mod.rs", "State").contains(&"Help".to_owned()));
}
