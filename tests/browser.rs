//! The demo as a visitor meets it: the real program, its page in a real browser, real clicks and keys.
//!
//! `KARTOTEKA_TEST_CHROMIUM` names the browser and makes it an error that browser or driver is missing;
//! `KARTOTEKA_TEST_PICTURES=1` draws the pictures of the README anew.
#![allow(missing_docs)]
#![allow(clippy::print_stdout, reason = "a test that is skipped says so aloud")]

use driver::{Browser, Element, PATIENCE, Tools};
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};

#[path = "browser/driver.rs"]
mod driver;

/// Width, height and dots per pixel of a desk and of a phone.
const DESK: (u32, u32, u32) = (1_600, 1_000, 1);
const HAND: (u32, u32, u32) = (390, 844, 2);
/// A picture of the README is no larger than this, in bytes.
const PICTURE_MAX: usize = 200_000;
/// What the demo prints before its address.
const OPEN_AT: &str = "The salon is open: ";

/// The phones of the demo.
const LI_NA: i64 = 101;
const SALES: i64 = 102;
const KEEPER: i64 = 104;
const MANAGER: i64 = 105;
const STRANGER: i64 = 107;
/// A client whom nobody keeps, and who is not booked today.
const CLIENT: &str = "Elin Quill";
const NUMBER: &str = "A-0006";
/// What stands on the client's card, and is not Li Na's to read without a loan.
const SECRET: &str = "PPD (hair dye)";

#[test]
fn a_visitor_borrows_approves_and_returns_in_the_browser() {
    let Some(tools) = tools() else { return };
    let temp = tempfile::tempdir().expect("a temporary folder");
    let demo = Demo::start(temp.path(), &[]);
    let page = Page { browser: Browser::start(&tools), folder: pictures(temp.path()) };
    page.browser.resize(DESK.0, DESK.1, DESK.2);
    page.browser.open(&demo.url);
    a_stranger_is_told_nothing(&page);
    let (loan, waits) = borrow(&page);
    approve(&page, &loan);
    let lent = read_the_record(&page, &loan, &waits);
    give_back(&page, &loan, &lent);
    look_up_by_hand(&page);
    drop(page);
    assert!(demo.close().success(), "the demo ends without success");
    let left = names(temp.path());
    assert!(left.iter().all(|name| name == PICTURES), "the demo left {left:?} behind");
}

#[test]
fn a_kept_salon_goes_on_where_it_was() {
    let Some(tools) = tools() else { return };
    let temp = tempfile::tempdir().expect("a temporary folder");
    let keep = temp.path().join("salon");
    let keep = ["--keep", keep.to_str().expect("a plain path")];
    // The other test's pictures are the README's.
    let folder = tempfile::tempdir().expect("a temporary folder");
    let page = Page { browser: Browser::start(&tools), folder: folder.path().to_owned() };
    page.browser.resize(DESK.0, DESK.1, DESK.2);

    let demo = Demo::start(temp.path(), &keep);
    page.browser.open(&demo.url);
    let (loan, _) = borrow(&page);
    assert!(demo.close().success(), "the demo ends without success");

    // The chats are empty again, and what the bot remembers of them must not hinder it.
    let demo = Demo::start(temp.path(), &keep);
    page.browser.open(&demo.url);
    page.phone(MANAGER).shows(&["1 request waits for your decision."]);
    page.phone(MANAGER).taps("Requests · 1");
    page.phone(MANAGER).taps(&format!("Decide {NUMBER}"));
    approve(&page, &loan);
    page.phone(LI_NA).shows(&[&format!("Record on loan {loan}"), CLIENT, SECRET]);
    assert!(demo.close().success(), "the demo ends without success");
    assert_eq!(names(temp.path()), ["salon"]);
}

/// Somebody without a seat presses Start.
fn a_stranger_is_told_nothing(page: &Page) {
    let stranger = page.phone(STRANGER);
    page.browser.click(&stranger.path("//button[@data-start]"));
    stranger.shows(&["This is a private service."]);
}

/// Li Na looks a client up who is not hers and asks for the record in four taps and one to send;
/// the loan's number, and that of her message that waits.
fn borrow(page: &Page) -> (String, String) {
    let li_na = page.phone(LI_NA);
    li_na.shows(&["Today · ", "Next visit"]);
    li_na.writes(CLIENT);
    let card = li_na.shows(&["Client card", CLIENT, NUMBER, "You can ask to borrow:"]).text();
    assert!(!card.contains(SECRET), "the card shows what is not hers:\n{card}");
    for label in ["Borrow", "Visit", "Care", "2 hours", "Send"] {
        li_na.taps(label);
    }
    let waiting = li_na.shows(&["Waiting for a manager", CLIENT, "For: Visit"]);
    let text = waiting.text();
    let loan = text.split_whitespace().find(|word| word.starts_with("L-"));
    (loan.expect("a request has a number").to_owned(), waiting.attribute("data-message"))
}

