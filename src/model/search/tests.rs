//! Tables and properties of names and queries.

use super::*;
use proptest::prelude::*;

fn korea() -> Country {
    Country::try_from("KR").expect("a country")
}

/// Returns whether a name is found by what is typed, as the archive looks it up.
fn finds(name: &str, typed: &str) -> bool {
    let Query::Name(key) = query(typed, korea()) else { return false };
    keys(name).range(range(&key)).next().is_some()
}

#[test]
fn names_are_found_by_what_people_type() {
    for (name, typed) in [
        ("Min Lee", "min le lee leemin minlee MIN lee,min"),
        ("Anna Maria Lee", "anna maria lee leeanna mariale leemaria"),
        ("José Ñuñez-O’Brien", "jose nunez obrien o'brien nunezob José"),
        ("Алёна Фёдорова", "алена федор фёдорова АЛЕНА"),
        ("Łukasz Groß", "lukasz łukasz gross groß"),
        ("Ｗａｎｇ Xiaomei", "wang xiaomei"),
        ("王小明", "王小 小明 王小明 wang wangxiaoming xiaoming mi wxm xm wangxm xiaomingwang"),
        ("王小明 Anna", "anna 小明 anna王 王小明anna wangxiaominganna annawang"),
        ("单雄信", "shan shanxiongxin sxx dan"),
        ("曾国", "zeng zengguo zg ceng"),
        ("解小雨", "xie xiexiaoyu"),
        ("仇英", "qiu qiuying"),
        ("吕布", "lv lvbu lu lyubu lb lü"),
        ("欧阳娜娜", "ouyang 娜娜 nana oynn nanaouyang"),
        ("重庆", "chongqing zhongqing"),
        ("김민수", "김민 민수 ㄱㅁㅅ ㅁㅅ gimminsu kim kimminsu kimminsoo minsu minsukim"),
        ("김 민수", "김민수 민수 ㄱㅁㅅ kimminsu minsukim"),
        ("이영희", "lee yi leeyounghee iyeonghui ㅇㅇㅎ 영희 younghee youngheelee"),
        ("박정현", "park bak parkjunghyun ㅂㅈㅎ"),
        ("최수아", "choi choe choisooa ㅊㅅㅇ"),
        ("남궁민", "남궁 namgungmin ㄴㄱㅁ"),
        ("田中さくら", "田中 さくら"),
        ("サクラ", "ｻｸﾗ サク"),
        ("Studio 54", "studio 54studio"),
    ] {
        for typed in typed.split(' ') {
            assert!(finds(name, typed), "{name} by {typed}");
        }
    }
}

#[test]
fn names_are_not_found_by_others() {
    for (name, typed) in [
        ("Min Lee", "in inlee eemin"),
        ("王小明", "明王 王明 xw angxiao"),
        ("김민수", "수김 ㅅㅁ immin"),
        ("Anna", "annab hanna"),
    ] {
        for typed in typed.split(' ') {
            assert!(!finds(name, typed), "{name} by {typed}");
        }
    }
}

#[test]
fn the_keys_of_a_name() {
    let listed = |name| keys(name).into_iter().collect::<Vec<_>>().join(" ");
    assert_eq!(listed("Min Lee"), "leemin minlee");
    assert_eq!(listed("Anna Maria Lee"), "annamarialee leeannamaria leemariaanna marialeeanna");
    assert_eq!(listed("💖 !"), "");
    assert_eq!(listed("王"), "wang yu");
    assert_eq!(listed("O"), "");
    assert_eq!(listed("김민"), "gimmin kimmin mingim minkim ㄱㅁ 김민 민김");
}

#[test]
fn a_surname_is_read_as_one() {
    for (character, surname, otherwise) in
        [('单', "shan", "dan"), ('曾', "zeng", "ceng"), ('区', "ou", "qu")]
    {
        assert_eq!(han::readings(character, true)[0], surname);
        assert!(han::readings(character, false).contains(&otherwise.to_owned()));
    }
    assert_eq!(han::readings('单', false)[0], "dan");
}

