//! Whether each index holds what its table holds, in order. SQLite's `integrity_check` looks each row up in each index: in a
//! large archive nearly every look-up decrypts a page. Here each table and each index is read once, from one end to the other.

use super::{Done, failed, open};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};
use std::hash::{DefaultHasher, Hasher};
use std::path::Path;

/// An index that is a tree of its own.
struct Index {
    name: String,
    unique: bool,
    /// What its rows hold, in order: first the columns that it was made on, then what leads to the table's row.
    columns: Vec<String>,
    /// How many columns it was made on.
    keys: usize,
}

/// A table whose indexes are all of the kind that the migrations make.
struct Table {
    name: String,
    /// Which of its trees holds its rows: SQLite would rather read any other that has all columns.
    tree: String,
    indexes: Vec<Index>,
}

/// Some rows, in whatever order.
#[derive(Default, PartialEq)]
struct Rows {
    count: u64,
    digest: u64,
}

impl Rows {
    fn add(&mut self, row: &[u8]) {
        let mut hasher = DefaultHasher::new();
        hasher.write(row);
        self.count += 1;
        self.digest = self.digest.wrapping_add(hasher.finish());
    }
}

/// What is wrong with the indexes of the database in a file, in one state of it; nothing is well.
///
/// # Errors
/// As the database's.
pub(in crate::archive) fn problems(file: &Path, settings: &[String]) -> Done<Vec<String>> {
    open(file, settings).and_then(|db| problems_of(&db)).map_err(failed)
}

fn problems_of(db: &Connection) -> rusqlite::Result<Vec<String>> {
    let _one_state = db.unchecked_transaction()?;
    let mut problems = Vec::new();
    let tables = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'";
    for name in listed(db, tables, |row| row.get::<_, String>(0))? {
        let Some(table) = table(db, &name)? else {
            let check = format!("PRAGMA integrity_check(\"{name}\")");
            let lines = listed(db, &check, |row| row.get::<_, String>(0))?;
            problems.extend(lines.into_iter().filter(|line| line != "ok"));
            continue;
        };
        for (index, rows) in table.indexes.iter().zip(rows(db, &table)?) {
            let of = &index.name;
            match in_order(db, &name, index)? {
                Some(held) if held == rows => {}
                Some(_) => problems.push(format!("index {of} does not hold what {name} holds")),
                None => problems.push(format!("index {of} is out of order")),
            }
        }
    }
    Ok(problems)
}

