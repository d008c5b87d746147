## Confirming a new colleague.

staff-confirm-title = 有人接受了邀请
staff-confirm-accepted = { $name }接受了您的邀请，岗位：{ $role }。
staff-confirm-only-if-known = 请确认是本人再点“确认”：开通后即可打开客户档案。
staff-confirm-confirm = 确认
staff-confirm-refuse = 拒绝
staff-confirm-confirmed-title = 账号已开通
staff-confirm-confirmed = { $name }已成为{ $role }，并已收到通知。
staff-confirm-refused-title = 未开通账号
staff-confirm-refused = { $name }没有开通账号，链接已失效。如属误操作，请重新邀请。
staff-confirm-gone = 此邀请已失效。如仍需要，请重新邀请。
staff-confirm-invite = 新邀请
staff-confirm-seats = 员工