/// The manager reads the request, looks at what it gives away, and says yes.
fn approve(page: &Page, loan: &str) {
    let manager = page.phone(MANAGER);
    let asked = manager.shows(&["Li Na asks to borrow a record", NUMBER, "For: Visit"]);
    assert!(!asked.text().contains(SECRET), "a request tells what is on the card");
    page.keep("borrow-and-approve");
    manager.taps("Approve");
    let sure = format!("Approve {loan}?");
    manager.shows(&[&sure, CLIENT, "Li Na can read these parts from now until"]);
    manager.taps("Yes, approve");
    manager.shows(&["Approved by Chen Yu"]);
}

/// The record comes as a message of its own, stamped and protected; its number.
fn read_the_record(page: &Page, loan: &str, waits: &str) -> String {
    let li_na = page.phone(LI_NA);
    let title = format!("Record on loan {loan}");
    let stamp = format!("Loan {loan} · Li Na · Visit · until ");
    let record = li_na.shows(&[&title, CLIENT, SECRET, &stamp, "only for this purpose"]);
    let number = record.attribute("data-message");
    assert_ne!(number, waits, "the record replaced the screen on which Li Na was");
    let message = format!("//li[@data-message='{number}']");
    page.browser.find(&li_na.path(&format!("{message}{PROTECTED}")));
    page.keep("lent-record");
    number
}

/// Two taps, and the record is gone from the phone.
fn give_back(page: &Page, loan: &str, lent: &str) {
    let li_na = page.phone(LI_NA);
    li_na.taps("Return");
    li_na.taps("Nothing new, return");
    li_na.shows(&[&format!("Loan {loan} returned"), "The record is closed."]);
    li_na.has_no_more(lent);
    let chat = page.browser.find(&li_na.path("//ol[@class='messages']")).text();
    assert!(!chat.contains(SECRET), "the record is still there:\n{chat}");
}

/// The same page in the hand: one phone at a time, behind tabs.
fn look_up_by_hand(page: &Page) {
    page.browser.resize(HAND.0, HAND.1, HAND.2);
    let sales = page.phone(SALES);
    sales.comes_to_front();
    sales.writes("ㅊㅅㅇ");
    sales.shows(&["고객 카드", "최서연", "전화: 138••••"]);
    page.keep("look-up-in-the-hand");
    let keeper = page.phone(KEEPER);
    keeper.comes_to_front();
    page.browser.click("//button[@id='tools-toggle']");
    page.browser.click("//button[@id='scheme-toggle']");
    page.browser.click("//button[@id='tools-toggle']");
    keeper.writes("王小美");
    keeper.shows(&["王小美", "A-0001"]);
    page.keep("chinese-at-night");
}

/// The shield that a protected message wears.
const PROTECTED: &str = "//span[@class='mark'][starts-with(@title,'protected')]";
/// The folder of pictures that nobody keeps.
const PICTURES: &str = "pictures";

/// Browser and driver; without them the test says so, or fails where they must be.
fn tools() -> Option<Tools> {
    match Tools::find() {
        Ok(tools) => Some(tools),
        Err(missing) if std::env::var_os("KARTOTEKA_TEST_CHROMIUM").is_none() => {
            // Past the harness, which would keep it to itself. Nobody listening is no reason to fail.
            let _unheard = writeln!(std::io::stderr(), "skipped: {missing}");
            None
        }
        Err(missing) => panic!("{missing}"),
    }
}

/// Where pictures go: to the README's if they are asked for, else to a folder that ends with the test.
fn pictures(temp: &Path) -> PathBuf {
    let folder = match std::env::var("KARTOTEKA_TEST_PICTURES").is_ok_and(|wish| wish == "1") {
        true => Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pictures"),
        false => temp.join(PICTURES),
    };
    std::fs::create_dir_all(&folder).expect("a folder for pictures");
    folder
}

/// The names in a folder.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("the folder can be read");
    let name = |entry: std::io::Result<std::fs::DirEntry>| {
        entry.expect("an entry").file_name().to_string_lossy().into_owned()
    };
    entries.map(name).collect()
}

