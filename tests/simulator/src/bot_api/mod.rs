//! The first door: the Bot API. A call is read, checked against the table of methods, perhaps
//! struck by a fault, carried out, and noted in the journal.

pub(crate) mod answer;
mod callbacks;
mod chats;
mod commands;
mod edits;
pub(crate) mod files;
mod messages;
mod methods;
pub(crate) mod params;
mod profile;
mod updates;

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{
    extract::Request,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Value, json};
use tokio::time::sleep;

use crate::{
    bot_api::{
        answer::{Answer, Refusal, bad_request},
        methods::{METHODS, Method, Run},
        params::{Params, url_decode},
    },
    faults::FaultKind,
    journal::CallNote,
    server::Connection,
    world::{Shared, World},
};

/// How a compressed stream begins.
const GZIP_BEGINS: [u8; 4] = [0x1f, 0x8b, 0x08, 0x00];
/// The length of junk.
const JUNK_BYTES: u32 = 300;
/// About as long as the head of an answer is.
const HEAD_BYTES: usize = 110;
/// Bytes of a file, the head of its answer included, that arrive before the connection is cut.
const HALF_A_FILE: usize = HEAD_BYTES + 40;

/// Answers `/bot<token>/<method>` and `/file/bot<token>/<path>`; `None` for any other path.
pub(crate) async fn answer(
    shared: &Arc<Shared>,
    connection: &Connection,
    request: Request,
) -> Option<Response> {
    let path = request.uri().path().to_owned();
    if let Some(rest) = path.strip_prefix("/file/bot") {
        let (token, file) = rest.split_once('/')?;
        return Some(download(shared, connection, &url_decode(token), &url_decode(file)).await);
    }
    let (token, method) = path.strip_prefix("/bot")?.split_once('/')?;
    let (token, method) = (url_decode(token), method.to_owned());
    let received = Instant::now();
    // Parameters are read before anything else, so that the journal has them in any case.
    let (params, unreadable) = match Params::read(request).await {
        Ok(params) => (params, None),
        Err(why) => (Params::default(), Some(bad_request(why))),
    };
    let call = Call { shared, connection, params, token: &token, received };
    Some(call.serve(&method, unreadable).await)
}

async fn download(shared: &Shared, connection: &Connection, token: &str, path: &str) -> Response {
    let fault = shared.change(|world| world.faults.strike("file", None));
    match fault {
        Some(FaultKind::Status { code, body }) => return page(code, body.into_bytes()),
        Some(FaultKind::Junk { code }) => return page(code, junk()),
        Some(FaultKind::CutBefore | FaultKind::CutAfter) => connection.cut(),
        Some(FaultKind::Half) => connection.cut_after(HALF_A_FILE),
        Some(FaultKind::Trickle { ms }) => connection.trickle(ms),
        Some(FaultKind::Delay { ms }) => sleep(Duration::from_millis(ms)).await,
        Some(_) => return respond(&Err(Refusal::new(404, "Not Found"))),
        None => {}
    }
    let found = shared.look(|world| {
        let is_ours = token == world.bot.token;
        let file = world.files.behind_link(path, world.clock.unix()).filter(|_| is_ours)?;
        Some((file.mime.clone(), file.bytes.clone()))
    });
    match found {
        Some((mime, bytes)) => ([(header::CONTENT_TYPE, mime)], bytes).into_response(),
        None => respond(&Err(Refusal::new(404, "Not Found"))),
    }
}

/// One call on its way through the door.
struct Call<'a> {
    shared: &'a Arc<Shared>,
    connection: &'a Connection,
    params: Params,
    token: &'a str,
    received: Instant,
}

