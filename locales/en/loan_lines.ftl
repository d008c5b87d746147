## How every screen describes a loan.

loan-lines-purpose = For: { $purpose }
loan-lines-purpose-why = For: { $purpose }. Reason: { $reason }
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
loan-lines-ended = Ran out { $until }
loan-lines-recalled = Recalled by { $by } { $at }
loan-lines-why = Reason: { $why }
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
loan-lines-reason-ask-keeper = Ask the keeper
loan-lines-reason-purpose-over = No longer needed
loan-lines-reason-needed-elsewhere = Needed elsewhere
loan-lines-reason-mistake = Lent by mistake
loan-lines-paper = With the paper file
loan-lines-paper-out = The paper file is still out
loan-lines-reason-booking-cancelled = Booking cancelled
loan-lines-paper-bring = Now bring the paper file to whoever keeps the cabinet, by { $until }: they note that it is back.
loan-lines-reason-short = That says too little. Write a few words: what is it for?
