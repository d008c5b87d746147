//! Statements that come with every message: sea-orm builds each once for its database, with holes for its values; from
//! then on only the values are filled in. To build one costs more than to run it (performance.md).

use super::connection::Connection;
use super::{Result, Tx};
use sea_orm::sea_query::{Expr, Query, Value, Values};
use sea_orm::{
    ActiveModelTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, FromQueryResult, Iterable,
    Statement, StatementBuilder,
};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::sync::OnceLock;

/// What a hole looks like in a statement that is built: nobody has such a number.
const HOLES: i64 = i64::MIN;

/// A statement of one place in the code.
pub(super) struct Prepared {
    sqlite: OnceLock<Built>,
    postgres: OnceLock<Built>,
}

struct Built {
    sql: String,
    values: Vec<Part>,
}

/// A value of a statement.
enum Part {
    /// The same each time.
    Fixed(Value),
    /// What is given at this place.
    Given(usize),
}

impl Prepared {
    pub(super) const fn new() -> Self {
        Self { sqlite: OnceLock::new(), postgres: OnceLock::new() }
    }

    /// The statement with these values. What `build` makes of their holes must be the same each time.
    pub(super) fn with<const N: usize, S: StatementBuilder>(
        &self,
        backend: DbBackend,
        given: [Value; N],
        build: impl FnOnce([Value; N]) -> S,
    ) -> Statement {
        self.filled(backend, &given, || build(std::array::from_fn(hole)))
    }

    fn filled<S: StatementBuilder>(
        &self,
        backend: DbBackend,
        given: &[Value],
        build: impl FnOnce() -> S,
    ) -> Statement {
        let built = match backend {
            DbBackend::Sqlite => &self.sqlite,
            _ => &self.postgres,
        };
        let built = built.get_or_init(|| Built::of(backend.build(&build()), given.len()));
        let value = |part: &Part| match part {
            Part::Fixed(value) => value.clone(),
            Part::Given(place) => given[*place].clone(),
        };
        let values = Values(built.values.iter().map(value).collect());
        Statement { sql: built.sql.clone(), values: Some(values), db_backend: backend }
    }

    /// The statement that inserts this row, of which the same columns are set each time. PostgreSQL's returns its number:
    /// SQLite knows it by itself, and would make a table for the one row that is returned.
    pub(super) fn insertion<A: ActiveModelTrait>(
        &self,
        backend: DbBackend,
        mut row: A,
    ) -> Statement {
        let set = |column| Some((column, row.take(column).into_value()?));
        let columns = <A::Entity as EntityTrait>::Column::iter();
        let (columns, given): (Vec<_>, Vec<_>) = columns.filter_map(set).unzip();
        self.filled(backend, &given, || {
            let mut insert = Query::insert();
            let keys = <A::Entity as EntityTrait>::PrimaryKey::iter();
            insert
                .into_table(A::Entity::default())
                .columns(columns)
                .values_panic((0..given.len()).map(|place| Expr::val(hole(place))));
            if backend == DbBackend::Postgres {
                insert.returning(Query::returning().columns(keys));
            }
            insert
        })
    }
}

/// What stands for the value that is given at this place.
fn hole(place: usize) -> Value {
    Value::from(HOLES + place as i64)
}

impl Built {
    fn of(statement: Statement, holes: usize) -> Self {
        let place = |value: &Value| match value {
            Value::BigInt(Some(number)) => usize::try_from(number.wrapping_sub(HOLES)).ok(),
            _ => None,
        };
        let part = |value: Value| match place(&value).filter(|place| *place < holes) {
            Some(place) => Part::Given(place),
            None => Part::Fixed(value),
        };
        let values = statement.values.map_or_else(Vec::new, |values| values.0);
        Self { sql: statement.sql, values: values.into_iter().map(part).collect() }
    }
}

/// A statement that is built at its first use:
/// `prepared!(tx, [id.0], |[id]| Entity::find().filter(Column::Id.eq(id)).into_query())`.
macro_rules! prepared {
    ($tx:expr, [$($value:expr),*], $build:expr) => {{
        static PREPARED: $crate::archive::prepared::Prepared =
            $crate::archive::prepared::Prepared::new();
        let backend = sea_orm::ConnectionTrait::get_database_backend($tx.db());
        let given = [$(sea_orm::sea_query::Value::from($value)),*];
        PREPARED.with(backend, given, $build)
    }};
}
pub(super) use prepared;

