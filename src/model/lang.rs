//! The languages that the bot speaks.

super::words! {
    /// A language of the interface; every sentence exists in each.
    Lang ("lang") {
        /// English.
        En = "en",
        /// Simplified Chinese.
        Zh = "zh",
        /// Korean.
        Ko = "ko",
    }
}

impl Lang {
    /// Reads a Telegram `language_code` such as `zh-hans`; anything unknown is `None`.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::parse(code.split(['-', '_']).next().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::Lang;

    #[test]
    fn a_code_with_a_region_is_its_language() {
        let cases = [
            ("zh-hans", Some(Lang::Zh)),
            ("ko", Some(Lang::Ko)),
            ("en_GB", Some(Lang::En)),
            ("ru", None),
            ("", None),
        ];
        for (code, lang) in cases {
            assert_eq!(Lang::from_code(code), lang, "{code}");
        }
    }
}
