## An alert about unusual reading.

alert-title = Alert: unusual reading
alert-who = { $name } ({ $role })
alert-former = { $name } (account closed)
alert-cards = Opened { $count } different cards today, more than this work needs.
alert-hour = Opened { $count } different cards within an hour.
alert-night = Opened a card at night, at { $at }.
alert-visitless = Opened { $count } cards today of clients who are not their own, with no visit or booking within { $days } days to explain it.
alert-reveals = Used up today's { $count } shown contacts and asked for another one.
alert-what-to-do = Ask them what it was for. Each opening stands in the history of its card.
alert-leaver-title = Alert: somebody leaves
alert-last-day = Last day: { $day }, noted by { $by }
alert-compared = In the last { $days } days, and in the { $days } days before:
alert-opened = Cards opened: { $last }, before { $before }
alert-revealed = Contacts shown: { $last }, before { $before }
alert-searched = Searches: { $last }, before { $before }
alert-stricter = From now on alerts about them come at 1/{ $share } of the usual limits. Look at what was read; the account can be suspended at once.
alert-gone = This alert is not for you, or is over. Press Home to go on.
alert-what-was-read = What was read
alert-seat = Their account
alert-read-title = What was read
alert-nothing = Nothing was read yet. Press Back to go on.
alert-line = { $at } · { $act }
alert-line-of = { $at } · { $act } · { $number }
alert-newer = Newer
alert-older = Older
