//! Tables and properties of a form in general; a dialogue's own form is tested beside the dialogue.

use super::*;
use crate::dialogue::Odd;
use crate::dialogue::calendar;
use crate::dialogue::screen::{Choice as Press, Common};
use crate::model::lang::Lang;
use crate::model::policy::Role;
use crate::model::{Actor, BranchId, StaffId};
use chrono::{DateTime, Days};

/// An invented person in this role, on 21 November 2026 in Beijing.
pub fn ctx(role: Role) -> Ctx {
    Ctx {
        who: Actor { id: StaffId(5), name: "Anna Sample".to_owned(), role, branch: BranchId(1) },
        now: DateTime::parse_from_rfc3339("2026-11-21T02:00:00Z").unwrap().to_utc(),
        today: today(),
        zone: chrono_tz::Asia::Shanghai,
        lang: Lang::En,
        country: "CN".try_into().unwrap(),
    }
}

/// The day of the tests.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

/// A press within the form.
pub fn press(choice: Choice) -> Input {
    Input::Press(Press::Form(choice))
}

/// Words.
pub fn says(text: &str) -> Input {
    Input::Text(text.to_owned())
}

/// A photo, perhaps with words under it.
pub fn sends_photo(id: &str, caption: std::option::Option<&str>) -> Input {
    let photo = PhotoRef { file_id: format!("file-{id}"), unique_id: id.to_owned(), size: None };
    Input::Photo { photo, caption: caption.map(str::to_owned) }
}

/// Every kind of input that no dialogue can use as an answer.
pub fn odd_inputs() -> Vec<Input> {
    let odd = Odd::ALL.iter().map(|odd| Input::Odd(*odd));
    odd.chain([Input::Press(Press::Form(Choice::Pick("gone".to_owned())))]).collect()
}

/// The presses that a screen offers.
pub fn offered(screen: &Screen) -> Vec<Press> {
    screen.rows.iter().flatten().map(|button| button.choice.clone()).collect()
}

/// Words as they are.
pub fn plain(text: &str) -> Root {
    Root::Common(Common::Plain { text: text.to_owned() })
}

fn field(key: &'static str, kind: Kind) -> Field {
    Field {
        key,
        ask: plain(key),
        label: Word::new("test-", key),
        kind,
        asked: true,
        required: false,
        catches: false,
        quick: Vec::new(),
    }
}

fn options(keys: &[&str]) -> Vec<Option> {
    keys.iter().map(|key| Option { key: (*key).to_owned(), label: plain(key) }).collect()
}

/// A form with every kind of field.
pub fn fields() -> Vec<Field> {
    let last = Answer::Many(vec!["oil".to_owned(), "mask".to_owned()]);
    let day = Kind::Day { min: today(), max: today() + Days::new(90) };
    vec![
        field("name", Kind::Text { max: 10 }),
        Field { required: true, ..field("phone", Kind::Phone) },
        field("services", Kind::Many { options: options(&["cut", "wash", "dye"]), one_tap: true }),
        Field {
            quick: vec![(plain("same"), last)],
            ..field("products", Kind::Many { options: many_options(), one_tap: false })
        },
        Field { required: true, ..field("kind", Kind::One(options(&["person", "company"]))) },
        field("effect", Kind::Scale(5)),
        Field {
            quick: vec![(plain("tomorrow"), Answer::Day(today() + Days::new(1)))],
            ..field("next", day)
        },
        Field { asked: false, ..field("born", Kind::Birthday) },
        Field { asked: false, ..field("paid", Kind::Money) },
        Field { asked: false, catches: true, ..field("note", Kind::Text { max: 250 }) },
        Field { asked: false, catches: true, ..field("photos", Kind::Photos) },
    ]
}

fn many_options() -> Vec<Option> {
    options(&["oil", "mask", "soap", "gel", "wax", "balm", "tint", "foam", "mist", "salt"])
}

fn at(key: &str) -> Draft {
    Draft { answers: BTreeMap::new(), at: At::Field(key.to_owned()), month: None, page: 0 }
}

fn edit(key: &str) -> Draft {
    Draft { at: At::Edit(key.to_owned()), ..at(key) }
}

fn ask(draft: Draft, input: Input) -> Progress {
    step(&fields(), draft, input, &ctx(Role::Care))
}

