## 客户原件的存放处。

originals-title = 原件
originals-look-only = { $at } 向{ $name }显示。仅供查看：原件不外借、不转交。
originals-place = 原件：{ $text }
originals-none = 没有登记该客户的原件。
originals-reading = 现场查阅：{ $at } · { $by }
originals-log = 登记查阅
originals-who-title = 谁查阅了原件？
originals-ask-who = 请选择现场查阅的同事。
originals-noted = 已登记：{ $name }查阅了原件。
