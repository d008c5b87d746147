//! The chat's side of the bot: the only folder that names teloxide and dptree.
//!
//! `receive` puts updates on disk, `work` takes them person by person through `turn`, `postman` sends what came of it
//! and what the schedule has to say.

use crate::archive::{Archive, ArchiveError};
use crate::clock::Clock;
use crate::schedule;
use crate::turn::Office;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{Instant, timeout, timeout_at};

mod answered;
mod backoff;
pub mod classify;
mod client;
mod commands;
pub mod compose;
mod deliver;
mod download;
mod emptied;
mod inquiry;
mod lanes;
mod marks;
mod outage;
pub mod paper;
mod postman;
mod raw;
mod receive;
pub mod routes;
mod turn_log;
mod unstored;
pub mod upload;
pub mod wire;
mod work;

pub use inquiry::Inquiry;
pub use receive::{Glance, glance};
pub use wire::{Connection, Me, connect};

/// How long a stop waits for turns and messages under way.
const DRAIN_MAX: Duration = Duration::from_secs(10);
/// How long a stop waits for the last confirmation to arrive.
const CONFIRM_MAX: Duration = Duration::from_millis(300);
/// How long a stop waits for a download under way.
const DOWNLOAD_MAX: Duration = Duration::from_secs(3);

/// Why the bot cannot go on. Each sentence says how to mend it; none holds the token.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// 401, or 404 for a token of a wrong shape.
    #[error(
        "Telegram does not take the token. Put the one that @BotFather gave into the settings and start again."
    )]
    Unauthorized,
    /// The API's address does not parse.
    #[error("The address of the Bot API is not an http or https URL. Correct it in the settings.")]
    Address,
    /// The file of the API's authority holds no certificate, or cannot be read.
    #[error(
        "KARTOTEKA_API_CA names no file that holds a certificate in PEM. Correct it in the settings."
    )]
    Authority,
    /// The HTTP client cannot be set up.
    #[error("The HTTP client cannot be set up. Check the system's certificates.")]
    Client,
    /// The archive failed where the bot cannot go on without it.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
}

/// What every part of this folder needs.
#[derive(Clone)]
struct Desk {
    connection: Connection,
    archive: Archive,
    office: Arc<Office>,
    clock: Clock,
}

/// What happens unasked leaves by the same postman.
async fn plan(desk: Desk, postman: postman::Postman, mut stopped: watch::Receiver<bool>) {
    let stop = async move {
        // A sender that is gone is a stop too.
        let _gone = stopped.wait_for(|stopped| *stopped).await;
    };
    let Desk { archive, office, clock, .. } = desk;
    let send = move |parcels| postman.post(parcels);
    schedule::run(archive, Office::clone(&office), clock, send, stop).await;
}

/// Serves the chat until `stop` ends, then drains: turns under way are finished, what is due is sent for at most
/// `DRAIN_MAX`, and the last updates are confirmed.
///
/// # Errors
/// `Failure::Unauthorized` if the token is no longer taken, `Failure::Archive` if the inbox cannot be read.
pub async fn run(
    bot: Connection,
    archive: Archive,
    office: Office,
    clock: Clock,
    stop: impl Future<Output = ()>,
) -> Result<(), Failure> {
    let me = bot.me().await?;
    let desk = Desk { connection: bot, archive, office: Arc::new(office), clock };
    let (tell, stopped) = watch::channel(false);
    // What an earlier process left is read before this one adds to it.
    let postman = postman::Postman::start(desk.clone()).await?;
    let workers = work::Workers::start(desk.clone(), postman.clone(), &me).await?;
    let mut poller =
        receive::Poller::new(desk.clone(), postman.clone(), me.id, stopped.clone()).await?;
    let announcing = tokio::spawn(commands::announce(desk.clone()));
    let downloading = tokio::spawn(download::serve(desk.clone(), stopped.clone()));
    let scheduling = tokio::spawn(plan(desk.clone(), postman.clone(), stopped));
    tracing::info!("the bot is up");

    let polled = {
        let polling = poller.run(&workers);
        tokio::pin!(polling, stop);
        tokio::select! {
            ended = &mut polling => ended,
            () = &mut stop => {
                tell.send_replace(true);
                polling.await
            }
        }
    };
    tell.send_replace(true);
    announcing.abort();
    let deadline = Instant::now() + DRAIN_MAX;
    workers.drain(deadline).await;
    if timeout_at(deadline, scheduling).await.is_err() {
        tracing::warn!("the schedule was cut; it will look again");
    }
    postman.drain(deadline).await;
    if polled.is_ok() {
        // The call's arrival confirms; Telegram may keep its answer for seconds, which nobody needs.
        let _answered = timeout(CONFIRM_MAX, poller.confirm()).await;
    }
    if timeout(DOWNLOAD_MAX, downloading).await.is_err() {
        tracing::warn!("a download was cut; it will be tried again");
    }
    tracing::info!("the bot is down");
    polled
}
