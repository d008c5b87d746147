//! A PostgreSQL database of its own for each test, on the server that `KARTOTEKA_TEST_POSTGRES` names.

use sea_orm::sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use std::sync::atomic::{AtomicU32, Ordering};

/// A database that is dropped by `end`.
pub struct Fresh {
    /// Its URL.
    pub url: String,
    server: String,
    name: String,
}

/// A new, empty database; `None`, said aloud, if there is no server.
pub async fn fresh() -> Option<Fresh> {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let Ok(server) = std::env::var("KARTOTEKA_TEST_POSTGRES") else {
        eprintln!("skipped: KARTOTEKA_TEST_POSTGRES is not set");
        return None;
    };
    let name = format!("t{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
    run(&server, format!("CREATE DATABASE {name}")).await;
    let (place, query) = server.split_once('?').unwrap_or((&server, ""));
    let start = place.find("://").map_or(0, |at| at + 3);
    let end = place[start..].find('/').map_or(place.len(), |at| start + at);
    let url = format!("{}/{name}?{query}", &place[..end]);
    Some(Fresh { url, server, name })
}

impl Fresh {
    /// Drops the database, whoever is still connected.
    pub async fn end(self) {
        run(&self.server, format!("DROP DATABASE {} WITH (FORCE)", self.name)).await;
    }
}

/// Runs one statement on a connection of its own.
pub async fn run(url: &str, sql: String) {
    let mut connection = PgConnection::connect(url).await.expect("the test server answers");
    connection.execute(AssertSqlSafe(sql)).await.expect("the statement runs");
    connection.close().await.expect("the connection closes");
}
