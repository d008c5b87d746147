loan-request-title = Borrow { $number }
loan-request-title-extend = Extend { $number }
loan-request-draft = Loan request for { $number }
loan-request-ask-purpose = What do you need the record for? Anything you type is kept as the reason.
loan-request-ask-reason = What exactly for? Write one sentence; the manager reads it.
loan-request-ask-parts = Which part do you need? You can add more on the summary.
loan-request-ask-term = For how long? The clock starts when a manager approves.
loan-request-ask-start = From which day? Leave it empty to begin with the approval.
loan-request-ask-clock = From what time on that day? Leave it empty to begin with the day.
loan-request-all-parts = All of these
loan-request-hours = { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
}
loan-request-today = Today
loan-request-tomorrow = Until tomorrow
loan-request-until = Until { $day }
loan-request-days-to = { $days ->
    [one] { $days } day
   *[other] { $days } days
}, to { $day }
loan-request-full-days = { $days ->
    [one] { $days } full day
   *[other] { $days } full days
}
loan-request-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
loan-request-term-too-long = A loan runs from today for at most { $days ->
    [one] { $days } day
   *[other] { $days } days
}. Press one of the buttons.
loan-request-term-unread = I cannot read that as an end. Press a button, or type the last day, such as tomorrow. A reason is written on the summary.
loan-request-term-capped = By the rules a loan of these parts lasts at most { $longest }. Press one of the buttons.
loan-request-term-not-longer = The loan runs that long already. Press one of the buttons, or type a later day.
loan-request-longest-title = { $number }: lent as long as can be
loan-request-longest = Your loan runs until { $until }, and no loan can end later than that for now. Ask to extend it once its end is nearer.
loan-request-send = Send
loan-request-wait-in-line = Wait in line
loan-request-line-title = Waiting in line
loan-request-line-comes = When one of your loans ends, this request goes to a manager by itself, and you are told. It waits { $days } days at most.
loan-request-turn-came = One of your loans has ended, so this request has gone to a manager.
loan-request-nothing-title = { $number }: nothing to borrow
loan-request-nothing = All that can be lent to you of this card is open to you already; the rest is never lent. Open the card to read it.
loan-request-nobody-title = { $number }: nobody can approve
loan-request-nobody = Nobody else in your branch can decide loans now, so the request was not sent. Ask again once another manager works here.
loan-request-already-asked = You have asked for this record already, so no second request was sent.
loan-request-rule-title = { $number }: not sent
loan-request-rule-term = The rule for { $rule } allows { $longest } at most. Ask again with a shorter term.
loan-request-rule-open = The rule for { $rule } allows { $max ->
    [one] { $max } open loan
   *[other] { $max } open loans
} at once, requests included, and you have { $open }. Wait in line, or return or withdraw one.
loan-request-rule-extensions = The rule for { $rule } allows { $max ->
    [0] no extension
    [one] { $max } extension
   *[other] { $max } extensions
} of a loan. Return it first, then ask again if you still need it.
loan-request-rule-approvals = The rule for { $rule } wants { $needed } people to approve, but fewer can do so here. Ask for fewer parts, or ask the owner to change the rule.
loan-request-waiting = Waiting for a manager
loan-request-sent = Request { $number }
loan-request-comes = Once approved, the record arrives here as a message of its own. Go on with something else meanwhile.
loan-request-withdraw = Withdraw
loan-request-withdrawn-receipt = Request { $number } is withdrawn
loan-request-decided = Request { $number }
loan-request-ask-again = Ask again
loan-request-my-loans = My loans
loan-request-field-purpose = Purpose
loan-request-field-reason = Reason
loan-request-field-parts = Parts
loan-request-field-term = How long
loan-request-ask-paper = Do you need the paper file too? Whoever keeps the cabinet hands it out once a manager has approved.
loan-request-paper-with = The paper file is with { $name } until { $until }. You can ask for the record now, and for the file when it is back.
loan-request-suspended-title = No new loans for now
loan-request-suspended = The paper file of loan { $number } is lost or was over two days late, so no new loan can be asked for. Bring back any file you still have, then ask the manager to let you borrow again.
loan-request-field-paper = Paper file
loan-request-field-start = Start day
loan-request-field-clock = Start time
loan-request-time-unread = I cannot read that time. Press an hour, or type it as 14:30.
