//! Two managers at once: one decision, one delivery, whichever way they reach the archive (F9, T6).
#![allow(clippy::print_stdout, reason = "the rounds are counted aloud")]

use crate::lending::{asks, emma, salon};
use crate::office::{Office, monday};
use crate::threats::rounds;
use kartoteka::archive::entity::loan::Model as Loan;
use kartoteka::archive::inbox::{self, Waiting};
use kartoteka::archive::loans::{self, Requested};
use kartoteka::archive::{Archive, staff};
use kartoteka::dialogue::{State, loan_decide};
use kartoteka::model::access::Part;
use kartoteka::model::lang::Lang;
use kartoteka::model::loan::{LoanForm, LoanStatus, Purpose, Term};
use kartoteka::model::policy::Role;
use kartoteka::model::{Actor, ClientId, LoanId, StaffId};
use kartoteka::turn::arrival::{Arrival, Came, Sender, UpdateKey};
use kartoteka::turn::desk::Desk;
use kartoteka::turn::handle::{Handle, HandleKey};
use kartoteka::turn::news::{News, spread};
use kartoteka::turn::out::{Out, Parcel};
use kartoteka::turn::{self, Office as House};
use std::time::Duration;

/// Rounds over HTTP.
const ROUNDS_HTTP: usize = 20;
/// Rounds on the archive; all of F9's where `KARTOTEKA_TEST_WHOLE` is set.
const ROUNDS_ARCHIVE: i64 = 1_000;
const ROUNDS_WHOLE: i64 = 10_000;
/// How often to look whether both presses are answered, on a busy machine.
const LOOKS_MAX: usize = 50;
/// When nothing was called for so long, what the presses set off is through.
const QUIET: Duration = Duration::from_millis(200);
const LENA: i64 = 101;
const MINA: i64 = 102;
const OLGA: i64 = 103;

#[tokio::test]
async fn two_presses_at_once_are_one_decision_over_http() {
    let (office, lena, mina) = salon().await;
    let (olga, _) = office.seat(OLGA, "Olga", Role::Owner, "en").await;
    olga.says("/start").await;
    for round in 0..ROUNDS_HTTP {
        asks(&lena, "2 hours").await;
        mina.reads().await;
        olga.reads().await;
        mina.presses("Approve").await;
        olga.presses("Deny").await;
        let before = office.sim.journal().calls("sendMessage").len();
        let answered = || office.sim.journal().calls("answerCallbackQuery").len();
        let both = answered() + 2;
        if round % 2 == 0 {
            mina.press_quietly("Yes, approve");
            olga.press_quietly("House rule");
        } else {
            olga.press_quietly("House rule");
            mina.press_quietly("Yes, approve");
        }
        for _ in 0..LOOKS_MAX {
            office.sim.idle(QUIET).await;
            if answered() >= both {
                break;
            }
        }
        let loan = loan(&office.archive, round as i64 + 1).await;
        assert!(is_decided_once(&loan), "round {round}: {}", loan.status);
        let journal = office.sim.journal();
        let sent = journal.calls("sendMessage").into_iter().skip(before);
        let delivered = sent.filter(|call| call["params"]["chat_id"] == LENA).count();
        assert_eq!(delivered, 1, "round {round}");
        let decided = if loan.status == "out" { "Approved by Mina" } else { "Denied by Olga" };
        for manager in [&mina, &olga] {
            let told = manager.chat().into_iter().any(|message| {
                message.text.contains(&loan.number) && message.text.contains(decided)
            });
            assert!(told, "round {round}: {decided}");
        }
    }
}

#[tokio::test]
async fn two_turns_at_once_are_one_decision_in_a_thousand_rounds() {
    let mut office = Office::open().await;
    office.stop().await;
    for (id, name, role) in
        [(LENA, "Lena", Role::Care), (MINA, "Mina", Role::Manager), (OLGA, "Olga", Role::Owner)]
    {
        office.seat(id, name, role, "en").await;
    }
    let client = office.client(emma()).await;
    let archive = &office.archive;
    let (mut approved, all) = (0, rounds(ROUNDS_ARCHIVE, ROUNDS_WHOLE));
    for round in 1..=all {
        let (mina, olga) = asked(archive, client, round).await;
        let turns = if round % 2 == 0 { [mina, olga] } else { [olga, mina] };
        let tasks = turns.map(|arrival| tokio::spawn(takes(archive.clone(), arrival)));
        let mut delivered = 0;
        for task in tasks {
            let parcels = task.await.expect("the turn does not panic");
            delivered += parcels.iter().filter(|parcel| is_delivery(parcel)).count();
        }
        let loan = loan(archive, round).await;
        assert!(is_decided_once(&loan), "round {round}: {}", loan.status);
        assert_eq!(delivered, 1, "round {round}");
        approved += usize::from(loan.status == "out");
    }
    println!("{all} rounds, one decision each; {approved} were approvals");
    println!("figure F9 | rounds of two decisions at once: not exactly one | 0 of {all}");
    assert!((1..all as usize).contains(&approved), "either can win: {approved}");
}

