visit-log-title = Visit · { $number }
visit-log-ask-services = What was done?
visit-log-ask-products = Which products were used? Tap each one.
visit-log-ask-effect = How well did it work, compared with the last time? 1 is worse, 5 is much better.
visit-log-ask-next = When is the next visit? Tap, or type a date such as next Friday.
visit-log-ask-note = What is worth noting? Type how it went and how the client felt.
visit-log-ask-amount = How much was paid? Type the amount.
visit-log-ask-photos = Send photos from before and after.
visit-log-same-as-last = Same as last
visit-log-usual = Usual: in { $days ->
    [one] 1 day
   *[other] { $days } days
}
visit-log-in-weeks = In { $weeks ->
    [one] 1 week
   *[other] { $weeks } weeks
}
visit-log-any-time = You can send a note or photos at any moment.
visit-log-no-consent = The client has not agreed to health details, so effect, note and photos are left out. Tap Ask for consent if the client is with you.
visit-log-consent-first = A note or photo is a health detail and needs the client's consent first. Tap Ask for consent, then send it again.
visit-log-consent-gone = Nothing is saved yet: the client has withdrawn the consent meanwhile, so effect, note and photos are left out. Save the rest, or ask again.
visit-log-ask-consent = Ask for consent
visit-log-nothing-given = There is nothing to save yet. Tap a button to fill in a line, or Cancel.
visit-log-saved = The visit is saved.
visit-log-follow-up = Follow-up on { $day }.
visit-log-photos-saved = { $count ->
    [one] 1 photo is being stored.
   *[other] { $count } photos are being stored.
}
visit-log-draft = Visit · { $number }
visit-log-field-services = Services
visit-log-field-products = Products
visit-log-field-effect = Effect
visit-log-field-next = Next visit
visit-log-field-note = Note
visit-log-field-amount = Amount
visit-log-field-photos = Photos
