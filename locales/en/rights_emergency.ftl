## Safety data in an emergency, and its review.

rights-emergency-emergency = Emergency
rights-emergency-title = Emergency: safety data
rights-emergency-ask-why = Allergies and what must not be done are shown for { $minutes } minutes. The managers are told at once and review it. What happened? Press a reason or type one.
rights-emergency-shown-title = Safety data, for an emergency
rights-emergency-fact = ⛔ { $field }: { $value }
rights-emergency-nothing-known = Nothing about safety is on the card. Ask the client or a doctor.
rights-emergency-told = { $count ->
    [one] { $count } manager was told and reviews it.
   *[other] { $count } managers were told and review it.
}
rights-emergency-nobody-told = Nobody could be told. Tell your manager yourself.
rights-emergency-hide = Hide
rights-emergency-review-title = Emergency: { $number }
rights-emergency-opened = { $name } ({ $role }) opened the safety data of this card, { $at }.
rights-emergency-opened-by-former = { $name }, who works here no more, opened the safety data of this card, { $at }.
rights-emergency-why = Reason: { $reason }
rights-emergency-ask-review = Was it justified? You are asked once a day until somebody answers.
rights-emergency-justified = Justified
rights-emergency-not-justified = Not justified
rights-emergency-was-justified = Found justified by { $name }, { $at }.
rights-emergency-was-not-justified = Found not justified by { $name }, { $at }. Go through it with whoever opened it.
rights-emergency-first = Somebody was first. Your press changed nothing.
rights-emergency-review-gone = There is nothing to review here any more: it is gone with its card, or it is your own. Go on from home.
