//! Who may do what: one table, read by the menu, the door, the gate and the README (access.md; A8.01, A9.04).

use Action::*;
use Role::*;

super::words! {
    /// A seat's right. A person holds one per branch.
    Role ("role") {
        /// Owns the business.
        Owner = "owner",
        /// Client manager: decides loans, checks cards.
        Manager = "manager",
        /// The archive's custodian (A9.01).
        Keeper = "keeper",
        /// Front desk and client service.
        FrontDesk = "front_desk",
        /// Beautician, stylist, consultant.
        Care = "care",
        /// Salesperson, marketer.
        Sales = "sales",
    }
}

super::words! {
    /// An act that needs a right. Whether it is allowed *to this client* is the relation's question, not the table's.
    Action ("action") {
        /// Search the archive.
        FindClient = "find_client",
        /// Open a card, as far as the mask shows it.
        OpenCard = "open_card",
        /// Create a card.
        CreateClient = "create_client",
        /// Record a client's consent.
        RecordConsent = "record_consent",
        /// Log a visit.
        LogVisit = "log_visit",
        /// Correct a logged visit by an amendment.
        AmendVisit = "amend_visit",
        /// Book a client with somebody, move and cancel.
        Book = "book",
        /// Reveal what is masked for a minute, with a reason: a contact, or what the owner masks in the chat.
        RevealContact = "reveal_contact",
        /// Look at where originals lie.
        SeeOriginals = "see_originals",
        /// Note that somebody read originals on the spot.
        LogReading = "log_reading",
        /// Read alerts about unusual reading.
        ReadAlerts = "read_alerts",
        /// Correct what a card says.
        EditCard = "edit_card",
        /// Read who opened and changed a card.
        ReadTrail = "read_trail",
        /// Ask whether the trail is whole; owners get its anchors.
        CheckTrail = "check_trail",
        /// Ask for a loan.
        RequestLoan = "request_loan",
        /// Approve, shorten or deny a loan (decisions 13).
        DecideLoan = "decide_loan",
        /// End somebody's running loan.
        RecallLoan = "recall_loan",
        /// Hand paper files out and take them back.
        KeepPapers = "keep_papers",
        /// See what is recorded against borrowers, and let them borrow again.
        JudgeBorrowers = "judge_borrowers",
        /// Read who approved each other's loans (T6).
        ReviewApprovals = "review_approvals",
        /// Write the rules of lending.
        EditLoanRules = "edit_loan_rules",
        /// Work off the own follow-ups.
        WorkTasks = "work_tasks",
        /// Invite to a seat, confirm and refuse.
        InviteStaff = "invite_staff",
        /// Change a colleague's role, suspend them, let them back in, end their seat.
        ManageStaff = "manage_staff",
        /// Say whether those who decide must have a PIN.
        RequirePin = "require_pin",
        /// Set what the chat shows of sensitive fields, and how long records are kept.
        SetHouseRules = "set_house_rules",
        /// Open and close an incident, and see who was shown cards meanwhile.
        HandleIncident = "handle_incident",
        /// Ask that a client be erased, trim what is kept no longer, read the proofs.
        EraseClient = "erase_client",
        /// Ask for a client's own copy, and read which were handed out.
        GiveCopy = "give_copy",
        /// Confirm or refuse a grave act that somebody else asked for.
        ConfirmGrave = "confirm_grave",
        /// Put a card on legal hold, and lift it.
        HoldCard = "hold_card",
        /// Open hidden safety data in an emergency; it is reviewed afterwards.
        BreakGlass = "break_glass",
        /// Review an emergency of somebody else.
        ReviewEmergency = "review_emergency",
        /// Change the own language and hours.
        ChangeSettings = "change_settings",
    }
}

