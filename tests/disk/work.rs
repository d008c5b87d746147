//! People at work while something is wrong, and what must be true afterwards.

use crate::rig::load::Load;
use crate::rig::oracle::{Line, judge, print};
use crate::rig::records::{Records, open, pairs};
use crate::rig::{Bot, House, PATIENCE, Seat};
use kartoteka::model::policy::Role;
use std::fmt::Display;
use std::time::{Duration, Instant};
use tokio::time::sleep;

/// Who works: two who write, one who searches, one who presses anything.
pub const FEW: &[(&str, Role)] = &[
    ("Olga Owner", Role::Owner),
    ("Cara Care", Role::Care),
    ("Fay Reader", Role::FrontDesk),
    ("Mona Presser", Role::Manager),
];
/// The place of the reader among them.
pub const FEW_READER: usize = 2;
/// Between two looks.
pub const LOOK: Duration = Duration::from_millis(10);
/// How long people may take over the acts that they are to get done, on a machine that is busy with other things.
pub const WORK_MAX: Duration = Duration::from_secs(120);
/// What the program may need to work off what is left.
pub const DRAIN_MAX: Duration = Duration::from_secs(90);
/// What a person reads whose update was given up.
const GIVEN_UP: &str = "Something went wrong, and nothing was changed";
/// What nobody may ever read: a database's own words.
const INTERNAL: &[&str] = &["database is locked", "SQLITE", "I/O error", "code 5", "os error"];

/// Rows of the inbox and of the outbox without an end.
const UNSETTLED: &str = "SELECT (SELECT count(*) FROM inbox WHERE state = 'new'), (SELECT count(*) FROM outbox WHERE state IN ('new', 'sending'))";

/// A salon at work.
pub struct Shift {
    pub house: House,
    pub seats: Vec<Seat>,
    pub load: Load,
    reader: Seat,
    /// Times that the program died without a word: each may leave one send in doubt.
    pub kills: usize,
}

impl Shift {
    /// A salon with few people.
    pub async fn few(seed: u64) -> Self {
        Self::of(House::stocked(FEW).await, FEW_READER, seed)
    }

    /// A salon with these people, of whom this one reads.
    pub fn of((house, seats): (House, Vec<Seat>), reader: usize, seed: u64) -> Self {
        let load = Load::new(&seats, seed);
        let reader = seats[reader].clone();
        Self { house, seats, load, reader, kills: 0 }
    }

    /// People work until so many more clients and visits are saved, or the time is over, or the bot has ended.
    /// Returns whether the bot lives, whatever they got done.
    pub async fn goes_on(&mut self, bot: &mut Bot, more: usize, at_most: Duration) -> bool {
        let book = &self.load.book;
        let (clients, visits) = (book.saved.len() + more, book.logged.len() + more);
        let begun = Instant::now();
        let Self { house, load, .. } = self;
        while load.book.saved.len() < clients || load.book.logged.len() < visits {
            if begun.elapsed() > at_most {
                return true;
            }
            tokio::select! {
                _ended = bot.end() => return false,
                never = load.run(house) => match never {},
                () = sleep(10 * LOOK) => {}
            }
        }
        true
    }

    /// People work until so many more clients and visits are saved: the bot must live, and they must get that far.
    pub async fn works_on(&mut self, bot: &mut Bot, more: usize) {
        let before = self.done();
        let lives = self.goes_on(bot, more, WORK_MAX).await;
        assert!(lives && self.done() >= before + 2 * more, "work does not go on: {}", bot.said());
    }

    /// People work for so long, whatever becomes of it.
    pub async fn work_while<T>(&mut self, other: impl Future<Output = T>) -> T {
        let Self { house, load, .. } = self;
        tokio::select! {
            done = other => done,
            never = load.run(house) => match never {},
        }
    }

    /// The bot starts without a fault.
    pub async fn starts_well(&self) -> Bot {
        let mut bot = self.house.start("");
        let began = bot.first_poll(&self.house.sim).await;
        began.unwrap_or_else(|status| panic!("{status}: {}", bot.said()));
        bot
    }

    /// All is worked off and the bot stops in peace.
    pub async fn ends(&mut self, mut bot: Bot) {
        self.house.rest(DRAIN_MAX).await;
        self.settles().await;
        let (status, _) = bot.terminate().await;
        assert!(status.success(), "{status}: {}", bot.said());
    }

    /// What was tried in vain is tried again after a while in which nothing is called: waits for that, too. The oracles
    /// tell what is left in the end.
    async fn settles(&self) {
        let (database, begun) = (self.house.database(), Instant::now());
        // An archive in PostgreSQL has no file.
        while database.exists() && begun.elapsed() < DRAIN_MAX {
            let db = open(&database, &self.house.key).await;
            let left: Vec<(i64, i64)> = pairs(&db, UNSETTLED).await;
            db.close().await.expect("closed");
            if left == [(0, 0)] {
                return;
            }
            sleep(10 * LOOK).await;
        }
    }

    /// What is wrong in the end, by the rules of a kill; an update may be given up if its person was told so.
    pub fn wrong(&self, records: &Records) -> Vec<Line> {
        let told = records.calls.iter().filter(|call| call.ok && call.text.contains(GIVEN_UP));
        let told = told.count();
        let mut lines = judge(records, &self.load.book, &self.reader, self.kills);
        lines.retain(|line| {
            // A press that is given up has that sentence instead of its own answer's row.
            let rules = ["inbox that were given up", "not exactly one row of the outbox"];
            let given_up = rules.iter().any(|rule| line.rule.contains(rule));
            line.wrong > if given_up { told } else { 0 }
        });
        let inner = |text: &str| INTERNAL.iter().any(|word| text.contains(word));
        let leaked = records.calls.iter().filter(|call| inner(&call.text)).count();
        if leaked > 0 {
            let (rule, counted) = ("messages that quote the database", records.calls.len());
            lines.push(Line { rule, counted, wrong: leaked });
        }
        lines
    }

    /// Reads everything, prints the table, and insists that nothing is wrong.
    pub async fn is_whole(&self, title: &str, facts: &[(&str, &dyn Display)]) {
        let records = Records::read(&self.house).await;
        self.is_well(&records, title, facts);
    }

    /// The same of records that were read already.
    pub fn is_well(&self, records: &Records, title: &str, facts: &[(&str, &dyn Display)]) {
        let wrong = self.wrong(records);
        if !wrong.is_empty() {
            print(title, &wrong, facts);
            panic!("{title}: {wrong:#?}");
        }
    }

    /// How many acts of people are known to be done.
    pub fn done(&self) -> usize {
        self.load.book.saved.len() + self.load.book.logged.len()
    }
}

/// Waits until something is so.
pub async fn until(what: &str, bot: &Bot, is: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is() {
        assert!(begun.elapsed() < 2 * PATIENCE, "{what} never came; the bot said:\n{}", bot.said());
        sleep(LOOK).await;
    }
}

/// Everything that a person was sent, as one text.
pub fn read_by(seat: &Seat) -> String {
    let chat = seat.person.chat();
    let texts = chat.iter().filter(|message| !message.out).map(|message| message.words());
    texts.collect::<Vec<_>>().join("\n")
}
