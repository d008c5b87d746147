## The client's own copy, as a paper.

rights-copy-title = Client's copy of { $number }
rights-copy-hand-over = Everything that is kept about the client. Print it or send it to them, and delete it here afterwards. It is not protected.
rights-copy-gone = This copy can no longer be handed out. Ask for a new one from the card, under Rights.
rights-copy-number = Card number
rights-copy-name = Name
rights-copy-phone = Phone
rights-copy-keeper = Kept by
rights-copy-since = On record since
rights-copy-on = { $day }
rights-copy-consents = Consents
rights-copy-visits = Visits
rights-copy-visit = { $at }, with { $by }
rights-copy-visit-services = Services and products: { $names }
rights-copy-visit-effect = Effect: { $value }
rights-copy-visit-note = Note: { $note }
rights-copy-visit-photos = Photos: { $count }
rights-copy-visit-amount = Paid: { $money }
rights-copy-visit-next = Next date: { $on }
rights-copy-bookings = Bookings
rights-copy-booking = { $at }
rights-copy-corrections = Corrections
rights-copy-correction = { $at }: “{ $old }” became “{ $new }” ({ $reason })
rights-copy-seen = Who saw this file
rights-copy-seen-by = { $roles }
rights-copy-nothing = Nothing is on record.
