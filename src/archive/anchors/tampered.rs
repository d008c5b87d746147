//! Whatever somebody does to a thousand entries of the trail is found, with the right verdict (F25, T23).
//!
//! Two things are no change of what the trail says, and so not found: another number for an entry that leaves the order as
//! it is, and a cut behind the newest anchor, which is a day old at most.

use super::*;
use chrono::TimeZone;

/// Entries.
const ENTRIES: i64 = 1_000;
/// The entries that are anchored; the last is the head.
const ANCHORED: [i64; 4] = [250, 500, 750, ENTRIES];
/// Bytes of a stored number.
const NUMBER_BYTES: u32 = 8;
/// Bytes of a moment that a trail can hold, in milliseconds.
const MOMENT_BYTES: u32 = 5;

/// A trail that nobody touched.
fn trail() -> Vec<entries::Model> {
    let begun = Utc.with_ymd_and_hms(2026, 3, 2, 9, 0, 0).unwrap();
    let mut trail: Vec<entries::Model> = Vec::new();
    for id in 1..=ENTRIES {
        let entry = entries::Model {
            id,
            at: begun + Duration::milliseconds(id * 1_001),
            actor_id: (id % 7 > 0).then_some(id % 7),
            act: ["opened", "searched", "edited", "refused"][id as usize % 4].into(),
            subject: ["client", "loan", ""][id as usize % 3].into(),
            subject_id: (id % 5 > 0).then_some(id % 31),
            detail: format!("loan={id} parts=care,documents"),
            prev: Some(trail.last().and_then(|last| last.hash.clone()).unwrap_or_default()),
            hash: None,
        };
        trail.push(sealed(entry));
    }
    trail
}

fn sealed(entry: entries::Model) -> entries::Model {
    entries::Model { hash: Some(hash(&entry)), ..entry }
}

fn begun(trail: &[entries::Model]) -> Walk {
    let anchors = ANCHORED.map(|id| (id, trail[id as usize - 1].hash.clone().unwrap()));
    Walk { anchors: anchors.into(), ..Walk::default() }
}

/// The state of a walk before each entry of a whole trail.
fn states(trail: &[entries::Model]) -> Vec<Walk> {
    let mut walk = begun(trail);
    let mut states = Vec::new();
    for entry in trail {
        states.push(walk.clone());
        assert!(walk.step(entry.clone()).is_none());
    }
    assert_eq!(walk.end(), Verdict::Intact { entries: ENTRIES });
    states
}

/// What a walk says that goes on with these entries.
fn verdict(mut walk: Walk, entries: impl IntoIterator<Item = entries::Model>) -> Verdict {
    entries.into_iter().find_map(|entry| walk.step(entry)).unwrap_or_else(|| walk.end())
}

/// A text with its bytes changed one by one.
fn each_byte(text: &str) -> Vec<String> {
    let change = |at: usize| {
        let mut bytes = text.as_bytes().to_vec();
        bytes[at] ^= 1;
        String::from_utf8(bytes).expect("the trail is ASCII")
    };
    (0..text.len()).map(change).chain([String::new()]).filter(|new| new != text).collect()
}

fn each_byte_of(number: Option<i64>) -> Vec<Option<i64>> {
    let change = |byte| number.map(|it| it ^ (1_i64 << (8 * byte)));
    let changed = (0..NUMBER_BYTES).filter_map(change).map(Some);
    // Taken away, or put where none was.
    changed.chain([number.is_none().then_some(1)]).collect()
}

