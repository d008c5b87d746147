//! `staff add`: a one-time invitation without the chat.

use super::{Failure, joint, open_beside, say};
use crate::archive::Archive;
use crate::model::policy::Role;
use crate::settings::Settings;

/// Telegram is waited for this long.
const ANSWER_MAX: std::time::Duration = std::time::Duration::from_secs(20);

/// Whom to invite.
#[derive(clap::Args)]
pub struct Invited {
    /// The name that colleagues will read.
    #[arg(long)]
    pub name: String,
    /// Their role: owner, manager, keeper, front_desk, care or sales.
    #[arg(long, value_parser = role)]
    pub role: Role,
    /// Their branch, by name. Not needed while there is one branch.
    #[arg(long)]
    pub branch: Option<String>,
}

fn role(text: &str) -> Result<Role, String> {
    let words: Vec<&str> = Role::ALL.iter().map(|role| role.as_str()).collect();
    Role::parse(text).ok_or_else(|| format!("write one of {}", words.join(", ")))
}

/// Prints the link. The bot may be running; then the schema must be this version's already.
///
/// # Errors
/// If there is no archive, no such branch, or Telegram does not tell the bot's name.
pub async fn add(settings: &Settings, invited: Invited) -> Result<(), Failure> {
    settings.needed_token()?;
    let (archive, _) = open_beside(settings).await?;
    let invited = invite(settings, &archive, &invited).await;
    archive.close().await?;
    say(&invited?)
}

async fn invite(
    settings: &Settings,
    archive: &Archive,
    invited: &Invited,
) -> Result<String, Failure> {
    let met = tokio::time::timeout(ANSWER_MAX, joint::meet(settings)).await;
    let bot = met.map_err(|_| {
        Failure::Failed("Telegram does not answer, so the bot's name is not known; look at the network and try again.".into())
    })??;
    let code = joint::invite(archive, invited, settings.clock().now()).await?;
    Ok(bot.link(&code))
}
