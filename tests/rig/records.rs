//! What happened, read from both ends: the simulator's journal and the archive itself, by plain SQL.

use super::{CLIENTS, House, MARKED, canary};
use kartoteka::archive::anchors;
use kartoteka::archive::connect::Key;
use kartoteka::model::policy::Role;
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement, TryGetable,
};
use serde_json::Value;
use std::path::{Path, PathBuf};

/// An update that Telegram issued.
#[derive(Clone)]
pub struct Issued {
    pub id: i64,
    pub person: i64,
    /// The callback query, if it is a press.
    pub query: Option<String>,
}

/// A call that the bot made.
#[derive(Clone)]
pub struct Call {
    pub method: String,
    pub chat: i64,
    pub message: i64,
    pub text: String,
    /// The first button's data: it is bound to one revision of one screen.
    pub handle: Option<String>,
    pub query: Option<String>,
    /// Everything that it said.
    pub said: String,
    /// Whether it had its effect.
    pub ok: bool,
}

/// Everything that the oracles look at.
#[derive(Clone, Default)]
pub struct Records {
    pub issued: Vec<Issued>,
    pub calls: Vec<Call>,
    /// Update, state.
    pub inbox: Vec<(i64, String)>,
    /// Number, name.
    pub clients: Vec<(String, String)>,
    /// The note of each visit; empty if it has none.
    pub visits: Vec<String>,
    /// Act, actor.
    pub trail: Vec<(String, i64)>,
    /// Kind, state.
    pub outbox: Vec<(String, String)>,
    /// The first entry of the trail that does not fit its chain or its anchors.
    pub broken: Option<i64>,
    /// Who works here: chat, role.
    pub staff: Vec<(i64, Role)>,
    /// Files below the folder, and those that hold something of a client in the clear.
    pub files: usize,
    pub leaks: Vec<String>,
}

impl Records {
    /// Reads everything. The program must have ended.
    pub async fn read(house: &House) -> Self {
        let archive = house.archive().await;
        let tx = archive.read().await.expect("a reader");
        let broken = anchors::whole(&tx).await.expect("the trail can be read").entry();
        drop(tx);
        archive.close().await.expect("the archive is closed");
        let db = open(&house.database(), &house.key).await;
        let (journal, files) = (house.sim.journal(), house.files());
        let strings = "SELECT number, name FROM client ORDER BY id";
        Self {
            issued: journal.updates().into_iter().map(issued).collect(),
            calls: journal.entries.iter().filter_map(call).collect(),
            inbox: pairs(&db, "SELECT update_id, state FROM inbox ORDER BY update_id").await,
            clients: pairs(&db, strings).await,
            visits: pairs(&db, "SELECT coalesce(note, ''), id FROM visit ORDER BY id")
                .await
                .into_iter()
                .map(|(note, _): (String, i64)| note)
                .collect(),
            trail: pairs(&db, "SELECT act, coalesce(actor_id, 0) FROM trail ORDER BY id").await,
            outbox: pairs(&db, "SELECT kind, state FROM outbox ORDER BY id").await,
            broken,
            staff: house.staff.clone(),
            files: files.len(),
            leaks: leaks(&files),
        }
    }

    /// Calls of a method that had their effect.
    pub fn done<'a>(&'a self, method: &'a str) -> impl Iterator<Item = &'a Call> {
        self.calls.iter().filter(move |call| call.ok && call.method == method)
    }

    /// Entries of the trail about an act.
    pub fn acts(&self, act: &str) -> usize {
        self.trail.iter().filter(|(known, _)| known == act).count()
    }
}

/// Files that hold a name or a mark of a client that was there from the start, each once.
pub fn leaks(files: &[(PathBuf, Vec<u8>)]) -> Vec<String> {
    let marks =
        (0..CLIENTS.len()).flat_map(|nth| MARKED.iter().map(move |field| canary(nth, *field)));
    let told: Vec<String> = CLIENTS.iter().map(|name| (*name).to_owned()).chain(marks).collect();
    let leak = |(path, bytes): &(PathBuf, Vec<u8>)| {
        let text = String::from_utf8_lossy(bytes);
        told.iter().any(|mark| text.contains(mark.as_str())).then(|| path.display().to_string())
    };
    files.iter().filter_map(leak).collect()
}

/// An archive's file, opened with its key by plain SQL.
pub async fn open(database: &Path, key: &Key) -> DatabaseConnection {
    let mut options = ConnectOptions::new(format!("sqlite://{}", database.display()));
    options.max_connections(1).sqlx_logging(false);
    options.sqlcipher_key(key.opening());
    Database::connect(options).await.expect("the archive opens")
}

/// The first two columns of what a query finds.
pub async fn pairs<A: TryGetable, B: TryGetable>(
    db: &DatabaseConnection,
    sql: &str,
) -> Vec<(A, B)> {
    let rows = db.query_all_raw(Statement::from_string(DbBackend::Sqlite, sql.to_owned())).await;
    let pair = |row: &sea_orm::QueryResult| {
        let first = row.try_get_by_index(0).expect("the first column");
        (first, row.try_get_by_index(1).expect("the second column"))
    };
    rows.expect("the rows can be read").iter().map(pair).collect()
}

/// An update of the journal.
pub fn issued(update: &Value) -> Issued {
    let kinds = ["message", "edited_message", "callback_query", "my_chat_member"];
    let person = kinds.iter().find_map(|kind| update[*kind]["from"]["id"].as_i64());
    Issued {
        id: update["update_id"].as_i64().expect("an update has a number"),
        person: person.unwrap_or_default(),
        query: update["callback_query"]["id"].as_str().map(str::to_owned),
    }
}

/// A call of the journal; `None` if the entry is none.
pub fn call(entry: &Value) -> Option<Call> {
    let method = entry["method"].as_str()?;
    let params = &entry["params"];
    // The simulator keeps parameters as they came: numbers and objects, or their text.
    let number = |name: &str| params[name].as_i64().or_else(|| params[name].as_str()?.parse().ok());
    let markup = match &params["reply_markup"] {
        Value::String(text) => serde_json::from_str(text).unwrap_or_default(),
        markup => markup.clone(),
    };
    let text = |value: &Value| value.as_str().map(str::to_owned);
    Some(Call {
        method: method.to_owned(),
        chat: number("chat_id").unwrap_or_default(),
        message: number("message_id").unwrap_or_default(),
        text: text(&params["text"]).unwrap_or_default(),
        handle: text(&markup["inline_keyboard"][0][0]["callback_data"]),
        query: text(&params["callback_query_id"]),
        said: params.to_string(),
        ok: entry["answer"]["ok"] == true,
    })
}
