//! What the operator sets: the only reader of the environment, read once and checked once.
//!
//! Each key may stand in the environment or, under the same name, in `kartoteka.toml`; the environment wins, and
//! an empty value counts as none. The file is `$XDG_CONFIG_HOME/kartoteka/kartoteka.toml`, or what
//! `KARTOTEKA_SETTINGS` names.

use crate::model::lang::Lang;
use crate::model::phone::Country;
use crate::model::text;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

mod source;
mod url;

pub use source::KEYS;
use source::Source;

/// Where Telegram answers.
const API_URL: &str = "https://api.telegram.org";
/// The first branch's zone, country and name until the operator says otherwise.
const ZONE: &str = "Asia/Shanghai";
const COUNTRY: &str = "CN";
const BUSINESS: &str = "Salon";
/// Characters that the name of a branch may have; it stands on buttons and in titles.
const BUSINESS_MAX: usize = 40;
/// Characters after the colon of a token that Telegram gave out.
const TOKEN_TAIL: usize = 35;

/// Everything that can be set. It has no `Debug`, since two of its fields are secrets.
pub struct Settings {
    /// `TELOXIDE_TOKEN`: the bot's token from @BotFather; needed by `run` and `staff add`. No default.
    pub token: Option<Secret>,
    /// `TELOXIDE_API_URL`: the Bot API server, `https` unless it is on this machine. Default `https://api.telegram.org`.
    pub api_url: String,
    /// `KARTOTEKA_API_CA`: a file of certificates in PEM. What these signed is trusted as the Bot API server, and nothing
    /// else: for a server of one's own with a certificate of one's own. Default: the authorities that browsers trust.
    pub api_ca: Option<PathBuf>,
    /// `DATABASE_URL`: `sqlite:<file>` or `postgres://…`. Default: the encrypted `kartoteka.db` in the data folder.
    pub database: Database,
    /// `KARTOTEKA_DATA`: the data folder. Default `$XDG_DATA_HOME/kartoteka`, that is `~/.local/share/kartoteka`.
    pub data: PathBuf,
    /// `KARTOTEKA_BACKUPS`: the folder of backups, better on another disk. Default `backups` in the data folder.
    pub backups: PathBuf,
    /// `KARTOTEKA_KEY_FILE`: the key of the database, outside the data folder. Default `$XDG_CONFIG_HOME/kartoteka/key`.
    pub key_file: PathBuf,
    /// `KARTOTEKA_ZONE`: the first branch's IANA time zone, read at the first start. Default `Asia/Shanghai`.
    pub zone: chrono_tz::Tz,
    /// `KARTOTEKA_COUNTRY`: the first branch's ISO country, for phones without `+` and for money. Default `CN`.
    pub country: Country,
    /// `KARTOTEKA_LANG`: the language of people whose own is not known: `en`, `zh` or `ko`. Default `en`.
    pub lang: Lang,
    /// `KARTOTEKA_BUSINESS`: the first branch's name, read at the first start. Default `Salon`.
    pub business: String,
    /// `KARTOTEKA_METRICS`: the address for `/health` and `/metrics`, of this machine only, such as `127.0.0.1:9464`. Default: none.
    pub metrics: Option<SocketAddr>,
    /// `KARTOTEKA_CLOCK`: a file that moves the clock; only while the Bot API is on this machine. Default: none.
    pub clock_file: Option<PathBuf>,
    /// `KARTOTEKA_FAULT`: faults to plant, as `faults::plant` reads them; only while the Bot API is on this machine. Default: none.
    pub fault: Option<String>,
    /// `KARTOTEKA_LOG`: what is logged, as `tracing` filters read it, for example `info,kartoteka=debug`. Default `info`.
    pub log: String,
    /// `KARTOTEKA_LOG_FORMAT`: `text` or `json`. Default `text`.
    pub log_format: LogFormat,
    /// `KARTOTEKA_SETTINGS`: the file that was read, if there is one. Default `$XDG_CONFIG_HOME/kartoteka/kartoteka.toml`.
    pub file: Option<PathBuf>,
    /// Names in the environment that begin like ours and mean nothing: mistyped, most likely. `doctor` tells them.
    pub strangers: Vec<String>,
}

/// A text that must not be shown. It has no `Debug`.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// The text itself, for the one place that needs it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

/// Which database, and where. It has no `Debug`, since a URL may hold a password.
#[derive(Clone)]
pub enum Database {
    /// The embedded one: its file.
    Sqlite(PathBuf),
    /// PostgreSQL: its URL.
    Postgres(Secret),
}

