//! Nothing of a client and no secret stands outside of what is sealed: log, output, database, write-ahead log, backups,
//! temporary and data folder, at `trace`, through planted trouble, a panic, a backup and a restore (F26, T14, I8).

use crate::rig::oracle::{judge, wrong};
use crate::rig::records::Records;
use crate::rig::{Bot, House, PATIENCE, Seat, TOKEN};
use canaries::{Canaries, Hit};
use kartoteka::archive::clients;
use kartoteka::model::card::{Field, Kind, NewClient, Source};
use kartoteka::model::policy::Role;
use kartoteka::model::{Actor, BranchId};
use simulator::Person;
use simulator::faults::{Fault, FaultKind};

#[path = "canaries.rs"]
mod canaries;

/// Clients with a mark in every field.
const MARKED: usize = 3;
/// The owner's PIN, as long as a PIN may be.
const PIN: &str = "739164";
/// The word that brings a turn down.
const WORD: &str = "panicking canary";
/// What people and planted answers say.
const SAID: &[&str] = &[
    "Zebrafinch",
    "Canarywren",
    "139 7777 4321",
    "13977774321",
    "canary sang about eczema",
    "canary in a description",
    "canary in a page",
    "wandering canary",
    "searched canary",
    "reason of a canary",
    "wish of a canary",
    WORD,
    PIN,
];

fn name(nth: usize) -> String {
    format!("Quetzal{} Sample", ["abel", "ines", "omar"][nth])
}

fn phone(nth: usize) -> String {
    format!("1388642975{nth}")
}

/// What stands in a field of a client.
fn marked(nth: usize, field: Field) -> String {
    match field {
        Field::Birthday => format!("1931-07-2{nth}"),
        field => format!("zqcanary{nth}-{}", field.as_str()),
    }
}

/// Everything that is to be found nowhere.
fn canaries(house: &House) -> Canaries {
    let tail = TOKEN.split(':').nth(1).expect("a token has two parts");
    let secrets = [tail, house.key.digits()].map(str::to_owned);
    let fields = (0..MARKED).flat_map(|nth| Field::ALL.iter().map(move |it| marked(nth, *it)));
    let names = (0..MARKED).flat_map(|nth| {
        let spaced = phone(nth);
        let spaced = format!("{} {} {}", &spaced[..3], &spaced[3..7], &spaced[7..]);
        [name(nth), phone(nth), spaced]
    });
    let said = SAID.iter().map(|text| (*text).to_owned());
    Canaries::new(secrets.into_iter().chain(fields).chain(names).chain(said))
}

/// Clients with their marks, kept by Cara.
async fn stock(house: &House, keeper: &Seat) {
    let archive = house.archive().await;
    let keeper = keeper.id;
    let stocked = archive.write(move |tx| {
        Box::pin(async move {
            let branch = BranchId(1);
            let clerk = Actor { id: keeper, name: String::new(), role: Role::Owner, branch };
            for nth in 0..MARKED {
                let facts = Field::ALL.iter().map(|field| (*field, marked(nth, *field)));
                let new = NewClient {
                    kind: Kind::Person,
                    name: name(nth),
                    phone: Some(format!("+86{}", phone(nth))),
                    facts: facts.collect(),
                    source: Source::Visit,
                    health_consent: Some(true),
                    keeper: Some(keeper),
                };
                clients::create(tx, &clerk, &new, chrono::Utc::now()).await?;
            }
            Ok(())
        })
    });
    stocked.await.expect("clients with marks");
    archive.close().await.expect("the archive is closed");
}

/// Sets the owner's PIN on the keypad.
async fn sets_pin(owner: &Person) {
    owner.says("/settings").await;
    owner.presses("PIN").await;
    owner.presses("Set a PIN").await;
    for _ in 0..2 {
        for digit in PIN.chars() {
            owner.presses(&digit.to_string()).await;
        }
        owner.presses("OK").await;
    }
    owner.presses("Home").await;
}

