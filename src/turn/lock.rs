//! The lock of each person: who acted lately, what is being typed on a keypad, and the slow comparison of PINs (T13).
//!
//! Digits live in this process's memory only. A press on a keypad's key says which key; the screen's place counts the
//! digits, and `Locks` holds them. When a whole PIN is sent off, `foresee` works **before** the turn, outside any
//! transaction (decisions 4): it reads the stored hash, lets argon2 run on a thread of its own, and leaves the *proof* in
//! `Locks`. The turn then takes the proof as it takes everything else, inside its transaction: it compares it with the
//! hash that is stored at that moment, counts a wrong try, or unlocks. Without a proof it asks to type again. A restart
//! forgets proofs, digits and who acted when: everybody is locked.

use super::Office;
use super::arrival::{Arrival, Came, UpdateKey};
use super::press::pressed;
use crate::archive::{Archive, Result, pins};
use crate::dialogue::screen::Choice;
use crate::dialogue::staff_pin::{self, Slot};
use crate::model::StaffId;
use crate::model::pin::{DIGITS_MAX, IDLE_MINUTES};
use crate::model::text::hex;
use argon2::{Algorithm, Argon2, Params, Version};
use chrono::{DateTime, Duration, Utc};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What one comparison costs: memory in KiB, and passes over it.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
/// Bytes of a salt, and of a hash.
const SALT_BYTES: usize = 16;
const HASH_BYTES: usize = 32;

/// Everybody's locks. It has no `Debug`: it holds digits.
#[derive(Clone, Default)]
pub struct Locks(Arc<Mutex<HashMap<StaffId, Lock>>>);

/// A person's lock.
#[derive(Default)]
struct Lock {
    /// As it is now.
    now: Standing,
    /// The turn under way, and the lock as it found it: a turn that runs again finds it so again (decisions 4).
    begun: Option<(UpdateKey, Standing)>,
}

#[derive(Clone, Default)]
struct Standing {
    acted_at: Option<DateTime<Utc>>,
    open: bool,
    /// The present PIN was entered just now, and may be changed once.
    may_change: bool,
    entered: String,
    chosen: String,
    repeated: String,
    proof: Option<Proof>,
}

/// What the slow comparison found.
#[derive(Clone)]
pub enum Proof {
    /// The digits made this stored hash.
    Right(String),
    /// They did not.
    Wrong(String),
    /// The chosen digits, hashed.
    Hashed(String),
}

impl Standing {
    fn digits(&mut self, slot: Slot) -> &mut String {
        match slot {
            Slot::Entered => &mut self.entered,
            Slot::Chosen => &mut self.chosen,
            Slot::Repeated => &mut self.repeated,
        }
    }

    fn forget(&mut self) {
        self.entered.clear();
        self.chosen.clear();
        self.repeated.clear();
        self.proof = None;
    }
}

impl Locks {
    fn locks(&self) -> MutexGuard<'_, HashMap<StaffId, Lock>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes that a person acts; whoever did nothing for a while is locked from now on. What an earlier try of this turn
    /// did to the lock is undone, as in the database.
    pub fn acts(&self, who: StaffId, turn: UpdateKey, now: DateTime<Utc>) {
        let mut locks = self.locks();
        let lock = locks.entry(who).or_default();
        match &lock.begun {
            Some((begun, found)) if *begun == turn => lock.now = found.clone(),
            _ => lock.begun = Some((turn, lock.now.clone())),
        }
        let lock = &mut lock.now;
        let idle = |at: DateTime<Utc>| now - at >= Duration::minutes(IDLE_MINUTES);
        if lock.acted_at.is_none_or(idle) {
            lock.open = false;
            lock.may_change = false;
            lock.forget();
        }
        lock.acted_at = Some(now);
    }

    /// Whether a person has entered their PIN and has not been idle since.
    pub fn is_open(&self, who: StaffId) -> bool {
        self.locks().get(&who).is_some_and(|lock| lock.now.open)
    }

