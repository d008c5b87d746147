digest-work-title =
    今日{ $visits ->
        [0] { "" }
       *[other] { " " }· 到店 { $visits }
    }{ $tasks ->
        [0] { "" }
       *[other] { " " }· 回访 { $tasks }
    }{ $birthdays ->
        [0] { "" }
       *[other] { " " }· 生日 { $birthdays }
    }{ $loans ->
        [0] { "" }
       *[other] { " " }· 到期借阅 { $loans }
    }{ $requests ->
        [0] { "" }
       *[other] { " " }· 待审批 { $requests }
    }{ $papers ->
        [0] { "" }
       *[other] { " " }· 待确认归还 { $papers }
    }
digest-work-title-of = { $day }{ $visits ->
    [0] {""}
   *[other] {" "}· 到店 { $visits }
}{ $tasks ->
    [0] {""}
   *[other] {" "}· 回访 { $tasks }
}{ $birthdays ->
    [0] {""}
   *[other] {" "}· 生日 { $birthdays }
}{ $loans ->
    [0] {""}
   *[other] {" "}· 到期借阅 { $loans }
}{ $requests ->
    [0] {""}
   *[other] {" "}· 待审批 { $requests }
}{ $papers ->
    [0] {""}
   *[other] {" "}· 待确认归还 { $papers }
}
digest-work-late = 这份提醒发晚了：到点时系统不在线。
digest-work-empty = 没有到期事项。登记到店时填写下次到店日期，到时回访会显示在这里。
digest-work-all-done = 全部完成，没有其他待办。
digest-work-visit = { $place }. { $at } · { $client }
digest-work-due = { $place }. { $client } · { $day }到期
digest-work-due-today = { $place }. { $client } · 今日
digest-work-overdue = { $place }. { $client } · 逾期 { $days } 天
digest-work-done = ✓ { $client } · 已完成
digest-work-put-off = → { $client } · 已推迟至{ $day }
digest-work-handed = → { $client } · 已转交
digest-work-paper-given = { $place }. 纸质档案 { $number } · { $borrower } 称已归还，请查看并确认
digest-work-given-title = { $by } 转交的回访
digest-work-given = 已列入您的回访（已撤回的除外）。请点“回访”查看。
digest-work-taken-title = { $by } 已离职，由您接手
digest-work-taken = 其客户、未完成的回访和预约现在由您负责。请点“回访”查看到期事项。
digest-work-follow-ups = 回访
digest-work-birthday = { $place }. { $client } · { $day }生日
digest-work-birthday-today = { $place }. { $client } · 今日生日
digest-work-loan-due = { $place }. 借阅 { $number } · { $until } 到期
digest-work-request = { $place }. 申请 { $number } · { $borrower } 等待审批
digest-work-pick = { $place }. { $name }
digest-work-page = 第 { $page } 页
digest-work-task-title = 回访
digest-work-task-due = { $day }到期
digest-work-task-overdue = 逾期 { $days } 天
digest-work-mark-done = 完成
digest-work-snooze = 推迟 { $days } 天
digest-work-hand-over = 转交
digest-work-ask-who = 转交给谁？会出现在对方的列表里。
digest-work-no-colleague = 本店没有其他人可以接手。请返回并推迟。
digest-work-told-done = 已完成。
digest-work-told-snoozed = 已推迟 { $days } 天。
digest-work-told-handed = 已转交给 { $to }。
digest-work-gone = 这项回访已完成或已转给同事。以下是最新列表。
