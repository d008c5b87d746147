//! Invented clients in four languages, each following from its number, and what people type to find one.

/// The language that a name is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lang {
    English,
    Chinese,
    Korean,
    Russian,
}

/// All of them.
pub const LANGS: [Lang; 4] = [Lang::English, Lang::Chinese, Lang::Korean, Lang::Russian];

/// A way to look for somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Phone,
    LastFour,
    Prefix,
    TwoCharacters,
    PinyinInitials,
    HangulInitials,
    Typo,
}

/// All of them.
pub const KINDS: [Kind; 7] = [
    Kind::Phone,
    Kind::LastFour,
    Kind::Prefix,
    Kind::TwoCharacters,
    Kind::PinyinInitials,
    Kind::HangulInitials,
    Kind::Typo,
];

impl Kind {
    /// As the table calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Phone => "exact phone",
            Self::LastFour => "last four digits",
            Self::Prefix => "name prefix",
            Self::TwoCharacters => "two CJK characters",
            Self::PinyinInitials => "pinyin initials",
            Self::HangulInitials => "Hangul initials",
            Self::Typo => "typo",
        }
    }
}

/// An invented client.
pub struct Person {
    /// From 1.
    pub id: u64,
    pub lang: Lang,
    pub name: String,
    /// Without the plus.
    pub phone: String,
    /// How the name is typed in Latin letters, a syllable each; Chinese only.
    pinyin: Vec<&'static str>,
}

const ENGLISH_GIVEN: &str = "Emma Olivia Ava Mia Isla Ruby Lily Grace Ella Freya Nora Clara Alice Edith Rosa Vera Iris Hazel Ivy \
    Maud Noah Liam Jack Leo Oscar Henry Arthur Theo Lucas Max Adam Toby Felix Hugo Miles Rufus Silas Otto Edgar Walter";
const ENGLISH_START: &str = "Ash Bel Car Dun El Far Gil Har Ing Jor Kel Lang Mar Nor Os Pem Quill Ros Sel Thorn Ul Ver Wes Yar Zel";
const ENGLISH_MIDDLE: &str = "a e i o er in ow an is ock";
const ENGLISH_END: &str = "ford ton ley by wick worth more den ham son field gate";
const CHINESE_SURNAME: &str = "王wang 李li 张zhang 刘liu 陈chen 杨yang 赵zhao 黄huang 周zhou 吴wu 徐xu 孙sun 胡hu 朱zhu 高gao 林lin \
    何he 郭guo 马ma 罗luo 梁liang 宋song 郑zheng 谢xie 韩han 唐tang 冯feng 董dong 萧xiao 程cheng 曹cao 袁yuan 邓deng 许xu 傅fu";
const CHINESE_GIVEN: &str = "小xiao 明ming 美mei 丽li 伟wei 芳fang 敏min 静jing 磊lei 军jun 洋yang 勇yong 艳yan 杰jie 涛tao 超chao \
    秀xiu 霞xia 平ping 刚gang 桂gui 英ying 玉yu 兰lan 建jian 国guo 志zhi 文wen 海hai 春chun 雪xue 梅mei 云yun 峰feng 龙long \
    天tian 宇yu 晨chen 欣xin 怡yi 佳jia 思si 雨yu 涵han 浩hao 瑞rui 琪qi 婷ting 颖ying 洁jie 慧hui 凯kai 鹏peng 飞fei 斌bin \
    辉hui 健jian 康kang 安an 诗shi 梦meng 月yue 星xing 阳yang 光guang 清qing 泉quan 松song 竹zhu 莲lian 菊ju 莹ying 珊shan";
const KOREAN_SURNAME: &str = "김이박최정강조윤장임한오서신권황안송류홍전고문손배백허남심노";
const KOREAN_GIVEN: &str = "민수영희지현우진서연준호은정미경선아하윤채원도건태유나다라보람소솔슬기승재혜주빈예린율찬훈혁규성동상철광";
const RUSSIAN_GIVEN: &str = "Анна Мария Елена Ольга Ирина Софья Дарья Алиса Полина Вера Нина Зоя Лидия Тамара Раиса Иван Пётр Фёдор \
    Павел Егор Максим Роман Олег Игорь Юрий Антон Денис Кирилл Глеб Тимур";
const RUSSIAN_START: &str = "Бел Вет Гор Дуб Ел Жар Зим Кор Лес Мор Нов Ост Пол Руч Сад Тих Ут Холм Цвет Черн Шум Яс Бор Гром Рос";
const RUSSIAN_MIDDLE: &str = "ан ел ов ин ар ец ник";
const RUSSIAN_END: &str = "ов ев ин ский енко ников";

impl Person {
    /// A Chinese name in Latin letters.
    pub fn pinyin(&self) -> Option<String> {
        (self.lang == Lang::Chinese).then(|| self.pinyin.concat())
    }
}

