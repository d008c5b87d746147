## 客户权利簿。

rights-book-book = 客户权利
rights-book-title = 客户权利
rights-book-what = 等待您处理的事项、到期档案，以及删除凭证。
rights-book-nothing-waits = 没有等待您处理的事项。
rights-book-proposal = 到期档案（{ $cards }）
rights-book-proofs = 已删除的档案
rights-book-proofs-title = 已删除的档案
rights-book-proof = • { $number } · { $at }：{ $asked } 申请，{ $confirmed } 确认；记录 { $rows } 条，文件 { $files } 个
rights-book-no-proofs = 尚未删除过档案。如需删除，请打开档案后点“客户权利”。
rights-book-older = 更早
rights-book-newer = 更近
rights-book-copies = 资料副本
rights-book-copies-title = 已提供的资料副本
rights-book-copy = • { $number } · { $at }：{ $asked } 申请，{ $confirmed } 确认
rights-book-no-copies = 尚未提供过副本。如需申请，请打开档案后点“客户权利”。
rights-book-unrecalled = 未能收回
rights-book-unrecalled-title = 未能收回的档案
rights-book-left = • { $number } · { $at } 显示给{ $name }，其聊天无法访问
rights-book-none-left = 应收回的档案都已收回。暂停员工账号后可在此查看。
