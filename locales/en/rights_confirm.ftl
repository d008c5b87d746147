## A grave act in front of the second person.

rights-confirm-erase-title = Erase card { $number }
rights-confirm-retention-title = { $cards ->
    [one] Erase { $cards } card kept too long
   *[other] Erase { $cards } cards kept too long
}
rights-confirm-asks = { $name } asks for it.
rights-confirm-why = Reason: { $reason }
rights-confirm-what-goes = Everything about the client is deleted for good and taken from every chat. Only a proof without personal data stays.
rights-confirm-until = Expires { $until } if nobody decides. The first decision counts.
rights-confirm-confirm = Confirm
rights-confirm-refuse = Refuse
rights-confirm-sure-title = Erase { $number } for good?
rights-confirm-sure-cards-title = { $cards ->
    [one] Erase { $cards } card for good?
   *[other] Erase { $cards } cards for good?
}
rights-confirm-sure = It cannot be taken back, and no backup brings it back.
rights-confirm-yes = Yes, erase
rights-confirm-first = Somebody was first, or its time was over. Your press changed nothing.
rights-confirm-confirmed = Confirmed by { $name }, { $at }.
rights-confirm-refused = Refused by { $name }, { $at }. Nothing was done.
rights-confirm-expired = Nobody decided in time. Nothing was done; ask again if it is still needed.
rights-confirm-waits = It waits for another manager or owner.
rights-confirm-still = Nobody has decided this yet. Please look at it.
rights-confirm-proof =
    Everything was erased: { $rows ->
        [one] { $rows } entry
       *[other] { $rows } entries
    }, { $files ->
        [one] { $files } file
       *[other] { $files } files
    }. The proof is kept under Settings, Client rights.
rights-confirm-on-hold = On legal hold since { $at }, by { $name } ({ $reason }). Nothing of this card is erased; a manager or owner can lift the hold under Rights.
rights-confirm-on-hold-title = On legal hold
rights-confirm-copy-title = Client's copy of { $number }
rights-confirm-what-is-copied = Whoever asked gets a PDF of everything that is kept about the client, to hand it over to them. It can be forwarded.
rights-confirm-sure-copy-title = Hand out the copy of { $number }?
rights-confirm-sure-copy = Confirm only if the client asked for it, and you know that it is them.
rights-confirm-yes-copy = Yes, hand it out
rights-confirm-cards = Show the cards
rights-confirm-cards-go = Everything about these clients is deleted for good and taken from every chat. Look at the cards first. Only a proof without personal data stays.
