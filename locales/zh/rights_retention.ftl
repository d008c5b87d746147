## 超过保留期限的档案。

rights-retention-title = { $cards } 份档案已到期
rights-retention-what = 点编号查看，仍需要的点“保留”，其余提交删除。须由另一位经理或店主确认，在此之前不会删除。
rights-retention-visited = { $years } 年未到店，最后到店：
rights-retention-unvisited = 建档 { $years } 年从未到店：{ $numbers }
rights-retention-withdrawn = 建档后即撤回：{ $numbers }
rights-retention-card = • { $number } · { $last }
rights-retention-keep = 保留
rights-retention-kept = ✓ 已保留
rights-retention-keep-card = 保留 { $number }
rights-retention-kept-card = ✓ 保留 { $number }
rights-retention-propose = 申请删除 { $cards } 份
rights-retention-all-kept = 已全部保留。下月会有新的清单。
rights-retention-older = 下一页
rights-retention-newer = 上一页
rights-retention-sure-title = 申请删除 { $cards } 份档案？
rights-retention-sure = 须由另一位经理或店主确认。期间到店或设置保留的客户不会删除。
rights-retention-ask = 申请删除
rights-retention-nothing = 没有到期档案。清单每月更新，请届时再看。
