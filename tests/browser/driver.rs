//! A small WebDriver client: headless Chromium behind chromedriver, which speaks plain HTTP and JSON.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// The longest wait for something to stand in the page.
pub const PATIENCE: Duration = Duration::from_secs(60);
/// chromedriver answers later than the page would, so its connection waits longer.
const ANSWER_MAX: Duration = Duration::from_secs(90);
/// What the driver prints before its port.
const ON_PORT: &str = "on port ";
/// The key under which WebDriver gives an element's reference.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";
/// How WebDriver names a click that came while the page was redrawn.
const REDRAWN: &[&str] =
    &["stale element reference", "element click intercepted", "element not interactable"];
/// The digits of base64.
const BASE64: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The programs that the test needs.
pub struct Tools {
    chromium: PathBuf,
    chromedriver: PathBuf,
}

impl Tools {
    /// Both programs: Chromium as `KARTOTEKA_TEST_CHROMIUM` names it or from the path, its driver from the path.
    ///
    /// # Errors
    /// A sentence about what is missing.
    pub fn find() -> Result<Self, String> {
        let named = std::env::var_os("KARTOTEKA_TEST_CHROMIUM").map(PathBuf::from);
        let known = ["chromium", "chromium-browser", "google-chrome"];
        let chromium = named.or_else(|| known.into_iter().find_map(in_path));
        let chromium = chromium.ok_or("there is no Chromium")?;
        let chromedriver = in_path("chromedriver").ok_or("there is no chromedriver")?;
        Ok(Self { chromium, chromedriver })
    }
}

fn in_path(name: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders).map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// A browser with one page.
pub struct Browser {
    driver: Child,
    address: SocketAddr,
    session: String,
    /// Kept open: a driver whose words nobody takes would stop.
    _words: BufReader<ChildStdout>,
    _profile: TempDir,
}

/// WebDriver's word for what went wrong, and its sentence.
type Wrong = (String, String);

impl Browser {
    /// Starts driver and browser with an empty profile.
    pub fn start(tools: &Tools) -> Self {
        let mut command = Command::new(&tools.chromedriver);
        // A group of its own, so that whatever the driver started ends with it.
        command.arg("--port=0").process_group(0).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut driver = command.spawn().expect("chromedriver starts");
        let mut words = BufReader::new(driver.stdout.take().expect("stdout is piped"));
        let address = SocketAddr::from(([127, 0, 0, 1], port(&mut words)));
        let profile = tempfile::tempdir().expect("a temporary folder");
        let mut browser =
            Self { driver, address, session: String::new(), _words: words, _profile: profile };
        browser.session = browser.open_session(&tools.chromium);
        let milliseconds = PATIENCE.as_millis() as u64;
        browser.post("/timeouts", &json!({ "implicit": milliseconds })).expect("timeouts are set");
        browser
    }

    fn open_session(&self, chromium: &Path) -> String {
        let profile = format!("--user-data-dir={}", self._profile.path().display());
        let options = json!({ "binary": chromium, "args": [
            "--headless=new", "--force-device-scale-factor=1", "--lang=en", "--no-first-run", "--hide-scrollbars",
            // The page is our own, and in a container there is neither a sandbox nor much shared memory.
            "--no-sandbox", "--disable-dev-shm-usage",
            // Without a screen Chromium thinks that there is no mouse.
            "--blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4",
            // Nothing moves, so pictures are the same each time.
            "--force-prefers-reduced-motion", profile,
        ]});
        let wished = json!({ "browserName": "chrome", "goog:chromeOptions": options });
        let wished = json!({ "capabilities": { "alwaysMatch": wished } });
        let made = ask(self.address, "POST", "/session", Some(&wished)).expect("Chromium starts");
        made["sessionId"].as_str().expect("a session has an id").to_owned()
    }