impl Call<'_> {
    async fn serve(mut self, method: &str, unreadable: Option<Refusal>) -> Response {
        let known = METHODS.iter().find(|known| known.name.eq_ignore_ascii_case(method));
        let Some(known) = known else { return self.refuse_unknown(method) };
        self.params.normalise(known.parameters);
        let _open = OpenCall::begin(self.shared, known);
        if let Some(refusal) = unreadable.or_else(|| self.refuse_token()) {
            return self.finish(known, &Err(refusal), None);
        }
        let chat = self.params.number("chat_id");
        let fault = self.shared.change(|world| world.faults.strike(known.name, chat));
        match fault {
            None => {
                let answer = self.carry_out(known).await;
                self.finish(known, &answer, None)
            }
            Some(fault) => self.fail(known, fault).await,
        }
    }

    fn refuse_unknown(&self, method: &str) -> Response {
        self.shared.change(|world| world.journal.note_unknown(method));
        let refusal = Refusal::new(404, "Not Found: method not found");
        let problem = format!("{method}: unknown method");
        self.note(method, 404, refusal.json(), vec![problem], None);
        respond(&Err(refusal))
    }

    fn refuse_token(&self) -> Option<Refusal> {
        let is_ours = self.shared.look(|world| world.bot.token == self.token);
        (!is_ours).then(|| Refusal::new(401, "Unauthorized"))
    }

    async fn carry_out(&self, method: &Method) -> Answer {
        let is_known = |name: &&str| method.parameters.iter().any(|(known, _)| known == name);
        let names = self.params.names();
        if let Some(name) = names.iter().find(|name| !is_known(name)) {
            return Err(Refusal::unknown(&format!("the parameter \"{name}\"")));
        }
        match method.run {
            Run::Now(run) => self.shared.change(|world| run(world, &self.params)),
            Run::Poll => updates::get_updates(self.shared, &self.params).await,
        }
    }

    /// Does to the call what the plan says.
    async fn fail(&self, method: &Method, fault: FaultKind) -> Response {
        let noted = Some(json!(fault));
        let refusal = match fault {
            FaultKind::Status { code, body } => {
                self.note(method.name, code, json!(body), Vec::new(), noted);
                return page(code, body.into_bytes());
            }
            FaultKind::Junk { code } => {
                self.note(method.name, code, Value::Null, Vec::new(), noted);
                return page(code, junk());
            }
            FaultKind::Half => {
                let answer = self.carry_out(method).await;
                let body = answer_json(&answer).to_string().len();
                self.connection.cut_after(HEAD_BYTES + body / 2);
                return self.finish(method, &answer, noted);
            }
            FaultKind::Trickle { ms } => {
                let answer = self.carry_out(method).await;
                self.connection.trickle(ms);
                return self.finish(method, &answer, noted);
            }
            FaultKind::CutBefore => return self.cut(method, Value::Null, noted),
            FaultKind::CutAfter => {
                let answer = self.carry_out(method).await;
                return self.cut(method, answer_json(&answer), noted);
            }
            FaultKind::Delay { ms } => {
                sleep(Duration::from_millis(ms)).await;
                let answer = self.carry_out(method).await;
                return self.finish(method, &answer, noted);
            }
            FaultKind::RetryAfter { seconds } => Refusal::too_many(seconds),
            FaultKind::Forbidden { text } => Refusal::new(403, text),
            FaultKind::Unauthorized => Refusal::new(401, "Unauthorized"),
            FaultKind::Conflict => Refusal::new(409, updates::TERMINATED),
        };
        self.finish(method, &Err(refusal), noted)
    }

    fn cut(&self, method: &Method, answer: Value, fault: Option<Value>) -> Response {
        self.note(method.name, 0, answer, Vec::new(), fault);
        self.connection.cut();
        // Nobody gets this: the connection is gone before it is written.
        StatusCode::NO_CONTENT.into_response()
    }

    fn finish(&self, method: &Method, answer: &Answer, fault: Option<Value>) -> Response {
        let (status, problems) = match answer {
            Ok(_) => (200, Vec::new()),
            Err(refusal) if refusal.is_problem => {
                (refusal.code, vec![format!("{}: {}", method.name, refusal.description)])
            }
            Err(refusal) => (refusal.code, Vec::new()),
        };
        self.note(method.name, status, answer_json(answer), problems, fault);
        respond(answer)
    }

    fn note(
        &self,
        method: &str,
        status: u16,
        answer: Value,
        problems: Vec<String>,
        fault: Option<Value>,
    ) {
        let us = self.shared.look(|world| world.micros(self.received));
        let note = CallNote {
            us,
            method: method.to_owned(),
            params: self.params.values_json(),
            files: self.params.files_json(),
            status,
            answer,
            problems,
            fault,
        };
        self.shared.change(|world| world.journal.note_call(world.timestamp(), note));
    }
}

/// Something that is not the server's own answer.
fn page(code: u16, body: Vec<u8>) -> Response {
    let code = StatusCode::from_u16(code).unwrap_or(StatusCode::BAD_GATEWAY);
    let mut response = (code, [(header::CONTENT_TYPE, "text/html")], body).into_response();
    response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    response
}

/// Bytes that begin as a compressed stream does, and are none.
fn junk() -> Vec<u8> {
    let noise = (0..JUNK_BYTES).map(|place| (place * place % 251) as u8);
    GZIP_BEGINS.iter().copied().chain(noise).collect()
}

/// Counts a call as under way until it is dropped, even if its connection breaks.
struct OpenCall<'a> {
    shared: &'a Shared,
    is_poll: bool,
}

impl<'a> OpenCall<'a> {
    fn begin(shared: &'a Shared, method: &Method) -> Self {
        let is_poll = matches!(method.run, Run::Poll);
        if !is_poll {
            shared.change(|world| world.traffic.begin());
        }
        Self { shared, is_poll }
    }
}

impl Drop for OpenCall<'_> {
    fn drop(&mut self) {
        if !self.is_poll {
            self.shared.change(|world| world.traffic.end());
        }
    }
}

fn answer_json(answer: &Answer) -> Value {
    match answer {
        Ok(result) => json!({"ok": true, "result": result}),
        Err(refusal) => refusal.json(),
    }
}

fn respond(answer: &Answer) -> Response {
    let body = answer_json(answer).to_string();
    let mut response = ([(header::CONTENT_TYPE, "application/json")], body).into_response();
    if let Err(refusal) = answer {
        *response.status_mut() =
            StatusCode::from_u16(refusal.code).expect("refusals carry HTTP statuses");
        if let Some(seconds) = refusal.retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
    }
    response
}

/// Checks that the bot may write to the chat of `chat_id`, and returns its id.
pub(crate) fn writable_chat(world: &World, params: &Params) -> Result<i64, Refusal> {
    let chat = readable_chat(world, params)?;
    chats::check_access(world, chat)?;
    Ok(chat)
}

/// The chat of `chat_id`, if the bot knows it.
pub(crate) fn readable_chat(world: &World, params: &Params) -> Result<i64, Refusal> {
    let given = params.text("chat_id").unwrap_or_default();
    if given.is_empty() {
        return Err(bad_request("chat_id is empty"));
    }
    // `@name` finds only public groups, channels and bots, of which there are none here.
    let chat = given.parse().ok().filter(|chat| world.chats.contains_key(chat));
    chat.ok_or_else(|| bad_request("chat not found"))
}
