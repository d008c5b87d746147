//! A client's card: its fields, each in one part, and the facts that fill them with source and date (A3, A4.01, N5).

use super::access::Part;
use super::phone::Phone;
use super::{BranchId, ClientId, StaffId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

super::words! {
    /// A fact that a card can hold. Phones, visits and the name have rows of their own.
    Field ("field") {
        /// Unit of an organisation (A8.06).
        Unit = "unit",
        /// Title of the person in the unit.
        Title = "title",
        /// Allergy or intolerance; shown first.
        Allergy = "allergy",
        /// What must not be done.
        Contraindication = "contraindication",
        /// Patch test: product, result, date.
        PatchTest = "patch_test",
        /// E-mail address.
        Email = "email",
        /// Postal address.
        Address = "address",
        /// The client's class, one of `Class` (A2.12).
        Class = "class",
        /// Birthday, `YYYY-MM-DD` or `--MM-DD` where the year is not known.
        Birthday = "birthday",
        /// Occupation (A3.10).
        Occupation = "occupation",
        /// Family (A3.18).
        Family = "family",
        /// Likes and habits (A3.20–A3.23).
        Likes = "likes",
        /// Topics to talk about (A3.26).
        Topics = "topics",
        /// Needs by body area (A3.30).
        Needs = "needs",
        /// Skin type and condition (A3.32).
        Skin = "skin",
        /// Care plan (A3.33).
        Plan = "plan",
        /// Legal person of an organisation (A3.45).
        LegalPerson = "legal_person",
        /// Business status and relations with competitors (A3.48, A3.52).
        BusinessStatus = "business_status",
        /// Credit grade A–D (A10.01).
        CreditGrade = "credit_grade",
        /// Terms of payment.
        Terms = "terms",
        /// Title of a document's copy, with its category.
        Document = "document",
        /// Where the paper file lies that can be lent (A5.04, A5.06).
        PaperFile = "paper_file",
        /// Where the paper original lies (A5.04).
        Original = "original",
    }
}

impl Field {
    /// The part of the card that the field belongs to.
    pub const fn part(self) -> Part {
        match self {
            Field::Unit | Field::Title => Part::Index,
            Field::Allergy | Field::Contraindication | Field::PatchTest => Part::Safety,
            Field::Email | Field::Address => Part::Contact,
            Field::Class
            | Field::Birthday
            | Field::Occupation
            | Field::Family
            | Field::Likes
            | Field::Topics => Part::Profile,
            Field::Needs | Field::Skin | Field::Plan => Part::Care,
            Field::LegalPerson | Field::BusinessStatus => Part::Business,
            Field::CreditGrade | Field::Terms => Part::Money,
            Field::Document | Field::PaperFile => Part::Documents,
            Field::Original => Part::Originals,
        }
    }

    /// Whether the field is health data, locked until the client's separate consent (decisions 16).
    pub const fn health(self) -> bool {
        matches!(self.part(), Part::Safety)
            || matches!(self, Field::Needs | Field::Skin | Field::Plan)
    }
}

super::words! {
    /// How much a client matters to the business (A2.12): of a record of class A two people decide (access.md).
    Class ("class") {
        /// The best.
        A = "A",
        /// Good.
        B = "B",
        /// The others.
        C = "C",
    }
}

super::words! {
    /// What a client is (A2.06).
    Kind ("kind") {
        /// One person.
        Person = "person",
        /// A company or agency.
        Organisation = "organisation",
    }
}

super::words! {
    /// Where a fact comes from (A4.01).
    Source ("source") {
        /// Staff, on a visit or in the salon.
        Visit = "visit",
        /// The client filled it in.
        Client = "client",
        /// An investigation agency.
        Agency = "agency",
        /// A contact shared in the chat.
        Contact = "contact",
    }
}

/// One fact with its origin.
#[derive(Clone, PartialEq)]
pub struct Fact {
    /// Which field.
    pub field: Field,
    /// The value as it is stored.
    pub value: String,
    /// Where it comes from.
    pub source: Source,
    /// When it was recorded.
    pub at: DateTime<Utc>,
}

/// A visit as the card lists it.
#[derive(Clone, PartialEq)]
pub struct PastVisit {
    /// The visit's id.
    pub id: super::VisitId,
    /// When it took place.
    pub at: DateTime<Utc>,
    /// Who served.
    pub by: String,
    /// Services and products, as the menu names them; open without health consent.
    pub services: Vec<String>,
    /// Products used.
    pub products: Vec<String>,
    /// Effect against the last time, 1–5; health.
    pub effect: Option<i32>,
    /// Note, with the client's reaction; health.
    pub note: Option<String>,
    /// Photos; health.
    pub photos: u32,
    /// Paid, minor units.
    pub amount: Option<i64>,
    /// Next date agreed.
    pub next_on: Option<chrono::NaiveDate>,
}

super::words! {
    /// An act in the trail, as a card's history tells it.
    Act ("act") {
        /// The card was created.
        Created = "created",
        /// The card was shown.
        Opened = "opened",
        /// The card was shown under a loan.
        OpenedOnLoan = "opened_on_loan",
        /// A health consent was recorded, given or not.
        Consented = "consented",
        /// A visit was logged.
        Logged = "logged",
        /// A visit was corrected.
        Amended = "amended",
        /// A masked contact was revealed.
        Revealed = "revealed",
        /// Originals were looked at.
        SawOriginals = "saw_originals",
        /// A reading of originals on the spot was noted.
        ReadingLogged = "reading_logged",
        /// A client was booked with somebody.
        Booked = "booked",
        /// A booking was moved.
        BookingMoved = "booking_moved",
        /// A booking was cancelled.
        BookingCancelled = "booking_cancelled",
        /// The card was corrected.
        Edited = "edited",
        /// The card's history was read, or shown to the client.
        TrailRead = "trail_read",
        /// A loan was asked for.
        Requested = "requested",
        /// A loan was approved, perhaps shortened.
        Approved = "approved",
        /// A loan was denied.
        Denied = "denied",
        /// A loan's form was given out on paper.
        FormPrinted = "form_printed",
        /// A paper file was handed out.
        HandedOut = "handed_out",
        /// A paper file was taken back.
        TakenBack = "taken_back",
        /// Its borrower said that they gave a paper file back.
        GivenBack = "given_back",
        /// A paper file was not where its borrower said.
        FileMissed = "file_missed",
        /// Something was recorded against a borrower.
        ViolationRecorded = "violation_recorded",
        /// A borrower was allowed new loans again.
        SuspensionLifted = "suspension_lifted",
        /// A request was passed on to somebody else who may decide it.
        PassedOn = "passed_on",
        /// A request was withdrawn.
        Withdrawn = "withdrawn",
        /// Nobody decided a request in time.
        Expired = "expired",
        /// A loan was given back.
        Returned = "returned",
        /// A loan came to its end before it was given back.
        RanOut = "ran_out",
        /// A loan was ended early.
        Recalled = "recalled",
        /// A showing was refused.
        Refused = "refused",
        /// An act was taken back.
        Undone = "undone",
        /// The archive was searched.
        Searched = "searched",
        /// A follow-up was changed.
        TaskChanged = "task_changed",
        /// An invitation was made.
        Invited = "invited",
        /// An invitation was accepted.
        Accepted = "accepted",
        /// A seat was confirmed or refused.
        Seated = "seated",
        /// An incident was opened.
        IncidentOpened = "incident_opened",
        /// An incident was closed.
        IncidentClosed = "incident_closed",
        /// A setting was changed.
        Set = "set",
        /// A colleague's role was changed.
        RoleChanged = "role_changed",
        /// A colleague's access was cut.
        Suspended = "suspended",
        /// A suspended colleague was let back in.
        LetIn = "let_in",
        /// A colleague's last day was noted.
        LeavingNoted = "leaving_noted",
        /// A colleague's last day was taken back.
        LeavingTakenBack = "leaving_taken_back",
        /// A colleague's seat ended, and what they kept was handed over.
        Left = "left",
        /// A leaver's own file was removed, a year after they left.
        LeaverCleared = "leaver_cleared",
        /// A PIN was set or changed.
        PinSet = "pin_set",
        /// The only owner's PIN was forgotten, on the command line.
        PinReset = "pin_reset",
        /// A PIN was wrong.
        PinFailed = "pin_failed",
        /// A PIN was wrong too often.
        PinLocked = "pin_locked",
        /// A grave act was asked for.
        GraveAsked = "grave_asked",
        /// A grave act was confirmed by a second person.
        GraveConfirmed = "grave_confirmed",
        /// A grave act was refused by a second person.
        GraveRefused = "grave_refused",
        /// Nobody decided a grave act in time.
        GraveExpired = "grave_expired",
        /// The client's record was erased.
        Erased = "erased",
        /// The card was put on legal hold.
        Held = "held",
        /// The legal hold was lifted.
        HoldLifted = "hold_lifted",
        /// The client's own copy was handed out.
        CopyGiven = "copy_given",
        /// Safety data was opened in an emergency.
        BrokeGlass = "broke_glass",
        /// An emergency was reviewed.
        Reviewed = "reviewed",
    }
}

impl Act {
    /// Whether it changes what the card says: the tab *Changed by*. Everything else about a client stands in *Opened by*.
    pub const fn changes_card(self) -> bool {
        matches!(self, Act::Created | Act::Consented | Act::Logged | Act::Amended | Act::Edited)
    }

    /// Whether it tells what somebody read, or wished to read: what the watch looks at (T3).
    pub const fn is_reading(self) -> bool {
        self.shows_card() || matches!(self, Act::Searched | Act::Refused)
    }

    /// Whether somebody saw the card's content by it: what the client is told.
    pub const fn shows_card(self) -> bool {
        matches!(
            self,
            Act::Opened
                | Act::OpenedOnLoan
                | Act::Revealed
                | Act::SawOriginals
                | Act::BrokeGlass
                | Act::CopyGiven
        )
    }
}

/// The whole record, as only `mask` and the client's own copy may see it. It has no `Debug`: it must not reach a log.
#[derive(Clone, PartialEq)]
pub struct Card {
    /// The client.
    pub id: ClientId,
    /// The branch.
    pub branch: BranchId,
    /// Number from the branch's sequence, such as `A-0147`.
    pub number: String,
    /// Person or organisation.
    pub kind: Kind,
    /// The name; empty where only a phone is known (A3.16).
    pub name: String,
    /// Who keeps the client.
    pub keeper: Option<(StaffId, String)>,
    /// Phones.
    pub phones: Vec<Phone>,
    /// Current facts.
    pub facts: Vec<Fact>,
    /// Whether the client's consent to health data is on the card.
    pub health_consent: bool,
    /// Whether the card is on legal hold.
    pub held: bool,
    /// When the paper file was last noted as lost.
    pub paper_lost: Option<DateTime<Utc>>,
    /// The latest visits, newest first.
    pub visits: Vec<PastVisit>,
    /// Sum of all amounts, minor units.
    pub spend: i64,
}

impl Card {
    /// Since when the paper file is lost, while the card names no place that was noted later.
    pub fn lost_since(&self) -> Option<DateTime<Utc>> {
        let places = self.facts.iter().filter(|fact| fact.field == Field::PaperFile);
        let noted = places.map(|fact| fact.at).max()?;
        self.paper_lost.filter(|lost| *lost >= noted)
    }
}

/// What a new card is made of.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct NewClient {
    /// Person or organisation.
    pub kind: Kind,
    /// The name, or empty where a phone is given.
    pub name: String,
    /// Phone in E.164, if any.
    pub phone: Option<String>,
    /// Facts.
    pub facts: Vec<(Field, String)>,
    /// Where the card's data comes from.
    pub source: Source,
    /// Consent to health data, as given now: yes, no, or not asked.
    pub health_consent: Option<bool>,
    /// Keeper, where it is not the creator (decisions 17).
    pub keeper: Option<StaffId>,
}

impl std::fmt::Debug for NewClient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewClient").field("facts", &self.facts.len()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_that_holds_facts_has_a_field() {
        for part in Part::ALL {
            let held = Field::ALL.iter().any(|field| field.part() == *part);
            assert_eq!(held, *part != Part::Trail, "{part:?}");
        }
    }
}
