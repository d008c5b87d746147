//! What a second press, an older screen or a forged order must not do: the archive and the gate look for themselves,
//! whatever the screens offer (T1, T6).

use crate::lending::{
    LENA, MINA, OLGA, approves, catch_up, emma, fills, keeper_and_manager, minutes, read, reseats,
    salon_of, salon_with,
};
use crate::office::{Office, Sample, monday};
use crate::refusals::house;
use chrono::Duration;
use kartoteka::archive::papers::{self, Handed};
use kartoteka::archive::{loan_pack_decisions, loan_packs, pins, staff};
use kartoteka::dialogue::effect::{Effect, LoanEffect, Outcome, StaffEffect};
use kartoteka::dialogue::house_rules::HouseEffect;
use kartoteka::dialogue::loan_pack::PackEffect;
use kartoteka::dialogue::rights::{Right, RightEffect};
use kartoteka::dialogue::staff_away::AwayEffect;
use kartoteka::dialogue::staff_people::PeopleEffect;
use kartoteka::dialogue::staff_pin::PinEffect;
use kartoteka::model::access::InChat;
use kartoteka::model::card::Field;
use kartoteka::model::loan::Decision;
use kartoteka::model::loan_pack::PackDecision;
use kartoteka::model::loan_rule::{Key, Rule, Values};
use kartoteka::model::people::LastDay;
use kartoteka::model::policy::Role;
use kartoteka::model::{ClientId, ConfirmationId, InviteId, LoanId, PackId, RuleId, StaffId};
use kartoteka::turn::desk::Desk;
use kartoteka::turn::perform::{self, Performed};

/// What becomes of work that this person's dialogue orders now.
async fn orders<T: Send + 'static>(
    office: &Office,
    who: StaffId,
    effect: Effect,
    told: fn(Performed) -> T,
) -> T {
    let now = office.sim.clock().now();
    let done = office.archive.write(move |tx| {
        let effect = effect.clone();
        Box::pin(async move {
            let house = house();
            let desk = Desk::new(tx, &house, now);
            let reader = desk.reader(who).await?.expect("a seat");
            Ok(told(perform::perform(&desk, &reader.ctx, effect).await?))
        })
    });
    done.await.expect("the work is answered")
}

/// Whether this person is given the copy of the first confirmation.
async fn is_given(office: &Office, who: StaffId) -> bool {
    let copy = Effect::Right(RightEffect::Copy { confirmation: ConfirmationId(1) });
    let told = |performed| matches!(performed, Performed::Done(Outcome::Right(Right::Copy(_)), _));
    orders(office, who, copy, told).await
}

#[tokio::test]
async fn a_copy_is_given_once_it_is_confirmed_to_who_asked_and_for_three_days() {
    let (office, kira, mina) = keeper_and_manager(["en", "en"]).await;
    let (kira_id, mina_id) = (StaffId(1), StaffId(2));
    fills(&kira, "emma", &["Rights", "Client's copy", "Ask for the copy"]).await;
    mina.reads().await;
    assert!(!is_given(&office, kira_id).await, "nobody has confirmed it");
    mina.presses("Confirm").await;
    mina.presses("Yes, hand it out").await;
    read(&office, &[&kira]).await;
    assert!(is_given(&office, kira_id).await);
    assert!(!is_given(&office, mina_id).await, "it is for who asked");
    minutes(&office, 72 * 60);
    catch_up(&office, &[&kira, &mina]).await;
    assert!(!is_given(&office, kira_id).await, "a confirmation is worth something for a while");
    office.close().await;
}

/// What waits behind the lock, for an owner: decisions and recalls, seats, rules, grave acts (T13).
fn behind_the_lock() -> Vec<Effect> {
    let (loan, pack, staff) = (LoanId(1), PackId(1), StaffId(1));
    let (reason, until) = (String::new(), monday().date_naive());
    let last = LastDay { day: until, reason: String::new(), heir: None };
    let rule = Rule { key: Key::default(), values: Values::default() };
    let approve = PackDecision::Approve { without: Vec::new(), answer: String::new() };
    vec![
        Effect::Loan(LoanEffect::Decide { loan, decision: Decision::Approve }),
        Effect::Loan(LoanEffect::Recall { loan, reason: reason.clone() }),
        Effect::Loan(LoanEffect::SaveRule { id: None, rule }),
        Effect::Loan(LoanEffect::DeleteRule { id: RuleId(1) }),
        Effect::Pack(PackEffect::Decide { pack, decision: approve }),
        Effect::Pack(PackEffect::Recall { pack, reason }),
        Effect::People(PeopleEffect::ChangeRole { staff, role: Role::Care }),
        Effect::People(PeopleEffect::LetIn { staff }),
        Effect::People(PeopleEffect::Leave { staff, heir: None, reason: String::new() }),
        Effect::People(PeopleEffect::NoteLeaving { staff, last }),
        Effect::People(PeopleEffect::TakeLeavingBack { staff }),
        Effect::Staff(StaffEffect::Confirm { invite: InviteId(1), accept: true }),
        Effect::Right(RightEffect::Decide { confirmation: ConfirmationId(1), confirm: true }),
        Effect::Right(RightEffect::DecideRestore { confirm: true }),
        Effect::Away(AwayEffect::Appoint { to: staff, until }),
        Effect::House(HouseEffect::SetInChat(InChat::ALL[0])),
        Effect::Pin(PinEffect::Require(true)),
    ]
}

