//! A PostgreSQL that fails (K40): connections are cut, none is to be had, transactions cannot be serialized, the server stops
//! at once. Whole transactions are tried again, and the same oracles are asked as of the embedded archive.

use crate::rig::records::{Records, call, issued, pairs};
use crate::rig::{House, PATIENCE, seed};
use crate::work::{FEW, FEW_READER, Shift};
use kartoteka::archive::{anchors, connect};
use sea_orm::sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use std::net::TcpListener;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;
use tokio::time::{sleep, timeout};

/// How often the bot's connections are cut, and how long apart.
const CUTS: usize = 12;
const APART: Duration = Duration::from_millis(500);
/// Connections that the server has.
const CONNECTIONS: usize = 16;
/// How long there is none for the bot.
const EXHAUSTED: Duration = Duration::from_secs(4);
/// How long others disturb its transactions.
const DISTURBED: Duration = Duration::from_secs(6);
/// Every connection of the bot but the one that holds its lock.
const CUT: &str = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND pid NOT IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory')";

/// A server of its own, stopped when dropped.
struct Server {
    folder: tempfile::TempDir,
    bin: PathBuf,
    port: u16,
    is_root: bool,
}

impl Server {
    /// `None`, said aloud, where PostgreSQL's programs are missing; where `KARTOTEKA_TEST_POSTGRES` names a server, they are
    /// to be there.
    fn new() -> Option<Self> {
        let bins = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
        let mut bins: Vec<PathBuf> = bins.map(|entry| entry.path().join("bin")).collect();
        bins.retain(|bin| bin.join("initdb").exists());
        bins.sort();
        let Some(bin) = bins.pop() else {
            let named = std::env::var_os("KARTOTEKA_TEST_POSTGRES").is_some();
            assert!(!named, "PostgreSQL's programs are not in /usr/lib/postgresql");
            println!("skipped: PostgreSQL is not installed");
            return None;
        };
        let folder = tempfile::tempdir().expect("a folder");
        let is_root = folder.path().metadata().expect("a folder").uid() == 0;
        let free = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = free.local_addr().expect("a port").port();
        drop(free);
        let server = Self { folder, bin, port, is_root };
        let open = std::fs::Permissions::from_mode(0o711);
        std::fs::set_permissions(server.folder.path(), open).expect("chmod");
        let home = server.home();
        std::fs::create_dir(&home).expect("a folder");
        if is_root {
            let owned = Command::new("chown").arg("postgres").arg(&home).status();
            assert!(owned.expect("chown runs").success());
        }
        let data = server.data();
        let made = [
            "-D",
            &data,
            "-U",
            "postgres",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-locale",
            "--no-sync",
        ];
        server.run("initdb", &made);
        server.start();
        Some(server)
    }

    fn home(&self) -> PathBuf {
        self.folder.path().join("postgres")
    }

    fn data(&self) -> String {
        self.home().join("data").display().to_string()
    }

    /// One of its programs, as its own user: it refuses to run as root.
    fn run(&self, program: &str, arguments: &[&str]) {
        let program = self.bin.join(program);
        let mut command = match self.is_root {
            true => {
                let mut as_own = Command::new("runuser");
                as_own.args(["-u", "postgres", "--"]).arg(program);
                as_own
            }
            false => Command::new(program),
        };
        let log = std::fs::File::create(self.folder.path().join("said")).expect("a file");
        let both = log.try_clone().expect("a file");
        let done = command.args(arguments).current_dir("/").stdout(log).stderr(both).status();
        let said = std::fs::read_to_string(self.folder.path().join("said")).unwrap_or_default();
        assert!(done.expect("it runs").success(), "{said}");
    }

    fn start(&self) {
        let (home, port) = (self.home(), self.port);
        let options = format!(
            "-p {port} -k {} -c listen_addresses=127.0.0.1 -c max_connections={CONNECTIONS} -c superuser_reserved_connections=2 -c log_error_verbosity=terse",
            home.display()
        );
        let log = home.join("log").display().to_string();
        self.run("pg_ctl", &["-D", &self.data(), "-l", &log, "-w", "-o", &options, "start"]);
    }

    /// As a crash: nothing is written down in peace.
    fn stop(&self) {
        self.run("pg_ctl", &["-D", &self.data(), "-m", "immediate", "-w", "stop"]);
    }

    fn url(&self, name: &str) -> String {
        format!("postgres://postgres@127.0.0.1:{}/{name}", self.port)
    }

    /// How often its log says this.
    fn said(&self, words: &str) -> usize {
        let log = std::fs::read(self.home().join("log")).unwrap_or_default();
        String::from_utf8_lossy(&log).matches(words).count()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let mut command = Command::new(if self.is_root { "runuser" } else { "env" });
        if self.is_root {
            command.args(["-u", "postgres", "--"]);
        }
        command.arg(self.bin.join("pg_ctl")).args(["-D", &self.data(), "-m", "immediate", "stop"]);
        // It may be stopped already.
        let _stopped = command.current_dir("/").output();
    }
}

async fn say(url: &str, sql: &str) {
    let mut connection = PgConnection::connect(url).await.expect("the server answers");
    connection.execute(AssertSqlSafe(sql.to_owned())).await.expect("the statement runs");
    connection.close().await.expect("closed");
}

