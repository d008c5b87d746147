//! A small Telegram over HTTP: strict test rig and demo in one.
//!
//! It has two doors on one port. Behind the first, `bot_api`, a bot finds what it would find at
//! `api.telegram.org`, byte for byte where texts of errors are concerned. Behind the second,
//! `people_api`, people read and write: a page in a browser, or any program. Tests in Rust use
//! neither door for the people but a [`Person`] each:
//!
//! ```no_run
//! # async fn example() -> std::io::Result<()> {
//! let sim = simulator::Simulator::start(simulator::Options::default()).await?;
//! // … start the bot with sim.url() as its API address …
//! let anna = sim.person(101, "Anna", Some("en"));
//! anna.says("/start").await;
//! anna.presses("Find").await;
//! println!("{}", sim.transcript());
//! sim.shutdown().await;
//! # Ok(())
//! # }
//! ```
//!
//! The map:
//!
//! | module | what it is |
//! |---|---|
//! | `options`, `host` | what a simulator is started with |
//! | `world` | everything known, behind one lock; waking those who wait |
//! | `chat`, `view`, `objects` | messages as kept, as people see them, as the Bot API shows them |
//! | `clock`, `events`, `journal`, `transcript` | time, and the three records of what happened |
//! | `updates`, `presses`, `commands`, `files`, `faults` | one part of the world each |
//! | `pace`, `traffic` | how fast the bot may write, and how busy it is |
//! | `server` | the port; `bot_api` and `people_api` are the doors |
//! | `check`, `entities`, `png` | limits, found entities, invented pictures |
//! | `people`, `person` | what people do, and their face in Rust |

mod base64;
mod bot_api;
mod chat;
mod check;
pub mod clock;
mod commands;
mod entities;
pub mod events;
pub mod faults;
mod files;
pub mod host;
pub mod journal;
mod objects;
mod options;
mod pace;
mod people;
mod people_api;
pub mod person;
mod png;
mod presses;
mod server;
mod traffic;
mod transcript;
mod updates;
pub mod view;
mod world;

use std::{
    io,
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::{net::TcpListener, sync::oneshot, task::JoinHandle, time::timeout};

pub use crate::{options::Options, person::Person};

use crate::{
    clock::Clock,
    faults::Faults,
    journal::Journal,
    people::Place,
    person::WAIT_MAX,
    server::Port,
    traffic::Calm,
    world::{Found, Shared, World},
};

/// How far the bot has come, in numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pulse {
    /// Updates that the bot has not confirmed.
    pub pending: usize,
    /// Polls so far.
    pub polls: u64,
    /// Entries in the journal.
    pub records: usize,
}

/// A running simulator. Dropping it closes the port.
pub struct Simulator {
    shared: Arc<Shared>,
    address: SocketAddr,
    stop: oneshot::Sender<()>,
    server: JoinHandle<io::Result<()>>,
}

impl Simulator {
    /// Opens the port and begins to answer.
    ///
    /// # Errors
    ///
    /// The port is taken, a file can't be written, or the token is malformed.
    pub async fn start(options: Options) -> io::Result<Self> {
        let world = World::new(&options)?;
        let shared = Arc::new(Shared::new(world, options.host.clone()));
        let listener = TcpListener::bind(&options.bind).await?;
        let address = listener.local_addr()?;
        let service = server::router(shared.clone())
            .into_make_service_with_connect_info::<server::Connection>();
        let (stop, stopped) = oneshot::channel::<()>();
        let serving = axum::serve(Port(listener), service).with_graceful_shutdown(async {
            // Also when the simulator is dropped without a word.
            let _ = stopped.await;
        });
        let server = tokio::spawn(serving.into_future());
        Ok(Self { shared, address, stop, server })
    }

    /// The address of both doors, without a slash at the end.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// A person with a phone: added, or found by the id.
    pub fn person(&self, id: i64, name: &str, language_code: Option<&str>) -> Person {
        self.shared.change(|world| {
            if !world.people.contains_key(&id) {
                world.add_person(view::Person {
                    id,
                    name: name.to_owned(),
                    username: None,
                    language_code: language_code.map(str::to_owned),
                    caption: String::new(),
                    online: true,
                });
            }
        });
        Person::new(self.shared.clone(), Place::private(id))
    }

    /// Adds a person with all that the people's door knows of one.
    pub fn add_person(&self, person: view::Person) -> Person {
        let id = person.id;
        self.shared.change(|world| world.add_person(person));
        self.person(id, "", None)
    }

    /// Makes a group with everybody who is known and without the bot.
    ///
    /// # Panics
    ///
    /// If `id` is not below zero.
    pub fn group(&self, id: i64, title: &str) {
        let made = self.shared.change(|world| people::groups::make(world, id, title));
        assert!(made.is_ok(), "the id of a group is below zero");
    }

    /// The clock.
    pub fn clock(&self) -> Clock {
        Clock::new(self.shared.clone())
    }

    /// The plan of faults.
    pub fn faults(&self) -> Faults {
        Faults::new(self.shared.clone())
    }

    /// A copy of the journal.
    pub fn journal(&self) -> Journal {
        self.shared.look(|world| world.journal.since(0))
    }

    /// How far the bot has come.
    pub fn pulse(&self) -> Pulse {
        self.shared.look(|world| Pulse {
            pending: world.queue.pending(),
            polls: world.queue.polls,
            records: world.journal.len(),
        })
    }

    /// What people did and read, line by line; see the module `transcript`.
    pub fn transcript(&self) -> String {
        self.shared.look(|world| world.transcript.text())
    }

    /// Acts of the bot that nobody has read, as lines of the transcript.
    pub fn unread(&self) -> Vec<String> {
        self.shared.look(|world| {
            let line = |chat: &i64| {
                let name = world.chat_name(*chat);
                world.unread_acts(*chat).map(move |act| transcript::act_line(&name, act))
            };
            world.chats.keys().flat_map(line).collect()
        })
    }

    /// Methods the bot called that the simulator does not have.
    pub fn unknown_calls(&self) -> Vec<String> {
        self.shared.look(|world| world.journal.unknown().to_vec())
    }

    /// Waits until every update was confirmed and no call was under way for `quiet`.
    ///
    /// # Panics
    ///
    /// If that does not happen within [`WAIT_MAX`] and `quiet`.
    pub async fn idle(&self, quiet: Duration) {
        let mut calm = Calm::begin();
        let is_idle = self.shared.wait(Instant::now() + WAIT_MAX + quiet, |world| {
            let unix = world.clock.unix();
            world.queue.expire(unix);
            match world.queue.pending() {
                0 => calm.look(&world.traffic, quiet),
                _ => Found::Nothing,
            }
        });
        if is_idle.await.is_none() {
            panic!(
                "the bot does not come to rest\n\nThe transcript so far:\n{}",
                self.transcript()
            );
        }
    }

    /// Ends long polls, closes the port and waits until all connections are gone.
    pub async fn shutdown(self) {
        self.shared.change(|world| world.closing = true);
        // The server may have ended by itself.
        let _ = self.stop.send(());
        let abort = self.server.abort_handle();
        if timeout(WAIT_MAX, self.server).await.is_err() {
            abort.abort();
        }
    }
}
