## 由第二人确认的重大操作。

rights-confirm-erase-title = 删除档案 { $number }
rights-confirm-retention-title = 删除 { $cards } 份到期档案
rights-confirm-asks = 申请人：{ $name }
rights-confirm-why = 原因：{ $reason }
rights-confirm-what-goes = 客户的全部资料将永久删除，并从所有聊天中收回，只留下不含个人信息的凭证。
rights-confirm-until = 无人决定则 { $until } 失效。以最先的决定为准。
rights-confirm-confirm = 确认
rights-confirm-refuse = 拒绝
rights-confirm-sure-title = 永久删除 { $number }？
rights-confirm-sure-cards-title = 永久删除 { $cards } 份档案？
rights-confirm-sure = 删除后无法撤销，备份也不能恢复。
rights-confirm-yes = 确定删除
rights-confirm-first = 已有人先作决定，或已过期。您的操作未生效。
rights-confirm-confirmed = { $name } 已于 { $at } 确认。
rights-confirm-refused = { $name } 已于 { $at } 拒绝，没有删除任何内容。
rights-confirm-expired = 无人及时决定，没有删除任何内容。如仍需要，请重新申请。
rights-confirm-waits = 等待另一位经理或店主确认。
rights-confirm-proof = 已删除：{ $rows } 条记录，{ $files } 个文件。凭证保存在“设置”的“客户权利簿”中。
rights-confirm-on-hold = 法定保留：{ $name } 于 { $at } 设置（{ $reason }）。此档案不得删除；经理或店主可在“客户权利”中解除。
rights-confirm-on-hold-title = 法定保留中
