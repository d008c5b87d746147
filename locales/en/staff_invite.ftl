## Seats and invitations.

staff-invite-seats-title = Staff
staff-invite-seat = { $name } · { $role }
staff-invite-seat-waits = { $name } · { $role } · waits for confirmation
staff-invite-more-seats =
    { $count ->
        [one] and { $count } more
       *[other] and { $count } more
    }
staff-invite-invite = Invite somebody
staff-invite-role-title = New invitation
staff-invite-ask-role = Which role does your new colleague get? Press one.
staff-invite-role = { $role }
staff-invite-link-title = Invitation to the client archive
staff-invite-link-for = Role: { $role }. Open the link below in Telegram and press Start. It works once, until { $until }.
staff-invite-link-pass = Forward this message to one person only. After they accept, whoever invited them confirms it.
staff-invite-seats = Staff