/// The draft after an input that the form must take.
fn on(draft: Draft, input: Input) -> Draft {
    match ask(draft, input) {
        Progress::On(draft) => draft,
        Progress::Mend(..) => panic!("the form wants it mended"),
        Progress::Save(_) => panic!("the form is saved"),
        Progress::NotMine(..) => panic!("the form does not know it"),
    }
}

/// What the form says of an input that it does not take.
fn mended(draft: Draft, input: Input) -> Say {
    match ask(draft, input) {
        Progress::Mend(_, Root::Form(say)) => say,
        _ => panic!("the form takes it"),
    }
}

#[test]
fn the_first_question_is_the_first_asked_field_and_the_way_ends_at_the_summary() {
    let mut draft = begin(&fields());
    let answers = [
        ("name", says("Wang Mei")),
        ("phone", says("138 0013 8000")),
        ("services", press(Choice::Pick("wash".to_owned()))),
        ("products", press(Choice::Quick(0))),
        ("kind", press(Choice::Pick("person".to_owned()))),
        ("effect", press(Choice::Scale(4))),
        ("next", press(Choice::Quick(0))),
    ];
    for (key, answer) in answers {
        assert!(draft.at == At::Field(key.to_owned()), "{key}");
        draft = on(draft, answer);
    }
    assert!(draft.at == At::Summary);
    assert_eq!(draft.text("phone"), Some("+8613800138000"));
    assert_eq!(draft.many("services"), ["wash"]);
    assert_eq!(draft.many("products"), ["oil", "mask"]);
    assert_eq!(draft.number("effect"), Some(4));
    assert_eq!(draft.day("next"), Some(today() + Days::new(1)));
    assert!(matches!(ask(draft, press(Choice::Save)), Progress::Save(_)));
}

#[test]
fn answers_that_are_taken() {
    let long = "a ".repeat(30);
    let day = today() + Days::new(4);
    for (key, typed, answer) in [
        ("name", "  Wang\n Mei ", Answer::Text("Wang Mei".to_owned())),
        ("phone", "call 138-0013-8000", Answer::Text("+8613800138000".to_owned())),
        ("effect", "５", Answer::Scale(5)),
        ("next", "2026-11-25", Answer::Day(day)),
        ("next", "下周三", Answer::Day(day)),
        ("born", "3 May 1990", Answer::Text("1990-05-03".to_owned())),
        ("born", "5月3日", Answer::Text("--05-03".to_owned())),
        ("born", "29 Feb", Answer::Text("--02-29".to_owned())),
        ("paid", "¥1,200", Answer::Money(120_000)),
        ("note", long.as_str(), Answer::Text(long.trim().to_owned())),
        ("note", "one\ntwo", Answer::Text("one\ntwo".to_owned())),
    ] {
        for draft in [at(key), edit(key)] {
            let draft = on(draft, says(typed));
            assert!(draft.answers.get(key) == Some(&answer), "{key}: {typed}");
        }
    }
}

#[test]
fn answers_that_are_to_be_mended() {
    let over = Say::PhoneTooLong { typed: "138 0013 80000".into(), digits: 12, expected: 11 };
    let short = Say::PhoneTooShort { typed: "138 0013 800".into(), digits: 10, expected: 11 };
    for (key, typed, wanted) in [
        ("name", "   ", Say::Empty),
        ("name", "Wang Xiaomei the Second", Say::TooLong { max: 10 }),
        ("phone", "later", Say::PhoneNoDigits),
        ("phone", "138 0013 800", short.clone()),
        ("phone", "138 0013 80000", over.clone()),
        ("effect", "6", Say::ChooseAButton),
        ("effect", "0", Say::ChooseAButton),
        ("next", "11月35日", Say::NotADay),
        ("next", "yesterday", Say::DayTooEarly { min: today().into() }),
        ("next", "2030-01-01", Say::DayTooLate { max: (today() + Days::new(90)).into() }),
        ("born", "tomorrow", Say::BirthdayAhead),
        ("born", "3 May 2199", Say::NotABirthday),
        ("paid", "a lot", Say::NotAnAmount),
        ("paid", "-5", Say::NotAnAmount),
        ("note", &"长".repeat(251), Say::TooLong { max: 250 }),
    ] {
        assert!(mended(at(key), says(typed)) == wanted, "{key}: {typed}");
    }
}

