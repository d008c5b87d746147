## An alert about unusual reading.

alert-title = Alert: unusual reading
alert-who = { $name } ({ $role })
alert-former = { $name } (no seat any more)
alert-cards = Opened { $count } different cards today, more than this work needs.
alert-hour = Opened { $count } different cards within an hour.
alert-night = Opened a card at night, at { $at }.
alert-reveals = Used up today's { $count } shown contacts and asked for another one.
alert-what-to-do = Ask them what it was for. Each opening stands in the history of its card.
alert-gone = This alert is not for you, or is over. Press Home to go on.
