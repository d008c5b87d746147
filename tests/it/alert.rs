//! Alerts about unusual reading: cards that nothing explains, and what can be done about it (T3, D12).

use crate::lending::{late_digests, read};
use crate::office::{Office, Sample, monday};
use chrono::Duration;
use kartoteka::archive::loans::Requested;
use kartoteka::archive::{Result, Tx, emergencies, loan_decisions, loans, visits};
use kartoteka::model::access::Part;
use kartoteka::model::loan::{Decision, LoanForm, Purpose, Term};
use kartoteka::model::policy::Role;
use kartoteka::model::visit::NewVisit;
use kartoteka::model::{Actor, BranchId, ClientId, StaffId};
use simulator::Person;

/// People in front of the bot, the watchers in three languages.
struct Salon {
    office: Office,
    lena: Person,
    fei: Person,
    mina: Person,
    olga: Person,
    kira: Person,
    ids: [StaffId; 3],
}

async fn salon() -> Salon {
    let office = Office::open().await;
    let (lena, lena_id) = office.seat(101, "Lena", Role::Care, "en").await;
    let (fei, fei_id) = office.seat(102, "Fei", Role::FrontDesk, "en").await;
    let (mina, mina_id) = office.seat(103, "Mina", Role::Manager, "en").await;
    let (olga, olga_id) = office.seat(104, "Olga", Role::Owner, "zh").await;
    let (kira, kira_id) = office.seat(105, "Kira", Role::Keeper, "ko").await;
    late_digests(&office, vec![lena_id, fei_id, mina_id, olga_id, kira_id]).await;
    for watcher in [&mina, &olga, &kira] {
        watcher.says("/start").await;
    }
    Salon { office, lena, fei, mina, olga, kira, ids: [lena_id, fei_id, mina_id] }
}

fn actor(id: StaffId, role: Role) -> Actor {
    Actor { id, name: String::new(), role, branch: BranchId(1) }
}

/// The name of an invented client; each is found alone.
fn named(number: u32) -> String {
    format!("Invented {}", char::from_u32(0x4e00 + number).expect("a letter"))
}

impl Salon {
    async fn client(&self, number: u32, keeper: Option<StaffId>) -> ClientId {
        let name = named(number);
        self.office.client(Sample { name: &name, keeper, ..Sample::default() }).await
    }

    async fn visited(&self, client: ClientId, by: StaffId, days: i64) {
        let new = NewVisit {
            client,
            services: vec![],
            products: vec![],
            effect: None,
            note: None,
            amount: None,
            next_on: None,
            photos: vec![],
        };
        let logged = self.office.archive.write(move |tx| {
            let new = new.clone();
            Box::pin(async move {
                let by = actor(by, Role::Owner);
                visits::log(tx, &by, &new, monday() - Duration::days(days)).await.map(drop)
            })
        });
        logged.await.expect("a visit");
    }

    /// How many alerts of this kind stand in front of somebody.
    fn told(&self, person: &Person, words: &str) -> usize {
        person.chat().iter().filter(|message| message.text.contains(words)).count()
    }
}

/// Lent for two hours, by this manager.
async fn lent(tx: &Tx, client: ClientId, to: StaffId, by: StaffId) -> Result<()> {
    let form = LoanForm {
        client,
        purpose: Purpose::Call,
        reason: String::new(),
        parts: vec![Part::Documents],
        term: Term::Hours(2),
        starts: None,
        paper: false,
    };
    let asked = loans::request(tx, &actor(to, Role::Care), &form, monday()).await?;
    let Requested::Asked(row, _) = asked else { panic!("it can be asked for") };
    let (by, zone) = (actor(by, Role::Manager), chrono_tz::Asia::Shanghai);
    loan_decisions::decide(tx, &by, &row, &Decision::Approve, zone, monday()).await.map(drop)
}

