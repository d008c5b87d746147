//! The real program as a child process, the simulator in front of it, and a keyed archive on disk between its lives.
#![allow(
    dead_code,
    missing_docs,
    clippy::print_stdout,
    reason = "each test uses its part, and prints tables"
)]

use chrono::{DateTime, Utc};
use kartoteka::archive::connect::{self, Key};
use kartoteka::archive::staff::{self, Account, NewBranch};
use kartoteka::archive::{Archive, ArchiveError, Tx, clients};
use kartoteka::model::card::{Field, Kind, NewClient, Source};
use kartoteka::model::policy::Role;
use kartoteka::model::{Actor, StaffId};
use simulator::{Options, Person, Simulator};
use std::fs::File;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tokio::process::{Child, Command};
use tokio::time::{sleep, timeout};

pub mod clocked;
pub mod load;
pub mod oracle;
pub mod records;
pub mod tools;

/// The bot's token, as long as a real one; it is invented.
pub const TOKEN: &str = "7000001:invented-token-of-the-fault-rig-000";
/// The longest wait for the program to do what it must do at once, on a machine that is busy with other things.
pub const PATIENCE: Duration = Duration::from_secs(60);
/// The bot rests when nothing was called for so long: longer than its schedule and its sweep wait.
const REST: Duration = Duration::from_millis(2_500);
/// Telegram ids count from here.
const FIRST_PERSON: i64 = 101;
/// How often the rig looks while it waits.
const LOOK: Duration = Duration::from_millis(2);
/// Clients on the books from the start.
pub const CLIENTS: &[&str] =
    &["Nadia Sample", "Tomas Invented", "Yuna Pretend", "Ravi Fiction", "Elke Example"];

/// Fields of those clients that hold a mark: one of each class of data that some role may not see.
pub const MARKED: &[Field] =
    &[Field::Allergy, Field::Email, Field::Likes, Field::Skin, Field::CreditGrade, Field::Document];

/// The mark in a field of a client from the start, to be found wherever it goes (I7, I8).
pub fn canary(client: usize, field: Field) -> String {
    format!("zq{client}-{}", field.as_str())
}

/// The same seed gives the same numbers on every machine (SplitMix64).
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// From `low` to `high`, both possible.
    pub fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.next() % (high - low + 1)
    }

    pub fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.between(0, of.len() as u64 - 1) as usize]
    }

    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.between(0, last as u64) as usize);
        }
    }
}

/// The seed: `KARTOTEKA_TEST_SEED`, or a new one. It is printed, so that a run can be repeated.
pub fn seed() -> u64 {
    let given = std::env::var("KARTOTEKA_TEST_SEED").ok();
    let seed = given.map_or_else(
        || u64::from(std::process::id()) ^ Utc::now().timestamp_micros().unsigned_abs(),
        |given| given.parse().expect("KARTOTEKA_TEST_SEED is a number"),
    );
    println!("seed {seed} (KARTOTEKA_TEST_SEED={seed} repeats it)");
    seed
}

/// The program under test: `KARTOTEKA_TEST_BINARY`, or the one that was built with this test.
pub fn binary() -> PathBuf {
    std::env::var_os("KARTOTEKA_TEST_BINARY")
        .filter(|named| !named.is_empty())
        .map_or_else(|| env!("CARGO_BIN_EXE_kartoteka").into(), PathBuf::from)
}

/// The program's folders and the Telegram that it talks to.
pub struct House {
    pub sim: Simulator,
    pub key: Key,
    pub folder: TempDir,
    /// Who works here: chat, role.
    pub staff: Vec<(i64, Role)>,
    lives: AtomicU32,
}

/// Somebody who works here.
#[derive(Clone)]
pub struct Seat {
    pub person: Person,
    pub id: StaffId,
    pub role: Role,
}

impl House {
    /// Folders without an archive.
    pub async fn empty() -> Self {
        let options = Options { token: TOKEN.into(), ..Options::default() };
        let sim = Simulator::start(options).await.expect("the simulator starts");
        let folder = tempfile::tempdir().expect("a temporary folder");
        for name in ["data", "config", "temp"] {
            std::fs::create_dir(folder.path().join(name)).expect("a folder");
        }
        Self { sim, key: Key::generate(), folder, staff: Vec::new(), lives: AtomicU32::new(0) }
    }

    /// A salon with people in these roles, some clients and a menu. Nobody is older than today's digest.
    pub async fn stocked(people: &[(&str, Role)]) -> (Self, Vec<Seat>) {
        Self::stocked_at(people, None).await
    }

