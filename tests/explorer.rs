//! Walks every conversation with every kind of input and every answer of the archive. The pure core makes it possible.
//!
//! It proves: no panic, no dead end, no lost draft, no sentence without words, nothing beyond Telegram's limits,
//! no client's name in a title. `cargo test --test explorer -- --nocapture` prints each dialogue's state diagram.

#![allow(clippy::print_stdout, reason = "the diagrams are printed for the reader")]

use fixture::{CANARY, now, today};
use inputs::{OLD_BUTTON, Place, doors, inputs, notices};
use kartoteka::dialogue::effect::Outcome;
use kartoteka::dialogue::screen::{Button, Choice, Door, Say, Screen};
use kartoteka::dialogue::{self, Chosen, Ctx, State, Step};
use kartoteka::locale::{self, Reader};
use kartoteka::model::lang::Lang;
use kartoteka::model::policy::Role;
use kartoteka::model::{Actor, BranchId, StaffId};
use outcomes::outcomes;
use pushes::is_notice;
use shape::{answers, json, name, shape, tags, worked};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::sync::LazyLock;
use std::time::Duration;

#[path = "explorer/bookings.rs"]
mod bookings;
#[path = "explorer/fixture.rs"]
mod fixture;
#[path = "explorer/inputs.rs"]
mod inputs;
#[path = "explorer/loans.rs"]
mod loans;
#[path = "explorer/outcomes.rs"]
mod outcomes;
#[path = "explorer/packs.rs"]
mod packs;
#[path = "explorer/papers.rs"]
mod papers;
#[path = "explorer/pushes.rs"]
mod pushes;
#[path = "explorer/rights.rs"]
mod rights;
#[path = "explorer/shape.rs"]
mod shape;

/// Shapes of places that one role may reach; more means that something grows without end.
const PLACES_MAX: usize = 2_000;
/// The longest that the whole walk may work.
const TIME_MAX: Duration = Duration::from_secs(8);
/// Steps that one input may cause before somebody is asked again.
const STEPS_MAX: u32 = 8;
/// Telegram's limit of a message, in UTF-16 units.
const TEXT_UNITS_MAX: usize = 4_096;
/// Telegram's limit of the words under a document.
const CAPTION_UNITS_MAX: usize = 1_024;
/// The longest label, the most buttons, the most in a row.
const LABEL_CHARS_MAX: usize = 64;
const BUTTONS_MAX: usize = 100;
const ROW_BUTTONS_MAX: usize = 8;

/// Work that must be within reach of each dialogue: without it the dialogue would be of no use.
const REACHES: &[(&str, &[&str])] = &[
    ("Booking", &["Book", "Cancel booking", "Move booking"]),
    ("ClientConsent", &["Consent"]),
    ("ClientCreate", &["Create"]),
    ("ClientEdit", &["Correct"]),
    ("ClientFind", &["Find"]),
    ("ClientHistory", &["History", "Seen"]),
    ("ClientOpen", &["Open"]),
    ("ClientReveal", &["Reveal"]),
    ("ClientRegister", &["Record", "Register"]),
    ("DigestWork", &["Done", "HandOver", "Snooze"]),
    ("Home", &["Day"]),
    ("HouseRules", &["KeptYears", "SetInChat"]),
    ("Incident", &["CloseIncident", "OpenIncident"]),
    ("LoanDecide", &["Decide", "PassOn"]),
    ("LoanForm", &["Form", "PrintForm"]),
    ("LoanList", &["Mine", "Out", "Past", "Recall", "Withdraw"]),
    ("LoanPack", &["AskPack", "DecidePack", "Packs", "RecallPack", "Tomorrow", "WithdrawPack"]),
    ("LoanRead", &["OpenLent", "Return"]),
    ("LoanRequest", &["Request", "Wait", "Withdraw"]),
    ("Originals", &["Log reading", "Originals"]),
    ("PaperFile", &["HandOut", "Papers", "TakeBack"]),
    ("Violations", &["Lift", "Mutual", "Violations"]),
    ("LoanRules", &["DeleteRule", "SaveRule"]),
    ("Rights", &["AskErasure", "Decide", "DecideRestore", "Emergency", "Hold", "Proofs"]),
    ("Rights", &["Propose", "Restore", "Review"]),
    ("StaffAway", &["Appoint", "Away", "Back"]),
    ("StaffConfirm", &["Confirm"]),
    ("StaffInvite", &["Invite", "Seats"]),
    ("StaffPeople", &["ChangeRole", "LetIn", "Leave", "NoteLeaving", "Suspend", "TakeLeavingBack"]),
    ("StaffPin", &["Choose", "Digit", "Enter", "Require", "Save"]),
    ("StaffSettings", &["SetDigest", "SetLang"]),
    ("TrailCheck", &["CheckTrail", "WalkTrail"]),
    ("VisitAmend", &["Amend"]),
    ("VisitLog", &["Log"]),
];