/// An entry with each byte of its content changed in turn.
fn changed(entry: &entries::Model) -> Vec<entries::Model> {
    let mut all = Vec::new();
    let mut put = |change: &dyn Fn(&mut entries::Model)| {
        let mut copy = entry.clone();
        change(&mut copy);
        all.push(copy);
    };
    for act in each_byte(&entry.act) {
        put(&|it| it.act = act.clone());
    }
    for subject in each_byte(&entry.subject) {
        put(&|it| it.subject = subject.clone());
    }
    for detail in each_byte(&entry.detail) {
        put(&|it| it.detail = detail.clone());
    }
    for prev in each_byte(entry.prev.as_deref().unwrap()) {
        put(&|it| it.prev = Some(prev.clone()));
    }
    for hash in each_byte(entry.hash.as_deref().unwrap()) {
        put(&|it| it.hash = Some(hash.clone()));
    }
    for actor in each_byte_of(entry.actor_id) {
        put(&|it| it.actor_id = actor);
    }
    for subject in each_byte_of(entry.subject_id) {
        put(&|it| it.subject_id = subject);
    }
    for byte in 0..MOMENT_BYTES {
        let millis = entry.at.timestamp_millis() ^ (1 << (8 * byte));
        let at = DateTime::from_timestamp_millis(millis).expect("a moment");
        put(&|it| it.at = at);
    }
    put(&|it| it.prev = None);
    put(&|it| it.hash = None);
    all
}

#[test]
fn each_changed_byte_of_a_thousand_entries_is_found_where_it_is() {
    let trail = trail();
    let mut found = 0;
    for (entry, state) in trail.iter().zip(states(&trail)) {
        for forged in changed(entry) {
            let verdict = verdict(state.clone(), [forged]);
            assert!(verdict == Verdict::Changed { entry: entry.id }, "{verdict}: {}", entry.id);
            found += 1;
        }
    }
    assert!(found > 150 * ENTRIES, "only {found} changes were tried");
}

#[test]
fn each_entry_that_is_missing_doubled_or_exchanged_is_found() {
    let trail = trail();
    let states = states(&trail);
    for at in 0..trail.len() {
        let (state, rest) = (|| states[at].clone(), &trail[at + 1..]);
        let gone = verdict(state(), rest.iter().take(1).cloned());
        // Of a missing head its anchor tells.
        let wanted = rest.first().map_or(ENTRIES, |next| next.id);
        assert!(gone == Verdict::CutOrExtended { entry: wanted }, "{gone}: without {}", at + 1);
        let doubled = verdict(state(), [trail[at].clone(), trail[at].clone()]);
        let wanted = Verdict::CutOrExtended { entry: trail[at].id };
        assert!(doubled == wanted, "{doubled}: {} twice", at + 1);
        // With its neighbour, and with one far away.
        for other in [at + 1, at + 1 + (at * 7) % 97].into_iter().filter(|it| *it < trail.len()) {
            let moved = entries::Model { id: trail[at].id, ..trail[other].clone() };
            let swapped = verdict(state(), [moved]);
            assert!(swapped == wanted, "{swapped}: {} for {}", other + 1, at + 1);
        }
    }
}

#[test]
fn a_cut_end_is_found_by_the_first_anchor_that_it_lacks() {
    let trail = trail();
    let states = states(&trail);
    for (kept, state) in states.iter().enumerate() {
        let anchor = ANCHORED.into_iter().find(|id| *id > kept as i64).expect("the head's");
        let cut = state.end();
        assert!(cut == Verdict::CutOrExtended { entry: anchor }, "{cut}: cut after {kept}");
    }
}

#[test]
fn a_trail_written_anew_from_any_entry_does_not_meet_the_next_anchor() {
    let trail = trail();
    let states = states(&trail);
    for from in (0..trail.len()).step_by(37) {
        let mut prev = states[from].prev.clone();
        let anew = trail[from..].iter().map(|entry| {
            let detail = if entry.id == from as i64 + 1 { "forged" } else { &entry.detail };
            let entry = entries::Model {
                detail: detail.to_owned(),
                prev: Some(prev.clone()),
                ..entry.clone()
            };
            let entry = sealed(entry);
            prev = entry.hash.clone().unwrap();
            entry
        });
        let anchor = ANCHORED.into_iter().find(|id| *id > from as i64).expect("the head's");
        let said = verdict(states[from].clone(), anew.collect::<Vec<_>>());
        assert!(said == Verdict::OffAnchor { entry: anchor }, "{said}: from {}", from + 1);
    }
}
