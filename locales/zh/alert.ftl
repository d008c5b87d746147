## 异常查阅警报。

alert-title = 警报：异常查阅
alert-who = { $name }（{ $role }）
alert-former = { $name }（账号已停用）
alert-cards = 今天打开了 { $count } 份不同的档案，超出工作所需。
alert-hour = 一小时内打开了 { $count } 份不同的档案。
alert-night = 夜间打开了档案，时间 { $at }。
alert-visitless = 今天打开了 { $count } 份非本人负责客户的档案，前后 { $days } 天内没有相应的到店或预约。
alert-reveals = 今天已显示 { $count } 次联系方式，次数用完后又要求显示。
alert-what-to-do = 请向本人了解用途。每次打开都记录在该档案的查阅记录中。
alert-leaver-title = 警报：员工即将离职
alert-last-day = 最后工作日：{ $day }，由{ $by }登记
alert-compared = 最近 { $days } 天与此前 { $days } 天对比：
alert-opened = 打开档案：{ $last } 次，此前 { $before } 次
alert-revealed = 显示联系方式：{ $last } 次，此前 { $before } 次
alert-searched = 查找：{ $last } 次，此前 { $before } 次
alert-stricter = 从现在起，其警报标准降为常规的 1/{ $share }。请查看查阅明细；必要时可立即暂停账号。
alert-gone = 此警报与您无关或已结束。请点“首页”继续。
alert-what-was-read = 查阅明细
alert-seat = 管理账号
alert-read-title = 查阅明细
alert-nothing = 尚无查阅。请点“返回”继续。
alert-line = { $at } · { $act }
alert-line-of = { $at } · { $act } · { $number }
alert-newer = 更近
alert-older = 更早
