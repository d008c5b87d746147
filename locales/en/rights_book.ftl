## The book of clients' rights.

rights-book-book = Client rights
rights-book-title = Client rights
rights-book-what = What waits for you, what is kept too long, and the proofs of what was erased.
rights-book-nothing-waits = Nothing waits for you.
rights-book-proposal = Kept too long ({ $cards })
rights-book-proofs = Erased cards
rights-book-proofs-title = Erased cards
rights-book-proof = • { $number } · { $at }: asked by { $asked }, confirmed by { $confirmed }; { $rows } entries, { $files } files
rights-book-no-proofs = No card was erased yet. To erase one, open it and press Rights.
rights-book-older = Older
rights-book-newer = Newer
rights-book-copies = Copies
rights-book-copies-title = Copies handed out
rights-book-copy = • { $number } · { $at }: asked by { $asked }, confirmed by { $confirmed }
rights-book-no-copies = No copy was handed out yet. To ask for one, open the card and press Rights.
rights-book-unrecalled = Not taken back
rights-book-unrecalled-title = Not taken back
rights-book-left = • { $number } · shown { $at } to { $name }, whose chat cannot be reached
rights-book-none-left = Everything that had to leave a chat has left it. Check here after somebody was suspended.