    /// The same in the database of this URL; without one, in the embedded one.
    pub async fn stocked_at(people: &[(&str, Role)], url: Option<&str>) -> (Self, Vec<Seat>) {
        let mut house = Self::empty().await;
        house.staff = (FIRST_PERSON..).zip(people).map(|(chat, (_, role))| (chat, *role)).collect();
        for own in [&house.data(), house.key_file().parent().expect("a folder")] {
            std::fs::create_dir(own).expect("a folder");
            std::fs::set_permissions(own, PermissionsExt::from_mode(0o700)).expect("chmod");
        }
        std::fs::write(house.key_file(), house.key.digits()).expect("the key is written");
        let private = PermissionsExt::from_mode(0o600);
        std::fs::set_permissions(house.key_file(), private).expect("chmod");
        let archive = match url {
            None => house.archive().await,
            Some(url) => connect::open(url, &house.key, &house.data()).await.expect("it opens"),
        };
        let owned = |(name, role): &(&str, Role)| ((*name).to_owned(), *role);
        let given: Vec<_> = people.iter().map(owned).collect();
        let seated = archive.write(move |tx| {
            let given = given.clone();
            Box::pin(async move { stock(tx, &given, Utc::now()).await })
        });
        let ids = seated.await.expect("the salon is stocked");
        archive.close().await.expect("the archive is closed");
        let seat = |((telegram, (name, role)), id): ((i64, &(&str, Role)), StaffId)| Seat {
            person: house.sim.person(telegram, name, Some("en")),
            id,
            role: *role,
        };
        let seats = (FIRST_PERSON..).zip(people).zip(ids).map(seat).collect();
        (house, seats)
    }

    /// The archive, opened by the test. The program must not run then.
    pub async fn archive(&self) -> Archive {
        let url = format!("sqlite:{}", self.database().display());
        connect::open(&url, &self.key, &self.data()).await.expect("the archive opens")
    }

    pub fn data(&self) -> PathBuf {
        self.folder.path().join("data/kartoteka")
    }

    pub fn database(&self) -> PathBuf {
        self.data().join("kartoteka.db")
    }

    pub fn key_file(&self) -> PathBuf {
        self.folder.path().join("config/kartoteka/key")
    }

    /// The program with nothing in its environment but the token, the address and its folders.
    pub fn command(&self, word: &str) -> Command {
        self.command_under(&[], word)
    }

    /// The same, begun by another program with its arguments.
    pub fn command_under(&self, before: &[&str], word: &str) -> Command {
        let folder = self.folder.path();
        let program = binary();
        let mut line = before.iter().map(AsRef::as_ref).chain([program.as_os_str()]);
        let mut command = Command::new(line.next().expect("a program"));
        command
            .args(line)
            .arg(word)
            .env_clear()
            .env("TELOXIDE_TOKEN", TOKEN)
            .env("TELOXIDE_API_URL", self.sim.url())
            .env("XDG_DATA_HOME", folder.join("data"))
            .env("XDG_CONFIG_HOME", folder.join("config"))
            .env("TMPDIR", folder.join("temp"))
            .stdin(Stdio::null())
            .kill_on_drop(true);
        command
    }

    /// Starts the bot, with faults if the list names any.
    pub fn start(&self, faults: &str) -> Bot {
        self.start_with(&[("KARTOTEKA_FAULT", faults), ("KARTOTEKA_LOG", "warn")])
    }

    /// Starts the bot with these variables; what it says goes to files.
    pub fn start_with(&self, variables: &[(&str, &str)]) -> Bot {
        self.start_under(&[], variables)
    }

    /// The same, begun by another program with its arguments, which must leave the process to the bot.
    pub fn start_under(&self, before: &[&str], variables: &[(&str, &str)]) -> Bot {
        let life = self.lives.fetch_add(1, Ordering::Relaxed);
        let said = |kind: &str| self.folder.path().join(format!("{kind}-{life}"));
        let (stdout, stderr) = (said("stdout"), said("stderr"));
        let to = |file: &Path| Stdio::from(File::create(file).expect("a file for what is said"));
        let mut command = self.command_under(before, "run");
        command.envs(variables.iter().copied()).stdout(to(&stdout)).stderr(to(&stderr));
        let polls = self.sim.pulse().polls;
        let started = Instant::now();
        let child = command.spawn().expect("the program starts");
        Bot { child, stdout, stderr, started, polls }
    }

    /// Runs a command to its end; what it printed, and whether it succeeded.
    pub async fn run(&self, word: &str) -> (String, ExitStatus) {
        let done = timeout(PATIENCE, self.command(word).output()).await;
        let done = done.expect("the command ends").expect("the command starts");
        let said = [done.stdout, done.stderr].concat();
        (String::from_utf8_lossy(&said).into_owned(), done.status)
    }

