//! Tables and properties of pasted lines and contacts; all people are invented.

use super::*;
use proptest::prelude::*;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).expect("a day")
}

fn country(code: &str) -> Country {
    Country::try_from(code).expect("a country")
}

/// Returns a text taken apart, on one line: name | phone | birthday | rest.
fn parts(text: &str, home: &str) -> String {
    let Pasted { name, phone, birthday, rest } = read(text, country(home), today());
    let birthday = birthday.map_or(String::new(), |born| {
        let year = born.year.map_or("-".to_owned(), |year| year.to_string());
        format!("{year}-{}-{}", born.month, born.day)
    });
    let phone = phone.map_or(String::new(), |phone| phone.e164().to_owned());
    format!("{} | {phone} | {birthday} | {rest}", name.unwrap_or_default())
}

#[test]
fn lines() {
    for (home, text, wanted) in [
        (
            "CN",
            "Wang Xiaomei 138 0013 8000 combination, latex!",
            "Wang Xiaomei | +8613800138000 |  | combination, latex!",
        ),
        ("KR", "이민, 010-1234-5678, 1990년 5월 3일", "이민 | +821012345678 | 1990-5-3 | "),
        ("KR", "Lee Min, 010-1234-5678, 3 May 1990", "Lee Min | +821012345678 | 1990-5-3 | "),
        ("KR", "Lee Min, 010-1234-5678, 3 May", "Lee Min | +821012345678 | --5-3 | "),
        ("KR", "Min Lee May 3 1990 010-1234-5678", "Min Lee | +821012345678 | 1990-5-3 | "),
        ("KR", "May Lee 010-1234-5678", "May Lee | +821012345678 |  | "),
        ("CN", "王小美13800138000混合性皮肤", "王小美 | +8613800138000 |  | 混合性皮肤"),
        (
            "CN",
            "王小美，１３８００１３８０００，1990年5月3日，乳胶过敏",
            "王小美 | +8613800138000 | 1990-5-3 | 乳胶过敏",
        ),
        (
            "CN",
            "姓名：王小美 电话：138 0013 8000 生日：5月3日 备注：油性",
            "王小美 | +8613800138000 | --5-3 | 备注:油性",
        ),
        (
            "CN",
            "姓名：王小美\n手机：13800138000\n生日：1990-05-03\n油性",
            "王小美 | +8613800138000 | 1990-5-3 | 油性",
        ),
        ("CN", "王小美 混合性皮肤 13800138000", "王小美 | +8613800138000 |  | 混合性皮肤"),
        ("KR", "김 민수 010-1234-5678 복합성", "김 민수 | +821012345678 |  | 복합성"),
        ("KR", "이름: 김민수 연락처: 010-1234-5678 생일: 3/5", "김민수 | +821012345678 | --3-5 | "),
        ("CN", "Anna 13800138000 2 kids", "Anna | +8613800138000 |  | 2 kids"),
        ("CN", "Anna, 35 13800138000", "Anna | +8613800138000 |  | 35"),
        ("CN", "Anna 13800138000 / 13900139000", "Anna | +8613800138000 |  | 13900139000"),
        ("CN", "Anna 138 0013 800", "Anna |  |  | 138 0013 800"),
        // A number that lacks a digit is a part of its own; a day and its hour, or an age, are not.
        ("CN", "Anna 138 0013 800 green tea", "Anna |  |  | 138 0013 800, green tea"),
        ("CN", "Anna tea tel 138–0013–800 32", "Anna tea |  |  | tel 138–0013–800, 32"),
        ("CN", "王小美1380013800混合性皮肤", "王小美 |  |  | 1380013800, 混合性皮肤"),
        ("CN", "Anna 1380013800 latex!", "Anna |  |  | 1380013800, latex!"),
        ("CN", "Anna 2027-01-05 14:30 colour", "Anna |  |  | 2027-01-05 14:30 colour"),
        ("CN", "Anna 2027-01-05 13800138000 tea", "Anna | +8613800138000 |  | 2027-01-05, tea"),
        ("CN", "Anna 19900503", "Anna |  | 1990-5-3 | "),
        ("CN", "Anna 1990-05-03 13800138000", "Anna | +8613800138000 | 1990-5-3 | "),
        ("HK", "Anna 91234567", "Anna | +85291234567 |  | "),
        ("US", "Hotel (202) 555-0100", "Hotel | +12025550100 |  | "),
        ("US", "Anna tel. (202) 555-0100", "Anna | +12025550100 |  | "),
        ("DE", "Jean-Luc O’Brien born 3.5.1990 tea", "Jean-Luc O’Brien |  | 1990-5-3 | tea"),
        ("KR", "+86 138 0013 8000", " | +8613800138000 |  | "),
        ("KR", "one two three four five six", "one two three four five |  |  | six"),
        ("KR", "Anna 3/5 sessions", "Anna |  |  | 3/5 sessions"),
        ("KR", "", " |  |  | "),
        ("KR", ", ; - ", " |  |  | "),
    ] {
        assert_eq!(parts(text, home), wanted, "{text}");
    }
}