/// One role's walk.
struct Walk {
    ctx: Ctx,
    readers: Vec<Reader>,
    queue: VecDeque<Place>,
    seen: HashSet<String>,
    entered: HashSet<String>,
    told: HashSet<String>,
    /// Sentence to its words in every language.
    worded: HashMap<String, Vec<String>>,
    /// Dialogue to the effects that it asked for.
    effects: BTreeMap<String, BTreeSet<&'static str>>,
    /// Dialogue to the arrows of its diagram.
    arrows: BTreeMap<String, BTreeSet<String>>,
    faults: BTreeSet<String>,
}

#[test]
fn every_conversation_goes_on_keeps_drafts_and_has_words() {
    // The tables of phone numbers are read once per process; that is not the walk's time.
    Walk::new(Role::Owner);
    let begun = worked();
    let mut effects: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    let mut arrows: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut faults = BTreeSet::new();
    for role in [Role::Owner, Role::Keeper, Role::Care] {
        let mut walk = Walk::new(role);
        walk.all();
        println!("{role:?}: {} places", walk.seen.len());
        faults.append(&mut walk.faults);
        for (name, mut found) in walk.effects {
            effects.entry(name).or_default().append(&mut found);
        }
        for (name, mut found) in walk.arrows {
            arrows.entry(name).or_default().append(&mut found);
        }
    }
    let spent = worked() - begun;
    println!("{spent:?}");
    for (name, arrows) in arrows {
        let arrows: Vec<String> = arrows.into_iter().collect();
        println!("\n{name}\nstateDiagram-v2\n  {}", arrows.join("\n  "));
    }
    for (name, wanted) in REACHES.iter().filter(|(name, _)| !is_to_come(name)) {
        for effect in *wanted {
            if !effects.get(*name).is_some_and(|found| found.contains(effect)) {
                faults.insert(format!("{name} never reaches {effect}"));
            }
        }
    }
    let faults: Vec<String> = faults.into_iter().collect();
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
    assert!(spent < TIME_MAX, "the walk took {spent:?}");
}

impl Walk {
    fn new(role: Role) -> Self {
        let who = Actor { id: StaffId(5), name: "Colleague 5".into(), role, branch: BranchId(1) };
        let zone = chrono_tz::Asia::Seoul;
        let country = "KR".try_into().unwrap();
        let ctx = Ctx { who, now: now(), today: today(), zone, lang: Lang::En, country };
        let reader = |lang: &Lang| Reader { lang: *lang, ..Reader::from(&ctx) };
        Self {
            readers: Lang::ALL.iter().map(reader).collect(),
            ctx,
            queue: VecDeque::new(),
            seen: HashSet::new(),
            entered: HashSet::new(),
            told: HashSet::new(),
            worded: HashMap::new(),
            effects: BTreeMap::new(),
            arrows: BTreeMap::new(),
            faults: BTreeSet::new(),
        }
    }

    /// From every door and every notice, until nothing new turns up.
    fn all(&mut self) {
        for door in doors() {
            self.enter("[*]", "door", dialogue::open(door), 0);
        }
        for state in notices() {
            self.push(state.clone());
            self.enter("[*]", "notice", state, 0);
        }
        while let Some(place) = self.queue.pop_front() {
            assert!(self.seen.len() <= PLACES_MAX, "places without end");
            self.stay(&place);
        }
    }

