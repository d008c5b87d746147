## Confirming a new colleague.

staff-confirm-title = 초대를 수락했습니다
staff-confirm-accepted = { $name } 님이 초대를 수락했습니다. 역할: { $role }
staff-confirm-only-if-known = 본인이 맞을 때만 확인해 주세요. 자리를 얻으면 고객 카드를 열 수 있습니다.
staff-confirm-confirm = 확인
staff-confirm-refuse = 거절
staff-confirm-confirmed-title = 자리를 확인했습니다
staff-confirm-confirmed = { $name } 님이 { $role } 역할로 일하게 되었고, 알림을 보냈습니다.
staff-confirm-refused-title = 초대를 거절했습니다
staff-confirm-refused = { $name } 님은 자리를 얻지 못했고 링크는 무효가 되었습니다. 실수였다면 다시 초대해 주세요.
staff-confirm-gone = 무효가 된 초대입니다. 필요하면 다시 초대해 주세요.
staff-confirm-invite = 새 초대
staff-confirm-seats = 직원
