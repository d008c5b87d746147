//! Dates of mere numbers: `1990-05-03`, `12.5.`, `3/5`, `1990. 5. 3.`, `19900503`.

use super::{DateOrder, Said, dated, day_of};

/// The separators, of which a date uses one.
const SEPARATORS: [char; 3] = ['-', '/', '.'];

/// Reads a date of two or three numbers with one kind of separator, or of digits alone.
pub fn read(text: &str, order: DateOrder) -> Option<Said> {
    let text = text.trim_end_matches(['.', ' ']);
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return together(text, order);
    }
    let separator = text.chars().find(|c| SEPARATORS.contains(c))?;
    let parts: Vec<(u32, usize)> = text.split(separator).map(number).collect::<Option<_>>()?;
    match parts[..] {
        [a, b] => either_way(None, a, b, order),
        [year @ (_, 4), (month, 1..=2), (day, 1..=2)] => dated(Some(year), month, day),
        [year @ (_, 2), (month, 1..=2), (day, 1..=2)] if order == DateOrder::YearFirst => {
            dated(Some(year), month, day)
        }
        [a, b, year @ (_, 4)] => either_way(Some(year), a, b, order),
        [a, b, year @ (_, 2)] if order != DateOrder::YearFirst => {
            either_way(Some(year), a, b, order)
        }
        _ => None,
    }
}

/// Reads digits without separators: year, month and day, or where that is customary a year of two
/// digits.
fn together(digits: &str, order: DateOrder) -> Option<Said> {
    let value = |digits: &str| digits.parse::<u32>().ok();
    let year = match digits.len() {
        8 => 4,
        6 if order == DateOrder::YearFirst => 2,
        _ => return None,
    };
    let (month, day) = (value(&digits[year..year + 2])?, value(&digits[year + 2..])?);
    dated(Some((value(&digits[..year])?, year)), month, day)
}

/// Reads day and month in the given order, or the other way round if only that is a date.
fn either_way(
    year: Option<(u32, usize)>,
    a: (u32, usize),
    b: (u32, usize),
    order: DateOrder,
) -> Option<Said> {
    if a.1 > 2 || b.1 > 2 {
        return None;
    }
    let (day, month) = if order == DateOrder::DayFirst { (a.0, b.0) } else { (b.0, a.0) };
    if day_of(2000, month, day).is_some() {
        dated(year, month, day)
    } else {
        dated(year, day, month)
    }
}

/// Returns a number and how many digits it has.
fn number(text: &str) -> Option<(u32, usize)> {
    let text = text.trim();
    let plain = text.bytes().all(|byte| byte.is_ascii_digit());
    (plain && text.len() <= 4).then(|| text.parse().ok().map(|value| (value, text.len())))?
}
