## A restored archive in front of the second person.

rights-restore-title = A backup was restored
rights-restore-made = The archive was put back to the backup of { $at }.
rights-restore-holds = In it: clients { $clients }, visits { $visits }, loans { $loans }.
rights-restore-held-before = Before the restore: clients { $clients }, visits { $visits }, loans { $loans }.
rights-restore-before-unknown = What was there before the restore could not be read.
rights-restore-lost = { $entries ->
    [one] { $entries } entry of the activity log made after the backup is lost
   *[other] { $entries } entries of the activity log made after the backup are lost
}: it ends at entry { $head }, and entry { $known } was known.
rights-restore-nothing-lost = The activity log ends at entry { $head }; nothing later is known on the server. Compare with the last check code in the owner's chat.
rights-restore-again = Done again after the backup: { $erased ->
    [one] { $erased } client erased
   *[other] { $erased } clients erased
}, { $cut ->
    [one] { $cut } account cut
   *[other] { $cut } accounts cut
}.
rights-restore-what-to-press = Until one manager or owner confirms, nobody can open or change a card. Confirm if you know why it was restored. If not, press Stop and ask whoever runs the server.
rights-restore-confirm = Confirm
rights-restore-stop = Stop
rights-restore-confirmed = Confirmed by { $name }, { $at }. Work goes on with this archive.
rights-restore-stopped = Stopped by { $name }, { $at }. The archive stays closed.
rights-restore-what-next = Next: agree with whoever runs the server on a backup. They stop the bot and run kartoteka restore --force with it; then you are asked again.
rights-restore-first = Somebody was first. Your press changed nothing.
rights-restore-gone = There is no restore to confirm. Go on from Home.
rights-restore-closed = The archive was restored from the backup of { $at }. A manager or the owner must confirm before work goes on; you get a message then.
rights-restore-closed-for-good = The archive was restored from the backup of { $at }, and that was stopped. It stays closed until another backup is restored and confirmed; ask your manager.
rights-restore-really-stop = Keep the archive closed for everybody? Only whoever runs the server can open it again.
rights-restore-yes-stop = Yes, keep it closed
rights-restore-open-title = The archive is open again
rights-restore-open = It was restored from the backup of { $at }, and your manager or the owner confirmed it. What was entered after that backup is gone: check your last entries and enter them again.
