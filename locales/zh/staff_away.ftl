## 经理外出，由谁代为审批。

staff-away-away = 我要外出
staff-away-title = 外出代理
staff-away-here = 您在岗：借阅申请会发给您。
staff-away-named = { $until } 前由 { $name } 代您审批。
staff-away-what = 外出期间，申请会发给另一位可审批的同事，您自己仍可审批。
staff-away-leave = 选择代理人
staff-away-back = 我回来了
staff-away-until-title = 外出 · 到哪天？
staff-away-ask-until = 外出的最后一天是哪天？请点选，或直接输入，例如 5月12日。
staff-away-day-unread = 看不懂这个日期。请点选，或输入 5月12日 这样的日期。
staff-away-day-out = 请选今天或之后的日期，最多 { $days } 天。
staff-away-who-title = 外出 · 由谁审批？
staff-away-ask-who = { $day }当天结束前，由谁代您审批？
staff-away-nobody = 目前没有其他人可以审批。请先邀请另一位经理，再选代理人。
staff-away-cannot-stand = 这位同事已不能审批，请另选一位。
staff-away-saved = 已保存。
staff-away-told-title = 您已成为代理人
staff-away-told = { $until } 前由您代 { $name } 审批，申请会发到这里。
staff-away-for = 代 { $name } 审批（对方外出）。
