## 各屏描述借阅的共用语句。

loan-lines-purpose = 用途：{ $purpose }
loan-lines-purpose-why = 用途：{ $purpose }。事由：{ $reason }
loan-lines-parts = 内容：{ $parts }
loan-lines-term-hours = 期限：批准后 { $hours } 小时
loan-lines-term-days = 期限：批准后 { $days } 天
loan-lines-term-until = 期限：到{ $day }当天结束
loan-lines-waiting = 待审批 · 已通知 { $asked } 位经理 · { $until } 失效
loan-lines-approved = { $by } 于 { $at } 批准，至 { $until }
loan-lines-denied = { $by } 于 { $at } 拒绝
loan-lines-withdrawn = 审批前已撤回
loan-lines-expired = 无人审批，已失效
loan-lines-returned = 已于 { $at } 归还
loan-lines-ended = 已于 { $until } 到期结束
loan-lines-recalled = { $by } 于 { $at } 收回
loan-lines-why = 理由：{ $why }
loan-lines-reason-enough = 时间足够
loan-lines-reason-rule = 店内规定
loan-lines-reason-not-needed = 此用途不需要
loan-lines-reason-ask-keeper = 请问客户负责人
loan-lines-reason-purpose-over = 用途已结束
loan-lines-reason-needed-elsewhere = 他人需要
loan-lines-reason-mistake = 误借
