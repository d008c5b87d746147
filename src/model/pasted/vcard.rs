//! A contact in the vCard format, versions 2.1 to 4.0: its name, phone, birthday and note.

use super::Pasted;
use crate::model::{
    phone::{Country, Phone},
    text::{clean, clean_lines},
    when::{Birthday, DateOrder, parse_birthday},
};
use chrono::NaiveDate;

/// The most lines of a contact that are read.
const LINES_MAX: usize = 400;

/// A line `NAME;PARAMETERS:VALUE`.
struct Line<'a> {
    name: &'a str,
    parameters: String,
    value: &'a str,
}

/// Reads the first contact in a text, or nothing if there is none. Further phones are kept in the
/// rest.
pub fn read(text: &str, country: Country, today: NaiveDate) -> Option<Pasted> {
    let start = text.trim_start();
    if !start.get(..11).is_some_and(|begin| begin.eq_ignore_ascii_case("begin:vcard")) {
        return None;
    }
    let mut pasted = Pasted::default();
    let mut parts = None;
    let mut rest = Vec::new();
    for line in unfolded(start) {
        let Some(line) = split(&line) else { continue };
        let value = line.text();
        match line.name.to_ascii_uppercase().as_str() {
            "FN" => pasted.name = pasted.name.or_else(|| filled(clean(&value))),
            "N" => parts = parts.or_else(|| filled(family_and_given(&line))),
            "TEL" => match Phone::parse(value.trim_start_matches("tel:"), country) {
                Ok(phone) if pasted.phone.is_none() => pasted.phone = Some(phone),
                _ => rest.push(clean(&value)),
            },
            "BDAY" => pasted.birthday = pasted.birthday.or_else(|| birthday(&value, today)),
            "NOTE" => rest.push(clean_lines(&value)),
            "END" => break,
            _ => {}
        }
    }
    pasted.name = pasted.name.or(parts);
    rest.retain(|part| !part.is_empty());
    pasted.rest = clean_lines(&rest.join("\n"));
    Some(pasted)
}

impl Line<'_> {
    /// Returns the value without its transport encoding and escapes.
    fn text(&self) -> String {
        unescaped(&self.decoded())
    }

    fn decoded(&self) -> String {
        if self.parameters.contains("QUOTED-PRINTABLE") {
            unquoted(self.value)
        } else {
            self.value.to_owned()
        }
    }
}

/// Joins lines that were folded: the next one begins with white space, or a quoted-printable one
/// ends in `=`.
fn unfolded(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines().take(LINES_MAX) {
        match lines.last_mut() {
            Some(last) if line.starts_with([' ', '\t']) => last.push_str(&line[1..]),
            Some(last) if last.ends_with('=') && is_quoted(last) => {
                last.pop();
                last.push_str(line);
            }
            _ => lines.push(line.to_owned()),
        }
    }
    lines
}

fn is_quoted(line: &str) -> bool {
    split(line).is_some_and(|line| line.parameters.contains("QUOTED-PRINTABLE"))
}

/// Takes a line apart; a group before the name, as in `item1.TEL`, is dropped.
fn split(line: &str) -> Option<Line<'_>> {
    let (head, value) = line.split_once(':')?;
    let (name, parameters) = head.split_once(';').unwrap_or((head, ""));
    let name = name.rsplit('.').next().unwrap_or(name).trim();
    Some(Line { name, parameters: parameters.to_ascii_uppercase(), value })
}

/// Returns the first two parts of a structured name, the given name first unless the script has
/// no spaces.
fn family_and_given(line: &Line) -> String {
    let value = line.decoded();
    let mut parts = value.split(';').map(unescaped);
    let (family, given) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    if family.chars().chain(given.chars()).all(super::is_native) {
        clean(&format!("{family}{given}"))
    } else {
        clean(&format!("{given} {family}"))
    }
}

/// Reads `19900503`, `1990-05-03T00:00:00Z`, `--0503` or `--05-03`.
fn birthday(value: &str, today: NaiveDate) -> Option<Birthday> {
    let date = value.trim().split('T').next()?;
    if let Some(yearless) = date.strip_prefix("--") {
        let digits: String = yearless.chars().filter(|c| *c != '-').take(5).collect();
        let (month, day) = (digits.get(..2)?, digits.get(2..)?);
        return parse_birthday(&format!("{month}/{day}"), today, DateOrder::MonthFirst);
    }
    parse_birthday(date, today, DateOrder::YearFirst)
}

/// Resolves backslash escapes.
fn unescaped(value: &str) -> String {
    let mut text = String::new();
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('n' | 'N') => text.push('\n'),
                other => text.extend(other),
            },
            _ => text.push(c),
        }
    }
    text
}

/// Resolves quoted-printable bytes, which are UTF-8 in all contacts of today.
fn unquoted(value: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = value.as_bytes();
    while let [first, tail @ ..] = rest {
        let code = tail.get(..2).and_then(|code| std::str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) if *first == b'=' => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn filled(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}
