//! The chat's side against the simulator: what must hold when Telegram stumbles (reliability.md, R1 to R4).

use kartoteka::archive::connect::{self, Key};
use kartoteka::archive::staff::{self, NewBranch};
use kartoteka::archive::{Archive, outbox};
use kartoteka::clock::Clock;
use kartoteka::model::lang::Lang;
use kartoteka::telegram::{self, Failure};
use kartoteka::turn::Office;
use kartoteka::turn::handle::HandleKey;
use simulator::faults::{Fault, FaultKind, UpdateFaults};
use simulator::{Options, Person, Simulator};
use std::time::Duration;
use tempfile::TempDir;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// A chat is at rest when nothing was called for so long.
const REST: Duration = Duration::from_millis(300);

/// A salon with an empty archive, its bot running.
struct Salon {
    sim: Simulator,
    archive: Archive,
    _data: TempDir,
    stop: Option<oneshot::Sender<()>>,
    bot: JoinHandle<Result<(), Failure>>,
}

impl Salon {
    async fn open() -> Self {
        let data = tempfile::tempdir().unwrap();
        let sim = Simulator::start(Options::default()).await.unwrap();
        let url = format!("sqlite:{}", data.path().join("archive.db").display());
        let archive = connect::open(&url, &Key::generate(), data.path()).await.unwrap();
        let (stop, bot) = start(&sim, &archive);
        Self { sim, archive, _data: data, stop: Some(stop), bot }
    }

    /// The owner, seated by the link that the start prints.
    async fn owner(&self) -> Person {
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
        self.sim.idle(REST).await;
        owner
    }

    fn plan(&self, fault: Fault) {
        self.sim.faults().add(fault);
    }

    /// Stops the bot as SIGTERM does.
    async fn stop(&mut self) -> Result<(), Failure> {
        self.stop.take().expect("it stops once").send(()).unwrap();
        (&mut self.bot).await.unwrap()
    }

    fn start_again(&mut self) {
        let (stop, bot) = start(&self.sim, &self.archive);
        (self.stop, self.bot) = (Some(stop), bot);
    }

    async fn close(mut self) -> String {
        self.stop().await.unwrap();
        assert_eq!(self.sim.unknown_calls(), Vec::<String>::new());
        let transcript = self.sim.transcript();
        self.sim.shutdown().await;
        transcript
    }
}

fn start(
    sim: &Simulator,
    archive: &Archive,
) -> (oneshot::Sender<()>, JoinHandle<Result<(), Failure>>) {
    let (stop, stopped) = oneshot::channel::<()>();
    let connection = telegram::connect(&Options::default().token, &sim.url()).unwrap();
    let office = Office {
        handles: HandleKey::new([7; 32]),
        bot_username: Options::default().bot_username,
        lang: Lang::En,
    };
    let archive = archive.clone();
    let running = telegram::run(connection, archive, office, Clock::default(), async {
        stopped.await.expect("the test stops the bot");
    });
    (stop, tokio::spawn(running))
}

#[tokio::test]
async fn a_person_is_served() {
    let salon = Salon::open().await;
    let stranger = salon.sim.person(900, "Nobody Known", Some("zh"));
    stranger.says("hello").await;
    let owner = salon.owner().await;
    owner.says("/start").await;
    println!("{}", salon.sim.transcript());
    println!("{:#?}", owner.screen().buttons);
    println!("{:#?}", owner.menu());
    println!("{}", salon.close().await);
}
