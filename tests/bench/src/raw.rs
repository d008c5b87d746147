//! The shortest client that answers: what the server itself and this machine can do, with one call at a time on each connection.
//!
//! With `--database` it is also what a look-up costs at least: the staff kept in memory, one search by phone, three visits,
//! one row for the trail, and all look-ups of a poll in one transaction that is synced once.

use crate::tls;
use clap::Args;
use rusqlite::{Connection, OptionalExtension, params};
use serde_json::{Value, json};
use std::collections::HashSet;
use std::io;
use std::path::PathBuf;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio_rustls::TlsConnector;

/// Connections for replies: with the poll's as many as ours may have.
const SENDERS: usize = 63;

#[derive(Args)]
pub struct Client {
    #[arg(long)]
    port: u16,
    /// HTTPS; the file with the authority of the server's certificate, in PEM.
    #[arg(long)]
    authority: Option<PathBuf>,
    /// The peers' database, for look-ups.
    #[arg(long)]
    database: Option<PathBuf>,
    /// `FULL` waits for the disk at every commit, `NORMAL` does not.
    #[arg(long, default_value = "FULL")]
    synchronous: String,
}

impl Client {
    pub async fn run(self) -> io::Result<()> {
        let tls = self.authority.as_deref().map(tls::connector).transpose()?;
        let mut senders = Vec::new();
        for _ in 0..SENDERS {
            let (tx, mut rx) = mpsc::unbounded_channel::<Value>();
            let mut link = Link::open(self.port, tls.as_ref()).await?;
            tokio::spawn(async move {
                while let Some(reply) = rx.recv().await {
                    if link.call("sendMessage", &reply).await.is_err() {
                        break;
                    }
                }
            });
            senders.push(tx);
        }
        let database = self.database.as_ref().map(|file| Lookups::open(file, &self.synchronous));
        let mut link = Link::open(self.port, tls.as_ref()).await?;
        let mut offset = 0;
        loop {
            let answer = link.call("getUpdates", &json!({"offset": offset, "timeout": 30})).await?;
            let updates = answer["result"].as_array().cloned().unwrap_or_default();
            let asked = updates.iter().map(|update| {
                let message = &update["message"];
                let from = message["from"]["id"].as_i64().unwrap_or_default();
                (from, message["text"].as_str().unwrap_or_default())
            });
            let replies: Vec<String> = match &database {
                Some(database) => database.answer(asked).map_err(io::Error::other)?,
                None => asked.map(|(_, text)| text.to_owned()).collect(),
            };
            for (update, text) in updates.iter().zip(replies) {
                offset = update["update_id"].as_i64().unwrap_or_default() + 1;
                let chat = update["message"]["chat"]["id"].as_i64().unwrap_or_default();
                let sender = &senders[chat.unsigned_abs() as usize % SENDERS];
                let _gone = sender.send(json!({"chat_id": chat, "text": text}));
            }
        }
    }
}

struct Lookups {
    db: Connection,
    staff: HashSet<i64>,
}

impl Lookups {
    fn open(file: &PathBuf, synchronous: &str) -> Self {
        let db = Connection::open(file).expect("the peers' database opens");
        db.pragma_update(None, "journal_mode", "WAL").expect("a journal");
        db.pragma_update(None, "synchronous", synchronous).expect("a way to commit");
        let staff = Self::staff(&db).expect("the staff");
        Self { db, staff }
    }

    fn staff(db: &Connection) -> rusqlite::Result<HashSet<i64>> {
        db.prepare("SELECT id FROM staff")?.query_map([], |row| row.get(0))?.collect()
    }

    fn answer<'a>(
        &self,
        asked: impl Iterator<Item = (i64, &'a str)>,
    ) -> rusqlite::Result<Vec<String>> {
        let tx = self.db.unchecked_transaction()?;
        let replies = asked.map(|(from, phone)| self.card(from, phone)).collect();
        tx.commit()?;
        replies
    }

    fn card(&self, from: i64, phone: &str) -> rusqlite::Result<String> {
        if !self.staff.contains(&from) {
            return Ok("You are not on the staff.".into());
        }
        let mut find = self.db.prepare_cached("SELECT id, name FROM client WHERE phone = ?1")?;
        let client = find.query_row([phone], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        let Some((id, name)): Option<(i64, String)> = client else {
            return Ok("Nobody has this number.".into());
        };
        let visits = "SELECT day, what FROM visit WHERE client_id = ?1 ORDER BY day DESC LIMIT 3";
        let mut visits = self.db.prepare_cached(visits)?;
        let visits = visits.query_map([id], |row| {
            Ok(format!("{} {}", row.get::<_, String>(0)?, row.get::<_, String>(1)?))
        })?;
        let visits: Vec<String> = visits.collect::<Result<_, _>>()?;
        let trace = "INSERT INTO trail (staff_id, client_id, act) VALUES (?1, ?2, 'opened')";
        self.db.prepare_cached(trace)?.execute(params![from, id])?;
        Ok(format!("<b>{name}</b>\n{phone}\n{}", visits.join("\n")))
    }
}

trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}
impl<S: AsyncRead + AsyncWrite + Send + Unpin> Stream for S {}

struct Link {
    stream: Box<dyn Stream>,
    buffer: Vec<u8>,
}

impl Link {
    async fn open(port: u16, tls: Option<&TlsConnector>) -> io::Result<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port)).await?;
        stream.set_nodelay(true)?;
        let stream: Box<dyn Stream> = match tls {
            Some(tls) => Box::new(tls.connect(tls::server(), stream).await?),
            None => Box::new(stream),
        };
        Ok(Self { stream, buffer: Vec::new() })
    }

    async fn call(&mut self, method: &str, params: &Value) -> io::Result<Value> {
        let body = params.to_string();
        let head = format!(
            "POST /bot7000001:bench/{method} HTTP/1.1\r\nhost: bench\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        self.stream.write_all((head + &body).as_bytes()).await?;
        self.stream.flush().await?;
        loop {
            let mut headers = [httparse::EMPTY_HEADER; 8];
            let mut answer = httparse::Response::new(&mut headers);
            if let Ok(httparse::Status::Complete(size)) = answer.parse(&self.buffer) {
                let length = answer.headers.iter().find(|header| header.name == "content-length");
                let length: usize = length
                    .and_then(|header| std::str::from_utf8(header.value).ok()?.parse().ok())
                    .unwrap_or_default();
                if self.buffer.len() >= size + length {
                    let value = serde_json::from_slice(&self.buffer[size..size + length]);
                    self.buffer.drain(..size + length);
                    return value.map_err(io::Error::other);
                }
            }
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
    }
}
