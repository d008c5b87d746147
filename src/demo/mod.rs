//! The demo: an invented salon in the browser. The bot runs in its own process over the real Bot API protocol,
//! so that the demo can kill it; nothing is mocked inside it.

use crate::archive::connect::{self, Key};
use chrono::{DateTime, NaiveTime, TimeZone, Utc};
use simulator::{Options, Simulator};
use std::path::{Path, PathBuf};
use std::sync::Arc;

mod bot;
mod people;
mod seed;

/// The salon opens its day at this local time, whenever the demo is started.
const MORNING: (u32, u32) = (9, 40);
/// The bot of the demo. The token is invented and no secret.
const TOKEN: &str = "7000001:invented-token-of-the-demo-salon-000";

/// How the demo is asked to run.
pub struct Wish {
    /// Keep the salon in this folder, and go on with it if it is there.
    pub keep: Option<PathBuf>,
    /// The page's port; 0 takes any free one.
    pub port: u16,
}

/// Serves the demo until Ctrl-C: seeds a salon, shows the phones at one address, leaves nothing behind unless asked.
///
/// # Errors
/// One sentence that says what stopped it.
pub async fn run(wish: Wish, stop: impl Future<Output = ()>) -> Result<(), String> {
    let folder = wish.keep.clone().unwrap_or_else(|| {
        std::env::temp_dir().join(format!("kartoteka-demo-{}", std::process::id()))
    });
    let served = serve(&folder, wish.port, stop).await;
    if wish.keep.is_none() {
        let removed = std::fs::remove_dir_all(&folder);
        removed.map_err(|error| {
            format!("The folder {} could not be removed ({error}).", folder.display())
        })?;
    }
    served
}

async fn serve(folder: &Path, port: u16, stop: impl Future<Output = ()>) -> Result<(), String> {
    let said =
        |what: &str, error: &dyn std::fmt::Display| format!("The demo cannot {what}: {error}");
    let clock = folder.join("clock");
    std::fs::create_dir_all(folder.join("data"))
        .map_err(|error| said("make its folder", &error))?;
    let (now, offset_ms) = morning();
    let goes_on = clock.exists();
    if !goes_on {
        std::fs::write(&clock, format!("{offset_ms:+}"))
            .map_err(|error| said("write its clock", &error))?;
        stock(folder, now).await?;
    }
    let bot = Arc::new(bot::Bot::new(folder, clock.clone()));
    let offset = chrono_tz::Asia::Shanghai.offset_from_utc_datetime(&now.naive_utc());
    let options = Options {
        token: TOKEN.into(),
        bot_name: "Invented Salon".into(),
        bot_username: "invented_salon_bot".into(),
        clock_file: Some(clock),
        bind: format!("127.0.0.1:{port}"),
        shown_offset_s: chrono::Offset::fix(&offset).local_minus_utc(),
        host: Some(bot.clone()),
        ..numbers(goes_on)
    };
    let sim = Simulator::start(options).await.map_err(|error| said("open its port", &error))?;
    people::STAFF.iter().for_each(|member| welcome(&sim, member));
    bot.start(&sim.url()).map_err(|error| said("start the bot", &error))?;
    announce(&sim.url());
    stop.await;
    bot.stop().await;
    sim.shutdown().await;
    Ok(())
}

/// Gives somebody a phone. The staff know the bot already: it could not write to them otherwise.
fn welcome(sim: &Simulator, member: &people::Member) {
    let phone = sim.add_person(simulator::view::Person {
        id: member.id,
        name: member.name.into(),
        username: None,
        language_code: Some(member.lang.into()),
        caption: member.caption.into(),
        online: true,
    });
    if member.role.is_some() {
        phone.says_quietly("/start");
    }
}

/// The numbers of updates and messages. A salon that goes on remembers those of its earlier days, so its next ones
/// begin above: at the seconds of the present, which run faster than people write.
fn numbers(goes_on: bool) -> Options {
    let numbers = Options::default();
    if !goes_on {
        return numbers;
    }
    let seconds = crate::clock::Clock::default().now().timestamp();
    Options { first_update_id: seconds, first_message_id: seconds, ..numbers }
}

/// Seeds the salon through the archive's own verbs.
async fn stock(folder: &Path, now: DateTime<Utc>) -> Result<(), String> {
    let key = Key::generate();
    let file = folder.join("key");
    std::fs::write(&file, key.digits())
        .map_err(|error| format!("The demo cannot write its key: {error}"))?;
    let private = std::os::unix::fs::PermissionsExt::from_mode(0o600);
    std::fs::set_permissions(&file, private)
        .map_err(|error| format!("The demo cannot guard its key: {error}"))?;
    let data = folder.join("data");
    let url = format!("sqlite:{}", data.join("kartoteka.db").display());
    let archive = connect::open(&url, &key, &data).await.map_err(|error| error.to_string())?;
    let today = now.with_timezone(&chrono_tz::Asia::Shanghai).date_naive();
    let filled = seed::fill(&archive, now, today).await.map_err(|error| error.to_string());
    archive.close().await.map_err(|error| error.to_string())?;
    filled
}

/// This morning in the salon, and how far that is from the real time.
fn morning() -> (DateTime<Utc>, i64) {
    let real = crate::clock::Clock::default().now();
    let zone = chrono_tz::Asia::Shanghai;
    let (hour, minute) = MORNING;
    let at = NaiveTime::from_hms_opt(hour, minute, 0).expect("a time of day");
    let local = real.with_timezone(&zone).date_naive().and_time(at);
    let moment = zone.from_local_datetime(&local).earliest().map_or(real, |local| local.to_utc());
    (moment, (moment - real).num_milliseconds())
}

#[allow(clippy::print_stdout, reason = "the address is what was asked for")]
fn announce(url: &str) {
    println!("The salon is open: {url}");
    println!("Invented people, nothing leaves this machine. Ctrl-C closes it.");
}
