## 紧急情况下的安全须知及复核。

rights-emergency-emergency = 紧急查看
rights-emergency-title = 紧急查看安全须知
rights-emergency-ask-why = 将显示过敏和禁忌 { $minutes } 分钟。经理会立即收到通知并复核。发生了什么？请选择或输入原因。
rights-emergency-shown-title = 紧急安全须知
rights-emergency-fact = ⛔ { $field }：{ $value }
rights-emergency-nothing-known = 档案中没有安全须知。请询问客户或医生。
rights-emergency-told = 已通知 { $count } 人复核。
rights-emergency-nobody-told = 未能通知到任何人，请自行告知经理。
rights-emergency-hide = 隐藏
rights-emergency-review-title = 紧急查看：{ $number }
rights-emergency-opened = { $name }（{ $role }）于 { $at } 查看了此档案的安全须知。
rights-emergency-opened-by-former = 已离职的 { $name } 于 { $at } 查看了此档案的安全须知。
rights-emergency-why = 原因：{ $reason }
rights-emergency-ask-review = 是否有必要？在有人答复前，每天提醒一次。
rights-emergency-justified = 有必要
rights-emergency-not-justified = 没必要
rights-emergency-was-justified = { $name } 于 { $at } 认定有必要。
rights-emergency-was-not-justified = { $name } 于 { $at } 认定没必要。请与查看人谈一谈。
rights-emergency-first = 已有人先作答复，您的操作未生效。
rights-emergency-review-gone = 这里没有您要复核的内容：档案已删除，或是您本人查看的。请从首页继续。
