## Cards that are kept too long.

rights-retention-title = { $cards ->
    [one] { $cards } card is kept too long
   *[other] { $cards } cards are kept too long
}
rights-retention-what = Open a card to look, press Keep where it is still needed, then propose the rest. Another manager or owner confirms; nothing is erased before.
rights-retention-visited = { $years ->
    [one] Nobody came for { $years } year; last visit:
   *[other] Nobody came for { $years } years; last visit:
}
rights-retention-unvisited = { $years ->
    [one] Never came within { $years } year: { $numbers }
   *[other] Never came within { $years } years: { $numbers }
}
rights-retention-withdrawn = Undone right after it was made: { $numbers }
rights-retention-card = • { $number } · { $last }
rights-retention-keep = Keep
rights-retention-kept = ✓ Kept
rights-retention-keep-card = Keep { $number }
rights-retention-kept-card = ✓ Kept { $number }
rights-retention-propose = Propose erasing { $cards }
rights-retention-all-kept = All of them are kept. The next list comes next month.
rights-retention-older = Next
rights-retention-newer = Previous
rights-retention-sure-title = { $cards ->
    [one] Propose erasing { $cards } card?
   *[other] Propose erasing { $cards } cards?
}
rights-retention-sure = Another manager or owner confirms it. Whoever comes meanwhile, or is put on hold, stays.
rights-retention-ask = Ask to erase
rights-retention-nothing = No card is kept too long. The list is made anew each month; come back then.
