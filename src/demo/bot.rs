//! The demo's bot: this very program as `run`, in a child process that the page can kill and start again.

use super::{TOKEN, seed};
use simulator::host::{Host, HostButton, HostCounter, Pressed};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;
use tokio::process::{Child, Command};

/// How long the bot may drain when the demo ends.
const DRAIN_MAX: Duration = Duration::from_secs(12);

/// The child process, and how often it was killed.
pub struct Bot {
    folder: PathBuf,
    clock: PathBuf,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    url: String,
    child: Option<Child>,
    kills: u32,
}

impl Bot {
    /// A bot that is not started yet.
    pub fn new(folder: &Path, clock: PathBuf) -> Self {
        Self { folder: folder.to_owned(), clock, state: Mutex::default() }
    }

    /// Starts it against a Bot API.
    pub fn start(&self, url: &str) -> std::io::Result<()> {
        let mut state = self.state.lock().expect("nobody panics with the state in hand");
        url.clone_into(&mut state.url);
        state.child = Some(self.spawn(url)?);
        Ok(())
    }

    fn spawn(&self, url: &str) -> std::io::Result<Child> {
        Command::new(std::env::current_exe()?)
            .arg("run")
            .env_clear()
            .env("TELOXIDE_TOKEN", TOKEN)
            .env("TELOXIDE_API_URL", url)
            .env("KARTOTEKA_DATA", self.folder.join("data"))
            .env("KARTOTEKA_KEY_FILE", self.folder.join("key"))
            .env("KARTOTEKA_CLOCK", &self.clock)
            .env("KARTOTEKA_ZONE", seed::ZONE)
            .env("XDG_CONFIG_HOME", &self.folder)
            .env("XDG_DATA_HOME", &self.folder)
            .env("KARTOTEKA_LOG", "warn")
            .kill_on_drop(true)
            .spawn()
    }

    /// Stops it gracefully.
    pub async fn stop(&self) {
        let child = self.state.lock().expect("nobody panics with the state in hand").child.take();
        let Some(mut child) = child else { return };
        if let Some(pid) = child.id() {
            // The child may have gone already; then there is nobody to tell.
            let _gone = Command::new("kill").arg("-TERM").arg(pid.to_string()).status().await;
        }
        if tokio::time::timeout(DRAIN_MAX, child.wait()).await.is_err() {
            // It did not drain in time; dropping it kills it.
            drop(child);
        }
    }

    async fn kill(&self) -> Result<(), String> {
        let child = {
            let mut state = self.state.lock().expect("nobody panics with the state in hand");
            state.kills += 1;
            state.child.take()
        };
        let Some(mut child) = child else {
            return Err("The bot is down already. Start it.".into());
        };
        child.kill().await.map_err(|error| format!("The bot could not be killed: {error}"))
    }

    fn again(&self) -> Result<(), String> {
        let url = {
            let state = self.state.lock().expect("nobody panics with the state in hand");
            if state.child.is_some() {
                return Err("The bot is running.".into());
            }
            state.url.clone()
        };
        self.start(&url).map_err(|error| format!("The bot could not be started: {error}"))
    }
}

impl Host for Bot {
    fn buttons(&self) -> Vec<HostButton> {
        let button = |id: &str, label: &str| HostButton { id: id.into(), label: label.into() };
        vec![button("bot-kill", "Kill the bot"), button("bot-start", "Start the bot")]
    }

    fn counters(&self) -> Vec<HostCounter> {
        let state = self.state.lock().expect("nobody panics with the state in hand");
        let counter = |label: &str, value: String| HostCounter { label: label.into(), value };
        let bot = if state.child.is_some() { "up" } else { "down" };
        vec![counter("bot", bot.into()), counter("kills", state.kills.to_string())]
    }

    fn press<'a>(&'a self, id: &'a str) -> Pressed<'a> {
        Box::pin(async move {
            match id {
                "bot-kill" => self.kill().await,
                "bot-start" => self.again(),
                _ => Err("There is no such button.".into()),
            }
        })
    }
}
