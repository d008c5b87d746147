//! Chinese characters spelt out in pinyin, without tones.

use pinyin::ToPinyinMulti;

/// The most readings of one character: the customary ones; rarer ones are dropped.
const READINGS_MAX: usize = 4;

/// Characters that are read otherwise as a surname than in common words, in both forms.
const SURNAMES: &[(char, &str)] = &[
    ('万', "wan"),
    ('任', "ren"),
    ('仇', "qiu"),
    ('佴', "nai"),
    ('冼', "xian"),
    ('区', "ou"),
    ('區', "ou"),
    ('华', "hua"),
    ('華', "hua"),
    ('单', "shan"),
    ('單', "shan"),
    ('卜', "bu"),
    ('召', "shao"),
    ('员', "yun"),
    ('員', "yun"),
    ('呙', "guo"),
    ('咼', "guo"),
    ('宁', "ning"),
    ('寧', "ning"),
    ('宿', "su"),
    ('尉', "wei"),
    ('应', "ying"),
    ('應', "ying"),
    ('折', "she"),
    ('撒', "sa"),
    ('晟', "cheng"),
    ('曲', "qu"),
    ('曾', "zeng"),
    ('朴', "piao"),
    ('查', "zha"),
    ('洗', "xian"),
    ('燕', "yan"),
    ('牟', "mu"),
    ('盖', "ge"),
    ('蓋', "ge"),
    ('盛', "sheng"),
    ('眭', "sui"),
    ('石', "shi"),
    ('种', "chong"),
    ('秘', "bi"),
    ('繁', "po"),
    ('纪', "ji"),
    ('紀', "ji"),
    ('缪', "miao"),
    ('繆', "miao"),
    ('翟', "zhai"),
    ('葛', "ge"),
    ('薄', "bo"),
    ('覃', "qin"),
    ('覃', "tan"),
    ('解', "xie"),
    ('谌', "chen"),
    ('諶', "chen"),
    ('车', "che"),
    ('車', "che"),
    ('过', "guo"),
    ('過', "guo"),
    ('逄', "pang"),
    ('那', "na"),
    ('郇', "xun"),
    ('长', "zhang"),
    ('長', "zhang"),
    ('隗', "wei"),
    ('隗', "kui"),
    ('乐', "yue"),
    ('樂', "yue"),
    ('黑', "he"),
    ('贾', "jia"),
    ('賈', "jia"),
    ('沈', "shen"),
];

/// Returns the readings of a character, the most usual first; a surname's own reading comes before
/// them where a surname may stand. A character without a known reading stands for itself.
pub fn readings(character: char, surname: bool) -> Vec<String> {
    let own = SURNAMES.iter().filter(|(known, _)| surname && *known == character);
    let mut readings: Vec<String> = own.map(|(_, reading)| (*reading).to_owned()).collect();
    for reading in character.to_pinyin_multi().into_iter().flatten() {
        for spelling in typed(reading.plain()) {
            if readings.len() < READINGS_MAX && !readings.contains(&spelling) {
                readings.push(spelling);
            }
        }
    }
    if readings.is_empty() {
        readings.push(character.to_string());
    }
    readings
}

/// Returns how a reading is typed: `lü` as `lu`, as `lv` on a keyboard, as `lyu` in a passport.
fn typed(reading: &str) -> Vec<String> {
    let bare = super::fold::words(reading).concat();
    if reading.contains('ü') {
        vec![bare.clone(), reading.replace('ü', "v"), reading.replace('ü', "yu")]
    } else {
        vec![bare]
    }
}
