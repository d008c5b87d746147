//! When a right ends, reading ends (F14, F15): a loan at its due moment through a simulated year, a seat at the press that
//! cuts it.
#![allow(clippy::print_stdout, reason = "what was tried is counted aloud")]

use crate::lending::{CANARY, UNASKED_QUIET, catch_up, lends, lent as has, minutes, read, salon};
use crate::office::{Office, Sample, monday};
use crate::threats::rounds;
use chrono::{DateTime, Days, Duration, Utc};
use kartoteka::archive::loan_decisions::{self, Decided};
use kartoteka::archive::loans::{self, Requested};
use kartoteka::archive::{Tx, cards, relations, staff};
use kartoteka::model::access::Part;
use kartoteka::model::card::Field;
use kartoteka::model::lang::Lang;
use kartoteka::model::loan::{Decision, LoanForm, Purpose, Term};
use kartoteka::model::policy::Role;
use kartoteka::model::{Actor, ClientId, LoanId};
use kartoteka::turn::desk::Desk;
use kartoteka::turn::handle::HandleKey;
use kartoteka::turn::{Office as House, perform};

/// Loans of a simulated year; all of them where `KARTOTEKA_TEST_WHOLE` is set.
const LOANS: i64 = 600;
const LOANS_WHOLE: i64 = 5_000;
/// Minutes of the year.
const YEAR_MINUTES: i64 = 365 * 24 * 60;
/// Clients whose records are lent.
const CLIENTS: i64 = 7;
/// The most that reading may outlive its term (F15).
const LATE_MAX: Duration = Duration::seconds(1);
/// Where the salon is: without summer time, with it, and with one of half an hour.
const ZONES: [chrono_tz::Tz; 3] =
    [chrono_tz::Asia::Shanghai, chrono_tz::America::New_York, chrono_tz::Australia::Lord_Howe];

/// A number out of a small generator.
fn dice(seed: i64, sides: i64) -> i64 {
    let mixed = (seed ^ 0x5deece66d).wrapping_mul(6_364_136_223_846_793_005).rotate_left(23);
    mixed.rem_euclid(sides)
}

/// Whether the record can be read now, by all the ways that lead to it.
async fn reads(tx: &Tx, who: &Actor, client: ClientId, now: DateTime<Utc>) -> bool {
    let (_, standing) =
        relations::known(tx, who, client, now).await.expect("it reads").expect("a client");
    let opened = cards::open(tx, who, client, None, None, now).await.expect("it reads");
    let view = opened.expect("a card").view;
    let told = view.facts.iter().any(|(field, _)| *field == Field::Skin);
    assert_eq!(told, standing.relations.lent.contains(&Part::Care));
    assert_eq!(told, view.shown.contains(&Part::Care));
    told
}

/// The nth loan of the year: asked for, decided later, and read around its end.
async fn lent(
    tx: &Tx,
    nth: i64,
    count: i64,
    lena: &Actor,
    mina: &Actor,
) -> kartoteka::archive::Result<()> {
    let client = ClientId(1 + nth % CLIENTS);
    let begins =
        monday() + Duration::minutes(nth * YEAR_MINUTES / count) + Duration::seconds(dice(nth, 60));
    let zone = ZONES[nth as usize % ZONES.len()];
    let term = match dice(nth, 4) {
        0 => Term::Until(begins.with_timezone(&zone).date_naive() + Days::new(dice(nth, 4) as u64)),
        hours => Term::Hours(hours as u32 * 5),
    };
    let parts = vec![Part::Care];
    let form = LoanForm {
        client,
        purpose: Purpose::Visit,
        reason: String::new(),
        parts,
        term,
        starts: None,
        paper: false,
    };
    let Requested::Asked(row, _) = loans::request(tx, lena, &form, begins).await? else {
        panic!("the request is sent")
    };
    assert!(!reads(tx, lena, client, begins).await, "loan {nth} was read before its approval");
    let decided = begins + Duration::minutes(dice(nth, 59));
    let done = loan_decisions::decide(tx, mina, &row, &Decision::Approve, zone, decided).await?;
    assert!(done == Decided::Done);
    let due = loans::get(tx, LoanId(row.id)).await?.due_at.expect("an end");
    for (at, may) in [
        (decided, true),
        (due - Duration::seconds(1), true),
        (due, false),
        (due + LATE_MAX, false),
        (due + Duration::days(40), false),
    ] {
        assert_eq!(reads(tx, lena, client, at).await, may, "loan {nth} due {due} at {at}");
    }
    // A clock that was put back opens nothing that the schedule has ended.
    let handles = HandleKey::new([7; 32]);
    let (lang, locks) = (Lang::En, Default::default());
    let house = House { handles, bot_username: "salon_bot".into(), lang, locks };
    perform::over(&Desk::new(tx, &house, due)).await?;
    assert!(!reads(tx, lena, client, due - Duration::seconds(1)).await, "loan {nth} came back");
    Ok(())
}