#[test]
fn contacts() {
    for (text, wanted) in [
        (
            "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Lee;Min;;;\r\nFN:Min Lee\r\nTEL;TYPE=CELL:010-1234-5678\r\n\
          BDAY:1990-05-03\r\nNOTE:latex\\, combination\r\nEND:VCARD\r\n",
            "Min Lee | +821012345678 | 1990-5-3 | latex, combination",
        ),
        (
            "begin:vcard\nVERSION:4.0\nN:김;민수;;;\nitem1.TEL;VALUE=uri:tel:+82-10-1234-5678\n\
          BDAY:--0503\nNOTE:one\n  folded\nEND:VCARD",
            "김민수 | +821012345678 | --5-3 | one folded",
        ),
        (
            "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E7=8E=8B;=E5=B0=8F=\n\
          =E7=BE=8E;;;\nTEL;CELL:+8613800138000\nTEL;HOME:02-312-3456\nEND:VCARD",
            "王小美 | +8613800138000 |  | 02-312-3456",
        ),
        (
            "BEGIN:VCARD\nFN:Anna\nTEL:12\nBDAY:soon\nFN:Other\nPHOTO;ENCODING=b:AAAA\n AAAA\nEND:VCARD",
            "Anna |  |  | 12",
        ),
        ("BEGIN:VCARD", " |  |  | "),
        ("BEGIN:VCARD\nN:Lee;Min", "Min Lee |  |  | "),
    ] {
        assert_eq!(parts(text, "KR"), wanted, "{text}");
    }
}

#[test]
fn what_was_pasted_is_not_printed() {
    let pasted = read("Min Lee 010-1234-5678 3 May latex", country("KR"), today());
    assert_eq!(format!("{pasted:?}"), r#"["name", "phone", "birthday", "rest"]"#);
}

#[test]
fn a_hostile_paste_is_cut() {
    for text in [
        "1 ".repeat(50_000),
        "(+".repeat(50_000),
        "王".repeat(100_000),
        "a1,".repeat(40_000),
        "BEGIN:VCARD\n=".repeat(10_000),
        format!("BEGIN:VCARD\nNOTE;ENCODING=QUOTED-PRINTABLE:{}", "=\n".repeat(50_000)),
    ] {
        let pasted = read(&text, country("CN"), today());
        assert!(pasted.phone.is_none() && pasted.rest.len() <= TEXT_CHARS_MAX);
    }
}

proptest! {
    #[test]
    fn any_text_is_safe(text in "(?s).{0,200}", vcard in any::<bool>()) {
        let begin = if vcard { "BEGIN:VCARD\n" } else { "" };
        let _pasted = read(&format!("{begin}{text}"), country("KR"), today());
    }

    #[test]
    fn scrambled_lines_are_safe(
        text in "(BEGIN:VCARD|END:VCARD|FN|TEL|BDAY|NOTE|N|:|;|=|=E7|\\\\|\n|\t| |,|王|김|Anna|name|tel|born|생일|[0-9]{1,4}|-|\\+|\\(|May|월|년|일|：|é){0,40}"
    ) {
        let _pasted = read(&text, country("KR"), today());
        let _contact = read(&format!("BEGIN:VCARD\n{text}"), country("CN"), today());
    }

    #[test]
    fn the_parts_of_a_line_are_found_again(
        name in "[A-Z][a-z]{2,8} [A-Z][a-z]{2,8}|[가-힣]{2,4}|[一-龥]{2,4}",
        digits in "[23][0-9]{7}", between in ", | |\n", note in "(latex|oily)?",
    ) {
        // A name that ends like the label of a phone is no invented person's.
        prop_assume!(!name.ends_with("Tel"));
        let line = [name.as_str(), &format!("010-{}-{}", &digits[..4], &digits[4..]), &note].join(&between);
        let pasted = read(&line, country("KR"), today());
        prop_assert_eq!(pasted.name, Some(name));
        prop_assert_eq!(pasted.phone.map(|phone| phone.e164().to_owned()), Some(format!("+8210{digits}")));
        prop_assert_eq!(pasted.rest, note);
    }
}