impl Database {
    /// The URL as `archive::connect` reads it.
    pub fn url(&self) -> String {
        match self {
            Self::Sqlite(file) => format!("sqlite:{}", file.display()),
            Self::Postgres(url) => url.reveal().to_owned(),
        }
    }
}

/// How log lines look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Text,
    /// For machines.
    Json,
}

/// One sentence: which key, what is wrong, how to mend it. It never quotes a secret.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Wrong(pub String);

type Checked<T> = Result<T, Wrong>;

impl Settings {
    /// Reads the process's environment and the settings file.
    ///
    /// # Errors
    /// The first wrong key, in one sentence.
    pub fn from_environment() -> Checked<Self> {
        let mut vars = BTreeMap::new();
        for (name, value) in std::env::vars_os() {
            let Ok(name) = name.into_string() else { continue };
            match value.into_string() {
                Ok(value) => drop(vars.insert(name, value)),
                Err(_) if KEYS.contains(&name.as_str()) => {
                    return Err(Wrong(format!("{name} is not UTF-8; write it in UTF-8.")));
                }
                Err(_) => {}
            }
        }
        Self::read(vars)
    }

    /// Reads settings from these variables and the file that they lead to.
    ///
    /// # Errors
    /// The first wrong key, in one sentence.
    pub fn read(vars: BTreeMap<String, String>) -> Checked<Self> {
        let source = Source::open(vars)?;
        let (api_url, local) = api_url(&source)?;
        let data = source.folder("KARTOTEKA_DATA", "XDG_DATA_HOME", ".local/share", "")?;
        Ok(Self {
            token: token(&source, local)?,
            database: database(&source, &data)?,
            backups: match source.get("KARTOTEKA_BACKUPS") {
                Some(path) => source.absolute("KARTOTEKA_BACKUPS", &path)?,
                None => data.join("backups"),
            },
            key_file: source.folder("KARTOTEKA_KEY_FILE", "XDG_CONFIG_HOME", ".config", "key")?,
            zone: zone(&source)?,
            country: country(&source)?,
            lang: lang(&source)?,
            business: business(&source)?,
            metrics: metrics(&source)?,
            api_ca: match source.get("KARTOTEKA_API_CA") {
                Some(path) => Some(source.absolute("KARTOTEKA_API_CA", &path)?),
                None => None,
            },
            clock_file: only_local(&source, "KARTOTEKA_CLOCK", local)?.map(PathBuf::from),
            fault: only_local(&source, "KARTOTEKA_FAULT", local)?,
            log: log(&source)?,
            log_format: log_format(&source)?,
            strangers: source.strangers(),
            file: source.file,
            api_url,
            data,
        })
    }

    /// The token.
    ///
    /// # Errors
    /// A sentence that says where to get one.
    pub fn needed_token(&self) -> Checked<&Secret> {
        self.token.as_ref().ok_or_else(|| {
            Wrong("TELOXIDE_TOKEN is not set; get a token from @BotFather and put it into the environment or the settings file.".into())
        })
    }

    /// The clock that the settings ask for.
    pub fn clock(&self) -> crate::clock::Clock {
        crate::clock::Clock::new(self.clock_file.clone())
    }
}

/// The API's URL, and whether it is on this machine.
fn api_url(source: &Source) -> Checked<(String, bool)> {
    let url = source.or("TELOXIDE_API_URL", API_URL);
    let url = url.trim_end_matches('/').to_owned();
    let Some(host) = url::http_host(&url) else {
        return Err(source.wrong(
            "TELOXIDE_API_URL",
            "is not a URL",
            "write one such as https://api.telegram.org",
        ));
    };
    let local = url::is_loopback(host);
    if !local && !url.starts_with("https://") {
        return Err(source.wrong(
            "TELOXIDE_API_URL",
            "would send the token over the network unencrypted",
            "begin it with https://",
        ));
    }
    Ok((url, local))
}

fn token(source: &Source, local: bool) -> Checked<Option<Secret>> {
    let Some(token) = source.get("TELOXIDE_TOKEN") else { return Ok(None) };
    let fits = token.split_once(':').is_some_and(|(id, tail)| {
        // A simulator on this machine may give out shorter ones.
        let length = if local { !tail.is_empty() } else { tail.len() == TOKEN_TAIL };
        let plain = |c: u8| c.is_ascii_alphanumeric() || c == b'_' || c == b'-';
        length
            && !id.is_empty()
            && id.bytes().all(|c| c.is_ascii_digit())
            && tail.bytes().all(plain)
    });
    if fits {
        return Ok(Some(Secret(token)));
    }
    Err(source.wrong(
        "TELOXIDE_TOKEN",
        "does not look like a token",
        "copy the whole line that @BotFather gave, digits, a colon and 35 characters",
    ))
}

