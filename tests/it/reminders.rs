//! What waits for a colleague's word reminds of itself: an erasure, a seat, a restore; and what is taken back is told.

use crate::leaving::WATCHED;
use crate::lending::{
    UNASKED_QUIET, catch_up, fills, keeper_and_manager, late_digests, minutes, salon_of,
};
use crate::office::Office;
use crate::staff_invite::invites;
use kartoteka::model::policy::Role;

const HOUR: u64 = 60;

#[tokio::test]
async fn whoever_may_confirm_is_reminded_after_a_day_and_before_the_end() {
    let (office, kira, mina) = keeper_and_manager(["zh", "en"]).await;
    fills(&kira, "emma", &["客户权利", "删除客户资料", "客户要求", "申请删除"]).await;
    mina.reads().await;
    office.topic();
    for (hours, told) in [(23, false), (1, true), (41, false), (1, true), (1, false)] {
        minutes(&office, hours * HOUR);
        office.sim.idle(UNASKED_QUIET).await;
        assert_eq!(!mina.unread().is_empty(), told, "{hours} hours later");
        assert!(kira.unread().is_empty());
        catch_up(&office, &[&mina]).await;
    }
    let asked = |text: &str| text.contains("Erase card A-0001");
    let standing = mina.chat().into_iter().filter(|it| !it.out && asked(&it.text)).count();
    assert_eq!(standing, 1, "the newest takes the place of the older");
    insta::assert_snapshot!(office.close().await, @r#"
    bot to Mina edits 3: This message is out of date. The current one stands further down.
    bot to Mina deletes 3
    bot to Mina: Erase card A-0001 ⏎  ⏎ Kira asks for it. ⏎ Reason: The client's wish ⏎ Nobody has decided this yet. Please look at it. ⏎ Everything about the client is deleted for good and taken from every chat. Only a proof without personal data stays. ⏎ Expires 5 Mar 17:00 if nobody decides. The first decision counts. [Confirm] [Refuse] / [Open card] / [Home]
    bot to Mina edits 4: This message is out of date. The current one stands further down.
    bot to Mina deletes 4
    bot to Mina: Erase card A-0001 ⏎  ⏎ Kira asks for it. ⏎ Reason: The client's wish ⏎ Nobody has decided this yet. Please look at it. ⏎ Everything about the client is deleted for good and taken from every chat. Only a proof without personal data stays. ⏎ Expires 17:00 if nobody decides. The first decision counts. [Confirm] [Refuse] / [Open card] / [Home]
    "#);
}

#[tokio::test]
async fn an_inviter_is_reminded_once_of_who_waits_in_korean() {
    let office = Office::open().await;
    let (mina, mina_id) = office.seat(101, "Mina", Role::Manager, "ko").await;
    late_digests(&office, vec![mina_id]).await;
    let link = invites(&mina, ["더보기", "직원", "직원 초대", "프런트"]).await;
    let cleo = office.stranger(102, "Cleo", "ko");
    cleo.follows(&link).await;
    mina.reads().await;
    office.topic();
    for (hours, told) in [(23, false), (1, true), (48, false)] {
        minutes(&office, hours * HOUR);
        office.sim.idle(UNASKED_QUIET).await;
        assert_eq!(!mina.unread().is_empty(), told, "{hours} hours later");
        catch_up(&office, &[&mina]).await;
    }
    insta::assert_snapshot!(office.close().await, @r#"
    bot to Mina edits 4: 지난 메시지입니다. 아래의 최신 메시지를 확인해 주세요.
    bot to Mina deletes 4
    bot to Mina: 초대한 직원이 수락했습니다 ⏎  ⏎ Cleo 님이 초대를 수락했습니다. 역할: 프런트 ⏎ 본인이 맞을 때만 승인해 주세요. 계정이 열리면 고객 카드를 볼 수 있습니다. [계정 승인] [거절] / [홈]
    "#);
}

#[tokio::test]
async fn a_last_day_taken_back_is_told_to_those_who_were_told_of_it() {
    let (office, [_, (mina, _), (olga, _), (kira, _)]) = salon_of(WATCHED).await;
    kira.says("/start").await;
    mina.says("/settings").await;
    for label in ["People", "Lena", "Leaving", "Gave notice", "4", "Mina", "Yes, note it"] {
        mina.presses(label).await;
    }
    catch_up(&office, &[&mina, &olga, &kira]).await;
    office.topic();
    mina.says("/settings").await;
    for label in ["People", "Lena", "They stay", "Yes, they stay"] {
        mina.presses(label).await;
    }
    catch_up(&office, &[&olga, &kira]).await;
    insta::assert_snapshot!(office.close().await, @r#"
    Mina: /settings
      bot to Mina: Settings ⏎  ⏎ Language: English, as your Telegram is set ⏎ Daily list: 23:59, time zone Asia/Shanghai ⏎ Press a language or a time, or type a time such as 08:15. In another time zone? Type a city, such as Seoul. [✓ English] [中文] [한국어] / [07:30] [08:00] [08:30] / [09:00] [09:30] [10:00] / [People] [PIN] / [I am away] / [Client rights] / [Back] [Home]
      bot to Mina deletes 4
    Mina: [People]
      bot to Mina edits 7: People ⏎  ⏎ Olga · Owner ⏎ Mina · Manager · you ⏎ Kira · Keeper ⏎ Lena · Beautician · leaves on 4 Mar 2026 ⏎ Press a name to change a role, to suspend somebody, or when somebody leaves. [Kira] [Lena] / [Invite somebody] / [Back] [Home]
    Mina: [Lena]
      bot to Mina edits 7: Lena ⏎  ⏎ Beautician · active ⏎ Keeps: clients 0 · open follow-ups 0 · visits to come 0 ⏎ Holds: running loans 0 · waiting requests 0 · cards shown now 0 ⏎ Last day: 4 Mar 2026 ⏎ Reason: Gave notice [Change role] [Suspend] / [They stay] [Leaving] / [Back] [Home]
    Mina: [They stay]
      bot to Mina edits 7: Does Lena stay? ⏎  ⏎ The last day, 4 Mar 2026, is taken back. The account does not end, and alerts come as for everybody. [No, go back] [Yes, they stay] / [Home]
    Mina: [Yes, they stay]
      bot to Mina edits 7: Last day taken back ⏎  ⏎ Lena stays. [People] [Home]
      bot to Olga: 最后工作日已撤销 ⏎  ⏎ Lena留任：Mina 已撤销最后工作日，警报恢复常规标准。 [员工管理] / [首页]
      bot to Kira: 마지막 근무일을 취소했습니다 ⏎  ⏎ Lena 님은 계속 근무합니다. Mina 님이 마지막 근무일을 취소했으며, 경고 기준은 원래대로 돌아갑니다. [홈]
    "#);
}