#[tokio::test]
async fn cards_that_no_visit_explains_are_told_of_once_with_a_way_to_act() {
    let salon = salon().await;
    let [lena, fei, mina] = salon.ids;
    // What explains a card: it is their own, a booking or a visit about that day, a loan, an emergency.
    salon.client(0, Some(lena)).await;
    let booked = salon.client(1, None).await;
    salon.office.books(booked, lena, monday() + Duration::days(13)).await;
    let visited = salon.client(2, None).await;
    salon.visited(visited, lena, 13).await;
    let (on_loan, urgent) = (salon.client(3, None).await, salon.client(4, None).await);
    let given = salon.office.archive.write(move |tx| {
        Box::pin(async move {
            lent(tx, on_loan, lena, mina).await?;
            let lena = actor(lena, Role::Care);
            let opened = emergencies::open(tx, &lena, urgent, "unwell", None, monday()).await?;
            assert!(opened.is_some(), "an emergency");
            Ok(())
        })
    });
    given.await.expect("a loan and an emergency");
    // What does not: nothing, somebody else's, or too long ago and too far ahead.
    salon.client(5, None).await;
    let late = salon.client(6, None).await;
    salon.office.books(late, lena, monday() + Duration::days(15)).await;
    let others = salon.client(7, Some(fei)).await;
    salon.office.books(others, fei, monday() + Duration::days(1)).await;
    let ago = salon.client(8, None).await;
    salon.visited(ago, lena, 15).await;
    let theirs = salon.client(9, None).await;
    salon.visited(theirs, fei, 1).await;
    for number in 0..10 {
        salon.lena.says(&named(number)).await;
    }
    read(&salon.office, &[]).await;
    for watcher in [&salon.mina, &salon.olga, &salon.kira] {
        assert_eq!(watcher.unread().len(), 0, "five cards are not yet told of");
    }
    for number in 10..12 {
        salon.client(number, None).await;
        salon.lena.says(&named(number)).await;
        read(&salon.office, &[]).await;
    }
    assert!(salon.lena.unread().is_empty(), "nobody is told about themselves");
    for watcher in [&salon.mina, &salon.olga, &salon.kira] {
        watcher.reads().await;
    }
    for label in ["What was read", "Older", "Newer", "Back", "Their account"] {
        salon.mina.presses(label).await;
    }
    salon.kira.presses("열람 내역").await;
    salon.olga.presses("管理账号").await;
    let transcript = salon.office.close().await;
    let from = transcript.find("Alert: unusual").expect("an alert");
    let from = transcript[..from].rfind('\n').expect("a line") + 1;
    insta::assert_snapshot!(transcript[from..], @r#"
      bot to Mina: Alert: unusual reading ⏎  ⏎ Lena (Beautician) ⏎ Opened 6 cards today of clients who are not their own, with no visit or booking within 14 days to explain it. ⏎ Ask them what it was for. Each opening stands in the history of its card. [What was read] [Their account] / [Home]
      bot to Olga: 警报：异常查阅 ⏎  ⏎ Lena（美容师） ⏎ 今天打开了 6 份非本人负责客户的档案，前后 14 天内没有相应的到店或预约。 ⏎ 请向本人了解用途。每次打开都记录在该档案的查阅记录中。 [查阅明细] [管理账号] / [首页]
      bot to Kira: 경고: 비정상 열람 ⏎  ⏎ Lena (시술 담당) ⏎ 오늘 담당 고객이 아니고 앞뒤 14일 안에 관련 방문이나 예약도 없는 고객의 카드 6장을 열었습니다. ⏎ 본인에게 용도를 확인해 주세요. 모든 열람은 카드의 열람 이력에 남습니다. [열람 내역] / [홈]
    Mina: [What was read]
      bot to Mina edits 3: What was read ⏎  ⏎ Lena ⏎ 17:00 · opened the card · A-0012 ⏎ 17:00 · searched ⏎ 17:00 · opened the card · A-0011 ⏎ 17:00 · searched ⏎ 17:00 · opened the card · A-0010 ⏎ 17:00 · searched ⏎ 17:00 · opened the card · A-0009 ⏎ 17:00 · searched ⏎ 17:00 · opened the card · A-0008 ⏎ 17:00 · searched ⏎ 17:00 · opened the card · A-0007 ⏎ 17:00 · searched [Older] / [Back] [Home]
    Mina: [Older]
      bot to Mina edits 3: What was read ⏎  ⏎ Lena ⏎ 17:00 · opened the card · A-0006 ⏎ 17:00 · searched ⏎ 17:00 · opened the card · A-0005 ⏎ 17:00 · searched ⏎ 17:00 · opened the card · A-0004 ⏎ 17:00 · searched ⏎ 17:00 · opened the card · A-0003 ⏎ 17:00 · searched ⏎ 17:00 · opened the card · A-0002 ⏎ 17:00 · searched ⏎ 17:00 · opened the card · A-0001 ⏎ 17:00 · searched [Newer] [Older] / [Back] [Home]
    Mina: [Newer]
      bot to Mina edits 3: What was read ⏎  ⏎ Lena ⏎ 17:00 · opened the card · A-0012 ⏎ 17:00 · searched ⏎ 17:00 · opened the card · A-0011 ⏎ 17:00 · searched ⏎ 17:00 · opened the card · A-0010 ⏎ 17:00 · searched ⏎ 17:00 · opened the card · A-0009 ⏎ 17:00 · searched ⏎ 17:00 · opened the card · A-0008 ⏎ 17:00 · searched ⏎ 17:00 · opened the card · A-0007 ⏎ 17:00 · searched [Older] / [Back] [Home]
    Mina: [Back]
      bot to Mina edits 3: Alert: unusual reading ⏎  ⏎ Lena (Beautician) ⏎ Opened 6 cards today of clients who are not their own, with no visit or booking within 14 days to explain it. ⏎ Ask them what it was for. Each opening stands in the history of its card. [What was read] [Their account] / [Home]
    Mina: [Their account]
      bot to Mina: Lena ⏎  ⏎ Beautician · active ⏎ Keeps: clients 1 · open follow-ups 0 · visits to come 2 ⏎ Holds: running loans 1 · waiting requests 0 · cards shown now 2 [Change role] [Suspend] / [Leaving] / [Back] [Home]
      bot to Mina deletes 2
    Kira: [열람 내역]
      bot to Kira edits 3: 열람 내역 ⏎  ⏎ Lena ⏎ 17:00 · 카드 열람 · A-0012 ⏎ 17:00 · 검색 ⏎ 17:00 · 카드 열람 · A-0011 ⏎ 17:00 · 검색 ⏎ 17:00 · 카드 열람 · A-0010 ⏎ 17:00 · 검색 ⏎ 17:00 · 카드 열람 · A-0009 ⏎ 17:00 · 검색 ⏎ 17:00 · 카드 열람 · A-0008 ⏎ 17:00 · 검색 ⏎ 17:00 · 카드 열람 · A-0007 ⏎ 17:00 · 검색 [이전] / [뒤로] [홈]
    Olga: [管理账号]
      bot to Olga: Lena ⏎  ⏎ 美容师 · 在岗 ⏎ 负责：客户 1 位 · 未完成回访 0 项 · 预约 2 个 ⏎ 手上：借阅中 1 份 · 待审批 0 份 · 正在显示的档案 2 份 [更改岗位] [暂停账号] / [办理离职] / [返回] [首页]
      bot to Olga deletes 2
    "#);
}

#[tokio::test]
async fn at_the_front_desk_a_visit_with_anybody_explains_a_card() {
    let salon = salon().await;
    let lena = salon.ids[0];
    for number in 0..44 {
        let client = salon.client(number, None).await;
        // Less than thirty within an hour: that is another alert.
        salon.office.sim.clock().advance(std::time::Duration::from_secs(3 * 60));
        match number {
            0..12 => salon.office.books(client, lena, monday() + Duration::days(3)).await,
            12..23 => salon.visited(client, lena, 3).await,
            _ => {}
        }
        salon.fei.says(&named(number)).await;
        if number >= 42 {
            read(&salon.office, &[]).await;
            let told = salon.told(&salon.mina, "to explain it");
            assert_eq!(told, usize::from(number == 43), "after card {}", number + 1);
        }
    }
    for watcher in [&salon.mina, &salon.olga, &salon.kira] {
        watcher.reads().await;
    }
    salon.office.close().await;
}
