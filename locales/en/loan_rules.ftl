## The editor of the rules of lending.

loan-rules-title = Loan rules · { $count }
loan-rules-house = Where no rule says otherwise: 3 days at most, one approval, and two for all parts or for a client of class A. If several rules fit, the most specific one counts.
loan-rules-line = { $rule }: { $values }
loan-rules-add = Add a rule
loan-rules-saved = Saved.
loan-rules-new-title = New rule
loan-rules-edit-title = Change a rule
loan-rules-for = For: { $rule }
loan-rules-term = { $longest } at most
loan-rules-open = { $max } open at once
loan-rules-extensions = { $max ->
    [0] no extension
    [one] { $max } extension
   *[other] { $max } extensions
}
loan-rules-approvals = { $needed ->
    [one] { $needed } approval
   *[other] { $needed } approvals
}
loan-rules-not-set = { $aspect }: not set
loan-rules-ask-edit = Press what you want to change. What is not set follows the more general rules. Then check the rule.
loan-rules-ask-who = Whose requests?
loan-rules-ask-what = Requests for what?
loan-rules-ask-class = Records of which clients?
loan-rules-ask-value = Choose a value. If it is not set, the more general rules apply.
loan-rules-leave = Not set
loan-rules-plain = { $count }
loan-rules-check = Check
loan-rules-delete = Delete
loan-rules-try-title = Check the rule
loan-rules-tried =
    Tried on the last { $looked ->
        [one] request
       *[other] { $looked } requests
    }{ $refused ->
        [0] { "" }
       *[other] { " " }· { $refused } refused
    }{ $shortened ->
        [0] { "" }
       *[other] { " " }· { $shortened } shortened
    }{ $doubled ->
        [0] { "" }
        [one] { " " }· { $doubled } needs a second approval
       *[other] { " " }· { $doubled } need a second approval
    }{ $freed ->
        [0] { "" }
       *[other] { " " }· { $freed } refused before go through
    }{ $refused ->
        [0] { $shortened ->
            [0] { $doubled ->
                [0] { $freed ->
                    [0] { " " }· nothing would have changed
                   *[other] { "" }
                }
               *[other] { "" }
            }
           *[other] { "" }
        }
       *[other] { "" }
    }
loan-rules-nothing-to-try = There are no requests yet to try it on.
loan-rules-save = Save
loan-rules-delete-title = Delete the rule?
loan-rules-ask-delete = From then on the more general rules hold for these requests.
loan-rules-confirm-delete = Yes, delete
loan-rules-refused-empty = This rule sets nothing. Choose a longest term, loans at once, extensions or approvals.
loan-rules-refused-range = A value is out of range. Choose it again with the buttons.
loan-rules-refused-twice = There is a rule for exactly these requests already. Open that one and change it.
loan-rules-refused-one-approver = Only one person can approve loans, so two approvals could never be given. Choose one approval, or invite another manager first.
loan-rules-refused-too-many = There is no room for another rule. Open one and delete it, then add this.
loan-rules-aspect-who = Who
loan-rules-aspect-what = Parts
loan-rules-aspect-class = Client class
loan-rules-aspect-term = Longest term
loan-rules-aspect-open = Open at once
loan-rules-aspect-extensions = Extensions
loan-rules-aspect-approvals = Approvals
