//! Random walks through a form: whatever people do, in whatever order.

use super::tests::{ctx, fields, offered, plain, press, sends_photo, today};
use super::*;
use crate::dialogue::Odd;
use crate::dialogue::screen::{Button, Choice as Press};
use crate::model::policy::Role;
use chrono::Duration;
use proptest::prelude::*;
use proptest::sample::Index;

/// What somebody did; an `Input` has no `Debug`, which a failing walk is printed by.
#[derive(Clone, Debug)]
enum Did {
    /// Pressed a button on show.
    Followed(Index),
    Wrote(String),
    SentPhoto(String, std::option::Option<String>),
    SharedContact(String),
    SentSticker,
    PressedDay(i64),
    PressedPage(usize),
    PressedQuick(usize),
    PressedScale(i32),
    PressedSave,
    PressedNext,
    PressedSkip,
}

fn did() -> impl Strategy<Value = Did> {
    let written = prop_oneof![
        ".{0,40}",
        "[0-9 .,-]{0,16}",
        Just("138 0013 8000".to_owned()),
        Just("tomorrow".to_owned()),
        Just("x".repeat(400)),
    ];
    prop_oneof![
        8 => any::<Index>().prop_map(Did::Followed),
        3 => written.prop_map(Did::Wrote),
        1 => ("[a-c]", proptest::option::of("[a-z ]{0,300}")).prop_map(|(id, words)| Did::SentPhoto(id, words)),
        1 => "[+0-9]{0,14}".prop_map(Did::SharedContact),
        1 => Just(Did::SentSticker),
        1 => (-50i64..150).prop_map(Did::PressedDay),
        1 => (0usize..4).prop_map(Did::PressedPage),
        1 => (0usize..2).prop_map(Did::PressedQuick),
        1 => (-1i32..8).prop_map(Did::PressedScale),
        1 => Just(Did::PressedSave),
        1 => Just(Did::PressedNext),
        1 => Just(Did::PressedSkip),
    ]
}

fn input(did: Did, buttons: &[Press]) -> Input {
    match did {
        Did::Followed(index) => Input::Press(index.get(buttons).clone()),
        Did::Wrote(text) => Input::Text(text),
        Did::SentPhoto(id, words) => sends_photo(&id, words.as_deref()),
        Did::SharedContact(phone) => Input::Contact { phone, name: "Wang Mei".to_owned() },
        Did::SentSticker => Input::Odd(Odd::Sticker),
        Did::PressedDay(days) => press(Choice::Day(today() + Duration::days(days))),
        Did::PressedPage(page) => press(Choice::Page(page)),
        Did::PressedQuick(place) => press(Choice::Quick(place)),
        Did::PressedScale(value) => press(Choice::Scale(value)),
        Did::PressedSave => press(Choice::Save),
        Did::PressedNext => press(Choice::Next),
        Did::PressedSkip => press(Choice::Skip),
    }
}

/// The screen is within Telegram's limits and has its ways out.
fn check_screen(screen: &Screen) -> Result<(), TestCaseError> {
    let buttons: Vec<&Button> = screen.rows.iter().flatten().collect();
    let rows_fit = screen.rows.iter().all(|row| (1..=8).contains(&row.len()));
    prop_assert!(buttons.len() <= 100 && rows_fit);
    prop_assert!(buttons.iter().any(|button| button.choice == Press::Back));
    prop_assert!(buttons.iter().any(|button| button.choice == Press::Cancel));
    Ok(())
}

/// Every answer fits its field, and the draft stands at a field that there is.
fn check_draft(draft: &Draft, fields: &[Field]) -> Result<(), TestCaseError> {
    prop_assert!(draft.at == At::Summary || current(fields, draft).is_some());
    for (key, answer) in &draft.answers {
        let field = fields.iter().find(|field| field.key == key);
        prop_assert!(field.is_some_and(|field| take::fits(&field.kind, answer)), "{}", key);
    }
    Ok(())
}

proptest! {
    /// Nothing but Save on a complete summary saves, every button on show does something, and what
    /// is not the form's leaves the draft as it was.
    #[test]
    fn nothing_breaks_a_form(walk in proptest::collection::vec(did(), 0..60)) {
        let (fields, ctx) = (fields(), ctx(Role::Care));
        let mut draft = begin(&fields);
        for did in walk {
            let screen = show(plain("form"), &fields, &draft, &ctx);
            check_screen(&screen)?;
            let ours = |press: &Press| matches!(press, Press::Form(_));
            let buttons: Vec<Press> = offered(&screen).into_iter().filter(ours).collect();
            if buttons.is_empty() && matches!(did, Did::Followed(_)) {
                continue;
            }
            let followed = matches!(did, Did::Followed(_));
            let before = draft.clone();
            draft = match step(&fields, draft, input(did, &buttons), &ctx) {
                Progress::On(draft) | Progress::Mend(draft, _) => draft,
                Progress::NotMine(draft, _) => {
                    prop_assert!(!followed, "a button on show is not known");
                    prop_assert!(draft == before);
                    draft
                }
                Progress::Save(draft) => {
                    prop_assert!(draft == before && draft.at == At::Summary);
                    prop_assert!(draft.text("phone").is_some() && draft.text("kind").is_some());
                    draft
                }
            };
            check_draft(&draft, &fields)?;
        }
    }

    #[test]
    fn a_written_amount_is_read_back(minor in 0i64..=AMOUNT_MAX) {
        let korea = Ctx { country: "KR".try_into().unwrap(), ..ctx(Role::Care) };
        let won = read::read(&Kind::Money, &format!("₩{minor}"), &korea);
        prop_assert!(matches!(won, Ok(Answer::Money(read)) if read == minor));
        let yuan = format!("{}.{:02}元", minor / 100, minor % 100);
        let yuan = read::read(&Kind::Money, &yuan, &ctx(Role::Care));
        prop_assert!(matches!(yuan, Ok(Answer::Money(read)) if read == minor));
    }

    #[test]
    fn reading_never_panics(typed in ".{0,80}") {
        let ctx = ctx(Role::Care);
        for field in fields() {
            if let Ok(answer) = read::read(&field.kind, &typed, &ctx) {
                prop_assert!(take::fits(&field.kind, &answer));
            }
        }
        // Whatever a stored birthday holds, reading it must not panic.
        let kept = read::stored_birthday(&typed).map(read::stored);
        prop_assert!(kept.is_none_or(|kept| read::stored_birthday(&kept).is_some()));
    }
}