/// The insertion of a row, built at its first use: `tx.inserted(insertion!(tx, row))`.
macro_rules! insertion {
    ($tx:expr, $row:expr) => {{
        static PREPARED: $crate::archive::prepared::Prepared =
            $crate::archive::prepared::Prepared::new();
        PREPARED.insertion(sea_orm::ConnectionTrait::get_database_backend($tx.db()), $row)
    }};
}
pub(super) use insertion;

/// The number of a row.
#[derive(Deserialize, FromQueryResult)]
struct Number {
    id: i64,
}

impl Tx {
    /// Runs a statement; how many rows it changed.
    pub(super) async fn run(&self, statement: Statement) -> Result<u64> {
        if let Connection::Own(own) = self.db() {
            return Ok(own.change(&statement)?.rows_affected);
        }
        Ok(self.db().execute_raw(statement).await?.rows_affected())
    }

    /// The first row of a query.
    pub(super) async fn one<M>(&self, statement: Statement) -> Result<Option<M>>
    where
        M: DeserializeOwned + FromQueryResult,
    {
        if let Connection::Own(own) = self.db() {
            return Ok(own.read(&statement, 1)?.pop());
        }
        let row = self.db().query_one_raw(statement).await?;
        Ok(row.map(|row| M::from_query_result(&row, "")).transpose()?)
    }

    /// All rows of a query. On our own connection they are read by the places of their columns, which must be in the order
    /// of the fields, as an entity's are; on sea-orm's by their names.
    pub(super) async fn all<M>(&self, statement: Statement) -> Result<Vec<M>>
    where
        M: DeserializeOwned + FromQueryResult,
    {
        if let Connection::Own(own) = self.db() {
            return Ok(own.read(&statement, usize::MAX)?);
        }
        let rows = self.db().query_all_raw(statement).await?;
        let rows: std::result::Result<Vec<M>, _> =
            rows.iter().map(|row| M::from_query_result(row, "")).collect();
        Ok(rows?)
    }

    /// Inserts a row and returns its number.
    pub(super) async fn inserted(&self, statement: Statement) -> Result<i64> {
        if statement.db_backend == DbBackend::Postgres {
            let row: Option<Number> = self.one(statement).await?;
            return Ok(row.ok_or(DbErr::RecordNotInserted)?.id);
        }
        let number = match self.db() {
            Connection::Own(own) => own.change(&statement)?.last_insert_id,
            Connection::Pooled(tx) => tx.execute_raw(statement).await?.last_insert_id(),
        };
        Ok(number.cast_signed())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sea_orm::sea_query::ExprTrait;

    #[test]
    fn only_holes_are_filled_and_each_time_anew() {
        let statement = |backend, id: i64, name: &str, built: &mut u32| {
            static ONE: Prepared = Prepared::new();
            ONE.with(backend, [id.into(), name.into()], |[id, name]| {
                *built += 1;
                Query::select()
                    .column("a")
                    .from("t")
                    .and_where(Expr::col("name").eq(name).or(Expr::col("id").eq(id.clone())))
                    .and_where(Expr::col("state").eq("live"))
                    .and_where(Expr::col("least").gt(HOLES + 2))
                    .and_where(Expr::col("other").eq(id))
                    .limit(3)
                    .to_owned()
            })
        };
        for backend in [DbBackend::Sqlite, DbBackend::Postgres] {
            let mut built = 0;
            for (id, name) in [(1, "one"), (2, "two"), (HOLES, "least")] {
                let statement = statement(backend, id, name, &mut built);
                let expected: [Value; 6] = [
                    name.into(),
                    id.into(),
                    "live".into(),
                    (HOLES + 2).into(),
                    id.into(),
                    3u64.into(),
                ];
                assert_eq!(statement.values.unwrap().0, expected);
                assert_eq!(statement.db_backend, backend);
                assert_eq!(statement.sql.contains("$2"), backend == DbBackend::Postgres);
            }
            assert_eq!(built, 1);
        }
    }
}
