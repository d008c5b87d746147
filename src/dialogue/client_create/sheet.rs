//! What a new card is made of so far: its fields, its answers, and what of them was compared with the archive.

use super::{Say, say};
use crate::dialogue::client_consent;
use crate::dialogue::form::{self, Answer, At, Draft, Field, Kind, Option as Pick};
use crate::dialogue::screen::{Common, Say as Root};
use crate::model::card::{self, NewClient, Source};
use crate::model::text::{self, LINE_GRAPHEMES_MAX};
use crate::model::value::Word;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Key of the name.
pub const NAME: &str = "name";
/// Key of the phone.
pub const PHONE: &str = "phone";
/// Key of the health consent.
pub const CONSENT: &str = "consent";
/// Key of the birthday.
pub const BIRTHDAY: &str = "birthday";
/// Key of person or organisation.
pub const KIND: &str = "kind";
/// Key of an organisation's unit.
pub const UNIT: &str = "unit";
/// Key of the title in the unit.
pub const TITLE: &str = "title";
/// Key of an organisation's legal person.
pub const LEGAL_PERSON: &str = "legal_person";
/// Key of the allergy.
pub const ALLERGY: &str = "allergy";
/// Key of the needs.
pub const NEEDS: &str = "needs";
/// Key of the skin.
pub const SKIN: &str = "skin";
/// Key of the likes.
pub const LIKES: &str = "likes";
/// Key of the topics, and of what a pasted line holds beyond what is understood.
pub const TOPICS: &str = "topics";
/// Key of the source.
pub const SOURCE: &str = "source";

/// Health data: only with the client's consent.
const HEALTH: [&str; 3] = [ALLERGY, NEEDS, SKIN];
/// What is asked on the way, in this order.
const ASKED: [&str; 3] = [NAME, PHONE, CONSENT];
/// The consent's answers.
const YES: &str = "yes";
const NO: &str = "no";
const LATER: &str = "later";

/// A card in the making.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// The form.
    pub draft: Draft,
    /// The phone for which the same client was looked for.
    pub compared_phone: Option<String>,
    /// The name for which the same client was looked for.
    pub compared_name: Option<String>,
}

impl Sheet {
    /// A sheet with these answers, at the first question that they leave open.
    pub fn of(kind: card::Kind, source: Source, answers: BTreeMap<String, Answer>) -> Self {
        let mut sheet =
            Sheet { draft: form::resume(&[], answers), compared_phone: None, compared_name: None };
        sheet.put(KIND, Answer::One(kind.as_str().to_owned()));
        sheet.put(SOURCE, Answer::One(source.as_str().to_owned()));
        sheet.advance();
        sheet
    }

    /// A sheet of a shared contact.
    pub fn of_contact(phone: String, name: &str) -> Self {
        Self::of(card::Kind::Person, Source::Contact, BTreeMap::new()).with_contact(phone, name)
    }

    /// A sheet of a company, still empty.
    pub fn of_organisation() -> Self {
        Self::of(card::Kind::Organisation, Source::Visit, BTreeMap::new())
    }

    /// Takes a contact's phone, and its name where none was given.
    pub fn with_contact(mut self, phone: String, name: &str) -> Self {
        self.put(PHONE, Answer::Text(phone));
        let name = text::clean(name);
        if self.draft.text(NAME).is_none() && !name.is_empty() {
            self.put(NAME, Answer::Text(name));
        }
        self.advance();
        self
    }

    /// Phone and name that were not looked for yet.
    pub fn to_compare(&self) -> (Option<String>, Option<String>) {
        let new = |key, compared: &Option<String>| {
            self.draft.text(key).map(str::to_owned).filter(|now| Some(now) != compared.as_ref())
        };
        (new(PHONE, &self.compared_phone), new(NAME, &self.compared_name))
    }

    /// Nobody is the same, or the person says so.
    pub fn compared(mut self) -> Self {
        self.compared_phone = self.draft.text(PHONE).map(str::to_owned);
        self.compared_name = self.draft.text(NAME).map(str::to_owned);
        self
    }

    /// Takes the form's next draft. Another kind of client has other questions.
    pub fn take(&mut self, draft: Draft) {
        let kind = self.kind();
        self.draft = draft;
        if self.kind() != kind {
            self.advance();
        }
    }

    /// Whether the field is health data that the client has not agreed to.
    pub fn is_locked(&self, key: &str) -> bool {
        HEALTH.contains(&key) && (self.is_organisation() || self.lacks_consent())
    }

    /// Whether a person's consent to health data is still missing; a company has none to give.
    pub fn lacks_consent(&self) -> bool {
        !self.is_organisation() && self.draft.text(CONSENT) != Some(YES)
    }

    /// Takes out health data that a person did not agree to, once asked. True if there was any. A company has none: what was
    /// told before somebody made it one is not shown, and is there again if it was a slip.
    pub fn leave_out(&mut self) -> bool {
        let waits = self.lacks_consent() && !self.draft.answers.contains_key(CONSENT);
        if waits || !self.lacks_consent() {
            return false;
        }
        let out = HEALTH.map(|key| self.draft.answers.remove(key));
        out.into_iter().flatten().any(|answer| answer != Answer::Skipped)
    }

    /// Whether the person is asked for the client's consent.
    pub fn asks_consent(&self) -> bool {
        matches!(&self.draft.at, At::Field(key) | At::Edit(key) if key == CONSENT)
    }

