//! Search among invented clients in four languages, on SQLite (encrypted, as shipped) and on PostgreSQL where
//! `KARTOTEKA_TEST_POSTGRES` names a server: every client is found by whatever people type, the same on both.
//!
//! With `KARTOTEKA_TEST_FIGURES=1` it measures, best with `--release`: at 1 k, 10 k, 100 k and 1 M clients, or at those of
//! `KARTOTEKA_TEST_CLIENTS=1000,50000`; and LIKE, FTS5's trigrams and pg_trgm at the last of them.
#![allow(missing_docs, clippy::print_stdout, reason = "a table is what it is for")]

#[path = "search/growth.rs"]
mod growth;
#[path = "search/names.rs"]
mod names;
mod postgres;
#[path = "search/rivals.rs"]
mod rivals;
#[path = "search/stock.rs"]
mod stock;
#[path = "search/times.rs"]
mod times;

use growth::Growth;
use kartoteka::archive::ArchiveError;
use kartoteka::archive::search::{self, Found};
use kartoteka::model::phone::Country;
use kartoteka::model::policy::Role;
use kartoteka::model::{Actor, BranchId, StaffId};
use names::{KINDS, Kind, LANGS, Lang, Random, person, typed};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};
use stock::Stock;
use times::Times;

/// Clients of the check that runs always.
const CHECKED: u64 = 240;
/// Sizes at which it is measured.
const SIZES: &str = "1000,10000,100000,1000000";
/// Questions of one kind in one language.
const ASKED: usize = 200;
/// Visits of a client, where they are measured.
const VISITS: u64 = 3;
/// Pages that are turned to find somebody.
const PAGES_MAX: u32 = 30;

/// A page of ids, whether there are more, whether they only come near.
type Page = (Vec<i64>, bool, bool);

/// What the product answers, how long the verb took and how long with its entry in the trail committed.
async fn ask(stock: &Stock, role: Role, text: &str, page: u32) -> (Page, Duration, Duration) {
    let who = Actor { id: StaffId(1), name: String::new(), role, branch: BranchId(1) };
    let text = text.to_owned();
    let begun = Instant::now();
    let found = stock.archive.write(move |tx| {
        let (who, text) = (who.clone(), text.clone());
        Box::pin(async move {
            let china = Country::try_from("CN").map_err(|_| ArchiveError::Stored("country"))?;
            let (begun, now) = (Instant::now(), chrono::DateTime::UNIX_EPOCH);
            let found = search::find(tx, &who, &text, page, china, now).await?;
            let Found::Page { rows, more, near } = found else {
                return Err(ArchiveError::Stored("question"));
            };
            let ids = rows.iter().map(|row| row.id).collect();
            Ok(((ids, more, near), begun.elapsed()))
        })
    });
    let (page, verb) = found.await.expect("the archive answers");
    (page, verb, begun.elapsed())
}

