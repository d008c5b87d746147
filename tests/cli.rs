//! The binary from outside: exit codes, the one sentence, what lies where, and a graceful stop.

use kartoteka::archive::connect::{self, Key};
use kartoteka::archive::lease::{Lease, Subject, is_held};
use kartoteka::archive::{Archive, ArchiveError, settings};
use sea_orm::{ConnectOptions, ConnectionTrait, Database};
use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

mod postgres;

/// An invented token.
const TOKEN: &str = "1234567:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
/// An address of this machine where nobody listens.
const NOBODY: &str = "http://127.0.0.1:9";

/// Variables of the environment.
type Vars = &'static [(&'static str, &'static str)];

/// A home folder, in which the binary runs with nothing else in its environment.
struct Home(tempfile::TempDir);

impl Home {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn data(&self) -> PathBuf {
        self.path(".local/share/kartoteka")
    }

    fn key(&self) -> PathBuf {
        self.path(".config/kartoteka/key")
    }

    fn command(&self, arguments: &str, vars: &[(&str, &str)]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kartoteka"));
        command.args(arguments.split_whitespace()).env_clear().env("HOME", self.0.path());
        command.envs(vars.iter().copied()).stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &str, vars: &[(&str, &str)]) -> Output {
        self.command(arguments, vars).output().unwrap()
    }

    /// Makes the archive.
    fn migrated(self) -> Self {
        let done = self.run("migrate", &[]);
        assert!(done.status.success(), "{}", errors(&done));
        self
    }
}

fn errors(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

fn lines(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// Exit code 2, nothing on stdout, and one sentence with this in it.
fn assert_refused(output: &Output, hint: &str) {
    let sentence = errors(output);
    assert_eq!(output.status.code(), Some(2), "{sentence}");
    assert!(sentence.contains(hint) && sentence.trim_end().ends_with('.'), "{sentence}");
    assert_eq!((sentence.lines().count(), lines(output).as_str()), (1, ""), "{sentence}");
}

#[test]
fn a_wrong_or_missing_setting_is_one_sentence_and_exit_code_2() {
    let cases: &[(&str, Vars, &str)] = &[
        ("", &[], "TELOXIDE_TOKEN"),
        ("run", &[("TELOXIDE_TOKEN", "")], "@BotFather"),
        ("run", &[("TELOXIDE_TOKEN", "12:short")], "TELOXIDE_TOKEN"),
        ("run", &[("TELOXIDE_TOKEN", TOKEN), ("KARTOTEKA_ZONE", "Moon")], "KARTOTEKA_ZONE"),
        ("run", &[("TELOXIDE_TOKEN", TOKEN), ("KARTOTEKA_CLOCK", "/x")], "TELOXIDE_API_URL"),
        ("backup", &[("DATABASE_URL", "postgres://localhost/x")], "pg_dump"),
        ("restore x.tar", &[("DATABASE_URL", "postgres://localhost/x")], "pg_restore"),
        ("restore x.tar", &[], "key file"),
        (
            "run",
            &[("TELOXIDE_TOKEN", TOKEN), ("TELOXIDE_API_URL", NOBODY), ("KARTOTEKA_FAULT", "hope")],
            "hope",
        ),
    ];
    for (arguments, vars, hint) in cases {
        assert_refused(&Home::new().run(arguments, vars), hint);
    }
}

#[test]
fn an_unknown_command_is_exit_code_2_and_help_is_0() {
    let home = Home::new();
    assert_eq!(home.run("dance", &[]).status.code(), Some(2));
    assert_eq!(home.run("staff add --name Anna --role king", &[]).status.code(), Some(2));
    let help = home.run("--help", &[]);
    let words = ["run", "migrate", "backup", "restore", "key", "staff", "pin", "doctor"];
    assert!(help.status.success() && words.iter().all(|word| lines(&help).contains(word)));
}

#[test]
fn the_key_is_made_once_for_its_owner_and_never_again() {
    let home = Home::new().migrated();
    let mode = std::fs::metadata(home.key()).unwrap().permissions().mode() & 0o777;
    let folder = std::fs::metadata(home.data()).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode, folder), (0o600, 0o700));
    let key = std::fs::read(home.key()).unwrap();
    assert!(home.run("migrate", &[]).status.success());
    assert_eq!(std::fs::read(home.key()).unwrap(), key);
    let bytes = std::fs::read(home.data().join("kartoteka.db")).unwrap();
    assert!(!bytes.starts_with(b"SQLite"), "the database is encrypted");
    let other = home.path("other");
    let inside = home.data().join("key");
    std::fs::set_permissions(home.key(), PermissionsExt::from_mode(0o644)).unwrap();
    assert_refused(&home.run("migrate", &[]), "chmod 600");
    std::fs::rename(home.key(), &other).unwrap();
    assert_refused(&home.run("migrate", &[]), "put it back");
    assert!(!home.key().exists(), "no new key is made");
    let named = [("KARTOTEKA_KEY_FILE", inside.to_str().unwrap())];
    assert_refused(&home.run("migrate", &named), "KARTOTEKA_KEY_FILE");
}

