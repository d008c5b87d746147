//! The thin way to the Bot API: JSON out, JSON in, and errors that hold neither the token nor a body (R6, T14).
//!
//! teloxide's own requests sleep 10 s on a server error, drop the error's code and miss fields newer than Bot API 9.1.

use super::Failure;
use super::backoff::Backoff;
use super::classify::{Verdict, classify};
use super::client::{TAKES_MAX, client};
use super::upload::{Document, form};
use crate::meter::METERS;
use crate::model::text::hex;
use hmac::{Hmac, Mac};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json::value::RawValue;
use sha2::Sha256;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;
use teloxide::Bot;
use tokio::sync::OnceCell;

/// A call that took longer counts as lost.
const CALL_MAX: Duration = Duration::from_secs(15);
/// A document that took longer to send counts as lost.
const UPLOAD_MAX: Duration = Duration::from_secs(60);
/// What a poll may take beyond the time that it asks Telegram to wait.
const POLL_SLACK: Duration = Duration::from_secs(10);
/// Bytes of an answer: Telegram cuts at 4 MiB.
const ANSWER_BYTES_MAX: usize = 8 << 20;
/// Bytes of a file: Telegram gives bots no more.
pub const FILE_BYTES_MAX: usize = 20 << 20;
/// The status of what is too large.
const TOO_LARGE: i64 = 413;
/// The status of what comes too fast.
const PAUSE: i64 = 429;
/// Bytes by chance in what parts the fields of an upload.
const BOUNDARY_BYTES: usize = 16;
/// Hexadecimal digits of an id in the log.
const PSEUDONYM_BYTES: usize = 4;

/// The way to one bot's API. It holds the token, so it has no `Debug`.
#[derive(Clone)]
pub struct Connection {
    pub(super) bot: Bot,
    me: Arc<OnceCell<Me>>,
    answers: Arc<AtomicU64>,
    shares: Arc<AtomicBool>,
}

/// Who the bot is.
#[derive(Clone)]
pub struct Me {
    /// The bot's id.
    pub id: i64,
    /// The bot's user name, without `@`.
    pub username: String,
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

/// Opens the way to the Bot API at `api_url` with the token of @BotFather. Nothing is sent yet. With an `authority`, a file
/// of certificates in PEM, only what these have signed is trusted.
///
/// # Errors
/// `Failure::Address` if the address is none, `Failure::Authority` if the file holds no certificate, `Failure::Client` if
/// the system's TLS cannot be set up.
pub fn connect(
    token: &str,
    api_url: &str,
    authority: Option<&Path>,
) -> Result<Connection, Failure> {
    let address = api_url.trim_end_matches('/').parse().map_err(|_| Failure::Address)?;
    let bot = Bot::with_client(token, client(api_url, authority)?).set_api_url(address);
    if bot.api_url().cannot_be_a_base() {
        return Err(Failure::Address);
    }
    Ok(Connection { bot, me: Arc::default(), answers: Arc::default(), shares: Arc::default() })
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
        counted(self.post(method, params, CALL_MAX).await.and_then(|text| self.read(&text)))
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
        let boundary = hex(&chance);
        let body = form(params, field, document, &boundary);
        let kind = format!("multipart/form-data; boundary={boundary}");
        counted(self.send(method, &kind, body, UPLOAD_MAX).await.and_then(|text| self.read(&text)))
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
        let answered = self.post("getUpdates", params, wait + POLL_SLACK).await;
        counted(answered.and_then(|text| self.read(&text)))
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
        let request = self.bot.client().get(url).timeout(TAKES_MAX);
        let mut response = request.send().await.map_err(|error| self.lost(&error))?;
        let status = response.status();
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| self.lost(&error))? {
            if bytes.len() + chunk.len() > FILE_BYTES_MAX {
                return Err(Refusal::unread(TOO_LARGE));
            }
            bytes.extend_from_slice(&chunk);
        }
        if status.is_success() { Ok(bytes) } else { Err(Refusal::page(status.as_u16().into())) }
    }

    /// How often Telegram did what it was asked for, since the start.
    pub fn answers(&self) -> u64 {
        self.answers.load(Ordering::Relaxed)
    }

    /// Whether calls share a connection, as far as the last answer tells: HTTP/2 carries many at once.
    pub fn shares(&self) -> bool {
        self.shares.load(Ordering::Relaxed)
    }

    fn read<T: DeserializeOwned>(&self, text: &str) -> Result<T, Refusal> {
        let result = parsed(text)?;
        self.answers.fetch_add(1, Ordering::Relaxed);
        Ok(result)
    }

    /// A short name for an id in the log, which nobody without the token can turn back (R11).
    pub fn pseudonym(&self, id: i64) -> String {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.bot.token().as_bytes())
            .expect("HMAC takes keys of any length");
        mac.update(&id.to_be_bytes());
        let tag = mac.finalize().into_bytes();
        hex(&tag[..PSEUDONYM_BYTES])
    }

    fn lost(&self, error: &reqwest::Error) -> Refusal {
        // With the connection went what was known of it; a call that took too long leaves it as it is.
        if !error.is_timeout() {
            self.shares.store(false, Ordering::Relaxed);
        }
        Refusal::lost(error.is_connect())
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
        let mut response = request.send().await.map_err(|error| self.lost(&error))?;
        self.shares.store(response.version() == reqwest::Version::HTTP_2, Ordering::Relaxed);
        let status = i64::from(response.status().as_u16());
        let mut bytes = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|error| self.lost(&error))? {
            if bytes.len() + chunk.len() > ANSWER_BYTES_MAX {
                return Err(Refusal::unread(0));
            }
            bytes.extend_from_slice(&chunk);
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        match serde_json::from_str::<Answer>(&text) {
            Ok(_) => Ok(text),
            Err(_) => Err(Refusal::page(status)),
        }
    }
}

