## 由第二人确认的备份恢复。

rights-restore-title = 已恢复备份
rights-restore-made = 档案库已恢复到 { $at } 的备份。
rights-restore-holds = 其中有：客户 { $clients } 位，到店记录 { $visits } 条，借阅 { $loans } 笔。
rights-restore-held-before = 恢复之前有：客户 { $clients } 位，到店记录 { $visits } 条，借阅 { $loans } 笔。
rights-restore-before-unknown = 恢复之前的内容无法读取。
rights-restore-lost = 备份之后的 { $entries } 条操作日志已丢失：日志止于第 { $head } 条，原先已知到第 { $known } 条。
rights-restore-nothing-lost = 操作日志止于第 { $head } 条，服务器上没有更晚的记录。请与店主聊天中最近的校验码核对。
rights-restore-again = 备份之后又重新执行：删除客户 { $erased } 位，停用账号 { $cut } 个。
rights-restore-what-to-press = 在一位经理或店主确认之前，任何人都不能查看或修改档案。如果您知道为什么恢复，请确认；如果不知道，请点“停止”，并询问服务器管理人。
rights-restore-confirm = 确认
rights-restore-stop = 停止
rights-restore-confirmed = { $name } 已确认，{ $at }。工作以此档案库继续。
rights-restore-stopped = { $name } 已停止，{ $at }。档案库保持关闭。
rights-restore-what-next = 下一步：与服务器管理人商定用哪一份备份。对方停止机器人，用该备份运行 kartoteka restore --force，之后会再次请您确认。
rights-restore-first = 已有人先处理，您的操作未生效。
rights-restore-gone = 没有需要确认的恢复。请回到首页继续。
rights-restore-closed = 档案库已恢复到 { $at } 的备份，须由经理或店主确认后才能继续工作，届时会通知您。
rights-restore-closed-for-good = 档案库恢复到 { $at } 的备份后已被停止。在恢复另一份备份并确认之前保持关闭，请询问经理。
rights-restore-really-stop = 确定停止使用档案库吗？停止后所有人都不能使用，只有服务器管理人能重新开放。
rights-restore-yes-stop = 确定停止
rights-restore-open-title = 档案库已重新开放
rights-restore-open = 档案库已恢复到 { $at } 的备份，并已得到确认。该备份之后录入的内容没有保留下来：请检查您最近录入的内容，并重新补录。
