## Help, privacy and the welcome.

help-title = Help
help-look-up = Look somebody up: type a name, initials or the last four digits of the phone. A single match opens the card at once.
help-log-visit = After a visit: open the card, press Log visit and tap your way through. Photos and words fit in at any moment.
help-borrow = Need to see more of a card? Press Borrow and say what for and how long. A manager decides in the chat.
help-anytime = Back goes one step back, Cancel drops what you are doing. An unfinished form waits for you at Home.
help-settings = Settings
help-privacy-title = Privacy
help-carried = Telegram carries everything shown in this chat. Its servers can read it, as with any bot. The archive itself stays with your business, encrypted.
help-kept = What is kept: clients' cards, visits, consents and loans, and who opened or changed which card and when. Drafts are kept until you finish or discard them.
help-screenshots = Cards are protected from forwarding and saving, and close after a while. A screenshot or a photo of the screen is still possible, so a lent card names its borrower.
help-your-part = Your part: lock your phone, open a card only for your work, and write down only what serves the client.
help-privacy = Privacy
help-welcome-title = Welcome to the client archive
help-seat = { $name }, your account is ready. Your role: { $role }.
help-privacy-in-short = Telegram carries what you see here. Every card you open is recorded under your name.
help-try-create = Something to try first: press New card and enter an invented client. You can undo it right after saving.
help-try-find = Something to try first: press Find and type part of a client's name.
help-choose-language = Choose your language, or go on in this one.
