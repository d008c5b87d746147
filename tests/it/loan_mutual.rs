//! Who approved each other's loans, for those who run the house (T6).

use crate::lending::{approves, asks, catch_up, emma, late_digests, lends, reseats};
use crate::office::{Office, monday};
use chrono::Duration;
use kartoteka::archive::approvals;
use kartoteka::model::loan::{MUTUAL_DAYS, Mutual};
use kartoteka::model::policy::Role;
use kartoteka::model::{Actor, BranchId, StaffId};
use simulator::Person;

/// Goes to the report.
async fn reports(person: &Person, way: [&str; 4]) {
    person.says("/start").await;
    for label in way {
        person.presses(label).await;
    }
}

#[tokio::test]
async fn two_who_approved_each_others_loans_are_told_of_with_both_counts() {
    let office = Office::open().await;
    let (lena, lena_id) = office.seat(101, "Lena", Role::Care, "en").await;
    let (mina, mina_id) = office.seat(102, "Mina", Role::Manager, "en").await;
    let (chen, chen_id) = office.seat(103, "Chen", Role::Owner, "zh").await;
    let (sooa, sooa_id) = office.seat(104, "Sooa", Role::Manager, "ko").await;
    let people = [lena_id, mina_id, chen_id, sooa_id];
    late_digests(&office, people.into()).await;
    office.client(emma()).await;
    for decides in [&mina, &chen, &sooa] {
        decides.says("/start").await;
    }
    // Lena borrows twice, and gives the first back: what became of it since does not matter.
    lends(&lena, &mina).await;
    lena.presses("Return").await;
    lena.presses("Nothing new, return").await;
    lends(&lena, &mina).await;
    catch_up(&office, &[&chen, &sooa]).await;
    reports(&chen, ["更多", "全部借阅", "违规记录", "互相批准"]).await;
    // Then it is the other way round: Lena decides, and Mina borrows.
    reseats(&office, lena_id, Role::Manager).await;
    reseats(&office, mina_id, Role::Care).await;
    asks(&mina, "2 hours").await;
    catch_up(&office, &[&lena, &chen, &sooa]).await;
    approves(&lena).await;
    catch_up(&office, &[&mina, &chen, &sooa]).await;
    reports(&chen, ["更多", "全部借阅", "违规记录", "互相批准"]).await;
    reports(&sooa, ["더보기", "전체 대여", "위반 기록", "상호 승인"]).await;
    reports(&lena, ["More", "All loans", "Violations", "Approved each other"]).await;
    let seen = [
        (Role::Owner, BranchId(1), Duration::zero()),
        (Role::Manager, BranchId(1), Duration::zero()),
        // Another branch's manager, and the same report when it is all past.
        (Role::Manager, BranchId(2), Duration::zero()),
        (Role::Owner, BranchId(1), Duration::days(MUTUAL_DAYS + 1)),
    ];
    let found = office.archive.write(move |tx| {
        Box::pin(async move {
            let mut found = Vec::new();
            for (role, branch, later) in seen {
                let who = Actor { id: StaffId(99), name: String::new(), role, branch };
                found.push(approvals::mutual(tx, &who, monday() + later).await?);
            }
            Ok(found)
        })
    });
    let pair = Mutual { one: "Lena".into(), other: "Mina".into(), by_one: 1, by_other: 2 };
    let found = found.await.expect("the archive does not fail");
    assert_eq!(found, [vec![pair.clone()], vec![pair], vec![], vec![]]);
    let transcript = office.close().await;
    let read: Vec<&str> = transcript
        .lines()
        .filter(|line| {
            ["互相批准", "서로의", "approved each other", "Who approved"]
                .iter()
                .any(|it| line.contains(it))
        })
        .collect();
    insta::assert_snapshot!(read.join("\n"), @r#"
      bot to Chen edits 6: 借阅违规记录 ⏎  ⏎ 没有违规记录。纸质档案逾期两天、破损、缺页或遗失会记在这里。 [互相批准] / [返回] [首页]
    Chen: [互相批准]
      bot to Chen edits 6: 互相批准借阅的人 ⏎  ⏎ 最近 90 天内没有两人互相批准借阅。请点“返回”继续。 [返回] [首页]
      bot to Chen edits 9: 借阅违规记录 ⏎  ⏎ 没有违规记录。纸质档案逾期两天、破损、缺页或遗失会记在这里。 [互相批准] / [返回] [首页]
    Chen: [互相批准]
      bot to Chen edits 9: 互相批准借阅的人 ⏎  ⏎ Lena批准Mina：1 次 · Mina批准Lena：2 次 ⏎ 以上为最近 90 天的批准。建议改由他人审批：转交申请，或在“设置”—“借阅规定”中要求两人批准。 [返回] [首页]
      bot to Sooa edits 7: 서로의 대여를 승인한 사람 ⏎  ⏎ Lena → Mina: 1건 · Mina → Lena: 2건 ⏎ 최근 90일의 승인입니다. 두 사람 사이의 요청은 다른 사람이 결정하게 해 주세요. 요청을 넘기거나 설정의 ‘대여 규정’에서 두 명의 승인을 요구할 수 있습니다. [뒤로] [홈]
      bot to Lena edits 10: Who approved each other's loans ⏎  ⏎ Lena approved for Mina: 1 · Mina approved for Lena: 2 ⏎ Approvals of the last 90 days. Let somebody else decide between them: pass requests on, or ask for two approvals under Settings, Loan rules. [Back] [Home]
    "#);
}
