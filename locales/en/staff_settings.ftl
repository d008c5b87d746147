## One's own settings.

staff-settings-title = Settings
staff-settings-language = Language: { $lang }
staff-settings-language-of-telegram = Language: { $lang }, as your Telegram is set
staff-settings-digest = Daily list: { $time }, time zone { $zone }
staff-settings-ask = Press a language or a time, or type a time such as 08:15. In another time zone? Type a city, such as Seoul.
staff-settings-not-a-time = That is neither a time of day nor a city of a time zone. Type 08:15 or Seoul, or press one of the times.
staff-settings-saved = Saved.
staff-settings-loan-rules = Loan rules
