## 紧急情况下的安全须知及复核。

rights-emergency-emergency = 紧急查看
rights-emergency-title = 紧急查看安全须知
rights-emergency-ask-why = 将显示过敏和禁忌 { $minutes } 分钟。经理会立即收到通知并复核。发生了什么？请选择或输入原因。
rights-emergency-shown-title = 紧急安全须知
rights-emergency-fact = ⛔ { $field }：{ $value }
rights-emergency-nothing-known = 档案中没有安全须知。请询问客户或医生。
rights-emergency-told = 已通知 { $count } 位负责人复核。
rights-emergency-nobody-told = 未能通知到任何人，请自行告知经理。
rights-emergency-hide = 隐藏
rights-emergency-review-title = 紧急查看：{ $number }
rights-emergency-opened = { $name }（{ $role }）于 { $at } 查看了此档案的安全须知。
rights-emergency-opened-by-former = 已离职的 { $name } 于 { $at } 查看了此档案的安全须知。
rights-emergency-why = 原因：{ $reason }
rights-emergency-ask-review = 是否正当？在有人答复前，每天提醒一次。
rights-emergency-justified = 正当
rights-emergency-not-justified = 不正当
rights-emergency-was-justified = { $name } 于 { $at } 认定为正当。
rights-emergency-was-not-justified = { $name } 于 { $at } 认定为不正当。请与查看人谈话。
rights-emergency-first = 已有人先作答复，您的操作未生效。
rights-emergency-review-gone = 此处已无可复核的内容：已随档案删除，或属于您本人。请从首页继续。
