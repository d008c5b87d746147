//! The order in which letters leave: one at a time per chat, answers first, newer screens in place of older ones, and, while
//! calls are scarce, whatever merely tidies up last (R4). Pure.

use crate::turn::out::{Out, Parcel};
use chrono::{DateTime, Utc};
use std::collections::VecDeque;
use std::time::Duration;
use tokio::time::Instant;

/// While all calls are taken, what merely tidies up lets other letters pass, for so long at most.
const YIELDS_MAX: Duration = Duration::from_secs(5);
/// How often it looks whether there is a call to spare.
const LOOKS_EVERY: Duration = Duration::from_millis(100);

/// A row of the outbox on its way, with what happened to it so far.
pub struct Letter {
    /// The row.
    pub parcel: Parcel,
    /// When the row was written, by the salon's clock.
    pub written: DateTime<Utc>,
    /// The same by the clock that nobody moves, as far as this process can tell.
    pub born: Instant,
    /// Not before this; a pause after a failure.
    pub not_before: Option<Instant>,
    /// Tries that failed.
    pub tries: u32,
    /// Sends whose outcome is not known.
    pub doubts: u32,
    /// Those of them between which Telegram answered anything at all, and the count of its answers at the last.
    in_vain: (u32, Option<u64>),
    /// The message of the screen is out of reach: send a new one.
    pub anew: bool,
    /// It was sent under this message, and the mark is still to be made.
    pub sent: Option<i32>,
    /// It takes away the message that a screen had before: nobody waits for it, and nothing depends on it.
    tidies: bool,
}

impl Letter {
    /// A letter that was written then.
    pub fn new(parcel: Parcel, written: DateTime<Utc>, now: DateTime<Utc>) -> Self {
        let age = (now - written).to_std().unwrap_or_default();
        let now = Instant::now();
        let doubts = u32::from(parcel.ambiguous);
        let born = now.checked_sub(age).unwrap_or(now);
        Self {
            parcel,
            written,
            born,
            not_before: None,
            tries: 0,
            doubts,
            in_vain: (0, None),
            anew: false,
            sent: None,
            tidies: false,
        }
    }

    /// A letter that follows one that has arrived under the message `sent`. That message itself is taken away at once: its
    /// screen was over before it arrived.
    pub fn after(sent: Option<i32>, parcel: Parcel, now: DateTime<Utc>) -> Self {
        let tidies = matches!(parcel.out, Out::Delete { message } if Some(message) != sent);
        Self { tidies, ..Self::new(parcel, now, now) }
    }

    /// Counts a send whose outcome is not known, `answers` of Telegram after the start. Returns how many count against
    /// it: while Telegram answers nobody, it is an outage, and the letter waits (K16).
    pub fn doubt(&mut self, answers: u64) -> u32 {
        self.doubts += 1;
        let (counted, at) = self.in_vain;
        self.in_vain = (counted + u32::from(at != Some(answers)), Some(answers));
        self.in_vain.0
    }

    /// Whether nothing was done for it yet.
    pub fn is_untouched(&self) -> bool {
        self.tries == 0 && self.doubts == 0 && self.sent.is_none()
    }

    fn is_answer(&self) -> bool {
        matches!(self.parcel.out, Out::Answer { .. })
    }

    fn is_older_show(&self, newer: &Letter) -> bool {
        let shows = |letter: &Letter| matches!(letter.parcel.out, Out::Show { .. });
        let waits = self.sent.is_none() && self.doubts == 0;
        shows(self)
            && shows(newer)
            && waits
            && self.parcel.screen == newer.parcel.screen
            && self.parcel.revision < newer.parcel.revision
    }
}

/// What a lane does next.
pub enum Next {
    /// This letter leaves.
    Go(Box<Letter>),
    /// Nothing may leave before then.
    Wait(Instant),
    /// Nothing waits.
    Empty,
}

/// The letters of one chat.
#[derive(Default)]
pub struct Lane {
    answers: VecDeque<Letter>,
    others: VecDeque<Letter>,
    quiet_until: Option<Instant>,
}

impl Lane {
    /// Adds a letter. Returns the letters that it supersedes: unsent older revisions of its screen.
    pub fn add(&mut self, mut letter: Letter) -> Vec<Letter> {
        if letter.is_answer() {
            self.answers.push_back(letter);
            return Vec::new();
        }
        let (old, kept) = std::mem::take(&mut self.others)
            .into_iter()
            .partition::<Vec<_>, _>(|waiting| waiting.is_older_show(&letter));
        self.others = kept.into();
        // What was to be new below the person's words stays so, though a newer revision only edits.
        letter.anew |= old.iter().any(|old| old.anew || is_fresh(old));
        self.others.push_back(letter);
        old
    }

