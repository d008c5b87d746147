## Paper files that go out with a loan.

paper-file-list-title = Paper files out · { $count }
paper-file-list-none = No paper file is out, and none is to be handed out. Say on a card where its paper file lies (Edit), then it can be borrowed with the record.
paper-file-button = Paper files
paper-file-line = { $number } · { $borrower }
    { $client }
    { $standing }
paper-file-title = Paper file on loan { $number }
paper-file-borrower = Borrower: { $borrower }
paper-file-lies = Its place: { $place }
paper-file-stands-asked = Asked for; the loan is not approved yet, or begins later
paper-file-stands-to-hand-out = To be handed out
paper-file-stands-out = Out, back by { $until }
paper-file-stands-late = Out, was due { $until }
paper-file-stands-back = Back { $at }, taken by { $by }: { $condition }
paper-file-stands-void = Not out
paper-file-said = The borrower says: { $condition }
paper-file-noted = Noted: { $words }
paper-file-hand-out = Handed out
paper-file-take-back = Taken back
paper-file-ask-hand-out = Take it from its place and give it to the borrower, then press Handed out.
paper-file-yours = You have this file. Bring it back to whoever keeps the cabinet; they note that it is back.
paper-file-not-yet = It cannot be handed out now: somebody else still has the file, or the loan is over. Open the list of paper files to see who has it.
paper-file-ask-condition = Look through the file. In what condition is it back?
paper-file-ask-words = What is wrong? Write one sentence: which sheet, what happened.
paper-file-points = { $points } points are recorded for the borrower's appraisal.
paper-file-soon-title = A paper file is due { $until }
paper-file-soon = Bring the file back by then, or ask for more time: an extension is a new request.
paper-file-due-title = A paper file is due now
paper-file-due = Bring the file back now. You answer for it until it is noted as back.
paper-file-keeper-title = { $borrower }: paper file an hour late
paper-file-keeper = Ask for the file. If it is back in its place, press Taken back.
paper-file-slip-title = Recall slip { $number }
paper-file-slip = The file is a day late. Ask { $borrower } for it yourself. A day from now it is recorded as a violation.
paper-file-violation-title = { $borrower }: paper file two days late
paper-file-violation = Recorded: { $points } points. { $borrower } gets no new loans until a manager allows them again.
paper-file-late-title = Your paper file { $number } is late
paper-file-late = Bring the file back at once; others have been told. Two days after its end it is recorded, and you get no new loans.
paper-file-suspended-title = You get no new loans for now
paper-file-suspended = The file is two days late: { $points } points are recorded. Bring it back, then ask the manager to let you borrow again.
paper-file-stands-coming = The borrower is bringing it back · due { $until }
paper-file-marked-title = { $points } points are recorded
paper-file-marked = The paper file of loan { $number } came back: { $condition }.
paper-file-marked-of-title = { $borrower }: { $points } points for a paper file