#[test]
fn what_is_looked_for() {
    let number = |text: &str| Query::Number(text.to_owned());
    let name = |text: &str| Query::Name(text.to_owned());
    let tail = |text: &str| Query::Phone { whole: None, tail: text.to_owned() };
    let whole = |e164: &str, tail: &str| Query::Phone {
        whole: Phone::from_e164(e164),
        tail: tail.to_owned(),
    };
    for (text, wanted) in [
        ("#A-0147", number("A-0147")),
        (" ＃a 147", number("A-0147")),
        ("A-0147", number("A-0147")),
        ("a0147", number("A-0147")),
        ("#0412", number("0412")),
        ("#7", number("0007")),
        ("147", number("0147")),
        ("#BSN-12345", number("BSN-12345")),
        ("kim1990", name("kim1990")),
        ("9981", tail("9981")),
        ("９９８１", tail("9981")),
        ("010-1234-5678", whole("+821012345678", "01012345678")),
        ("+86 138 0013 8000", whole("+8613800138000", "8613800138000")),
        ("전화 010-1234-5678", whole("+821012345678", "01012345678")),
        ("1234567890123456", name("1234567890123456")),
        ("Lee", name("lee")),
        ("  Wáng  Xiǎo-míng ", name("wangxiaoming")),
        ("ㄱㅇㅎ", name("ㄱㅇㅎ")),
        ("王小", name("王小")),
        ("王", Query::TooShort),
        ("김", Query::TooShort),
        ("ㄱ", Query::TooShort),
        ("a", Query::TooShort),
        ("7", Query::TooShort),
        ("#", Query::TooShort),
        ("", Query::TooShort),
        ("  -?! 💖", Query::TooShort),
        ("é", Query::TooShort),
    ] {
        assert!(query(text, korea()) == wanted, "{text}: not {wanted:?}");
    }
}

#[test]
fn a_query_is_not_printed() {
    let printed = format!("{:?}{:?}", query("Lee Min", korea()), query("010-1234-5678", korea()));
    assert_eq!(printed, "Name(··)Phone(··)");
}

#[test]
fn names_of_one_person() {
    for (a, b) in [
        ("Min Lee", "Lee Min"),
        ("Min Lee", "lee, MIN"),
        ("Wang Xiaoming", "Xiao Ming Wang"),
        ("王小明", "Wang Xiaoming"),
        ("王小明", "Xiaoming Wang"),
        ("单雄信", "Shan Xiongxin"),
        ("김민수", "Kim Minsu"),
        ("김민수", "Min-soo Kim"),
        ("이영희", "Lee Younghee"),
        ("王小明", "王晓明"),
        ("김 민수", "김민수"),
        ("Katharina", "Katarina"),
        ("Wang Xiaomei", "Wang Xioamei"),
        ("José", "Jose"),
        ("Anna Maria Lee", "Maria Lee Anna"),
    ] {
        assert!(similar(a, b) && similar(b, a), "{a}, {b}");
    }
}

#[test]
fn names_of_two_people() {
    for (a, b) in [
        ("", ""),
        ("!", "?"),
        ("Min Lee", "Min Park"),
        ("Anna", "Anne"),
        ("Katharina", "Catarina"),
        ("王小明", "王大明"),
        ("张伟", "章炜"),
        ("김민수", "김민서"),
        ("王小明", "Wang Daming"),
        ("Studio 1234", "Studio 1235"),
        ("Studio 12", "Studio 123"),
    ] {
        assert!(!similar(a, b) && !similar(b, a), "{a}, {b}");
    }
}

/// Returns whether a name is found in spite of a slip, as the archive looks it up.
fn finds_near(name: &str, typed: &str) -> Option<usize> {
    let shared = near_keys(name).intersection(&near_probes(typed)).next().is_some();
    distance(name, typed).filter(|_| shared)
}

#[test]
fn a_slip_of_the_finger_is_forgiven() {
    for (name, typed, apart) in [
        ("Emma Sample", "Emma Smaple", 1),
        ("Emma Sample", "smaple emma", 1),
        ("Emma Sample", "Samplle", 1),
        ("Emma Sample", "EMMA SAMPL", 1),
        ("Emma Sample", "Enma", 1),
        ("Emma Rose Sample", "rose sanple emma", 1),
        ("Фёдор Примеров", "Федор Прмеров", 1),
        ("Фёдор Примеров", "примерво", 1),
        ("王小明", "wangxioaming", 1),
        ("王小明", "王晓明", 0),
        ("王小明", "王晓敏", 1),
        ("王小明", "wang xiaomin", 1),
        ("김민수", "김민슈", 1),
        ("김민수", "김믄수", 1),
        ("김민수", "김미수", 1),
        ("김 민수", "김민소", 1),
    ] {
        assert_eq!(finds_near(name, typed), Some(apart), "{name} by {typed}");
    }
    for (name, typed) in [
        ("Emma Sample", "Emma Smapel"),
        ("Emma Sample", "Amelia"),
        ("Bo", "Be"),
        ("Ada", "Ado"),
        ("Studio 12", "Studio 13"),
        ("王小明", "李小明"),
        ("김민수", "박민소"),
        ("abcd", "bcda"),
        ("", "!"),
    ] {
        assert_eq!(finds_near(name, typed), None, "{name} by {typed}");
    }
}

