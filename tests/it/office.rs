//! A running bot with people in front of it: `anna.says`, `boris.presses`, `office.close`.

use chrono::{DateTime, Duration, TimeZone, Utc};
use kartoteka::archive::backup::{self, Place};
use kartoteka::archive::connect::{self, Key};
use kartoteka::archive::lease::{Lease, Subject};
use kartoteka::archive::staff::{self, Account, NewBranch};
use kartoteka::archive::{Archive, appointments, clients, day, invites, restore, restores};
use kartoteka::clock::Clock;
use kartoteka::model::card::{Field, Kind, NewClient, Source};
use kartoteka::model::lang::Lang;
use kartoteka::model::policy::Role;
use kartoteka::model::{Actor, BranchId, ClientId, StaffId};
use kartoteka::telegram;
use kartoteka::turn::Office as House;
use kartoteka::turn::handle::HandleKey;
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, QueryResult,
    Statement,
};
use simulator::{Options, Person, Simulator};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// How often a wait looks.
const LOOK: std::time::Duration = std::time::Duration::from_millis(2);

/// The moment at which every test begins: a Monday, 17:00 in Shanghai.
pub fn monday() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 3, 2, 9, 0, 0).unwrap()
}

/// A salon with one branch, a bot and the simulator between them.
pub struct Office {
    /// The simulator.
    pub sim: Simulator,
    /// The archive that the bot works on.
    pub archive: Archive,
    branch: BranchId,
    stop: Option<oneshot::Sender<()>>,
    bot: Option<JoinHandle<Result<(), telegram::Failure>>>,
    folder: tempfile::TempDir,
    key: Key,
    /// Where the transcript begins.
    topic: AtomicUsize,
}

/// An invented client.
#[derive(Clone, Default)]
pub struct Sample<'a> {
    /// The name.
    pub name: &'a str,
    /// The phone.
    pub phone: Option<&'a str>,
    /// Facts.
    pub facts: Vec<(Field, &'a str)>,
    /// Health consent.
    pub consent: Option<bool>,
    /// Keeper.
    pub keeper: Option<StaffId>,
}

impl Office {
    /// Opens the salon: an empty archive, a standing clock, the bot polling.
    pub async fn open() -> Self {
        Self::open_on(None).await
    }