#[test]
fn a_pin_is_reset_for_an_owner_by_name_only() {
    let home = Home::new().migrated();
    assert_eq!(home.run("pin reset", &[]).status.code(), Some(2));
    let done = home.run("pin reset --person Nobody", &[]);
    assert_eq!(done.status.code(), Some(1));
    assert!(errors(&done).contains("No owner has this name"), "{}", errors(&done));
}

#[test]
fn a_wrong_key_opens_nothing() {
    let home = Home::new().migrated();
    std::fs::write(home.key(), "0".repeat(64)).unwrap();
    let done = home.run("migrate", &[]);
    assert_eq!(done.status.code(), Some(1));
    assert!(errors(&done).contains("key"), "{}", errors(&done));
    assert_eq!(errors(&done).lines().count(), 1, "{}", errors(&done));
}

#[test]
fn migrate_tells_what_it_did_and_how_it_is() {
    let home = Home::new();
    assert!(errors(&home.run("migrate --status", &[])).contains("no archive yet"));
    assert!(lines(&home.run("migrate", &[])).contains("applied  m0001_archive"));
    let status = lines(&home.run("migrate --status", &[]));
    assert!(status.contains("applied  m0001_archive") && !status.contains("pending"), "{status}");
    let again = lines(&home.run("migrate", &[]));
    assert_eq!(again, "The archive has this version's schema.\n");
}

/// The service in a process of its own, once it has opened the archive.
struct Service(Child);

impl Service {
    fn start(home: &Home, vars: &[(&str, &str)]) -> Self {
        let base = [("TELOXIDE_TOKEN", TOKEN), ("TELOXIDE_API_URL", NOBODY)];
        let vars: Vec<_> = base.iter().chain(vars).copied().collect();
        let mut child = home.command("run", &vars).stderr(Stdio::piped()).spawn().unwrap();
        let mut log = BufReader::new(child.stderr.take().unwrap()).lines();
        let opened = log.any(|line| line.unwrap().contains("the archive is open"));
        assert!(opened, "the service started");
        // What it says later must find a reader.
        std::thread::spawn(move || log.for_each(drop));
        Self(child)
    }

    fn signal(&self, name: &str) {
        let sent = Command::new("kill").args(["-s", name, &self.0.id().to_string()]).status();
        assert!(sent.unwrap().success());
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        // It has ended already where the test went well.
        let _ended = self.0.kill();
        let _reaped = self.0.wait();
    }
}

#[test]
fn sigterm_and_ctrl_c_end_the_service_with_exit_code_0() {
    for name in ["TERM", "INT"] {
        let home = Home::new();
        let mut service = Service::start(&home, &[]);
        service.signal(name);
        assert_eq!(service.0.wait().unwrap().code(), Some(0), "{name}");
    }
}

#[test]
fn a_second_instance_is_refused_and_a_killed_first_frees_the_way() {
    let home = Home::new();
    let mut first = Service::start(&home, &[]);
    for command in ["run", "migrate", "key change", "restore x.tar --force"] {
        let vars = [("TELOXIDE_TOKEN", TOKEN), ("TELOXIDE_API_URL", NOBODY)];
        let second = home.run(command, &vars);
        assert_eq!(second.status.code(), Some(1), "{command}");
        assert!(errors(&second).contains("Another kartoteka"), "{}", errors(&second));
    }
    let doctor = lines(&home.run("doctor --offline", &[("TELOXIDE_TOKEN", TOKEN)]));
    assert!(doctor.contains(&format!("held by process {}", first.0.id())), "{doctor}");
    let made = home.run("backup", &[]);
    assert!(made.status.success(), "{}", errors(&made));
    first.signal("KILL");
    first.0.wait().unwrap();
    assert!(home.run("migrate", &[]).status.success());
}

