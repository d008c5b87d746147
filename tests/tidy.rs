//! The house rules that a machine can check: who may name whom, and how a file looks.

use std::fs;
use std::path::{Path, PathBuf};

/// The longest file, in lines.
const FILE_LINES_MAX: usize = 400;

/// Folder or file of `src` to the other folders that it may name.
const LAYERS: &[(&str, &[&str])] = &[
    ("src/model", &["model"]),
    ("src/dialogue", &["dialogue", "model"]),
    ("src/locale", &["locale", "dialogue", "model"]),
    ("src/archive", &["archive", "model", "faults", "meter"]),
    ("src/turn", &["turn", "archive", "dialogue", "model", "faults"]),
    ("src/health", &["health", "archive", "model", "clock", "meter"]),
    ("src/meter.rs", &["meter"]),
    ("src/schedule", &["schedule", "turn", "archive", "dialogue", "model", "clock", "faults"]),
];

/// A word to the only places of `src` whose code may hold it.
const WORDS: &[(&str, &[&str])] = &[
    // A log filter names crates as words.
    ("teloxide", &["src/telegram", "src/log.rs"]),
    ("dptree", &["src/telegram"]),
    ("sea_orm", &["src/archive", "src/log.rs"]),
    ("SystemTime", &["src/clock.rs"]),
    ("Utc::now", &["src/clock.rs"]),
    ("Local::now", &[]),
    ("env::var", &["src/settings.rs", "src/build.rs"]),
    ("env::vars", &["src/settings.rs"]),
    ("env::var_os", &["src/settings.rs"]),
];

/// Folders whose code decides or words only: nothing there waits.
const PURE: &[&str] = &["src/model", "src/dialogue", "src/locale"];
/// Words of code that waits, or that reads the time.
const IMPURE: &[&str] = &["async", "await", "tokio", "Instant", "thread", "fs", "net"];

/// What the simulator may not name: it is a Telegram, and knows nobody who talks to it.
const FOREIGN: &[&str] = &["kartoteka", "teloxide", "sea_orm", "migration"];

/// What is not finished, not run, or panics without a word. This file itself holds them here.
const UNDONE: &[&str] = &[
    concat!("to", "do!"),
    concat!("unimpl", "emented!"),
    "dbg!",
    concat!("#[", "ignore"),
    "unreachable!()",
];

/// A file of the repository: its path from the top, and its text.
struct Source {
    path: String,
    text: String,
}

impl Source {
    fn is_in(&self, place: &str) -> bool {
        self.path == place || self.path.starts_with(&format!("{place}/"))
    }

    /// Lines of code with their numbers: comments left out.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let lines = self.text.lines().enumerate().map(|(at, line)| (at + 1, line));
        lines.filter(|(_, line)| !line.trim_start().starts_with("//"))
    }
}

#[test]
fn the_layers_hold() {
    let mut found = Vec::new();
    for source in sources("rs") {
        for (folder, may) in LAYERS.iter().filter(|(folder, _)| source.is_in(folder)) {
            for (line, code) in source.code() {
                for named in code.split("crate::").skip(1).map(first_word) {
                    if !named.is_empty() && !may.contains(&named) && is_folder(named) {
                        found.push(format!("{}:{line}: {folder} names {named}", source.path));
                    }
                }
            }
        }
    }
    none(&found);
}

#[test]
fn each_tool_stays_in_its_folder() {
    let mut found = Vec::new();
    for source in sources("rs").iter().filter(|source| source.is_in("src")) {
        for (line, code) in source.code() {
            let mut forbidden: Vec<&str> = Vec::new();
            let places = WORDS.iter().filter(|(_, at)| !at.iter().any(|at| source.is_in(at)));
            forbidden.extend(places.map(|(word, _)| *word));
            if PURE.iter().any(|folder| source.is_in(folder)) {
                forbidden.extend(IMPURE);
            }
            for word in forbidden.into_iter().filter(|word| has_word(code, word)) {
                found.push(format!("{}:{line}: `{word}` does not belong here", source.path));
            }
        }
    }
    none(&found);
}

#[test]
fn the_simulator_knows_nothing_of_ours() {
    let mut found = Vec::new();
    for source in sources("rs").into_iter().chain(sources("toml")) {
        if source.is_in("tests/simulator") {
            for (line, code) in source.code() {
                for word in FOREIGN.iter().filter(|word| has_word(code, word)) {
                    found.push(format!("{}:{line}: names {word}", source.path));
                }
            }
        }
    }
    none(&found);
}

#[test]
fn every_file_says_what_it_is_and_stays_small() {
    let mut found = Vec::new();
    for Source { path, text } in sources("rs") {
        if !text.starts_with("//! ") {
            found.push(format!("{path}: does not begin with a `//!` sentence"));
        }
        if ["//! STUB", "//! To come"].iter().any(|stub| text.starts_with(stub)) {
            found.push(format!("{path}: is a stub still"));
        }
        let lines = text.lines().count();
        if lines > FILE_LINES_MAX {
            found.push(format!("{path}: {lines} lines, at most {FILE_LINES_MAX}"));
        }
    }
    none(&found);
}

