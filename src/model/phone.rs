//! Phone numbers: read as people type them, kept in E.164, never shown whole by accident.

use phonenumber::{Mode, country, metadata::DATABASE};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use unicode_normalization::UnicodeNormalization;

/// The most code points of a text in which a phone number is looked for.
const TEXT_CHARS_MAX: usize = 200;
/// The most digits an E.164 number may have, its country code included.
const DIGITS_MAX: usize = 15;
/// The fewest digits, country code included, that [`Phone::from_e164`] takes for a number.
const DIGITS_MIN: usize = 5;
/// How many last digits stay readable in a masked number, and are enough to search by.
pub const TAIL_DIGITS: usize = 4;
/// How many first digits of a national number a mask may leave readable.
const HEAD_DIGITS_MAX: usize = 3;
/// How many digits a mask hides at the least; the head is shortened in their favour.
const HIDDEN_DIGITS_MIN: usize = 4;

/// The country whose numbering a number without `+` follows: that of the salon's branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Country(country::Id);

/// The text that was meant as a country is not an ISO 3166 code of two letters with phones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not an ISO 3166 country code of two letters")]
pub struct UnknownCountry;

/// A valid phone number. `Debug` and `Display` show its last four digits only; whoever may see
/// more asks for it by name.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone {
    e164: String,
}

/// What is wrong with a typed number, so that a sentence can say how to mend it. Digits are
/// counted as the person sees them: with a leading trunk zero, without `+` and country code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PhoneProblem {
    /// There are fewer digits than a mobile number of the country has.
    #[error("the number has {digits} digits, {expected} are expected")]
    TooShort { digits: usize, expected: usize },
    /// There are more digits than any number of the country has.
    #[error("the number has {digits} digits, {expected} are expected")]
    TooLong { digits: usize, expected: usize },
    /// No digits were found where a number was expected.
    #[error("there are no digits")]
    NoDigits,
    /// The length is right, but no such number is given out.
    #[error("no such number is given out")]
    NotPlausible,
}

impl Phone {
    /// Reads a number as typed, with or without spaces, dashes, brackets and a country code, in
    /// ASCII or full-width digits; other words around it are ignored. Of several numbers the one
    /// with the most digits is read.
    ///
    /// # Errors
    ///
    /// Returns what is wrong with the number, counted in its own country if that is known.
    pub fn parse(text: &str, default_country: Country) -> Result<Phone, PhoneProblem> {
        let dialled = dialled(text);
        if !dialled.contains(|c: char| c.is_ascii_digit()) {
            return Err(PhoneProblem::NoDigits);
        }
        // After a plus the home country's dialling prefixes mean nothing and must not be cut off.
        let home = if dialled.starts_with('+') { None } else { Some(default_country.0) };
        if dialled.len() <= 2 * DIGITS_MAX
            && let Ok(number) = phonenumber::parse(home, &dialled)
            && number.is_valid()
            && let national = number.national().to_string()
            && let Some(phone) = Phone::from_e164(&format!("+{}{national}", number.code().value()))
            && !lacks_a_digit(&phone)
            // A prefix of the home country may be cut off into something that no plan has any more.
            && (home.is_none()
                || national == dialled
                || phonenumber::parse(None, &phone.e164).is_ok_and(|number| number.is_valid()))
        {
            return Ok(phone);
        }
        Err(problem(&dialled, default_country))
    }

    /// Takes a number that was stored: `+` and 5 to 15 digits, nothing else. It is not checked
    /// against the numbering plans, so that a newer plan never makes old rows unreadable.
    pub fn from_e164(text: &str) -> Option<Phone> {
        let digits = text.strip_prefix('+')?;
        let fits = (DIGITS_MIN..=DIGITS_MAX).contains(&digits.len());
        let plain = digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.starts_with('0');
        (fits && plain).then(|| Phone { e164: text.to_owned() })
    }

    /// Returns the whole number, such as `+8613800138000`, for storing and comparing.
    pub fn e164(&self) -> &str {
        &self.e164
    }

    /// Returns the whole number as it is written in its own country, such as `138 0013 8000`.
    pub fn national(&self) -> String {
        match phonenumber::parse(None, &self.e164) {
            Ok(number) => number.format().mode(Mode::National).to_string(),
            Err(_) => self.e164.clone(),
        }
    }

    /// Returns the last four digits.
    pub fn tail4(&self) -> &str {
        &self.e164[self.e164.len() - TAIL_DIGITS..]
    }

    /// Returns the national number with its middle hidden, such as `138••••8000`. At least four
    /// digits are hidden, always by four dots, so that the mask does not tell the length.
    pub fn masked(&self) -> String {
        let digits: String = self.national().chars().filter(char::is_ascii_digit).collect();
        let spare = digits.len().saturating_sub(TAIL_DIGITS + HIDDEN_DIGITS_MIN);
        format!("{}••••{}", &digits[..spare.min(HEAD_DIGITS_MAX)], self.tail4())
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Phone(··{})", self.tail4())
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "··{}", self.tail4())
    }
}

/// The stored text is not a number in E.164. It is not quoted, since it may be one in full.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a phone number in E.164")]
pub struct NotE164;

