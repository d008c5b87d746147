//! Invented people of the demo: the staff, and names in three scripts put together from lists.

use crate::model::policy::Role;

/// A member of the demo's staff.
pub struct Member {
    /// Invented Telegram id.
    pub id: i64,
    /// Name.
    pub name: &'static str,
    /// Seat; none is a stranger.
    pub role: Option<Role>,
    /// Language of the account.
    pub lang: &'static str,
    /// The line under the name.
    pub caption: &'static str,
}

/// The phones, in the order in which the page shows them.
pub const STAFF: &[Member] = &[
    member(101, "Li Na", Some(Role::Care), "en", "Care · beautician"),
    member(105, "Chen Yu", Some(Role::Manager), "en", "Manager"),
    member(103, "Emma Bell", Some(Role::FrontDesk), "en", "Front desk"),
    member(102, "박지호", Some(Role::Sales), "ko", "Sales · 한국어"),
    member(104, "吴静", Some(Role::Keeper), "zh", "Keeper · 中文"),
    member(106, "Olga Hart", Some(Role::Owner), "en", "Owner"),
    member(107, "Sam Stranger", None, "en", "Stranger · no seat"),
];

const fn member(
    id: i64,
    name: &'static str,
    role: Option<Role>,
    lang: &'static str,
    caption: &'static str,
) -> Member {
    Member { id, name, role, lang, caption }
}

const HAN_FAMILY: &[&str] =
    &["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "朱", "单"];
const HAN_GIVEN: &[&str] =
    &["小美", "小明", "雨桐", "思涵", "欣怡", "静", "丽华", "子轩", "美玲", "佳琪", "婷婷", "海燕"];
const HANGUL_FAMILY: &[&str] = &["김", "이", "박", "최", "정", "강", "조", "윤", "장", "임"];
const HANGUL_GIVEN: &[&str] =
    &["서연", "민수", "지우", "하은", "예린", "수빈", "유진", "다은", "영희", "준호"];
const LATIN_FAMILY: &[&str] =
    &["Lee", "Quill", "Marlow", "Fenn", "Hartley", "Orlov", "Sable", "Tamsin", "Vale", "Wren"];
const LATIN_GIVEN: &[&str] = &[
    "Min", "Ada", "Bea", "Clara", "Dora", "Elin", "Freya", "Greta", "Iris", "Nora", "Ruth", "Vera",
];

/// The n-th invented name: Han, Hangul and Latin in turn.
pub fn name(n: usize) -> String {
    let count = n / 3;
    // Each family name meets another given name in each round, so that no name comes twice.
    let family = |list: &[&'static str]| list[count % list.len()];
    let given =
        |list: &[&'static str], families: usize| list[(count / families + count * 3) % list.len()];
    match n % 3 {
        0 => format!("{}{}", family(HAN_FAMILY), given(HAN_GIVEN, HAN_FAMILY.len())),
        1 => format!("{}{}", family(HANGUL_FAMILY), given(HANGUL_GIVEN, HANGUL_FAMILY.len())),
        _ => format!("{} {}", given(LATIN_GIVEN, LATIN_FAMILY.len()), family(LATIN_FAMILY)),
    }
}

/// The n-th invented phone: a number in a row that nobody was given.
pub fn phone(n: usize) -> String {
    format!("+8613800{:06}", 138_000 + n)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn no_name_comes_twice() {
        let names: BTreeSet<String> = (0..super::super::seed::CLIENTS).map(name).collect();
        assert_eq!(names.len(), super::super::seed::CLIENTS);
    }
}
