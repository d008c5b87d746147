//! People at work: they search, paste clients, walk forms, log visits and press whatever is there, by a seed.

use super::{CLIENTS, House, Random, Seat};
use kartoteka::model::policy::Role;
use simulator::view::Message;
use std::collections::BTreeSet;
use std::convert::Infallible;
use std::time::{Duration, Instant};
use tokio::time::sleep;

/// Pause between two acts, over all people, in milliseconds.
const PAUSE_MS: (u64, u64) = (4, 24);
/// While more updates than this wait, nobody acts.
const PENDING_MAX: usize = 40;
/// Whoever waits longer than this for the bot begins anew.
const TEMPER: Duration = Duration::from_millis(2_500);
/// Buttons that nobody presses at random: they would change what others count on.
const SPARED: &[&str] =
    &["onsent", "Withdraw", "agrees", "says no", "Undo", "Change role", "Suspend", "Leaving"];
/// Syllables of invented names.
const SYLLABLES: &[&str] = &["ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "ru"];

/// Who works in the salon under load, in the order of their seats.
pub const PEOPLE: &[(&str, Role)] = &[
    ("Olga Owner", Role::Owner),
    ("Cara Care", Role::Care),
    ("Dora Care", Role::Care),
    ("Egon Care", Role::Care),
    ("Fay Reader", Role::FrontDesk),
    ("Mona Presser", Role::Manager),
];

/// The place of the reader among them.
pub const READER: usize = 4;

/// What was asked for, and what the bot said it did.
#[derive(Clone, Default)]
pub struct Book {
    /// Names of pasted clients.
    pub pasted: Vec<String>,
    /// Of those, whose receipt was read.
    pub saved: BTreeSet<String>,
    /// Marks typed as a visit's note.
    pub marks: Vec<String>,
    /// Of those, whose receipt was read.
    pub logged: BTreeSet<String>,
}

enum Part {
    /// Creates clients and logs a visit for each.
    Writer { name: Option<String>, mark: Option<String> },
    /// Searches, without waiting for what was found: more than is taken, at times.
    Reader,
    /// Presses anything.
    Presser,
}

struct Player {
    seat: Seat,
    part: Part,
    /// The screen that was acted on last, and when.
    seen: (i64, Option<i64>, String),
    at: Instant,
}

/// All people, and their book.
pub struct Load {
    players: Vec<Player>,
    random: Random,
    pub book: Book,
    pub acts: usize,
}

impl Load {
    /// People in the seats of `PEOPLE`.
    pub fn new(seats: &[Seat], seed: u64) -> Self {
        let part = |seat: &Seat| match seat.role {
            Role::FrontDesk => Part::Reader,
            Role::Manager => Part::Presser,
            _ => Part::Writer { name: None, mark: None },
        };
        let player = |seat: &Seat| Player {
            seat: seat.clone(),
            part: part(seat),
            seen: (0, None, String::new()),
            at: Instant::now() - TEMPER,
        };
        let players = seats.iter().map(player).collect();
        Self { players, random: Random::new(seed), book: Book::default(), acts: 0 }
    }

    /// Lets people act until this is dropped.
    pub async fn run(&mut self, house: &House) -> Infallible {
        loop {
            if house.sim.pulse().pending <= PENDING_MAX {
                self.act();
            }
            sleep(Duration::from_millis(self.random.between(PAUSE_MS.0, PAUSE_MS.1))).await;
        }
    }

    /// Somebody does something, if they have something to do.
    pub fn act(&mut self) {
        let at = self.random.between(0, self.players.len() as u64 - 1) as usize;
        let Self { players, random, book, acts } = self;
        let player = &mut players[at];
        *acts += usize::from(match player.part {
            Part::Reader => player.search(random),
            Part::Presser => player.press(random),
            Part::Writer { .. } => player.write(book),
        });
    }
}

impl Player {
    fn search(&mut self, random: &mut Random) -> bool {
        self.seat.person.says_quietly(random.pick(CLIENTS));
        true
    }

    fn press(&mut self, random: &mut Random) -> bool {
        let Some(screen) = self.news() else { return self.begin("/start") };
        let Some(screen) = screen else { return false };
        let labels = screen.labels();
        let spared = |label: &&str| !SPARED.iter().any(|spared| label.contains(spared));
        let labels: Vec<&str> = labels.into_iter().filter(spared).collect();
        if labels.is_empty() || random.between(0, 9) == 0 {
            return self.begin("/start");
        }
        self.seat.person.press_if_there(random.pick(&labels)).is_some()
    }

    /// The newest screen, if it is another one than was acted on last: then it counts as acted on.
    /// The outer `None` says that the bot took too long.
    fn news(&mut self) -> Option<Option<Message>> {
        let newest = self.seat.person.chat().into_iter().rfind(|message| !message.out);
        let Some(newest) = newest else {
            return (self.at.elapsed() < TEMPER).then_some(None);
        };
        let seen = (newest.message_id, newest.edited, newest.words().to_owned());
        if seen != self.seen {
            (self.seen, self.at) = (seen, Instant::now());
            return Some(Some(newest));
        }
        (self.at.elapsed() < TEMPER).then_some(None)
    }

    fn begin(&mut self, command: &str) -> bool {
        self.at = Instant::now();
        if let Part::Writer { name, mark } = &mut self.part {
            (*name, *mark) = (None, None);
        }
        self.seat.person.says_quietly(command);
        true
    }

    /// One step of: new client, consent, save, visit, note, save.
    fn write(&mut self, book: &mut Book) -> bool {
        let Some(screen) = self.news() else { return self.begin("/new") };
        let Some(screen) = screen else { return false };
        let (text, labels) = (screen.words().to_owned(), screen.labels());
        let offers = |label: &str| labels.contains(&label);
        let Part::Writer { name, mark } = &mut self.part else { return false };
        if text.contains("Visit · ") && offers("Save") {
            // A note that came too late for its form is in none.
            *mark = mark.take().filter(|mark| text.contains(mark.as_str()));
        }
        if text.contains("three ways to begin") {
            let (new, line) = invented(book.pasted.len());
            book.pasted.push(new.clone());
            *name = Some(new);
            self.seat.person.says_quietly(&line);
            return true;
        }
        if text.contains("Saved as ") {
            book.saved.extend(name.take().filter(|name| text.contains(name.as_str())));
            return self.press_any(&["Log visit"]);
        }
        if text.contains("The visit is saved.") {
            book.logged.extend(mark.take());
            return self.begin("/new");
        }
        if text.contains("Visit · ") && mark.is_none() && !offers("Save") {
            let new = format!("mark {:05} of an invented visit", book.marks.len());
            book.marks.push(new.clone());
            *mark = Some(new.clone());
            self.seat.person.says_quietly(&new);
            return true;
        }
        let ways = [
            "Someone else, go on",
            "Client agrees",
            "Save",
            "Facial",
            "Next",
            "4",
            "In 1 week",
            "Skip",
        ];
        if ways.iter().any(|way| offers(way)) {
            return self.press_any(&ways);
        }
        self.begin("/new")
    }

    /// Presses the first of these that the newest screen has; begins anew if it has none of them any more.
    fn press_any(&mut self, labels: &[&str]) -> bool {
        let newest = self.seat.person.chat().into_iter().rfind(|message| !message.out);
        let shown = newest.map(|screen| screen.buttons).unwrap_or_default();
        let there = |label: &&&str| shown.iter().flatten().any(|button| button.text == **label);
        match labels.iter().find(there) {
            Some(label) => self.seat.person.press_if_there(label).is_some(),
            None => self.begin("/new"),
        }
    }
}

/// A name that nobody else has, and the line that is pasted for it.
fn invented(number: usize) -> (String, String) {
    let syllable = |place: u32| SYLLABLES[number / 10_usize.pow(place) % 10];
    let word = |from: u32| {
        let word = (from..from + 2).rev().map(syllable).collect::<String>();
        word[..1].to_uppercase() + &word[1..]
    };
    let name = format!("{} {} Sample", word(2), word(0));
    let line = format!("{name} 138 {:04} {:04}", 1_000 + number / 10_000, number % 10_000);
    (name, line)
}
