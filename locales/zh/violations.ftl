## 借阅人的违规记录。

violations-button = 违规记录
violations-title = 借阅违规记录
violations-none = 没有违规记录。纸质档案逾期两天、破损、缺页或遗失会记在这里。
violations-person = { $name } · { $points } 分
violations-suspended = { $name } · { $points } 分 · 暂停借阅
violations-line = – { $number } · { $offence } · { $points } 分 · { $at }
violations-lifted = – { $by } 于 { $at } 恢复借阅：{ $reason }
violations-lift = 恢复 { $name } 借阅
violations-lift-title = 恢复 { $name } 的借阅？
violations-ask-why = 写一句理由。理由会保存，借阅人也会看到。分数保留。
violations-lifted-title = { $name } 可以再次借阅
violations-lifted-receipt = 已通知借阅人。分数仍保留。
violations-again-title = 您可以再次借阅了
violations-again = 经理留言：{ $reason }
violations-mutual = 互相批准
violations-mutual-title = 互相批准借阅的人
violations-pair = { $one }批准{ $other }：{ $by_one } 次 · { $other }批准{ $one }：{ $by_other } 次
violations-let-others-decide = 以上为最近 { $days } 天的批准。建议改由他人审批：转交申请，或在“设置”—“借阅规定”中要求两人批准。
violations-no-pair = 最近 { $days } 天内没有两人互相批准借阅。请点“返回”继续。