#[tokio::test]
async fn postgres_is_leased_once_and_a_lost_lease_is_told() {
    let Some(fresh) = postgres::fresh().await else { return };
    let home = Home::new();
    let mut first = lease(&home.path("a"), &fresh.url).await.ok().unwrap();
    assert!(matches!(lease(&home.path("b"), &fresh.url).await, Err(ArchiveError::Busy(_))));
    assert!(is_held(&home.path("b"), Subject::Postgres(&fresh.url)).await);
    let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
    postgres::run(&fresh.url, end.into()).await;
    first.lost().await;
    assert!(!is_held(&home.path("b"), Subject::Postgres(&fresh.url)).await);
    assert!(lease(&home.path("b"), &fresh.url).await.is_ok());
    fresh.end().await;
}

#[tokio::test]
async fn whoever_was_overtaken_on_postgres_writes_nothing_more() {
    let Some(fresh) = postgres::fresh().await else { return };
    let home = Home::new();
    let service = async || {
        let archive = connect::open(&fresh.url, &Key::generate(), &home.path("a")).await.unwrap();
        archive.fence().await.unwrap();
        archive
    };
    let write = async |archive: &Archive, name: &'static str| {
        archive.write(move |tx| Box::pin(settings::set(tx, name, "here"))).await
    };
    let first = service().await;
    write(&first, "before").await.unwrap();
    let second = service().await;
    assert!(matches!(write(&first, "after").await, Err(ArchiveError::Closed)));
    write(&second, "next").await.unwrap();
    let read = second.read().await.unwrap();
    for (name, there) in [("before", true), ("after", false), ("next", true)] {
        assert_eq!(settings::get(&read, name).await.unwrap().is_some(), there, "{name}");
    }
    drop(read);
    fresh.end().await;
}

async fn lease(data: &Path, url: &str) -> Result<Lease, ArchiveError> {
    Lease::take(data, Subject::Postgres(url)).await
}

#[tokio::test]
async fn the_service_runs_on_postgres() {
    let Some(fresh) = postgres::fresh().await else { return };
    let home = Home::new();
    let vars = [("DATABASE_URL", fresh.url.as_str())];
    let mut service = Service::start(&home, &vars);
    service.signal("TERM");
    assert_eq!(service.0.wait().unwrap().code(), Some(0));
    let status = home.run("migrate --status", &vars);
    assert!(lines(&status).contains("applied  m0001_archive"), "{}", errors(&status));
    let doctor = home.run("doctor --offline", &[vars[0], ("TELOXIDE_TOKEN", TOKEN)]);
    assert!(doctor.status.success(), "{}", lines(&doctor));
    fresh.end().await;
}

#[test]
fn doctor_finds_an_empty_folder_well_and_says_what_is_missing() {
    let home = Home::new();
    let well = home.run("doctor --offline", &[("TELOXIDE_TOKEN", TOKEN)]);
    assert_eq!(well.status.code(), Some(0), "{}", lines(&well));
    assert!(lines(&well).contains("note  key") && !lines(&well).contains("BAD"));
    assert!(!home.data().exists(), "the doctor makes nothing");
    let tokenless = home.run("doctor --offline", &[("KARTOTEKA_ZOEN", "x")]);
    assert_eq!(tokenless.status.code(), Some(1));
    let told = lines(&tokenless);
    assert!(told.contains("BAD   token") && told.contains("KARTOTEKA_ZOEN"), "{told}");
    let wrong = home.run("doctor", &[("KARTOTEKA_LANG", "tlh")]);
    assert!(wrong.status.code() == Some(1) && lines(&wrong).contains("KARTOTEKA_LANG"));
}

#[test]
fn doctor_examines_an_archive_and_sees_a_damaged_page() {
    let home = Home::new().migrated();
    let vars = [("TELOXIDE_TOKEN", TOKEN)];
    let well = home.run("doctor --offline", &vars);
    assert_eq!(well.status.code(), Some(0), "{}", lines(&well));
    for check in ["pages", "schema", "journal", "trail", "zones", "queues"] {
        assert!(lines(&well).contains(&format!("ok    {check}")), "{check}: {}", lines(&well));
    }
    let file = home.data().join("kartoteka.db");
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&file, bytes).unwrap();
    let damaged = home.run("doctor --offline", &vars);
    assert_eq!(damaged.status.code(), Some(1));
    assert!(lines(&damaged).contains("BAD   pages"), "{}", lines(&damaged));
}