    /// Opens a person's lock: the PIN was right, or was just set. Once after it was right the PIN may be changed.
    pub fn open(&self, who: StaffId, may_change: bool) {
        let mut locks = self.locks();
        let lock = &mut locks.entry(who).or_default().now;
        (lock.open, lock.may_change) = (true, may_change);
        lock.forget();
    }

    /// Whether the present PIN was entered just now, for a change of it.
    pub fn may_change(&self, who: StaffId) -> bool {
        self.locks().get(&who).is_some_and(|lock| lock.now.may_change)
    }

    /// Locks a person again, and forgets what they typed.
    pub fn close(&self, who: StaffId) {
        self.locks().remove(&who);
    }

    /// Takes a digit as the one after the first `at`; the number of digits now. It may be called again for the same press.
    pub fn key(&self, who: StaffId, slot: Slot, at: u32, digit: u8) -> u32 {
        let mut locks = self.locks();
        let lock = &mut locks.entry(who).or_default().now;
        lock.proof = None;
        let (at, digits) = (at as usize, lock.digits(slot));
        if at > digits.len() || at >= DIGITS_MAX {
            // Another process counted them: nobody knows which they were.
            digits.clear();
            return 0;
        }
        digits.truncate(at);
        digits.push(char::from(b'0' + digit % 10));
        u32::try_from(digits.len()).unwrap_or_default()
    }

    /// The digits, if there are as many as the screen says.
    pub fn typed(&self, who: StaffId, slot: Slot, typed: u32) -> Option<String> {
        let mut locks = self.locks();
        let digits = locks.get_mut(&who)?.now.digits(slot);
        let typed = typed as usize;
        if digits.len() < typed || typed == 0 {
            return None;
        }
        digits.truncate(typed);
        Some(digits.clone())
    }

    /// Whether these are the digits that were chosen.
    pub fn is_chosen(&self, who: StaffId, digits: &str) -> bool {
        self.locks().get(&who).is_some_and(|lock| lock.now.chosen == digits)
    }

    /// What the slow comparison found for what is typed.
    pub fn proof(&self, who: StaffId) -> Option<Proof> {
        self.locks().get(&who).and_then(|lock| lock.now.proof.clone())
    }

    fn prove(&self, who: StaffId, proof: Proof) {
        self.locks().entry(who).or_default().now.proof = Some(proof);
    }

    fn is_anybody_typing(&self) -> bool {
        let typing = |lock: &Lock| !(lock.now.entered.is_empty() && lock.now.chosen.is_empty());
        self.locks().values().any(typing)
    }
}

/// The slow work of a press that sends a PIN off, before its turn. Any other update costs nothing here.
///
/// # Errors
/// As the archive's.
pub async fn foresee(archive: &Archive, office: &Office, arrival: &Arrival) -> Result<()> {
    let Came::Press { data, .. } = &arrival.came else { return Ok(()) };
    if !office.locks.is_anybody_typing() {
        return Ok(());
    }
    let tx = archive.read().await?;
    let Some((row, Choice::Pin(choice), place)) =
        pressed(&tx, office, arrival.from.id, data).await?
    else {
        return Ok(());
    };
    let (who, locks) = (StaffId(row.staff_id), &office.locks);
    let typed = staff_pin::typed(&place.top());
    let proof = match choice {
        staff_pin::Choice::Enter => {
            let Some(stored) = pins::get(&tx, who).await? else { return Ok(()) };
            drop(tx);
            let Some(digits) = locks.typed(who, Slot::Entered, typed) else { return Ok(()) };
            let hash = stored.hash.clone();
            match slow(move || is_of(&digits, &stored.hash)).await {
                true => Proof::Right(hash),
                false => Proof::Wrong(hash),
            }
        }
        staff_pin::Choice::Save => {
            drop(tx);
            let Some(digits) = locks.typed(who, Slot::Repeated, typed) else { return Ok(()) };
            Proof::Hashed(slow(move || hashed(&digits)).await)
        }
        _ => return Ok(()),
    };
    locks.prove(who, proof);
    Ok(())
}

/// Runs slow work on a thread where it holds nobody up.
async fn slow<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    tokio::task::spawn_blocking(work).await.expect("hashing does not panic")
}

