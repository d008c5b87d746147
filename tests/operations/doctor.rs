//! The doctor: each planted problem has its line, with how to mend it, and an exit code that says so (R10).

use crate::rig::load::PEOPLE;
use crate::rig::records::open;
use crate::rig::{House, TOKEN};
use crate::scrape::send;
use sea_orm::ConnectionTrait;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

/// An address of this machine where nobody listens.
const NOBODY: &str = "http://127.0.0.1:9";

/// What is planted.
enum Plant {
    /// Nothing.
    Nothing,
    /// Variables; `{folder}` stands for the house's.
    Vars(&'static [(&'static str, &'static str)]),
    /// A statement, by whoever has the key.
    Sql(&'static str),
    /// Something on the disk; `archive` is the data folder.
    Disk(fn(&House)),
}
use Plant::{Disk, Nothing, Sql, Vars};

/// A problem: what is planted, the word and the check of its line, words of it, words of its mend.
type Problem = (Plant, &'static str, &'static str, &'static str);

/// Lines that mean 1.
const BAD: &[Problem] = &[
    (Vars(&[("TELOXIDE_TOKEN", "")]), "BAD   token", "is not set", "get a token from @BotFather"),
    (Vars(&[("KARTOTEKA_LANG", "tlh")]), "BAD   settings", "KARTOTEKA_LANG", "write en, zh or ko"),
    (Vars(&[("KARTOTEKA_ZOEN", "x")]), "BAD   settings", "KARTOTEKA_ZOEN", "mend the name"),
    (
        Vars(&[("KARTOTEKA_METRICS", "0.0.0.0:1")]),
        "BAD   settings",
        "other machines",
        "write one of",
    ),
    (Vars(&[("KARTOTEKA_FAULT", "hope")]), "BAD   faults", "does not know hope", "remove it"),
    (
        Vars(&[("KARTOTEKA_BACKUPS", "{folder}/file")]),
        "BAD   backups",
        "not writable",
        "or set KARTOTEKA_BACKUPS",
    ),
    (
        Vars(&[("KARTOTEKA_CLOCK", "{folder}/early")]),
        "BAD   clock",
        "behind the archive's newest entry",
        "set the system's time",
    ),
    (
        Vars(&[("KARTOTEKA_CLOCK", "{folder}/late")]),
        "BAD   clock",
        "180 min ahead of Telegram's",
        "set the system's time",
    ),
    (
        Vars(&[("TELOXIDE_TOKEN", "7000001:another-token-that-nobody-gave-out0")]),
        "BAD   telegram",
        "does not take the token",
        "Put the one that @BotFather gave",
    ),
    (
        Disk(|house| mode(house.key_file(), 0o644)),
        "BAD   key",
        "may be read by others",
        "run chmod 600",
    ),
    (
        Disk(|house| std::fs::remove_file(house.key_file()).expect("a key")),
        "BAD   key",
        "is missing although there is an archive",
        "put it back",
    ),
    (
        Disk(|house| std::fs::write(house.key_file(), "half").expect("a key")),
        "BAD   key",
        "64 hexadecimal digits",
        "put it back",
    ),
    (
        Disk(|house| std::fs::write(house.key_file(), "0".repeat(64)).expect("a key")),
        "BAD   database",
        "The key does not open the database",
        "Put back the key file that it was made with",
    ),
    (
        Disk(|house| std::fs::write(house.data().join("restoring"), "").expect("a file")),
        "BAD   database",
        "A restore was interrupted",
        "Run kartoteka restore again",
    ),
    (Disk(damage), "BAD   pages", "damaged", "run kartoteka restore with the last backup"),
    (
        Sql(
            "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = replace(sql, '\"state\"', '\"role\"') WHERE name = 'seat_branch'",
        ),
        "BAD   pages",
        "index seat_branch does not hold what seat holds",
        "run kartoteka restore with the last backup",
    ),
    (Disk(old_backup), "BAD   backup", "27 h old", "run kartoteka backup"),
    (
        Sql("INSERT INTO seaql_migrations VALUES ('m9999_newer', 0)"),
        "BAD   schema",
        "a newer kartoteka",
        "Install that one",
    ),
    (
        Sql("UPDATE trail SET act = 'opened' WHERE id = 1"),
        "BAD   trail",
        "changed at entry 1",
        "restore a backup from before",
    ),
    (Sql("UPDATE branch SET zone = 'Moon/Base'"), "BAD   zones", "[1]", "set an IANA name"),
    (
        Sql("UPDATE seat SET state = 'ended' WHERE role IN ('owner', 'manager')"),
        "BAD   approvals",
        "nobody may approve a loan",
        "kartoteka staff add --role manager",
    ),
    (
        Sql(
            "INSERT INTO loan_rule (role, what, class, approvals, changed_by, changed_at) VALUES ('any', 'any', 'any', 3, 1, '2026-03-02 09:00:00+00:00')",
        ),
        "BAD   approvals",
        "1 rules of lending ask for more approvals than the 2 people",
        "ask for fewer under Settings, Loan rules",
    ),
    (
        Sql(
            "INSERT INTO setting VALUES ('restored', '{\"made_at\":\"2026-03-02T09:00:00Z\",\"now\":{\"clients\":1,\"visits\":1,\"loans\":1,\"trail\":1},\"before\":null,\"erased\":0,\"cut\":0,\"told\":true,\"state\":\"refused\",\"decided\":null}')",
        ),
        "BAD   restore",
        "stopped the restore",
        "run kartoteka restore --force",
    ),
    (
        Sql("INSERT INTO setting VALUES ('bot', '42')"),
        "BAD   bot",
        "another bot than this archive serves",
        "put the right token in",
    ),
    (
        Sql("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1001)
            INSERT INTO inbox SELECT 1, 0, i, 7, '2026-03-02 09:00:00+00:00', '', 'new', 0 FROM n"),
        "BAD   queues",
        "1001 updates waiting",
        "see whether the bot runs",
    ),
];

/// Lines that are worth knowing, and mean 0: the service works, or mends it by itself.
const NOTED: &[Problem] = &[
    (
        Nothing,
        "note  backups",
        "on the archive's own disk",
        "set KARTOTEKA_BACKUPS to another disk",
    ),
    (Nothing, "note  backup ", "none yet", "the bot makes one every night"),
    (
        Sql(
            "DELETE FROM seaql_migrations WHERE version = (SELECT max(version) FROM seaql_migrations)",
        ),
        "note  schema",
        "1 migrations pending",
        "kartoteka migrate applies them",
    ),
    (
        Sql(
            "UPDATE inbox SET state = 'dead'; INSERT INTO inbox VALUES (1, 0, 1, 7, '2026-03-02 09:00:00+00:00', NULL, 'dead', 3)",
        ),
        "note  queues",
        "1 updates given up",
        "the log says why",
    ),
];

fn mode(path: PathBuf, mode: u32) {
    std::fs::set_permissions(path, PermissionsExt::from_mode(mode)).expect("chmod");
}

fn damage(house: &House) {
    let mut bytes = std::fs::read(house.database()).expect("an archive");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(house.database(), bytes).expect("an archive");
}

fn old_backup(house: &House) {
    let at = (chrono::Utc::now() - chrono::Duration::hours(27)).to_rfc3339();
    let last = format!("{{\"at\":\"{at}\",\"file\":\"/nowhere/x.tar\"}}");
    std::fs::write(house.data().join("last-backup.json"), last).expect("a file");
}

/// What the doctor prints, and its exit code.
async fn examine(house: &House, vars: &[(&str, &str)]) -> (String, Option<i32>) {
    let folder = house.folder.path().to_str().expect("a path");
    let mut command = house.command("doctor");
    for (name, value) in vars {
        command.env(name, value.replace("{folder}", folder));
    }
    let done = command.output().await.expect("the doctor runs");
    (String::from_utf8_lossy(&done.stdout).into_owned(), done.status.code())
}

/// A well house's files, to be put back after each problem.
struct Well(Vec<(PathBuf, Vec<u8>)>);

impl Well {
    fn of(house: &House) -> Self {
        Self(house.files())
    }

    fn put_back(&self, house: &House) {
        for (path, _) in house.files() {
            if !self.0.iter().any(|(known, _)| *known == path) {
                std::fs::remove_file(path).expect("a file");
            }
        }
        for (path, bytes) in &self.0 {
            std::fs::write(path, bytes).expect("a file");
        }
        mode(house.key_file(), 0o600);
    }
}

async fn planted(house: &House, plant: &Plant) -> (String, Option<i32>) {
    match plant {
        Nothing => examine(house, &[]).await,
        Vars(vars) => examine(house, vars).await,
        Disk(plant) => {
            plant(house);
            examine(house, &[]).await
        }
        Sql(sql) => {
            let db = open(&house.database(), &house.key).await;
            db.execute_unprepared(sql).await.expect("the statement");
            db.close().await.expect("closed");
            examine(house, &[]).await
        }
    }
}

/// As whoever has the token can.
async fn set_webhook(house: &House, url: &str) {
    let request = format!(
        "GET /bot{TOKEN}/setWebhook?url={url} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    );
    let address = house.sim.url().replace("http://", "");
    let answer = send(&address, request.as_bytes()).await.expect("an answer");
    assert!(answer.contains("\"ok\":true"), "{answer}");
}

#[tokio::test(flavor = "multi_thread")]
async fn each_planted_problem_has_its_line_its_mend_and_its_exit_code() {
    let (house, _) = House::stocked(PEOPLE).await;
    for (name, text) in [("early", "-10800000"), ("late", "+10800000"), ("file", "")] {
        std::fs::write(house.folder.path().join(name), text).expect("a file");
    }
    let well = Well::of(&house);
    let (told, code) = examine(&house, &[("KARTOTEKA_METRICS", "127.0.0.1:0")]).await;
    assert!(code == Some(0) && !told.contains("BAD"), "{told}");
    for line in ["ok    webhook", "ok    clock", "ok    approvals", "ok    metrics", "ok    bot"] {
        assert!(told.contains(line), "{line}: {told}");
    }
    let expected = [(BAD, Some(1)), (NOTED, Some(0))];
    let problems = expected.iter().flat_map(|(rows, code)| rows.iter().map(move |row| (row, code)));
    for ((plant, begins, what, mend), expected) in problems {
        let (told, code) = planted(&house, plant).await;
        let line = told.lines().find(|line| line.starts_with(begins) && line.contains(what));
        assert!(line.is_some_and(|line| line.contains(mend)), "{begins} {what} {mend}:\n{told}");
        assert_eq!(code, *expected, "{told}");
        assert!(!told.contains(TOKEN) && !told.contains(house.key.digits()), "{told}");
        well.put_back(&house);
    }
    println!(
        "figure doctor | planted problems, each with its line, mend and exit code | {}",
        BAD.len() + NOTED.len()
    );
    let (told, code) = examine(&house, &[]).await;
    assert!(code == Some(0), "all is put back: {told}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_lies_outside_of_the_folder_is_told_too() {
    let (house, _) = House::stocked(PEOPLE).await;
    // A webhook on the token.
    set_webhook(&house, "https://hooks.example.org/kartoteka").await;
    let (told, code) = examine(&house, &[]).await;
    let line = told.lines().find(|line| line.starts_with("BAD   webhook")).expect("its line");
    assert!(line.contains("deleteWebhook") && !line.contains("example.org"), "{told}");
    assert_eq!(code, Some(1));
    set_webhook(&house, "").await;

    // A port that somebody has.
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = taken.local_addr().expect("an address").to_string();
    let (told, code) = examine(&house, &[("KARTOTEKA_METRICS", &address)]).await;
    assert!(told.contains("BAD   metrics") && told.contains("choose another port"), "{told}");
    assert_eq!(code, Some(1));

    // A Telegram that does not answer.
    let (told, code) = examine(&house, &[("TELOXIDE_API_URL", NOBODY)]).await;
    assert!(told.contains("BAD   telegram") && told.contains("look at the network"), "{told}");
    assert_eq!(code, Some(1));

    // A bot that runs is no problem, but one from another data folder on the same database is.
    let url = format!("sqlite:{}", house.folder.path().join("elsewhere.db").display());
    let mut bot = house.start_with(&[("DATABASE_URL", &url)]);
    bot.first_poll(&house.sim).await.expect("the bot starts");
    let (told, code) = examine(&house, &[("DATABASE_URL", &url)]).await;
    let held = format!("held by process {}, the bot; stop it before", bot.pid());
    assert!(told.contains("note  lock") && told.contains(&held), "{told}");
    assert_eq!(code, Some(0), "{told}");
    let (told, code) =
        examine(&house, &[("DATABASE_URL", &url), ("KARTOTEKA_DATA", "{folder}/other")]).await;
    assert!(told.contains("BAD   lock      another kartoteka"), "{told}");
    assert_eq!(code, Some(1));
    assert_eq!(bot.terminate().await.0.code(), Some(0), "{}", bot.said());
}