/// People open every card, write, give reasons, and one of them is unlucky.
async fn work(house: &House, olga: &Person, cara: &Person) {
    let stranger = house.sim.person(900, "Zebrafinch Unknown", Some("en"));
    stranger.says("a wandering canary").await;
    sets_pin(olga).await;
    for nth in 0..MARKED {
        olga.says(&name(nth)).await;
    }
    // One may not have been sent whole, for the planted trouble.
    olga.says(&name(0)).await;
    let shown = olga.screen().words().contains(&marked(0, Field::Allergy));
    assert!(shown, "a card is shown: {}", house.sim.transcript());
    for label in ["Rights", "Erase the client"] {
        olga.presses(label).await;
    }
    olga.says("the wish of a canary").await;
    cara.says(&name(0)).await;
    cara.presses("Show contact").await;
    cara.says("the reason of a canary").await;
    cara.says("/new").await;
    cara.says("Zebrafinch Canarywren 139 7777 4321").await;
    for label in ["Client agrees", "Save", "Log visit"] {
        cara.presses(label).await;
    }
    cara.says("The canary sang about eczema.").await;
    for label in ["Facial", "Skip", "4", "In 1 week", "Save"] {
        cara.presses(label).await;
    }
    cara.says("searched canary").await;
    cara.says(WORD).await;
}

/// Runs a command at `trace`; what it said.
async fn run(house: &House, format: &str, words: &[&str]) -> String {
    let mut command = house.command(words[0]);
    command.args(&words[1..]).env("KARTOTEKA_LOG", "trace").env("KARTOTEKA_LOG_FORMAT", format);
    let done = command.output().await.expect("the command runs");
    let said = String::from_utf8_lossy(&[done.stdout, done.stderr].concat()).into_owned();
    assert!(done.status.success(), "{words:?}: {said}");
    said
}

/// Calls that the planned trouble strikes.
const TROUBLES: usize = 8;

/// Refusals that quote what was sent, cut connections, a page instead of an answer.
fn plan_trouble(house: &House) {
    let page = || FaultKind::Status { code: 502, body: "<html>a canary in a page</html>".into() };
    let quoting = FaultKind::Status {
        code: 400,
        body: r#"{"ok":false,"error_code":400,"description":"Bad Request: a canary in a description"}"#
            .into(),
    };
    let faults = house.sim.faults();
    faults.add(Fault::on("sendMessage", page()).from_nth(2).times(1));
    faults.add(Fault::on("sendMessage", FaultKind::CutBefore).from_nth(5).times(1));
    faults.add(Fault::on("sendMessage", FaultKind::CutAfter).from_nth(7).times(1));
    faults.add(Fault::on("editMessageText", FaultKind::CutAfter).from_nth(2).times(1));
    faults.add(Fault::on("editMessageText", page()).from_nth(4).times(1));
    faults.add(Fault::on("answerCallbackQuery", page()).from_nth(3).times(1));
    faults.add(Fault::on("deleteMessage", quoting).times(1));
    faults.add(Fault::on("getUpdates", page()).from_nth(5).times(1));
}

/// Every canary in every file below the house's folder, but the key in its own file; and how much was searched.
fn found(house: &House, canaries: &Canaries) -> (Vec<(String, Hit)>, usize, usize) {
    let files = house.files();
    let there = |end: &str| files.iter().any(|(path, _)| path.to_string_lossy().ends_with(end));
    assert!(there("kartoteka.db") && there(".tar") && there("stderr-0"), "all is searched");
    let mut hits = Vec::new();
    for (path, bytes) in files.iter().filter(|(path, _)| *path != house.key_file()) {
        let place = path.display().to_string();
        hits.extend(canaries.hits(bytes).into_iter().map(|hit| (place.clone(), hit)));
    }
    (hits, files.len(), files.iter().map(|(_, bytes)| bytes.len()).sum())
}