impl TryFrom<String> for Phone {
    type Error = NotE164;

    fn try_from(text: String) -> Result<Phone, NotE164> {
        Phone::from_e164(&text).ok_or(NotE164)
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> String {
        phone.e164
    }
}

impl Country {
    /// Returns the ISO 3166 code in capitals, such as `KR`.
    pub fn code(&self) -> &str {
        self.0.as_ref()
    }
}

impl TryFrom<&str> for Country {
    type Error = UnknownCountry;

    /// Takes an ISO 3166 code of two letters in either case.
    fn try_from(code: &str) -> Result<Country, UnknownCountry> {
        // Every code there is has a numbering plan; the plans are not read before the first number.
        country::Id::from_str(&code.to_ascii_uppercase()).map(Country).map_err(|_| UnknownCountry)
    }
}

impl TryFrom<String> for Country {
    type Error = UnknownCountry;

    fn try_from(code: String) -> Result<Country, UnknownCountry> {
        Country::try_from(code.as_str())
    }
}

impl From<Country> for String {
    fn from(country: Country) -> String {
        country.code().to_owned()
    }
}

/// Returns the digits to dial, after a `+` if there was one: the run of phone characters that has
/// the most digits.
fn dialled(text: &str) -> String {
    let mut best = String::new();
    let mut run = String::new();
    let text = text.chars().take(TEXT_CHARS_MAX).nfkc().chain(['\n']);
    for c in text {
        match c {
            '0'..='9' => run.push(c),
            '+' if run.is_empty() => run.push(c),
            ' '
            | '-'
            | '.'
            | '('
            | ')'
            | '/'
            | '~'
            | '·'
            | '\u{2010}'..='\u{2015}'
            | '\u{2212}' => {}
            _ if run.len() > best.len() => best = std::mem::take(&mut run),
            _ => run.clear(),
        }
    }
    best
}

/// Returns whether the numbering plans know the number although it is an old one that nobody has
/// any more: Korean 010 numbers all have eight further digits, and a lost digit is a common slip.
fn lacks_a_digit(phone: &Phone) -> bool {
    phone.e164.strip_prefix("+8210").is_some_and(|further| further.len() < 8)
}

/// Says what is wrong with digits that are no valid number.
fn problem(dialled: &str, default_country: Country) -> PhoneProblem {
    let (country, national, trunk) = split(dialled, default_country);
    let Some((expected, longest)) = lengths(country) else { return PhoneProblem::NotPlausible };
    let digits = national.len() + trunk;
    let expected = expected + trunk;
    if digits < expected {
        PhoneProblem::TooShort { digits, expected }
    } else if digits > longest + trunk {
        PhoneProblem::TooLong { digits, expected }
    } else {
        PhoneProblem::NotPlausible
    }
}

/// Returns how many digits a usual mobile number and the longest number of a country have.
fn lengths(country: Country) -> Option<(usize, usize)> {
    let descriptors = DATABASE.by_id(country.code())?.descriptors();
    let mobile = descriptors.mobile()?;
    let fixed = descriptors.fixed_line().map_or(&[][..], |fixed| fixed.possible_length());
    let longest = mobile.possible_length().iter().chain(fixed).max()?;
    Some((mobile.example()?.len(), usize::from(*longest)))
}

/// Splits digits into country, national digits and the number of trunk digits before them.
fn split(dialled: &str, default_country: Country) -> (Country, &str, usize) {
    let known = dialled.strip_prefix('+').and_then(|digits| {
        (1..=3.min(digits.len())).find_map(|length| {
            let code: u16 = digits[..length].parse().ok()?;
            let metadata = DATABASE.by_code(&code)?;
            let country = Country::try_from(metadata.first()?.id()).ok()?;
            Some((country, &digits[length..]))
        })
    });
    let (country, national) = known.unwrap_or((default_country, dialled.trim_start_matches('+')));
    let trunk = DATABASE.by_id(country.code()).and_then(|metadata| metadata.national_prefix());
    match trunk.and_then(|trunk| Some((trunk, national.strip_prefix(trunk)?))) {
        Some((trunk, rest)) if trunk == "0" || trunk == "8" => (country, rest, trunk.len()),
        _ => (country, national, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn country(code: &str) -> Country {
        Country::try_from(code).unwrap_or_else(|_| panic!("{code} is a country"))
    }

    #[test]
    fn reads_what_people_type() {
        for (text, home, e164) in [
            ("138 0013 8000", "CN", "+8613800138000"),
            ("138-0013-8000", "CN", "+8613800138000"),
            ("１３８００１３８０００", "CN", "+8613800138000"),
            ("+86 138 0013 8000", "KR", "+8613800138000"),
            ("0086 138 0013 8000", "CN", "+8613800138000"),
            ("86 138 0013 8000", "CN", "+8613800138000"),
            ("＋86 (138) 0013.8000", "US", "+8613800138000"),
            ("手机：138 0013 8000（晚上）", "CN", "+8613800138000"),
            ("tel: 138 0013 8000 ext. 12", "CN", "+8613800138000"),
            ("010-1234-5678", "KR", "+821012345678"),
            ("+82 (0)10 1234 5678", "CN", "+821012345678"),
            ("010–1234–5678", "KR", "+821012345678"),
            ("02-312-3456", "KR", "+8223123456"),
            ("(202) 555-0100", "US", "+12025550100"),
            ("07400 123456", "GB", "+447400123456"),
            ("8 912 345-67-89", "RU", "+79123456789"),
            ("+39 02 3661 8300", "CN", "+390236618300"),
        ] {
            let phone = Phone::parse(text, country(home));
            assert_eq!(phone.as_ref().map(Phone::e164), Ok(e164), "{text}");
        }
    }

    #[test]
    fn says_what_is_wrong() {
        use PhoneProblem::{NoDigits, NotPlausible, TooLong, TooShort};
        for (text, home, problem) in [
            ("", "CN", NoDigits),
            ("later", "CN", NoDigits),
            ("+", "CN", NoDigits),
            ("138 0013 800", "CN", TooShort { digits: 10, expected: 11 }),
            ("+86 138 0013 800", "KR", TooShort { digits: 10, expected: 11 }),
            ("010-1234-567", "KR", TooShort { digits: 10, expected: 11 }),
            ("9981", "US", TooShort { digits: 4, expected: 10 }),
            ("138 0013 8000 00", "CN", TooLong { digits: 13, expected: 11 }),
            ("110 0013 8000", "CN", NotPlausible),
            ("123 456 7890", "US", NotPlausible),
        ] {
            assert_eq!(Phone::parse(text, country(home)), Err(problem), "{text}");
        }
    }

    #[test]
    fn shows_what_it_may() {
        let phone = Phone::from_e164("+8613800139981").expect("E.164");
        assert_eq!(format!("{phone:?} {phone}"), "Phone(··9981) ··9981");
        for (e164, masked, national) in [
            ("+8613800138000", "138••••8000", "138 0013 8000"),
            ("+821012345678", "010••••5678", "010-1234-5678"),
            ("+12025550100", "20••••0100", "(202) 555-0100"),
            ("+6581234567", "••••4567", "8123 4567"),
        ] {
            let phone = Phone::from_e164(e164).expect("E.164");
            assert_eq!((phone.masked().as_str(), phone.national().as_str()), (masked, national));
        }
    }

    #[test]
    fn stores_and_reads_back() {
        let phone = Phone::from_e164("+821012345678").expect("E.164");
        let json = serde_json::to_string(&phone).expect("a string");
        assert_eq!(json, "\"+821012345678\"");
        assert_eq!(serde_json::from_str::<Phone>(&json).expect("E.164"), phone);
        for broken in ["", "+", "12345678", "+1234", "+0123456", "+12345678901234567", "+12a45678"]
        {
            assert_eq!(Phone::from_e164(broken), None, "{broken}");
            assert!(serde_json::from_str::<Phone>(&format!("\"{broken}\"")).is_err());
        }
        assert_eq!(serde_json::to_string(&country("kr")).expect("a string"), "\"KR\"");
    }

    #[test]
    fn countries() {
        for (code, known) in
            [("CN", true), ("kr", true), ("", false), ("XX", false), ("中国", false)]
        {
            assert_eq!(Country::try_from(code).is_ok(), known, "{code}");
        }
        let letters = || 'A'..='Z';
        let codes = letters().flat_map(|a| letters().map(move |b| format!("{a}{b}")));
        let countries: Vec<_> =
            codes.filter_map(|code| Country::try_from(code.as_str()).ok()).collect();
        assert!(countries.len() > 200, "{}", countries.len());
        for country in countries {
            assert!(DATABASE.by_id(country.code()).is_some(), "{} has no plan", country.code());
        }
    }

    #[test]
    fn a_hostile_text_is_no_number() {
        for text in ["9".repeat(100_000), "+".repeat(100_000), "(".repeat(100_000)] {
            assert!(Phone::parse(&text, country("CN")).is_err());
        }
    }

    fn any_country() -> impl Strategy<Value = Country> {
        let codes: Vec<String> = DATABASE.iter().map(|metadata| metadata.id().to_owned()).collect();
        prop::sample::select(codes)
            .prop_filter_map("no region", |code| Country::try_from(code.as_str()).ok())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn any_text_is_safe(text in ".{0,60}", home in any_country()) {
            let _number_or_problem = Phone::parse(&text, home);
        }

        #[test]
        fn a_number_survives_every_way_of_writing_it(
            text in "(00|\\+|0|8)?[0-9]{2,15}", home in any_country()
        ) {
            if let Ok(phone) = Phone::parse(&text, home) {
                prop_assert_eq!(Phone::parse(phone.e164(), home), Ok(phone.clone()));
                prop_assert_eq!(Phone::from_e164(phone.e164()), Some(phone.clone()));
                prop_assert_eq!(phone.tail4().len(), TAIL_DIGITS);
                prop_assert!(!phone.masked().contains(phone.e164().trim_start_matches('+')));
                let shown = format!("{phone:?}{phone}");
                prop_assert!(!shown.contains(&phone.e164()[1..]));
            }
        }
    }
}