/// Every client is found by each kind of question about them; returns all answers.
async fn check(stock: &Stock) -> Vec<Page> {
    let mut answers = Vec::new();
    for id in 1..=stock.clients {
        let client = person(id);
        for kind in KINDS {
            let Some(text) = typed(&client, kind, id) else { continue };
            let mut found = false;
            for page in 0..PAGES_MAX {
                let (answer, ..) = ask(stock, Role::FrontDesk, &text, page).await;
                found = answer.0.contains(&id.cast_signed());
                let more = answer.1;
                answers.push(answer);
                if found || !more {
                    break;
                }
            }
            // What was meant as a slip may be another client's name.
            let other = kind == Kind::Typo
                && answers.last().is_some_and(|(ids, _, near)| !near && !ids.is_empty());
            assert!(found || other, "client {id} by {} of {:?}", kind.name(), client.lang);
        }
    }
    answers
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_is_found_the_same_on_both_databases() {
    let mut stock = Stock::new(None).await;
    stock.grow(CHECKED / 2).await;
    stock.grow(CHECKED).await;
    let on_sqlite = check(&stock).await;
    assert!(on_sqlite.iter().any(|(.., near)| *near), "some were found in spite of a slip");
    stock.archive.close().await.expect("the archive closes");
    let Some(fresh) = postgres::fresh().await else { return };
    let mut stock = Stock::new(Some(&fresh.url)).await;
    stock.grow(CHECKED).await;
    let on_postgres = check(&stock).await;
    stock.archive.close().await.expect("the archive closes");
    fresh.end().await;
    assert!(on_sqlite == on_postgres, "the databases answer differently");
}

/// What is asked at a size: the kind and language, who asks, the words.
fn questions(clients: u64) -> Vec<((Kind, Lang, &'static str), Role, String)> {
    let mut random = Random(7);
    let mut all = Vec::new();
    for kind in KINDS {
        for lang in LANGS {
            for turn in 0..ASKED as u64 {
                let place = LANGS.iter().position(|it| *it == lang).unwrap_or_default() as u64;
                let id = random.below(clients / 4 - 1) * 4 + 4 + place;
                let Some(text) = typed(&person(id), kind, turn) else { continue };
                all.push(((kind, lang, ""), Role::FrontDesk, text.clone()));
                if kind == Kind::LastFour {
                    // Who sees the contact of their own clients alone walks through those of others.
                    all.push(((kind, lang, ", own clients"), Role::Care, text));
                }
            }
        }
    }
    all
}

/// Times by question, and the answers.
struct Measured {
    verbs: BTreeMap<(Kind, Lang, &'static str), Vec<Duration>>,
    turns: Vec<Duration>,
    answers: Vec<Page>,
}

async fn measure(stock: &Stock) -> Measured {
    let mut all = questions(stock.clients);
    // One kind after the other would find the pages of its index warm.
    let mut random = Random(11);
    for at in (1..all.len()).rev() {
        all.swap(at, random.below(at as u64 + 1) as usize);
    }
    let mut measured = Measured { verbs: BTreeMap::new(), turns: Vec::new(), answers: Vec::new() };
    for (about, role, text) in all {
        let (answer, verb, turn) = ask(stock, role, &text, 0).await;
        measured.verbs.entry(about).or_default().push(verb);
        measured.turns.push(turn);
        measured.answers.push(answer);
    }
    measured
}

fn tell(engine: &str, clients: u64, measured: &Measured) {
    for ((kind, lang, whose), times) in &measured.verbs {
        let times = Times::new(times);
        println!(
            "search | {engine} | {clients} | {}{whose} | {lang:?} | {}",
            kind.name(),
            times.cell()
        );
    }
    for kind in KINDS {
        for whose in ["", ", own clients"] {
            let of = measured.verbs.iter().filter(|((it, _, who), _)| *it == kind && *who == whose);
            let times: Vec<Duration> = of.flat_map(|(_, times)| times.clone()).collect();
            if !times.is_empty() {
                let times = Times::new(&times);
                println!(
                    "search | {engine} | {clients} | {}{whose} | all | {}",
                    kind.name(),
                    times.cell()
                );
            }
        }
    }
    println!(
        "search | {engine} | {clients} | any, committed | all | {}",
        Times::new(&measured.turns).cell()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn figures() {
    if std::env::var_os("KARTOTEKA_TEST_FIGURES").is_none() {
        println!("skipped: KARTOTEKA_TEST_FIGURES is not set");
        return;
    }
    let sizes = sizes();
    let fresh = postgres::fresh().await;
    let mut stocks = vec![("SQLite", Stock::new(None).await)];
    if let Some(fresh) = &fresh {
        stocks.push(("PostgreSQL", Stock::new(Some(&fresh.url)).await));
    }
    for size in &sizes {
        let mut answers = Vec::new();
        for (engine, stock) in &mut stocks {
            let built = stock.grow(*size).await;
            println!(
                "built | {engine} | {size} | rows and keys {:.1} s | numbers for slips {:.1} s",
                built.rows.as_secs_f64(),
                built.near.as_secs_f64()
            );
            for (table, bytes) in stock.sizes().await {
                println!(
                    "size | {engine} | {size} | {table} | {:.1} MiB",
                    bytes as f64 / 1_048_576.0
                );
            }
            quiet().await;
            let _warm = measure(stock).await;
            let measured = measure(stock).await;
            tell(engine, *size, &measured);
            answers.push(measured.answers);
        }
        assert!(
            answers.windows(2).all(|pair| pair[0] == pair[1]),
            "the databases answer differently"
        );
    }
    for (_, stock) in stocks {
        stock.archive.close().await.expect("the archive closes");
    }
    if let Some(fresh) = fresh {
        fresh.end().await;
    }
}

/// What work costs as the archive grows.
#[tokio::test(flavor = "multi_thread")]
async fn growth() {
    let measures = std::env::var_os("KARTOTEKA_TEST_FIGURES").is_some();
    let mut stock = Stock { visits: VISITS, ..Stock::new(None).await };
    let mut begun = None;
    for size in if measures { sizes() } else { vec![CHECKED] } {
        stock.grow(size).await;
        let growth = match &mut begun {
            Some(growth) => growth,
            None => begun.insert(Growth::begin(&stock).await),
        };
        quiet().await;
        growth.measure(&mut stock).await;
    }
    stock.archive.close().await.expect("the archive closes");
}

/// What others answer, at the last of the sizes.
#[tokio::test(flavor = "multi_thread")]
async fn figures_of_others() {
    if std::env::var_os("KARTOTEKA_TEST_FIGURES").is_none() {
        println!("skipped: KARTOTEKA_TEST_FIGURES is not set");
        return;
    }
    let most = sizes().last().copied().unwrap_or_default();
    rivals::sqlite(most).await;
    if let Some(fresh) = postgres::fresh().await {
        rivals::postgres(&fresh.url, most).await;
        fresh.end().await;
    }
}

fn sizes() -> Vec<u64> {
    let sizes = std::env::var("KARTOTEKA_TEST_CLIENTS").unwrap_or_else(|_| SIZES.into());
    sizes.split(',').map(|size| size.parse().expect("a number")).collect()
}

/// Lets what the stocking left to the disk and the server settle.
async fn quiet() {
    tokio::time::sleep(Duration::from_secs(2)).await;
}
