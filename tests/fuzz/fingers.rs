//! What people do at random: what they type, what they send, which button they take.

use crate::hostile;
use crate::rig::Random;
use crate::salon::CLIENTS;
use kartoteka::dialogue::screen::Choice;
use kartoteka::dialogue::{Input, Odd, staff_pin};
use kartoteka::model::text::clean_lines;
use kartoteka::model::visit::PhotoRef;
use kartoteka::turn::arrival::Command;

/// The PIN that everybody here chooses, as far as their fingers hold.
const PIN: [u8; 4] = [7, 3, 9, 1];
/// Commands, `/start` apart.
pub const COMMANDS: &[Command] = &[
    Command::New,
    Command::Find,
    Command::Undo,
    Command::Cancel,
    Command::Clear,
    Command::Settings,
    Command::Help,
    Command::Privacy,
    Command::Incident,
    Command::Unknown,
];

/// Words, some of which fit somewhere.
pub fn words(random: &mut Random) -> Input {
    let numbers = [
        "42",
        "120",
        "0",
        "12.03.2027",
        "tomorrow",
        "08:30",
        "13800138000",
        "A-0001",
        "3",
        "90 days",
    ];
    let told = match random.between(0, 5) {
        0 | 1 => random.pick(&numbers).to_owned(),
        2 => random.pick(CLIENTS).to_owned(),
        3 => format!(
            "Invented {} 139 0013 8{:03} dry, latex!",
            random.between(0, 99),
            random.between(0, 999)
        ),
        4 => "a short reason".to_owned(),
        _ => {
            let pieces = random.pick(&[1, 5, 200, 3_000]);
            hostile::note(random, pieces)
        }
    };
    let cleaned = clean_lines(&told);
    if cleaned.is_empty() { Input::Odd(Odd::Other) } else { Input::Text(cleaned) }
}

/// Something other than words.
pub fn sends(random: &mut Random) -> Input {
    let nth = random.between(0, 9);
    let photo =
        PhotoRef { file_id: format!("f{nth}"), unique_id: format!("u{nth}"), size: Some(9) };
    match random.between(0, 3) {
        0 => Input::Contact { phone: format!("+86139001380{nth:02}"), name: "Shared Name".into() },
        1 => Input::Photo { photo, caption: None },
        2 => Input::Photo { photo, caption: Some("a caption".into()) },
        _ => Input::Odd(random.pick(Odd::ALL)),
    }
}

/// Which button a finger takes: on a keypad most often the next digit of a PIN, elsewhere seldom the way home.
pub fn choose(random: &mut Random, choices: &[Choice], typed: Option<u64>) -> usize {
    if let Some(typed) = typed.filter(|_| random.between(0, 9) > 0) {
        let digit = PIN.get(typed as usize);
        let wanted = |choice: &Choice| match (choice, digit) {
            (Choice::Pin(staff_pin::Choice::Digit(key)), Some(digit)) => key == digit,
            (
                Choice::Pin(
                    staff_pin::Choice::Enter | staff_pin::Choice::Next | staff_pin::Choice::Save,
                ),
                None,
            ) => true,
            _ => false,
        };
        if let Some(place) = choices.iter().position(wanted) {
            return place;
        }
    }
    let place = random.between(0, choices.len() as u64 - 1) as usize;
    let leaves = matches!(&choices[place], Choice::Back | Choice::Cancel)
        || serde_json::to_value(&choices[place])
            .is_ok_and(|it| it == serde_json::json!({"Go": "Home"}));
    if leaves { random.between(0, choices.len() as u64 - 1) as usize } else { place }
}
