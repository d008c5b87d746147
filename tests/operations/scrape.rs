//! A scraper: asks over a plain socket, and reads Prometheus' text format as strictly as it is written down.

use crate::rig::{Bot, PATIENCE};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep, timeout};

/// How often a wait looks.
const LOOK: Duration = Duration::from_millis(20);
/// What the log says where the port was chosen.
const TOLD: &str = "health and metrics are told address=";

/// The address that a bot says it can be asked at.
pub async fn address(bot: &Bot) -> String {
    until("the address", async || {
        let said = bot.said();
        let (_, rest) = said.split_once(TOLD)?;
        Some(rest.split_whitespace().next()?.to_owned())
    })
    .await
}

/// Looks until there is something.
pub async fn until<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(found) = look().await {
            return found;
        }
        assert!(begun.elapsed() < PATIENCE, "{what} never came");
        sleep(LOOK).await;
    }
}

/// Sends these bytes and reads until the end; nothing where the connection was cut.
pub async fn send(address: &str, request: &[u8]) -> Option<String> {
    let talking = async {
        let mut stream = TcpStream::connect(address).await.ok()?;
        stream.write_all(request).await.ok()?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.ok()?;
        Some(String::from_utf8_lossy(&answer).into_owned())
    };
    timeout(PATIENCE, talking).await.expect("an answer, or an end")
}

/// Asks for a page: its status and its body, whose length must be as told.
pub async fn get(address: &str, page: &str) -> Option<(u16, String)> {
    let request = format!("GET {page} HTTP/1.1\r\nHost: {address}\r\nAccept: */*\r\n\r\n");
    let answer = send(address, request.as_bytes()).await?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let mut lines = head.lines();
    let status = lines.next()?.strip_prefix("HTTP/1.1 ")?.get(..3)?.parse().ok()?;
    let length = lines.find_map(|line| line.strip_prefix("Content-Length: "))?;
    assert_eq!(length.parse::<usize>().ok(), Some(body.len()), "{head}");
    Some((status, body.to_owned()))
}

/// Series to value.
pub struct Scrape(BTreeMap<String, f64>);

impl Scrape {
    /// Scrapes now.
    pub async fn of(address: &str) -> Self {
        let (status, body) = get(address, "/metrics").await.expect("the metrics are answered");
        assert_eq!(status, 200, "{body}");
        Self::read(&body)
    }

    /// The value of a series, without the prefix that all have.
    pub fn value(&self, series: &str) -> f64 {
        let found = self.0.get(&format!("kartoteka_{series}"));
        *found.unwrap_or_else(|| panic!("no series is called {series}"))
    }

    /// Reads a page, and panics at what the format does not allow.
    pub fn read(body: &str) -> Self {
        assert!(body.ends_with('\n'), "the last line ends");
        let (mut series, mut families) = (BTreeMap::new(), BTreeSet::new());
        let (mut helped, mut family) = ("", ("", ""));
        for line in body.lines() {
            if let Some(help) = line.strip_prefix("# HELP ") {
                let (name, text) = help.split_once(' ').expect("a name and a help");
                assert!(!text.trim().is_empty() && text.ends_with('.'), "{line}");
                helped = name;
            } else if let Some(kind) = line.strip_prefix("# TYPE ") {
                family = kind.split_once(' ').expect("a name and a type");
                assert!(["gauge", "counter", "histogram"].contains(&family.1), "{line}");
                assert_eq!(family.0, helped, "each type has its help: {line}");
                assert!(families.insert(family.0), "each family stands once: {line}");
                assert_eq!(family.1 == "counter", family.0.ends_with("_total"), "{line}");
            } else {
                let (name, value) = line.rsplit_once(' ').expect("a series and a value");
                assert!(fits(name, family), "{line} is not of {}", family.0);
                let value: f64 = value.parse().expect("a value is a number");
                assert!(value >= 0.0, "{line}");
                assert!(series.insert(name.to_owned(), value).is_none(), "twice: {line}");
            }
        }
        let scrape = Self(series);
        families.iter().for_each(|family| scrape.is_whole(family, body));
        scrape
    }

    /// A family has a series at least; a histogram's buckets grow up to its count.
    fn is_whole(&self, family: &str, body: &str) {
        assert!(self.0.keys().any(|name| name.starts_with(family)), "{family} is empty");
        let Some(count) = self.0.get(&format!("{family}_count")) else { return };
        assert!(self.0.contains_key(&format!("{family}_sum")), "{family} has no sum");
        let begins = format!("{family}_bucket{{le=\"");
        let buckets: Vec<f64> = body
            .lines()
            .filter_map(|line| line.strip_prefix(&begins)?.rsplit_once(' ')?.1.parse().ok())
            .collect();
        assert!(buckets.is_sorted() && buckets.last() == Some(count), "{family}: {buckets:?}");
        assert!(self.0.contains_key(&format!("{begins}+Inf\"}}")), "{family} has no last bucket");
    }
}

/// Whether a series belongs to a family, and its one label is well formed.
fn fits(series: &str, (family, kind): (&str, &str)) -> bool {
    let Some(rest) = series.strip_prefix(family) else { return false };
    let (tail, label) = match rest.split_once('{') {
        Some((tail, label)) => (tail, label.strip_suffix("\"}")),
        None => (rest, Some("none=\"")),
    };
    let tails: &[&str] = if kind == "histogram" { &["_bucket", "_sum", "_count"] } else { &[""] };
    let plain = |text: &str| text.bytes().all(|c| c.is_ascii_lowercase() || c == b'_');
    let labelled = label.and_then(|label| label.split_once("=\"")).is_some_and(|(name, value)| {
        plain(name) && value.bytes().all(|c| c.is_ascii_alphanumeric() || b"_.+-".contains(&c))
    });
    !family.is_empty() && plain(family) && tails.contains(&tail) && labelled
}

#[test]
fn the_reader_of_the_format_is_strict() {
    let page = "# HELP a_total Some.\n# TYPE a_total counter\na_total{end=\"ok\"} 1\n";
    assert!(Scrape::read(page).0.len() == 1);
    for (from, to) in [
        ("a_total{", "b_total{"),
        ("{end=\"ok\"}", "{end=ok}"),
        ("{end=\"ok\"}", "{end=\"Li Na\"}"),
        ("} 1", "} one"),
        ("# TYPE a_total counter\n", ""),
        ("a_total{end=\"ok\"} 1\n", ""),
        (" 1\n", " 1"),
        ("counter", "gauge"),
    ] {
        let wrong = page.replace(from, to);
        let read = std::panic::catch_unwind(|| Scrape::read(&wrong));
        assert!(read.is_err(), "{wrong}");
    }
}
