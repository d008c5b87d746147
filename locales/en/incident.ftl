incident-title = Incident
incident-since-when = Has client data leaked, or may it have leaked? Tap or type the day it began. The 72 hours for telling the authority start, and you see who was shown how many cards since then.
incident-days-back = { $days ->
    [one] Since yesterday
   *[other] { $days } days ago
}
incident-not-a-date = That is no day of the past year. Type one, such as 2 March, or tap a button.
incident-running = { $hours } of the { $of } hours have passed. Tell the authority before they are over.
incident-overdue = ⛔ The incident has been open for { $hours } hours. The authority had to be told within { $of } hours: tell it now and say why it is late.
incident-since = Cards shown since { $at }:
incident-seen = • { $name } ({ $role }): { $cards ->
    [one] 1 card
   *[other] { $cards } cards
}, shown { $times ->
    [one] once
   *[other] { $times } times
}
incident-nobody-saw = Nobody was shown a card.
incident-steps = Now: stop the leak, tell the authority, tell the clients if they are at risk, write down what was done. Then close it.
incident-close = Close the incident
incident-really-close = Has everybody been told who must be? The clock stops; the activity log keeps when it was opened and closed.
incident-opened = The 72 hours start now.
incident-closed = The incident is closed.
