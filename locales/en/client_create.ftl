client-create-title = New card
client-create-three-ways = There are three ways to begin:
    1. Share or forward a contact.
    2. Paste one line, such as Wang Xiaomei 138 0013 8000 combination, latex!
    3. Type the name.
client-create-organisation = For a company
client-create-not-read = I found neither a name nor a phone. Type the name, or name and phone on one line.
client-create-ask-name = What is the client's name? If only the phone is known, tap Skip.
client-create-ask-phone = What is the phone number? You can also share the contact.
client-create-ask-birthday = When is the birthday? Type it as 3 May 1990, or as 3 May without the year.
client-create-ask-kind = Is the client a person or an organisation?
client-create-ask-unit = Which unit or department is it?
client-create-ask-title = What is the person's job title there?
client-create-ask-legal-person = Who represents the company?
client-create-ask-allergy = What is the client allergic to, or unable to tolerate?
client-create-ask-needs = What would the client like done, and where?
client-create-ask-skin = What is the skin like: type and condition?
client-create-ask-likes = What does the client like?
client-create-ask-topics = What does the client like to talk about? Anything else worth knowing fits here.
client-create-ask-source = Where does this information come from?
client-create-consent-yes = Client agrees
client-create-consent-no = Client says no
client-create-consent-later = Ask later
client-create-health-locked = Allergy, needs and skin stay closed until the client agrees. Tap ✎ Consent to ask.
client-create-health-left-out = Without the client's yes, allergy, needs and skin were left out. Tap ✎ Consent to ask again.
client-create-name-or-phone = A card needs a name or a phone. Tap ✎ Name or ✎ Phone and fill it in.
client-create-same-client = { $count ->
    [one] This may be the same client
   *[other] One of these may be the same client
}
client-create-compare = Open a card to compare; what you typed is kept as a draft. If it is somebody else, go on.
client-create-different = Someone else, go on
client-create-saved = Saved as { $number }
client-create-draft = New card · step { $step }
client-create-field-name = Name
client-create-field-phone = Phone
client-create-field-consent = Consent
client-create-field-birthday = Birthday
client-create-field-kind = Kind
client-create-field-unit = Unit
client-create-field-title = Title
client-create-field-legal-person = Representative
client-create-field-allergy = Allergy
client-create-field-needs = Needs
client-create-field-skin = Skin
client-create-field-likes = Likes
client-create-field-topics = Topics
client-create-field-source = Source
