//! Values on their way between sea-orm and SQLite: both connections to the archive read what the other wrote.

use super::{Done, failed};
use crate::archive::entity;
use chrono::{DateTime, NaiveDate, SecondsFormat};
use rusqlite::ToSql;
use rusqlite::types::{ToSqlOutput, Value as Stored, ValueRef};
use sea_orm::sea_query::Value;
use sea_orm::{ColumnTrait, ColumnType, DbErr, EntityTrait, IdenStatic, Iterable};
use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

/// A value of a statement, written as sqlx writes it.
pub(super) struct Given<'a>(pub(super) &'a Value);

impl ToSql for Given<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let stored = match self.0 {
            Value::String(Some(text)) => {
                return Ok(ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())));
            }
            Value::Bytes(Some(bytes)) => {
                return Ok(ToSqlOutput::Borrowed(ValueRef::Blob(bytes)));
            }
            Value::Bool(it) => it.map(|it| Stored::Integer(it.into())),
            Value::Int(it) => it.map(|it| Stored::Integer(it.into())),
            Value::BigInt(it) => it.map(Stored::Integer),
            Value::BigUnsigned(Some(it)) => {
                let it = i64::try_from(*it);
                Some(Stored::Integer(it.map_err(|_| rusqlite::Error::InvalidQuery)?))
            }
            Value::Double(it) => it.map(Stored::Real),
            Value::ChronoDate(it) => it.map(|it| Stored::Text(it.format("%F").to_string())),
            Value::ChronoDateTimeUtc(it) => {
                it.map(|it| Stored::Text(it.to_rfc3339_opts(SecondsFormat::AutoSi, false)))
            }
            Value::String(None) | Value::Bytes(None) | Value::BigUnsigned(None) => None,
            _ => return Err(rusqlite::Error::InvalidQuery),
        };
        Ok(ToSqlOutput::Owned(stored.unwrap_or(Stored::Null)))
    }
}

/// How a column is read: SQLite tells integers from texts and no more, sea-orm asks for the very type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Read {
    Int,
    Long,
    Bool,
    Text,
    Moment,
    Day,
}

impl Read {
    fn of(column: &ColumnType) -> Self {
        match column {
            ColumnType::Integer => Self::Int,
            ColumnType::BigInteger => Self::Long,
            ColumnType::Boolean => Self::Bool,
            ColumnType::TimestampWithTimeZone => Self::Moment,
            ColumnType::Date => Self::Day,
            _ => Self::Text,
        }
    }

    fn is_text(self) -> bool {
        matches!(self, Self::Text | Self::Moment | Self::Day)
    }
}

/// How the columns of all tables are read, by name and by whether a text is stored. An expression that has a column's
/// name is read as that column; every other one as it is stored.
pub(super) static COLUMNS: LazyLock<HashMap<(&'static str, bool), Read>> = LazyLock::new(|| {
    columns().into_iter().map(|(name, read)| ((name, read.is_text()), read)).collect()
});

macro_rules! tables {
    ($($table:ident)*) => {
        #[cfg(test)]
        const TABLES: &[&str] = &[$(stringify!($table)),*];

        fn columns() -> Vec<(&'static str, Read)> {
            let mut columns = Vec::new();
            $(columns_in::<entity::$table::Entity>(&mut columns);)*
            columns
        }
    };
}

tables! {
    alert amendment anchor appointment attachment branch client confirmation consent correction cutoff deputy digest draft
    emergency erasure fact focus hold inbox incident invite issue leaving loan loan_pack loan_pack_item loan_rule menu_item
    near_key outbox paper_loan permission phone pin proposal proposed reading reveal screen search_key seat setting staff
    task trail undo violation visit visit_item
}

fn columns_in<E: EntityTrait>(columns: &mut Vec<(&'static str, Read)>) {
    let read = |column: E::Column| (column.as_str(), Read::of(column.def().get_column_type()));
    columns.extend(E::Column::iter().map(read));
}

/// A column of a result: how it is asked for and how it is read.
pub(super) struct Column {
    /// Its place, for who asks by that; it sorts before every name.
    place: String,
    name: String,
    /// Without the letter of its table: of tables that are read at once, sea-orm calls the columns A_name, B_name and so
    /// on. Ours are in lower case.
    own: String,
    integer: Option<Read>,
    text: Option<Read>,
}

/// A column's name without the letter that sea-orm puts before those of joined tables.
pub(super) fn own_name(name: &str) -> &str {
    let joined = |table: &str| table.starts_with(|letter: char| letter.is_ascii_uppercase());
    let own = name.split_once('_').filter(|(table, _)| joined(table));
    own.map_or(name, |(_, own)| own)
}

impl Column {
    pub(super) fn of((place, name): (usize, &str)) -> Self {
        let own = own_name(name);
        let read = |is_text| COLUMNS.get(&(own, is_text)).copied();
        let (integer, text) = (read(false), read(true));
        let place = format!("\u{1}{place:03}");
        Self { place, name: name.to_owned(), own: own.to_owned(), integer, text }
    }
}

/// sea-orm asks by place for tuples, which have so many columns at most.
const PLACES_MAX: usize = 12;

/// A row by its columns' names and, if there are few of them, by their places.
pub(super) fn converted(
    row: &rusqlite::Row<'_>,
    columns: &[Column],
) -> Done<BTreeMap<String, Value>> {
    let mut values = BTreeMap::new();
    for (place, column) in columns.iter().enumerate() {
        let value = value(row.get_ref(place).map_err(failed)?, column)?;
        if columns.len() <= PLACES_MAX {
            values.insert(column.place.clone(), value.clone());
        }
        values.insert(column.name.clone(), value);
    }
    Ok(values)
}

fn value(stored: ValueRef<'_>, column: &Column) -> Done<Value> {
    let unread = || unread(&column.own);
    Ok(match stored {
        ValueRef::Null => Value::BigInt(None),
        ValueRef::Integer(it) => match column.integer {
            Some(Read::Int) => Value::Int(Some(i32::try_from(it).map_err(|_| unread())?)),
            Some(Read::Bool) => Value::Bool(Some(it != 0)),
            _ => Value::BigInt(Some(it)),
        },
        ValueRef::Text(it) => {
            let text = std::str::from_utf8(it).map_err(|_| unread())?;
            match column.text {
                Some(Read::Moment) => {
                    let at = DateTime::parse_from_rfc3339(text).map_err(|_| unread())?;
                    Value::ChronoDateTimeUtc(Some(at.to_utc()))
                }
                Some(Read::Day) => {
                    let day = NaiveDate::parse_from_str(text, "%F").map_err(|_| unread())?;
                    Value::ChronoDate(Some(day))
                }
                _ => Value::String(Some(text.to_owned())),
            }
        }
        ValueRef::Real(it) => Value::Double(Some(it)),
        ValueRef::Blob(it) => Value::Bytes(Some(it.to_vec())),
    })
}

/// A stored value that is not what its column holds.
fn unread(column: &str) -> DbErr {
    DbErr::Type(format!("a stored {column} does not parse"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_is_known() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/archive/entity");
        let names = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
        let mut names: Vec<String> =
            names.map(|path| path.file_stem().unwrap().to_string_lossy().into_owned()).collect();
        names.retain(|name| name != "mod");
        names.sort();
        assert_eq!(names, TABLES);
    }

    #[test]
    fn no_name_stands_for_two_types_that_are_stored_alike() {
        for (name, read) in columns() {
            assert_eq!(COLUMNS[&(name, read.is_text())], read, "{name}");
        }
    }
}
