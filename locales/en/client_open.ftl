## A client's card.

client-open-title = Client card
client-open-visits-title = Visits
client-open-safety = ⛔ { $field }: { $value }
client-open-fact = { $field }: { $value }
client-open-fact-day = { $field }: { $day }
client-open-fact-yearly = { $field }: { $day }
client-open-keeper = Kept by { $name }
client-open-paper-lost = Paper file: lost since { $at }
client-open-phones = Phone: { $phones }
client-open-last-visit = Last visit: { $at }, with { $by }
client-open-last-visit-for = Last visit: { $services } · { $at }, with { $by }
client-open-next-date = Next visit: { $on }
client-open-spend = Spent so far: { $money }
client-open-health-locked = Health details are closed: the client's consent is not on the card. Ask the client and record it.
client-open-health-closed = Health details are closed: the client's consent is not on the card.
client-open-kept-out = Contact, safety, health and documents are kept out of the chat. Look in the paper file: the card says where it lies.
client-open-kept-out-ask = Contact, safety, health and documents are kept out of the chat. If you need them, ask whoever keeps the cabinet for the paper file. Whoever keeps it can note where it lies under Edit.
client-open-warned = ⛔ There is a safety note, such as an allergy, that the chat does not show. Look in the paper file or ask a manager before you start.
client-open-masked = What reads ••• is masked in the chat. Press Show masked: it takes a reason and lasts a minute.
client-open-lendable = You can ask to borrow: { $parts }.
client-open-visit = • { $at } · { $by }
client-open-visit-services = Service: { $services }
client-open-visit-products = Products: { $products }
client-open-visit-effect = Effect: { $value } of { $of }
client-open-visit-note = Note: { $note }
client-open-visit-photos =
    { $count ->
        [one] { $count } photo
       *[other] { $count } photos
    }
client-open-visit-amount = Paid: { $money }
client-open-visit-next = Next visit: { $on }
client-open-no-visits = No visits yet. The first one you log stands here.
client-open-amend = Correct { $at }
client-open-visits = Visits
client-open-history = History
client-open-consent = Consents
client-open-edit = Edit
client-open-bookings = Bookings
client-open-reveal = Show contact
client-open-reveal-masked = Show masked
client-open-originals = Originals
client-open-consult = With client
client-open-consult-title = With the client
client-open-held = ⚖ On legal hold: nothing of this card is erased.
