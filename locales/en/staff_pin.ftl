## The PIN and its keypad.

staff-pin-pin = PIN
staff-pin-title = PIN
staff-pin-none = You have no PIN yet.
staff-pin-has = You have a PIN.
staff-pin-required = Those who decide or confirm must have a PIN.
staff-pin-voluntary = Everybody may choose whether to have a PIN.
staff-pin-what-for = If you did nothing here for 15 minutes, your PIN is asked for before you decide, confirm, show a contact in full, change an account or change a rule. It protects the archive when somebody else holds your phone.
staff-pin-what-for-contact = A PIN is asked for before a contact is shown in full, if you did nothing here for 15 minutes. It protects the clients when somebody else holds your phone.
staff-pin-forgotten = Forgotten? Ask a colleague who manages accounts to suspend you and let you back in. Then you choose a new one.
staff-pin-set = Set a PIN
staff-pin-change = Change PIN
staff-pin-require = Require a PIN
staff-pin-release = Stop requiring it
staff-pin-ask-title = Your PIN
staff-pin-ask = Press the keys of your current PIN, then OK.
staff-pin-ask-for-decision = Press the keys of your PIN, then OK. What you were doing goes on after that.
staff-pin-choose-title = A new PIN
staff-pin-choose = Press { $least } to { $most } digits of your own choice, then OK.
staff-pin-choose-for-decision = Whoever decides here needs a PIN. Press 4 to 6 digits of your own choice, then OK. What you were doing goes on after that.
staff-pin-repeat-title = The new PIN again
staff-pin-repeat = Press the same digits once more, then OK.
staff-pin-empty = –
staff-pin-dots = { $dots }
staff-pin-erase = Erase
staff-pin-ok = OK
staff-pin-saved = Your PIN is set.
staff-pin-wrong =
    { $left ->
        [one] That was wrong. { $left } try is left. Press the keys again.
       *[other] That was wrong. { $left } tries are left. Press the keys again.
    }
staff-pin-paused = Wrong too often. Try again after { $until }.
staff-pin-too-short = A PIN has at least { $least } digits. Press more keys.
staff-pin-full = A PIN has at most { $most } digits. Press OK or Erase.
staff-pin-too-simple = Anybody would try these digits first. Choose others.
staff-pin-differs = The two were not the same. Choose your PIN again.
staff-pin-again = The digits are gone. Press the keys again.
staff-pin-do-not-type = Do not write your PIN: press the keys. If you have just written it, delete that message and choose another PIN.
staff-pin-alert-title = A PIN was wrong too often
staff-pin-alert = Wrong five times in the chat of { $name }. No further tries before { $until }.
staff-pin-alert-advice = Ask them whether it was them. If not, press People and suspend the account.
staff-pin-forgotten-owner = Forgotten? Another owner can suspend you and let you back in. If you are the only one, whoever runs the server resets it: kartoteka pin reset.
staff-pin-reset-title = Your PIN was reset
staff-pin-reset = Whoever runs the server reset it at { $at }. The old PIN counts no more.
staff-pin-reset-advice = If you asked for it, press PIN and set a new one. If not, set one and find out who did it.
