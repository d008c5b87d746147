//! Where a setting's text comes from: the environment first, then the settings file.

use super::{Checked, Wrong};
use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

/// Every key there is.
pub const KEYS: &[&str] = &[
    "TELOXIDE_TOKEN",
    "TELOXIDE_API_URL",
    "KARTOTEKA_API_CA",
    "DATABASE_URL",
    "KARTOTEKA_DATA",
    "KARTOTEKA_BACKUPS",
    "KARTOTEKA_KEY_FILE",
    "KARTOTEKA_ZONE",
    "KARTOTEKA_COUNTRY",
    "KARTOTEKA_LANG",
    "KARTOTEKA_BUSINESS",
    "KARTOTEKA_METRICS",
    "KARTOTEKA_CLOCK",
    "KARTOTEKA_FAULT",
    "KARTOTEKA_LOG",
    "KARTOTEKA_LOG_FORMAT",
    "KARTOTEKA_SETTINGS",
];
/// The key that names the settings file; it cannot stand in the file itself.
const FILE_KEY: &str = "KARTOTEKA_SETTINGS";
/// Keys whose value is a secret.
const SECRETS: &[&str] = &["TELOXIDE_TOKEN", "DATABASE_URL"];
/// Variables of the tests begin so.
const TEST_PREFIX: &str = "KARTOTEKA_TEST_";

/// The environment and the settings file.
pub(super) struct Source {
    vars: BTreeMap<String, String>,
    stored: BTreeMap<String, String>,
    pub(super) file: Option<PathBuf>,
}

impl Source {
    /// Finds and reads the settings file. One that is named must exist; the one at the usual place need not.
    pub(super) fn open(vars: BTreeMap<String, String>) -> Checked<Self> {
        let mut source = Self { vars, stored: BTreeMap::new(), file: None };
        let named = source.get(FILE_KEY).is_some();
        // Without a home there is no usual place, and nothing to read.
        let place = source.folder(FILE_KEY, "XDG_CONFIG_HOME", ".config", "kartoteka.toml");
        let Ok(place) = place else { return Ok(source) };
        match std::fs::read_to_string(&place) {
            Ok(text) => {
                source.stored = stored(&place, &text)?;
                source.file = Some(place);
                source.check_mode()?;
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound && !named => {}
            Err(error) => {
                let what = format!("cannot be read ({error})");
                return Err(in_file(&place, &what, "mend its path or its permissions"));
            }
        }
        Ok(source)
    }

    /// A file with a secret is for its owner alone.
    fn check_mode(&self) -> Checked<()> {
        let Some(file) = &self.file else { return Ok(()) };
        let secret = SECRETS.iter().any(|key| self.stored.contains_key(*key));
        let open = std::fs::metadata(file).is_ok_and(|it| it.permissions().mode() & 0o077 != 0);
        if secret && open {
            let mend = format!("run chmod 600 {}", file.display());
            return Err(in_file(file, "holds a secret and others may read it", &mend));
        }
        Ok(())
    }

    /// The value of a key, trimmed; an empty one is none.
    pub(super) fn get(&self, key: &str) -> Option<String> {
        let filled = |text: &String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        self.vars.get(key).and_then(filled).or_else(|| self.stored.get(key).and_then(filled))
    }

    /// The value of a key, or its default.
    pub(super) fn or(&self, key: &str, default: &str) -> String {
        self.get(key).unwrap_or_else(|| default.to_owned())
    }

    /// The path under `key`, or `<the XDG folder>/kartoteka/<name>`.
    pub(super) fn folder(&self, key: &str, xdg: &str, home: &str, name: &str) -> Checked<PathBuf> {
        if let Some(path) = self.get(key) {
            return self.absolute(key, &path);
        }
        // The XDG rules say that a relative path there is to be ignored.
        let absolute =
            |name: &str| self.vars.get(name).map(PathBuf::from).filter(|path| path.is_absolute());
        let base = absolute(xdg).or_else(|| absolute("HOME").map(|folder| folder.join(home)));
        let folder = base.map(|base| base.join("kartoteka"));
        let place = folder.map(|folder| if name.is_empty() { folder } else { folder.join(name) });
        place.ok_or_else(|| {
            Wrong(format!(
                "{key} is not set and there is no HOME to find its default; set it to a path."
            ))
        })
    }

    /// A path as it is from anywhere.
    pub(super) fn absolute(&self, key: &str, path: &str) -> Checked<PathBuf> {
        std::path::absolute(path).map_err(|_| self.wrong(key, "is not a path", "write a path"))
    }

    /// The sentence about a wrong key.
    pub(super) fn wrong(&self, key: &str, what: &str, mend: &str) -> Wrong {
        let from_file = self.vars.get(key).is_none_or(|text| text.trim().is_empty());
        let place = match &self.file {
            Some(file) if from_file && self.stored.contains_key(key) => {
                format!(" (in {})", file.display())
            }
            _ => String::new(),
        };
        Wrong(format!("{key}{place} {what}; {mend}."))
    }

    /// Names in the environment that look like ours and are not.
    pub(super) fn strangers(&self) -> Vec<String> {
        let ours = |name: &str| KEYS.contains(&name) || name.starts_with(TEST_PREFIX);
        let like = |name: &str| name.starts_with("KARTOTEKA_") || name.starts_with("TELOXIDE_");
        self.vars.keys().filter(|name| like(name) && !ours(name)).cloned().collect()
    }
}

/// The keys and values of a settings file. Its lines are never quoted: one may hold the token.
fn stored(file: &Path, text: &str) -> Checked<BTreeMap<String, String>> {
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
        let until = error.span().map_or(0, |span| span.start).min(text.len());
        let line = text.as_bytes()[..until].iter().filter(|byte| **byte == b'\n').count() + 1;
        in_file(
            file,
            &format!("is not TOML in line {line}"),
            "write lines such as KARTOTEKA_LANG = \"zh\"",
        )
    })?;
    let mut stored = BTreeMap::new();
    for (key, value) in table {
        if key == FILE_KEY || !KEYS.contains(&key.as_str()) {
            let mend = format!("remove it or use one of {}", KEYS.join(", "));
            return Err(in_file(file, &format!("has an unknown key {key}"), &mend));
        }
        let toml::Value::String(value) = value else {
            return Err(in_file(
                file,
                &format!("gives {key} without quotes"),
                "put its value in quotes",
            ));
        };
        stored.insert(key, value);
    }
    Ok(stored)
}

fn in_file(file: &Path, what: &str, mend: &str) -> Wrong {
    Wrong(format!("The settings file {} {what}; {mend}.", file.display()))
}