#[tokio::test]
async fn all_that_weighs_waits_for_the_pin() {
    let (office, [(_, olga_id)]) = salon_of([OLGA]).await;
    let set = office.archive.write(move |tx| {
        Box::pin(async move { pins::set(tx, olga_id, "an.invented.hash", monday()).await })
    });
    set.await.expect("a PIN");
    let is_locked = |performed| matches!(performed, Performed::Locked(_));
    for (nth, effect) in behind_the_lock().into_iter().enumerate() {
        let action = effect.needs();
        assert!(orders(&office, olga_id, effect, is_locked).await, "{action:?} ({nth})");
    }
    for effect in [Effect::Away(AwayEffect::Standing), Effect::People(PeopleEffect::List)] {
        assert!(!orders(&office, olga_id, effect, is_locked).await, "looking does not wait");
    }
    office.close().await;
}

#[tokio::test]
async fn nobody_decides_a_pack_that_is_their_own() {
    let (office, [(lena, lena_id), (mina, mina_id)]) = salon_of([LENA, MINA]).await;
    office.books(ClientId(1), lena_id, monday() + Duration::hours(16)).await;
    lena.says("/start").await;
    for label in ["My loans", "Tomorrow's pack", "Ask for all"] {
        lena.presses(label).await;
    }
    mina.reads().await;
    reseats(&office, lena_id, Role::Manager).await;
    let tx = office.archive.read().await.expect("a reader");
    let row = loan_packs::get(&tx, PackId(1)).await.expect("the pack");
    for (id, may) in [(lena_id, false), (mina_id, true)] {
        let who = staff::by_id(&tx, id).await.expect("a reader").expect("a seat").actor;
        let decides = loan_pack_decisions::may_decide(&tx, &who, &row, monday()).await;
        assert_eq!(decides.expect("a reader"), may, "{}", who.name);
    }
    drop(tx);
    office.close().await;
}

#[tokio::test]
async fn a_paper_file_is_handed_out_once() {
    let mut facts = emma().facts;
    facts.push((Field::PaperFile, "cabinet 2, drawer 3"));
    let seats = [LENA, MINA, ("Kim", Role::Keeper, "en")];
    let (office, [(lena, _), (mina, _), (kim, kim_id)]) =
        salon_with(Sample { facts, ..emma() }, seats).await;
    fills(&lena, "emma", &["Borrow", "Visit", "Documents", "Yes", "2 hours", "Send"]).await;
    mina.reads().await;
    approves(&mina).await;
    read(&office, &[&lena]).await;
    catch_up(&office, &[&kim]).await;
    let handed = office.archive.write(move |tx| {
        Box::pin(async move {
            let who = staff::by_id(tx, kim_id).await?.expect("a seat").actor;
            let row = papers::of_loan(tx, LoanId(1)).await?.expect("it was asked for");
            let later = monday() + Duration::minutes(5);
            let first = papers::hand_out(tx, &who, &row, monday()).await?;
            Ok([first, papers::hand_out(tx, &who, &row, later).await?])
        })
    });
    assert!(handed.await.expect("two presses") == [Handed::Done, Handed::Not]);
    office.close().await;
}

#[tokio::test]
async fn a_cancelled_booking_opens_the_card_no_more() {
    let seats = [LENA, ("Fei", Role::FrontDesk, "en")];
    let (office, [(lena, lena_id), (fei, _)]) = salon_of(seats).await;
    office.books(ClientId(1), lena_id, monday() + Duration::minutes(30)).await;
    lena.says("emma").await;
    assert!(lena.screen().text.contains("canary dry"), "she is booked today");
    fills(&fei, "emma", &["Bookings", "17:30", "Cancel booking", "Yes, cancel it"]).await;
    catch_up(&office, &[&lena]).await;
    lena.says("emma").await;
    assert!(!lena.screen().text.contains("canary dry"), "{}", lena.screen().text);
    office.close().await;
}
