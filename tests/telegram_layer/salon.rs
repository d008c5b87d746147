//! A salon whose bot polls the simulator, with the means to look into both.

use kartoteka::archive::connect::{self, Key};
use kartoteka::archive::staff::{self, NewBranch};
use kartoteka::archive::{Archive, inbox, invites, outbox};
use kartoteka::clock::Clock;
use kartoteka::model::lang::Lang;
use kartoteka::telegram::{self, Failure};
use kartoteka::turn::Office;
use kartoteka::turn::handle::HandleKey;
use simulator::faults::Fault;
use simulator::{Options, Person, Simulator};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// A chat is at rest when nothing was called for so long.
pub const REST: Duration = Duration::from_millis(100);

/// The longest wait for anything, in real time.
pub const WAIT_MAX: Duration = Duration::from_secs(20);
/// How often a test looks whether something has happened.
pub const LOOK: Duration = Duration::from_millis(20);
/// The bot's id: the digits of the simulator's token.
pub const BOT: i64 = 7_000_001;

/// A bot that runs.
pub type Bot = JoinHandle<std::result::Result<(), Failure>>;

/// A salon with an empty archive, its bot running.
pub struct Salon {
    pub sim: Simulator,
    pub archive: Archive,
    pub _data: TempDir,
    pub stop: Option<oneshot::Sender<()>>,
    pub bot: Bot,
}

impl Salon {
    pub async fn open() -> Self {
        let data = tempfile::tempdir().unwrap();
        let sim = Simulator::start(Options::default()).await.unwrap();
        let url = format!("sqlite:{}", data.path().join("archive.db").display());
        let archive = connect::open(&url, &Key::generate(), data.path()).await.unwrap();
        let (stop, bot) = start(&sim, &archive);
        Self { sim, archive, _data: data, stop: Some(stop), bot }
    }

    /// The owner, seated by the link that the start prints.
    pub async fn owner(&self) -> Person {
        let now = Clock::default().now();
        let code = self.archive.write(move |tx| {
            Box::pin(async move {
                let branch =
                    NewBranch { name: "Sample", prefix: "A", zone: "Asia/Seoul", country: "KR" };
                staff::first_branch(tx, &branch).await?;
                invites::owner_link(tx, now).await
            })
        });
        let code = code.await.unwrap().expect("nobody owns the salon yet");
        let owner = self.sim.person(501, "Mina Sample", Some("en"));
        owner.says(&format!("/start {code}")).await;
        self.rest().await;
        owner
    }

    /// Waits until nothing is left to do, whether it took a call or not.
    pub async fn rest(&self) {
        self.sim.idle(REST).await;
        until(async || waiting(&self.archive).await == (0, 0)).await;
    }

    pub fn plan(&self, fault: Fault) {
        self.sim.faults().add(fault);
    }

    /// Stops the bot as SIGTERM does.
    pub async fn stop(&mut self) -> std::result::Result<(), Failure> {
        self.stop.take().expect("it stops once").send(()).unwrap();
        (&mut self.bot).await.unwrap()
    }

    pub fn start_again(&mut self) {
        let (stop, bot) = start(&self.sim, &self.archive);
        (self.stop, self.bot) = (Some(stop), bot);
    }

    pub async fn close(mut self) -> String {
        self.stop().await.unwrap();
        assert_eq!(self.sim.unknown_calls(), Vec::<String>::new());
        let transcript = self.sim.transcript();
        self.sim.shutdown().await;
        transcript
    }
}

pub fn start(sim: &Simulator, archive: &Archive) -> (oneshot::Sender<()>, Bot) {
    let (stop, stopped) = oneshot::channel::<()>();
    let connection = telegram::connect(&Options::default().token, &sim.url(), None).unwrap();
    let office = Office {
        handles: HandleKey::new([7; 32]),
        bot_username: Options::default().bot_username,
        lang: Lang::En,
        locks: Default::default(),
    };
    let archive = archive.clone();
    let running = telegram::run(connection, archive, office, Clock::default(), async {
        stopped.await.expect("the test stops the bot");
    });
    (stop, tokio::spawn(running))
}

pub fn count(sim: &Simulator, method: &str) -> usize {
    sim.journal().calls(method).len()
}

/// Looks until something has happened.
pub async fn until(happened: impl AsyncFn() -> bool) {
    let mut look = tokio::time::interval(LOOK);
    let begun = Instant::now();
    while !happened().await {
        assert!(begun.elapsed() < WAIT_MAX, "it does not happen");
        look.tick().await;
    }
}

/// What the person sees, oldest first, without what they wrote.
pub fn seen(person: &Person) -> Vec<String> {
    person.chat().into_iter().filter(|message| !message.out).map(|message| message.text).collect()
}

/// Rows that wait for anything, in or out.
pub async fn waiting(archive: &Archive) -> (usize, u64) {
    let tx = archive.read().await.unwrap();
    (inbox::unfinished(&tx).await.unwrap().len(), outbox::waiting(&tx).await.unwrap().0)
}