#[tokio::test]
async fn a_trail_that_does_not_fit_is_not_served_and_the_doctor_says_where() {
    let home = Home::new().migrated();
    let whole = home.run("doctor --offline", &[("TELOXIDE_TOKEN", TOKEN)]);
    assert!(lines(&whole).contains("intact, 0 entries"), "{}", lines(&whole));
    let forged = "INSERT INTO trail (at, act, subject, detail, prev, hash)
        VALUES ('2026-03-02 09:00:00+00:00', 'opened', '', '', '', 'forged')";
    alter(&home, forged).await;
    let vars = [("TELOXIDE_TOKEN", TOKEN), ("TELOXIDE_API_URL", NOBODY)];
    let refused = home.run("run", &vars);
    let sentence = errors(&refused);
    assert_eq!(refused.status.code(), Some(1), "{sentence}");
    let last = sentence.lines().last().unwrap_or_default();
    assert!(last.contains("changed at entry 1") && last.ends_with('.'), "{sentence}");
    let told = lines(&home.run("doctor --offline --anchor 2:0123456789abcdef", &vars));
    assert!(told.contains("BAD   trail     changed at entry 1"), "{told}");
    assert!(told.contains("BAD   anchor    cut or extended at entry 2"), "{told}");
    assert_refused(&home.run("doctor --offline --anchor 2:0123", &vars), "--anchor");
}

/// Alters a database as whoever has it and its key can.
async fn alter(home: &Home, sql: &str) {
    let key = kartoteka::archive::key_file::load(&home.key()).unwrap().unwrap();
    let file = home.data().join("kartoteka.db");
    let mut options = ConnectOptions::new(format!("sqlite://{}?mode=rw", file.display()));
    options.max_connections(1).sqlcipher_key(key.opening());
    let db = Database::connect(options).await.unwrap();
    db.execute_unprepared(sql).await.unwrap();
    db.close().await.unwrap();
}

#[test]
fn an_old_backup_is_told() {
    let home = Home::new().migrated();
    let made = home.run("backup", &[]);
    assert!(made.status.success() && lines(&made).contains("verified"), "{}", errors(&made));
    let vars = [("TELOXIDE_TOKEN", TOKEN)];
    assert!(lines(&home.run("doctor --offline", &vars)).contains("ok    backup"));
    let clock = home.path("clock");
    std::fs::write(&clock, "+97200000").unwrap();
    let later =
        [vars[0], ("TELOXIDE_API_URL", NOBODY), ("KARTOTEKA_CLOCK", clock.to_str().unwrap())];
    let told = home.run("doctor --offline", &later);
    assert!(told.status.code() == Some(1) && lines(&told).contains("27 h old"), "{}", lines(&told));
}

#[test]
fn a_backup_that_is_killed_or_runs_out_of_room_leaves_no_file_of_that_name() {
    let home = Home::new().migrated();
    let target = home.path("out/x.tar");
    let binary = env!("CARGO_BIN_EXE_kartoteka");
    // Files may have 64 KiB at most: without a handler the kernel kills, with the signal ignored writing fails.
    for (trap, code) in [("", None), ("trap '' XFSZ; ", Some(1))] {
        let script = format!("{trap}ulimit -f 128; exec {binary} backup --to {}", target.display());
        let mut shell = Command::new("sh");
        let done =
            shell.args(["-c", &script]).env_clear().env("HOME", home.0.path()).output().unwrap();
        assert_eq!(done.status.code(), code, "{}", errors(&done));
        assert!(!target.exists());
    }
    let done = home.run(&format!("backup --to {}", target.display()), &[]);
    assert!(done.status.success(), "{}", errors(&done));
    assert_eq!(std::fs::read_dir(home.path("out")).unwrap().count(), 1, "no draft is left");
}

#[test]
fn a_restore_puts_back_what_was_and_names_what_it_moved() {
    let home = Home::new().migrated();
    let target = home.path("x.tar");
    let named = target.display();
    assert!(home.run(&format!("backup --to {named}"), &[]).status.success());
    assert_eq!(home.run(&format!("restore {named}"), &[]).status.code(), Some(1));
    let done = home.run(&format!("restore {named} --force"), &[]);
    assert!(done.status.success(), "{}", errors(&done));
    assert!(lines(&done).contains("before-restore-"), "{}", lines(&done));
    assert!(home.run("migrate --status", &[]).status.success());
}
