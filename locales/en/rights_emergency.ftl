## Safety data in an emergency, and its review.

rights-emergency-emergency = Emergency
rights-emergency-title = Emergency: safety data
rights-emergency-ask-why = Allergies and what must not be done are shown for { $minutes } minutes. The managers are told at once and review it. What happened? Press a reason or type one.
rights-emergency-shown-title = Safety data, for an emergency
rights-emergency-fact = ⛔ { $field }: { $value }
rights-emergency-nothing-known = Nothing about safety is on the card. Ask the client or a doctor.
rights-emergency-told =
    { $count ->
        [one] { $count } person was told and reviews it.
       *[other] { $count } people were told and review it.
    }
rights-emergency-nobody-told = Nobody could be told. Tell your manager yourself.
rights-emergency-hide = Hide
rights-emergency-review-title = Emergency: { $number }
rights-emergency-opened = { $name } ({ $role }) opened the safety data of this card, { $at }.
rights-emergency-opened-by-former = { $name }, who works here no more, opened the safety data of this card, { $at }.
rights-emergency-why = Reason: { $reason }
rights-emergency-ask-review = Was it needed? You are asked once a day until somebody answers.
rights-emergency-justified = Needed
rights-emergency-not-justified = Not needed
rights-emergency-was-justified = { $name } found that it was needed, { $at }.
rights-emergency-was-not-justified = { $name } found that it was not needed, { $at }. Go through it with whoever opened it.
rights-emergency-first = Somebody was first. Your press changed nothing.
rights-emergency-review-gone = There is nothing for you to review here: the card was erased, or it was you who opened it. Go on from Home.