/// THE table.
const MAY: &[(Action, &[Role])] = &[
    (FindClient, &[Owner, Manager, Keeper, FrontDesk, Care, Sales]),
    (OpenCard, &[Owner, Manager, Keeper, FrontDesk, Care, Sales]),
    (CreateClient, &[Owner, Manager, Keeper, FrontDesk, Care, Sales]),
    (RecordConsent, &[Owner, Manager, Keeper, FrontDesk, Care, Sales]),
    (LogVisit, &[Owner, Manager, FrontDesk, Care, Sales]),
    (AmendVisit, &[Owner, Manager, FrontDesk, Care, Sales]),
    (Book, &[Owner, Manager, FrontDesk, Care, Sales]),
    (RevealContact, &[Owner, Manager, Keeper, FrontDesk, Care, Sales]),
    (SeeOriginals, &[Owner, Manager, Keeper, FrontDesk]),
    (LogReading, &[Owner, Manager, Keeper]),
    (ReadAlerts, &[Owner, Manager, Keeper]),
    (EditCard, &[Owner, Manager, Keeper, FrontDesk, Care, Sales]),
    (ReadTrail, &[Owner, Manager, Keeper]),
    (CheckTrail, &[Owner, Keeper]),
    (RequestLoan, &[Owner, Manager, Keeper, FrontDesk, Care, Sales]),
    (DecideLoan, &[Owner, Manager]),
    (RecallLoan, &[Owner, Manager, Keeper]),
    (KeepPapers, &[Owner, Manager, Keeper]),
    (JudgeBorrowers, &[Owner, Manager]),
    (ReviewApprovals, &[Owner, Manager]),
    (EditLoanRules, &[Owner]),
    (WorkTasks, &[Owner, Manager, Keeper, FrontDesk, Care, Sales]),
    (InviteStaff, &[Owner, Manager]),
    (ManageStaff, &[Owner, Manager]),
    (RequirePin, &[Owner]),
    (SetHouseRules, &[Owner]),
    (HandleIncident, &[Owner]),
    (EraseClient, &[Owner, Manager, Keeper]),
    (GiveCopy, &[Owner, Manager, Keeper]),
    (ConfirmGrave, &[Owner, Manager]),
    (HoldCard, &[Owner, Manager]),
    (BreakGlass, &[FrontDesk, Care]),
    (ReviewEmergency, &[Owner, Manager]),
    (ChangeSettings, &[Owner, Manager, Keeper, FrontDesk, Care, Sales]),
];

/// Whether the role may do this at all. What has no row is refused.
pub fn may(role: Role, action: Action) -> bool {
    MAY.iter().any(|(listed, roles)| *listed == action && roles.contains(&role))
}

/// The roles that a person of this role may invite to: nobody above themselves (access.md).
pub fn may_invite(role: Role) -> &'static [Role] {
    match role {
        Owner => &[Owner, Manager, Keeper, FrontDesk, Care, Sales],
        Manager => &[Manager, Keeper, FrontDesk, Care, Sales],
        Keeper | FrontDesk | Care | Sales => &[],
    }
}

/// The table as people read it; a test keeps the README's copy equal to it.
pub fn table() -> String {
    let heads: Vec<String> = Role::ALL.iter().map(|role| format!("{role:?}")).collect();
    let mut out = format!("| act | {} |\n|---|{}\n", heads.join(" | "), "---|".repeat(heads.len()));
    for action in Action::ALL {
        let cells: Vec<&str> =
            Role::ALL.iter().map(|role| if may(*role, *action) { "yes" } else { "–" }).collect();
        out += &format!("| {action:?} | {} |\n", cells.join(" | "));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_action_has_exactly_one_row() {
        for action in Action::ALL {
            assert_eq!(MAY.iter().filter(|(listed, _)| listed == action).count(), 1, "{action:?}");
        }
    }

    #[test]
    fn nobody_invites_above_themselves() {
        for role in Role::ALL {
            for invited in may_invite(*role) {
                assert!(invited >= role, "{role:?} invites {invited:?}");
            }
            assert_eq!(!may_invite(*role).is_empty(), may(*role, InviteStaff));
        }
    }
}