/// Decided, and by the one whose press this decision was.
fn is_decided_once(loan: &Loan) -> bool {
    let (mina, olga) = (Some(2), Some(3));
    matches!(loan.status.as_str(), "out" if loan.decided_by == mina)
        || matches!(loan.status.as_str(), "denied" if loan.decided_by == olga)
}

/// A message to the borrower; there is nothing else that she could get.
fn is_delivery(parcel: &Parcel) -> bool {
    parcel.chat == LENA && matches!(parcel.out, Out::Show { .. })
}

async fn loan(archive: &Archive, id: i64) -> Loan {
    loans::get(&archive.read().await.expect("a reader"), LoanId(id)).await.expect("the loan")
}

fn house() -> House {
    let handles = HandleKey::new([7; 32]);
    House { handles, bot_username: "salon_bot".into(), lang: Lang::En, locks: Default::default() }
}

async fn takes(archive: Archive, arrival: Arrival) -> Vec<Parcel> {
    let taken = archive.write(move |tx| {
        let arrival = arrival.clone();
        Box::pin(async move { turn::take(tx, &house(), &arrival, monday()).await })
    });
    taken.await.expect("the turn")
}

/// A request in front of both, one step before the decision; their presses, received but not taken. The owner came by
/// the list of what is out, so her screen is not refreshed and her press reaches the compare-and-set.
async fn asked(archive: &Archive, client: ClientId, round: i64) -> (Arrival, Arrival) {
    let made = archive.write(move |tx| {
        Box::pin(async move {
            let now = monday();
            // The round before is over, so that lent records do not pile up.
            loans::finish(tx, None, round - 1, LoanStatus::Out, LoanStatus::Ended, "", now).await?;
            let lena: Actor = staff::seated(tx, LENA).await?.expect("a seat").actor;
            let form = LoanForm {
                starts: None,
                client,
                purpose: Purpose::Visit,
                reason: String::new(),
                parts: vec![Part::Care],
                term: Term::Hours(2),
                paper: false,
            };
            let Requested::Asked(row, _) = loans::request(tx, &lena, &form, now).await? else {
                panic!("the request is sent")
            };
            let loan = LoanId(row.id);
            let office = house();
            let mut desk = Desk::new(tx, &office, now);
            let tell = |to, state, subject| News::Tell { to, state, subject };
            let approving = State::LoanDecide(loan_decide::State::Approving { loan });
            let denying = State::LoanDecide(loan_decide::State::DenyWhy { loan });
            let about = kartoteka::turn::news::about_request(loan.0);
            let news =
                vec![tell(StaffId(2), approving, Some(about)), tell(StaffId(3), denying, None)];
            spread(&mut desk, news).await?;
            let presses =
                [arrival(&desk.parcels[0], 2 * round), arrival(&desk.parcels[1], 2 * round + 1)];
            let rows: Vec<Waiting> = presses.iter().map(waiting).collect();
            inbox::receive(tx, &rows).await?;
            Ok(presses)
        })
    });
    let [mina, olga] = made.await.expect("the request");
    (mina, olga)
}

/// A press on the first button of what was shown.
fn arrival(parcel: &Parcel, update: i64) -> Arrival {
    let screen = parcel.screen.expect("a screen");
    let handle = Handle { screen, revision: parcel.revision, place: 0 };
    let data = HandleKey::new([7; 32]).write(parcel.chat, handle);
    Arrival {
        key: UpdateKey { bot: 1, epoch: 1, update },
        from: Sender { id: parcel.chat, name: String::new(), lang: Some("en".into()) },
        came: Came::Press { query: format!("q{update}"), message: None, data },
        message: None,
        at: monday(),
    }
}

fn waiting(arrival: &Arrival) -> Waiting {
    let UpdateKey { bot, epoch, update } = arrival.key;
    let (person, received_at) = (arrival.from.id, arrival.at);
    Waiting { bot, epoch, update, person, received_at, body: String::new(), attempts: 0 }
}
