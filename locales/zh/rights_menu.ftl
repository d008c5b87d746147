## 客户权利：删除、法定保留。

rights-menu-rights = 客户权利
rights-menu-title = { $number } 的客户权利
rights-menu-what = 客户可以索取本人全部资料的副本，或要求删除。设置法定保留后，档案在解除前不会删除。
rights-menu-waiting = { $name } 已申请删除此档案，须由另一位经理或店主在 { $until } 前确认。
rights-menu-no-hold = 没有法定保留。
rights-menu-erase = 删除客户资料
rights-menu-hold = 法定保留
rights-menu-lift = 解除保留
rights-menu-erase-title = 删除客户资料
rights-menu-ask-erase-why = 为什么删除？请选择或输入原因。须由您以外的经理或店主确认。
rights-menu-sure-title = 申请删除 { $number }？
rights-menu-sure =
    原因：{ $reason }
    另一位经理或店主确认后，档案、电话、到店记录、备注、照片、预约、借阅和同意将永久删除，只留下不含个人信息的凭证。
rights-menu-ask = 申请删除
rights-menu-hold-title = 法定保留
rights-menu-ask-hold-why = 保留期间，此档案的任何内容都不会删除。为什么保留？请选择或输入原因。
rights-menu-lift-title = 解除法定保留
rights-menu-ask-lift-why = 解除后此档案可以再次删除。为什么解除？请选择或输入原因。
rights-menu-hold-set = 已设置法定保留。
rights-menu-hold-lifted = 已解除保留。
rights-menu-asked-title = 已申请删除 { $number }
rights-menu-asked = 已通知其他经理或店主。{ $hours } 小时内无人答复则失效。有结果会发消息通知您。
rights-menu-already-asked = { $name } 已经申请过，须由另一位经理或店主在 { $until } 前确认。
rights-menu-nobody-confirms = 目前没有其他人可以确认：需要另一位能在这里联系到的经理或店主。请在“员工”中邀请一位，或请同事重新启用机器人。
rights-menu-erased = 此档案已删除，不再保留任何内容。
rights-menu-copy = 资料副本
rights-menu-copy-sure = 这是一份包含该客户全部资料的 PDF 文件，供客户本人使用。仅在客户提出要求时申请。须由您以外的经理或店主确认，之后发给您转交。
rights-menu-ask-copy = 申请副本
rights-menu-list-changed = 列表已变动，请重新查找。
