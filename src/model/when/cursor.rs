//! Reads a text from left to right, with the numerals of three languages.

/// The most digits of a number in a date.
const DIGITS_MAX: usize = 4;

/// Korean numbers as they are counted with hours and months, longest first.
const COUNTED: &[(&str, u32)] = &[
    ("열두", 12),
    ("열한", 11),
    ("다섯", 5),
    ("여섯", 6),
    ("일곱", 7),
    ("여덟", 8),
    ("아홉", 9),
    ("스무", 20),
    ("열", 10),
    ("한", 1),
    ("두", 2),
    ("세", 3),
    ("네", 4),
];

/// What is left to read; a copy is a place to come back to.
#[derive(Clone, Copy)]
pub struct Cursor<'a>(pub &'a str);

/// A number and with how many digits it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    pub value: u32,
    pub digits: usize,
}

impl<'a> Cursor<'a> {
    /// Reads the first of these words that comes next; longer ones must stand before their
    /// beginnings.
    pub fn eat(&mut self, words: &[&str]) -> bool {
        let rest = words.iter().find_map(|word| self.0.strip_prefix(word));
        self.0 = rest.unwrap_or(self.0);
        rest.is_some()
    }

    /// Reads the first of these words that comes next and returns what it stands for.
    pub fn one_of<T: Copy>(&mut self, words: &[(&str, T)]) -> Option<T> {
        let (rest, value) =
            words.iter().find_map(|(word, value)| Some((self.0.strip_prefix(word)?, *value)))?;
        self.0 = rest;
        Some(value)
    }

    /// Reads a number in digits or in Chinese or Korean numerals.
    pub fn number(&mut self) -> Option<Number> {
        self.digits().or_else(|| self.chinese()).or_else(|| self.korean())
    }

    /// Returns whether nothing is left.
    pub fn at_end(&self) -> bool {
        self.0.is_empty()
    }

    /// Reads a number of at most four ASCII digits.
    pub fn digits(&mut self) -> Option<Number> {
        let digits = self.0.bytes().take_while(u8::is_ascii_digit).count();
        if !(1..=DIGITS_MAX).contains(&digits) {
            return None;
        }
        let value = self.0[..digits].parse().ok()?;
        self.0 = &self.0[digits..];
        Some(Number { value, digits })
    }

    /// Reads 二十三 or 一九九〇.
    fn chinese(&mut self) -> Option<Number> {
        if let Some(number) = self.tens(chinese_digit, '十') {
            return Some(number);
        }
        let digits = self.0.chars().map_while(chinese_digit);
        let (value, digits) = digits
            .take(DIGITS_MAX)
            .fold((0, 0), |(value, digits), digit| (value * 10 + digit, digits + 1));
        self.skip(digits);
        (digits > 0).then_some(Number { value, digits })
    }

    /// Reads 이십삼, 삼 or 열두. Digits in a row are no number, since 일일 is the first day.
    fn korean(&mut self) -> Option<Number> {
        if let Some(number) = self.tens(korean_digit, '십') {
            return Some(number);
        }
        if let Some(value) = self.one_of(COUNTED) {
            return Some(Number { value, digits: 2 });
        }
        let value = korean_digit(self.0.chars().next()?)?;
        self.skip(1);
        Some(Number { value, digits: 1 })
    }

    /// Reads a number with a word for ten, from 10 to 99.
    fn tens(&mut self, digit: fn(char) -> Option<u32>, ten: char) -> Option<Number> {
        let mut chars = self.0.chars().peekable();
        let tens = chars.peek().copied().and_then(digit);
        if tens.is_some() {
            chars.next();
        }
        if chars.next() != Some(ten) {
            return None;
        }
        let ones = chars.next().and_then(digit);
        self.skip(1 + usize::from(tens.is_some()) + usize::from(ones.is_some()));
        Some(Number { value: tens.unwrap_or(1) * 10 + ones.unwrap_or(0), digits: 2 })
    }

    fn skip(&mut self, chars: usize) {
        let end = self.0.char_indices().nth(chars).map_or(self.0.len(), |(at, _)| at);
        self.0 = &self.0[end..];
    }
}

fn chinese_digit(c: char) -> Option<u32> {
    let c = match c {
        '零' => '〇',
        '两' | '兩' => '二',
        _ => c,
    };
    let place = "〇一二三四五六七八九".chars().position(|digit| digit == c)?;
    u32::try_from(place).ok()
}

fn korean_digit(c: char) -> Option<u32> {
    let place = "일이삼사오육칠팔구".chars().position(|digit| digit == c)?;
    u32::try_from(place + 1).ok()
}
