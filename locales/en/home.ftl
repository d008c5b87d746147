## Home.

home-today =
    Today{ $visits ->
        [0] { "" }
        [one] { " " }· { $visits } visit
       *[other] { " " }· { $visits } visits
    }{ $follow_ups ->
        [0] { "" }
        [one] { " " }· { $follow_ups } follow-up
       *[other] { " " }· { $follow_ups } follow-ups
    }{ $loans ->
        [0] { "" }
        [one] { " " }· { $loans } loan
       *[other] { " " }· { $loans } loans
    }{ $requests ->
        [0] { "" }
        [one] { " " }· { $requests } request
       *[other] { " " }· { $requests } requests
    }{ $papers ->
        [0] { "" }
        [one] { " " }· { $papers } paper file
       *[other] { " " }· { $papers } paper files
    }
home-free = Today · nothing due
home-visit = { $at } · { $name }
home-more-visits =
    { $count ->
        [one] and { $count } more visit
       *[other] and { $count } more visits
    }
home-requests =
    { $count ->
        [one] { $count } request waits for your decision.
       *[other] { $count } requests wait for your decision.
    }
home-papers =
    { $count ->
        [one] { $count } paper file is said to be back: press Follow-ups and confirm it.
       *[other] { $count } paper files are said to be back: press Follow-ups and confirm them.
    }
home-draft = Unfinished { $place }: { $draft }
home-more-drafts =
    { $count ->
        [one] and { $count } more draft
       *[other] and { $count } more drafts
    }
home-type-anything = Type a name, a phone number or a card number to search. Share a contact to start a new card.
home-next-visit = Next visit { $at }
home-later-visit = Then { $at }
home-follow-ups =
    { $count ->
        [0] Follow-ups
       *[other] Follow-ups · { $count }
    }
home-loans =
    { $count ->
        [0] My loans
       *[other] My loans · { $count }
    }
home-decide = Requests · { $count }
home-resume = Resume draft
home-resume-of = Resume draft { $place }
home-discard = Discard draft
home-discard-of = Discard draft { $place }
home-more = More
home-settings = Settings
home-help = Help
home-privacy = Privacy
home-staff = Staff
home-loans-out = All loans
home-confirmations =
    { $count ->
        [one] { $count } request waits for you to confirm it.
       *[other] { $count } requests wait for you to confirm them.
    }
home-confirm = To confirm · { $count }
home-incident = ⛔ An incident is open: { $left } hours left to tell the authority.
home-incident-late = ⛔ An incident is open, and the time to tell the authority is over.
