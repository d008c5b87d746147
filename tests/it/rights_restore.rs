//! A restore needs two people: closed until a manager or owner has read the diff and confirms (T25, access.md "Acts that
//! need more").

use crate::lending::{
    UNASKED_QUIET, catch_up, emma, late_digests, minutes, presses_late, read, settles,
};
use crate::office::{Office, Sample, masked};
use kartoteka::archive::{anchors, erasure_journal, people};
use kartoteka::model::policy::Role;
use kartoteka::model::{Actor, BranchId};
use simulator::Person;
use std::path::PathBuf;

/// A beautician, a manager, an owner; a backup, and after it a client more and a seat less.
async fn salon(langs: [&'static str; 3]) -> (Office, [Person; 3], PathBuf) {
    let office = Office::open().await;
    let (lena, lena_id) = office.seat(101, "Lena", Role::Care, langs[0]).await;
    let (mina, mina_id) = office.seat(102, "Mina", Role::Manager, langs[1]).await;
    let (olga, olga_id) = office.seat(103, "Olga", Role::Owner, langs[2]).await;
    let (_, gone) = office.seat(104, "Fei", Role::FrontDesk, "en").await;
    late_digests(&office, vec![lena_id, mina_id, olga_id, gone]).await;
    office.client(emma()).await;
    for person in [&lena, &mina, &olga] {
        person.says("/start").await;
    }
    let backup = office.backs_up("older.tar").await;
    office.client(Sample { name: "Otto Sample", ..Sample::default() }).await;
    let boss = Actor { id: olga_id, name: "Olga".into(), role: Role::Owner, branch: BranchId(1) };
    let cut = office.archive.write(move |tx| {
        let boss = boss.clone();
        Box::pin(async move {
            people::suspend(tx, &boss, gone, "", crate::office::monday()).await?;
            Ok(())
        })
    });
    cut.await.expect("a cut seat");
    erasure_journal::settle(&office.archive).await.expect("the journal");
    (office, [lena, mina, olga], backup)
}

#[tokio::test]
async fn nobody_works_until_a_manager_has_read_the_diff_and_confirms() {
    let (mut office, [lena, mina, olga], backup) = salon(["en", "en", "en"]).await;
    lena.says("emma").await;
    office.restores(&backup).await;
    read(&office, &[&mina, &olga]).await;
    // Nobody decides for a day: whoever may is reminded, once.
    for told in [true, false] {
        minutes(&office, 24 * 60);
        office.sim.idle(UNASKED_QUIET).await;
        assert_eq!(!olga.unread().is_empty(), told);
        catch_up(&office, &[&mina, &olga]).await;
    }
    lena.says("emma").await;
    presses_late(&office, &lena, 4, "Borrow").await;
    let stranger = office.stranger(190, "Nobody", "en");
    stranger
        .says(&office.link(Role::Owner).await.replace("https://t.me/salon_bot?start=", "/start "))
        .await;
    mina.says("emma").await;
    mina.presses("Home").await;
    // It is the archive's state, not the process's.
    office.stop().await;
    office.start().await;
    lena.says("emma").await;
    mina.presses("Confirm").await;
    read(&office, &[&lena, &olga]).await;
    lena.says("emma").await;
    mina.presses("Home").await;
    let whole = anchors::whole(&office.archive.read().await.expect("a reader")).await;
    assert!(whole.expect("the trail").is_intact());
    insta::assert_snapshot!(masked(&office.close().await), @r#"
    Lena: /start
      bot to Lena: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Mina: /start
      bot to Mina: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Olga: /start
      bot to Olga: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Lena: emma
      bot to Lena: Client card ⏎  ⏎ Emma Sample · A-0001 ⏎ You can ask to borrow: Care, Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Borrow] [Emergency] / [Back] [Home]
      bot to Lena deletes 2
      bot to Mina: A backup was restored ⏎  ⏎ The archive was put back to the backup of 17:00. ⏎ In it: clients 1, visits 0, loans 0. ⏎ Before the restore: clients 2, visits 0, loans 0. ⏎ 4 entries of the activity log made after the backup are lost: it ends at entry 6, and entry 10 was known. ⏎ Done again after the backup: 0 clients erased, 1 account cut. ⏎ Until one manager or owner confirms, nobody can open or change a card. Confirm if you know why it was restored. If not, press Stop and ask whoever runs the server. [Confirm] [Stop] / [Home]
      bot to Olga: A backup was restored ⏎  ⏎ The archive was put back to the backup of 17:00. ⏎ In it: clients 1, visits 0, loans 0. ⏎ Before the restore: clients 2, visits 0, loans 0. ⏎ 4 entries of the activity log made after the backup are lost: it ends at entry 6, and entry 10 was known. ⏎ Done again after the backup: 0 clients erased, 1 account cut. ⏎ Until one manager or owner confirms, nobody can open or change a card. Confirm if you know why it was restored. If not, press Stop and ask whoever runs the server. [Confirm] [Stop] / [Home]
      bot to Mina edits 3: This message is out of date. The current one stands further down.
      bot to Mina deletes 3
      bot to Mina: A backup was restored ⏎  ⏎ The archive was put back to the backup of 2 Mar 17:00. ⏎ In it: clients 1, visits 0, loans 0. ⏎ Before the restore: clients 2, visits 0, loans 0. ⏎ 4 entries of the activity log made after the backup are lost: it ends at entry 6, and entry 10 was known. ⏎ Done again after the backup: 0 clients erased, 1 account cut. ⏎ Until one manager or owner confirms, nobody can open or change a card. Confirm if you know why it was restored. If not, press Stop and ask whoever runs the server. [Confirm] [Stop] / [Home]
      bot to Olga edits 3: This message is out of date. The current one stands further down.
      bot to Olga deletes 3
      bot to Olga: A backup was restored ⏎  ⏎ The archive was put back to the backup of 2 Mar 17:00. ⏎ In it: clients 1, visits 0, loans 0. ⏎ Before the restore: clients 2, visits 0, loans 0. ⏎ 4 entries of the activity log made after the backup are lost: it ends at entry 6, and entry 10 was known. ⏎ Done again after the backup: 0 clients erased, 1 account cut. ⏎ Until one manager or owner confirms, nobody can open or change a card. Confirm if you know why it was restored. If not, press Stop and ask whoever runs the server. [Confirm] [Stop] / [Home]
    Lena: emma
      bot to Lena deletes 3
      bot to Lena deletes 4
      bot to Lena: The archive was restored from the backup of 2 Mar 17:00. A manager or the owner must confirm before work goes on; you get a message then.
    Lena: [Borrow]
      bot to Lena toasts: The archive was restored from the backup of 2 Mar 17:00. A manager or the owner must confirm before work goes on; you get a message then.
    Nobody: /start <code>
      bot to Nobody: This is a private service. If you work here, ask your manager for an invitation.
    Mina: emma
      bot to Mina: A backup was restored ⏎  ⏎ The archive was put back to the backup of 2 Mar 17:00. ⏎ In it: clients 1, visits 0, loans 0. ⏎ Before the restore: clients 2, visits 0, loans 0. ⏎ 4 entries of the activity log made after the backup are lost: it ends at entry 6, and entry 10 was known. ⏎ Done again after the backup: 0 clients erased, 1 account cut. ⏎ Until one manager or owner confirms, nobody can open or change a card. Confirm if you know why it was restored. If not, press Stop and ask whoever runs the server. [Confirm] [Stop] / [Home]
      bot to Mina deletes 4
    Mina: [Home]
      bot to Mina toasts: The archive was restored from the backup of 2 Mar 17:00. A manager or the owner must confirm before work goes on; you get a message then.
    Lena: emma
      bot to Lena: The archive was restored from the backup of 2 Mar 17:00. A manager or the owner must confirm before work goes on; you get a message then.
    Mina: [Confirm]
      bot to Mina edits 6: A backup was restored ⏎  ⏎ The archive was put back to the backup of 2 Mar 17:00. ⏎ In it: clients 1, visits 0, loans 0. ⏎ Before the restore: clients 2, visits 0, loans 0. ⏎ 4 entries of the activity log made after the backup are lost: it ends at entry 6, and entry 10 was known. ⏎ Done again after the backup: 0 clients erased, 1 account cut. ⏎ Confirmed by Mina, 17:00. Work goes on with this archive. [Home]
      bot to Lena: The archive is open again ⏎  ⏎ It was restored from the backup of 2 Mar 17:00, and your manager or the owner confirmed it. What was entered after that backup is gone: check your last entries and enter them again. [Home]
      bot to Olga edits 4: A backup was restored ⏎  ⏎ The archive was put back to the backup of 2 Mar 17:00. ⏎ In it: clients 1, visits 0, loans 0. ⏎ Before the restore: clients 2, visits 0, loans 0. ⏎ 4 entries of the activity log made after the backup are lost: it ends at entry 6, and entry 10 was known. ⏎ Done again after the backup: 0 clients erased, 1 account cut. ⏎ Confirmed by Mina, 17:00. Work goes on with this archive. [Home]
    Lena: emma
      bot to Lena: Client card ⏎  ⏎ Emma Sample · A-0001 ⏎ You can ask to borrow: Care, Documents. ⏎ Shown to you until 17:30. Protected from forwarding and saving. [Borrow] [Emergency] / [Back] [Home]
    Mina: [Home]
      bot to Mina: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
      bot to Mina edits 2: This message is out of date. The current one stands further down.
    "#);
}

/// A restore erases and cuts again; what is left of that waits for nobody's word.
#[tokio::test]
async fn a_closed_archive_settles_its_journal() {
    let (mut office, [_, mina, olga], backup) = salon(["en", "en", "en"]).await;
    office.restores(&backup).await;
    read(&office, &[&mina, &olga]).await;
    office.alters("UPDATE cutoff SET journaled = FALSE").await;
    settles(&office).await;
    office.close().await;
}

#[tokio::test]
async fn it_is_stopped_in_chinese_and_stays_closed_until_another_restore() {
    let (mut office, [lena, mina, olga], backup) = salon(["ko", "zh", "ko"]).await;
    office.restores(&backup).await;
    read(&office, &[&mina, &olga]).await;
    mina.presses("停止").await;
    mina.presses("返回").await;
    mina.presses("停止").await;
    mina.presses("确定停止").await;
    read(&office, &[&olga]).await;
    lena.says("emma").await;
    mina.says("emma").await;
    office.restores(&backup).await;
    read(&office, &[&mina, &olga]).await;
    lena.says("emma").await;
    olga.presses("이 백업 승인").await;
    read(&office, &[&mina, &lena]).await;
    lena.says("emma").await;
    insta::assert_snapshot!(office.close().await, @r#"
    Lena: /start
      bot to Lena: 오늘 · 할 일이 없습니다 ⏎  ⏎ 이름, 전화번호, 카드 번호를 입력하면 찾습니다. 연락처를 공유하면 새 카드를 만듭니다. [찾기] [새 고객 카드] / [후속 연락] [내 대여] / [더보기]
    Mina: /start
      bot to Mina: 今日 · 暂无待办 ⏎  ⏎ 输入姓名、电话或档案编号即可查找；分享联系人即可新建档案。 [查找] [新建档案] / [回访] [我的借阅] / [更多]
    Olga: /start
      bot to Olga: 오늘 · 할 일이 없습니다 ⏎  ⏎ 이름, 전화번호, 카드 번호를 입력하면 찾습니다. 연락처를 공유하면 새 카드를 만듭니다. [찾기] [새 고객 카드] / [후속 연락] [내 대여] / [더보기]
      bot to Mina: 已恢复备份 ⏎  ⏎ 档案库已恢复到 17:00 的备份。 ⏎ 其中有：客户 1 位，到店记录 0 条，借阅 0 笔。 ⏎ 恢复之前有：客户 2 位，到店记录 0 条，借阅 0 笔。 ⏎ 备份之后的 2 条操作日志已丢失：日志止于第 6 条，原先已知到第 8 条。 ⏎ 备份之后又重新执行：删除客户 0 位，停用账号 1 个。 ⏎ 在一位经理或店主确认之前，任何人都不能查看或修改档案。如果您知道为什么恢复，请确认；如果不知道，请点“停止”，并询问服务器管理人。 [确认] [停止] / [首页]
      bot to Olga: 백업이 복원되었습니다 ⏎  ⏎ 보관 자료를 17:00 백업으로 되돌렸습니다. ⏎ 담긴 내용: 고객 1명, 방문 기록 0건, 대여 0건. ⏎ 복원 전: 고객 2명, 방문 기록 0건, 대여 0건. ⏎ 백업 뒤의 작업 기록 2건이 사라졌습니다. 작업 기록은 6번에서 끝나며, 8번까지 알려져 있었습니다. ⏎ 백업 뒤의 일을 다시 적용했습니다: 고객 삭제 0명, 계정 해지 1개. ⏎ 매니저나 원장 한 명이 승인하기 전에는 아무도 고객 카드를 열거나 고칠 수 없습니다. 복원한 이유를 알고 있으면 ‘이 백업 승인’을 눌러 주세요. 모르면 ‘중지’를 누르고 서버 담당자에게 문의해 주세요. [이 백업 승인] [중지] / [홈]
    Mina: [停止]
      bot to Mina edits 3: 已恢复备份 ⏎  ⏎ 确定停止使用档案库吗？停止后所有人都不能使用，只有服务器管理人能重新开放。 [返回] [确定停止]
    Mina: [返回]
      bot to Mina edits 3: 已恢复备份 ⏎  ⏎ 档案库已恢复到 17:00 的备份。 ⏎ 其中有：客户 1 位，到店记录 0 条，借阅 0 笔。 ⏎ 恢复之前有：客户 2 位，到店记录 0 条，借阅 0 笔。 ⏎ 备份之后的 2 条操作日志已丢失：日志止于第 6 条，原先已知到第 8 条。 ⏎ 备份之后又重新执行：删除客户 0 位，停用账号 1 个。 ⏎ 在一位经理或店主确认之前，任何人都不能查看或修改档案。如果您知道为什么恢复，请确认；如果不知道，请点“停止”，并询问服务器管理人。 [确认] [停止] / [首页]
    Mina: [停止]
      bot to Mina edits 3: 已恢复备份 ⏎  ⏎ 确定停止使用档案库吗？停止后所有人都不能使用，只有服务器管理人能重新开放。 [返回] [确定停止]
    Mina: [确定停止]
      bot to Mina edits 3: 已恢复备份 ⏎  ⏎ 档案库已恢复到 17:00 的备份。 ⏎ 其中有：客户 1 位，到店记录 0 条，借阅 0 笔。 ⏎ 恢复之前有：客户 2 位，到店记录 0 条，借阅 0 笔。 ⏎ 备份之后的 2 条操作日志已丢失：日志止于第 6 条，原先已知到第 8 条。 ⏎ 备份之后又重新执行：删除客户 0 位，停用账号 1 个。 ⏎ Mina 已停止，17:00。档案库保持关闭。 ⏎ 下一步：与服务器管理人商定用哪一份备份。对方停止机器人，用该备份运行 kartoteka restore --force，之后会再次请您确认。 [首页]
      bot to Olga edits 3: 백업이 복원되었습니다 ⏎  ⏎ 보관 자료를 17:00 백업으로 되돌렸습니다. ⏎ 담긴 내용: 고객 1명, 방문 기록 0건, 대여 0건. ⏎ 복원 전: 고객 2명, 방문 기록 0건, 대여 0건. ⏎ 백업 뒤의 작업 기록 2건이 사라졌습니다. 작업 기록은 6번에서 끝나며, 8번까지 알려져 있었습니다. ⏎ 백업 뒤의 일을 다시 적용했습니다: 고객 삭제 0명, 계정 해지 1개. ⏎ Mina 님이 17:00에 중지했습니다. 보관 자료는 닫혀 있습니다. ⏎ 다음 단계: 어느 백업을 쓸지 서버 담당자와 정해 주세요. 담당자가 봇을 멈추고 그 백업으로 kartoteka restore --force를 실행하면 승인을 다시 요청합니다. [홈]
    Lena: emma
      bot to Lena: 17:00 백업으로 복원했으나 중지되었습니다. 다른 백업을 복원하고 승인할 때까지 닫혀 있습니다. 매니저에게 문의해 주세요.
    Mina: emma
      bot to Mina: 已恢复备份 ⏎  ⏎ 档案库已恢复到 17:00 的备份。 ⏎ 其中有：客户 1 位，到店记录 0 条，借阅 0 笔。 ⏎ 恢复之前有：客户 2 位，到店记录 0 条，借阅 0 笔。 ⏎ 备份之后的 2 条操作日志已丢失：日志止于第 6 条，原先已知到第 8 条。 ⏎ 备份之后又重新执行：删除客户 0 位，停用账号 1 个。 ⏎ Mina 已停止，17:00。档案库保持关闭。 ⏎ 下一步：与服务器管理人商定用哪一份备份。对方停止机器人，用该备份运行 kartoteka restore --force，之后会再次请您确认。 [首页]
      bot to Mina deletes 3
      bot to Mina deletes 4
      bot to Mina deletes 5
      bot to Mina: 已恢复备份 ⏎  ⏎ 档案库已恢复到 17:00 的备份。 ⏎ 其中有：客户 1 位，到店记录 0 条，借阅 0 笔。 ⏎ 恢复之前有：客户 2 位，到店记录 0 条，借阅 0 笔。 ⏎ 备份之后的 2 条操作日志已丢失：日志止于第 6 条，原先已知到第 8 条。 ⏎ 备份之后又重新执行：删除客户 0 位，停用账号 1 个。 ⏎ 在一位经理或店主确认之前，任何人都不能查看或修改档案。如果您知道为什么恢复，请确认；如果不知道，请点“停止”，并询问服务器管理人。 [确认] [停止] / [首页]
      bot to Olga: 백업이 복원되었습니다 ⏎  ⏎ 보관 자료를 17:00 백업으로 되돌렸습니다. ⏎ 담긴 내용: 고객 1명, 방문 기록 0건, 대여 0건. ⏎ 복원 전: 고객 2명, 방문 기록 0건, 대여 0건. ⏎ 백업 뒤의 작업 기록 2건이 사라졌습니다. 작업 기록은 6번에서 끝나며, 8번까지 알려져 있었습니다. ⏎ 백업 뒤의 일을 다시 적용했습니다: 고객 삭제 0명, 계정 해지 1개. ⏎ 매니저나 원장 한 명이 승인하기 전에는 아무도 고객 카드를 열거나 고칠 수 없습니다. 복원한 이유를 알고 있으면 ‘이 백업 승인’을 눌러 주세요. 모르면 ‘중지’를 누르고 서버 담당자에게 문의해 주세요. [이 백업 승인] [중지] / [홈]
    Lena: emma
      bot to Lena deletes 3
      bot to Lena deletes 4
      bot to Lena: 17:00 백업으로 복원되었습니다. 매니저나 원장이 승인해야 업무를 계속할 수 있으며, 승인되면 메시지로 알려 드립니다.
    Olga: [이 백업 승인]
      bot to Olga edits 4: 백업이 복원되었습니다 ⏎  ⏎ 보관 자료를 17:00 백업으로 되돌렸습니다. ⏎ 담긴 내용: 고객 1명, 방문 기록 0건, 대여 0건. ⏎ 복원 전: 고객 2명, 방문 기록 0건, 대여 0건. ⏎ 백업 뒤의 작업 기록 2건이 사라졌습니다. 작업 기록은 6번에서 끝나며, 8번까지 알려져 있었습니다. ⏎ 백업 뒤의 일을 다시 적용했습니다: 고객 삭제 0명, 계정 해지 1개. ⏎ Olga 님이 17:00에 승인했습니다. 이 자료로 업무를 계속합니다. [홈]
      bot to Mina edits 6: 已恢复备份 ⏎  ⏎ 档案库已恢复到 17:00 的备份。 ⏎ 其中有：客户 1 位，到店记录 0 条，借阅 0 笔。 ⏎ 恢复之前有：客户 2 位，到店记录 0 条，借阅 0 笔。 ⏎ 备份之后的 2 条操作日志已丢失：日志止于第 6 条，原先已知到第 8 条。 ⏎ 备份之后又重新执行：删除客户 0 位，停用账号 1 个。 ⏎ Olga 已确认，17:00。工作以此档案库继续。 [首页]
      bot to Lena: 보관 자료를 다시 사용할 수 있습니다 ⏎  ⏎ 17:00 백업으로 복원되었고 승인이 끝났습니다. 그 백업 뒤에 입력한 내용은 남아 있지 않으니, 최근에 입력한 내용을 확인하고 다시 입력해 주세요. [홈]
    Lena: emma
      bot to Lena: 고객 카드 ⏎  ⏎ Emma Sample · A-0001 ⏎ 열람 대여를 요청할 수 있는 항목: 시술 정보, 문서 사본 ⏎ 17:30까지 표시됩니다. 전달과 저장이 제한됩니다. [열람 대여] [긴급 열람] / [뒤로] [홈]
      bot to Lena deletes 2
    "#);
}

#[tokio::test]
async fn what_was_shown_after_the_backup_leaves_the_chats_and_chinese_reads_that_it_is_open_again()
{
    let (mut office, [lena, mina, olga], backup) = salon(["zh", "en", "en"]).await;
    for person in [&lena, &mina, &olga] {
        person.says("emma").await;
    }
    let sees = |person: &Person| {
        person.chat().iter().any(|message| !message.out && message.words().contains("Emma Sample"))
    };
    assert!(sees(&lena) && sees(&mina) && sees(&olga));
    office.restores(&backup).await;
    read(&office, &[&mina, &olga]).await;
    assert!(!sees(&lena) && !sees(&mina), "nobody could recall it any more");
    assert!(sees(&olga), "in the owner's chat stand the anchors");
    for _ in 0..2 {
        lena.says("emma").await;
    }
    mina.presses("Confirm").await;
    read(&office, &[&lena, &olga]).await;
    let chat = lena.chat();
    let told = chat.iter().filter(|message| message.words().contains("档案库已重新开放"));
    assert_eq!(told.count(), 1, "once, however often it was tried");
    insta::assert_snapshot!(chat.last().expect("a message").words(), @r#"
    档案库已重新开放

    档案库已恢复到 17:00 的备份，并已得到确认。该备份之后录入的内容没有保留下来：请检查您最近录入的内容，并重新补录。
    "#);
    lena.presses("首页").await;
    office.close().await;
}

#[tokio::test]
async fn a_pin_is_asked_for_before_it_is_confirmed() {
    let (mut office, [_, mina, olga], backup) = salon(["en", "en", "en"]).await;
    crate::staff_pin::sets(&mina, "7391").await;
    let later = office.backs_up("later.tar").await;
    office.restores(&backup).await;
    read(&office, &[&mina, &olga]).await;
    // A backup from before the PIN knows none.
    office.restores(&later).await;
    read(&office, &[&mina, &olga]).await;
    mina.presses("Confirm").await;
    assert_eq!(
        office
            .counts(
                "SELECT count(*) FROM setting WHERE name = 'restored' AND value LIKE '%\"asked\"%'"
            )
            .await,
        1
    );
    crate::staff_pin::enters(&mina, "7391", "OK").await;
    read(&office, &[&olga]).await;
    assert_eq!(office.counts("SELECT count(*) FROM setting WHERE name = 'restored' AND value LIKE '%\"confirmed\"%'").await, 1);
    office.close().await;
}
