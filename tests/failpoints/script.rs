//! One fixed day of a salon, and a life that walks it: whoever is struck dead starts again, and nothing is done anew.

use crate::rig::records::{open, pairs};
use crate::rig::{Bot, House, PATIENCE, Seat};
use kartoteka::model::policy::Role;
use simulator::Person;
use simulator::view::Message;
use std::os::unix::process::ExitStatusExt;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use tokio::time::sleep;

/// How often a life looks while it waits.
const LOOK: Duration = Duration::from_millis(5);
/// What `abort` ends with.
const SIGABRT: i32 = 6;
/// How the line after an outage begins.
const AWAY: &str = "I was away from";
/// What a card says whose first try may have arrived, and the button under it.
const INTERRUPTED: (&str, &str) = ("may not have reached you", "Show it");
/// What is to be waited for before the clock moves: rows without an end.
const UNSETTLED: &str = "SELECT (SELECT count(*) FROM outbox WHERE state IN ('new', 'sending'))
    + (SELECT count(*) FROM inbox WHERE state = 'new'),
    (SELECT count(*) FROM setting WHERE name = 'backup_tried')";

/// Who walks the script. The last of them does nothing: the oracles ask for a person who only searches.
pub const PEOPLE: &[(&str, Role)] = &[
    ("Olga Owner", Role::Owner),
    ("Lena Care", Role::Care),
    ("Mina Manager", Role::Manager),
    ("Fay Reader", Role::FrontDesk),
];
const OLGA: usize = 0;
const LENA: usize = 1;
const MINA: usize = 2;
pub const FAY: usize = 3;

