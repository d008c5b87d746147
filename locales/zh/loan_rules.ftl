## 借阅规定的编辑。

loan-rules-title = 借阅规定 · { $count }
loan-rules-house = 没有另行规定时：最多 3 天，一人批准；借全部内容，或借 A 级客户的档案，须两人批准。几条规定都适用时，以最具体的一条为准。
loan-rules-line = { $rule }：{ $values }
loan-rules-add = 新增规定
loan-rules-saved = 已保存。
loan-rules-new-title = 新规定
loan-rules-edit-title = 修改规定
loan-rules-for = 适用：{ $rule }
loan-rules-term = 最多 { $longest }
loan-rules-open = 同时最多 { $max } 份
loan-rules-extensions = { $max ->
    [0] 不能续借
   *[other] 最多续借 { $max } 次
}
loan-rules-approvals = { $needed } 人批准
loan-rules-not-set = { $aspect }：未设定
loan-rules-ask-edit = 请点要修改的一项。未设定的按更通用的规定。改好后点“试算”。
loan-rules-ask-who = 适用于谁的申请？
loan-rules-ask-what = 适用于哪些内容？
loan-rules-ask-class = 适用于哪个等级的客户？
loan-rules-ask-value = 请选择。不设定则按更通用的规定。
loan-rules-leave = 不设定
loan-rules-plain = { $count }
loan-rules-check = 试算
loan-rules-delete = 删除
loan-rules-try-title = 试算规定
loan-rules-tried =
    按最近 { $looked } 份申请试算{ $refused ->
        [0] { "" }
       *[other] { " " }· { $refused } 份被拒
    }{ $shortened ->
        [0] { "" }
       *[other] { " " }· { $shortened } 份缩短期限
    }{ $doubled ->
        [0] { "" }
       *[other] { " " }· { $doubled } 份须另一人批准
    }{ $freed ->
        [0] { "" }
       *[other] { " " }· { $freed } 份由拒绝变为通过
    }{ $refused ->
        [0] { $shortened ->
            [0] { $doubled ->
                [0] { $freed ->
                    [0] { " " }· 结果都不变
                   *[other] { "" }
                }
               *[other] { "" }
            }
           *[other] { "" }
        }
       *[other] { "" }
    }
loan-rules-nothing-to-try = 还没有可供试算的申请。
loan-rules-save = 保存
loan-rules-delete-title = 删除这条规定？
loan-rules-ask-delete = 删除后，这些申请按更通用的规定。
loan-rules-confirm-delete = 确定删除
loan-rules-refused-empty = 这条规定什么都没设定。请设定最长期限、同时份数、续借次数或批准人数。
loan-rules-refused-range = 有数值超出范围，请用按钮重新选择。
loan-rules-refused-twice = 已有一条适用于同样申请的规定，请打开那一条修改。
loan-rules-refused-one-approver = 目前只有一人可以审批，无法做到两人批准。请改为一人，或先邀请另一位经理。
loan-rules-refused-too-many = 规定已达上限。请先删除一条，再新增。
loan-rules-aspect-who = 适用的人
loan-rules-aspect-what = 适用内容
loan-rules-aspect-class = 客户等级
loan-rules-aspect-term = 最长期限
loan-rules-aspect-open = 同时份数
loan-rules-aspect-extensions = 续借次数
loan-rules-aspect-approvals = 批准人数