#[tokio::test]
async fn no_record_is_read_after_its_term_in_a_simulated_year() {
    let mut office = Office::open().await;
    office.stop().await;
    let count = rounds(LOANS, LOANS_WHOLE);
    for (id, name, role) in [(101, "Lena", Role::Care), (102, "Mina", Role::Manager)] {
        office.seat(id, name, role, "en").await;
    }
    for nth in 0..CLIENTS {
        let name = format!("Invented {nth}");
        let facts = vec![(Field::Skin, "dry")];
        office
            .client(Sample { name: &name, facts, consent: Some(true), ..Sample::default() })
            .await;
    }
    let year = office.archive.write(move |tx| {
        Box::pin(async move {
            let lena = staff::seated(tx, 101).await?.expect("a seat").actor;
            let mina = staff::seated(tx, 102).await?.expect("a seat").actor;
            for nth in 0..count {
                lent(tx, nth, count, &lena, &mina).await?;
            }
            Ok(())
        })
    });
    year.await.expect("the year");
    println!("{count} loans of a year, none read at its end or later");
    office.close().await;
}

#[tokio::test]
async fn a_shown_record_is_closed_within_a_second_of_its_end() {
    let (office, lena, mina) = salon().await;
    lends(&lena, &mina).await;
    let due = monday() + Duration::hours(2);
    let open = "SELECT count(*) FROM issue WHERE ended_at IS NULL AND staff_id = 1";
    assert!(office.counts(open).await > 0, "the record is shown");
    office.sim.clock().set(due - Duration::seconds(1));
    office.sim.idle(UNASKED_QUIET).await;
    assert!(lena.chat().iter().any(|message| message.text.contains("canary")), "still hers");
    office.sim.clock().set(due);
    office.sim.idle(UNASKED_QUIET).await;
    assert!(!lena.chat().iter().any(|message| message.text.contains("canary")), "it is gone");
    assert_eq!(office.counts(open).await, 0);
}

#[tokio::test]
async fn whoever_is_suspended_is_refused_at_the_next_update_and_everything_shown_goes() {
    let (office, lena, mina) = salon().await;
    for (nth, name) in ["Anna Sample", "Berta Sample", "Cora Sample"].into_iter().enumerate() {
        let phone = format!("+861380013810{nth}");
        let facts = vec![(Field::Skin, "canary dry")];
        let consent = Some(true);
        office.client(Sample { name, phone: Some(&phone), facts, consent, keeper: None }).await;
    }
    for name in ["emma", "anna", "berta", "cora"] {
        lena.says(name).await;
        for label in ["Borrow", "Visit", "Care", "2 hours", "Send"] {
            lena.presses(label).await;
        }
        mina.reads().await;
        mina.presses("Approve").await;
        mina.presses("Yes, approve").await;
        lena.reads().await;
    }
    lena.says("emma").await;
    let open = "SELECT count(*) FROM issue WHERE ended_at IS NULL AND staff_id = 1";
    let shown = office.counts(open).await;
    assert_eq!(shown, 5, "four lent records and a card");
    mina.says("/settings").await;
    for label in ["People", "Lena", "Suspend", "Phone lost"] {
        mina.presses(label).await;
    }
    let cut_at = office.sim.clock().now();
    mina.press_quietly("Yes, suspend");
    // Her next update is on its way at the same moment.
    lena.says_quietly("anna");
    read(&office, &[&lena, &mina]).await;
    assert_eq!(office.sim.clock().now(), cut_at, "in no time at all of the salon's");
    assert_eq!(office.counts(open).await, 0);
    let left = lena.chat().into_iter().filter(|message| !message.out);
    let left: Vec<String> = left.map(|message| message.text).collect();
    assert!(left.iter().all(|text| text.starts_with("This is a private service")), "{left:?}");
    assert_eq!(left.len(), 1, "her next update was refused");
    println!("{shown} showings recalled in 0 s of the salon's time; the next update was refused");
    office.close().await;
}

#[tokio::test]
async fn a_digest_that_fails_keeps_no_card_in_the_chat() {
    let (office, lena, mina) = salon().await;
    has(&office, &lena, &mina).await;
    office
        .alters("CREATE TRIGGER broken BEFORE INSERT ON digest BEGIN SELECT RAISE(ABORT, ''); END")
        .await;
    // One look ends the loan, sweeps the evening and cannot note the digests.
    minutes(&office, 6 * 60 + 59);
    catch_up(&office, &[&lena, &mina]).await;
    assert!(lena.chat().iter().all(|message| !message.text.contains(CANARY)));
    office.alters("DROP TRIGGER broken").await;
    catch_up(&office, &[&lena, &mina]).await;
    office.close().await;
}
