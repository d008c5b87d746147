//! The PIN: how long it is, how often it may be wrong, and when it is asked for (T13, decisions 15).

/// The fewest digits.
pub const DIGITS_MIN: usize = 4;
/// The most digits.
pub const DIGITS_MAX: usize = 6;
/// Wrong tries in a row; the last of them begins the pause.
pub const TRIES_MAX: i32 = 5;
/// The pause after so many wrong tries, in minutes.
pub const PAUSE_MINUTES: i64 = 15;
/// Whoever did nothing for so long is locked, in minutes.
pub const IDLE_MINUTES: i64 = 15;

/// Whether anybody would try these digits first: all the same, or counted up or down.
pub fn is_too_simple(digits: &str) -> bool {
    let digits: Vec<i32> = digits.bytes().map(i32::from).collect();
    let steps: Vec<i32> = digits.windows(2).map(|two| two[1] - two[0]).collect();
    [-1, 0, 1].iter().any(|step| steps.iter().all(|found| found == step))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_anybody_would_try_first_is_too_simple() {
        for (digits, simple) in [
            ("1111", true),
            ("1234", true),
            ("654321", true),
            ("0000", true),
            ("1235", false),
            ("7391", false),
            ("112233", false),
        ] {
            assert_eq!(is_too_simple(digits), simple, "{digits}");
        }
    }
}
