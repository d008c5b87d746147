//! What is shed of a flood, and what never is.

use super::*;
use chrono::DateTime;

fn update(press: bool) -> Incoming {
    let waiting = Waiting {
        bot: 1,
        epoch: 0,
        update: 1,
        person: 7,
        received_at: DateTime::UNIX_EPOCH,
        body: String::new(),
        attempts: 0,
    };
    Incoming { waiting, press: press.then(|| "q".to_owned()) }
}

#[test]
fn a_flood_is_shed_presses_sooner_than_words() {
    let presses: VecDeque<_> = (0..PRESSES_MAX).map(|_| update(true)).collect();
    assert!(is_too_much(&presses, &update(true), WAITING_MAX));
    assert!(!is_too_much(&presses, &update(false), WAITING_MAX));
    let words: VecDeque<_> = (1..WAITING_MAX).map(|_| update(false)).collect();
    assert!(!is_too_much(&words, &update(true), WAITING_MAX));
    let words: VecDeque<_> = (0..WAITING_MAX).map(|_| update(false)).collect();
    assert!(is_too_much(&words, &update(true), WAITING_MAX));
    assert!(is_too_much(&words, &update(false), WAITING_MAX));
}

#[test]
fn what_an_earlier_process_left_is_never_shed() {
    let presses: VecDeque<_> = (0..2 * WAITING_MAX).map(|_| update(true)).collect();
    assert!(!is_too_much(&presses, &update(true), usize::MAX));
}