/// A fresh hash with its salt.
fn hashed(digits: &str) -> String {
    let mut salt = [0u8; SALT_BYTES];
    getrandom::fill(&mut salt).expect("the system has a random source");
    format!("{}.{}", hex(&salt), hex(&hash(digits, &salt)))
}

/// Whether these digits made this hash. All bytes are compared, so that time tells nothing.
fn is_of(digits: &str, stored: &str) -> bool {
    let Some((salt, wanted)) = stored.split_once('.') else { return false };
    let Some(salt) = unhex(salt) else { return false };
    let found = hex(&hash(digits, &salt));
    let differ = found.bytes().zip(wanted.bytes()).fold(0, |differ, (a, b)| differ | (a ^ b));
    found.len() == wanted.len() && differ == 0
}

fn hash(digits: &str, salt: &[u8]) -> [u8; HASH_BYTES] {
    let params = Params::new(MEMORY_KIB, PASSES, 1, Some(HASH_BYTES)).expect("within its limits");
    let mut out = [0u8; HASH_BYTES];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(digits.as_bytes(), salt, &mut out)
        .expect("salt and output are long enough");
    out
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let pair = |at| text.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
    (0..text.len()).step_by(2).map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;

    const ANNA: StaffId = StaffId(1);

    fn at(minute: u32) -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 3, 2, 9, minute, 0).unwrap()
    }

    fn turn(update: i64) -> UpdateKey {
        UpdateKey { bot: 1, epoch: 0, update }
    }

    #[test]
    fn whoever_is_idle_for_a_quarter_of_an_hour_is_locked() {
        let locks = Locks::default();
        locks.acts(ANNA, turn(1), at(0));
        assert!(!locks.is_open(ANNA), "a start locks");
        locks.open(ANNA, false);
        locks.acts(ANNA, turn(2), at(14));
        locks.acts(ANNA, turn(3), at(28));
        assert!(locks.is_open(ANNA), "each act counts");
        locks.acts(ANNA, turn(4), at(43));
        assert!(!locks.is_open(ANNA));
    }

    #[test]
    fn a_turn_that_runs_again_finds_the_lock_as_it_found_it_first() {
        let locks = Locks::default();
        locks.acts(ANNA, turn(1), at(0));
        locks.key(ANNA, Slot::Entered, 0, 7);
        locks.prove(ANNA, Proof::Right(String::new()));
        for _ in ["first", "again"] {
            locks.acts(ANNA, turn(2), at(1));
            assert!(!locks.is_open(ANNA) && locks.proof(ANNA).is_some());
            assert_eq!(locks.typed(ANNA, Slot::Entered, 1).as_deref(), Some("7"));
            locks.open(ANNA, true);
        }
        for _ in ["first", "again"] {
            locks.acts(ANNA, turn(3), at(2));
            assert!(locks.is_open(ANNA) && locks.may_change(ANNA) && locks.proof(ANNA).is_none());
            locks.open(ANNA, false);
        }
    }

    #[test]
    fn digits_are_taken_once_each_and_in_order() {
        let locks = Locks::default();
        for (at, digit, count) in [(0, 7, 1), (1, 3, 2), (1, 3, 2), (2, 9, 3), (3, 1, 4)] {
            assert_eq!(locks.key(ANNA, Slot::Entered, at, digit), count);
        }
        assert_eq!(locks.typed(ANNA, Slot::Entered, 4).as_deref(), Some("7391"));
        assert_eq!(locks.typed(ANNA, Slot::Entered, 5), None, "another process had more");
        assert_eq!(locks.key(ANNA, Slot::Entered, 5, 1), 0, "begin again");
        assert_eq!(locks.typed(ANNA, Slot::Entered, 0), None);
    }

    #[test]
    fn only_the_digits_that_made_a_hash_are_right() {
        let stored = hashed("7391");
        assert!(is_of("7391", &stored));
        for wrong in ["7390", "739", "73911", ""] {
            assert!(!is_of(wrong, &stored), "{wrong}");
        }
        assert_ne!(stored, hashed("7391"), "a salt of its own");
        assert!(!is_of("7391", "") && !is_of("7391", "zz.zz"));
    }
}
