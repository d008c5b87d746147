//! Corrections of a card: which details a person may correct, and what a correction is (the client's right; A4.11).

use super::access::{Access, InChat, Part, Relations, access, shown, shown_field};
use super::card::{Class, Field, Kind, Source};
use super::policy::{Action, Role, may};
use super::value::Word;
use super::{ClientId, text};
use serde::{Deserialize, Serialize};

/// The grades of a client's credit, best first (A10.01).
pub const GRADES: [&str; 4] = ["A", "B", "C", "D"];

/// One thing on a card that can be corrected: the name, a phone, or a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Detail {
    /// The name; the search finds the new one and no longer the old.
    Name,
    /// The first phone, in E.164.
    Phone,
    /// The second phone, in E.164; the first, once that one is taken off.
    SecondPhone,
    /// A fact.
    Fact(Field),
}

impl Detail {
    /// Every detail, in the order in which people read them.
    pub fn all() -> impl Iterator<Item = Detail> {
        [Detail::Name, Detail::Phone, Detail::SecondPhone]
            .into_iter()
            .chain(Field::ALL.iter().map(|field| Detail::Fact(*field)))
    }

    /// The spelling in the database and in the trail.
    pub const fn as_str(self) -> &'static str {
        match self {
            Detail::Name => "name",
            Detail::Phone => "phone",
            Detail::SecondPhone => "second_phone",
            Detail::Fact(field) => field.as_str(),
        }
    }

    /// Reads the database's spelling.
    pub fn parse(text: &str) -> Option<Self> {
        Detail::all().find(|detail| detail.as_str() == text)
    }

    /// The part of the card that it belongs to; whoever may edit the part may correct it.
    pub const fn part(self) -> Part {
        match self {
            Detail::Name => Part::Index,
            Detail::Phone | Detail::SecondPhone => Part::Contact,
            Detail::Fact(field) => field.part(),
        }
    }

    /// Whether it is health data, closed without the client's consent.
    pub const fn health(self) -> bool {
        matches!(self, Detail::Fact(field) if field.health())
    }

    /// Whether a client of this kind has such a detail at all.
    pub const fn suits(self, kind: Kind) -> bool {
        let person = self.health()
            || matches!(self, Detail::Fact(Field::Birthday | Field::Occupation | Field::Family));
        let organisation = matches!(self.part(), Part::Business);
        match kind {
            Kind::Person => !organisation,
            Kind::Organisation => !person,
        }
    }

    /// The name of the detail as people read it.
    pub fn word(self) -> Word {
        match self {
            Detail::Name => Word::new("client-edit-field-", "name"),
            Detail::Phone => Word::new("client-edit-field-", "phone"),
            Detail::SecondPhone => Word::new("client-edit-field-", "second-phone"),
            Detail::Fact(field) => field.word(),
        }
    }

    /// Whether a value can be kept: no longer than one line, and a grade or a class is one of those there are.
    pub fn fits(self, value: &str) -> bool {
        let grade = matches!(self, Detail::Fact(Field::CreditGrade));
        let class = matches!(self, Detail::Fact(Field::Class));
        let long = text::length(value) > text::LINE_GRAPHEMES_MAX;
        let listed =
            (!grade || GRADES.contains(&value)) && (!class || Class::parse(value).is_some());
        !value.is_empty() && !long && listed
    }
}

/// A correction: the old value is ended and stays on record.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Correction {
    /// Whose card.
    pub client: ClientId,
    /// What.
    pub detail: Detail,
    /// The new value in its stored spelling; none takes the old one off the card.
    pub value: Option<String>,
    /// Whether the person saw a value on the card that this one replaces.
    pub replaces: bool,
    /// Why, where a value is replaced.
    pub reason: String,
    /// Where the new value comes from.
    pub source: Source,
    /// The new value is added to what is on the card, which the person did not see.
    #[serde(default)]
    pub adds: bool,
}

/// A detail as it stands on the card.
#[derive(Clone, PartialEq)]
pub struct OnRecord {
    /// Which.
    pub detail: Detail,
    /// Its value in its stored spelling, or the mask; several facts of one field in one line.
    pub value: Option<String>,
    /// Whether it may be taken off: a card keeps a name or a phone, and nobody takes off unseen what is only added to.
    pub removable: bool,
    /// What the owner's setting makes of a value for this person: `On` if it is read, or there is none.
    pub in_chat: InChat,
    /// Whether a new value is only added to it.
    pub adds: bool,
}

/// What of a card one person may correct. Nothing else is in it.
#[derive(Clone, PartialEq)]
pub struct Correctable {
    /// The number.
    pub number: String,
    /// The details, part by part; those without a value too.
    pub details: Vec<OnRecord>,
    /// Health details are left out, since the client's consent is not on the card.
    pub locked: bool,
    /// Other clients with the phone or a name like the one that was asked for: name and number.
    pub same: Vec<(String, String)>,
}

/// Whether a person may correct a detail of a client to whom they stand so. The class decides who approves loans, so only
/// whoever also keeps the client's documents sets it: the owner, a manager, the keeper.
pub fn may_correct(role: Role, relations: &Relations, detail: Detail) -> bool {
    // Where originals lie is noted by whoever edits documents: the originals themselves are only looked at.
    let edits = |part| access(role, relations, part) == Access::Edit;
    let original = detail == Detail::Fact(Field::Original)
        && access(role, relations, Part::Originals) >= Access::Read;
    let part = if original { Part::Documents } else { detail.part() };
    let files = detail != Detail::Fact(Field::Class) || edits(Part::Documents);
    may(role, Action::EditCard) && edits(part) && files
}

