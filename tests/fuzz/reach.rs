//! What a walk reached of all there is, what it found wrong, and what must be true of the archive afterwards.

use crate::tally::figure;
use kartoteka::dialogue::Input;
use kartoteka::turn::arrival::Came;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Of all doors and all dialogues, in percent: fewer must not be reached in CI.
const DOORS_MIN: usize = 80;
const DIALOGUES_MIN: usize = 80;
/// What must be true of the archive after every episode: each query finds what breaks the rule.
pub const RULES: &[(&str, &str)] = &[
    (
        "a loan was granted by its own borrower",
        "SELECT id, borrower_id FROM loan WHERE status = 'out' AND decided_by = borrower_id",
    ),
    (
        "a loan was granted by nobody",
        // Once it is over the row says who ended it; who approved stands in the trail.
        "SELECT id, 0 FROM loan WHERE status = 'out' AND (decided_by IS NULL OR decided_at IS NULL)",
    ),
    (
        "a loan that is over was approved by nobody else",
        "SELECT id, 0 FROM loan WHERE status IN ('returned', 'ended', 'recalled') AND pack_id IS NULL AND NOT EXISTS (SELECT 1 FROM trail WHERE act = 'approved' AND subject = 'client' AND subject_id = loan.client_id AND actor_id <> loan.borrower_id)",
    ),
    (
        "one person gave both approvals",
        "SELECT id, first_by FROM loan WHERE first_by IS NOT NULL AND (first_by = borrower_id OR (status = 'out' AND first_by = decided_by))",
    ),
    (
        "a request has a decision and waits still",
        "SELECT id, 0 FROM loan WHERE status = 'asked' AND decided_at IS NOT NULL",
    ),
    (
        "a request is denied by nobody",
        "SELECT id, 0 FROM loan WHERE status = 'denied' AND decided_by IS NULL",
    ),
    (
        "something is shown still to somebody without a seat",
        "SELECT id, staff_id FROM issue WHERE ended_at IS NULL AND NOT EXISTS (SELECT 1 FROM seat WHERE seat.staff_id = issue.staff_id AND seat.state = 'active')",
    ),
    (
        "a record is shown still whose loan is over",
        "SELECT issue.id, loan.id FROM issue JOIN loan ON loan.id = issue.loan_id WHERE issue.ended_at IS NULL AND loan.status <> 'out'",
    ),
    (
        "a person has two main screens",
        "SELECT staff_id, count(*) FROM screen WHERE kind = 'main' AND state = 'live' GROUP BY staff_id HAVING count(*) > 1",
    ),
    (
        "an update has no end, or was given up",
        "SELECT update_id, person FROM inbox WHERE state <> 'done'",
    ),
    (
        "an act of a client is no entry of the trail",
        "SELECT id, 0 FROM client WHERE NOT EXISTS (SELECT 1 FROM trail WHERE trail.subject = 'client' AND trail.subject_id = client.id)",
    ),
];

/// What was reached, and what went wrong.
#[derive(Default)]
pub struct Found {
    pub acts: usize,
    pub presses: usize,
    pub screens: usize,
    pub loans: usize,
    pub doors: BTreeSet<String>,
    pub states: BTreeSet<String>,
    pub by_role: BTreeMap<String, usize>,
    pub faults: BTreeMap<String, (usize, String)>,
}

impl Found {
    pub fn add(&mut self, other: Found) {
        self.acts += other.acts;
        self.presses += other.presses;
        self.screens += other.screens;
        self.loans += other.loans;
        self.doors.extend(other.doors);
        self.states.extend(other.states);
        for (role, acts) in other.by_role {
            *self.by_role.entry(role).or_default() += acts;
        }
        for (what, (count, at)) in other.faults {
            self.faults.entry(what).or_insert((0, at)).0 += count;
        }
    }

