## What is recorded against borrowers.

violations-button = Violations
violations-title = Violations of borrowers
violations-none = Nothing is recorded. Paper files that are two days late, damaged, incomplete or lost stand here.
violations-person = { $name } · { $points } points
violations-suspended = { $name } · { $points } points · no new loans
violations-line = – { $number } · { $offence } · { $points } points · { $at }
violations-lifted = – allowed again by { $by } { $at }: { $reason }
violations-lift = Let { $name } borrow
violations-lift-title = Let { $name } borrow again?
violations-ask-why = Write one sentence why. It is kept, and the borrower reads it. The points stay.
violations-lifted-title = { $name } may borrow again
violations-lifted-receipt = The borrower has been told. The points stay on record.
violations-again-title = You may borrow again
violations-again = The manager's words: { $reason }
violations-mutual = Approved each other
violations-mutual-title = Who approved each other's loans
violations-pair = { $one } approved for { $other }: { $by_one } · { $other } approved for { $one }: { $by_other }
violations-let-others-decide = Approvals of the last { $days } days. Let somebody else decide between them: pass requests on, or ask for two approvals under Settings, Loan rules.
violations-no-pair = In the last { $days } days no two people approved each other's loans. Press Back to go on.
