//! The log as JSON: each line parses, and each turn is one span with one closing line that tells how long it took (R11).

use crate::rig::load::PEOPLE;
use crate::rig::{House, PATIENCE};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The word that brings a turn down.
const WORD: &str = "boom";
/// What a turn's span may hold.
const FIELDS: &[&str] = &["name", "person", "update", "came", "dialogue"];

#[tokio::test(flavor = "multi_thread")]
async fn each_turn_is_one_span_with_one_closing_line() {
    let (house, seats) = House::stocked(PEOPLE).await;
    let fault = format!("panic={WORD}");
    let mut bot =
        house.start_with(&[("KARTOTEKA_LOG_FORMAT", "json"), ("KARTOTEKA_FAULT", &fault)]);
    bot.first_poll(&house.sim).await.expect("the bot starts");
    for seat in &seats {
        seat.person.says("/start").await;
    }
    seats[1].person.says("Nadia").await;
    seats[1].person.presses("Home").await;
    seats[2].person.sends_sticker().await;
    seats[3].person.says_quietly(WORD);
    house.sim.person(900, "Zebrafinch Unknown", Some("en")).says("a wandering word").await;
    house.rest(2 * PATIENCE).await;
    assert_eq!(bot.terminate().await.0.code(), Some(0), "{}", bot.said());

    let said = bot.said();
    let lines: Vec<Value> = said
        .lines()
        .map(|line| {
            assert_eq!(line.matches("\"message\":").count(), 1, "each name stands once: {line}");
            serde_json::from_str(line).unwrap_or_else(|_| panic!("no JSON: {line}"))
        })
        .collect();
    let mut closed: BTreeMap<i64, Vec<&Value>> = BTreeMap::new();
    for line in lines.iter().filter(|line| line["span"]["name"] == "turn") {
        let span = line["span"].as_object().expect("a span");
        assert!(span.keys().all(|field| FIELDS.contains(&field.as_str())), "{line}");
        let person = line["span"]["person"].as_str().expect("a person");
        assert!(person.len() == 8 && person.bytes().all(|c| c.is_ascii_hexdigit()), "{line}");
        if line["fields"]["message"] == "a turn ended" {
            let update = line["span"]["update"].as_i64().expect("an update");
            assert!(line["fields"]["took_ms"].is_u64(), "{line}");
            closed.entry(update).or_default().push(line);
        }
    }
    let journal = house.sim.journal();
    let issued: BTreeSet<i64> =
        journal.updates().iter().filter_map(|update| update["update_id"].as_i64()).collect();
    assert_eq!(closed.keys().copied().collect::<BTreeSet<_>>(), issued);
    assert!(closed.values().all(|lines| lines.len() == 1), "one closing line each");

    let told = |came: &str, dialogue: &str, outcome: &str| {
        let fits = |line: &&&Value| {
            line["span"]["came"] == came
                && line["span"]["dialogue"].as_str().unwrap_or_default() == dialogue
                && line["fields"]["outcome"] == outcome
        };
        closed.values().flatten().filter(fits).count()
    };
    assert_eq!(told("start", "", "done"), seats.len(), "{said}");
    assert_eq!(told("text", "Home", "done"), 1, "a search: {said}");
    assert_eq!(told("press", "ClientOpen", "done"), 1, "a press on a card: {said}");
    assert_eq!(told("sticker", "Home", "done"), 1, "{said}");
    assert_eq!(told("text", "", "given up"), 1, "the planted panic: {said}");
    // An error within a turn is of that turn.
    let errors = lines.iter().filter(|line| line["level"] == "ERROR");
    let errors: Vec<&Value> = errors.filter(|line| line["span"]["came"] == "text").collect();
    assert!(errors.iter().any(|line| line["fields"]["message"] == "a panic"), "{said}");
    assert!(errors.iter().any(|line| line["fields"]["message"] == "a turn failed"), "{said}");
    for word in ["Nadia", "Olga", "Zebrafinch", "wandering", WORD] {
        assert!(!said.contains(word), "{word} is told");
    }
}