#[test]
fn amounts_as_people_write_them() {
    let read = |country: &str, typed: &str| {
        let ctx = Ctx { country: country.try_into().unwrap(), ..ctx(Role::Care) };
        match read::read(&Kind::Money, typed, &ctx) {
            Ok(Answer::Money(minor)) => Some(minor),
            _ => None,
        }
    };
    for (country, typed, minor) in [
        ("CN", "350", Some(35_000)),
        ("CN", "350.5元", Some(35_050)),
        ("CN", "￥１，２００．５０", Some(120_050)),
        ("CN", "1.2万", Some(1_200_000)),
        ("CN", "0", Some(0)),
        ("DE", "12,50 €", Some(1_250)),
        ("DE", "1,250", Some(125_000)),
        ("DE", "1'250.00", Some(125_000)),
        ("DE", "12,5,0", None),
        ("DE", "1.250", None),
        ("CN", "1.234", None),
        ("CN", "1..2", None),
        ("CN", ".5", None),
        ("CN", ",5", None),
        ("CN", "", None),
        ("CN", "万", None),
        ("KR", "30,000원", Some(30_000)),
        ("KR", "5만원", Some(50_000)),
        ("KR", "3.5만", Some(35_000)),
        ("KR", "12.5", None),
        ("KR", "12,50", None),
        ("KR", "100000000000", Some(AMOUNT_MAX)),
        ("KR", "100000000001", None),
        ("KR", "99999999999999999999999", None),
        ("KR", "-5", None),
    ] {
        assert_eq!(read(country, typed), minor, "{country}: {typed}");
    }
}

#[test]
fn a_contact_answers_a_phone_with_or_without_its_plus() {
    for (given, kept) in [
        ("+8613800138000", Some("+8613800138000")),
        ("8613800138000", Some("+8613800138000")),
        ("821012345678", Some("+821012345678")),
        ("12", None),
    ] {
        let contact = Input::Contact { phone: given.to_owned(), name: "Wang Mei".to_owned() };
        match (ask(at("phone"), contact), kept) {
            (Progress::On(draft), Some(kept)) => assert_eq!(draft.text("phone"), Some(kept)),
            (Progress::Mend(..), None) => {}
            _ => panic!("{given}"),
        }
    }
}

#[test]
fn words_and_photos_that_no_question_asked_for_are_kept() {
    let draft = at("services");
    let Progress::Mend(draft, said) = ask(draft, says("skin was red")) else { panic!() };
    assert!(said == Root::Form(Say::Kept { field: Word::new("test-", "note") }));
    assert!(draft.at == At::Field("services".to_owned()));
    let draft = on(draft, sends_photo("one", Some("left side")));
    let draft = on(draft, sends_photo("one", None));
    let draft = on(draft, sends_photo("two", None));
    assert_eq!(draft.text("note"), Some("skin was red\nleft side"));
    assert_eq!(draft.photos("photos").len(), 2);
    assert!(draft.at == At::Field("services".to_owned()));
    let shown = show(plain("form"), &fields(), &draft, &ctx(Role::Care));
    let photos = Say::LinePhotos { field: Word::new("test-", "photos"), count: 2 };
    assert!(shown.lines.contains(&Root::Form(photos)));
}

#[test]
fn words_under_a_photo_too_many_are_not_lost() {
    let mut draft = at("photos");
    for id in 0..PHOTOS_MAX {
        draft = on(draft, sends_photo(&id.to_string(), None));
    }
    let Progress::Mend(draft, said) = ask(draft, sends_photo("more", Some("scar"))) else {
        panic!()
    };
    assert!(said == Root::Form(Say::TooManyPhotos { max: 10 }));
    assert_eq!(draft.text("note"), Some("scar"));
    assert_eq!(draft.photos("photos").len(), PHOTOS_MAX);
}

#[test]
fn taps_toggle_while_editing_and_next_is_offered_only_with_a_choice() {
    let pick = |key: &str| press(Choice::Pick(key.to_owned()));
    let draft = on(on(edit("services"), pick("dye")), pick("cut"));
    assert_eq!(draft.many("services"), ["cut", "dye"]);
    let shown = |draft: &Draft| offered(&show(plain("form"), &fields(), draft, &ctx(Role::Care)));
    assert!(shown(&draft).contains(&Press::Form(Choice::Next)));
    let draft = on(on(draft, pick("cut")), pick("dye"));
    assert!(!draft.answers.contains_key("services"), "no choice is no answer");
    assert!(!shown(&draft).contains(&Press::Form(Choice::Next)));
}