/// Everything that the oracles look at, out of PostgreSQL.
async fn records(house: &House, url: &str) -> Records {
    let archive = connect::open(url, &house.key, &house.data()).await.expect("the archive opens");
    let tx = archive.read().await.expect("a reader");
    let broken = anchors::whole(&tx).await.expect("the trail can be read").entry();
    drop(tx);
    archive.close().await.expect("closed");
    let db = sea_orm::Database::connect(url).await.expect("the server answers");
    let journal = house.sim.journal();
    let notes = "SELECT coalesce(note, ''), id FROM visit ORDER BY id";
    let notes: Vec<(String, i64)> = pairs(&db, notes).await;
    Records {
        issued: journal.updates().into_iter().map(issued).collect(),
        calls: journal.entries.iter().filter_map(call).collect(),
        inbox: pairs(&db, "SELECT update_id, state FROM inbox ORDER BY update_id").await,
        clients: pairs(&db, "SELECT number, name FROM client ORDER BY id").await,
        visits: notes.into_iter().map(|(note, _)| note).collect(),
        trail: pairs(&db, "SELECT act, coalesce(actor_id, 0) FROM trail ORDER BY id").await,
        outbox: pairs(&db, "SELECT kind, state FROM outbox ORDER BY id").await,
        broken,
        staff: house.staff.clone(),
        files: 0,
        leaks: Vec::new(),
    }
}

/// Somebody else reads and writes what the bot reads and writes, as strictly as the bot then does.
async fn disturb(url: &str) {
    let mut connection = PgConnection::connect(url).await.expect("the server answers");
    let disturbance = "BEGIN ISOLATION LEVEL SERIALIZABLE; SELECT count(*) FROM trail; SELECT count(*) FROM inbox; SELECT count(*) FROM screen; SELECT count(*) FROM outbox; SELECT pg_sleep(0.02); UPDATE branch SET name = name; UPDATE staff SET name = name; COMMIT";
    loop {
        // It may be the one that is to try again.
        let _refused = connection.execute(disturbance).await;
        let _ended = connection.execute("ROLLBACK").await;
        sleep(Duration::from_millis(5)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_failing_server_loses_nothing_and_doubles_nothing() {
    let Some(server) = Server::new() else { return };
    let (seed, url) = (seed(), server.url("salon"));
    say(&server.url("postgres"), "CREATE DATABASE salon").await;
    let mut shift = Shift::of(House::stocked_at(FEW, Some(&url)).await, FEW_READER, seed);
    let variables = [("DATABASE_URL", url.as_str()), ("KARTOTEKA_LOG", "warn")];
    let mut bot = shift.house.start_with(&variables);
    assert!(bot.first_poll(&shift.house.sim).await.is_ok(), "{}", bot.said());
    shift.works_on(&mut bot, 1).await;
    // Backends are killed under load.
    for _ in 0..CUTS {
        shift.work_while(sleep(APART)).await;
        say(&url, CUT).await;
    }
    shift.works_on(&mut bot, 1).await;
    let cut = server.said("terminating connection due to administrator command");
    assert!(cut > 0, "no backend was killed");
    // All connections are somebody else's: in another database, so that those are not cut. The bot may be faster once.
    let elsewhere = server.url("postgres");
    let mut taken = Vec::new();
    let vain = || server.said("too many clients") + server.said("connection slots are reserved");
    let mut lacked = false;
    for _ in 0..CUTS {
        taken.clear();
        say(&url, CUT).await;
        for _ in 0..2 * CONNECTIONS {
            taken.extend(PgConnection::connect(&elsewhere).await.ok());
        }
        let before = vain();
        shift.work_while(sleep(EXHAUSTED)).await;
        lacked = vain() > before;
        if lacked {
            break;
        }
    }
    assert!(lacked, "the bot had all connections that it wanted");
    drop(taken);
    shift.works_on(&mut bot, 1).await;
    let conflicts = serialize(&server, &mut shift, &mut bot, &url).await;
    assert!(conflicts > 0, "nothing got in the way");
    // The server stops at once and starts again.
    server.stop();
    let ended = timeout(PATIENCE, shift.work_while(bot.end())).await;
    let status = ended.expect("it sees that its lock is lost");
    let said = bot.said();
    let last = said.lines().last().unwrap_or_default();
    assert!(status.code() == Some(1) && last.contains("start again"), "{status}: {said}");
    let mut early = shift.house.start_with(&variables);
    let status = early.first_poll(&shift.house.sim).await.expect_err("there is no server");
    let said = early.said();
    assert!(status.code() == Some(1) && said.contains("PostgreSQL does not answer"), "{said}");
    server.start();
    let mut bot = shift.house.start_with(&variables);
    assert!(bot.first_poll(&shift.house.sim).await.is_ok(), "{}", bot.said());
    shift.kills = 1 + CUTS;
    shift.works_on(&mut bot, 1).await;
    shift.ends(bot).await;
    let records = records(&shift.house, &url).await;
    shift.is_well(&records, "A failing PostgreSQL", &[]);
    let mut doubled = records.clone();
    doubled.clients.pop();
    assert!(!shift.wrong(&doubled).is_empty(), "the rig cannot see a loss");
    println!(
        "figure K40 | {cut} backends killed, no connection for 4 s, {conflicts} serialization failures, the server stopped at once, under load | {} acts told done, 0 lost, 0 twice",
        shift.done()
    );
}

/// People work while somebody else's transactions get in the way; how often the server could not serialize.
async fn serialize(
    server: &Server,
    shift: &mut Shift,
    bot: &mut crate::rig::Bot,
    url: &str,
) -> usize {
    say(url, "ALTER DATABASE salon SET default_transaction_isolation = 'serializable'").await;
    say(url, CUT).await;
    let disturbed = async {
        tokio::select! {
            () = disturb(url) => {}
            () = sleep(DISTURBED) => {}
        }
    };
    shift.work_while(disturbed).await;
    shift.works_on(bot, 1).await;
    server.said("could not serialize access")
}
