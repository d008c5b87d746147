//! Where the command line meets the chat and the archive's first rows.

use super::Failure;
use super::staff::Invited;
use crate::archive::staff::{self, NewBranch};
use crate::archive::{Archive, invites, settings as facts};
use crate::clock::Clock;
use crate::settings::Settings;
use crate::telegram::{self, Connection, Inquiry, Me};
use crate::turn::Office;
use crate::turn::handle::HandleKey;
use chrono::{DateTime, Utc};

/// The prefix of the first branch's numbers (A5.01).
const PREFIX: &str = "A";

/// The bot as Telegram knows it, and the way to it.
pub struct Bot {
    connection: Connection,
    me: Me,
}

impl Bot {
    /// The link that hands `code` to the bot.
    pub fn link(&self, code: &str) -> String {
        format!("https://t.me/{}?start={code}", self.me.username)
    }

    /// Its id.
    pub fn id(&self) -> i64 {
        self.me.id
    }

    /// What is to be known of it before it is served.
    ///
    /// # Errors
    /// If Telegram refuses or does not answer.
    pub async fn inquire(&self) -> Result<Inquiry, Failure> {
        self.connection.inquire().await.map_err(|refusal| {
            Failure::Failed(format!("Telegram does not say how the bot is ({refusal}); try again."))
        })
    }
}

/// Connects to the Bot API and asks who the bot is.
///
/// # Errors
/// If the token is refused.
pub async fn meet(settings: &Settings) -> Result<Bot, Failure> {
    let token = settings.needed_token()?;
    let connection =
        telegram::connect(token.reveal(), &settings.api_url, settings.api_ca.as_deref())?;
    let me = connection.me().await?;
    Ok(Bot { connection, me })
}

/// Makes the first branch at the first start, and notes the bot's id, since an archive serves one bot (R10).
/// Returns the owner's one-time code until an owner has come.
///
/// # Errors
/// As the archive's; a sentence if the archive belongs to another bot.
pub async fn first_start(
    archive: &Archive,
    bot: &Bot,
    settings: &Settings,
    now: DateTime<Utc>,
) -> Result<Option<String>, Failure> {
    let (name, zone) = (settings.business.clone(), settings.zone.name().to_owned());
    let (country, id) = (settings.country.code().to_owned(), bot.me.id.to_string());
    let made = archive.write(move |tx| {
        let (name, zone, country, id) = (name.clone(), zone.clone(), country.clone(), id.clone());
        Box::pin(async move {
            match facts::get(tx, "bot").await? {
                Some(known) if known != id => return Ok(Err(())),
                Some(_) => {}
                None => facts::set(tx, "bot", &id).await?,
            }
            let new = NewBranch { name: &name, prefix: PREFIX, zone: &zone, country: &country };
            staff::first_branch(tx, &new).await?;
            Ok(Ok(invites::owner_link(tx, now).await?))
        })
    });
    made.await?.map_err(|()| {
        Failure::Setting("TELOXIDE_TOKEN belongs to another bot than this archive serves; put the right token in, or name another KARTOTEKA_DATA.".into())
    })
}

/// Serves the chat until `stop`.
///
/// # Errors
/// What ended it.
pub async fn serve(
    bot: Bot,
    archive: Archive,
    settings: &Settings,
    handles: [u8; 32],
    clock: Clock,
    stop: impl Future<Output = ()> + Send,
) -> Result<(), Failure> {
    let office = Office {
        handles: HandleKey::new(handles),
        bot_username: bot.me.username.clone(),
        lang: settings.lang,
        locks: Default::default(),
    };
    Ok(telegram::run(bot.connection, archive, office, clock, stop).await?)
}

/// Writes an invitation and returns its one-time code.
///
/// # Errors
/// If there is no such branch.
pub async fn invite(
    archive: &Archive,
    invited: &Invited,
    now: DateTime<Utc>,
) -> Result<String, Failure> {
    let (role, branch) = (invited.role, invited.branch.clone());
    let made = archive.write(move |tx| {
        let branch = branch.clone();
        Box::pin(async move {
            let Some(branch) = staff::branch(tx, branch.as_deref()).await? else { return Ok(None) };
            Ok(Some(invites::new_invite(tx, role, branch, None, now).await?.0))
        })
    });
    made.await?.ok_or_else(|| {
        Failure::Setting(
            "There is no branch of that name; start the bot once, or correct --branch.".into(),
        )
    })
}
