## Help, privacy and the welcome.

help-title = 帮助
help-look-up = 查找客户：输入姓名、拼音首字母或电话后四位。只有一个结果时直接打开档案。
help-log-visit = 客户离店后：打开档案，点“登记到店”，按提示点选即可。照片和文字随时可以发送。
help-borrow = 档案显示的内容不够：点“借阅”，说明用途和时长，经理会在聊天中审批。
help-anytime = “返回”退回一步，“取消”放弃当前内容。未完成的表单会保留在首页。
help-settings = 设置
help-privacy-title = 隐私
help-carried = 聊天中显示的一切都经由 Telegram 传送，其服务器可以读取，所有机器人都是如此。档案本身加密保存在您的企业内。
help-kept = 保存的内容：客户档案、到店记录、同意和借阅，以及谁在何时查看或修改了哪份档案。草稿会保留到您完成或丢弃为止。
help-screenshots = 档案禁止转发和保存，过一段时间自动关闭。但截屏或翻拍仍有可能，因此借出的档案会注明借阅人。
help-your-part = 请您做到：锁好手机，只为工作打开档案，只记录对客户有用的内容。
help-privacy = 隐私
help-welcome-title = 欢迎使用客户档案
help-seat = { $name }，您的账号已开通。岗位：{ $role }。
help-privacy-in-short = 您看到的内容经由 Telegram 传送。您打开的每份档案都会以您的名字留下记录。
help-try-create = 先试一试：点“新建档案”，输入一位虚构的客户。保存后可以马上撤销。
help-try-find = 先试一试：点“查找”，输入客户姓名的一部分。
help-choose-language = 请选择语言，或继续使用当前语言。
