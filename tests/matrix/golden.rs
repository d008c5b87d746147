//! The golden files of the matrix, read back: a table of cells by role, row and column.

use std::collections::BTreeMap;
use std::path::PathBuf;

/// Set, the golden files are written anew.
const BLESS: &str = "KARTOTEKA_TEST_BLESS";
/// The column between what names a row and its cells.
const BAR: char = '|';

/// A golden table: role, row, column → cell.
pub type Table = BTreeMap<(String, String, String), String>;

/// Where a golden file lies.
pub fn path(name: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/matrix")).join(name)
}

/// Reads a golden file whose rows are named by their second column.
pub fn read(name: &str) -> Table {
    let text = std::fs::read_to_string(path(name)).expect("the golden file is there");
    let mut lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let cells = |line: &str| -> Vec<String> {
        line.split(BAR).map(|cell| cell.trim().trim_end_matches(" †").to_owned()).collect()
    };
    let heads = cells(lines.next().expect("a line of heads"));
    let mut table = Table::new();
    for line in lines {
        let row = cells(line);
        for (head, cell) in heads.iter().zip(&row).skip(2) {
            table.insert((row[0].clone(), row[1].clone(), head.clone()), cell.clone());
        }
    }
    table
}

/// Compares what was made with the committed file, or writes it anew where that is asked for.
pub fn same(name: &str, made: &str) {
    let path = path(name);
    if std::env::var_os(BLESS).is_some() {
        std::fs::write(&path, made).expect("the golden file can be written");
    }
    let golden = std::fs::read_to_string(&path).unwrap_or_default();
    let (made, golden): (Vec<&str>, Vec<&str>) = (made.lines().collect(), golden.lines().collect());
    let lost = golden.iter().filter(|line| !made.contains(line)).map(|line| format!("- {line}"));
    let new = made.iter().filter(|line| !golden.contains(line)).map(|line| format!("+ {line}"));
    let differ: Vec<String> = lost.chain(new).collect();
    assert!(
        made == golden,
        "tests/matrix/{name} says otherwise; if the change is meant, run this test with {BLESS}=1\n{}",
        differ.join("\n")
    );
}