    /// Opens the salon on this database, or on a SQLite file of its own.
    pub async fn open_on(url: Option<&str>) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let options = Options {
            clock_file: Some(folder.path().join("clock")),
            frozen_at: Some(monday()),
            journal: std::env::var_os("KARTOTEKA_TEST_JOURNALS").map(|to| journal(to.into())),
            bot_username: "salon_bot".into(),
            ..Options::default()
        };
        let sim = Simulator::start(options).await.expect("the simulator starts");
        let key = Key::generate();
        let archive = archive(&folder, url, &key).await;
        let branch = archive.write(move |tx| {
            let new =
                NewBranch { name: "Salon", prefix: "A", zone: "Asia/Shanghai", country: "CN" };
            Box::pin(async move { staff::first_branch(tx, &new).await })
        });
        let branch = branch.await.expect("a branch");
        let topic = AtomicUsize::new(0);
        let mut office = Self { sim, archive, branch, stop: None, bot: None, folder, key, topic };
        office.start().await;
        office
    }

    /// Starts the bot, again after `stop`.
    pub async fn start(&mut self) {
        let connection = telegram::connect(simulator_token(), &self.sim.url(), None)
            .expect("the address parses");
        let house = House {
            handles: HandleKey::new([7; 32]),
            bot_username: "salon_bot".into(),
            lang: Lang::En,
            locks: Default::default(),
        };
        let clock = Clock::new(Some(self.folder.path().join("clock")));
        let (stop, stopped) = oneshot::channel::<()>();
        let stopped = async {
            // A dropped sender stops the bot as well.
            let _stopped = stopped.await;
        };
        let polls = self.sim.pulse().polls;
        let bot = telegram::run(connection, self.archive.clone(), house, clock, stopped);
        let bot = tokio::spawn(bot);
        // A clock that is moved before the bot has begun would be moved under its start.
        while self.sim.pulse().polls == polls && !bot.is_finished() {
            tokio::time::sleep(LOOK).await;
        }
        self.bot = Some(bot);
        self.stop = Some(stop);
    }

    /// Stops the bot gracefully.
    pub async fn stop(&mut self) {
        drop(self.stop.take());
        if let Some(bot) = self.bot.take() {
            bot.await.expect("the bot does not panic").expect("the bot stops cleanly");
        }
    }

    /// Makes a backup, as the command line does.
    pub async fn backs_up(&self, name: &str) -> PathBuf {
        let (database, target) = (self.database(), self.folder.path().join(name));
        let place = Place { database: &database, key: &self.key, data: self.folder.path() };
        backup::make(place, &target, monday()).await.expect("a backup");
        target
    }

    /// Stops the bot, puts a backup back as the command line does, and starts the bot on it.
    pub async fn restores(&mut self, source: &Path) {
        self.stop().await;
        self.archive.close().await.expect("the archive closes");
        let database = self.database();
        let place = Place { database: &database, key: &self.key, data: self.folder.path() };
        let alone = Lease::take(self.folder.path(), Subject::Sqlite(&database)).await;
        let alone = alone.expect("nobody else serves");
        let done = restore::put_back(&alone, place, source, &self.key, true, monday()).await;
        done.expect("a restore");
        self.archive = archive(&self.folder, None, &self.key).await;
        restores::again(&self.archive, monday()).await.expect("the journal");
        self.start().await;
    }

    fn database(&self) -> PathBuf {
        self.folder.path().join("test.db")
    }

    /// A person with a seat. Telegram ids are invented.
    pub async fn seat(
        &self,
        id: i64,
        name: &'static str,
        role: Role,
        lang: &'static str,
    ) -> (Person, StaffId) {
        let branch = self.branch;
        let seated = self.archive.write(move |tx| {
            Box::pin(async move {
                // Seats in tests are older than the day's digest.
                let account = Account { id, name, lang: Some(lang) };
                let person = staff::person(tx, &account, monday() - Duration::days(30)).await?;
                staff::take_seat(tx, person, branch, role.as_str(), "active").await?;
                Ok(person)
            })
        });
        let staff = seated.await.expect("a seat");
        (self.sim.person(id, name, Some(lang)), staff)
    }

    /// A person without a seat.
    pub fn stranger(&self, id: i64, name: &str, lang: &str) -> Person {
        self.sim.person(id, name, Some(lang))
    }

    /// A client on the books since before the test.
    pub async fn client(&self, sample: Sample<'_>) -> ClientId {
        let new = NewClient {
            kind: Kind::Person,
            name: sample.name.into(),
            phone: sample.phone.map(str::to_owned),
            facts: sample
                .facts
                .iter()
                .map(|(field, value)| (*field, (*value).to_owned()))
                .collect(),
            source: Source::Visit,
            health_consent: sample.consent,
            keeper: sample.keeper,
        };
        let clerk =
            Actor { id: StaffId(1), name: String::new(), role: Role::Owner, branch: self.branch };
        let made = self.archive.write(move |tx| {
            let (new, clerk) = (new.clone(), clerk.clone());
            Box::pin(async move {
                clients::create(tx, &clerk, &new, monday() - Duration::days(30)).await
            })
        });
        ClientId(made.await.expect("a client").0.id)
    }

    /// An appointment. Monday's list, which may name it, was read in the morning.
    pub async fn books(&self, client: ClientId, staff: StaffId, starts: DateTime<Utc>) {
        let ends = starts + Duration::hours(1);
        let booked = self.archive.write(move |tx| {
            Box::pin(async move {
                day::take_digest(tx, staff, monday().date_naive(), monday()).await?;
                appointments::book(tx, client, staff, starts, ends).await
            })
        });
        booked.await.expect("an appointment");
    }

    /// Services and products of the branch.
    pub async fn menu(&self, items: &'static [(&'static str, &'static str)]) {
        let branch = self.branch;
        let added = self.archive.write(move |tx| {
            Box::pin(async move {
                for (position, (kind, name)) in items.iter().enumerate() {
                    staff::add_menu_item(tx, branch, kind, name, position as i32, Some(28)).await?;
                }
                Ok(())
            })
        });
        added.await.expect("a menu");
    }

    /// A one-time link to a seat, as `staff add` prints it.
    pub async fn link(&self, role: Role) -> String {
        let branch = self.branch;
        let made = self.archive.write(move |tx| {
            Box::pin(async move { invites::new_invite(tx, role, branch, None, monday()).await })
        });
        format!("https://t.me/salon_bot?start={}", made.await.expect("an invitation").0)
    }

    /// The tables and files that hold a text still: every column of every table is read with the key, and every file of
    /// the data folder as it lies there.
    pub async fn finds(&self, text: &str) -> Vec<String> {
        let db = self.behind().await;
        let all = "SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table'";
        let read = |sql: String| Statement::from_string(DbBackend::Sqlite, sql);
        let mut found = Vec::new();
        for row in db.query_all_raw(read(all.into())).await.expect("the schema is read") {
            let (table, column): (String, String) = (
                row.try_get_by_index(0).expect("a name"),
                row.try_get_by_index(1).expect("a name"),
            );
            let sql = format!(
                "SELECT count(*) FROM \"{table}\" WHERE instr(CAST(\"{column}\" AS TEXT), '{text}')"
            );
            let count = db.query_one_raw(read(sql)).await.expect("the column is read");
            let count: i64 = count.expect("a count").try_get_by_index(0).expect("a number");
            found.extend((count > 0).then(|| format!("{table}.{column}")));
        }
        db.close().await.expect("the database closes");
        for entry in std::fs::read_dir(self.folder.path()).expect("the data folder") {
            let path = entry.expect("a file").path();
            let bytes = if path.is_file() { std::fs::read(&path).expect("a file") } else { vec![] };
            let told = bytes.windows(text.len()).any(|window| window == text.as_bytes());
            found.extend(told.then(|| path.display().to_string()));
        }
        found
    }

    /// The tables that have a column of this name.
    pub async fn tables_with(&self, column: &str) -> Vec<String> {
        let db = self.behind().await;
        let sql = format!(
            "SELECT t.name FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table' AND c.name = '{column}'"
        );
        let rows = db.query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await;
        let rows = rows.expect("the schema is read");
        let tables = rows.iter().map(|row| row.try_get_by_index(0).expect("a name")).collect();
        db.close().await.expect("the database closes");
        tables
    }

    /// The columns of a table, with their types as the database spells them.
    pub async fn columns(&self, table: &str) -> Vec<(String, String)> {
        let db = self.behind().await;
        let sql = format!("SELECT name, type FROM pragma_table_info('{table}')");
        let rows = db.query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await;
        let rows = rows.expect("the schema is read");
        let told = |row: &QueryResult, at| row.try_get_by_index(at).expect("a word");
        let columns = rows.iter().map(|row| (told(row, 0), told(row, 1))).collect();
        db.close().await.expect("the database closes");
        columns
    }

    /// Alters the database behind the bot's back, as whoever has it and its key can.
    pub async fn alters(&self, sql: &str) {
        let db = self.behind().await;
        db.execute_unprepared(sql).await.expect("the database is altered");
        db.close().await.expect("the database closes");
    }

    /// Asks the database behind the bot's back for one number.
    pub async fn counts(&self, sql: &str) -> i64 {
        let db = self.behind().await;
        let row = db.query_one_raw(Statement::from_string(DbBackend::Sqlite, sql)).await;
        let row = row.expect("the database answers").expect("one row");
        let count = row.try_get_by_index(0).expect("a number");
        db.close().await.expect("the database closes");
        count
    }

    /// The database, as whoever has it and its key can open it.
    async fn behind(&self) -> DatabaseConnection {
        let file = self.database();
        let mut options = ConnectOptions::new(format!("sqlite://{}?mode=rw", file.display()));
        options.max_connections(1).sqlcipher_key(self.key.opening());
        Database::connect(options).await.expect("the database opens")
    }

    /// Here begins what the test is about: the transcript leaves out what led up to it. That stands in full elsewhere: a
    /// loan's way in `loan_request`, an erasure's in `rights_erase`.
    pub fn topic(&self) {
        self.topic.store(self.sim.transcript().len(), Ordering::Relaxed);
    }

    /// Stops the bot and hands over what was said since the topic began, both sides. Fails on anything that nobody read,
    /// and on any call that Telegram does not know.
    pub async fn close(mut self) -> String {
        self.stop().await;
        // A connection that outlives the process's statics crashes it at its end.
        self.archive.close().await.expect("the archive closes");
        let mut transcript = self.sim.transcript();
        assert!(self.sim.unread().is_empty(), "nobody read {:?}\n{transcript}", self.sim.unread());
        assert!(
            self.sim.unknown_calls().is_empty(),
            "the bot called {:?}\n{transcript}",
            self.sim.unknown_calls()
        );
        transcript.split_off(self.topic.load(Ordering::Relaxed))
    }
}

