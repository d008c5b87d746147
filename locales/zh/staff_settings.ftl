## One's own settings.

staff-settings-title = 设置
staff-settings-language = 语言：{ $lang }
staff-settings-language-of-telegram = 语言：{ $lang }（跟随 Telegram 设置）
staff-settings-digest = 每日提醒：{ $time }，时区 { $zone }
staff-settings-ask = 请点选语言或时间，也可以直接输入时间，例如 08:15。在其他时区？请输入城市英文名，例如 Seoul。
staff-settings-not-a-time = 这不是有效的时间，也不是时区城市。请输入 08:15 或 Seoul，或点选一个时间。
staff-settings-saved = 已保存。
staff-settings-loan-rules = 借阅规定
