## Home.

home-today =
    今日{ $visits ->
        [0] { "" }
       *[other] { " " }· 到店 { $visits }
    }{ $follow_ups ->
        [0] { "" }
       *[other] { " " }· 回访 { $follow_ups }
    }{ $loans ->
        [0] { "" }
       *[other] { " " }· 借阅 { $loans }
    }{ $requests ->
        [0] { "" }
       *[other] { " " }· 待审批 { $requests }
    }{ $papers ->
        [0] { "" }
       *[other] { " " }· 待确认归还 { $papers }
    }
home-free = 今日 · 暂无待办
home-visit = { $at } · { $name }
home-more-visits = 另有 { $count } 个预约
home-requests = 有 { $count } 份借阅申请等待您审批。
home-papers = 有 { $count } 份纸质档案，借阅人称已归还。请点“回访”确认。
home-draft = 草稿 { $place }：{ $draft }
home-more-drafts = 另有 { $count } 份草稿
home-type-anything = 输入姓名、电话或档案编号即可查找；分享联系人即可新建档案。
home-next-visit = 下一位 { $at }
home-later-visit = 然后 { $at }
home-follow-ups =
    { $count ->
        [0] 回访
       *[other] 回访 · { $count }
    }
home-loans =
    { $count ->
        [0] 我的借阅
       *[other] 我的借阅 · { $count }
    }
home-decide = 待审批 · { $count }
home-resume = 继续草稿
home-resume-of = 继续草稿 { $place }
home-discard = 丢弃草稿
home-discard-of = 丢弃草稿 { $place }
home-more = 更多
home-settings = 设置
home-help = 帮助
home-privacy = 隐私
home-staff = 员工
home-loans-out = 全部借阅
home-confirmations = 有 { $count } 项重要操作等待您确认。
home-confirm = 待确认 · { $count }
home-incident = ⛔ 泄露事件处理中：距报告期限还有 { $left } 小时。
home-incident-late = ⛔ 泄露事件处理中，报告期限已过。