/// How many buttons a person has pressed so far.
pub fn taps(office: &Office, name: &str) -> usize {
    let press = format!("{name}: [");
    office.sim.transcript().lines().filter(|line| line.starts_with(&press)).count()
}

/// A transcript without its codes by chance: those of links, and of failed turns.
pub fn masked(transcript: &str) -> String {
    let mut out = String::new();
    for word in transcript.split_inclusive(|c: char| !c.is_ascii_alphanumeric()) {
        let code = word.trim_end_matches(|c: char| !c.is_ascii_alphanumeric());
        let is_code = code.len() == CODE_LENGTH && code.chars().all(|c| c.is_ascii_hexdigit());
        let shown = if is_code { "<code>" } else { code };
        out.push_str(shown);
        out.push_str(&word[code.len()..]);
    }
    out
}

/// Hexadecimal digits of a link's code.
const CODE_LENGTH: usize = 32;

fn simulator_token() -> &'static str {
    // The simulator's own default; see its `Options`.
    "7000001:invented-token-of-the-simulator"
}

/// A journal file of its own for each office, for the outside witness.
fn journal(folder: std::path::PathBuf) -> std::path::PathBuf {
    use std::sync::atomic::{AtomicU32, Ordering};
    static COUNT: AtomicU32 = AtomicU32::new(0);
    std::fs::create_dir_all(&folder).expect("the folder of journals");
    folder.join(format!(
        "it-{}-{}.jsonl",
        std::process::id(),
        COUNT.fetch_add(1, Ordering::Relaxed)
    ))
}

/// An archive: on the given database, else on SQLite.
async fn archive(folder: &tempfile::TempDir, url: Option<&str>, key: &Key) -> Archive {
    let file = format!("sqlite:{}", folder.path().join("test.db").display());
    let opened = connect::open(url.unwrap_or(&file), key, folder.path()).await;
    opened.expect("the archive opens")
}