    /// Sets the size of the window's inside, and how many dots a pixel of the page gets: more than one is a phone.
    pub fn resize(&self, width: u32, height: u32, dots: u32) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": dots, "mobile": dots > 1 });
        self.develop("Emulation.setDeviceMetricsOverride", &size);
    }

    /// Opens an address.
    pub fn open(&self, url: &str) {
        self.post("/url", &json!({ "url": url })).expect("the page opens");
    }

    /// Waits until an element stands in the page.
    ///
    /// # Panics
    /// With what stands in the page instead, after `PATIENCE`.
    pub fn find(&self, path: &str) -> Element<'_> {
        // The driver itself looks again and again: the implicit wait.
        match self.post("/element", &json!({ "using": "xpath", "value": path })) {
            Ok(found) => Element { browser: self, id: reference(&found) },
            Err((_, sentence)) => panic!("{sentence}\nnot in the page: {path}\n{}", self.words()),
        }
    }

    /// Clicks an element as a mouse does, once it can be clicked.
    ///
    /// # Panics
    /// If it cannot be clicked for `PATIENCE`.
    pub fn click(&self, path: &str) {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let Err((word, sentence)) = self.find(path).post("/click", &json!({})) else { return };
            let again = REDRAWN.contains(&word.as_str()) && Instant::now() < deadline;
            assert!(again, "{path} cannot be clicked: {sentence}\n{}", self.words());
        }
    }

    /// Runs a script in the page.
    pub fn run(&self, text: &str) {
        self.post("/execute/sync", &script(text)).expect("the script runs");
    }

    /// A picture of the window, as PNG.
    pub fn picture(&self) -> Vec<u8> {
        let taken = self.ask("GET", "/screenshot", None).expect("a picture is taken");
        decode(taken.as_str().expect("a picture is text"))
    }

    /// What stands in the page, for whoever reads why a test failed.
    fn words(&self) -> String {
        match self.post("/execute/sync", &script("return document.body.innerText")) {
            Ok(words) => words.as_str().unwrap_or_default().to_owned(),
            Err((_, sentence)) => sentence,
        }
    }

    fn develop(&self, command: &str, parameters: &Value) {
        let body = json!({ "cmd": command, "params": parameters });
        self.post("/goog/cdp/execute", &body).expect("Chromium's own commands work");
    }

    fn post(&self, path: &str, body: &Value) -> Result<Value, Wrong> {
        self.ask("POST", path, Some(body))
    }

    fn ask(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Value, Wrong> {
        ask(self.address, method, &format!("/session/{}{path}", self.session), body)
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty() {
            // A browser that is gone already cannot be closed; then the driver's group is ended all the same.
            let _closed = self.ask("DELETE", "", None);
        }
        let group = format!("-{}", self.driver.id());
        // Nobody left in the group is what is wanted.
        let _gone =
            Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
        let _ended = self.driver.wait();
    }
}

/// An element of the page.
pub struct Element<'a> {
    browser: &'a Browser,
    id: String,
}

impl Element<'_> {
    /// Its words, as they are seen.
    pub fn text(&self) -> String {
        let text = self.ask("GET", "/text", None).expect("an element has a text");
        text.as_str().expect("a text is text").to_owned()
    }

    /// An attribute.
    pub fn attribute(&self, name: &str) -> String {
        let value = self.ask("GET", &format!("/attribute/{name}"), None);
        value.expect("the element is there").as_str().unwrap_or_default().to_owned()
    }

    /// Types, key by key.
    pub fn types(&self, text: &str) {
        self.post("/value", &json!({ "text": text })).expect("one can type here");
    }

    fn post(&self, path: &str, body: &Value) -> Result<Value, Wrong> {
        self.ask("POST", path, Some(body))
    }

    fn ask(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Value, Wrong> {
        self.browser.ask(method, &format!("/element/{}{path}", self.id), body)
    }
}

/// The port that the driver took, from its first words.
fn port(words: &mut impl BufRead) -> u16 {
    let mut said = String::new();
    while words.read_line(&mut said).expect("chromedriver speaks") > 0 {
        let port = said.lines().last().and_then(|line| line.split_once(ON_PORT));
        let port = port.and_then(|(_, port)| port.trim_end_matches('.').parse().ok());
        // Its first line names the wish, port 0.
        if let Some(port) = port.filter(|port| *port > 0) {
            return port;
        }
    }
    panic!("chromedriver ended: {said}");
}

/// One request on a connection of its own; the `value` of the answer.
fn ask(at: SocketAddr, method: &str, path: &str, body: Option<&Value>) -> Result<Value, Wrong> {
    let mut stream = TcpStream::connect(at).map_err(|error| broken(&error))?;
    stream.set_read_timeout(Some(ANSWER_MAX)).expect("a timeout above zero");
    let body = body.map(Value::to_string).unwrap_or_default();
    let length = body.len();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: {at}\r\nContent-Type: application/json\r\n\
         Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    );
    stream.write_all(request.as_bytes()).map_err(|error| broken(&error))?;
    let answer = read(BufReader::new(stream)).map_err(|error| broken(&error))?;
    let mut answer: Value = serde_json::from_slice(&answer).expect("WebDriver answers JSON");
    let value = answer["value"].take();
    let part = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
    if value["error"].is_string() { Err((part("error"), part("message"))) } else { Ok(value) }
}

/// The body of an answer.
fn read(mut stream: impl BufRead) -> std::io::Result<Vec<u8>> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        stream.read_line(&mut line)?;
        if line.trim_end().is_empty() {
            break;
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().map_err(std::io::Error::other)?;
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body)?;
    Ok(body)
}

fn script(text: &str) -> Value {
    json!({ "script": text, "args": [] })
}

fn broken(error: &std::io::Error) -> Wrong {
    ("no answer".to_owned(), format!("chromedriver does not answer: {error}"))
}

fn reference(found: &Value) -> String {
    found[ELEMENT].as_str().expect("an element has a reference").to_owned()
}

/// The bytes of base64.
fn decode(text: &str) -> Vec<u8> {
    let (mut bytes, mut bits, mut count) = (Vec::new(), 0_u32, 0);
    for digit in text.trim_end_matches('=').bytes() {
        let value = BASE64.iter().position(|known| *known == digit).expect("a digit of base64");
        bits = (bits << 6) | value as u32;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
    }
    bytes
}
