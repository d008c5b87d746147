//! Each key: what it reads when right, and the sentence when it is wrong.

use super::*;
use std::os::unix::fs::PermissionsExt;

const TOKEN: &str = "1234567:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// Settings from these variables, with a home that has no settings file.
fn read(vars: &[(&str, &str)]) -> Result<Settings, String> {
    let base = [("HOME", "/nowhere")];
    let vars = base.iter().chain(vars).map(|(name, value)| ((*name).into(), (*value).into()));
    Settings::read(vars.collect()).map_err(|wrong| wrong.to_string())
}

fn refusal(vars: &[(&str, &str)]) -> String {
    read(vars).err().unwrap_or_default()
}

#[test]
fn a_token_is_enough() {
    let settings = read(&[("TELOXIDE_TOKEN", TOKEN)]).ok().unwrap();
    assert_eq!(settings.needed_token().unwrap().reveal(), TOKEN);
    assert_eq!(settings.api_url, "https://api.telegram.org");
    assert_eq!(settings.data, Path::new("/nowhere/.local/share/kartoteka"));
    assert_eq!(settings.key_file, Path::new("/nowhere/.config/kartoteka/key"));
    assert_eq!(settings.database.url(), "sqlite:/nowhere/.local/share/kartoteka/kartoteka.db");
    assert_eq!(settings.zone, chrono_tz::Asia::Shanghai);
    assert_eq!((settings.country.code(), settings.lang), ("CN", Lang::En));
    assert_eq!((settings.business.as_str(), settings.log.as_str()), ("Salon", "info"));
    assert!(settings.clock_file.is_none() && settings.fault.is_none() && settings.file.is_none());
    assert!(settings.api_ca.is_none());
}

#[test]
fn a_wrong_value_is_one_sentence_that_names_its_key() {
    let cases = [
        ("TELOXIDE_TOKEN", "1234567:short"),
        ("TELOXIDE_TOKEN", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
        ("TELOXIDE_API_URL", "api.telegram.org"),
        ("TELOXIDE_API_URL", "http://example.com"),
        ("DATABASE_URL", "mysql://localhost/x"),
        ("DATABASE_URL", "sqlite::memory:"),
        ("DATABASE_URL", "sqlite:"),
        ("DATABASE_URL", "sqlite:/x.db?mode=ro"),
        ("DATABASE_URL", "postgres://a:hunter2@db.example.com/x"),
        ("KARTOTEKA_ZONE", "Moon/Base"),
        ("KARTOTEKA_COUNTRY", "Kor"),
        ("KARTOTEKA_LANG", "tlh"),
        ("KARTOTEKA_BUSINESS", "A name that is by far too long to stand on a button"),
        ("KARTOTEKA_METRICS", "9464"),
        ("KARTOTEKA_METRICS", "127.0.0.1"),
        ("KARTOTEKA_METRICS", "localhost:9464"),
        ("KARTOTEKA_METRICS", "0.0.0.0:9464"),
        ("KARTOTEKA_METRICS", "10.0.0.1:9464"),
        ("KARTOTEKA_METRICS", "[::]:9464"),
        ("KARTOTEKA_CLOCK", "/clock"),
        ("KARTOTEKA_FAULT", "confirm-first"),
        ("KARTOTEKA_LOG", "kartoteka=loud"),
        ("KARTOTEKA_LOG_FORMAT", "xml"),
        ("KARTOTEKA_SETTINGS", "/nowhere/kartoteka.toml"),
    ];
    for (key, value) in cases {
        let sentence = refusal(&[(key, value)]);
        let named = sentence.contains(key) || key == "KARTOTEKA_SETTINGS";
        assert!(named && sentence.contains("; ") && sentence.ends_with('.'), "{key}: {sentence}");
        assert!(!sentence.contains('\n') && !sentence.contains(". "), "{key}: {sentence}");
        assert!(!sentence.contains("hunter2") && !sentence.contains("short"), "{sentence}");
    }
}

#[test]
fn every_key_has_a_line_and_every_line_a_key() {
    let text = include_str!("../settings.rs");
    for key in KEYS {
        let lines = text.matches(&format!("    /// `{key}`: ")).count();
        assert_eq!(lines, 1, "{key}");
    }
    let lines =
        text.lines().filter(|line| line.trim_start().starts_with("/// `") && line.contains("`: "));
    assert_eq!(lines.count(), KEYS.len());
}

#[test]
fn health_is_told_on_this_machine_only_and_by_default_nowhere() {
    assert!(read(&[]).ok().unwrap().metrics.is_none());
    for address in ["127.0.0.1:9464", "127.3.2.1:0", "[::1]:9464"] {
        let read = read(&[("KARTOTEKA_METRICS", address)]).ok().unwrap();
        assert_eq!(read.metrics.map(|it| it.to_string()).as_deref(), Some(address));
    }
}

#[test]
fn clock_and_faults_need_an_api_on_this_machine() {
    let both = [("KARTOTEKA_CLOCK", "/clock"), ("KARTOTEKA_FAULT", "confirm-first")];
    for url in ["http://127.0.0.1:81", "http://localhost:81/", "http://[::1]:81"] {
        let settings = read(&[both[0], both[1], ("TELOXIDE_API_URL", url)]).ok().unwrap();
        assert!(settings.clock().is_moved() && settings.fault.is_some(), "{url}");
    }
    for url in ["https://api.telegram.org", "https://localhost.example.com", "https://10.0.0.1"] {
        assert!(
            refusal(&[both[0], ("TELOXIDE_API_URL", url)]).contains("KARTOTEKA_CLOCK"),
            "{url}"
        );
        assert!(
            refusal(&[both[1], ("TELOXIDE_API_URL", url)]).contains("KARTOTEKA_FAULT"),
            "{url}"
        );
    }
}

#[test]
fn folders_follow_xdg_and_relative_ones_are_ignored() {
    let settings = read(&[("XDG_DATA_HOME", "/d"), ("XDG_CONFIG_HOME", "relative")]).ok().unwrap();
    assert_eq!(settings.data, Path::new("/d/kartoteka"));
    assert_eq!(settings.key_file, Path::new("/nowhere/.config/kartoteka/key"));
    let homeless = Settings::read(BTreeMap::new()).err().unwrap().to_string();
    assert!(homeless.contains("KARTOTEKA_DATA") && homeless.contains("HOME"), "{homeless}");
}

#[test]
fn an_unknown_name_is_remembered_for_the_doctor() {
    let names =
        [("KARTOTEKA_ZOEN", "x"), ("KARTOTEKA_TEST_POSTGRES", "x"), ("KARTOTEKA_LANG", "ko")];
    assert_eq!(read(&names).ok().unwrap().strangers, ["KARTOTEKA_ZOEN"]);
}

/// A settings file with this text and mode, read beside these variables.
fn with_file(text: &str, mode: u32, vars: &[(&str, &str)]) -> Result<Settings, String> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("kartoteka.toml");
    std::fs::write(&file, text).unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(mode)).unwrap();
    let named = [("KARTOTEKA_SETTINGS", file.to_str().unwrap())];
    read(&named.iter().chain(vars).copied().collect::<Vec<_>>())
}