/// What somebody does, or what is waited for.
pub enum Step {
    /// A text.
    Says(usize, &'static str),
    /// A press, once the newest message has this button and all is sent.
    Presses(usize, &'static str),
    /// Waits for the newest message to say this.
    Sees(usize, &'static str),
    /// Waits until no message says this any more.
    Lost(usize, &'static str),
    /// So many minutes pass, once all is sent.
    Later(u64),
    /// Waits for a backup that was tried.
    BackedUp,
}

use Step::{BackedUp, Later, Lost, Presses, Says, Sees};

/// A client, a visit, a loan from its request to its end, a revealed contact, a cleared chat, recalls by time and in the
/// evening, the night's backup and the digest of a week later.
pub const SCRIPT: &[Step] = &[
    Says(OLGA, "/start"),
    Sees(OLGA, "Today"),
    Says(LENA, "/start"),
    Sees(LENA, "Today"),
    Says(MINA, "/start"),
    Sees(MINA, "Today"),
    Says(LENA, "/new"),
    Sees(LENA, "three ways to begin"),
    Says(LENA, "Zoe Pretend 138 1000 2000"),
    Presses(LENA, "Client agrees"),
    Presses(LENA, "Save"),
    Sees(LENA, "Saved as "),
    Presses(LENA, "Log visit"),
    Presses(LENA, "Facial"),
    Sees(LENA, "Step 2 of 5"),
    Presses(LENA, "Skip"),
    Presses(LENA, "4"),
    Presses(LENA, "In 1 week"),
    Sees(LENA, "Please check"),
    Says(LENA, "An invented note."),
    Sees(LENA, "An invented note."),
    Presses(LENA, "Save"),
    Sees(LENA, "The visit is saved."),
    Says(LENA, "emma"),
    Presses(LENA, "Borrow"),
    Presses(LENA, "Visit"),
    Presses(LENA, "Care"),
    Presses(LENA, "2 hours"),
    Presses(LENA, "Send"),
    Sees(LENA, "Waiting for a manager"),
    Presses(MINA, "Approve"),
    Presses(MINA, "Yes, approve"),
    Sees(MINA, "Approved by Mina"),
    Sees(LENA, "Record on loan"),
    Says(LENA, "zoe"),
    Presses(LENA, "Show contact"),
    Presses(LENA, "Call about the visit"),
    Sees(LENA, "Shown for 60 seconds"),
    Later(2),
    Lost(LENA, "138 1000 2000"),
    Says(LENA, "/clear"),
    Sees(LENA, "taken out of this chat"),
    Says(LENA, "zoe"),
    Sees(LENA, "Zoe Pretend"),
    Says(MINA, "emma"),
    Sees(MINA, "invented latex"),
    Later(2 * 60 + 1),
    Lost(LENA, "Kept by Lena"),
    Lost(MINA, "invented latex"),
    Later(9 * 60 + 40),
    Says(MINA, "emma"),
    Sees(MINA, "invented latex"),
    Later(20),
    Lost(MINA, "invented latex"),
    Later(6 * 24 * 60 + 11 * 60 + 30),
    BackedUp,
    Sees(LENA, "1 follow-up"),
];

/// One walk through the script, over as many lives of the program as it takes.
pub struct Life<'a> {
    house: &'a House,
    fault: &'a str,
    people: Vec<Seat>,
    bot: Bot,
    /// How often the program was struck dead.
    pub strikes: usize,
    /// How often a card was asked for again that had not reached its reader for certain.
    pub again: usize,
    /// The slowest start after a strike, to the first poll.
    pub slowest: Duration,
}

impl<'a> Life<'a> {
    /// Starts the program with a fault.
    pub fn begin(house: &'a House, fault: &'a str) -> Self {
        let people = house.seats(PEOPLE);
        let bot = start(house, fault);
        Self { house, fault, people, bot, strikes: 0, again: 0, slowest: Duration::ZERO }
    }

    /// Walks the script to its end, and ends the program in peace.
    pub async fn walk(&mut self) {
        for step in SCRIPT {
            self.take(step).await;
        }
        self.settle(false).await;
        while !self.bot.terminate().await.0.success() {
            self.start_again().await;
            self.settle(false).await;
        }
    }

    async fn take(&mut self, step: &Step) {
        match step {
            Says(who, words) => drop(self.people[*who].person.says_quietly(words)),
            Presses(who, label) => {
                let has = |message: &Message| message.labels().contains(label);
                let person = self.people[*who].person.clone();
                loop {
                    self.sees(*who, label, has).await;
                    // A press that overtakes the note of the message's number is told that the screen is out of date,
                    // and a card that was struck on its way gives way to a line.
                    self.settle(false).await;
                    if newest(&person).as_ref().is_some_and(has) {
                        break;
                    }
                }
                person.press_quietly(label);
            }
            Sees(who, words) => self.sees(*who, words, |it| it.words().contains(words)).await,
            Lost(who, words) => {
                let person = self.people[*who].person.clone();
                let shows = |message: &Message| !message.out && message.words().contains(words);
                self.until(words, || !person.chat().iter().any(shows)).await;
            }
            Later(minutes) => {
                self.settle(false).await;
                self.house.sim.clock().advance(Duration::from_secs(60 * minutes));
            }
            BackedUp => {
                let folder = backups(self.house);
                self.until("a backup", || !tars(&folder).is_empty()).await;
                self.settle(true).await;
            }
        }
    }

    /// Waits until somebody's newest message is the one. A card that may not have reached them is asked for again.
    async fn sees(&mut self, who: usize, what: &str, is: impl Fn(&Message) -> bool) {
        let person = self.people[who].person.clone();
        let (begun, mut asked) = (Instant::now(), None);
        loop {
            self.mind().await;
            let newest = newest(&person);
            if newest.as_ref().is_some_and(&is) {
                return;
            }
            let broken = newest.filter(|it| it.words().contains(INTERRUPTED.0));
            if let Some(message) = broken.filter(|it| asked != Some(it.message_id)) {
                asked = Some(message.message_id);
                self.again += usize::from(person.press_if_there(INTERRUPTED.1).is_some());
            }
            self.despair(what, begun);
            sleep(LOOK).await;
        }
    }

    async fn until(&mut self, what: &str, is: impl Fn() -> bool) {
        let begun = Instant::now();
        while !is() {
            self.mind().await;
            self.despair(what, begun);
            sleep(LOOK).await;
        }
    }

    fn despair(&self, what: &str, begun: Instant) {
        if begun.elapsed() < PATIENCE {
            return;
        }
        let end = |seat: &Seat| {
            let last = seat.person.chat().into_iter().rev().take(4);
            last.map(|it| format!("{} {}", it.message_id, it.words())).collect::<Vec<_>>()
        };
        let ends: Vec<_> = self.people.iter().map(end).collect();
        let (fault, said) = (self.fault, self.bot.said());
        panic!("{fault}: {what:?} never came; the chats end with {ends:#?}, the bot said:\n{said}");
    }

    /// Waits until nothing is under way; with `tried`, also until the backup was tried, unless a strike spared it that.
    async fn settle(&mut self, tried: bool) {
        let begun = Instant::now();
        loop {
            self.mind().await;
            let db = open(&self.house.database(), &self.house.key).await;
            let rows: Vec<(i64, i64)> = pairs(&db, UNSETTLED).await;
            db.close().await.expect("the connection closes");
            let tried = !tried || rows[0].1 > 0 || self.strikes > 0;
            if rows[0].0 == 0 && self.house.sim.pulse().pending == 0 && tried {
                return;
            }
            self.despair("an end", begun);
            sleep(4 * LOOK).await;
        }
    }

    /// Starts the program again, without a fault, if it was struck dead.
    async fn mind(&mut self) {
        let Some(status) = self.bot.ended() else { return };
        assert_eq!(status.signal(), Some(SIGABRT), "{status}: {}", self.bot.said());
        self.start_again().await;
    }

    async fn start_again(&mut self) {
        self.strikes += 1;
        assert_eq!(self.strikes, 1, "struck twice: {}", self.bot.said());
        self.bot = start(self.house, "");
        let back = self.bot.first_poll(&self.house.sim).await;
        self.slowest = self.slowest.max(back.expect("it starts after a strike"));
    }
}

/// What stands last in the chat, but for the line after an outage, which a life that was struck over night begins with.
fn newest(person: &Person) -> Option<Message> {
    let is_screen = |message: &Message| !message.out && !message.words().contains(AWAY);
    person.chat().into_iter().rfind(is_screen)
}

/// Where the nightly backups go.
pub fn backups(house: &House) -> PathBuf {
    house.folder.path().join("backups")
}

/// The backups of a folder, oldest first.
pub fn tars(folder: &PathBuf) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut found: Vec<PathBuf> = entries.map(|it| it.expect("an entry").path()).collect();
    found.retain(|path| path.extension().is_some_and(|end| end == "tar"));
    found.sort();
    found
}

fn start(house: &House, fault: &str) -> Bot {
    let (clock, backups) = (house.clock_file(), backups(house));
    house.start_with(&[
        ("KARTOTEKA_FAULT", fault),
        ("KARTOTEKA_LOG", "warn"),
        ("KARTOTEKA_CLOCK", clock.to_str().expect("a path")),
        ("KARTOTEKA_BACKUPS", backups.to_str().expect("a path")),
    ])
}