    /// Waits until the bot has confirmed everything and nothing was called for a while.
    pub async fn rest(&self, at_most: Duration) {
        let begun = Instant::now();
        let mut last = (self.sim.pulse(), Instant::now());
        while begun.elapsed() < at_most {
            sleep(10 * LOOK).await;
            let now = self.sim.pulse();
            if now != last.0 || now.pending > 0 {
                last = (now, Instant::now());
            } else if last.1.elapsed() > REST {
                return;
            }
        }
        panic!("the bot does not come to rest: {:?}", self.sim.pulse());
    }

    /// Every file below the folder, read whole, with its path.
    pub fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut files = Vec::new();
        let mut folders = vec![self.folder.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("the folder can be read") {
                let path = entry.expect("the folder can be read").path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    // A running bot may have removed it since.
                    files.extend(std::fs::read(&path).map(|bytes| (path, bytes)));
                }
            }
        }
        files
    }
}

/// Branch, people, menu and clients, through the archive's own verbs.
async fn stock(
    tx: &Tx,
    people: &[(String, Role)],
    now: DateTime<Utc>,
) -> Result<Vec<StaffId>, ArchiveError> {
    let mut ids = Vec::new();
    let new = NewBranch { name: "Salon", prefix: "A", zone: "Asia/Shanghai", country: "CN" };
    let branch = staff::first_branch(tx, &new).await?;
    for (id, (name, role)) in (FIRST_PERSON..).zip(people) {
        let account = Account { id, name, lang: Some("en") };
        let person = staff::person(tx, &account, now).await?;
        staff::take_seat(tx, person, branch, role.as_str(), "active").await?;
        ids.push(person);
    }
    staff::add_menu_item(tx, branch, "service", "Facial", 0, Some(28)).await?;
    staff::add_menu_item(tx, branch, "product", "Serum C", 0, None).await?;
    let clerk = Actor { id: ids[0], name: String::new(), role: Role::Owner, branch };
    for (nth, name) in CLIENTS.iter().enumerate() {
        let facts = MARKED.iter().map(|field| (*field, canary(nth, *field))).collect();
        let new = NewClient {
            kind: Kind::Person,
            name: (*name).into(),
            phone: None,
            facts,
            source: Source::Visit,
            health_consent: Some(true),
            keeper: None,
        };
        clients::create(tx, &clerk, &new, now).await?;
    }
    Ok(ids)
}

/// One life of the program.
pub struct Bot {
    child: Child,
    pub stdout: PathBuf,
    pub stderr: PathBuf,
    started: Instant,
    polls: u64,
}

impl Bot {
    /// Waits for the first poll; how long it took from the start, or why there was none.
    pub async fn first_poll(&mut self, sim: &Simulator) -> Result<Duration, ExitStatus> {
        while self.started.elapsed() < PATIENCE {
            if sim.pulse().polls > self.polls {
                return Ok(self.started.elapsed());
            }
            if let Some(status) = self.child.try_wait().expect("the child can be asked") {
                return Err(status);
            }
            sleep(LOOK).await;
        }
        panic!("the bot never asked for updates; it said:\n{}", self.said());
    }

    /// Waits for its end.
    pub async fn end(&mut self) -> ExitStatus {
        self.child.wait().await.expect("the child can be waited for")
    }

    /// `kill -9`.
    pub async fn kill(&mut self) -> ExitStatus {
        // It may have ended by itself; then there is nobody to kill.
        let _gone = self.child.start_kill();
        self.end().await
    }

    /// SIGTERM; how it ended, and how long that took.
    pub async fn terminate(&mut self) -> (ExitStatus, Duration) {
        let begun = Instant::now();
        let pid = self.pid().to_string();
        let told = Command::new("kill").args(["-TERM", &pid]).status().await;
        assert!(told.expect("kill runs").success());
        let status = timeout(PATIENCE, self.end()).await.expect("the bot ends after SIGTERM");
        (status, begun.elapsed())
    }

    pub fn pid(&self) -> u32 {
        self.child.id().expect("the bot runs")
    }

    /// What it said on stderr.
    pub fn said(&self) -> String {
        String::from_utf8_lossy(&std::fs::read(&self.stderr).unwrap_or_default()).into_owned()
    }

    /// What it printed.
    pub fn printed(&self) -> String {
        String::from_utf8_lossy(&std::fs::read(&self.stdout).unwrap_or_default()).into_owned()
    }
}
