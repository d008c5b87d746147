form-step = Step { $step } of { $of }
form-line = { $field }: { $value }
form-line-day = { $field }: { $day }
form-line-yearless = { $field }: { $day } { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
form-line-money = { $field }: { $money }
form-line-scale = { $field }: { $value } of { $of }
form-line-words = { $field }: { $words }
form-line-photos = { $field }: { $count }
form-line-none = { $field }: –
form-edit = ✎ { $field }
form-summary = Please check. Tap a ✎ button to change a line.
form-skip = Skip
form-clear = Leave empty
form-next = Next
form-save = Save
form-other-day = Another day
form-chosen = ✓ { $option }
form-photos-here = { $count ->
    [0] No photo yet. Send photos here.
    [one] 1 photo is here. Send more, or go on.
   *[other] { $count } photos are here. Send more, or go on.
}
form-kept = Added to “{ $field }”. Now tap a button to go on.
form-too-long = That is too long. Send at most { $max } characters.
form-empty = I see no words. Type a few, or tap a button.
form-not-a-day = I cannot read a date. Type one, such as 25 Nov or next Friday, or tap a button.
form-day-too-early = The earliest date is { $min }. Send that or a later one.
form-day-too-late = The latest date is { $max }. Send that or an earlier one.
form-not-a-birthday = I cannot read that as a birthday. Type it as 3 May 1990, or as 3 May.
form-birthday-ahead = That day is still to come. Send the day of birth, or day and month only.
form-not-an-amount = I cannot read an amount. Send only the number, such as 350 or 1,200.
form-choose-a-button = Please tap one of the buttons.
form-send-photos = Please send photos here, or tap a button.
form-too-many-photos = At most { $max } photos fit, so this one was left out. Tap a button to go on.
form-phone-no-digits = I see no digits. Send the phone number, or share the contact.
form-phone-too-short = “{ $typed }” has { $digits ->
    [one] 1 digit
   *[other] { $digits } digits
}; { $expected } are expected. Send it again, with + and the country code if it is from abroad.
form-phone-too-long = “{ $typed }” has { $digits } digits; { $expected } are expected. Send it again, with + and the country code if it is from abroad.
form-phone-not-plausible = “{ $typed }” does not look like a phone number. Check the digits; if it is from abroad, send it with + and the country code.
form-cannot-skip = This one is needed. Please answer it, or tap Cancel.
form-missing = { $field } is still missing. Please fill it in, then Save.
form-no-longer = { $field } no longer fits: the day has passed, or the list has changed. Please choose again.