#[test]
fn the_numbers_of_a_name() {
    let ada = near_keys("Ada");
    assert!(ada.is_empty(), "three letters have none");
    // They are stored: another spelling of them would not find what is on the books.
    let anna: Vec<i32> = near_keys("Anna").into_iter().collect();
    assert_eq!(anna, [-909_319_557, 338_283_141, 355_060_760, 448_091_780]);
    assert_eq!(near_probes("Anna"), near_keys("Anna"));
    assert!(near_probes(&"ab cd ".repeat(60)).len() <= 132);
}

#[test]
fn a_hostile_name_is_cut() {
    for name in [
        "王".repeat(100_000),
        "重单曾".repeat(30_000),
        "이 ".repeat(50_000),
        "a ".repeat(50_000),
        "\u{fdfa}".repeat(50_000),
        format!("e{}", "\u{301}".repeat(100_000)),
    ] {
        within_limits(&name);
        assert!(!matches!(query(&name, korea()), Query::Number(_)));
        let _either_way = similar(&name, &name);
        assert!(
            near_keys(&name).len() <= 7 * (KEY_CHARS_MAX + 1) && near_probes(&name).len() <= 132
        );
    }
}

fn within_limits(name: &str) {
    let keys = keys(name);
    assert!(keys.len() <= KEYS_PER_NAME_MAX);
    for key in &keys {
        assert!((QUERY_CHARS_MIN..=KEY_CHARS_MAX).contains(&key.chars().count()));
        assert!(key.chars().all(char::is_alphanumeric), "letters and digits only");
    }
}

/// Every word of a name, typed as it stands, begins a key.
fn each_word_finds(name: &str) {
    for word in name.split_whitespace().chain([name]) {
        if let Query::Name(key) = query(word, korea()) {
            let found = keys(name).range(range(&key)).next().is_some();
            assert!(found, "{name:?} by {word:?}");
        }
    }
}

proptest! {
    #[test]
    fn a_name_is_found_by_each_of_its_words(
        name in "[a-zA-Zà-ÿА-яёЁ'’-]{1,40}( [가-힣ㄱ-ㅎ]{1,4}){0,2}( [一-龥々]{1,4}){0,2}( [ぁ-んァ-ー]{1,5})?( [a-zé0-9]{1,9}){0,3}"
    ) {
        each_word_finds(&name);
    }

    #[test]
    fn any_text_is_found_by_each_of_its_words(name in "\\PC{0,12}( \\PC{0,5}){0,2}") {
        each_word_finds(&name);
        within_limits(&name);
    }

    #[test]
    fn any_text_is_safe(a in "(?s).{0,300}", b in "(?s).{0,300}") {
        within_limits(&a);
        prop_assert_eq!(similar(&a, &b), similar(&b, &a));
        prop_assert!(name_key(&a).is_empty() || similar(&a, &a));
    }

    #[test]
    fn a_name_is_found_with_any_slip(
        name in "[a-zа-яё]{5,12}( [a-zа-яё]{4,9})?|[一-龥]{2,4}", at in 0_usize..40, c in "[a-z]", slip in 0..4
    ) {
        let units = spell::units(&name);
        let spelt = match units[0].script {
            fold::Script::Han => spell::spellings(&units.iter().collect::<Vec<_>>())[0].clone(),
            _ => name.clone(),
        };
        let mut letters: Vec<char> = spelt.chars().collect();
        prop_assume!(letters.len() > 4);
        let (at, c) = (at % (letters.len() - 1), c.chars().next().expect("a letter"));
        match slip {
            0 => letters.swap(at, at + 1),
            1 if letters[at] != ' ' => drop(letters.remove(at)),
            2 if letters[at] != ' ' => letters[at] = c,
            _ => letters.insert(at, c),
        }
        let typed: String = letters.into_iter().collect();
        prop_assert!(finds_near(&name, &typed).is_some(), "{} by {}", name, typed);
    }

    #[test]
    fn two_neighbouring_characters_find_a_name(name in "[一-龥]{2,8}|[가-힣]{2,8}") {
        let characters: Vec<char> = name.chars().collect();
        for pair in characters.windows(2) {
            let typed: String = pair.iter().collect();
            prop_assert!(finds(&name, &typed));
        }
    }
}
