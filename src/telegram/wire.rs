//! The thin way to the Bot API: JSON out, JSON in, and errors that hold neither the token nor a body (R6, T14).
//!
//! teloxide's own requests sleep 10 s on a server error, drop the error's code and miss fields newer than Bot API 9.1.

use super::Failure;
use super::backoff::Backoff;
use super::classify::{Verdict, classify};
use hmac::{Hmac, Mac};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;
use sha2::Sha256;
use std::sync::Arc;
use std::time::Duration;
use teloxide::Bot;
use teloxide::net::default_reqwest_settings;
use tokio::sync::OnceCell;

/// A call that took longer counts as lost.
const CALL_MAX: Duration = Duration::from_secs(15);
/// A document that took longer to send counts as lost.
const UPLOAD_MAX: Duration = Duration::from_secs(60);
/// A download that took longer counts as lost.
const DOWNLOAD_MAX: Duration = Duration::from_secs(60);
/// What a poll may take beyond the time that it asks Telegram to wait.
const POLL_SLACK: Duration = Duration::from_secs(10);
/// Idle connections that are kept.
const CONNECTIONS_MAX: usize = 64;
/// Bytes of an answer: Telegram cuts at 4 MiB.
const ANSWER_BYTES_MAX: usize = 8 << 20;
/// Bytes of a file: Telegram gives bots no more.
pub const FILE_BYTES_MAX: usize = 20 << 20;
/// Bytes by chance in what parts the fields of an upload.
const BOUNDARY_BYTES: usize = 16;
/// Hexadecimal digits of an id in the log.
const PSEUDONYM_BYTES: usize = 4;

/// The way to one bot's API. It holds the token, so it has no `Debug`.
#[derive(Clone)]
pub struct Connection {
    bot: Bot,
    me: Arc<OnceCell<Me>>,
}

/// Who the bot is.
#[derive(Clone)]
pub struct Me {
    /// The bot's id.
    pub id: i64,
    /// The bot's user name, without `@`.
    pub username: String,
}

/// A file on its way out.
pub struct Document {
    name: String,
    mime: &'static str,
    bytes: Vec<u8>,
}

/// Why a call failed. Neither its text nor a URL goes into a log.
pub struct Refusal {
    code: i64,
    description: String,
    retry_after: Option<u64>,
    sent: bool,
}

/// What Telegram wraps every answer in.
#[derive(Deserialize)]
struct Answer<'a> {
    ok: bool,
    #[serde(borrow)]
    result: Option<&'a RawValue>,
    #[serde(default)]
    error_code: i64,
    #[serde(default)]
    description: String,
    parameters: Option<Parameters>,
}

#[derive(Deserialize)]
struct Parameters {
    retry_after: Option<u64>,
}

/// Opens the way to the Bot API at `api_url` with the token of @BotFather. Nothing is sent yet.
///
/// # Errors
/// `Failure::Address` if the address is none; `Failure::Client` if the system's TLS cannot be set up.
pub fn connect(token: &str, api_url: &str) -> Result<Connection, Failure> {
    let address = api_url.trim_end_matches('/').parse().map_err(|_| Failure::Address)?;
    let client =
        default_reqwest_settings().timeout(DOWNLOAD_MAX).pool_max_idle_per_host(CONNECTIONS_MAX);
    // A proxy of the environment must not see what stays on this machine.
    let client = if is_loopback(api_url) { client.no_proxy() } else { client };
    let client = client.build().map_err(|_| Failure::Client)?;
    let bot = Bot::with_client(token, client).set_api_url(address);
    let usable = !bot.api_url().cannot_be_a_base();
    usable.then(|| Connection { bot, me: Arc::default() }).ok_or(Failure::Address)
}

fn is_loopback(api_url: &str) -> bool {
    ["http://127.0.0.1", "http://localhost", "http://[::1]"]
        .iter()
        .any(|begin| api_url.starts_with(begin))
}

impl Connection {
    /// Who the bot is; asked once, and again until Telegram answers.
    ///
    /// # Errors
    /// `Failure::Unauthorized` if Telegram does not take the token.
    pub async fn me(&self) -> Result<Me, Failure> {
        self.me.get_or_try_init(|| self.ask_me()).await.cloned()
    }

    async fn ask_me(&self) -> Result<Me, Failure> {
        let mut backoff = Backoff::default();
        loop {
            let refusal = match self.call("getMe", &serde_json::json!({})).await {
                Ok(me) => match (me["id"].as_i64(), me["username"].as_str()) {
                    (Some(id), Some(username)) => {
                        return Ok(Me { id, username: username.to_owned() });
                    }
                    _ => Refusal::unread(0),
                },
                Err(refusal) => refusal,
            };
            tracing::warn!(%refusal, "getMe failed; trying again");
            match refusal.verdict() {
                // A token of a wrong shape is answered with "Not Found".
                Verdict::Unauthorized | Verdict::BadContent => return Err(Failure::Unauthorized),
                Verdict::RetryAfter(seconds) => {
                    tokio::time::sleep(Duration::from_secs(seconds)).await;
                }
                _ => backoff.pause().await,
            }
        }
    }

