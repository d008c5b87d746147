## 店主为全店设定的规则。

house-rules-in-chat = 敏感信息
house-rules-title = 聊天中的敏感信息
house-rules-what = 敏感信息指联系方式、安全须知、健康信息和文件。无论如何选择，都可以照常登记和更正。
house-rules-on = 显示：各岗位按权限查看。
house-rules-masked = 遮盖：有权限的人说明原因后可查看一分钟，并留下记录。借阅的档案仍显示所借内容。
house-rules-off = 不显示：任何人都不能在聊天中查看，也不能借阅。只能通过纸质档案、资料副本或紧急查看得知。
house-rules-emergency = 紧急情况下，前台和美容师仍可查看安全须知，事后由他人复核。如选择更严的一项，所有打开的档案会立即收回。
house-rules-ask-title = 减少聊天中显示的内容？
house-rules-ask-closes = 所有打开的档案会立即收回，并通知全体同事；未完成的表单保留在首页。
house-rules-show-less = 确认更改
house-rules-saved = 已保存。
house-rules-told-title = 聊天中显示的内容已减少
house-rules-told-masked = 联系方式、安全须知、健康信息和文件从现在起会被遮盖，说明原因后可查看一分钟。
house-rules-told-off = 联系方式、安全须知、健康信息和文件从现在起不在聊天中显示。如有需要，请联系店主或查阅纸质档案。
house-rules-told-again = 打开的档案已收回。未完成的表单可在首页继续。
house-rules-more-title = 聊天中显示的内容已放宽
house-rules-more-masked = { $name } 已更改设置：联系方式、安全须知、健康信息和文件改为遮盖，说明原因后可查看一分钟。
house-rules-more-on = { $name } 已更改设置：联系方式、安全须知、健康信息和文件恢复显示，各岗位按权限查看。
house-rules-kept = 保存期限
house-rules-kept-title = 档案保存期限
house-rules-kept-now = 最后一次到店后保存 { $visited } 年；从未到店的保存 { $unvisited } 年。
house-rules-kept-what = 每月将到期档案列成清单交档案管理员。须由另一位经理或店主确认，不会自动删除。当地法律可能另有年限，缩短前请先核对。
house-rules-visited = 到店后存 { $years } 年
house-rules-unvisited = 未到店存 { $years } 年
