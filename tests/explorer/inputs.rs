//! Everything that a person can do, every door, and every notice.

use crate::fixture::{now, today};
use crate::shape::{json, shape, tags};
use kartoteka::dialogue::effect::{Effect, LoanEffect};
use kartoteka::dialogue::rights::{self, Way, emergency};
use kartoteka::dialogue::screen::{Choice, Door};
use kartoteka::dialogue::{
    Input, Odd, State, alert, booking, digest_work, house_rules, loan_decide, loan_form, loan_pack,
    loan_read, loan_request, paper_file, staff_away, staff_people, staff_pin, trail_check,
    violations,
};
use kartoteka::model::access::InChat;
use kartoteka::model::backup::Tried;
use kartoteka::model::paper::Rung;
use kartoteka::model::trail::Mark;
use kartoteka::model::visit::PhotoRef;
use kartoteka::model::{
    AlertId, ClientId, ConfirmationId, EmergencyId, LeavingId, LoanId, PackId, StaffId, VisitId,
};
use serde_json::json;
use std::collections::BTreeMap;

/// The name of a press that belongs to another screen.
pub const OLD_BUTTON: &str = "old button";

/// Where somebody waits: the state, and what can be pressed.
pub struct Place {
    /// The state.
    pub state: State,
    /// What its buttons mean.
    pub buttons: Vec<Choice>,
}

/// Everything that a person can do in a place: write, send, press what is shown, and press what is not.
pub fn inputs(place: &Place) -> Vec<(String, Input)> {
    let texts = ["two words", "", "12.03.2026", "42", "010-0000-0000", &"字".repeat(2_000)];
    let photo = PhotoRef { file_id: "f 1".into(), unique_id: "u 1".into(), size: Some(9) };
    let sent = |caption| Input::Photo { photo: photo.clone(), caption };
    let foreign = match &place.state {
        State::LoanRequest(_) => Choice::Read(loan_read::Choice::Now),
        _ => Choice::Request(loan_request::Choice::Withdraw),
    };
    let contact = Input::Contact { phone: "+82 10 0000 0000".into(), name: "Shared Name 1".into() };
    let mut inputs: Vec<(String, Input)> =
        texts.iter().map(|text| ("words".to_owned(), Input::Text((*text).to_owned()))).collect();
    inputs.push(("contact".into(), contact));
    inputs.push(("photo".into(), sent(None)));
    inputs.push(("photo".into(), sent(Some("a caption".into()))));
    inputs.push((OLD_BUTTON.into(), Input::Press(foreign)));
    inputs.extend(Odd::ALL.iter().map(|odd| ("odd".to_owned(), Input::Odd(*odd))));
    // Of buttons that differ only in what they name, the first and the last.
    let mut shown: BTreeMap<String, Vec<&Choice>> = BTreeMap::new();
    for choice in &place.buttons {
        shown.entry(shape(&json(choice)).to_string()).or_default().push(choice);
    }
    for choices in shown.values() {
        let ends = [choices.first(), choices.last().filter(|_| choices.len() > 1)];
        for choice in ends.into_iter().flatten() {
            // Back, Cancel, Undo and drafts are turn's; a door is entered as such.
            let own = !matches!(
                choice,
                Choice::Back
                    | Choice::Cancel
                    | Choice::Undo(_)
                    | Choice::Resume(_)
                    | Choice::Discard(_)
                    | Choice::Again
                    | Choice::Clear
                    | Choice::Go(_)
            );
            if own {
                inputs.push((tags(&json(choice)).join(" "), Input::Press((*choice).clone())));
            }
        }
    }
    inputs
}

/// Every door.
pub fn doors() -> Vec<Door> {
    let client = ClientId(3);
    vec![
        Door::Home,
        Door::More,
        Door::Find,
        Door::Search { query: "two words".into() },
        Door::Create { name: String::new() },
        Door::Create { name: "Some Name 1".into() },
        Door::Card { client },
        Door::Visits { client },
        Door::History { client },
        Door::Consent { client },
        Door::Edit { client },
        Door::Register { client },
        Door::LogVisit { client },
        Door::AmendVisit { visit: VisitId(8) },
        Door::Consult { client },
        Door::Reveal { client },
        Door::Originals { client },
        Door::Bookings { client },
        Door::Borrow { client },
        Door::Extend { client },
        Door::Loans,
        Door::LoansOut,
        Door::Pack,
        Door::Packs,
        Door::LoanRules,
        Door::LoanForm { loan: LoanId(7) },
        Door::Papers,
        Door::Paper { loan: LoanId(7) },
        Door::Violations,
        Door::FollowUps,
        Door::Seats,
        Door::Invite,
        Door::People,
        Door::Person { staff: StaffId(6) },
        Door::Away,
        Door::Pin,
        Door::Settings,
        Door::Trail,
        Door::Incident,
        Door::InChat,
        Door::Kept,
        Door::Rights(Way::Client { client }),
        Door::Rights(Way::Emergency { client }),
        Door::Rights(Way::Book),
        Door::Rights(Way::Retention),
        Door::Help,
        Door::Privacy,
    ]
}

