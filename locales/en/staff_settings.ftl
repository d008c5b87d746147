## One's own settings.

staff-settings-title = Settings
staff-settings-language = Language: { $lang }
staff-settings-language-of-telegram = Language: { $lang }, as your Telegram is set
staff-settings-digest = Daily digest: { $time }, time zone { $zone }
staff-settings-ask = Press a language or a time, or type a time such as 08:15.
staff-settings-not-a-time = That is not a time of day. Type it as 08:15, or press one of the times.
staff-settings-saved = Saved.
