## Seats and invitations.

staff-invite-seats-title = 员工
staff-invite-seat = { $name } · { $role }
staff-invite-seat-waits = { $name } · { $role } · 等待确认
staff-invite-more-seats = 另有 { $count } 人
staff-invite-invite = 邀请员工
staff-invite-role-title = 新邀请
staff-invite-ask-role = 新同事担任什么岗位？请选择。
staff-invite-role = { $role }
staff-invite-link-title = 客户档案邀请
staff-invite-link-for = 岗位：{ $role }。请在 Telegram 中打开下面的链接并点击“开始”。链接只能使用一次，有效至{ $until }。
staff-invite-link-pass = 请只转发给一个人。对方接受后由邀请人确认。
staff-invite-seats = 员工