/// The page, and where its pictures go.
struct Page {
    browser: Browser,
    folder: PathBuf,
}

impl Page {
    fn phone(&self, person: i64) -> Phone<'_> {
        Phone { browser: &self.browser, person }
    }

    /// Takes a picture, once nothing is marked as just changed.
    fn keep(&self, name: &str) {
        self.browser.find("//body[not(.//*[contains(@class,'flash')])]");
        self.browser.run("document.getElementById('phones').scrollTop = 0");
        let picture = self.browser.picture();
        assert!(picture.len() <= PICTURE_MAX, "{name}: {} bytes", picture.len());
        let file = self.folder.join(format!("{name}.png"));
        std::fs::write(file, picture).expect("the picture is written");
    }
}

/// One person's phone in the page.
struct Phone<'a> {
    browser: &'a Browser,
    person: i64,
}

impl Phone<'_> {
    fn path(&self, within: &str) -> String {
        format!("//section[@data-person='{}']{within}", self.person)
    }

    /// Waits for a message of the bot that holds all these words; the newest one.
    fn shows(&self, words: &[&str]) -> Element<'_> {
        let holds = |words: &&str| format!("[contains(., {})]", quoted(words));
        let holds: String = words.iter().map(holds).collect();
        let message = self.path(&format!("//li[@data-message][contains(@class,'in')]{holds}"));
        self.browser.find(&format!("({message})[last()]"))
    }

    /// Taps the newest button with this label.
    fn taps(&self, label: &str) {
        let button = format!("//li[@data-message]//button[normalize-space(.)={}]", quoted(label));
        self.browser.click(&format!("({})[last()]", self.path(&button)));
    }

    /// Types a message and sends it.
    fn writes(&self, text: &str) {
        self.browser.find(&self.path("//textarea[@data-composer]")).types(text);
        self.browser.click(&self.path("//button[@data-send][not(@disabled)]"));
    }

    /// Waits until a message is no longer there.
    fn has_no_more(&self, message: &str) {
        self.browser.find(&self.path(&format!("[not(.//li[@data-message='{message}'])]")));
    }

    /// Taps the phone's tab, and finds it alone in the window.
    fn comes_to_front(&self) {
        self.browser.click(&format!("//button[@data-tab='{}']", self.person));
        let person = self.person;
        let active = "//section[contains(@class,'phone') and contains(@class,'active')]";
        let shown = self.browser.find(&format!("{active}[@data-person='{person}']"));
        assert_eq!(shown.attribute("role"), "tabpanel");
    }
}

/// Words as XPath writes them.
fn quoted(words: &str) -> String {
    assert!(!words.contains('"'), "XPath has no way to write both quotation marks");
    format!("\"{words}\"")
}

/// The demo as a process.
struct Demo {
    url: String,
    pid: u32,
    ended: Receiver<ExitStatus>,
}

impl Demo {
    /// Starts it on any free port, and waits for its address.
    fn start(temp: &Path, more: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kartoteka"));
        command.args(["demo", "--port", "0"]).args(more).env("TMPDIR", temp);
        let mut child = command.stdout(Stdio::piped()).spawn().expect("the demo starts");
        let mut words = BufReader::new(child.stdout.take().expect("stdout is piped")).lines();
        let pid = child.id();
        let (tell, ended) = channel();
        let (say, said) = channel();
        std::thread::spawn(move || {
            // Whoever asked may have given up by then.
            words.by_ref().map_while(Result::ok).for_each(|line| drop(say.send(line)));
            drop(child.wait().map(|status| tell.send(status)));
        });
        let mut demo = Self { url: String::new(), pid, ended };
        while demo.url.is_empty() {
            let line = said.recv_timeout(PATIENCE).expect("the demo prints its address");
            demo.url = line.strip_prefix(OPEN_AT).unwrap_or_default().to_owned();
        }
        demo
    }

    /// Ends it as a service manager does, and waits.
    fn close(self) -> ExitStatus {
        self.terminate();
        self.ended.recv_timeout(PATIENCE).expect("the demo ends")
    }

    fn terminate(&self) {
        let mut kill = Command::new("kill");
        kill.args(["-TERM", &self.pid.to_string()]).stderr(Stdio::null());
        // It may have ended already.
        let _gone = kill.status();
    }
}

impl Drop for Demo {
    /// A test that failed leaves no demo running.
    fn drop(&mut self) {
        self.terminate();
    }
}
