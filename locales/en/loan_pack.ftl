## The pack of a day's visits.

loan-pack-pack = Tomorrow's pack
loan-pack-title-tomorrow = Pack for { $day } · { $count ->
    [one] { $count } visit
   *[other] { $count } visits
}
loan-pack-nothing = Nothing to ask for: none of your clients tomorrow has a card that needs a loan. New bookings appear here.
loan-pack-not-kept = There is nothing to ask for, so your words were not kept. To look for a client, press Home and type there.
loan-pack-ask-send = One request and one decision for all of them.
loan-pack-reason-line = Why asked: { $reason }
loan-pack-reason-hint = For: the visits. To add a reason, just write it.
loan-pack-send = Ask for all
loan-pack-visit = { $at } · { $client } · { $parts }
loan-pack-visit-out = { $at } · { $client } · left out
loan-pack-visit-cancelled = { $at } · { $client } · booking cancelled
loan-pack-title-sent = Pack { $number }
loan-pack-of = { $number } · { $day } · { $count ->
    [one] { $count } visit
   *[other] { $count } visits
}
loan-pack-of-day = { $day } · { $count ->
    [one] { $count } visit
   *[other] { $count } visits
}
loan-pack-waiting = Waiting · asked { $asked ->
    [one] { $asked } manager
   *[other] { $asked } managers
} · expires { $until }
loan-pack-waiting-two = Waiting · asked { $asked } managers, two must approve · expires { $until }
loan-pack-half = 1 of 2 approved by { $by } { $at } · somebody else must approve too · expires { $until }
loan-pack-approved = Approved by { $by } { $at }
loan-pack-denied = Denied by { $by } { $at }
loan-pack-withdrawn = Withdrawn before a decision
loan-pack-expired = Expired: nobody decided in time
loan-pack-recalled = Recalled by { $by } { $at }
loan-pack-opens = Each card opens { $before } minutes before its visit and closes { $after } minutes after. It moves with the booking.
loan-pack-withdraw = Withdraw
loan-pack-withdrawn-receipt = Pack { $number } is withdrawn
loan-pack-nobody = Nobody else in your branch can decide loans now, so the request was not sent. Ask again once another manager works here.
loan-pack-too-few = A loan rule wants { $needed } people to approve, but fewer can do so here. Ask for the records one by one, or ask the owner to change the rule.
loan-pack-title-list = Packs · { $count }
loan-pack-empty-list = No pack waits or runs. When somebody asks for a day's visits at once, it stands here.
loan-pack-line = { $number } · { $borrower } · { $day }
    { $standing }
loan-pack-packs = Packs
loan-pack-title = { $borrower } asks for a day's visits
loan-pack-unanswered = Nobody has answered for { $minutes } minutes. Please decide.
loan-pack-deputy = No manager has decided in time, so it is up to you.
loan-pack-first-decision = The first decision counts.
loan-pack-first-decision-two = Two people must approve; one refusal ends it.
loan-pack-first-of-two = Yours is the first of two approvals. The pack is granted when somebody else approves as well.
loan-pack-approve = Approve
loan-pack-leave-out = Leave out
loan-pack-deny = Deny
loan-pack-confirm-title = Approve { $number }?
loan-pack-confirm = { $borrower } can read these parts around { $count ->
    [one] the visit
   *[other] each of the { $count } visits
}, and at no other time.
loan-pack-confirm-yes = Yes, approve
loan-pack-choose-title = Leave out: { $number }
loan-pack-ask-choose = Which clients stay? Press a number to leave it out or put it back, then go on.
loan-pack-chosen = Go on
loan-pack-ask-chosen-why = Why are they left out? Press a reason or write one; { $borrower } reads it. It counts as your approval of the rest.
loan-pack-deny-title = Deny { $number }
loan-pack-ask-deny-why = Why not? Press a reason or write one: { $borrower } reads it, and the whole pack is denied.
loan-pack-recall = Recall all
loan-pack-recall-title = Recall { $number }
loan-pack-ask-recall-why = Why do you recall it? Press a reason or write one.
loan-pack-ask-recall = { $borrower } loses every card of this pack at once and reads your reason. Recall it?
loan-pack-confirm-recall = Recall all now
loan-pack-decided-title = Pack { $number }
loan-pack-first = Somebody was first. Your press changed nothing.
