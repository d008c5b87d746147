## 客户本人的资料副本。

rights-copy-title = 客户资料副本 { $number }
rights-copy-hand-over = 所保存的该客户全部资料。请打印或发送给客户本人，之后在此删除。此文件不受保护。
rights-copy-gone = 此副本已不能提供。请在档案的“客户权利”中重新申请。
rights-copy-number = 档案编号
rights-copy-name = 姓名
rights-copy-phone = 电话
rights-copy-keeper = 负责人
rights-copy-since = 建档日期
rights-copy-on = { $day }
rights-copy-consents = 同意
rights-copy-visits = 到店记录
rights-copy-visit = { $at }，{ $by }
rights-copy-visit-services = 项目与产品：{ $names }
rights-copy-visit-effect = 效果：{ $value }
rights-copy-visit-note = 备注：{ $note }
rights-copy-visit-photos = 照片：{ $count }
rights-copy-visit-amount = 金额：{ $money }
rights-copy-visit-next = 下次日期：{ $on }
rights-copy-bookings = 预约
rights-copy-booking = { $at }
rights-copy-corrections = 更正
rights-copy-correction = { $at }：“{ $old }”更正为“{ $new }”（{ $reason }）
rights-copy-seen = 谁看过此档案
rights-copy-seen-by = { $roles }
rights-copy-nothing = 没有记录。