/// Whether the owner keeps the detail's value from the chat, masked or off. It can be corrected all the same: that there
/// is a value is told, since replacing one needs a reason.
pub fn is_hidden(role: Role, relations: &Relations, detail: Detail) -> bool {
    let open = match detail {
        Detail::Fact(field) => shown_field(role, relations, field),
        Detail::Name | Detail::Phone | Detail::SecondPhone => {
            shown(role, relations, detail.part(), detail.health())
        }
    };
    open < Access::Read
}

/// Whether a value of the detail is only added to: what weighs for a treatment is not overwritten by somebody who cannot
/// even ask to see it.
pub fn only_adds(role: Role, relations: &Relations, detail: Detail) -> bool {
    let treats = matches!(detail.part(), Part::Safety | Part::Care);
    treats && relations.in_chat == InChat::Off && is_hidden(role, relations, detail)
}

/// Whether a person may correct anything.
pub fn may_correct_any(role: Role, relations: &Relations) -> bool {
    Detail::all().any(|detail| may_correct(role, relations, detail))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_detail_is_read_back_from_its_spelling() {
        for detail in Detail::all() {
            assert_eq!(Detail::parse(detail.as_str()), Some(detail));
        }
        assert_eq!(Detail::parse("keeper"), None);
    }

    #[test]
    fn a_correction_follows_the_edit_column_of_the_matrix() {
        let relations = |own, branch| Relations { own, branch, ..Relations::default() };
        for (role, held, detail, may) in [
            (Role::Manager, relations(false, true), Detail::Fact(Field::CreditGrade), true),
            (Role::Manager, relations(false, false), Detail::Name, false),
            (Role::Keeper, relations(false, true), Detail::Phone, true),
            (Role::Keeper, relations(false, true), Detail::Fact(Field::Allergy), false),
            (Role::FrontDesk, relations(false, true), Detail::Phone, true),
            (Role::FrontDesk, relations(false, true), Detail::Fact(Field::Likes), false),
            (Role::Care, relations(true, true), Detail::Fact(Field::Allergy), true),
            (Role::Care, relations(true, true), Detail::Name, false),
            (Role::Care, relations(true, true), Detail::Phone, false),
            (Role::Care, relations(false, true), Detail::Fact(Field::Allergy), false),
            (Role::Sales, relations(true, true), Detail::Name, true),
            (Role::Sales, relations(false, true), Detail::Name, false),
            (Role::Owner, relations(false, false), Detail::Fact(Field::Original), true),
            (Role::Keeper, relations(false, true), Detail::Fact(Field::PaperFile), true),
            (Role::FrontDesk, relations(false, true), Detail::Fact(Field::Original), false),
            (Role::FrontDesk, relations(false, true), Detail::Fact(Field::PaperFile), false),
            (Role::Care, relations(true, true), Detail::Fact(Field::PaperFile), false),
            (Role::Manager, relations(false, true), Detail::Fact(Field::Class), true),
            (Role::Keeper, relations(false, true), Detail::Fact(Field::Class), true),
            (Role::Care, relations(true, true), Detail::Fact(Field::Class), false),
            (Role::Sales, relations(true, true), Detail::Fact(Field::Class), false),
        ] {
            assert_eq!(may_correct(role, &held, detail), may, "{role:?} {detail:?}");
        }
        assert!(!may_correct_any(Role::Care, &relations(false, true)));
    }

    #[test]
    fn a_grade_is_one_of_four_and_nothing_is_longer_than_a_line() {
        let grade = Detail::Fact(Field::CreditGrade);
        assert!(grade.fits("B") && !grade.fits("E") && !grade.fits(""));
        let class = Detail::Fact(Field::Class);
        assert!(class.fits("A") && !class.fits("D") && !class.fits("a"));
        assert!(Detail::Name.fits(&"字".repeat(text::LINE_GRAPHEMES_MAX)));
        assert!(!Detail::Name.fits(&"字".repeat(text::LINE_GRAPHEMES_MAX + 1)));
    }

    #[test]
    fn what_weighs_for_a_treatment_is_only_added_to_unseen() {
        let adds = |in_chat, detail| {
            let relations = Relations { branch: true, in_chat, ..Relations::default() };
            only_adds(Role::Manager, &relations, detail)
        };
        for (in_chat, detail, only) in [
            (InChat::Off, Detail::Fact(Field::Allergy), true),
            (InChat::Off, Detail::Fact(Field::Skin), true),
            (InChat::Off, Detail::Phone, false),
            (InChat::Off, Detail::Fact(Field::Likes), false),
            (InChat::Masked, Detail::Fact(Field::Allergy), false),
            (InChat::On, Detail::Fact(Field::Allergy), false),
        ] {
            assert_eq!(adds(in_chat, detail), only, "{in_chat:?} {detail:?}");
        }
    }

    #[test]
    fn a_company_has_no_skin_and_a_person_no_legal_person() {
        assert!(!Detail::Fact(Field::Skin).suits(Kind::Organisation));
        assert!(!Detail::Fact(Field::LegalPerson).suits(Kind::Person));
        assert!(Detail::Name.suits(Kind::Person) && Detail::Name.suits(Kind::Organisation));
    }
}
