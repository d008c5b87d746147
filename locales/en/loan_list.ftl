loan-list-title-mine = My loans · { $count }
loan-list-title-out = All loans · { $count }
loan-list-empty-mine = You have borrowed nothing. Find a client, open the card and press Borrow: what a manager approves for you stands here.
loan-list-empty-out = Nothing is out and nobody waits. Requests and lent records of your branch stand here.
loan-list-line = { $number } · { $client }
    { $standing }
loan-list-line-of = { $number } · { $borrower }
    { $client }
    { $standing }
loan-list-open = Open { $number }
loan-list-return = Return
loan-list-give-up = Give up { $number }
loan-list-withdraw = Withdraw { $number }
loan-list-decide = Decide { $number }
loan-list-recall = Recall { $borrower } · { $number }
loan-list-page = Page { $page }
loan-list-mine = My loans
loan-list-everything = All loans
loan-list-title-recall = Recall { $number }
loan-list-borrower = Borrowed by { $borrower }
loan-list-ask-why = Why do you recall it? Press a reason or write one.
loan-list-ask-confirm = { $borrower } loses the record at once and reads your reason. Recall it?
loan-list-confirm = Recall now
loan-list-recalled-receipt = { $number } is recalled. { $borrower } has been told.
loan-list-gone-receipt = { $number } was over already. Nothing was changed.
loan-list-declined = Not approved
loan-list-overdue = Ran out
loan-list-title-declined = Not approved · { $count }
loan-list-title-overdue = Ran out · { $count }
loan-list-empty-declined = No request was turned down in the last 30 days. Denied and unanswered requests stand here.
loan-list-empty-overdue = Nothing ran out in the last 30 days. Loans that were not given back before their end stand here.
