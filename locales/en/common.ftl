## Sentences and labels that several dialogues share.

common-plain = { $text }
common-term = { $word }
common-client = { $name } · { $number }
common-in = { $say }
common-back = Back
common-cancel = Cancel
common-home = Home
common-yes = Yes
common-no = No
common-undo = Undo
common-more = More
common-done = Done
common-open-card = Open card
common-log-visit = Log visit
common-borrow = Borrow
common-new-card = New card
common-find = Find
common-clear = Clear this chat
common-cleared =
    { $count ->
        [0] No card was open in this chat.
        [one] { $count } card was taken out of this chat. Loans run on: open them under My loans.
       *[other] { $count } cards were taken out of this chat. Loans run on: open them under My loans.
    }
common-cannot-use = I cannot use { $what } here. Send a short text or press a button.
common-no-photo-here = A photo does not fit here. Open a client and press Log visit, then send it again.
common-no-contact-here = A contact does not fit here. Go Home and share it there to start a new card.
common-use-the-buttons = Press one of the buttons to go on.
common-unknown-command = There is no such command. Press a button, or type / to see the list.
common-taken-anew = I have used your edited message in place of the first.
common-edited-too-late = Your edit changed nothing: I follow it only for your latest answer. In an open form press Back and answer again; what is saved, correct on the card.
common-out-of-date = That button was from an earlier screen. Here is the current one.
common-not-allowed = Your role does not allow this. Ask the owner or a manager.
common-no-such-client = There is no such client. Check the name or number and search again.
common-cancelled = Cancelled. Nothing was saved.
common-nothing-to-cancel = There is nothing to cancel. Go on from here.
common-nothing-to-undo = There is nothing to undo. Go on from here.
common-undone = Undone.
common-too-late-to-undo = This can no longer be undone: 10 minutes have passed, or it has changed since. Correct it on the card, or under Follow-ups.
common-overtaken = A colleague has worked on it since, so it stays as it is. Ask them to hand it back.
common-draft-kept = Your draft is kept. You find it at Home.
common-updated = I was updated and cannot open what you had begun. What was saved is there. Start again from here.
common-broken = Something went wrong, and nothing was changed. Try again, or tell your manager this code: { $code }
common-too-fast = Too much came at once, and this one was left out. Wait a moment, then press or send it again.
common-cannot-save = I cannot save anything right now. What you sent is kept and is handled as soon as saving works again, so do not send it again. If this lasts, tell whoever runs the server.
common-stranger = This is a private service. If you work here, ask your manager for an invitation.
common-waiting = Your account is waiting for confirmation. You will get a message as soon as the person who invited you confirms it.
common-private-only = I only talk in a private chat. Open a chat with me to go on.
common-closed = This card is closed. Search for the client to open it again.
common-passed = This message is out of date. The current one stands further down.
common-shown-until = Shown to you until { $until }. Protected from forwarding and saving.
common-was-away = I was away from { $from } to { $to }. Buttons pressed meanwhile may not have counted: press again if nothing changed. What you wrote is handled now, and your saved steps are still there.
common-was-away-long = I was away from { $from } until { $to } today. Buttons pressed meanwhile did not count: press them again. What you wrote before { $before } is lost: please send it again. Your saved steps are still there.
common-came-late = This comes late: it was ready at { $at }, but Telegram could not be reached.
common-repeated = This may be a repeat: I could not tell whether it arrived before.
common-interrupted = This card may not have reached you: the connection broke while I sent it. If it did, I took it back. Press Show it to read it.
common-show-it = Show it
common-command-start = Home
common-command-new = New card
common-command-find = Find a client
common-command-undo = Undo what was saved last
common-command-cancel = Drop the open form
common-command-settings = Language and hours
common-command-help = Help
common-command-privacy = What is kept and shown
common-taken-back = Taken back.