    /// Does everything that a person can do in a place.
    fn stay(&mut self, place: &Place) {
        let from = name(&place.state);
        let before = json(&place.state);
        let read: Option<State> = serde_json::from_value(before.clone()).ok();
        self.check(read.as_ref() == Some(&place.state), &from, "is not the same after a restart");
        if let Some(title) = dialogue::is_draft(&place.state) {
            let leaks = self.words(&title, &from).iter().any(|title| title.contains(CANARY));
            self.check(!leaks, &from, "names a client in the list of drafts");
        }
        for (what, input) in inputs(place) {
            let old = what == OLD_BUTTON;
            match dialogue::step(&self.ctx, place.state.clone(), input) {
                Step::Mend(state, say) => {
                    self.words(&say, &from);
                    let after = json(&state);
                    self.check(tags(&before) == tags(&after), &from, "mends into another state");
                    let kept = answers(&after) >= answers(&before);
                    self.check(kept, &from, "loses answers while it mends");
                    self.enter(&from, &what, state, 0);
                }
                step => {
                    self.check(!old, &from, "takes another screen's button");
                    self.take(&from, &what, step, 0);
                }
            }
        }
    }

    /// Shows a state, as on entering, on Back and after a restart.
    fn enter(&mut self, from: &str, why: &str, state: State, steps: u32) {
        self.arrow(from, &name(&state), why);
        if is_to_come(&tags(&json(&state))[0])
            || !self.entered.insert(shape(&json(&state)).to_string())
        {
            return;
        }
        let step = dialogue::show(&self.ctx, state.clone());
        let reads = !matches!(&step, Step::Do(_, effect) if effect.writes());
        self.check(reads, &name(&state), "writes while it is shown");
        self.take(&name(&state), "", step, steps + 1);
    }

    fn take(&mut self, from: &str, why: &str, step: Step, steps: u32) {
        assert!(steps <= STEPS_MAX, "{from}: one input causes more than {STEPS_MAX} steps");
        match step {
            Step::Wait(state, screen) => self.wait(from, why, state, &screen),
            Step::Do(state, effect) => {
                let (effect, answers) = outcomes(&effect);
                let dialogue = tags(&json(&state)).swap_remove(0);
                self.effects.entry(dialogue).or_default().insert(effect);
                for (answer, outcome) in answers {
                    let why = format!("{why} → {answer}");
                    let next = dialogue::resume(&self.ctx, state.clone(), outcome);
                    self.take(from, &why, next, steps + 1);
                }
            }
            Step::Go(state) => self.enter(from, why, state, steps),
            Step::Mend(state, say) => {
                self.words(&say, from);
                self.enter(from, why, state, steps);
            }
            Step::Start(parent, child) => {
                self.enter(from, why, child, steps);
                for given in [true, false] {
                    let chosen = Outcome::Chosen(Chosen::Consent(given));
                    let next = dialogue::resume(&self.ctx, parent.clone(), chosen);
                    self.take(from, why, next, steps + 1);
                }
            }
            Step::Done(_) => self.arrow(from, "[*]", why),
            Step::End(screen) => {
                self.arrow(from, "[*]", why);
                self.screen(from, &screen);
                self.check(leads_out(&screen), from, "ends without a way on");
                self.doors("", &screen);
            }
        }
    }

    fn wait(&mut self, from: &str, why: &str, state: State, screen: &Screen) {
        let to = name(&state);
        self.arrow(from, &to, why);
        let stub = screen.rows.is_empty() && is_notice(&state);
        self.check(stub || leads_out(screen), &to, "is a dead end");
        let buttons: Vec<Choice> =
            screen.rows.iter().flatten().map(|button| button.choice.clone()).collect();
        let shapes: BTreeSet<String> =
            buttons.iter().map(|choice| shape(&json(choice)).to_string()).collect();
        if self.seen.insert(format!("{} {shapes:?}", shape(&json(&state)))) {
            self.enter("", "", state.clone(), 0);
            self.doors(&to, screen);
            self.queue.push_back(Place { state, buttons });
        }
        self.screen(&to, screen);
    }

    /// Goes through each door of a screen.
    fn doors(&mut self, from: &str, screen: &Screen) {
        for button in screen.rows.iter().flatten() {
            if let Choice::Go(door) = &button.choice {
                let from = if *door == Door::Home { "" } else { from };
                self.enter(from, "", dialogue::open(door.clone()), 0);
            }
        }
    }