    pub fn report(&self) {
        let doors = variants("screen.rs", "Door");
        let dialogues = variants("mod.rs", "State");
        let reached: BTreeSet<&str> =
            self.states.iter().filter_map(|state| state.split('/').next()).collect();
        let missed: Vec<_> = doors.iter().filter(|door| !self.doors.contains(*door)).collect();
        let unseen: Vec<_> = dialogues.iter().filter(|it| !reached.contains(it.as_str())).collect();
        println!(
            "acts {:?}; {} presses, {} different screens, {} states",
            self.by_role,
            self.presses,
            self.screens,
            self.states.len()
        );
        println!("{} of {} doors, not {missed:?}", self.doors.len(), doors.len());
        println!("{} of {} dialogues, not {unseen:?}", reached.len(), dialogues.len());
        for (what, (count, at)) in &self.faults {
            println!("{count:6} {what}   ({at})");
        }
        assert!(self.faults.is_empty(), "{} kinds of faults, listed above", self.faults.len());
        assert!(100 * self.doors.len() >= DOORS_MIN * doors.len(), "too few doors");
        assert!(100 * reached.len() >= DIALOGUES_MIN * dialogues.len(), "too few dialogues");
        assert!(self.loans > 0, "nobody borrowed anything");
        let reach = format!(
            "{} of {} doors, {} of {} dialogues, {} states",
            self.doors.len(),
            doors.len(),
            reached.len(),
            dialogues.len(),
            self.states.len()
        );
        figure(
            "F7",
            "acts of the walk through real turns: panics, dead ends, unanswered acts, broken rules",
            format!("0 of {}", self.acts),
        );
        figure("F7", "what it reached", reach);
        figure("F7", "different screens looked at", self.screens);
    }
}

/// The variants of an enum of the dialogues, read from its source: nobody can forget to list one here.
pub fn variants(file: &str, name: &str) -> Vec<String> {
    let path = format!("{}/src/dialogue/{file}", env!("CARGO_MANIFEST_DIR"));
    let source = std::fs::read_to_string(path).expect("the sources are here");
    let body = source.split(&format!("pub enum {name} {{\n")).nth(1).expect("the enum is there");
    let body = body.split("\n}\n").next().unwrap_or_default();
    let lines = body.lines().filter(|line| {
        line.starts_with("    ") && line.trim_start().starts_with(char::is_uppercase)
    });
    let word = |line: &str| {
        line.trim().split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_owned()
    };
    lines.map(word).collect()
}

/// The variants of a nested enum from outside, so many.
pub fn name(value: &Value, deep: usize) -> String {
    let mut names = Vec::new();
    let mut value = value;
    while names.len() < deep {
        match value {
            Value::String(name) => names.push(name.as_str()),
            Value::Object(fields) if fields.len() == 1 => {
                let (name, inner) = fields.iter().next().expect("it has one");
                names.push(name);
                value = inner;
                continue;
            }
            _ => {}
        }
        break;
    }
    names.join("/")
}

/// What somebody did, for a fault: never what they said.
pub fn kind(came: &Came) -> &'static str {
    match came {
        Came::Start(_) => "start",
        Came::Command(_) => "a command",
        Came::Told(Input::Text(_)) => "words",
        Came::Told(_) => "something sent",
        Came::Edited(_) => "an edit",
        Came::Press { .. } => "a press",
        Came::Group { .. } | Came::Blocked | Came::Unblocked | Came::Nothing => "something else",
    }
}

#[tokio::test]
async fn a_doctored_archive_breaks_its_rules() {
    let salon = crate::salon::Template::stocked().await.open().await;
    assert_eq!(salon.breaks(RULES).await, Vec::<String>::new());
    salon
        .alters(
            "INSERT INTO loan (number, client_id, borrower_id, status, decided_by, decided_at, first_by, purpose, reason, parts, term, asked, asked_at, request_until, reminded, answer)
               SELECT 'L' || column1, 1, 7, column2, column3, column4, column5, 'visit', '', '', '', 1, '2026-03-02', '2026-03-03', 0, ''
               FROM (VALUES (1, 'out', 7, '2026-03-02', NULL), (2, 'out', NULL, NULL, NULL), (3, 'returned', 1, '2026-03-02', NULL),
                 (4, 'out', 1, '2026-03-02', 1), (5, 'asked', NULL, '2026-03-02', NULL), (6, 'denied', NULL, '2026-03-02', NULL));
             INSERT INTO issue (client_id, staff_id, loan_id, parts, shown_at, until)
               SELECT 1, 7, id, '', '2026-03-02', '2026-03-03' FROM loan WHERE status = 'returned';
             INSERT INTO issue (client_id, staff_id, parts, shown_at, until) VALUES (1, 3, '', '2026-03-02', '2026-03-03');
             INSERT INTO inbox VALUES (1, 0, 1, 7, '2026-03-02', NULL, 'dead', 3);
             UPDATE seat SET state = 'ended' WHERE staff_id = 3;
             INSERT INTO screen (staff_id, chat_id, kind, place, shown, revision, state) VALUES (1, 101, 'main', '', '', 1, 'live'), (1, 101, 'main', '', '', 1, 'live');
             DELETE FROM trail WHERE subject = 'client' AND subject_id = 2;",
        )
        .await;
    let broken = salon.broken(RULES).await;
    assert_eq!(broken.len(), RULES.len(), "each rule finds what breaks it: {broken:#?}");
}