/// The client of a number.
pub fn person(id: u64) -> Person {
    let lang = LANGS[(id % 4) as usize];
    let mut random = Random(id);
    let mut pinyin = Vec::new();
    let name = match lang {
        Lang::English => {
            let parts = [ENGLISH_START, ENGLISH_MIDDLE, ENGLISH_END];
            format!(
                "{} {}",
                random.word(ENGLISH_GIVEN),
                parts.map(|part| random.word(part)).concat()
            )
        }
        Lang::Russian => {
            let parts = [RUSSIAN_START, RUSSIAN_MIDDLE, RUSSIAN_END];
            format!(
                "{} {}",
                random.word(RUSSIAN_GIVEN),
                parts.map(|part| random.word(part)).concat()
            )
        }
        Lang::Chinese => {
            let mut name = String::new();
            for words in [CHINESE_SURNAME, CHINESE_GIVEN, CHINESE_GIVEN] {
                let word = random.word(words);
                let end = word.find(|c: char| c.is_ascii()).unwrap_or(word.len());
                name.push_str(&word[..end]);
                pinyin.push(&word[end..]);
            }
            name
        }
        Lang::Korean => [KOREAN_SURNAME, KOREAN_GIVEN, KOREAN_GIVEN]
            .map(|all| random.letter(all))
            .iter()
            .collect(),
    };
    // Multiples of a prime go through all numbers of that many digits before one comes again.
    let place = id / 4;
    let phone = match lang {
        Lang::English => format!("447400{:06}", place * 7_919 % 1_000_000),
        Lang::Chinese => format!("86138{:08}", place * 12_345_701 % 100_000_000),
        Lang::Korean => format!("8210{:08}", 20_000_000 + place * 1_234_577 % 70_000_000),
        Lang::Russian => format!("7912{:07}", place * 612_361 % 10_000_000),
    };
    Person { id, lang, name, phone, pinyin }
}

/// What is typed to find this client, if one types so for that language; `turn` varies it.
pub fn typed(person: &Person, kind: Kind, turn: u64) -> Option<String> {
    let letters: Vec<char> = person.name.chars().collect();
    let cjk = matches!(person.lang, Lang::Chinese | Lang::Korean);
    match kind {
        Kind::Phone => Some(format!("+{}", person.phone)),
        Kind::LastFour => Some(person.phone[person.phone.len() - 4..].to_owned()),
        Kind::Prefix if cjk => Some(letters[..2].iter().collect()),
        Kind::Prefix => {
            let word = person.name.split(' ').nth((turn % 2) as usize)?;
            Some(word.chars().take(4).collect::<String>().to_lowercase())
        }
        Kind::TwoCharacters => cjk.then(|| letters[1..].iter().collect()),
        Kind::PinyinInitials => {
            let initials: String =
                person.pinyin.iter().filter_map(|it| it.chars().next()).collect();
            (person.lang == Lang::Chinese).then_some(initials)
        }
        Kind::HangulInitials => {
            (person.lang == Lang::Korean).then(|| letters.iter().map(|c| initial(*c)).collect())
        }
        Kind::Typo => Some(slip(person, turn)),
    }
}

/// The name with one slip: letters swapped, one left out, one doubled; Chinese as its pinyin is typed, Korean with another
/// vowel in its last syllable.
fn slip(person: &Person, turn: u64) -> String {
    let text = match person.lang {
        Lang::Chinese => person.pinyin().unwrap_or_default(),
        Lang::Korean => {
            let mut letters: Vec<char> = person.name.chars().collect();
            let last = letters.pop().expect("a name");
            let place = u32::from(last) - HANGUL;
            let vowel = (place / 28 + 1) % 21 + place / 588 * 21;
            letters.extend(char::from_u32(HANGUL + vowel * 28 + place % 28));
            return letters.into_iter().collect();
        }
        Lang::English | Lang::Russian => person.name.clone(),
    };
    let mut letters: Vec<char> = text.chars().collect();
    let at = letters.len() - 3 - (turn % 2) as usize;
    match turn % 3 {
        0 => letters.swap(at, at + 1),
        1 => drop(letters.remove(at)),
        _ => letters.insert(at, letters[at]),
    }
    letters.into_iter().collect()
}

/// Where the syllables begin: 가.
const HANGUL: u32 = 0xac00;

fn initial(syllable: char) -> char {
    let all = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
    all.chars().nth(((u32::from(syllable) - HANGUL) / 588) as usize).unwrap_or(syllable)
}

/// Numbers that follow from a seed (SplitMix64).
pub struct Random(pub u64);

impl Random {
    /// The next one, below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }

    fn word(&mut self, words: &'static str) -> &'static str {
        let count = words.split_whitespace().count() as u64;
        words.split_whitespace().nth(self.below(count) as usize).unwrap_or_default()
    }

    fn letter(&mut self, letters: &str) -> char {
        let count = letters.chars().count() as u64;
        letters.chars().nth(self.below(count) as usize).unwrap_or_default()
    }
}