    /// Puts a letter back into its place, for another try: at the head, but behind those that had let it pass.
    pub fn put_back(&mut self, letter: Letter) {
        if letter.is_answer() {
            return self.answers.push_front(letter);
        }
        let before = |it: &&Letter| it.tidies && it.parcel.id < letter.parcel.id;
        let passed = self.others.iter().take_while(before).count();
        self.others.insert(passed, letter);
    }

    /// Lets nothing but answers leave for so long: Telegram said so.
    pub fn be_quiet(&mut self, pause: Duration) {
        self.quiet_until = Some(Instant::now() + pause);
    }

    /// The next letter. Answers pass everything that waits, but one answer's pause holds no other up. Without a call
    /// `to_spare` what merely tidies up lets the others pass: after a backlog everybody has an answer first.
    pub fn next(&mut self, now: Instant, to_spare: bool) -> Next {
        let ready = |letter: &Letter| letter.not_before.is_none_or(|at| at <= now);
        if let Some(answer) =
            self.answers.iter().position(ready).and_then(|at| self.answers.remove(at))
        {
            return Next::Go(Box::new(answer));
        }
        let pauses = |it: &Letter| it.not_before > Some(now);
        let scarce = |it: &Letter| !to_spare && now < it.born + YIELDS_MAX;
        let yields = |it: &Letter| it.tidies && (scarce(it) || pauses(it));
        let head = self.others.iter().position(|letter| !yields(letter));
        let due = |at: usize| self.others[at].not_before.max(self.quiet_until).unwrap_or(now);
        let head_at = head.map(due);
        if let Some(letter) =
            head.filter(|_| head_at <= Some(now)).and_then(|at| self.others.remove(at))
        {
            return Next::Go(Box::new(letter));
        }
        let answers = self.answers.iter().filter_map(|answer| answer.not_before);
        let yielding = (head != Some(0) && !self.others.is_empty()).then(|| now + LOOKS_EVERY);
        answers.chain(head_at).chain(yielding).min().map_or(Next::Empty, Next::Wait)
    }

    /// All letters that still wait.
    pub fn into_letters(self) -> impl Iterator<Item = Letter> {
        self.answers.into_iter().chain(self.others)
    }
}