    /// Checks a screen once for each shape, in every language.
    fn screen(&mut self, at: &str, screen: &Screen) {
        if !self.told.insert(format!("{at} {}", shape(&json(screen)))) {
            return;
        }
        let title = self.words(&screen.title, at);
        let leaks = title.iter().any(|title| title.contains(CANARY));
        self.check(!leaks, at, "tells a client's name on the lock screen");
        let mut units: Vec<usize> = title.iter().map(|title| length(title) + 1).collect();
        for say in &screen.lines {
            let told = self.words(say, at);
            units.iter_mut().zip(told).for_each(|(units, told)| *units += length(&told) + 1);
        }
        let most = if screen.paper.is_some() { CAPTION_UNITS_MAX } else { TEXT_UNITS_MAX };
        let fits = units.into_iter().all(|units| units <= most);
        self.check(fits, at, "is longer than a message");
        if let Some(toast) = &screen.toast {
            self.words(toast, at);
        }
        if let Some(paper) = &screen.paper {
            self.check(!paper.name.contains(CANARY), at, "names a file after a client");
            paper.says().for_each(|say| drop(self.words(say, at)));
        }
        let buttons: Vec<&Button> = screen.rows.iter().flatten().collect();
        self.check(buttons.len() <= BUTTONS_MAX, at, "has too many buttons");
        let wide = screen.rows.iter().any(|row| row.is_empty() || row.len() > ROW_BUTTONS_MAX);
        self.check(!wide, at, "has a row that is empty or too wide");
        for button in buttons {
            self.words(&button.label, at);
            if !self.told.insert(json(&button.label).to_string()) {
                continue;
            }
            for reader in &self.readers.clone() {
                let label = locale::label(&button.label, reader);
                let fits = !label.is_empty() && label.chars().count() <= LABEL_CHARS_MAX;
                self.check(fits, at, &format!("has the label `{label}`"));
            }
        }
    }

    /// A sentence in every language. One without words is a fault.
    fn words(&mut self, say: &Say, at: &str) -> Vec<String> {
        let key = json(say).to_string();
        if let Some(known) = self.worded.get(&key) {
            return known.clone();
        }
        let mut told = Vec::new();
        for reader in &self.readers {
            let words = locale::try_words(say, reader);
            told.push(words.unwrap_or_else(|unworded| {
                self.faults.insert(format!("{at}: {unworded}"));
                String::new()
            }));
        }
        self.worded.insert(key, told.clone());
        told
    }

    fn check(&mut self, good: bool, at: &str, what: &str) {
        if !good {
            self.faults.insert(format!("{at} {what}"));
        }
    }

    fn arrow(&mut self, from: &str, to: &str, why: &str) {
        let dialogue = if from == "[*]" { to } else { from };
        let dialogue = dialogue.split('_').next().unwrap_or_default().to_owned();
        if from != to && !from.is_empty() {
            let why = why.trim_start_matches(" → ");
            let label = if why.is_empty() { String::new() } else { format!(": {why}") };
            self.arrows.entry(dialogue).or_default().insert(format!("{from} --> {to}{label}"));
        }
    }
}

/// The length of a text as Telegram counts it.
fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

fn leads_out(screen: &Screen) -> bool {
    let out =
        |button: &Button| matches!(button.choice, Choice::Back | Choice::Cancel | Choice::Go(_));
    screen.rows.iter().flatten().any(out)
}

/// Whether a dialogue is a stub still; `tests/tidy.rs` sees to it that none stays one.
fn is_to_come(dialogue: &str) -> bool {
    static STUBS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
        let files = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/dialogue"));
        let stub = |path: &std::path::PathBuf| {
            std::fs::read_to_string(path).is_ok_and(|text| text.starts_with("//! STUB"))
        };
        let stems = files.unwrap().map(|file| file.unwrap().path()).filter(stub);
        stems.map(|path| path.file_stem().unwrap().to_string_lossy().replace('_', "")).collect()
    });
    STUBS.contains(&dialogue.to_lowercase())
}
