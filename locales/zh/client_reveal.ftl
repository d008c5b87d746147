## 显示一分钟的联系方式。

client-reveal-title = 显示遮盖内容
client-reveal-ask-why = 将显示 { $seconds } 秒，并记入档案。为什么要看？请选择或输入原因。
client-reveal-shown-title = 显示 { $seconds } 秒
client-reveal-phones = 电话：{ $phones }
client-reveal-fact = { $field }：{ $value }
client-reveal-nothing = 档案中没有电话或地址。
client-reveal-hide = 隐藏
client-reveal-correct = 去更正
client-reveal-used-up = 今天已显示遮盖内容 { $limit } 次，已达上限。如仍需要，请联系经理。