/// Notices of what somebody else did.
fn told(loan: LoanId) -> Vec<State> {
    let told = |in_chat| State::HouseRules(house_rules::State::Told { in_chat });
    let mut states: Vec<State> = [InChat::Masked, InChat::Off].map(told).into();
    states.extend(
        [staff_people::State::Reseated, staff_people::State::Restored].map(State::StaffPeople),
    );
    let over = |heir: Option<&str>, ended| {
        let (name, heir) = ("Colleague 6".to_owned(), heir.map(str::to_owned));
        State::StaffPeople(staff_people::State::Over { name, heir, ended })
    };
    states.extend([over(Some("Colleague 7"), true), over(None, true), over(None, false)]);
    let given = |left| {
        let by = "Colleague 6".to_owned();
        State::DigestWork(digest_work::State::Given { by, left })
    };
    states.extend([given(false), given(true)]);
    states.push(State::PaperFile(paper_file::State::One { loan }));
    states.push(State::PaperFile(paper_file::State::Marked { loan }));
    states.push(State::PaperFile(paper_file::State::NotHere { loan }));
    let more =
        |in_chat| State::HouseRules(house_rules::State::More { in_chat, by: "Colleague 6".into() });
    states.extend([InChat::Masked, InChat::On].map(more));
    let (name, by) = ("Colleague 6".to_owned(), "Colleague 7".to_owned());
    states.push(State::StaffPeople(staff_people::State::Stayed { name, by }));
    let visit = |cancelled| {
        let (client, number, visit) = (ClientId(3), "A-0147".to_owned(), now());
        State::Booking(booking::State::Told { client, number, visit, cancelled })
    };
    states.extend([true, false].map(visit));
    let sent = rights::confirm::State::Sent { confirmation: ConfirmationId(3) };
    states.push(sent.into());
    states.push(State::Violations(violations::State::Lifted { reason: "a reason".into() }));
    let told = |(rung, _)| State::PaperFile(paper_file::State::Told { loan, rung });
    states.extend(Rung::ALL.map(told));
    states
}

/// The states that the archive's work opens, not a door.
pub fn notices() -> Vec<State> {
    let (loan, pack) = (LoanId(7), PackId(4));
    let digest = |late| State::DigestWork(digest_work::State::Digest { day: today(), late });
    let day = today().pred_opt().unwrap();
    let mut states = vec![
        State::LoanDecide(loan_decide::State::Asked { loan }),
        State::Alert(alert::State::Told { alert: AlertId(6) }),
        State::Alert(alert::State::Leaver { leaving: LeavingId(5) }),
        State::LoanDecide(loan_decide::State::Late { loan, deputy: false }),
        State::LoanDecide(loan_decide::State::Late { loan, deputy: true }),
        State::LoanForm(loan_form::State::Printed { loan }),
        State::LoanPack(loan_pack::State::Asked { pack }),
        State::LoanPack(loan_pack::State::Late { pack, deputy: false }),
        State::LoanPack(loan_pack::State::Late { pack, deputy: true }),
        State::LoanPack(loan_pack::State::Told { pack }),
        State::LoanRequest(loan_request::State::TurnCame { loan }),
        State::StaffAway(staff_away::State::Told { name: "Colleague 6".into(), until: now() }),
        State::LoanRead(loan_read::State::Open { loan }),
        State::LoanRead(loan_read::State::Reminder { loan }),
        State::LoanRead(loan_read::State::Moved { loan }),
        State::TrailCheck(trail_check::State::Anchor {
            mark: Mark::of(12, "0123456789abcdef"),
            backup: Some(Tried { at: now(), rows: 12 }),
        }),
        State::TrailCheck(trail_check::State::NoBackup { since: now() }),
        State::TrailCheck(trail_check::State::Alarm),
        rights::asked(ConfirmationId(3)),
        rights::copy::State::Given { confirmation: ConfirmationId(3) }.into(),
        emergency::State::Review { emergency: EmergencyId(9) }.into(),
        rights::restore::State::Asked.into(),
        rights::restore::State::Stopping.into(),
        rights::restore::State::Open { made_at: now() }.into(),
        digest(false),
        digest(true),
        State::DigestWork(digest_work::State::Digest { day, late: true }),
    ];
    states.extend(told(loan));
    let recall = LoanEffect::Recall { loan, reason: "a reason".into() };
    let then = staff_pin::Then::Work(Box::new(Effect::Loan(recall)));
    for then in [then, staff_pin::Then::Change] {
        // Whole PINs first: the walk takes all counts but none for one.
        for typed in [4, 0] {
            states.extend(
                [
                    staff_pin::State::Asking { typed, then: then.clone() },
                    staff_pin::State::Choosing { typed, then: then.clone() },
                    staff_pin::State::Repeating { typed, then: then.clone() },
                ]
                .map(State::StaffPin),
            );
        }
    }
    let alert = staff_pin::State::Alert { name: "Colleague 6".into(), until: now() };
    states.extend([alert, staff_pin::State::Reset { at: now() }].map(State::StaffPin));
    // These dialogues may still be to come: then their states do not parse.
    let later = [json!({"StaffConfirm": {"Accepted": {"invite": 2}}}), json!({"Help": "Welcome"})];
    states.extend(later.into_iter().filter_map(|state| serde_json::from_value(state).ok()));
    states
}
