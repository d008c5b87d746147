## What is recorded against borrowers.

violations-button = Violations
violations-title = Violations of borrowers
violations-none = Nothing is recorded. Paper files that are two days late, damaged or incomplete stand here.
violations-person = { $name } · { $points } points
violations-suspended = { $name } · { $points } points · no new loans
violations-line = – { $number } · { $offence } · { $points } points · { $at }
violations-lifted = – allowed again by { $by } { $at }: { $reason }
violations-lift = Allow { $name }
violations-lift-title = { $name } may borrow again?
violations-ask-why = Write one sentence why. It is kept, and the borrower reads it. The points stay.
violations-lifted-title = { $name } may borrow again
violations-lifted-receipt = The borrower has been told. The points stay on record.
violations-again-title = You may borrow again
violations-again = The manager's words: { $reason }
