//! A fast Bot API server that loads a bot: it makes updates, matches each reply to its update, and tells the times.
//!
//! `bench serve` is the server; `bench raw` is the shortest client that can answer it, and shows what the server itself can
//! do. A person waits for the reply before they write again; `--ahead` lets each of them write so many at once.

mod http;
mod params;
mod plan;
mod raw;
mod serve;
mod tls;

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// What people send.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Kind {
    /// A word that is unlike every other; the reply must hold it.
    Echo,
    /// A client's phone; the reply must hold the client's name.
    Lookup,
}

#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Serve(Load),
    Raw(raw::Client),
}

/// One round.
#[derive(Args, Clone)]
pub struct Load {
    #[arg(long)]
    pub port: u16,
    #[arg(long, value_enum)]
    pub kind: Kind,
    /// People who write, with the numbers from `--first` on.
    #[arg(long, default_value_t = 500)]
    pub people: usize,
    #[arg(long, default_value_t = 1_000)]
    pub first: i64,
    /// Updates that are measured.
    #[arg(long, default_value_t = 20_000)]
    pub updates: usize,
    /// Updates before them that are not.
    #[arg(long, default_value_t = 500)]
    pub warm: usize,
    /// Updates of one person that wait at the same time.
    #[arg(long, default_value_t = 1)]
    pub ahead: usize,
    /// Updates a second; without it, as fast as they are answered.
    #[arg(long)]
    pub rate: Option<f64>,
    /// What every call takes on its way, in milliseconds.
    #[arg(long, default_value_t = 0)]
    pub rtt: u64,
    /// HTTPS; the file that the authority of the server's certificate goes to, in PEM.
    #[arg(long)]
    pub tls: Option<PathBuf>,
    /// Clients in the archive, whose phones and names follow from their number.
    #[arg(long, default_value_t = 100_000)]
    pub clients: usize,
    /// A round that takes longer is over, with what was answered.
    #[arg(long, default_value_t = 120)]
    pub seconds: u64,
    /// Where the result goes, as one JSON object.
    #[arg(long)]
    pub result: PathBuf,
}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() -> std::io::Result<()> {
    match Cli::parse().command {
        Command::Serve(load) => serve::run(load).await,
        Command::Raw(client) => client.run().await,
    }
}
