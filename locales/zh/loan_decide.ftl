loan-decide-title = { $borrower } 申请借阅档案
loan-decide-open = { $open ->
    [0] 没有其他借阅
   *[other] 另有 { $open } 份借阅，无逾期
}
loan-decide-overdue = 另有 { $open } 份借阅，其中 { $overdue } 份逾期
loan-decide-expires = 无人审批则 { $until } 失效。以最先的决定为准。
loan-decide-expires-two = 未审批完则 { $until } 失效。须两人批准，一人拒绝即结束。
loan-decide-unanswered = 已有 { $minutes } 分钟无人审批。请审批。
loan-decide-deputy = 经理未及时审批，现由您作为店主代为决定。
loan-decide-approve = 批准
loan-decide-shorten = 缩短期限
loan-decide-fewer = 减少内容
loan-decide-pass-on = 转交
loan-decide-deny = 拒绝
loan-decide-passed = { $by } 已转交给 { $to }。
loan-decide-confirm-title = 批准 { $number }？
loan-decide-confirm = { $borrower } 可从现在起查看以上内容，至 { $until }。
loan-decide-confirm-from = { $borrower } 可在 { $from } 至 { $until } 查看以上内容，之前不可查看。
loan-decide-first-of-two = 您是两位审批人中的第一位。另一人也批准后，借阅才开始。
loan-decide-confirm-yes = 确定批准
loan-decide-shorten-title = 缩短 { $number } 的期限
loan-decide-ask-term = 从现在起改为多久？
loan-decide-hours = { $hours } 小时
loan-decide-today = 今天
loan-decide-until = 到{ $day }
loan-decide-ask-shorten-why = 至 { $until }。为什么缩短？点一个理由或自己写：{ $borrower } 会看到，借阅随即批准。
loan-decide-fewer-title = 减少内容：{ $number }
loan-decide-ask-parts = { $borrower } 可以查看哪些内容？点一项可去掉或恢复，然后点“继续”。
loan-decide-kept = 继续
loan-decide-ask-fewer-why = 为什么只给这些？点一个理由或自己写：{ $borrower } 会看到，这些内容随即批准。
loan-decide-pass-title = 转交申请
loan-decide-ask-to = 转交给谁？对方会收到一条新消息，您自己仍可审批。
loan-decide-nobody-else = 目前没有其他人可以审批，请返回自行决定。
loan-decide-deny-title = 拒绝 { $number }
loan-decide-ask-deny-why = 为什么拒绝？点一个理由或自己写：{ $borrower } 会看到，申请随即拒绝。
loan-decide-decided-title = 借阅申请 { $number }
loan-decide-first = 已有人先作决定，您的操作未生效。
