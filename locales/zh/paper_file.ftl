## 随借阅借出的纸质档案袋。

paper-file-list-title = 借出的纸质档案 · { $count }
paper-file-list-none = 没有借出的纸质档案，也没有待发放的。先在客户档案里（“更正档案”）写明纸质档案的存放处，之后即可随借阅申请。
paper-file-button = 纸质档案
paper-file-line = { $number } · { $borrower }
    { $client }
    { $standing }
paper-file-title = 纸质档案 { $number }
paper-file-borrower = 借阅人：{ $borrower }
paper-file-lies = 存放处：{ $place }
paper-file-stands-asked = 已申请，借阅尚未批准或尚未开始
paper-file-stands-to-hand-out = 待发放
paper-file-stands-out = 已借出，应于 { $until } 前归还
paper-file-stands-late = 已借出，应还时间 { $until } 已过
paper-file-stands-back = { $at } 归还，由 { $by } 接收：{ $condition }
paper-file-stands-void = 未借出
paper-file-said = 借阅人自述：{ $condition }
paper-file-noted = 备注：{ $words }
paper-file-hand-out = 已发放
paper-file-take-back = 收回入柜
paper-file-ask-hand-out = 请从存放处取出交给借阅人，再点“已发放”。
paper-file-yours = 这份档案在您手上。请交还保管人，由保管人登记归还。
paper-file-not-yet = 现在不能发放：档案还在别人手上，或借阅已结束。请看纸质档案列表。
paper-file-ask-condition = 请当面清点。归还时状况如何？
paper-file-ask-words = 哪里有问题？写一句话：哪一页、怎么回事。
paper-file-points = 借阅人将被记 { $points } 分（计入考核）。
paper-file-soon-title = 一份纸质档案 { $until } 到期
paper-file-soon = 请在此之前归还，或申请续借：续借须另行申请。
paper-file-due-title = 一份纸质档案现已到期
paper-file-due = 请马上归还。登记归还之前，仍由您负责。
paper-file-keeper-title = { $borrower }：纸质档案逾期一小时
paper-file-keeper = 请催还。如已放回原处，请点“收回入柜”。
paper-file-slip-title = 催还单 { $number }
paper-file-slip = 档案已逾期一天，请直接向 { $borrower } 催还。再过一天将记为违规。
paper-file-violation-title = { $borrower }：纸质档案逾期两天
paper-file-violation = 已记 { $points } 分。经理恢复之前，{ $borrower } 不能再借。
paper-file-late-title = 您的纸质档案 { $number } 已逾期
paper-file-late = 请马上归还，已通知相关同事。逾期两天将记为违规，并暂停新的借阅。
paper-file-suspended-title = 您的新借阅已暂停
paper-file-suspended = 档案已逾期两天，记 { $points } 分。请先归还，再请经理恢复借阅。
paper-file-stands-coming = 借阅人已交还，待保管人清点（应还 { $until }）
paper-file-marked-title = 已记 { $points } 分
paper-file-marked = 借阅 { $number } 的纸质档案归还时：{ $condition }。
paper-file-marked-of-title = { $borrower }：因纸质档案记 { $points } 分