    /// Whether the person is asked for the phone, and gave none so far.
    pub fn asks_phone(&self) -> bool {
        matches!(&self.draft.at, At::Field(key) if key == PHONE)
    }

    /// Whether anything was given beyond what is there from the start.
    pub fn is_given(&self) -> bool {
        let given = |(key, answer): (&String, &Answer)| {
            ![KIND, SOURCE].contains(&key.as_str()) && *answer != Answer::Skipped
        };
        self.draft.answers.iter().any(given)
    }

    /// The step on the way, from 1; the summary is the last.
    pub fn step(&self) -> i64 {
        let place = match &self.draft.at {
            At::Field(key) => ASKED.iter().position(|asked| asked == key),
            At::Summary | At::Edit(_) => None,
        };
        place.unwrap_or(ASKED.len()) as i64 + 1
    }

    /// The card, if there is a name or a phone.
    pub fn new_client(&self) -> Option<NewClient> {
        let name = self.draft.text(NAME).unwrap_or_default().to_owned();
        let phone = self.draft.text(PHONE).map(str::to_owned);
        if name.is_empty() && phone.is_none() {
            return None;
        }
        let known = |field: &Field| card::Field::parse(field.key);
        let facts = self.fields().into_iter().filter(|field| !self.is_locked(field.key));
        let facts = facts
            .filter_map(|field| Some((known(&field)?, self.draft.text(field.key)?.to_owned())));
        let source = self.draft.text(SOURCE).and_then(Source::parse);
        Some(NewClient {
            kind: self.kind(),
            name,
            phone,
            facts: facts.collect(),
            source: source.unwrap_or(Source::Visit),
            health_consent: match self.draft.text(CONSENT) {
                Some(YES) if !self.is_organisation() => Some(true),
                Some(NO) if !self.is_organisation() => Some(false),
                _ => None,
            },
            // The archive knows the rule (decisions 17).
            keeper: None,
        })
    }

    /// The fields of this kind of client.
    pub fn fields(&self) -> Vec<Field> {
        let line = || Kind::Text { max: LINE_GRAPHEMES_MAX };
        let mut fields = vec![
            Field { asked: true, ..field(NAME, Say::AskName, line()) },
            Field { asked: true, ..field(PHONE, Say::AskPhone, Kind::Phone) },
        ];
        let kind = required(
            KIND,
            Say::AskKind,
            words(card::Kind::ALL.iter().map(|kind| (kind.as_str(), kind.word()))),
        );
        if self.is_organisation() {
            fields.extend([
                kind,
                field(UNIT, Say::AskUnit, line()),
                field(TITLE, Say::AskTitle, line()),
                field(LEGAL_PERSON, Say::AskLegalPerson, line()),
            ]);
        } else {
            fields.extend([
                consent(),
                field(BIRTHDAY, Say::AskBirthday, Kind::Birthday),
                kind,
                field(ALLERGY, Say::AskAllergy, line()),
                field(NEEDS, Say::AskNeeds, line()),
                field(SKIN, Say::AskSkin, line()),
            ]);
        }
        fields.push(field(LIKES, Say::AskLikes, line()));
        fields.push(field(TOPICS, Say::AskTopics, line()));
        fields.push(required(
            SOURCE,
            Say::AskSource,
            words(Source::ALL.iter().map(|source| (source.as_str(), source.word()))),
        ));
        fields
    }

    fn kind(&self) -> card::Kind {
        self.draft.text(KIND).and_then(card::Kind::parse).unwrap_or(card::Kind::Person)
    }

    fn is_organisation(&self) -> bool {
        self.kind() == card::Kind::Organisation
    }

    fn put(&mut self, key: &str, answer: Answer) {
        self.draft.answers.insert(key.to_owned(), answer);
    }

    fn advance(&mut self) {
        let fields = self.fields();
        form::advance(&fields, &mut self.draft);
    }
}

/// The client's answer to the purpose, which is read aloud; it cannot be skipped, but it can wait.
fn consent() -> Field {
    let option = |key: &str, label| Pick { key: key.to_owned(), label: say(label) };
    let options = vec![
        option(YES, Say::ConsentYes),
        option(NO, Say::ConsentNo),
        option(LATER, Say::ConsentLater),
    ];
    Field {
        key: CONSENT,
        ask: Root::ClientConsent(client_consent::Say::Purpose),
        label: label(CONSENT),
        kind: Kind::One(options),
        asked: true,
        required: true,
        catches: false,
        quick: Vec::new(),
    }
}

fn required(key: &'static str, ask: Say, kind: Kind) -> Field {
    Field { required: true, ..field(key, ask, kind) }
}

fn field(key: &'static str, ask: Say, kind: Kind) -> Field {
    Field {
        key,
        ask: say(ask),
        label: label(key),
        kind,
        asked: false,
        required: false,
        catches: false,
        quick: Vec::new(),
    }
}

/// The name of a field in the summary.
fn label(key: &str) -> Word {
    Word::new("client-create-field-", key)
}

/// The words of a closed list as options.
fn words<'a>(list: impl Iterator<Item = (&'a str, Word)>) -> Kind {
    let option = |(key, word): (&str, Word)| Pick {
        key: key.to_owned(),
        label: Root::Common(Common::Term { word }),
    };
    Kind::One(list.map(option).collect())
}
