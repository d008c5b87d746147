## A client's rights: erasure, legal hold.

rights-menu-rights = Rights
rights-menu-title = Rights of { $number }
rights-menu-what = The client may ask for a copy of everything that is kept about them, or to have it erased. A legal hold keeps the card until it is lifted.
rights-menu-waiting = { $name } has asked to erase this card. It waits for another manager or owner until { $until }.
rights-menu-no-hold = No legal hold.
rights-menu-erase = Erase the client
rights-menu-hold = Legal hold
rights-menu-lift = Lift the hold
rights-menu-erase-title = Erase the client
rights-menu-ask-erase-why = Why? Press a reason or type one. A manager or owner other than you must confirm it.
rights-menu-sure-title = Ask to erase { $number }?
rights-menu-sure =
    Reason: { $reason }
    Card, phones, visits, notes, photos, bookings, loans and consents are deleted for good, once another manager or owner confirms. Only a proof without personal data stays.
rights-menu-ask = Ask to erase
rights-menu-hold-title = Legal hold
rights-menu-ask-hold-why = While it stands, nothing of this card is erased. Why? Press a reason or type one.
rights-menu-lift-title = Lift the legal hold
rights-menu-ask-lift-why = The card can be erased again. Why is the hold lifted? Press a reason or type one.
rights-menu-hold-set = The card is on legal hold.
rights-menu-hold-lifted = The hold is lifted.
rights-menu-asked-title = Erasing { $number } was asked for
rights-menu-asked = Another manager or owner was told. Without an answer it expires in { $hours } hours. You get a message when it is decided.
rights-menu-already-asked = { $name } has asked for this already. It waits for another manager or owner until { $until }.
rights-menu-nobody-confirms = Nobody else can confirm this now: it takes a second manager or owner who can be reached here. Invite one under Staff, or ask a colleague to start the bot again.
rights-menu-erased = This card was erased. Nothing of it is kept.
rights-menu-copy = Client's copy
rights-menu-copy-sure = A PDF of everything that is kept about the client, for them. Ask only if they asked for it. A manager or owner other than you must confirm it; then it comes to you, to be handed over.
rights-menu-ask-copy = Ask for the copy
rights-menu-list-changed = This list has changed. Search again.
