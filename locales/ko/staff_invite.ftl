## Seats and invitations.

staff-invite-seats-title = 직원
staff-invite-seat = { $name } · { $role }
staff-invite-seat-waits = { $name } · { $role } · 승인 대기
staff-invite-more-seats = 그 밖에 { $count }명
staff-invite-invite = 직원 초대
staff-invite-role-title = 새 초대
staff-invite-ask-role = 새 직원의 역할을 골라 주세요.
staff-invite-role = { $role }
staff-invite-link-title = 고객 기록 초대
staff-invite-link-for = 역할: { $role }. 텔레그램에서 아래 링크를 열고 ‘시작’을 눌러 주세요. { $until }까지 한 번만 쓸 수 있습니다.
staff-invite-link-pass = 한 사람에게만 전달해 주세요. 수락하면 초대한 사람이 승인합니다.
staff-invite-seats = 직원
