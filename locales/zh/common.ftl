## Sentences and labels that several dialogues share.

common-plain = { $text }
common-term = { $word }
common-client = { $name } · { $number }
common-in = { $say }
common-back = 返回
common-cancel = 取消
common-home = 首页
common-yes = 是
common-no = 否
common-undo = 撤销
common-more = 更多
common-done = 完成
common-open-card = 打开档案
common-log-visit = 登记到店
common-borrow = 借阅
common-new-card = 新建档案
common-find = 查找
common-clear = 收起档案
common-cleared =
    { $count ->
        [0] 聊天中没有打开的档案。
       *[other] 已从聊天中收起 { $count } 份档案。借阅仍有效，可在“我的借阅”中打开。
    }
common-cannot-use = 这里不能使用{ $what }。请发送简短文字或点击按钮。
common-no-photo-here = 这里不能收照片。请先打开客户档案，点“登记到店”，再重新发送。
common-no-contact-here = 这里不能收联系人。请回到首页再分享，即可新建档案。
common-use-the-buttons = 请点击下面的按钮继续。
common-unknown-command = 没有这个命令。请点按钮，或输入 / 查看命令列表。
common-taken-anew = 已按您修改后的消息处理。
common-edited-too-late = 您的修改没有生效：只能修改最近一次的回答。正在填写的，请点“返回”重新填写；已保存的，请在档案中更正。
common-out-of-date = 刚才的按钮属于之前的页面，这是当前页面。
common-not-allowed = 您的岗位没有这项权限。如有需要，请联系店主或经理。
common-no-such-client = 没有这位客户。请核对姓名或编号后重新查找。
common-cancelled = 已取消，没有保存任何内容。
common-nothing-to-cancel = 没有正在进行的操作。请从这里继续。
common-nothing-to-undo = 没有可以撤销的操作。请从这里继续。
common-undone = 已撤销。
common-too-late-to-undo = 已不能撤销：超过 10 分钟，或之后又有变动。请在档案中更正；回访请在“回访”中更改。
common-overtaken = 同事已经处理过，不能撤销。如有需要，请对方转交回来。
common-draft-kept = 草稿已保留，可在首页找到。
common-updated = 系统已更新，之前未完成的内容无法再打开；已保存的都还在。请从这里重新开始。
common-broken = 出了点问题，没有任何改动。请重试，或把此代码告诉经理：{ $code }
common-too-fast = 一次收到的内容太多，这一条没有处理。请稍等片刻，再点一次或重新发送。
common-cannot-save = 现在无法保存：档案库暂时不能写入。您发送的内容不会丢失，恢复后会自动处理，请勿重复发送。若一直如此，请告知服务器管理人。
common-stranger = 这是内部服务。如果您是本店员工，请向经理索取邀请。
common-waiting = 您的账号正在等待确认。邀请人确认后，您会马上收到消息。
common-private-only = 我只在私聊中工作。请打开与我的私聊继续。
common-closed = 此档案已关闭。重新查找该客户即可打开。
common-passed = 这条消息已过时，请看下面最新的一条。
common-shown-until = 可查看至 { $until }，禁止转发和保存。
common-was-away = { $from } 至 { $to } 期间系统离线，这段时间点击的按钮可能没有生效，如无变化请重新点击。您发送的消息现在开始处理，已保存的步骤都还在。
common-was-away-long = { $from } 至今天 { $to } 期间系统离线，这段时间点击的按钮没有生效，请重新点击；{ $before } 之前发送的消息没有收到，请重新发送。已保存的步骤都还在。
common-came-late = 这条消息发晚了：{ $at } 已准备好，但当时无法连接 Telegram。
common-repeated = 这条消息您可能已经收到过：无法确定之前是否送达。
common-interrupted = 发送时网络中断，无法确定档案是否送达；即使已送达，也已收回。请点“显示”查看。
common-show-it = 显示
common-command-start = 首页
common-command-new = 新建档案
common-command-find = 查找客户
common-command-undo = 撤销最近一次保存
common-command-cancel = 放弃当前内容
common-command-settings = 语言与时间
common-command-help = 帮助
common-command-privacy = 数据的保存与显示
common-taken-back = 已收回。
