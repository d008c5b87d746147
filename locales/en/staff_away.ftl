## A manager who is away, and who decides for them.

staff-away-away = I am away
staff-away-title = While you are away
staff-away-here = You are here: requests for loans come to you.
staff-away-named = Until { $until } { $name } decides requests for you.
staff-away-what = While you are away, requests go to a colleague who may decide them. You can still decide, too.
staff-away-leave = Choose who decides
staff-away-back = I am back
staff-away-until-title = Away · until when?
staff-away-ask-until = The last day you are away. Pick it, or type it, such as next Friday.
staff-away-day-unread = I cannot read that day. Pick one below, or type it, such as next Friday.
staff-away-day-out = Pick a day from today on, at most { $days } days ahead.
staff-away-who-title = Away · who decides?
staff-away-ask-who = Who decides for you until the end of { $day }?
staff-away-nobody = Nobody else may decide loans now. Invite another manager first, then choose who decides.
staff-away-cannot-stand = This colleague may not decide loans any more. Choose somebody else.
staff-away-saved = Saved.
staff-away-told-title = You decide for a colleague now
staff-away-told = Until { $until } you decide requests for { $name }. They come to you as messages.
staff-away-for = You decide in place of { $name }, who is away.