/// Counts a call by its end.
fn counted<T>(done: Result<T, Refusal>) -> Result<T, Refusal> {
    match &done {
        Ok(_) => METERS.called("ok"),
        Err(refusal) => {
            let verdict = refusal.verdict();
            METERS.called(verdict.label());
            if let Verdict::RetryAfter(seconds) = verdict {
                METERS.told_to_wait(seconds);
            }
        }
    }
    done
}

/// The updates in an answer to `getUpdates`, each as its raw text.
///
/// # Errors
/// A `Refusal`, if the answer is one or cannot be read.
pub fn updates(answer: &str) -> Result<Vec<Box<RawValue>>, Refusal> {
    parsed(answer)
}

fn parsed<T: DeserializeOwned>(text: &str) -> Result<T, Refusal> {
    serde_json::from_str(read_answer(text)?.get()).map_err(|_| Refusal::unread(0))
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

    /// Something that is not Telegram's JSON. What failed on the way counts; what a proxy forbids says nothing of a
    /// person or of the token.
    fn page(status: i64) -> Self {
        let counts = status == PAUSE || status == TOO_LARGE || status >= 500;
        Self::unread(if counts { status } else { 0 })
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
        for (status, verdict) in [
            (200, Verdict::Unknown),
            (401, Verdict::Unknown),
            (403, Verdict::Unknown),
            (404, Verdict::Unknown),
            (409, Verdict::Unknown),
            (413, Verdict::BadContent),
            (429, Verdict::RetryAfter(5)),
            (502, Verdict::Unknown),
        ] {
            assert_eq!(Refusal::page(status).verdict(), verdict, "a page with {status}");
        }
    }

    #[test]
    fn an_address_that_is_none_is_refused() {
        assert!(connect("1:t", "http://127.0.0.1:8081/", None).is_ok());
        for address in ["", "api.telegram.org", "mailto:nobody@example.org"] {
            assert!(matches!(connect("1:t", address, None), Err(Failure::Address)), "{address}");
        }
    }

    #[test]
    fn a_pseudonym_is_short_and_depends_on_the_token() {
        let one = connect("1:one", "http://127.0.0.1", None).ok().unwrap();
        let two = connect("1:two", "http://127.0.0.1", None).ok().unwrap();
        assert_eq!(one.pseudonym(42).len(), 2 * PSEUDONYM_BYTES);
        assert_eq!(one.pseudonym(42), one.pseudonym(42));
        assert_ne!(one.pseudonym(42), two.pseudonym(42));
    }
}
