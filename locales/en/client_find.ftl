## Search.

client-find-title = Find a client
client-find-ask = Type a name, initials, the last four digits of a phone number, or a card number such as A-0147.
client-find-hits =
    { $count ->
        [one] { $count } client for “{ $query }”.
       *[other] { $count } clients for “{ $query }”.
    }
client-find-hits-on-page = Clients for “{ $query }”, page { $page }.
client-find-try-again = Not among them? Type more letters or another name.
client-find-no-hits = No client for “{ $query }”. Type it differently, or create a card.
client-find-near = No client for “{ $query }”. Is it one of these? If not, type it differently or create a card.
client-find-too-short = “{ $query }” is too short to search. Type at least two characters.
client-find-create = Create “{ $query }”
client-find-new-card = New card
client-find-earlier = Previous page
client-find-later = Next page