    /// Calls a method and returns its result.
    ///
    /// # Errors
    /// A `Refusal`, which says whether the call may have had its effect.
    pub async fn call(&self, method: &str, params: &impl Serialize) -> Result<Value, Refusal> {
        let text = self.post(method, params, CALL_MAX).await?;
        let result = read_answer(&text)?;
        serde_json::from_str(result.get()).map_err(|_| Refusal::unread(0))
    }

    /// Calls a method that takes a file beside its other parameters, and returns its result.
    ///
    /// # Errors
    /// As `call`.
    pub async fn upload(
        &self,
        method: &str,
        params: &impl Serialize,
        field: &str,
        document: &Document,
    ) -> Result<Value, Refusal> {
        let mut chance = [0; BOUNDARY_BYTES];
        getrandom::fill(&mut chance).expect("the system has random bytes");
        let boundary = hexadecimal(&chance);
        let body = form(params, field, document, &boundary);
        let kind = format!("multipart/form-data; boundary={boundary}");
        let text = self.send(method, &kind, body, UPLOAD_MAX).await?;
        let result = read_answer(&text)?;
        serde_json::from_str(result.get()).map_err(|_| Refusal::unread(0))
    }

    /// Asks for updates and lets Telegram wait for `wait`. Each is returned as its raw text, since one that
    /// does not parse must not take the others with it.
    ///
    /// # Errors
    /// A `Refusal`.
    pub async fn poll(
        &self,
        params: &impl Serialize,
        wait: Duration,
    ) -> Result<Vec<Box<RawValue>>, Refusal> {
        let text = self.post("getUpdates", params, wait + POLL_SLACK).await?;
        let result = read_answer(&text)?;
        serde_json::from_str(result.get()).map_err(|_| Refusal::unread(0))
    }

    /// Downloads a file by the path that `getFile` gave, at most `FILE_BYTES_MAX`.
    ///
    /// # Errors
    /// A `Refusal`; a larger file is one too.
    pub async fn file(&self, path: &str) -> Result<Vec<u8>, Refusal> {
        let mut url = self.bot.api_url();
        if let Ok(mut segments) = url.path_segments_mut() {
            let bot = format!("bot{}", self.bot.token());
            segments.pop_if_empty().extend(["file", &bot]).extend(path.split('/'));
        }
        let request = self.bot.client().get(url).timeout(DOWNLOAD_MAX);
        let mut response =
            request.send().await.map_err(|error| Refusal::lost(error.is_connect()))?;
        let status = response.status();
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|_| Refusal::lost(false))? {
            if bytes.len() + chunk.len() > FILE_BYTES_MAX {
                return Err(Refusal::unread(413));
            }
            bytes.extend_from_slice(&chunk);
        }
        if status.is_success() { Ok(bytes) } else { Err(Refusal::unread(status.as_u16().into())) }
    }

    /// A short name for an id in the log, which nobody without the token can turn back (R11).
    pub fn pseudonym(&self, id: i64) -> String {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.bot.token().as_bytes())
            .expect("HMAC takes keys of any length");
        mac.update(&id.to_be_bytes());
        let tag = mac.finalize().into_bytes();
        hexadecimal(&tag[..PSEUDONYM_BYTES])
    }

    async fn post(
        &self,
        method: &str,
        params: &impl Serialize,
        at_most: Duration,
    ) -> Result<String, Refusal> {
        let body = serde_json::to_vec(params).expect("parameters are plain structures");
        self.send(method, "application/json", body, at_most).await
    }

    async fn send(
        &self,
        method: &str,
        kind: &str,
        body: Vec<u8>,
        at_most: Duration,
    ) -> Result<String, Refusal> {
        let mut url = self.bot.api_url();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().push(&format!("bot{}", self.bot.token())).push(method);
        }
        let request = self.bot.client().post(url).timeout(at_most);
        let request = request.header("content-type", kind).body(body);
        let mut response =
            request.send().await.map_err(|error| Refusal::lost(error.is_connect()))?;
        let status = i64::from(response.status().as_u16());
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|_| Refusal::lost(false))? {
            if bytes.len() + chunk.len() > ANSWER_BYTES_MAX {
                return Err(Refusal::unread(0));
            }
            bytes.extend_from_slice(&chunk);
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        match serde_json::from_str::<Answer>(&text) {
            Ok(_) => Ok(text),
            // A page of HTML on the way: its status says as much as can be known.
            Err(_) => Err(Refusal::unread(if status >= 400 { status } else { 0 })),
        }
    }
}

