//! `run`: the service, from the lock to a graceful stop.

use super::{Failure, joint, key, lease, open, say, settle};
use crate::archive::connect::Key;
use crate::archive::erasure_journal::Again;
use crate::archive::lease::Witness;
use crate::archive::nightly::Nights;
use crate::archive::{Archive, anchors, key_change, restores};
use crate::health::{self, Watch};
use crate::settings::{Database, Settings};
use std::convert::Infallible;
use std::future::{Future, pending};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::time::timeout;

/// How long the end waits for the archive's connections.
const CLOSE_MAX: Duration = Duration::from_secs(3);

/// Serves until SIGTERM or Ctrl-C.
///
/// # Errors
/// What kept it from starting, or ended it.
pub async fn run(settings: Settings) -> Result<(), Failure> {
    settings.needed_token()?;
    let stop = Stop::listen()?;
    plant(&settings)?;
    tell_odd(&settings);
    let mut lease = lease(&settings).await?;
    settle(&settings, &lease).await?;
    let witness = lease.witness()?;
    tokio::select! {
        done = serve(&settings, witness, stop) => done,
        () = lease.lost() => {
            Err(Failure::Failed("The connection that holds PostgreSQL's lock was lost, so another kartoteka may run; start again.".into()))
        }
    }
}

async fn serve(settings: &Settings, lease: Witness, stop: Stop) -> Result<(), Failure> {
    let listener = listen(settings).await?;
    let key = key(settings)?;
    let archive = open(settings, &key).await?;
    archive.fence().await?;
    let archive = match &settings.database {
        Database::Sqlite(database) => archive.backed_up(Nights {
            database: database.clone(),
            key: key.clone(),
            folder: settings.backups.clone(),
        }),
        Database::Postgres(_) => archive,
    };
    tracing::info!("the archive is open");
    let watch = Watch { archive: archive.clone(), clock: settings.clock(), lease };
    let done = tokio::select! {
        done = begin(settings, &key, &archive, stop) => done,
        never = watched(listener, watch) => match never {},
    };
    if !matches!(timeout(CLOSE_MAX, archive.close()).await, Ok(Ok(()))) {
        tracing::warn!("the archive could not be closed; the next start does it");
    }
    done
}

/// The port for whoever watches over the service, if the settings name one.
async fn listen(settings: &Settings) -> Result<Option<TcpListener>, Failure> {
    let Some(address) = settings.metrics else { return Ok(None) };
    let listener = TcpListener::bind(address).await.map_err(|error| {
        Failure::Setting(format!(
            "KARTOTEKA_METRICS names {address}, which cannot be listened on ({}); choose another port.",
            error.kind()
        ))
    })?;
    // A port of 0 is chosen by the system.
    let address = listener.local_addr().unwrap_or(address);
    tracing::info!(%address, "health and metrics are told");
    Ok(Some(listener))
}

async fn watched(listener: Option<TcpListener>, watch: Watch) -> Infallible {
    match listener {
        Some(listener) => health::serve(listener, watch).await,
        None => pending().await,
    }
}

async fn begin(
    settings: &Settings,
    key: &Key,
    archive: &Archive,
    stop: Stop,
) -> Result<(), Failure> {
    whole(archive).await?;
    again(settings, archive).await?;
    attend(settings, key, archive, stop).await
}

/// Refuses to serve on a trail that does not fit since its last anchor (decisions 19).
async fn whole(archive: &Archive) -> Result<(), Failure> {
    let verdict = anchors::tail(&archive.read().await?).await?;
    if verdict.is_intact() {
        return Ok(());
    }
    Err(Failure::Failed(format!(
        "The trail is not whole ({verdict}), so nothing is served; run kartoteka doctor, find out who could reach the database, and restore a backup from before."
    )))
}

/// Does again what a restored backup does not know of: erasures, cut seats (T25). Tells if a second person is waited for.
async fn again(settings: &Settings, archive: &Archive) -> Result<(), Failure> {
    let again = restores::again(archive, settings.clock().now()).await?;
    if again != Again::default() {
        tracing::warn!(erased = again.erased, cut = again.cut, "done again after a restore");
    }
    if let Some(restored) = restores::awaited(&archive.read().await?).await? {
        tracing::warn!("{}", restores::standing(&restored));
    }
    Ok(())
}

async fn attend(
    settings: &Settings,
    key: &Key,
    archive: &Archive,
    stop: Stop,
) -> Result<(), Failure> {
    let bot = tokio::select! {
        bot = joint::meet(settings) => bot?,
        () = stop.wait() => return Ok(()),
    };
    let clock = settings.clock();
    if let Some(code) = joint::first_start(archive, &bot, settings, clock.now()).await? {
        say(&format!("Open this link once, as the owner: {}", bot.link(&code)))?;
    }
    let handles = key_change::handles(&archive.read().await?, key).await?;
    joint::serve(bot, archive.clone(), settings, handles, clock, stop.wait()).await?;
    tracing::info!("stopped");
    Ok(())
}

/// Plants the faults that the settings name.
pub(super) fn plant(settings: &Settings) -> Result<(), Failure> {
    let Some(list) = &settings.fault else { return Ok(()) };
    crate::faults::plant(list).map_err(|word| {
        Failure::Setting(format!(
            "KARTOTEKA_FAULT does not know {word}; see src/faults.rs for what it knows."
        ))
    })
}

/// Says at the start what would surprise later.
fn tell_odd(settings: &Settings) {
    if settings.clock_file.is_some() {
        tracing::warn!("KARTOTEKA_CLOCK moves the clock");
    }
    if settings.fault.is_some() {
        tracing::warn!("KARTOTEKA_FAULT plants faults");
    }
    for name in &settings.strangers {
        tracing::warn!(name, "this variable means nothing; is it mistyped?");
    }
}

/// The wish to stop. It is heard from its making on, whatever the service is doing then.
#[derive(Clone)]
pub(super) struct Stop {
    wished: watch::Receiver<bool>,
}

impl Stop {
    /// Listens for SIGTERM and SIGINT; the second of them ends the process at once.
    pub(super) fn listen() -> Result<Self, Failure> {
        let deaf = |error| Failure::Failed(format!("Signals cannot be heard ({error})."));
        let mut terminate = signal(SignalKind::terminate()).map_err(deaf)?;
        let mut interrupt = signal(SignalKind::interrupt()).map_err(deaf)?;
        let (wish, wished) = watch::channel(false);
        tokio::spawn(async move {
            loop {
                tokio::select! { _ = terminate.recv() => {}, _ = interrupt.recv() => {} }
                if wish.send_replace(true) {
                    std::process::exit(1);
                }
                tracing::info!("stopping");
            }
        });
        Ok(Self { wished })
    }

    pub(super) fn wait(&self) -> impl Future<Output = ()> + Send + use<> {
        let mut wished = self.wished.clone();
        async move {
            // The sender lives in a task that never ends.
            let _heard = wished.wait_for(|wished| *wished).await;
        }
    }
}
