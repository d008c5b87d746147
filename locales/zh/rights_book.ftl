## 客户权利簿。

rights-book-book = 客户权利簿
rights-book-title = 客户权利簿
rights-book-what = 等待您处理的事项、到期档案，以及删除凭证。
rights-book-nothing-waits = 没有等待您处理的事项。
rights-book-proposal = 到期档案（{ $cards }）
rights-book-proofs = 已删除的档案
rights-book-proofs-title = 已删除的档案
rights-book-proof = • { $number } · { $at }：申请 { $asked }，确认 { $confirmed }；记录 { $rows } 条，文件 { $files } 个
rights-book-no-proofs = 尚未删除过档案。如需删除，请打开档案后点“客户权利”。
rights-book-older = 更早
rights-book-newer = 更近
