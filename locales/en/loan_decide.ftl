loan-decide-title = { $borrower } asks to borrow a record
loan-decide-title-extend = { $borrower } asks to extend a loan
loan-decide-class = Client: { $class }
loan-decide-open = { $open ->
    [0] No other loans open
    [one] { $open } other loan open, none overdue
   *[other] { $open } other loans open, none overdue
}
loan-decide-overdue = { $open ->
    [one] { $open } other loan open
   *[other] { $open } other loans open
}, { $overdue } overdue
loan-decide-expires = Expires { $until } if nobody decides. The first decision counts.
loan-decide-expires-two = Expires { $until } if undecided. Two people must approve; one refusal ends it.
loan-decide-unanswered = Nobody has answered for { $minutes } minutes. Please decide.
loan-decide-deputy = No manager has decided in time, so it is up to you as the owner.
loan-decide-approve = Approve
loan-decide-shorten = Shorten
loan-decide-fewer = Fewer parts
loan-decide-pass-on = Pass on
loan-decide-deny = Deny
loan-decide-passed = { $by } passed this on to { $to }.
loan-decide-confirm-title = Approve { $number }?
loan-decide-confirm = { $borrower } can read these parts from now until { $until }.
loan-decide-confirm-from = { $borrower } can read these parts from { $from } until { $until }, and not before.
loan-decide-first-of-two = Yours is the first of two approvals. The loan begins when somebody else approves as well.
loan-decide-confirm-yes = Yes, approve
loan-decide-shorten-title = Shorten { $number }
loan-decide-ask-term = How long instead, from now on?
loan-decide-hours = { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
}
loan-decide-today = Today
loan-decide-until = Until { $day }
loan-decide-ask-shorten-why = Until { $until }. Why shorter? Press a reason or write one; { $borrower } reads it. It counts as your approval.
loan-decide-fewer-title = Fewer parts: { $number }
loan-decide-ask-parts = Which parts may { $borrower } read? Press a part to take it out or put it back, then go on.
loan-decide-kept = Go on
loan-decide-ask-fewer-why = Why only these? Press a reason or write one; { $borrower } reads it. It counts as your approval of these parts.
loan-decide-pass-title = Pass the request on
loan-decide-ask-to = To whom? They get it as a new message. You can still decide it yourself.
loan-decide-nobody-else = Nobody else can decide this request now. Go back and decide it yourself.
loan-decide-deny-title = Deny { $number }
loan-decide-ask-deny-why = Why not? Press a reason or write one: { $borrower } reads it, and the request is denied.
loan-decide-decided-title = Loan request { $number }
loan-decide-asked-by = Asked for by { $borrower }
loan-decide-first-by = First approved by { $by } { $at }
loan-decide-first = Somebody was first. Your press changed nothing.
loan-decide-ask-term-from = How long instead, from { $from }?
loan-decide-ask-shorten-why-first = Until { $until }. Why shorter? Press a reason or write one: { $borrower } reads it. Yours is the first of two approvals: the loan begins when somebody else approves as well.
