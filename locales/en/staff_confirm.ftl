## Confirming a new colleague.

staff-confirm-title = An invitation was accepted
staff-confirm-accepted = { $name } accepted your invitation as { $role }.
staff-confirm-only-if-known = Confirm only if you know that it is them: with the account they can open clients' cards.
staff-confirm-confirm = Confirm
staff-confirm-refuse = Refuse
staff-confirm-confirmed-title = Account confirmed
staff-confirm-confirmed = { $name } now works here as { $role }, and was told.
staff-confirm-refused-title = No account was opened
staff-confirm-refused = { $name } got no account, and the link no longer works. Make a new invitation if this was a mistake.
staff-confirm-gone = This invitation is no longer valid. Make a new one if it is still needed.
staff-confirm-invite = New invitation
staff-confirm-seats = Staff
