## The words of the closed lists (`words!` in src/model and src/dialogue).

role-owner = Owner
role-manager = Manager
role-keeper = Keeper
role-front-desk = Front desk
role-care = Care
role-sales = Sales

part-index = number and name
part-safety = safety
part-contact = contact details
part-profile = profile
part-care = care
part-business = business
part-money = money
part-documents = documents
part-originals = originals
part-trail = history

field-unit = Unit
field-title = Title
field-allergy = Allergy
field-contraindication = Must not be done
field-patch-test = Patch test
field-email = E-mail
field-address = Address
field-birthday = Birthday
field-occupation = Occupation
field-family = Family
field-likes = Likes
field-topics = Topics
field-needs = Needs
field-skin = Skin
field-plan = Care plan
field-legal-person = Legal person
field-business-status = Business status
field-credit-grade = Credit grade
field-terms = Terms of payment
field-document = Document
field-paper-file = Paper file kept at
field-original = Original kept at

consent-for-service = Service and contact
consent-for-health = Health details
consent-for-photo-record = Photos on the card
consent-for-photo-publish = Photos shown
consent-for-marketing = News and offers

kind-person = Person
kind-organisation = Organisation

source-visit = on a visit
source-client = from the client
source-agency = from an agency
source-contact = from a shared contact

lang-en = English
lang-zh = Chinese
lang-ko = Korean

purpose-visit = Visit
purpose-call = Call
purpose-complaint = Complaint
purpose-handover = Stand-in, handover
purpose-other = Other

loan-asked = waiting for a decision
loan-out = running
loan-denied = denied
loan-withdrawn = withdrawn
loan-expired = expired undecided
loan-returned = returned
loan-ended = ended
loan-recalled = recalled

visit-field-effect = Effect
visit-field-note = Note
visit-field-amount = Amount
visit-field-next-on = Next date

odd-sticker = a sticker
odd-voice = a voice message
odd-document = a file
odd-video = a video
odd-location = a location
odd-edited = an edited message
odd-too-long = a text this long
odd-other = this kind of message

action-find-client = search
action-open-card = open a card
action-create-client = create a card
action-record-consent = record consent
action-log-visit = log a visit
action-amend-visit = correct a visit
action-edit-card = correct a card
action-book = book a client
action-reveal-contact = reveal a contact
action-see-originals = see originals
action-log-reading = log a reading
action-read-alerts = read alerts
action-read-trail = read the history
action-check-trail = check the trail
action-request-loan = ask for a loan
action-decide-loan = decide a loan
action-recall-loan = recall a loan
action-keep-papers = hand paper files out and take them back
action-judge-borrowers = judge borrowers
action-edit-loan-rules = change the loan rules
action-work-tasks = work off follow-ups
action-invite-staff = invite staff
action-handle-incident = handle an incident
action-manage-staff = manage seats
action-require-pin = require a PIN
action-change-settings = change settings

act-created = created the card
act-opened = opened the card
act-opened-on-loan = opened the card on loan
act-consented = recorded the consent
act-logged = logged a visit
act-amended = corrected a visit
act-edited = corrected the card
act-trail-read = read the history
act-revealed = revealed the contact
act-saw-originals = looked at the originals
act-reading-logged = logged a reading of the originals
act-booked = booked the client
act-booking-moved = moved a booking
act-booking-cancelled = cancelled a booking
act-requested = asked for a loan
act-approved = approved a loan
act-denied = denied a loan
act-form-printed = printed a loan's form
act-handed-out = handed out a paper file
act-taken-back = took a paper file back
act-violation-recorded = recorded a violation
act-suspension-lifted = allowed loans again
act-passed-on = passed a request on
act-withdrawn = withdrew a request
act-returned = returned a loan
act-recalled = recalled a loan
act-refused = was refused
act-undone = undid an act
act-expired = let a request expire
act-searched = searched
act-task-changed = changed a follow-up
act-invited = invited somebody
act-accepted = accepted an invitation
act-seated = confirmed or refused a seat
act-incident-opened = opened an incident
act-incident-closed = closed an incident
act-set = changed a setting
act-role-changed = changed a role
act-suspended = suspended somebody
act-let-in = let somebody back in
act-left = ended a seat
act-pin-set = set a PIN
act-pin-failed = entered a wrong PIN
act-pin-locked = entered a wrong PIN too often

standing-active = active
standing-waiting = waits for confirmation
standing-suspended = suspended

why-visit = Call about the visit
why-asked = Client wants a call
why-forgotten = Client left an item

watch-cards = many cards
watch-hour = many cards within an hour
watch-night = reading at night
watch-reveals = contacts used up

condition-intact = Intact
condition-damaged = Damaged
condition-pages-missing = Pages missing
offence-late = two days late
offence-damaged = damaged
offence-pages-missing = pages missing
