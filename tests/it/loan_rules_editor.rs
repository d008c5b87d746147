//! The owner writes the rules of lending in the chat, and sees first what they would have meant.

use crate::lending::{emma, late_digests, lent, salon};
use crate::office::Office;
use kartoteka::model::policy::Role;
use simulator::Person;

/// Goes to the rules.
async fn opens_rules(owner: &Person, rules: &str) {
    owner.says("/settings").await;
    owner.presses(rules).await;
}

#[tokio::test]
async fn a_rule_is_tried_saved_changed_and_deleted() {
    let (office, lena, mina) = salon().await;
    let (olga, olga_id) = office.seat(103, "Olga", Role::Owner, "en").await;
    late_digests(&office, vec![olga_id]).await;
    lent(&office, &lena, &mina).await;
    opens_rules(&olga, "Loan rules").await;
    for label in ["Add a rule", "Check", "Who", "Beautician", "Parts", "Care"] {
        olga.presses(label).await;
    }
    for label in ["Longest term", "1 hour", "Approvals", "2", "Check", "Save"] {
        olga.presses(label).await;
    }
    for label in ["Beautician · Care", "Approvals", "Not set", "Check", "Save"] {
        olga.presses(label).await;
    }
    for label in ["Add a rule", "Who", "Beautician", "Parts", "Care", "Extensions", "0", "Check"] {
        olga.presses(label).await;
    }
    olga.presses("Home").await;
    opens_rules(&olga, "Loan rules").await;
    for label in ["Beautician · Care", "Delete", "Yes, delete"] {
        olga.presses(label).await;
    }
    insta::assert_snapshot!(office.close().await, @r#"
    Olga: /settings
      bot to Olga: Settings ⏎  ⏎ Language: English, as your Telegram is set ⏎ Daily list: 23:59, time zone Asia/Shanghai ⏎ Press a language or a time, or type a time such as 08:15. In another time zone? Type a city, such as Seoul. [✓ English] [中文] [한국어] / [07:30] [08:00] [08:30] / [09:00] [09:30] [10:00] / [People] [PIN] / [I am away] / [Check the log] / [Client rights] / [Loan rules] / [Sensitive fields] [Record keeping] / [Back] [Home]
    Olga: [Loan rules]
      bot to Olga edits 2: Loan rules · 0 ⏎  ⏎ Where no rule says otherwise: 3 days at most, one approval, and two for all parts or for a client of class A. If several rules fit, the most specific one counts. [Add a rule] / [Back] [Home]
    Olga: [Add a rule]
      bot to Olga edits 2: New rule ⏎  ⏎ For: Everybody · Any part ⏎ Longest term: not set ⏎ Open at once: not set ⏎ Extensions: not set ⏎ Approvals: not set ⏎ Press what you want to change. What is not set follows the more general rules. Then check the rule. [Who] [Parts] / [Client class] [Longest term] / [Open at once] [Extensions] / [Approvals] / [Check] / [Back] [Home]
    Olga: [Check]
      bot to Olga toasts: This rule sets nothing. Choose a longest term, loans at once, extensions or approvals.
    Olga: [Who]
      bot to Olga edits 2: Who ⏎  ⏎ For: Everybody · Any part ⏎ Whose requests? [✓ Everybody] [Owner] / [Manager] [Keeper] / [Front desk] [Beautician] / [Sales] / [Back] [Home]
    Olga: [Beautician]
      bot to Olga edits 2: New rule ⏎  ⏎ For: Beautician · Any part ⏎ Longest term: not set ⏎ Open at once: not set ⏎ Extensions: not set ⏎ Approvals: not set ⏎ Press what you want to change. What is not set follows the more general rules. Then check the rule. [Who] [Parts] / [Client class] [Longest term] / [Open at once] [Extensions] / [Approvals] / [Check] / [Back] [Home]
    Olga: [Parts]
      bot to Olga edits 2: Parts ⏎  ⏎ For: Beautician · Any part ⏎ Requests for what? [✓ Any part] [All parts] / [Contact details] [Care] / [Business] [Documents] / [Back] [Home]
    Olga: [Care]
      bot to Olga edits 2: New rule ⏎  ⏎ For: Beautician · Care ⏎ Longest term: not set ⏎ Open at once: not set ⏎ Extensions: not set ⏎ Approvals: not set ⏎ Press what you want to change. What is not set follows the more general rules. Then check the rule. [Who] [Parts] / [Client class] [Longest term] / [Open at once] [Extensions] / [Approvals] / [Check] / [Back] [Home]
    Olga: [Longest term]
      bot to Olga edits 2: Longest term ⏎  ⏎ For: Beautician · Care ⏎ Choose a value. If it is not set, the more general rules apply. [1 hour] [2 hours] / [4 hours] [8 hours] / [1 day] [2 days] / [3 days] [✓ Not set] / [Back] [Home]
    Olga: [1 hour]
      bot to Olga edits 2: New rule ⏎  ⏎ For: Beautician · Care ⏎ 1 hour at most ⏎ Open at once: not set ⏎ Extensions: not set ⏎ Approvals: not set ⏎ Press what you want to change. What is not set follows the more general rules. Then check the rule. [Who] [Parts] / [Client class] [Longest term] / [Open at once] [Extensions] / [Approvals] / [Check] / [Back] [Home]
    Olga: [Approvals]
      bot to Olga edits 2: Approvals ⏎  ⏎ For: Beautician · Care ⏎ Choose a value. If it is not set, the more general rules apply. [1] [2] / [✓ Not set] / [Back] [Home]
    Olga: [2]
      bot to Olga edits 2: New rule ⏎  ⏎ For: Beautician · Care ⏎ 1 hour at most ⏎ Open at once: not set ⏎ Extensions: not set ⏎ 2 approvals ⏎ Press what you want to change. What is not set follows the more general rules. Then check the rule. [Who] [Parts] / [Client class] [Longest term] / [Open at once] [Extensions] / [Approvals] / [Check] / [Back] [Home]
    Olga: [Check]
      bot to Olga edits 2: Check the rule ⏎  ⏎ For: Beautician · Care ⏎ 1 hour at most ⏎ Open at once: not set ⏎ Extensions: not set ⏎ 2 approvals ⏎ Tried on the last request · 1 shortened · 1 needs a second approval [Save] [Back] / [Home]
    Olga: [Save]
      bot to Olga toasts: Saved.
      bot to Olga edits 2: Loan rules · 1 ⏎  ⏎ Beautician · Care: 1 hour at most, 2 approvals ⏎ Where no rule says otherwise: 3 days at most, one approval, and two for all parts or for a client of class A. If several rules fit, the most specific one counts. [Beautician · Care] / [Add a rule] / [Back] [Home]
    Olga: [Beautician · Care]
      bot to Olga edits 2: Change a rule ⏎  ⏎ For: Beautician · Care ⏎ 1 hour at most ⏎ Open at once: not set ⏎ Extensions: not set ⏎ 2 approvals ⏎ Press what you want to change. What is not set follows the more general rules. Then check the rule. [Who] [Parts] / [Client class] [Longest term] / [Open at once] [Extensions] / [Approvals] / [Check] [Delete] / [Back] [Home]
    Olga: [Approvals]
      bot to Olga edits 2: Approvals ⏎  ⏎ For: Beautician · Care ⏎ Choose a value. If it is not set, the more general rules apply. [1] [✓ 2] / [Not set] / [Back] [Home]
    Olga: [Not set]
      bot to Olga edits 2: Change a rule ⏎  ⏎ For: Beautician · Care ⏎ 1 hour at most ⏎ Open at once: not set ⏎ Extensions: not set ⏎ Approvals: not set ⏎ Press what you want to change. What is not set follows the more general rules. Then check the rule. [Who] [Parts] / [Client class] [Longest term] / [Open at once] [Extensions] / [Approvals] / [Check] [Delete] / [Back] [Home]
    Olga: [Check]
      bot to Olga edits 2: Check the rule ⏎  ⏎ For: Beautician · Care ⏎ 1 hour at most ⏎ Open at once: not set ⏎ Extensions: not set ⏎ Approvals: not set ⏎ Tried on the last request · nothing would have changed [Save] [Back] / [Home]
    Olga: [Save]
      bot to Olga toasts: Saved.
      bot to Olga edits 2: Loan rules · 1 ⏎  ⏎ Beautician · Care: 1 hour at most ⏎ Where no rule says otherwise: 3 days at most, one approval, and two for all parts or for a client of class A. If several rules fit, the most specific one counts. [Beautician · Care] / [Add a rule] / [Back] [Home]
    Olga: [Add a rule]
      bot to Olga edits 2: New rule ⏎  ⏎ For: Everybody · Any part ⏎ Longest term: not set ⏎ Open at once: not set ⏎ Extensions: not set ⏎ Approvals: not set ⏎ Press what you want to change. What is not set follows the more general rules. Then check the rule. [Who] [Parts] / [Client class] [Longest term] / [Open at once] [Extensions] / [Approvals] / [Check] / [Back] [Home]
    Olga: [Who]
      bot to Olga edits 2: Who ⏎  ⏎ For: Everybody · Any part ⏎ Whose requests? [✓ Everybody] [Owner] / [Manager] [Keeper] / [Front desk] [Beautician] / [Sales] / [Back] [Home]
    Olga: [Beautician]
      bot to Olga edits 2: New rule ⏎  ⏎ For: Beautician · Any part ⏎ Longest term: not set ⏎ Open at once: not set ⏎ Extensions: not set ⏎ Approvals: not set ⏎ Press what you want to change. What is not set follows the more general rules. Then check the rule. [Who] [Parts] / [Client class] [Longest term] / [Open at once] [Extensions] / [Approvals] / [Check] / [Back] [Home]
    Olga: [Parts]
      bot to Olga edits 2: Parts ⏎  ⏎ For: Beautician · Any part ⏎ Requests for what? [✓ Any part] [All parts] / [Contact details] [Care] / [Business] [Documents] / [Back] [Home]
    Olga: [Care]
      bot to Olga edits 2: New rule ⏎  ⏎ For: Beautician · Care ⏎ Longest term: not set ⏎ Open at once: not set ⏎ Extensions: not set ⏎ Approvals: not set ⏎ Press what you want to change. What is not set follows the more general rules. Then check the rule. [Who] [Parts] / [Client class] [Longest term] / [Open at once] [Extensions] / [Approvals] / [Check] / [Back] [Home]
    Olga: [Extensions]
      bot to Olga edits 2: Extensions ⏎  ⏎ For: Beautician · Care ⏎ Choose a value. If it is not set, the more general rules apply. [0] [1] / [2] [3] / [✓ Not set] / [Back] [Home]
    Olga: [0]
      bot to Olga edits 2: New rule ⏎  ⏎ For: Beautician · Care ⏎ Longest term: not set ⏎ Open at once: not set ⏎ no extension ⏎ Approvals: not set ⏎ Press what you want to change. What is not set follows the more general rules. Then check the rule. [Who] [Parts] / [Client class] [Longest term] / [Open at once] [Extensions] / [Approvals] / [Check] / [Back] [Home]
    Olga: [Check]
      bot to Olga toasts: There is a rule for exactly these requests already. Open that one and change it.
    Olga: [Home]
      bot to Olga edits 2: Today · nothing due ⏎  ⏎ Type a name, a phone number or a card number to search. Share a contact to start a new card. [Find] [New card] / [Follow-ups] [My loans] / [More]
    Olga: /settings
      bot to Olga: Settings ⏎  ⏎ Language: English, as your Telegram is set ⏎ Daily list: 23:59, time zone Asia/Shanghai ⏎ Press a language or a time, or type a time such as 08:15. In another time zone? Type a city, such as Seoul. [✓ English] [中文] [한국어] / [07:30] [08:00] [08:30] / [09:00] [09:30] [10:00] / [People] [PIN] / [I am away] / [Check the log] / [Client rights] / [Loan rules] / [Sensitive fields] [Record keeping] / [Back] [Home]
      bot to Olga deletes 2
    Olga: [Loan rules]
      bot to Olga edits 4: Loan rules · 1 ⏎  ⏎ Beautician · Care: 1 hour at most ⏎ Where no rule says otherwise: 3 days at most, one approval, and two for all parts or for a client of class A. If several rules fit, the most specific one counts. [Beautician · Care] / [Add a rule] / [Back] [Home]
    Olga: [Beautician · Care]
      bot to Olga edits 4: Change a rule ⏎  ⏎ For: Beautician · Care ⏎ 1 hour at most ⏎ Open at once: not set ⏎ Extensions: not set ⏎ Approvals: not set ⏎ Press what you want to change. What is not set follows the more general rules. Then check the rule. [Who] [Parts] / [Client class] [Longest term] / [Open at once] [Extensions] / [Approvals] / [Check] [Delete] / [Back] [Home]
    Olga: [Delete]
      bot to Olga edits 4: Delete the rule? ⏎  ⏎ For: Beautician · Care ⏎ 1 hour at most ⏎ Open at once: not set ⏎ Extensions: not set ⏎ Approvals: not set ⏎ From then on the more general rules hold for these requests. [Yes, delete] [Back] / [Home]
    Olga: [Yes, delete]
      bot to Olga toasts: Saved.
      bot to Olga edits 4: Loan rules · 0 ⏎  ⏎ Where no rule says otherwise: 3 days at most, one approval, and two for all parts or for a client of class A. If several rules fit, the most specific one counts. [Add a rule] / [Back] [Home]
    "#);
}

#[tokio::test]
async fn nobody_but_the_owner_writes_rules() {
    let (office, lena, mina) = salon().await;
    for person in [&lena, &mina] {
        person.says("/settings").await;
        assert!(!person.screen().labels().contains(&"Loan rules"));
    }
    office.close().await;
}

#[tokio::test]
async fn two_approvals_where_one_person_may_approve_are_refused_in_chinese() {
    let office = Office::open().await;
    let (olga, olga_id) = office.seat(103, "Olga", Role::Owner, "zh").await;
    let (lena, lena_id) = office.seat(101, "Lena", Role::Care, "ko").await;
    late_digests(&office, vec![olga_id, lena_id]).await;
    office.client(emma()).await;
    opens_rules(&olga, "借阅规定").await;
    for label in ["新增规定", "批准人数", "2", "试算"] {
        olga.presses(label).await;
    }
    for label in ["批准人数", "1", "最长期限", "1 小时", "试算", "保存"] {
        olga.presses(label).await;
    }
    // The rule holds at once.
    lena.says("emma").await;
    for label in ["열람 대여", "매장 시술", "시술 정보"] {
        lena.presses(label).await;
    }
    assert_eq!(lena.screen().labels()[0], "1시간");
    insta::assert_snapshot!(office.close().await, @r#"
    Olga: /settings
      bot to Olga: 设置 ⏎  ⏎ 语言：中文（跟随 Telegram 设置） ⏎ 每日提醒：23:59，时区 Asia/Shanghai ⏎ 请点选语言或时间，也可以直接输入时间，例如 08:15。在其他时区？请输入城市英文名，例如 Seoul。 [English] [✓ 中文] [한국어] / [07:30] [08:00] [08:30] / [09:00] [09:30] [10:00] / [员工管理] [PIN 码] / [我不在岗] / [核对日志] / [客户权利] / [借阅规定] / [敏感信息] [保存期限] / [返回] [首页]
    Olga: [借阅规定]
      bot to Olga edits 2: 借阅规定 · 0 ⏎  ⏎ 没有另行规定时：最多 3 天，一人批准；借全部内容，或借 A 级客户的档案，须两人批准。几条规定都适用时，以最具体的一条为准。 [新增规定] / [返回] [首页]
    Olga: [新增规定]
      bot to Olga edits 2: 新规定 ⏎  ⏎ 适用：所有人 · 任何内容 ⏎ 最长期限：未设定 ⏎ 同时份数：未设定 ⏎ 续借次数：未设定 ⏎ 批准人数：未设定 ⏎ 请点要修改的一项。未设定的按更通用的规定。改好后点“试算”。 [适用的人] [适用内容] / [客户等级] [最长期限] / [同时份数] [续借次数] / [批准人数] / [试算] / [返回] [首页]
    Olga: [批准人数]
      bot to Olga edits 2: 批准人数 ⏎  ⏎ 适用：所有人 · 任何内容 ⏎ 请选择。不设定则按更通用的规定。 [1] [2] / [✓ 不设定] / [返回] [首页]
    Olga: [2]
      bot to Olga edits 2: 新规定 ⏎  ⏎ 适用：所有人 · 任何内容 ⏎ 最长期限：未设定 ⏎ 同时份数：未设定 ⏎ 续借次数：未设定 ⏎ 2 人批准 ⏎ 请点要修改的一项。未设定的按更通用的规定。改好后点“试算”。 [适用的人] [适用内容] / [客户等级] [最长期限] / [同时份数] [续借次数] / [批准人数] / [试算] / [返回] [首页]
    Olga: [试算]
      bot to Olga toasts: 目前只有一人可以审批，无法做到两人批准。请改为一人，或先邀请另一位经理。
    Olga: [批准人数]
      bot to Olga edits 2: 批准人数 ⏎  ⏎ 适用：所有人 · 任何内容 ⏎ 请选择。不设定则按更通用的规定。 [1] [✓ 2] / [不设定] / [返回] [首页]
    Olga: [1]
      bot to Olga edits 2: 新规定 ⏎  ⏎ 适用：所有人 · 任何内容 ⏎ 最长期限：未设定 ⏎ 同时份数：未设定 ⏎ 续借次数：未设定 ⏎ 1 人批准 ⏎ 请点要修改的一项。未设定的按更通用的规定。改好后点“试算”。 [适用的人] [适用内容] / [客户等级] [最长期限] / [同时份数] [续借次数] / [批准人数] / [试算] / [返回] [首页]
    Olga: [最长期限]
      bot to Olga edits 2: 最长期限 ⏎  ⏎ 适用：所有人 · 任何内容 ⏎ 请选择。不设定则按更通用的规定。 [1 小时] [2 小时] / [4 小时] [8 小时] / [1 天] [2 天] / [3 天] [✓ 不设定] / [返回] [首页]
    Olga: [1 小时]
      bot to Olga edits 2: 新规定 ⏎  ⏎ 适用：所有人 · 任何内容 ⏎ 最多 1 小时 ⏎ 同时份数：未设定 ⏎ 续借次数：未设定 ⏎ 1 人批准 ⏎ 请点要修改的一项。未设定的按更通用的规定。改好后点“试算”。 [适用的人] [适用内容] / [客户等级] [最长期限] / [同时份数] [续借次数] / [批准人数] / [试算] / [返回] [首页]
    Olga: [试算]
      bot to Olga edits 2: 试算规定 ⏎  ⏎ 适用：所有人 · 任何内容 ⏎ 最多 1 小时 ⏎ 同时份数：未设定 ⏎ 续借次数：未设定 ⏎ 1 人批准 ⏎ 还没有可供试算的申请。 [保存] [返回] / [首页]
    Olga: [保存]
      bot to Olga toasts: 已保存。
      bot to Olga edits 2: 借阅规定 · 1 ⏎  ⏎ 所有人 · 任何内容：最多 1 小时、1 人批准 ⏎ 没有另行规定时：最多 3 天，一人批准；借全部内容，或借 A 级客户的档案，须两人批准。几条规定都适用时，以最具体的一条为准。 [所有人 · 任何内容] / [新增规定] / [返回] [首页]
    Lena: emma
      bot to Lena: 고객 카드 ⏎  ⏎ Emma Sample · A-0001 ⏎ 열람 대여를 요청할 수 있는 항목: 시술 정보, 문서 사본 ⏎ 17:30까지 표시됩니다. 전달과 저장이 제한됩니다. [열람 대여] [긴급 열람] / [뒤로] [홈]
    Lena: [열람 대여]
      bot to Lena edits 2: A-0001 대여 요청 ⏎  ⏎ Emma Sample · A-0001 ⏎ 4단계 중 1단계 ⏎ 어떤 용도로 필요한가요? 직접 적은 글은 사유로 남습니다. [매장 시술] [전화 연락] / [컴플레인 응대] [대리·인계] / [기타] / [뒤로] [취소]
    Lena: [매장 시술]
      bot to Lena edits 2: A-0001 대여 요청 ⏎  ⏎ Emma Sample · A-0001 ⏎ 4단계 중 2단계 ⏎ 어느 항목이 필요한가요? 요약 화면에서 더 추가할 수 있습니다. [모두] / [시술 정보] [문서 사본] / [뒤로] [취소]
    Lena: [시술 정보]
      bot to Lena edits 2: A-0001 대여 요청 ⏎  ⏎ Emma Sample · A-0001 ⏎ 4단계 중 3단계 ⏎ 얼마 동안 필요한가요? 승인된 때부터 시작됩니다. [1시간] / [뒤로] [취소]
    "#);
}