#[test]
fn every_public_item_is_explained() {
    let mut found = Vec::new();
    for source in sources("rs").iter().filter(|source| source.is_in("src")) {
        let lines: Vec<&str> = source.text.lines().map(str::trim).collect();
        for (at, line) in lines.iter().enumerate() {
            // sea-orm asks for these two by name in each entity; the head of the file explains them.
            let entity = ["pub struct Model", "pub enum Relation"];
            let entity = source.is_in("src/archive/entity")
                && entity.iter().any(|item| line.starts_with(item));
            if is_public_item(line) && !entity && !is_explained(&lines[..at]) {
                found.push(format!("{}:{}: no `///` above `{line}`", source.path, at + 1));
            }
        }
    }
    none(&found);
}

#[test]
fn nothing_is_left_undone_or_left_behind() {
    let mut found = Vec::new();
    for source in sources("rs").iter().filter(|source| source.path != "tests/tidy.rs") {
        for (line, code) in source.code() {
            for word in UNDONE.iter().filter(|word| code.contains(**word)) {
                found.push(format!("{}:{line}: `{word}`", source.path));
            }
        }
    }
    none(&found);
}

#[test]
fn no_path_of_somebodys_machine_is_told() {
    let mut found = Vec::new();
    let kinds = ["rs", "toml", "md", "ftl", "yml", "yaml", "html", "css", "js", "sh", "snap"];
    for source in kinds.into_iter().flat_map(sources) {
        for (at, line) in source.text.lines().enumerate() {
            for folder in ["work", "root", "home"] {
                if line.contains(&format!("/{folder}/")) && source.path != "tests/tidy.rs" {
                    found.push(format!("{}:{}: a path of one machine", source.path, at + 1));
                }
            }
        }
    }
    none(&found);
}

#[test]
fn the_rules_see_what_they_look_for() {
    assert!(has_word("use tokio::time;", "tokio") && !has_word("let tokio_like = 1;", "tokio"));
    assert!(has_word("chrono::Utc::now()", "Utc::now") && !has_word("asynchronous", "async"));
    assert!(is_public_item("pub async fn open(") && !is_public_item("pub(crate) fn open("));
    assert!(is_explained(&["/// Why.", "#[derive(Clone)]"]));
    assert!(is_explained(&["/// Why.", "#[error(", "    \"text\"", ")]"]));
    assert!(!is_explained(&["/// Of another.", "pub fn other() {}", "#[derive(Clone)]"]));
    assert_eq!(first_word("archive::Tx"), "archive");
    assert!(sources("rs").iter().any(|source| source.path == "src/dialogue/mod.rs"));
}

fn none(found: &[String]) {
    assert!(found.is_empty(), "\n{}\n", found.join("\n"));
}

/// Every file of this kind, without what is built or kept by tools.
fn sources(kind: &str) -> Vec<Source> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    collect(top, kind, &mut files);
    files.sort();
    let read = |path: PathBuf| {
        let short = path.strip_prefix(top).expect("it was found below the top");
        let path_text = short.to_string_lossy().replace('\\', "/");
        Source { text: fs::read_to_string(&path).expect("sources are text"), path: path_text }
    };
    files.into_iter().map(read).collect()
}

fn collect(folder: &Path, kind: &str, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the repository can be read") {
        let path = entry.expect("the repository can be read").path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        let hidden = name.is_some_and(|name| name.starts_with('.') || name == "target");
        if path.is_dir() && !hidden {
            collect(&path, kind, files);
        } else if path.extension().is_some_and(|extension| extension == kind) {
            files.push(path);
        }
    }
}

/// Whether `src` has a folder or file of this name.
fn is_folder(name: &str) -> bool {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    src.join(name).is_dir() || src.join(format!("{name}.rs")).is_file()
}

fn first_word(text: &str) -> &str {
    text.split(|c: char| !is_of_word(c)).next().unwrap_or_default()
}

/// Whether a line holds this word as a word of its own.
fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        !before.is_some_and(is_of_word) && !after.is_some_and(is_of_word)
    })
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Whether a line begins an item that others may name. Items that a macro makes are explained where it is used.
fn is_public_item(line: &str) -> bool {
    let Some(rest) = line.strip_prefix("pub ") else { return false };
    let kinds = ["fn", "async", "const", "struct", "enum", "trait", "static", "type", "union"];
    kinds.contains(&first_word(rest)) && !line.contains('$')
}

/// Whether the lines above an item end in a doc comment, with attributes between.
fn is_explained(above: &[&str]) -> bool {
    let mut above = above.iter().rev();
    while let Some(line) = above.next() {
        if line.starts_with("///") {
            return true;
        }
        let one_line = line.starts_with("#[");
        let end_of_many = line.ends_with(")]") && !one_line;
        if end_of_many {
            // An attribute over several lines: go up to where it begins.
            above.by_ref().find(|line| line.starts_with("#["));
        } else if !one_line {
            return false;
        }
    }
    false
}
