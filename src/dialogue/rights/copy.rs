//! The client's copy, once confirmed: a PDF of everything that is kept about them, in front of who asked for it: a notice
//! (access.md "Acts that need more"; GDPR 15, PIPL 45, PIPA 35).
//!
//! ```text
//! Given -- Home --> Home
//! ```

use super::{Right, RightEffect};
use crate::dialogue::effect::{Effect, Outcome};
use crate::dialogue::paper::Paper;
use crate::dialogue::screen::{Common, Say as Root, Screen, home};
use crate::dialogue::{Ctx, Input, State as Place, Step, puzzled};
use crate::model::ConfirmationId;
use crate::model::access::Part;
use crate::model::card::{Fact, Field, PastVisit};
use crate::model::grave::ClientCopy;
use crate::model::value::{Day, Moment, Money, Word};
use serde::{Deserialize, Serialize};

/// Where it stands.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum State {
    /// Handed to who asked.
    Given { confirmation: ConfirmationId },
}

/// What it says.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub enum Say {
    Title { number: String },
    HandOver { until: Moment },
    Gone,
    Business,
    Made,
    Number,
    Name,
    Phone,
    Keeper,
    Since,
    On { day: Day },
    Consents,
    Visits,
    Visit { at: Moment },
    VisitBy { by: String },
    ConsentGiven { at: Moment },
    ConsentRefused { at: Moment },
    ConsentUnasked,
    VisitServices { names: Vec<String> },
    VisitEffect { value: i64 },
    VisitNote { note: String },
    VisitPhotos { count: i64 },
    VisitAmount { money: Money },
    VisitNext { on: Day },
    Bookings,
    Booking { at: Moment },
    Corrections,
    Correction { at: Moment, old: String, new: String, reason: String },
    Seen,
    SeenBy { roles: Vec<Word> },
    Nothing,
}

/// Reads the copy.
pub fn show(_ctx: &Ctx, state: State) -> Step {
    let State::Given { confirmation } = state;
    Step::Do(state.into(), Effect::Right(RightEffect::Copy { confirmation }))
}

/// Takes nothing but what every screen takes.
pub fn step(_ctx: &Ctx, state: State, input: Input) -> Step {
    puzzled(state.into(), input)
}

/// Takes the copy.
pub fn resume(_ctx: &Ctx, state: State, outcome: Outcome) -> Step {
    match outcome {
        Outcome::Right(Right::Copy(copy)) => {
            let until = copy.until.into();
            let mut screen = Screen::of(title(&copy)).line(say(Say::HandOver { until }));
            screen.issue = Some(copy.issue);
            Step::Wait(state.into(), screen.row([home()]).paper(paper(&copy)))
        }
        Outcome::Right(Right::CopyGone) => Step::End(Screen::of(say(Say::Gone)).row([home()])),
        _ => unreachable!("a copy is there or not"),
    }
}

impl From<State> for Place {
    fn from(state: State) -> Self {
        Place::Rights(super::State::Copy(state))
    }
}

fn title(copy: &ClientCopy) -> Root {
    say(Say::Title { number: copy.card.number.clone() })
}

fn paper(copy: &ClientCopy) -> Paper {
    let card = &copy.card;
    let mut paper = Paper::new(&card.number, title(copy));
    paper = paper.field(say(Say::Business), plain(&copy.business));
    paper = paper.field(say(Say::Made), on(copy.day));
    paper = paper.field(say(Say::Number), plain(&card.number));
    paper = paper.field(say(Say::Name), plain(&card.name));
    for phone in &card.phones {
        paper = paper.field(say(Say::Phone), plain(&phone.national()));
    }
    if let Some((_, keeper)) = &card.keeper {
        paper = paper.field(say(Say::Keeper), plain(keeper));
    }
    paper = paper.field(say(Say::Since), on(copy.since.date_naive()));
    for part in Part::ALL {
        let facts: Vec<_> = card.facts.iter().filter(|fact| fact.field.part() == *part).collect();
        if facts.is_empty() {
            continue;
        }
        paper = paper.heading(term(Word::new("rights-copy-part-", part.as_str())));
        for fact in facts {
            paper = paper.field(term(fact.field.word()), value(fact));
        }
    }
    paper = paper.heading(say(Say::Consents));
    for (purpose, said) in &copy.register.words {
        let purpose = term(purpose.word());
        let said = match said {
            Some(said) if said.given => Say::ConsentGiven { at: said.at.into() },
            Some(said) => Say::ConsentRefused { at: said.at.into() },
            None => Say::ConsentUnasked,
        };
        paper = paper.field(purpose, say(said));
    }
    history(visits(paper, &card.visits), copy)
}

fn visits(paper: Paper, visits: &[PastVisit]) -> Paper {
    let mut paper = paper.heading(say(Say::Visits));
    for visit in visits {
        // The moment on the left, what was done on the right, line by line.
        let mut at = say(Say::Visit { at: visit.at.into() });
        let by = Some(Say::VisitBy { by: visit.by.clone() });
        let names: Vec<String> = visit.services.iter().chain(&visit.products).cloned().collect();
        let lines = [
            by,
            (!names.is_empty()).then_some(Say::VisitServices { names }),
            visit.effect.map(|value| Say::VisitEffect { value: value.into() }),
            visit.note.clone().map(|note| Say::VisitNote { note }),
            (visit.photos > 0).then(|| Say::VisitPhotos { count: visit.photos.into() }),
            visit.amount.map(|minor| Say::VisitAmount { money: Money { minor } }),
            visit.next_on.map(|day| Say::VisitNext { on: day.into() }),
        ];
        for line in lines.into_iter().flatten() {
            paper = paper.field(std::mem::replace(&mut at, plain("")), say(line));
        }
    }
    if visits.is_empty() { paper.text(say(Say::Nothing)) } else { paper }
}