fn is_fresh(letter: &Letter) -> bool {
    matches!(letter.parcel.out, Out::Show { fresh: true, .. })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialogue::screen::{Common, Say, Screen};
    use crate::model::ScreenId;
    use crate::model::lang::Lang;

    fn letter(id: i64, screen: Option<i64>, revision: i32, out: Out) -> Letter {
        let screen = screen.map(ScreenId);
        let parcel = Parcel { id, chat: 7, screen, revision, out, attempts: 0, ambiguous: false };
        Letter::new(parcel, DateTime::UNIX_EPOCH, DateTime::UNIX_EPOCH)
    }

    fn answer(id: i64) -> Letter {
        letter(id, None, 0, Out::Answer { query: "q".into(), toast: None, lang: Lang::En })
    }

    fn show(id: i64, screen: i64, revision: i32, fresh: bool) -> Letter {
        let screen_shown = Screen::of(Say::Common(Common::Done));
        letter(id, Some(screen), revision, Out::Show { screen: screen_shown, fresh })
    }

    fn order(lane: &mut Lane) -> Vec<i64> {
        let mut ids = Vec::new();
        while let Next::Go(letter) = lane.next(Instant::now(), true) {
            ids.push(letter.parcel.id);
        }
        ids
    }

    #[tokio::test]
    async fn answers_leave_first_and_the_rest_in_order() {
        let mut lane = Lane::default();
        for letter in [show(1, 1, 1, false), show(2, 2, 1, false), answer(3), answer(4)] {
            assert!(lane.add(letter).is_empty());
        }
        assert_eq!(order(&mut lane), [3, 4, 1, 2]);
        assert!(matches!(lane.next(Instant::now(), true), Next::Empty));
    }

    #[tokio::test]
    async fn only_the_newest_revision_of_a_screen_leaves_and_stays_fresh() {
        let mut lane = Lane::default();
        lane.add(show(1, 1, 1, true));
        lane.add(show(2, 2, 1, false));
        let old = lane.add(show(3, 1, 2, false));
        assert_eq!(old.iter().map(|letter| letter.parcel.id).collect::<Vec<_>>(), [1]);
        let Next::Go(first) = lane.next(Instant::now(), true) else { panic!("a letter waits") };
        assert_eq!((first.parcel.id, first.anew), (2, false));
        let Next::Go(second) = lane.next(Instant::now(), true) else { panic!("a letter waits") };
        assert_eq!((second.parcel.id, second.anew), (3, true));
    }

    #[tokio::test]
    async fn a_doubt_counts_only_while_telegram_answers_somebody() {
        let mut letter = show(1, 1, 1, true);
        let counted: Vec<u32> = [5, 5, 5, 6, 6, 9].map(|answers| letter.doubt(answers)).into();
        assert_eq!((counted, letter.doubts), (vec![1, 1, 1, 2, 2, 3], 6));
    }

    #[tokio::test]
    async fn a_send_in_doubt_is_not_superseded() {
        let mut lane = Lane::default();
        let mut doubtful = show(1, 1, 1, true);
        doubtful.doubts = 1;
        lane.put_back(doubtful);
        assert!(lane.add(show(2, 1, 2, false)).is_empty());
    }

    /// The deletion of message 5, after a letter that arrived as another one, or as this very one.
    fn deletion(id: i64, tidies: bool) -> Letter {
        let Letter { parcel, .. } = letter(id, None, 0, Out::Delete { message: 5 });
        Letter::after(Some(if tidies { 6 } else { 5 }), parcel, DateTime::UNIX_EPOCH)
    }

    #[tokio::test]
    async fn while_calls_are_scarce_what_merely_tidies_up_lets_others_pass() {
        let mut lane = Lane::default();
        for letter in [deletion(1, true), deletion(2, true), show(3, 1, 1, true)] {
            lane.add(letter);
        }
        let now = Instant::now();
        assert!(matches!(lane.next(now, false), Next::Go(it) if it.parcel.id == 3));
        let Next::Wait(until) = lane.next(now, false) else { panic!("there is no call to spare") };
        assert_eq!(until, now + LOOKS_EVERY);
        assert!(matches!(lane.next(now, true), Next::Go(it) if it.parcel.id == 1));
        // Long enough.
        let later = now + YIELDS_MAX;
        assert!(matches!(lane.next(later, false), Next::Go(it) if it.parcel.id == 2));
        assert!(matches!(lane.next(later, false), Next::Empty));
        // Where there is a call to spare, they leave in their order.
        for letter in [deletion(4, true), show(5, 1, 2, true)] {
            lane.add(letter);
        }
        assert_eq!(order(&mut lane), [4, 5]);
    }

    #[tokio::test]
    async fn a_deletion_for_its_own_sake_keeps_its_place_however_scarce_calls_are() {
        let mut lane = Lane::default();
        let sweep = letter(2, None, 0, Out::Sweep { messages: vec![6] });
        for letter in [deletion(1, false), sweep, show(3, 1, 1, true)] {
            lane.add(letter);
        }
        let now = Instant::now();
        for id in [1, 2, 3] {
            assert!(matches!(lane.next(now, false), Next::Go(it) if it.parcel.id == id));
        }
    }

    #[tokio::test]
    async fn a_failed_letter_does_not_hold_up_what_had_let_it_pass() {
        let mut lane = Lane::default();
        lane.add(deletion(1, true));
        lane.add(show(2, 1, 1, true));
        lane.add(show(3, 2, 1, true));
        let now = Instant::now();
        let Next::Go(mut failed) = lane.next(now, false) else { panic!("a letter waits") };
        assert_eq!(failed.parcel.id, 2);
        failed.not_before = Some(now + Duration::from_secs(30));
        lane.put_back(*failed);
        assert!(matches!(lane.next(now, true), Next::Go(it) if it.parcel.id == 1));
        // What comes behind it stays behind it.
        assert!(matches!(lane.next(now, true), Next::Wait(_)));
        // But nothing waits for what merely tidies up.
        let mut lane = Lane::default();
        lane.put_back(Letter { not_before: Some(now + YIELDS_MAX), ..deletion(4, true) });
        lane.add(show(5, 2, 1, true));
        assert_eq!(order(&mut lane), [5]);
    }

    #[tokio::test]
    async fn a_quiet_lane_lets_answers_pass_and_says_how_long_it_is_quiet() {
        let mut lane = Lane::default();
        lane.add(show(1, 1, 1, false));
        lane.be_quiet(Duration::from_secs(30));
        lane.add(answer(2));
        assert_eq!(order(&mut lane), [2]);
        let now = Instant::now();
        let Next::Wait(until) = lane.next(now, true) else { panic!("the lane is quiet") };
        assert!(until > now + Duration::from_secs(29));
        assert!(matches!(lane.next(until, true), Next::Go(_)));
    }

    #[tokio::test]
    async fn a_failed_letter_keeps_its_place() {
        let mut lane = Lane::default();
        lane.add(show(2, 2, 1, false));
        let mut failed = show(1, 1, 1, false);
        failed.not_before = Some(Instant::now() + Duration::from_secs(5));
        lane.put_back(failed);
        assert!(order(&mut lane).is_empty());
    }
}
