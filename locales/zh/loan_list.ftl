loan-list-title-mine = 我的借阅 · { $count }
loan-list-title-out = 全部借阅 · { $count }
loan-list-empty-mine = 目前没有借阅。找到客户，打开档案，点“借阅”；经理批准后会显示在这里。
loan-list-empty-out = 没有借出，也没有待审批。本店的申请和借出的档案会显示在这里。
loan-list-line = { $number } · { $client }
    { $standing }
loan-list-line-of = { $number } · { $borrower }
    { $client }
    { $standing }
loan-list-open = 打开 { $number }
loan-list-return = 归还
loan-list-give-up = 放弃 { $number }
loan-list-withdraw = 撤回 { $number }
loan-list-decide = 审批 { $number }
loan-list-recall = 收回 { $borrower } · { $number }
loan-list-page = 第 { $page } 页
loan-list-mine = 我的借阅
loan-list-everything = 全部借阅
loan-list-title-recall = 收回 { $number }
loan-list-borrower = 借阅人：{ $borrower }
loan-list-ask-why = 为什么收回？点一个理由，或自己写。
loan-list-ask-confirm = { $borrower } 将立即无法查看，并会看到理由。确定收回？
loan-list-confirm = 确定收回
loan-list-recalled-receipt = { $number } 已收回，已通知 { $borrower }。
loan-list-gone-receipt = { $number } 之前已结束，未作更改。
loan-list-declined = 未获批准
loan-list-overdue = 到期自动关闭
loan-list-title-declined = 未获批准 · { $count }
loan-list-title-overdue = 到期自动关闭 · { $count }
loan-list-empty-declined = 最近 30 天没有未获批准的申请。被拒绝和无人审批的申请会显示在这里。
loan-list-empty-overdue = 最近 30 天没有到期自动关闭的借阅。到期前没有归还的借阅会显示在这里。