fn history(paper: Paper, copy: &ClientCopy) -> Paper {
    let mut paper = paper.heading(say(Say::Bookings));
    let none = |empty: bool| empty.then(|| say(Say::Nothing));
    let bookings = copy.booked.iter().map(|at| say(Say::Booking { at: (*at).into() }));
    paper = bookings.chain(none(copy.booked.is_empty())).fold(paper, Paper::text);
    paper = paper.heading(say(Say::Corrections));
    for row in &copy.corrected {
        let (old, new) = (row.old.clone().unwrap_or_default(), row.new.clone().unwrap_or_default());
        let reason = row.reason.clone();
        let told = say(Say::Correction { at: row.at.into(), old, new, reason });
        paper = paper.field(term(row.detail.word()), told);
    }
    paper = none(copy.corrected.is_empty()).into_iter().fold(paper, Paper::text);
    paper = paper.heading(say(Say::Seen));
    for seen in &copy.seen {
        let roles = seen.roles.iter().map(|role| role.word()).collect();
        paper = paper.field(on(seen.day), say(Say::SeenBy { roles }));
    }
    none(copy.seen.is_empty()).into_iter().fold(paper, Paper::text)
}

/// A fact as the card words it.
fn value(fact: &Fact) -> Root {
    match (fact.field, fact.value.parse::<chrono::NaiveDate>()) {
        (Field::Birthday, Ok(day)) => on(day),
        _ => plain(&fact.value),
    }
}

fn on(day: chrono::NaiveDate) -> Root {
    say(Say::On { day: day.into() })
}

fn term(word: Word) -> Root {
    Root::Common(Common::Term { word })
}

fn plain(text: &str) -> Root {
    Root::Common(Common::Plain { text: text.to_owned() })
}

fn say(say: Say) -> Root {
    Root::RightsCopy(say)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::card::{Card, Kind, Source};
    use crate::model::consent::{ConsentFor, Register};
    use crate::model::correct::Detail;
    use crate::model::grave::Corrected;
    use crate::model::phone::Phone;
    use crate::model::policy::Role;
    use crate::model::trail::SeenOn;
    use crate::model::{BranchId, ClientId, IssueId, StaffId, VisitId};
    use chrono::{DateTime, TimeZone, Utc};

    fn card(at: DateTime<Utc>) -> Card {
        let fact = |field: &Field| {
            let value = format!("<{}>", field.as_str());
            Fact { field: *field, value, source: Source::Visit, at }
        };
        let visit = PastVisit {
            id: VisitId(1),
            at,
            by: "Mina".into(),
            services: vec!["peel".into()],
            products: vec!["serum".into()],
            effect: Some(4),
            note: Some("calm".into()),
            photos: 2,
            amount: Some(9_900),
            next_on: Some(at.date_naive()),
        };
        Card {
            id: ClientId(1),
            branch: BranchId(1),
            number: "A-0001".into(),
            kind: Kind::Person,
            name: "Emma Sample".into(),
            keeper: Some((StaffId(3), "Lena".into())),
            phones: Phone::from_e164("+8613800138001").into_iter().collect(),
            facts: Field::ALL.iter().map(fact).collect(),
            health_consent: false,
            held: false,
            paper_lost: None,
            visits: vec![visit],
            spend: 9_900,
        }
    }

    #[test]
    fn the_copy_holds_every_field_every_visit_and_of_its_readers_the_roles_alone() {
        let at = Utc.with_ymd_and_hms(2026, 3, 2, 9, 0, 0).unwrap();
        let correction = Corrected {
            at,
            detail: Detail::Name,
            old: Some("Ema".into()),
            new: Some("Emma".into()),
            reason: "a slip".into(),
        };
        let words = ConsentFor::ALL.iter().map(|purpose| (*purpose, None)).collect();
        let copy = ClientCopy {
            business: "Invented Salon".into(),
            day: at.date_naive(),
            issue: IssueId(9),
            until: at,
            card: card(at),
            since: at,
            register: Register { number: "A-0001".into(), words },
            booked: vec![at],
            corrected: vec![correction],
            seen: vec![SeenOn { day: at.date_naive(), roles: vec![Role::Care] }],
        };
        let paper = paper(&copy);
        assert_eq!(paper.name, "A-0001", "the file bears the number, not the client");
        let told = serde_json::to_string(&paper.lines).unwrap();
        for field in Field::ALL {
            assert!(told.contains(&format!("<{}>", field.as_str())), "{field:?}");
        }
        let visit = ["peel", "serum", "VisitEffect", "calm", "VisitPhotos", "9900", "VisitNext"];
        for words in
            ["Invented Salon", "Emma Sample", "138 0013 8001", "Lena", "Booking", "Ema", "a slip"]
        {
            assert!(told.contains(words), "{words}");
        }
        for words in visit {
            assert!(told.contains(words), "{words}");
        }
        let seen = paper.lines.last().map(|line| serde_json::to_string(line).unwrap());
        assert!(seen.is_some_and(|line| line.contains("care") && !line.contains("Mina")));
    }
}
