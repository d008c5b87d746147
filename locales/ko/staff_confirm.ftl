## Confirming a new colleague.

staff-confirm-title = 초대한 직원이 수락했습니다
staff-confirm-accepted = { $name } 님이 초대를 수락했습니다. 역할: { $role }
staff-confirm-only-if-known = 본인이 맞을 때만 승인해 주세요. 계정이 열리면 고객 카드를 볼 수 있습니다.
staff-confirm-confirm = 계정 승인
staff-confirm-refuse = 거절
staff-confirm-confirmed-title = 계정을 승인했습니다
staff-confirm-confirmed = { $name } 님이 ‘{ $role }’ 역할로 일하게 되었습니다. 본인에게도 알렸습니다.
staff-confirm-refused-title = 계정을 만들지 않았습니다
staff-confirm-refused = { $name } 님의 계정은 만들어지지 않았고 링크는 더 이상 쓸 수 없습니다. 실수였다면 다시 초대해 주세요.
staff-confirm-gone = 더 이상 쓸 수 없는 초대입니다. 필요하면 다시 초대해 주세요.
staff-confirm-invite = 새 초대
staff-confirm-seats = 직원
