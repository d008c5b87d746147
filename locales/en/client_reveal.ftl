## A masked contact, revealed for a minute.

client-reveal-title = Show the contact
client-reveal-ask-why = It is shown for { $seconds } seconds and noted on the card. What is it for? Press a reason or type one.
client-reveal-shown-title = Contact, for { $seconds } seconds
client-reveal-phones = Phone: { $phones }
client-reveal-fact = { $field }: { $value }
client-reveal-nothing = No phone or address is on the card.
client-reveal-hide = Hide
client-reveal-used-up = You have shown { $limit } contacts today, which is the limit. Ask your manager if you need another one.