#[test]
fn the_environment_wins_over_the_file() {
    let text = "KARTOTEKA_LANG = \"zh\"\nKARTOTEKA_ZONE = \"Asia/Seoul\"\n";
    let settings = with_file(text, 0o644, &[("KARTOTEKA_LANG", "ko"), ("KARTOTEKA_ZONE", "")]);
    let settings = settings.ok().unwrap();
    assert_eq!((settings.lang, settings.zone), (Lang::Ko, chrono_tz::Asia::Seoul));
    assert!(settings.file.is_some());
}

#[test]
fn a_wrong_file_is_told_without_its_lines() {
    let secret = format!("TELOXIDE_TOKEN = \"{TOKEN}\"\n");
    let cases = [
        (format!("{secret}="), 0o600, "line 2"),
        (format!("TELOXIDE_TOKEN = {TOKEN}"), 0o600, "line 1"),
        ("KARTOTEKA_ZOEN = \"x\"".into(), 0o644, "KARTOTEKA_ZOEN"),
        ("KARTOTEKA_SETTINGS = \"x\"".into(), 0o644, "KARTOTEKA_SETTINGS"),
        ("KARTOTEKA_LANG = 3".into(), 0o644, "quotes"),
        ("KARTOTEKA_LANG = \"tlh\"".into(), 0o644, "kartoteka.toml)"),
        (secret.clone(), 0o644, "chmod 600"),
    ];
    for (text, mode, hint) in cases {
        let sentence = with_file(&text, mode, &[]).err().unwrap_or_default();
        assert!(sentence.contains(hint) && !sentence.contains("AAAA"), "{hint}: {sentence}");
    }
    assert!(with_file(&secret, 0o600, &[]).is_ok());
}
