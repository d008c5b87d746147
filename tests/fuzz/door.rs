//! A door to the Bot API that hands updates out byte for byte, so that it can hand out what no Telegram would: the
//! simulator keeps JSON, and some of this is none that it could keep.

use serde_json::{Value, json};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::sleep;

/// How long a poll waits here.
const POLL: Duration = Duration::from_millis(400);
/// How often the door looks.
const LOOK: Duration = Duration::from_millis(2);
/// The bot is calm when nothing was called for so long.
const CALM: Duration = Duration::from_millis(1_500);
/// The longest wait for that.
const CALM_MAX: Duration = Duration::from_secs(120);
/// Updates of one answer, and the bytes at which it is cut, as at Telegram.
const BATCH: usize = 100;
const ANSWER_BYTES_MAX: usize = 1 << 22;
/// Telegram's first number here.
const FIRST: i64 = 5_000;

/// The door. Dropping it closes nothing: the process ends soon.
pub struct Door {
    world: Arc<Mutex<World>>,
    port: u16,
}

struct World {
    queue: VecDeque<(i64, String)>,
    next: i64,
    issued: i64,
    polls: u64,
    sent: Vec<(i64, String)>,
    messages: i64,
    called: Instant,
}

/// A message of words, as Telegram writes it.
pub fn message(id: i64, person: i64, text: &str) -> String {
    let user =
        json!({"id": person, "is_bot": false, "first_name": "Sample", "language_code": "en"});
    let chat = json!({"id": person, "type": "private", "first_name": "Sample"});
    let date = chrono::Utc::now().timestamp();
    let message = json!({"message_id": id, "from": user, "chat": chat, "date": date, "text": text});
    json!({"update_id": id, "message": message}).to_string()
}

impl Door {
    /// Opens the door on this machine.
    pub async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let world = World {
            queue: VecDeque::new(),
            next: FIRST,
            issued: 0,
            polls: 0,
            sent: Vec::new(),
            messages: 0,
            called: Instant::now(),
        };
        let world = Arc::new(Mutex::new(world));
        let shared = Arc::clone(&world);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let world = Arc::clone(&shared);
                // A connection that breaks is the bot's to mend.
                tokio::spawn(async move { drop(serve(stream, world).await) });
            }
        });
        Self { world, port }
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The number of the next update.
    pub fn next_id(&self) -> i64 {
        let mut world = self.look();
        world.next += 1;
        world.next
    }

    /// Queues an update, so many times.
    pub fn hand_out(&self, id: i64, update: &str, times: usize) {
        let mut world = self.look();
        world.issued += 1;
        for _ in 0..times {
            world.queue.push_back((id, update.to_owned()));
        }
    }

    /// Different updates so far.
    pub fn issued(&self) -> i64 {
        self.look().issued
    }

    /// How often a chat was told something.
    pub fn said(&self, chat: i64, words: &str) -> usize {
        self.look().sent.iter().filter(|(to, text)| *to == chat && text.contains(words)).count()
    }

    /// Waits for the first poll.
    pub async fn polled(&self) {
        self.wait(|world| world.polls > 0).await;
    }

    /// Waits until everything is confirmed and nothing was called for a while.
    pub async fn calm(&self) {
        self.wait(|world| world.queue.is_empty() && world.called.elapsed() > CALM).await;
    }

    /// Waits until everything is confirmed.
    pub async fn confirmed(&self) {
        self.wait(|world| world.queue.is_empty()).await;
    }

    async fn wait(&self, is_so: impl Fn(&World) -> bool) {
        let begun = Instant::now();
        while !is_so(&self.look()) {
            assert!(begun.elapsed() < CALM_MAX, "the bot does not come to rest at the door");
            sleep(LOOK).await;
        }
    }

    fn look(&self) -> std::sync::MutexGuard<'_, World> {
        self.world.lock().expect("nobody panics while holding the world")
    }
}

/// One connection: calls one after the other, each answered.
async fn serve(stream: TcpStream, world: Arc<Mutex<World>>) -> std::io::Result<()> {
    let (read, mut write) = stream.into_split();
    let mut read = BufReader::new(read);
    loop {
        let Some((method, body)) = call(&mut read).await? else { return Ok(()) };
        let answer = if method == "getupdates" {
            polled(&world, &body).await
        } else {
            answered(
                &mut world.lock().expect("nobody panics while holding the world"),
                &method,
                &body,
            )
        };
        let head = format!(
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
            answer.len()
        );
        write.write_all(head.as_bytes()).await?;
        write.write_all(answer.as_bytes()).await?;
    }
}

/// The next call: its method in small letters, and its parameters.
async fn call(
    read: &mut BufReader<tokio::net::tcp::OwnedReadHalf>,
) -> std::io::Result<Option<(String, Value)>> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        match read.read_u8().await {
            Ok(byte) => head.push(byte),
            Err(_) => return Ok(None),
        }
    }
    let head = String::from_utf8_lossy(&head).to_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length:"));
    let mut body = vec![0; length.and_then(|length| length.trim().parse().ok()).unwrap_or(0)];
    read.read_exact(&mut body).await?;
    let path = head.split(' ').nth(1).unwrap_or_default();
    let method = path.rsplit('/').next().unwrap_or_default().to_owned();
    Ok(Some((method, serde_json::from_slice(&body).unwrap_or_default())))
}

/// What waits from the offset on; below it everything is confirmed.
async fn polled(world: &Mutex<World>, ask: &Value) -> String {
    let offset = ask["offset"].as_i64().unwrap_or(0);
    let begun = Instant::now();
    loop {
        {
            let mut world = world.lock().expect("nobody panics while holding the world");
            world.queue.retain(|(id, _)| *id >= offset);
            world.polls += 1;
            if !world.queue.is_empty() || begun.elapsed() > POLL {
                let mut result = String::new();
                for (_, update) in world.queue.iter().take(BATCH) {
                    if result.len() + update.len() > ANSWER_BYTES_MAX {
                        break;
                    }
                    result.push_str(if result.is_empty() { "" } else { "," });
                    result.push_str(update);
                }
                return format!("{{\"ok\":true,\"result\":[{result}]}}");
            }
        }
        sleep(LOOK).await;
    }
}

/// Any other call, as if it had its effect.
fn answered(world: &mut World, method: &str, params: &Value) -> String {
    world.called = Instant::now();
    let result = match method {
        "getme" => {
            json!({"id": 7_000_001, "is_bot": true, "first_name": "Sample Bot", "username": "sample_bot"})
        }
        "sendmessage" | "senddocument" | "editmessagetext" => {
            let chat = params["chat_id"].as_i64().unwrap_or_default();
            world.sent.push((chat, params["text"].as_str().unwrap_or_default().to_owned()));
            world.messages += 1;
            let id = params["message_id"].as_i64().unwrap_or(100_000 + world.messages);
            json!({"message_id": id, "date": 1_772_000_000, "chat": {"id": chat, "type": "private"}})
        }
        _ => json!(true),
    };
    json!({"ok": true, "result": result}).to_string()
}