/// One life of the program, with everything in it, and one more after a restore.
async fn live(format: &str) {
    let people = [("Cara Canarywren", Role::Care), ("Olga Canarywren", Role::Owner)];
    let (house, seats) = House::stocked(&people).await;
    stock(&house, &seats[0]).await;
    let canaries = canaries(&house);
    let fault = format!("panic={WORD}");
    let log = [("KARTOTEKA_LOG", "trace"), ("KARTOTEKA_LOG_FORMAT", format)];
    let mut bot = house.start_with(&[&log[..], &[("KARTOTEKA_FAULT", &fault)]].concat());
    bot.first_poll(&house.sim).await.expect("the bot starts");
    plan_trouble(&house);
    work(&house, &seats[1].person, &seats[0].person).await;
    let told = run(&house, format, &["backup"]).await;
    assert!(canaries.hits(told.as_bytes()).is_empty(), "the backup's words");
    assert!(house.database().with_extension("db-wal").exists(), "there is a write-ahead log");
    let (hits, files, bytes) = found(&house, &canaries);
    assert!(hits.is_empty(), "{hits:?}");

    let journal = house.sim.journal();
    let struck = journal.entries.iter().filter(|entry| entry["fault"].is_object());
    let struck: Vec<_> = struck.map(|it| (&it["method"], &it["fault"]["kind"])).collect();
    assert_eq!(struck.len(), TROUBLES, "{struck:?}");
    house.sim.faults().clear();
    house.rest(4 * PATIENCE).await;
    house.sim.faults().add(Fault::on("getUpdates", FaultKind::Unauthorized));
    seats[0].person.says_quietly("searched canary");
    assert_eq!(bot.end().await.code(), Some(2), "a token that is no longer taken ends the bot");
    let said = bot.said();
    assert!(said.contains("code 502"), "no call failed:\n{said}");
    assert!(said.contains("a turn panicked"), "no turn panicked:\n{said}");
    let records = Records::read(&house).await;
    assert!(records.clients.iter().any(|(_, name)| name == "Zebrafinch Canarywren"));
    assert!(records.visits.iter().any(|note| note.contains("canary sang")));
    assert_eq!(wrong(&judge(&records, &Default::default(), &seats[0], 9), "chain is broken"), 0);

    house.sim.faults().clear();
    let mut again = restored(&house, format, &canaries).await;
    seats[1].person.says("/start").await;
    assert_eq!(again.terminate().await.0.code(), Some(0), "{}", again.said());
    let (hits, files_after, bytes_after) = found(&house, &canaries);
    assert!(hits.is_empty(), "{hits:?}");
    planted_is_found(&house, &canaries);
    println!(
        "figure F26 | {format}: {} canaries in {} spellings, sought in {} files, {} KiB | 0 hits",
        canaries.len(),
        canaries.spellings(),
        files + files_after,
        (bytes + bytes_after) / 1024,
    );
}

/// The backup comes back; the bot is started on it.
async fn restored(house: &House, format: &str, canaries: &Canaries) -> Bot {
    let mut files = house.files().into_iter().map(|(path, _)| path);
    let tar = files.find(|path| path.extension().is_some_and(|kind| kind == "tar"));
    let tar = tar.expect("a backup").display().to_string();
    let told = run(house, format, &["restore", &tar, "--force"]).await;
    assert!(canaries.hits(told.as_bytes()).is_empty(), "the restore's words");
    let mut bot = house.start_with(&[("KARTOTEKA_LOG", "trace"), ("KARTOTEKA_LOG_FORMAT", format)]);
    bot.first_poll(&house.sim).await.expect("the bot starts on what was restored");
    bot
}

/// The search can find: of a line planted in a log, each text in each spelling is a hit.
fn planted_is_found(house: &House, canaries: &Canaries) {
    let log = house.folder.path().join("stderr-0");
    let mut bytes = std::fs::read(&log).expect("a log");
    for (_, _, planted) in canaries.all() {
        bytes.extend([b" ", planted].concat());
    }
    std::fs::write(&log, bytes).expect("a planted line");
    let (hits, _, _) = found(house, canaries);
    for (canary, spelling, _) in canaries.all() {
        let is_it = |(_, hit): &(String, Hit)| hit.canary == canary && hit.spelling == spelling;
        assert!(hits.iter().any(is_it), "{canary} as {spelling}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn neither_the_token_nor_a_client_is_told_to_log_or_disk() {
    live("text").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn neither_the_token_nor_a_client_is_told_to_json_or_disk() {
    live("json").await;
}
