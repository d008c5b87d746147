//! A paper file that its borrower says they gave back, and one that is lost (A8.02–A8.04, A8.12).

use crate::lending::{late_digests, minutes, read};
use crate::paper_files::{cabinet, out, out_abroad, told};
use kartoteka::model::policy::Role;

const HOUR: u64 = 60;

#[tokio::test]
async fn whoever_says_that_it_is_back_is_not_accused_until_somebody_has_looked() {
    let at = cabinet(["en"; 3]).await;
    out(&at).await;
    at.lena.presses("I gave it back").await;
    read(&at.office, &[&at.kim]).await;
    at.office.topic();
    // The ladder waits, for two days and more.
    assert_eq!(told(&at, 60 * HOUR).await, Vec::<String>::new());
    // It is not there: the ladder goes on where the days have led.
    at.kim.presses("Not there").await;
    assert_eq!(
        told(&at, 1).await,
        [
            "Lena: Your paper file L-2026-0001 is not in its place",
            "Lena: You get no new loans for now",
            "Mina: Lena: paper file two days late"
        ]
    );
    insta::assert_snapshot!(at.office.close().await, @r#"
      bot to Lena edits 2: Request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Ran out 2 Mar 19:00 [Ask again] [Home]
      bot to Lena edits 3: This card is closed. Search for the client to open it again.
      bot to Lena edits 3: This message is out of date. The current one stands further down.
      bot to Lena: Loan L-2026-0001 is over ⏎  ⏎ A-0001 ⏎ Ran out 2 Mar 19:00 ⏎ The paper file is still out ⏎ The record is closed. If you still need it, ask again. [Ask again] [Home]
      bot to Mina edits 3: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Documents ⏎ How long: 2 hours from the approval ⏎ With the paper file ⏎ Ran out 2 Mar 19:00 [Print form] [Home]
    Kim: [Not there]
      bot to Kim edits 4: Paper file on loan L-2026-0001 ⏎  ⏎ A-0001 ⏎ Borrower: Lena ⏎ Its place: cabinet 2, drawer 3 ⏎ Out, was due 2 Mar 19:00 ⏎ The borrower has been told that it is not in its place. [Note the return] / [Paper files] [Home]
      bot to Lena edits 4: This message is out of date. The current one stands further down.
      bot to Lena edits 4: This message is out of date. The current one stands further down.
      bot to Lena: Your paper file L-2026-0001 is not in its place ⏎  ⏎ A-0001 ⏎ Borrower: Lena ⏎ Out, was due 2 Mar 19:00 ⏎ Whoever keeps the cabinet has looked and does not have it. Bring it, or tell them where you put it. [I gave it back] / [Home]
      bot to Lena edits 6: This message is out of date. The current one stands further down.
      bot to Lena deletes 6
      bot to Lena: You get no new loans for now ⏎  ⏎ A-0001 ⏎ Borrower: Lena ⏎ Out, was due 2 Mar 19:00 ⏎ The file is two days late: 3 penalty points are recorded. Bring it back, then ask the manager to let you borrow again. [I gave it back] / [Home]
      bot to Mina: Lena: paper file two days late ⏎  ⏎ A-0001 ⏎ Borrower: Lena ⏎ Its place: cabinet 2, drawer 3 ⏎ Out, was due 2 Mar 19:00 ⏎ Recorded: 3 penalty points. Lena gets no new loans until a manager allows them again. [Note the return] / [Violations] / [Home]
    "#);
}

#[tokio::test]
async fn whoever_says_that_it_is_back_asks_for_more_time_without_it() {
    let at = cabinet(["en"; 3]).await;
    out(&at).await;
    for given in [false, true] {
        if given {
            at.lena.presses("I gave it back").await;
            read(&at.office, &[&at.kim]).await;
        }
        at.lena.presses("Ask to extend").await;
        at.lena.presses("Today").await;
        let summary = at.lena.screen().text;
        assert_eq!(summary.contains("Paper file: No"), given, "{summary}");
    }
    at.office.close().await;
}

#[tokio::test]
async fn the_keeper_confirms_what_was_given_back_in_two_taps() {
    let at = cabinet(["en"; 3]).await;
    out(&at).await;
    minutes(&at.office, 3 * HOUR);
    read(&at.office, &[&at.lena, &at.mina, &at.kim]).await;
    at.office.topic();
    at.lena.presses("I gave it back").await;
    read(&at.office, &[&at.kim]).await;
    at.kim.presses("Note the return").await;
    at.kim.presses("Intact").await;
    read(&at.office, &[&at.lena]).await;
    insta::assert_snapshot!(at.office.close().await, @r#"
    Lena: [I gave it back]
      bot to Lena edits 6: Paper file on loan L-2026-0001 ⏎  ⏎ A-0001 ⏎ Borrower: Lena ⏎ Given back 20:00, says the borrower; not confirmed yet ⏎ Whoever keeps the cabinet is asked to confirm it. Until they answer, it does not count as late. [My loans] [Home]
      bot to Kim edits 4: This message is out of date. The current one stands further down.
      bot to Kim deletes 4
      bot to Kim: Paper file on loan L-2026-0001 ⏎  ⏎ A-0001 ⏎ Borrower: Lena ⏎ Its place: cabinet 2, drawer 3 ⏎ Given back 20:00, says the borrower; not confirmed yet ⏎ The borrower says that the file is back. Look in its place, then press Note the return, or Not there. [Note the return] [Not there] / [Paper files] [Home]
    Kim: [Note the return]
      bot to Kim edits 5: Paper file on loan L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Borrower: Lena ⏎ Look through the file. In what condition is it back? [Intact] [Damaged] / [Pages missing] [Lost] / [Back] [Home]
    Kim: [Intact]
      bot to Kim edits 5: Paper file on loan L-2026-0001 ⏎  ⏎ A-0001 ⏎ Borrower: Lena ⏎ Its place: cabinet 2, drawer 3 ⏎ Back 20:00, taken by Kim: Intact [Paper files] [Home]
      bot to Lena edits 6: Paper file on loan L-2026-0001 ⏎  ⏎ A-0001 ⏎ Borrower: Lena ⏎ Back 20:00, taken by Kim: Intact [My loans] [Home]
      bot to Lena edits 5: Loan L-2026-0001 is over ⏎  ⏎ A-0001 ⏎ Ran out 19:00 ⏎ The record is closed. If you still need it, ask again. [Ask again] [Home]
    "#);
}

#[tokio::test]
async fn a_lost_file_is_a_violation_at_once_and_lies_nowhere() {
    let at = cabinet(["zh", "en", "ko"]).await;
    let (noa, noa_id) = at.office.seat(104, "Noa", Role::Care, "en").await;
    late_digests(&at.office, vec![noa_id]).await;
    out_abroad(&at).await;
    at.office.topic();
    at.lena.presses("归还").await;
    at.lena.presses("遗失").await;
    read(&at.office, &[&at.mina, &at.kim]).await;
    at.kim.presses("반납 확인").await;
    at.kim.presses("분실").await;
    at.kim.says("어디에도 없습니다").await;
    read(&at.office, &[&at.lena, &at.mina]).await;
    // No new loans for its borrower, and the next one is not offered what lies nowhere.
    at.lena.says("emma").await;
    at.lena.presses("借阅").await;
    assert!(at.lena.screen().text.contains("L-2026-0001"), "{}", at.lena.screen().text);
    noa.says("emma").await;
    for label in ["Borrow", "Visit", "Documents"] {
        noa.presses(label).await;
    }
    assert!(!noa.screen().text.contains("aper file"), "{}", noa.screen().text);
    insta::assert_snapshot!(at.office.close().await, @r#"
    Lena: [归还]
      bot to Lena edits 3: 归还 L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ 如有新情况，请先告诉该客户的负责人，再归还。 ⏎ 请把纸质档案交还保管人。档案状况如何？选择后即归还借阅。 [完好] [破损] / [缺页] [遗失] / [返回] [首页]
    Lena: [遗失]
      bot to Lena edits 4: 纸质档案 L-2026-0001 ⏎  ⏎ A-0001 ⏎ 借阅人：Lena ⏎ 已借出，应于 19:00 前归还 ⏎ 借阅人自述：遗失 ⏎ 您已报告这份档案遗失。请向保管人说明经过，由保管人登记。如已找到，请送回。 [我已归还] / [我的借阅] [首页]
      bot to Lena edits 2: 申请 L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ 已于 17:00 归还 [再次申请] [首页]
      bot to Lena edits 3: 此档案已关闭。重新查找该客户即可打开。
      bot to Lena deletes 3
      bot to Lena: 借阅 L-2026-0001 已归还 ⏎  ⏎ A-0001 ⏎ 已于 17:00 归还 ⏎ 请在 19:00 前把纸质档案交给保管人，由其登记归还；如已遗失，请向其说明经过。 ⏎ 档案已关闭。如仍需要，请再次申请。 [再次申请] [首页]
      bot to Mina edits 3: Loan request L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Asked for by Lena ⏎ For: Visit ⏎ Parts: Documents ⏎ How long: 2 hours from the approval ⏎ With the paper file ⏎ Returned 17:00 [Print form] [Home]
      bot to Kim edits 3: 지난 메시지입니다. 아래의 최신 메시지를 확인해 주세요.
      bot to Kim deletes 3
      bot to Kim: 종이 파일 L-2026-0001 ⏎  ⏎ A-0001 ⏎ 빌린 사람: Lena ⏎ 보관 위치: cabinet 2, drawer 3 ⏎ 대여 중, 19:00까지 반납 ⏎ 빌린 사람의 답: 분실 ⏎ 빌린 사람에게 경위를 물어봐 주세요. 분실로 기록하려면 ‘반납 확인’을 누른 뒤 ‘분실’을 눌러 주세요. [반납 확인] / [종이 파일] [홈]
    Kim: [반납 확인]
      bot to Kim edits 4: 종이 파일 L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ 빌린 사람: Lena ⏎ 빌린 사람의 답: 분실 ⏎ 파일을 넘겨 보며 확인해 주세요. 어떤 상태로 돌아왔나요? [이상 없음] [훼손] / [페이지 누락] [분실] / [뒤로] [홈]
    Kim: [분실]
      bot to Kim edits 4: 종이 파일 L-2026-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ 분실 ⏎ 어떻게 분실되었나요? 마지막으로 누가 어디에서 가지고 있었는지 한 문장으로 적어 주세요. ⏎ 카드의 보관 위치는 비어 있는 것으로 처리합니다. 찾으면 카드를 열고 ‘카드 정정’을 눌러 보관 위치를 다시 적어 주세요. ⏎ 빌린 사람의 평가에 벌점 20점이 기록됩니다. [뒤로] [홈]
    Kim: 어디에도 없습니다
      bot to Kim: 종이 파일 L-2026-0001 ⏎  ⏎ A-0001 ⏎ 빌린 사람: Lena ⏎ 분실 · Kim, 17:00 기록 ⏎ 메모: 어디에도 없습니다 [종이 파일] [홈]
      bot to Kim deletes 4
      bot to Lena edits 5: 借阅 L-2026-0001 已归还 ⏎  ⏎ A-0001 ⏎ 已于 17:00 归还 ⏎ 档案已关闭。如仍需要，请再次申请。 [再次申请] [首页]
      bot to Lena edits 4: 这条消息已过时，请看下面最新的一条。
      bot to Lena deletes 4
      bot to Lena: 已记违规分 20 分 ⏎  ⏎ A-0001 ⏎ 借阅 L-2026-0001 的纸质档案已遗失。在经理恢复之前不能再借阅。 ⏎ 已遗失，Kim 于 17:00 登记 ⏎ 备注：어디에도 없습니다 [首页]
      bot to Mina: Lena: 20 penalty points for a paper file ⏎  ⏎ A-0001 ⏎ The paper file of loan L-2026-0001 is lost. New loans wait until a manager allows them again. ⏎ Lost; noted 17:00 by Kim ⏎ Noted: 어디에도 없습니다 [Violations] / [Home]
    Lena: emma
      bot to Lena: 客户档案 ⏎  ⏎ Emma Sample · A-0001 ⏎ 可申请借阅：护理、文件副本。 ⏎ 可查看至 17:30，禁止转发和保存。 [借阅] [紧急查看] / [返回] [首页]
      bot to Lena deletes 2
    Lena: [借阅]
      bot to Lena edits 8: 暂时不能借阅 ⏎  ⏎ 借阅 L-2026-0001 的纸质档案遗失或逾期两天以上，暂不能申请新的借阅。请先归还手上的纸质档案，再请经理恢复借阅。 [我的借阅] [首页]
    Noa: emma
      bot to Noa: Client card ⏎  ⏎ Emma Sample · A-0001 ⏎ You can ask to borrow: Care, Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Borrow] [Emergency] / [Back] [Home]
    Noa: [Borrow]
      bot to Noa edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 1 of 4 ⏎ What do you need the record for? Anything you type is kept as the reason. [Visit] [Call] / [Complaint] [Stand-in, handover] / [Other] / [Back] [Cancel]
    Noa: [Visit]
      bot to Noa edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 2 of 4 ⏎ Which part do you need? You can add more on the summary. [All of these] / [Care] [Documents] / [Back] [Cancel]
    Noa: [Documents]
      bot to Noa edits 2: Borrow A-0001 ⏎  ⏎ Emma Sample · A-0001 ⏎ Step 3 of 4 ⏎ For how long? The clock starts when a manager approves. [2 hours] [Today] / [Until tomorrow] [3 days, to 4 Mar] / [3 full days] / [Back] [Cancel]
    "#);
}
