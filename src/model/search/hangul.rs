//! Korean syllables taken apart: initials as a keyboard types them, and Latin spellings.

/// Where the syllables begin in Unicode: 가.
const FIRST_SYLLABLE: u32 = 0xac00;
/// How many syllables share an initial consonant: 21 vowels × 28 endings.
const PER_INITIAL: u32 = 588;
/// How many syllables share initial and vowel.
const PER_VOWEL: u32 = 28;
/// The first conjoining initial: ᄀ.
const FIRST_CONJOINING: u32 = 0x1100;

const INITIALS_TYPED: [&str; 19] = [
    "ㄱ", "ㄲ", "ㄴ", "ㄷ", "ㄸ", "ㄹ", "ㅁ", "ㅂ", "ㅃ", "ㅅ", "ㅆ", "ㅇ", "ㅈ", "ㅉ", "ㅊ", "ㅋ",
    "ㅌ", "ㅍ", "ㅎ",
];
const INITIALS: [&str; 19] = [
    "g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p",
    "h",
];
const VOWELS: [&str; 21] = [
    "a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we",
    "wi", "yu", "eu", "ui", "i",
];
const ENDINGS: [&str; 28] = [
    "", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p",
    "t", "t", "ng", "t", "t", "k", "t", "p", "t",
];

/// How surnames are written by those who bear them, beside the revised romanisation.
const SURNAMES: &[(char, &[&str])] = &[
    ('강', &["kang"]),
    ('고', &["ko"]),
    ('공', &["kong"]),
    ('곽', &["kwak"]),
    ('구', &["koo", "ku"]),
    ('국', &["kook"]),
    ('권', &["kwon"]),
    ('금', &["keum"]),
    ('기', &["ki"]),
    ('길', &["kil"]),
    ('김', &["kim"]),
    ('나', &["ra"]),
    ('노', &["noh", "roh"]),
    ('류', &["ryoo", "yoo"]),
    ('문', &["moon"]),
    ('박', &["park", "pak"]),
    ('반', &["pan"]),
    ('방', &["pang"]),
    ('배', &["pae"]),
    ('백', &["paik", "paek"]),
    ('변', &["byun"]),
    ('서', &["suh"]),
    ('석', &["suk"]),
    ('선', &["sun"]),
    ('성', &["sung"]),
    ('손', &["sohn"]),
    ('신', &["shin"]),
    ('심', &["shim"]),
    ('안', &["ahn"]),
    ('양', &["ryang"]),
    ('엄', &["um", "uhm"]),
    ('오', &["oh"]),
    ('우', &["woo"]),
    ('유', &["yoo", "ryu"]),
    ('육', &["yook"]),
    ('윤', &["yoon"]),
    ('이', &["lee", "yi", "rhee"]),
    ('임', &["lim", "rim"]),
    ('전', &["jun", "chun"]),
    ('정', &["jung", "chung"]),
    ('조', &["cho"]),
    ('주', &["joo"]),
    ('천', &["chun"]),
    ('최', &["choi"]),
    ('추', &["choo"]),
    ('한', &["hahn"]),
    ('허', &["hur", "huh"]),
    ('현', &["hyun"]),
];

/// How syllables of given names are often written, beside the revised romanisation.
const GIVEN: &[(char, &[&str])] = &[
    ('건', &["gun", "kun"]),
    ('경', &["kyung", "kyeong"]),
    ('광', &["kwang"]),
    ('구', &["koo"]),
    ('국', &["kook"]),
    ('규', &["kyu"]),
    ('균', &["kyun"]),
    ('근', &["keun"]),
    ('기', &["ki"]),
    ('두', &["doo"]),
    ('명', &["myung"]),
    ('무', &["moo"]),
    ('문', &["moon"]),
    ('병', &["byung"]),
    ('서', &["suh"]),
    ('석', &["suk"]),
    ('선', &["sun"]),
    ('성', &["sung"]),
    ('수', &["soo"]),
    ('숙', &["sook", "suk"]),
    ('순', &["soon"]),
    ('승', &["seung", "sung"]),
    ('시', &["shi"]),
    ('신', &["shin"]),
    ('영', &["young"]),
    ('우', &["woo"]),
    ('욱', &["wook"]),
    ('운', &["woon"]),
    ('유', &["yoo"]),
    ('윤', &["yoon"]),
    ('정', &["jung"]),
    ('주', &["joo"]),
    ('준', &["joon"]),
    ('중', &["joong"]),
    ('철', &["chul"]),
    ('혁', &["hyuk"]),
    ('현', &["hyun"]),
    ('형', &["hyung"]),
    ('훈', &["hoon"]),
    ('희', &["hee"]),
];

/// Returns the initial consonant of a syllable as a keyboard types it: 김 → ㄱ.
pub fn initial(syllable: char) -> &'static str {
    let (initial, _, _) = parts(syllable);
    INITIALS_TYPED[initial]
}

/// Returns a conjoining initial (U+1100 to U+1112) as a keyboard types it.
pub fn initial_typed(conjoining: char) -> &'static str {
    INITIALS_TYPED[(u32::from(conjoining) - FIRST_CONJOINING) as usize]
}

/// Returns the Latin spellings of a syllable, the revised romanisation first; a surname's own
/// spellings are added where one may stand.
pub fn spellings(syllable: char, surname: bool) -> Vec<String> {
    let (initial, vowel, ending) = parts(syllable);
    let revised = [INITIALS[initial], VOWELS[vowel], ENDINGS[ending]].concat();
    let table = if surname { SURNAMES } else { GIVEN };
    let customary = table.iter().filter(|(known, _)| *known == syllable).flat_map(|(_, all)| *all);
    std::iter::once(revised).chain(customary.map(|spelling| (*spelling).to_owned())).collect()
}

/// Takes a syllable (U+AC00 to U+D7A3) apart into the places of its letters in the tables.
fn parts(syllable: char) -> (usize, usize, usize) {
    let place = u32::from(syllable) - FIRST_SYLLABLE;
    let parts = (place / PER_INITIAL, place % PER_INITIAL / PER_VOWEL, place % PER_VOWEL);
    (parts.0 as usize, parts.1 as usize, parts.2 as usize)
}
