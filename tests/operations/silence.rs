//! `Debug`: what holds a secret or somebody's data has none, or prints nothing of it (F26, T14, R11).

use kartoteka::archive::{entity, erasure_journal, inbox, outbox};
use kartoteka::dialogue::effect::{Effect, Outcome};
use kartoteka::dialogue::screen::{Choice, Say, Screen};
use kartoteka::dialogue::{Ctx, Input, State, Step};
use kartoteka::model::card::{Fact, Kind, NewClient, Source};
use kartoteka::model::grave::Left;
use kartoteka::model::phone::Phone;
use kartoteka::model::policy::Role;
use kartoteka::model::trail::Exposure;
use kartoteka::model::{Actor, BranchId, StaffId};
use kartoteka::settings::{Database, Secret, Settings};
use kartoteka::telegram::Connection;
use kartoteka::telegram::upload::Document;
use kartoteka::telegram::wire::Refusal;
use kartoteka::turn::Office;
use kartoteka::turn::arrival::{Arrival, Came, Sender};
use kartoteka::turn::handle::HandleKey;
use kartoteka::turn::out::{Out, Parcel};
use kartoteka::turn::place::Place;
use std::fmt::Debug;

/// What must stand in nothing that is printed.
const CANARY: &str = "canary";

/// Compiles only if none of these types can be printed: with a `Debug` the trait's function would be ambiguous.
macro_rules! unprintable {
    ($($type:ty),* $(,)?) => {
        $(const _: fn() = || {
            trait Ambiguous<A> {
                fn is() {}
            }
            impl<T: ?Sized> Ambiguous<()> for T {}
            struct Printable;
            impl<T: ?Sized + Debug> Ambiguous<Printable> for T {}
            let _ = <$type as Ambiguous<_>>::is;
        };)*
    };
}

unprintable! {
    Settings, Secret, Database, kartoteka::archive::connect::Key, HandleKey,
    erasure_journal::JournalKey, kartoteka::archive::attachments::FilesKey,
    Connection, Document, Refusal, Office,
    inbox::Waiting, outbox::NewRow, Arrival, Came, Sender, Input,
    Ctx, State, Step, Place, Effect, Outcome, Screen, Say, Choice, Out, Parcel, Fact,
}

#[test]
fn what_holds_secrets_or_a_persons_data_prints_nothing_of_it() {
    let now = chrono::DateTime::UNIX_EPOCH;
    let text = || CANARY.to_owned();
    let printed: Vec<Box<dyn Debug>> = vec![
        Box::new(Actor { id: StaffId(1), name: text(), role: Role::Care, branch: BranchId(1) }),
        Box::new(Left { number: text(), person: text(), shown_at: now }),
        Box::new(Exposure { name: text(), role: Role::Care, cards: 1, times: 1 }),
        Box::new(Phone::from_e164("+8613800138001").expect("a phone")),
        Box::new(NewClient {
            kind: Kind::Person,
            name: text(),
            phone: Some(text()),
            facts: vec![(kartoteka::model::card::Field::Allergy, text())],
            source: Source::Visit,
            health_consent: None,
            keeper: None,
        }),
        Box::new(entity::fact::Model {
            id: 1,
            client_id: 1,
            field: text(),
            value: text(),
            source: text(),
            by_id: 1,
            at: now,
            ended_at: None,
        }),
    ];
    for value in printed {
        let shown = format!("{value:?} {value:#?}");
        assert!(!shown.contains(CANARY) && !shown.contains("13800"), "{shown}");
    }
}