#[test]
fn pages_of_options_lead_round() {
    let offers = |draft: &Draft, key: &str| {
        offered(&show(plain("form"), &fields(), draft, &ctx(Role::Care)))
            .contains(&Press::Form(Choice::Pick(key.to_owned())))
    };
    let draft = at("products");
    assert!(offers(&draft, "oil") && !offers(&draft, "salt"));
    let draft = on(draft, press(Choice::Page(1)));
    assert!(!offers(&draft, "oil") && offers(&draft, "salt"));
    let draft = on(draft, press(Choice::Page(0)));
    assert!(offers(&draft, "oil"));
    assert!(matches!(ask(draft, press(Choice::Page(2))), Progress::NotMine(..)));
}

#[test]
fn the_calendar_waits_behind_ready_answers_and_stays_in_range() {
    let draft = at("next");
    let days = |draft: &Draft| {
        let offered = offered(&show(plain("form"), &fields(), draft, &ctx(Role::Care)));
        offered.iter().filter(|press| matches!(press, Press::Form(Choice::Day(_)))).count()
    };
    assert_eq!(days(&draft), 0);
    let draft = on(draft, press(Choice::Month(today())));
    assert_eq!(days(&draft), 10, "21 to 30 November");
    let far = NaiveDate::from_ymd_opt(2099, 1, 1).unwrap();
    let draft = on(draft, press(Choice::Month(far)));
    assert!(draft.month == Some(calendar::first_of(today() + Days::new(90))));
    assert!(matches!(ask(draft, press(Choice::Day(far))), Progress::NotMine(..)));
}

#[test]
fn save_asks_for_what_is_missing_and_for_what_no_longer_fits() {
    let mut draft = Draft { at: At::Summary, ..at("") };
    let Progress::Mend(asked, said) = ask(draft.clone(), press(Choice::Save)) else { panic!() };
    assert!(said == Root::Form(Say::Missing { field: Word::new("test-", "phone") }));
    assert!(asked.at == At::Edit("phone".to_owned()));

    draft.answers.insert("phone".to_owned(), Answer::Text("+8613800138000".to_owned()));
    draft.answers.insert("kind".to_owned(), Answer::One("person".to_owned()));
    for (key, answer) in [
        ("next", Answer::Day(today() - Days::new(1))),
        ("services", Answer::Many(vec!["gone".to_owned()])),
        ("kind", Answer::One("gone".to_owned())),
        ("effect", Answer::Scale(6)),
        ("born", Answer::Text("soon".to_owned())),
        ("name", Answer::Scale(1)),
    ] {
        let mut draft = draft.clone();
        draft.answers.insert(key.to_owned(), answer);
        let Progress::Mend(draft, said) = ask(draft, press(Choice::Save)) else { panic!("{key}") };
        assert!(said == Root::Form(Say::NoLonger { field: Word::new("test-", key) }), "{key}");
        assert!(draft.at == At::Edit(key.to_owned()) && !draft.answers.contains_key(key));
    }
    assert!(matches!(ask(draft, press(Choice::Save)), Progress::Save(_)));
}

#[test]
fn what_is_not_the_forms_is_given_back_with_the_draft() {
    let skip = ask(at("phone"), press(Choice::Skip));
    assert!(matches!(skip, Progress::Mend(_, Root::Form(Say::CannotSkip))));
    for field in &fields() {
        for input in odd_inputs() {
            let Progress::NotMine(draft, given) = ask(at(field.key), input.clone()) else {
                panic!("{}", field.key)
            };
            assert!(draft == at(field.key) && given == input);
        }
    }
}

#[test]
fn a_draft_at_a_field_that_is_gone_goes_on_at_the_next_open_one() {
    let draft = on(at("gone"), says("Wang Mei"));
    assert_eq!(draft.text("name"), Some("Wang Mei"));
    assert!(!draft.answers.contains_key("gone"));
}

#[test]
fn back_keeps_what_was_caught_and_does_not_stop_at_toggles() {
    let before = at("services");
    let Progress::Mend(later, _) = ask(at("effect"), says("red spots")) else { panic!() };
    let mut back = before.clone();
    back.carry(&later, &["note", "photos"]);
    assert_eq!(back.text("note"), Some("red spots"));
    let toggled = on(edit("services"), press(Choice::Pick("cut".to_owned())));
    assert!(toggled.same_place(&edit("services")) && !toggled.same_place(&before));
    let opened = on(at("next"), press(Choice::Month(today())));
    assert!(!opened.same_place(&at("next")), "the calendar is a place of its own");
}
