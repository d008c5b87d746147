digest-work-title = Today{ $visits ->
    [0] {""}
    [one] {" "}· { $visits } visit
   *[other] {" "}· { $visits } visits
}{ $tasks ->
    [0] {""}
    [one] {" "}· { $tasks } follow-up
   *[other] {" "}· { $tasks } follow-ups
}{ $birthdays ->
    [0] {""}
    [one] {" "}· { $birthdays } birthday
   *[other] {" "}· { $birthdays } birthdays
}{ $loans ->
    [0] {""}
    [one] {" "}· { $loans } loan due
   *[other] {" "}· { $loans } loans due
}{ $requests ->
    [0] {""}
    [one] {" "}· { $requests } request
   *[other] {" "}· { $requests } requests
}{ $papers ->
    [0] {""}
    [one] {" "}· { $papers } paper file
   *[other] {" "}· { $papers } paper files
}
digest-work-title-of = { $day }{ $visits ->
    [0] {""}
    [one] {" "}· { $visits } visit
   *[other] {" "}· { $visits } visits
}{ $tasks ->
    [0] {""}
    [one] {" "}· { $tasks } follow-up
   *[other] {" "}· { $tasks } follow-ups
}{ $birthdays ->
    [0] {""}
    [one] {" "}· { $birthdays } birthday
   *[other] {" "}· { $birthdays } birthdays
}{ $loans ->
    [0] {""}
    [one] {" "}· { $loans } loan due
   *[other] {" "}· { $loans } loans due
}{ $requests ->
    [0] {""}
    [one] {" "}· { $requests } request
   *[other] {" "}· { $requests } requests
}{ $papers ->
    [0] {""}
    [one] {" "}· { $papers } paper file
   *[other] {" "}· { $papers } paper files
}
digest-work-late = This list comes late: I was away at its hour.
digest-work-empty = Nothing is due. Set the next visit when you log one: its follow-up shows up here on the day.
digest-work-all-done = All done. Nothing else waits for you.
digest-work-visit = { $place }. { $at } · { $client }
digest-work-due = { $place }. { $client } · due { $day }
digest-work-due-today = { $place }. { $client } · today
digest-work-overdue = { $place }. { $client } · { $days ->
    [one] { $days } day overdue
   *[other] { $days } days overdue
}
digest-work-done = ✓ { $client } · done
digest-work-put-off = → { $client } · put off until { $day }
digest-work-handed = → { $client } · handed over
digest-work-paper-given = { $place }. Paper file { $number } · { $borrower } says it is back: look, then confirm
digest-work-given-title = Follow-ups from { $by }
digest-work-given = What was handed over to you, and not taken back since, stands in your list. Press Follow-ups.
digest-work-taken-title = { $by } has left: you take over
digest-work-taken = Their clients, open follow-ups and visits to come are yours now. Press Follow-ups to see what is due.
digest-work-follow-ups = Follow-ups
digest-work-birthday = { $place }. { $client } · birthday { $day }
digest-work-birthday-today = { $place }. { $client } · birthday today
digest-work-loan-due = { $place }. Loan { $number } · due { $until }
digest-work-request = { $place }. Request { $number } · { $borrower } waits for a decision
digest-work-pick = { $place }. { $name }
digest-work-page = Page { $page }
digest-work-task-title = Follow-up
digest-work-task-due = Due { $day }
digest-work-task-overdue = { $days ->
    [one] { $days } day overdue
   *[other] { $days } days overdue
}
digest-work-mark-done = Done
digest-work-snooze = { $days ->
    [one] Put off { $days } day
   *[other] Put off { $days } days
}
digest-work-hand-over = Hand over
digest-work-ask-who = Who takes it over? It moves to their list.
digest-work-no-colleague = Nobody else in your branch can take it over. Go back and put it off instead.
digest-work-told-done = Done.
digest-work-told-snoozed = Put off by { $days ->
    [one] { $days } day
   *[other] { $days } days
}.
digest-work-told-handed = Handed over to { $to }.
digest-work-gone = That follow-up is done already or a colleague has it. Here is the list as it is now.
