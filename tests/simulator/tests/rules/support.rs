//! A raw HTTP client over a TCP stream, and the calls of a bot made with it.

use std::io;

use serde_json::{Value, json};
use simulator::{Options, Person, Simulator};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// The token of every test.
pub const TOKEN: &str = "7000001:invented-token";

/// A simulator whose clock stands still.
pub async fn frozen() -> Simulator {
    let frozen_at = Some("2031-03-04T09:00:00Z".parse().unwrap());
    start(Options { frozen_at, ..Options::default() }).await
}

/// A simulator with the test token.
pub async fn start(options: Options) -> Simulator {
    Simulator::start(Options { token: TOKEN.to_owned(), ..options }).await.unwrap()
}

/// A person who has started the bot; the update of that is number 1001.
pub fn anna(sim: &Simulator) -> Person {
    let anna = sim.person(101, "Anna", Some("en"));
    anna.says_quietly("/start");
    anna
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

/// Sends one request on a connection of its own.
pub async fn request(sim: &Simulator, head: &str, body: &[u8]) -> io::Result<Answer> {
    let address = sim.url().replace("http://", "");
    let mut stream = TcpStream::connect(address).await?;
    let head = head.replace('\n', "\r\n");
    let (line, headers) = head.split_once("\r\n").unwrap_or((&head, "accept: */*"));
    let length = body.len();
    let head = format!(
        "{line} HTTP/1.1\r\nhost: simulator\r\nconnection: close\r\n\
         content-length: {length}\r\n{headers}\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(body).await?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await?;
    let end = answer.windows(4).position(|end| end == b"\r\n\r\n");
    let end = end.ok_or(io::ErrorKind::UnexpectedEof)?;
    let head = String::from_utf8(answer[..end].to_vec()).unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Ok(Answer { status, head, body: answer[end + 4..].to_vec() })
}

/// Calls a method with JSON parameters and returns the whole answer.
pub async fn call(sim: &Simulator, method: &str, params: Value) -> io::Result<Answer> {
    let head = format!("POST /bot{TOKEN}/{method}\ncontent-type: application/json");
    request(sim, &head, params.to_string().as_bytes()).await
}

/// Calls a method that must succeed and returns its result.
pub async fn ok(sim: &Simulator, method: &str, params: Value) -> Value {
    let answer = call(sim, method, params).await.unwrap();
    let body = answer.json();
    assert_eq!(body["ok"], true, "{method}: {body}");
    assert_eq!(answer.status, 200);
    body["result"].clone()
}

/// Calls a method that must be refused and returns its description.
pub async fn refused(sim: &Simulator, method: &str, params: Value) -> String {
    let answer = call(sim, method, params).await.unwrap();
    let body = answer.json();
    assert_eq!(body["ok"], false, "{method}: {body}");
    assert_eq!(body["error_code"], answer.status);
    body["description"].as_str().unwrap().to_owned()
}

/// Sends Anna a text and returns its number.
pub async fn text_to_anna(sim: &Simulator, text: &str) -> i64 {
    let sent = ok(sim, "SendMessage", json!({"chat_id": 101, "text": text})).await;
    sent["message_id"].as_i64().unwrap()
}

/// Asks for updates without waiting; each call of a test uses another offset or is patient.
pub async fn updates(sim: &Simulator, offset: i64) -> Vec<Value> {
    let batch = ok(sim, "getUpdates", json!({"offset": offset, "timeout": 0})).await;
    batch.as_array().unwrap().clone()
}

/// Calls the people's door with a body, or without one for a GET.
pub async fn people(sim: &Simulator, path: &str, body: Option<Value>) -> Value {
    let answer = match body {
        None => request(sim, &format!("GET {path}"), b"").await,
        Some(body) => request(sim, &format!("POST {path}"), body.to_string().as_bytes()).await,
    };
    answer.unwrap().json()
}