impl Document {
    /// A PDF. Of its name what no file system minds stays.
    pub fn pdf(name: &str, bytes: Vec<u8>) -> Self {
        let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
        let name = name.chars().map(plain).chain(".pdf".chars()).collect();
        Self { name, mime: "application/pdf", bytes }
    }
}

/// A form of several parts: each parameter, then the file.
fn form(params: &impl Serialize, field: &str, document: &Document, boundary: &str) -> Vec<u8> {
    let params = serde_json::to_value(params).expect("parameters are plain structures");
    let mut body = Vec::with_capacity(document.bytes.len() + 4_096);
    for (name, value) in params.as_object().into_iter().flatten() {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let head = format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"");
        body.extend(format!("{head}\r\n\r\n{value}\r\n").bytes());
    }
    let Document { name, mime, bytes } = document;
    let head = format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{field}\"");
    body.extend(format!("{head}; filename=\"{name}\"\r\nContent-Type: {mime}\r\n\r\n").bytes());
    body.extend(bytes);
    body.extend(format!("\r\n--{boundary}--\r\n").bytes());
    body
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn read_answer(text: &str) -> Result<&RawValue, Refusal> {
    let answer: Answer = serde_json::from_str(text).map_err(|_| Refusal::unread(0))?;
    match answer.result {
        Some(result) if answer.ok => Ok(result),
        _ => Err(Refusal {
            code: answer.error_code,
            description: answer.description,
            retry_after: answer.parameters.and_then(|parameters| parameters.retry_after),
            sent: true,
        }),
    }
}

impl Refusal {
    /// What it means.
    pub fn verdict(&self) -> Verdict {
        classify(self.code, &self.description, self.retry_after)
    }

    /// Whether the call may have reached Telegram. A refused connection has not.
    pub fn may_have_arrived(&self) -> bool {
        self.sent
    }

    fn lost(before_sending: bool) -> Self {
        Self { code: 0, description: String::new(), retry_after: None, sent: !before_sending }
    }

    fn unread(code: i64) -> Self {
        Self { code, description: String::new(), retry_after: None, sent: true }
    }
}

/// The code alone: descriptions may quote what was sent.
impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.code, self.sent) {
            (0, false) => f.write_str("Telegram cannot be reached"),
            (0, true) => f.write_str("no readable answer"),
            (code, _) => write!(f, "code {code}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_its_result_or_its_code() {
        let ok = read_answer(r#"{"ok":true,"result":{"message_id":7,"text":"\ud800"}}"#);
        assert_eq!(ok.ok().unwrap().get(), r#"{"message_id":7,"text":"\ud800"}"#);
        let slow = r#"{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 3","parameters":{"retry_after":3}}"#;
        assert_eq!(read_answer(slow).err().unwrap().verdict(), Verdict::RetryAfter(3));
        let page = read_answer("<html>").err().unwrap();
        assert_eq!((page.verdict(), page.may_have_arrived()), (Verdict::Unknown, true));
    }

    #[test]
    fn a_form_holds_every_parameter_and_the_file() {
        let document = Document::pdf("L-2026-0412/王", b"%PDF-\xff".to_vec());
        let params = serde_json::json!({ "chat_id": 7, "caption": "a\nb" });
        let body = form(&params, "document", &document, "edge");
        let text = String::from_utf8_lossy(&body);
        assert!(text.starts_with("--edge\r\n") && text.ends_with("\r\n--edge--\r\n"), "{text}");
        for part in [
            "name=\"chat_id\"\r\n\r\n7\r\n",
            "name=\"caption\"\r\n\r\na\nb\r\n",
            "name=\"document\"; filename=\"L-2026-0412--.pdf\"\r\nContent-Type: application/pdf",
        ] {
            assert!(text.contains(part), "{text}");
        }
    }

    #[test]
    fn an_address_that_is_none_is_refused() {
        assert!(connect("1:t", "http://127.0.0.1:8081/").is_ok());
        for address in ["", "api.telegram.org", "mailto:nobody@example.org"] {
            assert!(matches!(connect("1:t", address), Err(Failure::Address)), "{address}");
        }
    }

    #[test]
    fn a_pseudonym_is_short_and_depends_on_the_token() {
        let one = connect("1:one", "http://127.0.0.1").ok().unwrap();
        let two = connect("1:two", "http://127.0.0.1").ok().unwrap();
        assert_eq!(one.pseudonym(42).len(), 2 * PSEUDONYM_BYTES);
        assert_eq!(one.pseudonym(42), one.pseudonym(42));
        assert_ne!(one.pseudonym(42), two.pseudonym(42));
    }
}
