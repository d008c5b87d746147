## A masked contact, revealed for a minute.

client-reveal-title = Show what is masked
client-reveal-ask-why = It is shown for { $seconds } seconds and noted on the card. What is it for? Press a reason or type one.
client-reveal-shown-title = Shown for { $seconds } seconds
client-reveal-phones = Phone: { $phones }
client-reveal-fact = { $field }: { $value }
client-reveal-nothing = No phone or address is on the card.
client-reveal-hide = Hide
client-reveal-correct = Correct it
client-reveal-used-up = You have shown what is masked { $limit } times today, which is the limit. Ask your manager if you need more.
