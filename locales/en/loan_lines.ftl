## How every screen describes a loan.

loan-lines-purpose = For: { $purpose }
loan-lines-purpose-why = For: { $purpose }. Why asked: { $reason }
loan-lines-parts = Parts: { $parts }
loan-lines-term-hours = How long: { $hours ->
    [one] { $hours } hour from the approval
   *[other] { $hours } hours from the approval
}
loan-lines-term-days = How long: { $days ->
    [one] { $days } day from the approval
   *[other] { $days } days from the approval
}
loan-lines-term-until = How long: until the end of { $day }
loan-lines-from = Begins: { $at }
loan-lines-term-hours-then = How long: { $hours ->
    [one] { $hours } hour from then on
   *[other] { $hours } hours from then on
}
loan-lines-term-days-then = How long: { $days ->
    [one] { $days } day from then on
   *[other] { $days } days from then on
}
loan-lines-waiting = Waiting · asked { $asked ->
    [one] { $asked } manager
   *[other] { $asked } managers
} · expires { $until }
loan-lines-in-line = In line · place { $place } of your waiting requests
loan-lines-waiting-two = Waiting · asked { $asked } managers, two must approve · expires { $until }
loan-lines-half = 1 of 2 approved by { $by } { $at } · somebody else must approve too · expires { $until }
loan-lines-approved = Approved by { $by } { $at }, until { $until }
loan-lines-approved-from = Approved by { $by } { $at }, from { $from } until { $until }
loan-lines-denied = Denied by { $by } { $at }
loan-lines-withdrawn = Withdrawn before a decision
loan-lines-expired = Expired: nobody decided in time
loan-lines-returned = Returned { $at }
loan-lines-replaced = Replaced by { $number } { $at }
loan-lines-ended = Ran out { $until }
loan-lines-recalled = Recalled by { $by } { $at }
loan-lines-why-less = Less than asked, because: { $why }
loan-lines-why-denied = Why denied: { $why }
loan-lines-why-recalled = Why recalled: { $why }
loan-lines-extends = Extends { $number }, which runs until { $until }.
loan-lines-extends-again =
    { $times ->
        [one] Extends { $number }, which runs until { $until } and was extended once already.
       *[other] Extends { $number }, which runs until { $until } and was extended { $times } times already.
    }
loan-lines-would-extend = Asked to extend { $number }, lent until { $until }.
loan-lines-rule = { $who } · { $what }
loan-lines-rule-of-class = { $who } · { $what } · { $class }
loan-lines-rule-house = All parts
loan-lines-rule-anybody = Everybody
loan-lines-rule-anything = Any part
loan-lines-rule-whole = All parts
loan-lines-rule-any-class = Any class
loan-lines-reason-enough = Long enough
loan-lines-reason-rule = House rule
loan-lines-reason-not-needed = Not needed for this
loan-lines-reason-ask-keeper = Ask person in charge
loan-lines-reason-purpose-over = No longer needed
loan-lines-reason-needed-elsewhere = Needed elsewhere
loan-lines-reason-mistake = Lent by mistake
loan-lines-paper = With the paper file
loan-lines-paper-out = The paper file is still out
loan-lines-reason-booking-cancelled = Booking cancelled
loan-lines-paper-bring = Now bring the paper file to whoever keeps the cabinet, by { $until }: they note that it is back. If it is lost, tell them what happened.
loan-lines-reason-short = That says too little. Write a few words.