fn database(source: &Source, data: &Path) -> Checked<Database> {
    const KEY: &str = "DATABASE_URL";
    let Some(given) = source.get(KEY) else {
        return Ok(Database::Sqlite(data.join("kartoteka.db")));
    };
    if let Some(file) = given.strip_prefix("sqlite:") {
        let file = file.strip_prefix("//").unwrap_or(file);
        if file.is_empty() || file.starts_with(':') || file.contains('?') {
            return Err(source.wrong(
                KEY,
                "names no database file",
                "write sqlite:/folder/file.db, without parameters",
            ));
        }
        return Ok(Database::Sqlite(source.absolute(KEY, file)?));
    }
    if !given.starts_with("postgres://") && !given.starts_with("postgresql://") {
        return Err(source.wrong(
            KEY,
            "is neither SQLite nor PostgreSQL",
            "begin it with sqlite: or postgres://",
        ));
    }
    if !url::postgres_is_private(&given) {
        return Err(source.wrong(
            KEY,
            "would send cards over the network unencrypted",
            "add ?sslmode=verify-full to it",
        ));
    }
    Ok(Database::Postgres(Secret(given)))
}

fn zone(source: &Source) -> Checked<chrono_tz::Tz> {
    source.or("KARTOTEKA_ZONE", ZONE).parse().map_err(|_| {
        source.wrong(
            "KARTOTEKA_ZONE",
            "names no time zone",
            "write an IANA name such as Asia/Shanghai",
        )
    })
}

fn country(source: &Source) -> Checked<Country> {
    Country::try_from(source.or("KARTOTEKA_COUNTRY", COUNTRY)).map_err(|_| {
        source.wrong(
            "KARTOTEKA_COUNTRY",
            "names no country",
            "write its ISO code in two capital letters, such as CN, KR or GB",
        )
    })
}

fn lang(source: &Source) -> Checked<Lang> {
    Lang::parse(&source.or("KARTOTEKA_LANG", Lang::En.as_str())).ok_or_else(|| {
        source.wrong(
            "KARTOTEKA_LANG",
            "names no language that the bot speaks",
            "write en, zh or ko",
        )
    })
}

fn business(source: &Source) -> Checked<String> {
    let name = text::clean(&source.or("KARTOTEKA_BUSINESS", BUSINESS));
    if (1..=BUSINESS_MAX).contains(&text::length(&name)) {
        return Ok(name);
    }
    Err(source.wrong(
        "KARTOTEKA_BUSINESS",
        "is empty or too long",
        "write a name of at most 40 characters",
    ))
}

/// Where the bot tells how it is: nobody else may ask.
fn metrics(source: &Source) -> Checked<Option<SocketAddr>> {
    const KEY: &str = "KARTOTEKA_METRICS";
    let Some(given) = source.get(KEY) else { return Ok(None) };
    let mend = "write one of this machine, such as 127.0.0.1:9464";
    match given.parse::<SocketAddr>() {
        Ok(address) if address.ip().is_loopback() => Ok(Some(address)),
        Ok(_) => Err(source.wrong(KEY, "is an address that other machines could reach", mend)),
        Err(_) => Err(source.wrong(KEY, "is not an address with a port", mend)),
    }
}

/// A key for tests and the demo: it must not work against Telegram.
fn only_local(source: &Source, key: &str, local: bool) -> Checked<Option<String>> {
    match source.get(key) {
        Some(_) if !local => Err(source.wrong(
            key,
            "is for tests and works only while TELOXIDE_API_URL is on this machine",
            "remove it",
        )),
        value => Ok(value),
    }
}

fn log(source: &Source) -> Checked<String> {
    let filter = source.or("KARTOTEKA_LOG", "info");
    match tracing_subscriber::EnvFilter::builder().parse(&filter) {
        Ok(_) => Ok(filter),
        Err(_) => Err(source.wrong(
            "KARTOTEKA_LOG",
            "is not a log filter",
            "write one such as info or info,kartoteka=debug",
        )),
    }
}

fn log_format(source: &Source) -> Checked<LogFormat> {
    match source.or("KARTOTEKA_LOG_FORMAT", "text").as_str() {
        "text" => Ok(LogFormat::Text),
        "json" => Ok(LogFormat::Json),
        _ => Err(source.wrong("KARTOTEKA_LOG_FORMAT", "names no log format", "write text or json")),
    }
}

#[cfg(test)]
#[path = "settings/tests.rs"]
mod tests;
