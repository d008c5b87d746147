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
    match n % 3 {
        0 => pair(n / 3, HAN_FAMILY, HAN_GIVEN).concat(),
        1 => pair(n / 3, HANGUL_FAMILY, HANGUL_GIVEN).concat(),
        _ => {
            let [family, given] = pair(n / 3, LATIN_FAMILY, LATIN_GIVEN);
            format!("{given} {family}")
        }
    }
}

/// The k-th pair of two lists. No pair comes twice before all have come: 7 shares no factor with the length of `given`.
fn pair(k: usize, family: &[&'static str], given: &[&'static str]) -> [&'static str; 2] {
    let (round, place) = (k / family.len(), k % family.len());
    [family[place], given[(5 * place + 7 * round) % given.len()]]
}

/// The n-th invented phone: a number in a row that nobody was given.
pub fn phone(n: usize) -> String {
    format!("+8613800{:06}", 138_000 + n)
}
