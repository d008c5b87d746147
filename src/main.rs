//! The command line: what a person types becomes one call in `command`, and its failure an exit code.

use clap::{Parser, Subcommand};
use kartoteka::command::{self, Failure};
use kartoteka::settings::Settings;
use std::path::PathBuf;
use std::process::ExitCode;

/// A client archive that a salon's staff talk to in Telegram.
#[derive(Parser)]
#[command(name = "kartoteka", version)]
struct Line {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the bot until SIGTERM or Ctrl-C (the default). Needs TELOXIDE_TOKEN.
    Run,
    /// Play with it in the browser: an invented salon, no token, no network.
    #[cfg(feature = "demo")]
    Demo(command::demo::Wished),
    /// Bring the database to this version's schema.
    Migrate {
        /// Only list the migrations and whether they are applied.
        #[arg(long)]
        status: bool,
    },
    /// Make a verified, encrypted copy; the bot may go on running.
    Backup {
        /// The file to write, or a folder for it. Default: the folder of backups.
        #[arg(long, value_name = "FILE")]
        to: Option<PathBuf>,
    },
    /// Verify a backup and put it in place of the archive; the bot must be stopped.
    Restore {
        /// The backup.
        file: PathBuf,
        /// Move an archive that is there aside.
        #[arg(long)]
        force: bool,
        /// The old key's file, for a backup from before a change of keys.
        #[arg(long, value_name = "FILE")]
        key: Option<PathBuf>,
    },
    /// Look after the key.
    Key {
        #[command(subcommand)]
        command: Key,
    },
    /// Look after people.
    Staff {
        #[command(subcommand)]
        command: Staff,
    },
    /// Look after PINs.
    Pin {
        #[command(subcommand)]
        command: Pin,
    },
    /// Examine everything, a line each, with how to mend it.
    Doctor {
        /// Do not ask Telegram.
        #[arg(long)]
        offline: bool,
        /// Compare the trail with an anchor that the bot sent to the owner.
        #[arg(long, value_name = "ENTRY:HASH")]
        anchor: Option<String>,
    },
}

#[derive(Subcommand)]
enum Staff {
    /// Print a one-time link that seats a new colleague.
    Add(command::staff::Invited),
}

#[derive(Subcommand)]
enum Key {
    /// Put the archive under a new key; the bot must be stopped.
    Change,
}

#[derive(Subcommand)]
enum Pin {
    /// Forget the PIN of the only owner, who is told in the chat. The bot may go on running.
    Reset(command::pin::Whose),
}

#[tokio::main]
async fn main() -> ExitCode {
    let line = Line::parse();
    let done = dispatch(line.command.unwrap_or(Command::Run)).await;
    done.map_or_else(|failure| failure.tell(), |()| ExitCode::SUCCESS)
}

async fn dispatch(command: Command) -> Result<(), Failure> {
    let settings = Settings::from_environment();
    if let Ok(settings) = &settings {
        kartoteka::log::start(settings);
    }
    // The doctor is who tells what is wrong with the settings.
    if let Command::Doctor { offline, anchor } = command {
        return command::doctor::run(settings, offline, anchor).await;
    }
    let settings = settings?;
    match command {
        Command::Run => command::run::run(settings).await,
        #[cfg(feature = "demo")]
        Command::Demo(wished) => command::demo::run(wished).await,
        Command::Migrate { status: true } => command::migrate::status(&settings).await,
        Command::Migrate { status: false } => command::migrate::run(&settings).await,
        Command::Backup { to } => command::backup::backup(&settings, to).await,
        Command::Restore { file, force, key } => {
            command::backup::restore(&settings, &file, force, key.as_deref()).await
        }
        Command::Key { command: Key::Change } => command::key::change(&settings).await,
        Command::Staff { command: Staff::Add(invited) } => {
            command::staff::add(&settings, invited).await
        }
        Command::Pin { command: Pin::Reset(whose) } => command::pin::reset(&settings, &whose).await,
        Command::Doctor { .. } => Ok(()),
    }
}