/// A table; `None` if one of its indexes is of some rows only, of an expression, descending, or compares otherwise than by
/// bytes.
fn table(db: &Connection, name: &str) -> rusqlite::Result<Option<Table>> {
    let mut table =
        Table { name: name.to_owned(), tree: "NOT INDEXED".to_owned(), indexes: Vec::new() };
    let made = format!(
        "SELECT l.name, l.\"unique\", l.partial, l.origin = 'pk' AND t.wr
         FROM pragma_index_list('{name}') l, pragma_table_list('{name}') t WHERE t.schema = 'main'"
    );
    let made: Vec<(String, bool, bool, bool)> =
        listed(db, &made, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    for (name, unique, is_of_some, is_table) in made {
        if is_table {
            table.tree = format!("INDEXED BY \"{name}\"");
            continue;
        }
        let columns = format!(
            "SELECT coalesce(name, 'rowid'), key, cid < -1 OR desc OR coll <> 'BINARY'
             FROM pragma_index_xinfo('{name}') ORDER BY seqno"
        );
        let columns: Vec<(String, bool, bool)> =
            listed(db, &columns, |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        if is_of_some || columns.iter().any(|(_, _, is_other)| *is_other) {
            return Ok(None);
        }
        let keys = columns.iter().filter(|(_, is_key, _)| *is_key).count();
        let columns = columns.into_iter().map(|(column, _, _)| column).collect();
        table.indexes.push(Index { name, unique, columns, keys });
    }
    Ok(Some(table))
}

/// What each of its indexes should hold: one walk through the table.
fn rows(db: &Connection, Table { name, tree, indexes }: &Table) -> rusqlite::Result<Vec<Rows>> {
    let mut should: Vec<Rows> = indexes.iter().map(|_| Rows::default()).collect();
    let columns: Vec<_> = indexes.iter().flat_map(|index| &index.columns).cloned().collect();
    if columns.is_empty() {
        return Ok(should);
    }
    let mut all = db.prepare(&format!("SELECT {} FROM \"{name}\" {tree}", named(&columns)))?;
    let (mut rows, mut text) = (all.query([])?, Vec::new());
    while let Some(row) = rows.next()? {
        let mut from = 0;
        for (index, should) in indexes.iter().zip(&mut should) {
            let end = from + index.columns.len();
            text.clear();
            (from..end).try_for_each(|at| append(&mut text, row, at))?;
            should.add(&text);
            from = end;
        }
    }
    Ok(should)
}

/// What an index holds, or `None` if it is not in order, or holds twice what may be there once: one walk through it.
fn in_order(db: &Connection, table: &str, index: &Index) -> rusqlite::Result<Option<Rows>> {
    let Index { name, columns, keys, unique } = index;
    let all = format!("SELECT {} FROM \"{table}\" INDEXED BY \"{name}\"", named(columns));
    let mut all = db.prepare(&all)?;
    let (mut held, mut rows) = (Rows::default(), all.query([])?);
    let (mut last, mut text, mut last_key) = (Vec::new(), Vec::new(), 0);
    while let Some(row) = rows.next()? {
        text.clear();
        let mut is_whole = true;
        for at in 0..*keys {
            is_whole &= row.get_ref(at)? != ValueRef::Null;
            append(&mut text, row, at)?;
        }
        let key = text.len();
        (*keys..columns.len()).try_for_each(|at| append(&mut text, row, at))?;
        let twice = *unique && is_whole && text[..key] == last[..last_key];
        if held.count > 0 && (twice || text <= last) {
            return Ok(None);
        }
        held.add(&text);
        std::mem::swap(&mut text, &mut last);
        last_key = key;
    }
    Ok(Some(held))
}

/// Appends a value so that what is made of rows compares as SQLite compares them. No column of ours holds a fraction.
fn append(text: &mut Vec<u8>, row: &Row<'_>, at: usize) -> rusqlite::Result<()> {
    match row.get_ref(at)? {
        ValueRef::Null => text.push(0),
        ValueRef::Integer(number) => {
            text.push(1);
            text.extend((number.cast_unsigned() ^ 1 << 63).to_be_bytes());
        }
        ValueRef::Real(number) => {
            text.push(2);
            text.extend(number.to_bits().to_be_bytes());
        }
        ValueRef::Text(bytes) => append_bytes(text, 3, bytes),
        ValueRef::Blob(bytes) => append_bytes(text, 4, bytes),
    }
    Ok(())
}

/// A zero within is told from the end, which comes before everything.
fn append_bytes(text: &mut Vec<u8>, kind: u8, bytes: &[u8]) {
    text.push(kind);
    for byte in bytes {
        text.push(*byte);
        text.extend((*byte == 0).then_some(u8::MAX));
    }
    text.extend([0, 0]);
}

fn named(columns: &[String]) -> String {
    let quoted: Vec<_> = columns.iter().map(|column| format!("\"{column}\"")).collect();
    quoted.join(", ")
}

fn listed<T>(
    db: &Connection,
    sql: &str,
    of: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<Vec<T>> {
    db.prepare(sql)?.query_map([], of)?.collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{opened, settings};
    use super::*;

    /// Two tables as the migrations make them, whose indexes hold numbers, texts, nothing, and a text that begins another.
    fn made() -> Connection {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch(
            "CREATE TABLE one (id INTEGER PRIMARY KEY, name TEXT UNIQUE, other INTEGER, at TEXT);
             CREATE INDEX one_other ON one (other, at);
             CREATE TABLE two (a INTEGER, b TEXT, PRIMARY KEY (a, b)) WITHOUT ROWID;
             CREATE INDEX two_b ON two (b);
             INSERT INTO one VALUES (1, 'a', 7, NULL), (2, 'ab', -7, 'x'), (3, NULL, 7, 'x'), (4, NULL, 300, 'x'), (9, 'b', 7, 'x');
             INSERT INTO two VALUES (1, 'b'), (1, 'a'), (-5, 'b'), (256, '')",
        )
        .unwrap();
        db
    }

    /// Takes an index out of the schema, does something that it does not hear of, and puts it back, described otherwise.
    fn behind(db: &Connection, index: &str, what: &str, before: &str, after: &str) {
        db.execute_batch(&format!(
            "PRAGMA writable_schema = ON; CREATE TEMP TABLE kept AS SELECT * FROM sqlite_schema WHERE name = '{index}';
             DELETE FROM sqlite_schema WHERE name = '{index}'; PRAGMA writable_schema = RESET; {what};
             PRAGMA writable_schema = ON;
             INSERT INTO sqlite_schema SELECT type, name, tbl_name, rootpage, replace(sql, '{before}', '{after}') FROM kept;
             PRAGMA writable_schema = RESET"
        ))
        .unwrap();
    }

    #[track_caller]
    fn told(db: &Connection, expected: &[&str]) {
        assert_eq!(problems_of(db).unwrap(), expected);
        let by_sqlite: String =
            db.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        assert_eq!(by_sqlite == "ok", expected.is_empty(), "{by_sqlite}");
    }

    #[test]
    fn what_an_index_lacks_has_twice_or_holds_elsewhere_is_told_as_sqlite_tells_it() {
        told(&made(), &[]);
        for what in [
            "DELETE FROM one WHERE id = 3",
            "INSERT INTO one VALUES (5, 'c', 1, 'x')",
            "UPDATE one SET at = 'y' WHERE id = 9",
        ] {
            let db = made();
            behind(&db, "one_other", what, "", "");
            told(&db, &["index one_other does not hold what one holds"]);
        }
        let db = made();
        behind(&db, "two_b", "UPDATE two SET b = 'c' WHERE a = 256", "", "");
        told(&db, &["index two_b does not hold what two holds"]);
        let db = made();
        let (up, down) = ("(other, at)", "(other DESC, at)");
        db.execute_batch(&format!("DROP INDEX one_other; CREATE INDEX one_other ON one {down}"))
            .unwrap();
        behind(&db, "one_other", "SELECT 1", down, up);
        told(&db, &["index one_other is out of order"]);
        let db = made();
        db.execute_batch("UPDATE one SET at = 'z' WHERE at IS NULL").unwrap();
        behind(&db, "one_other", "SELECT 1", "CREATE INDEX", "CREATE UNIQUE INDEX");
        told(&db, &["index one_other is out of order"]);
    }

    #[test]
    fn an_index_of_another_kind_is_left_to_sqlite() {
        let db = made();
        db.execute_batch("CREATE INDEX one_some ON one (at) WHERE at IS NOT NULL").unwrap();
        told(&db, &[]);
        behind(&db, "one_some", "INSERT INTO one VALUES (5, 'c', 1, 'x')", "", "");
        told(&db, &["row 5 missing from index one_some"]);
    }

    #[tokio::test]
    async fn every_table_of_the_archive_is_read_here() {
        let folder = tempfile::tempdir().unwrap();
        let (pool, key, _own) = opened(folder.path()).await;
        let db = open(&folder.path().join("archive.db"), &settings(&key)).unwrap();
        let tables = "SELECT name FROM sqlite_schema WHERE type = 'table'";
        let tables = listed(&db, tables, |row| row.get::<_, String>(0)).unwrap();
        let indexes = |name: &String| table(&db, name).unwrap().expect("a known kind").indexes;
        let read: Vec<String> = tables.iter().flat_map(indexes).map(|index| index.name).collect();
        assert!(
            ["search_client", "near_number", "sqlite_autoindex_search_key_1"]
                .iter()
                .all(|name| read.iter().any(|it| it == name))
        );
        assert!(problems_of(&db).unwrap().is_empty());
        pool.close().await.unwrap();
    }
}
