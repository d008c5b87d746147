//! The server: one task a connection, one plan under one lock, which is held for microseconds.

use crate::Load;
use crate::http::{Connection, Request};
use crate::params::Params;
use crate::plan::Plan;
use crate::tls;
use bytes::Bytes;
use h2::server::SendResponse;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::time::{MissedTickBehavior, interval, sleep, timeout};
use tokio_rustls::TlsAcceptor;

/// What the Bot API gives at most in one answer.
const UPDATES_MAX: usize = 100;
/// The longest a poll waits, whatever it asks for.
const POLL_MAX: Duration = Duration::from_secs(50);
/// Calls that one connection carries at once, where it carries several: what nginx allows by itself.
const STREAMS_MAX: u32 = 128;

struct Server {
    load: Load,
    plan: Mutex<Plan>,
    /// There are updates.
    came: Notify,
    over: Notify,
    /// The bot asked for updates.
    polled: Notify,
}

impl Server {
    fn plan(&self) -> MutexGuard<'_, Plan> {
        self.plan.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Serves one round and writes its result.
///
/// It says `polled` when the bot asks for updates, waits for a line on stdin, says `begun` at the first update that is
/// measured and `over` behind the last, and goes on answering until stdin ends: the bot is not to see it go.
pub async fn run(load: Load) -> io::Result<()> {
    let listener = TcpListener::bind(("127.0.0.1", load.port)).await?;
    let server = Arc::new(Server {
        plan: Mutex::new(Plan::new(load.clone())),
        load: load.clone(),
        came: Notify::new(),
        over: Notify::new(),
        polled: Notify::new(),
    });
    let acceptor = load.tls.as_deref().map(tls::acceptor).transpose()?;
    let serving = server.clone();
    tokio::spawn(async move {
        loop {
            let Ok((stream, _)) = listener.accept().await else { continue };
            // Answers are small and must not wait for each other.
            let _ = stream.set_nodelay(true);
            tokio::spawn(connected(serving.clone(), acceptor.clone(), stream));
        }
    });
    server.polled.notified().await;
    println!("polled");
    tokio::task::spawn_blocking(line).await??;
    tokio::spawn(begin(server.clone()));
    let limit = Duration::from_secs(load.seconds);
    let _late = timeout(limit, server.over.notified()).await;
    let result = server.plan().result();
    std::fs::write(&load.result, result)?;
    println!("over");
    tokio::task::spawn_blocking(line).await?
}

/// The next line of stdin, or its end.
fn line() -> io::Result<()> {
    io::stdin().read_line(&mut String::new()).map(drop)
}

async fn connected(server: Arc<Server>, acceptor: Option<TlsAcceptor>, stream: TcpStream) {
    {
        let mut plan = server.plan();
        plan.connections += 1;
        plan.connections_max = plan.connections_max.max(plan.connections);
    }
    match acceptor {
        None => talk(&server, stream).await,
        Some(acceptor) => match acceptor.accept(stream).await {
            Ok(stream) if stream.get_ref().1.alpn_protocol() == Some(tls::H2) => {
                let _ended = share(&server, stream).await;
            }
            Ok(stream) => talk(&server, stream).await,
            Err(_) => {}
        },
    }
    server.plan().connections -= 1;
}

/// One call after the other.
async fn talk(server: &Arc<Server>, stream: impl AsyncRead + AsyncWrite + Unpin) {
    let mut connection = Connection::new(stream);
    while let Ok(Some(request)) = connection.request().await {
        let answer = late_answer(server, &request).await;
        if connection.answer(&answer).await.is_err() {
            break;
        }
    }
}

/// Many calls at once, over HTTP/2.
async fn share(
    server: &Arc<Server>,
    stream: impl AsyncRead + AsyncWrite + Unpin,
) -> Result<(), h2::Error> {
    let mut builder = h2::server::Builder::new();
    let mut connection = builder.max_concurrent_streams(STREAMS_MAX).handshake(stream).await?;
    while let Some(call) = connection.accept().await {
        let (call, respond) = call?;
        let server = server.clone();
        tokio::spawn(async move { one_of_many(&server, call, respond).await });
    }
    Ok(())
}

async fn one_of_many(
    server: &Arc<Server>,
    call: http::Request<h2::RecvStream>,
    mut respond: SendResponse<Bytes>,
) -> Result<(), h2::Error> {
    let (head, mut stream) = call.into_parts();
    let kind = head.headers.get("content-type").and_then(|kind| kind.to_str().ok());
    let path = head.uri.path_and_query().map_or("", |path| path.as_str()).to_owned();
    let mut request = Request { path, kind: kind.unwrap_or_default().to_owned(), body: Vec::new() };
    while let Some(part) = stream.data().await {
        let part = part?;
        stream.flow_control().release_capacity(part.len())?;
        request.body.extend_from_slice(&part);
    }
    let answer = late_answer(server, &request).await;
    let mut head = http::Response::new(());
    head.headers_mut().insert("content-type", http::HeaderValue::from_static("application/json"));
    respond.send_response(head, false)?.send_data(answer.into(), true)
}

/// The answer, when it has come as far.
async fn late_answer(server: &Arc<Server>, request: &Request) -> String {
    let answer = answer(server, request).await;
    if server.load.rtt > 0 {
        sleep(Duration::from_millis(server.load.rtt)).await;
    }
    answer
}

async fn answer(server: &Arc<Server>, request: &Request) -> String {
    let (path, query) = request.path.split_once('?').unwrap_or((&request.path, ""));
    let method = path.rsplit('/').next().unwrap_or_default().to_ascii_lowercase();
    let params = Params::read(query, &request.kind, &request.body);
    server.plan().calls += 1;
    match method.as_str() {
        "getupdates" => poll(server, &params).await,
        "getme" => ok(
            r#"{"id":7000001,"is_bot":true,"first_name":"Bench","username":"bench_bot","can_join_groups":false,"can_read_all_group_messages":false,"supports_inline_queries":false,"can_connect_to_business":false,"has_main_web_app":false}"#,
        ),
        "getwebhookinfo" => {
            ok(r#"{"url":"","has_custom_certificate":false,"pending_update_count":0}"#)
        }
        "sendmessage" | "editmessagetext" => message(server, &params),
        _ => ok("true"),
    }
}

fn ok(result: &str) -> String {
    format!(r#"{{"ok":true,"result":{result}}}"#)
}

fn message(server: &Arc<Server>, params: &Params) -> String {
    let (chat, text) =
        (params.chat.unwrap_or_default(), params.text.as_deref().unwrap_or_default());
    let mut plan = server.plan();
    let number = plan.number();
    if plan.reply(chat, text) {
        let is_over = plan.is_over();
        drop(plan);
        if is_over {
            server.over.notify_one();
        } else if server.load.rate.is_none() {
            server.came.notify_one();
        }
    }
    ok(&format!(
        r#"{{"message_id":{number},"date":1700000000,"chat":{{"id":{chat},"type":"private","first_name":"P"}},"from":{{"id":7000001,"is_bot":true,"first_name":"Bench"}},"text":"."}}"#
    ))
}

async fn poll(server: &Arc<Server>, params: &Params) -> String {
    {
        let mut plan = server.plan();
        plan.polls += 1;
        let offset = params.offset.unwrap_or_default();
        while plan.waiting.front().is_some_and(|(id, _)| *id < offset) {
            plan.waiting.pop_front();
        }
    }
    server.polled.notify_one();
    let ends = Instant::now() + POLL_MAX.min(Duration::from_secs(params.timeout.unwrap_or(0)));
    loop {
        let came = server.came.notified();
        if let Some(updates) = taken(server, params) {
            return ok(&updates);
        }
        let left = ends.saturating_duration_since(Instant::now());
        if left.is_zero() || timeout(left, came).await.is_err() {
            return ok("[]");
        }
    }
}

fn taken(server: &Arc<Server>, params: &Params) -> Option<String> {
    let plan = server.plan();
    let most = params.limit.unwrap_or(UPDATES_MAX).min(UPDATES_MAX);
    let updates: Vec<&str> = plan.waiting.iter().take(most).map(|(_, update)| &**update).collect();
    (!updates.is_empty()).then(|| format!("[{}]", updates.join(",")))
}

/// People begin to write.
async fn begin(server: Arc<Server>) {
    let Some(rate) = server.load.rate else {
        server.plan().fill();
        server.came.notify_one();
        return;
    };
    let mut pace = interval(Duration::from_secs_f64(1.0 / rate));
    pace.set_missed_tick_behavior(MissedTickBehavior::Burst);
    for _ in 0..server.load.warm + server.load.updates {
        pace.tick().await;
        server.plan().pace();
        server.came.notify_one();
    }
}
