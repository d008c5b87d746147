## 经理外出，由谁代为审批。

staff-away-away = 我不在岗
staff-away-title = 委托审批
staff-away-here = 您在岗：借阅申请会发给您。
staff-away-named = { $until } 前由 { $name } 代您审批。
staff-away-what = 您不在岗期间，申请会发给另一位可审批的同事，您自己仍可审批。
staff-away-leave = 委托同事审批
staff-away-back = 我回来了
staff-away-until-title = 不在岗 · 到哪天？
staff-away-ask-until = 不在岗的最后一天是哪天？请点选，或直接输入，例如 下周五。
staff-away-day-unread = 看不懂这个日期。请在下方点选，或直接输入，例如 下周五。
staff-away-day-out = 请选今天或之后的日期，最晚到 { $days } 天后。
staff-away-who-title = 不在岗 · 由谁审批？
staff-away-ask-who = 到{ $day }为止，由谁代您审批？
staff-away-nobody = 目前没有其他人可以审批。请先邀请另一位经理，再委托审批。
staff-away-cannot-stand = 这位同事已不能审批，请另选一位。
staff-away-saved = 已保存。
staff-away-told-title = 请您代同事审批
staff-away-told = { $until } 前由您代 { $name } 审批，申请会发到这里。
staff-away-for = 代 { $name } 审批（对方不在岗）。
