## What the owner sets for the whole house.

house-rules-in-chat = Sensitive fields
house-rules-title = Sensitive fields in the chat
house-rules-what = Sensitive fields are contact details, safety, health details and documents. Whatever you choose, they can be written and corrected as before.
house-rules-on = On: each role reads what it may.
house-rules-masked = Masked: whoever may read them shows them for a minute, with a reason, and it is noted. A lent record shows what was lent.
house-rules-off = Off: nobody reads them here, and they cannot be borrowed. Only the paper file, a client's copy and an emergency show them.
house-rules-emergency = In an emergency, front desk and beauticians open safety data all the same, and somebody reviews it. If you choose less, every open card is closed at once.
house-rules-ask-title = Show less in the chat?
house-rules-ask-closes = Every open card is closed at once, and everybody is told. Unfinished forms wait at Home.
house-rules-show-less = Yes, show less
house-rules-saved = Saved.
house-rules-told-title = The chat shows less now
house-rules-told-masked = Contact details, safety, health details and documents are masked from now on. They are shown for a minute, with a reason.
house-rules-told-off = Contact details, safety, health details and documents are kept out of the chat from now on. If you need them, ask the owner or look in the paper file.
house-rules-told-again = Cards that were open are closed. Unfinished forms wait at Home.
house-rules-more-title = The chat shows more now
house-rules-more-masked = { $name } has changed it: contact details, safety, health details and documents are now masked instead of kept out. They are shown for a minute, with a reason.
house-rules-more-on = { $name } has changed it: contact details, safety, health details and documents are shown again to each role that may read them.
house-rules-kept = Record keeping
house-rules-kept-title = How long records are kept
house-rules-kept-now = Kept: { $visited ->
    [one] { $visited } year
   *[other] { $visited } years
} after the last visit; { $unvisited ->
    [one] { $unvisited } year
   *[other] { $unvisited } years
} if the client never came.
house-rules-kept-what = What is kept too long comes as a list to the keeper once a month. Another manager or owner confirms; nothing is erased by itself. Your country's law may set its own years: check before you choose fewer.
house-rules-visited = After visit: { $years } y
house-rules-unvisited = Never came: { $years } y
