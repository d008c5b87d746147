digest-work-title = 오늘{ $visits ->
    [0] {""}
   *[other] {" "}· 방문 { $visits }건
}{ $tasks ->
    [0] {""}
   *[other] {" "}· 후속 연락 { $tasks }건
}{ $birthdays ->
    [0] {""}
   *[other] {" "}· 생일 { $birthdays }명
}{ $loans ->
    [0] {""}
   *[other] {" "}· 반납 예정 { $loans }건
}{ $requests ->
    [0] {""}
   *[other] {" "}· 승인 요청 { $requests }건
}{ $papers ->
    [0] {""}
   *[other] {" "}· 반납 확인 { $papers }건
}
digest-work-title-of = { $day }{ $visits ->
    [0] {""}
   *[other] {" "}· 방문 { $visits }건
}{ $tasks ->
    [0] {""}
   *[other] {" "}· 후속 연락 { $tasks }건
}{ $birthdays ->
    [0] {""}
   *[other] {" "}· 생일 { $birthdays }명
}{ $loans ->
    [0] {""}
   *[other] {" "}· 반납 예정 { $loans }건
}{ $requests ->
    [0] {""}
   *[other] {" "}· 승인 요청 { $requests }건
}{ $papers ->
    [0] {""}
   *[other] {" "}· 반납 확인 { $papers }건
}
digest-work-late = 늦게 도착한 알림입니다. 예정 시간에 서비스가 멈춰 있었습니다.
digest-work-empty = 오늘 할 일이 없습니다. 방문을 기록할 때 다음 방문일을 적으면 그날 여기에 나옵니다.
digest-work-all-done = 모두 끝났습니다. 남은 일이 없습니다.
digest-work-visit = { $place }. { $at } · { $client }
digest-work-due = { $place }. { $client } · { $day } 예정
digest-work-due-today = { $place }. { $client } · 오늘
digest-work-overdue = { $place }. { $client } · { $days }일 지남
digest-work-done = ✓ { $client } · 완료
digest-work-put-off = → { $client } · { $day }로 미룸
digest-work-handed = → { $client } · 넘김
digest-work-paper-given = { $place }. 종이 파일 { $number } · { $borrower } 님이 반납했다고 합니다. 확인해 주세요
digest-work-given-title = { $by } 님이 넘긴 후속 연락
digest-work-given = 취소된 건을 제외하고 내 목록에 추가되었습니다. ‘후속 연락’을 눌러 확인해 주세요.
digest-work-taken-title = { $by } 님의 업무를 이어받았습니다
digest-work-taken = 담당 고객, 남은 후속 연락, 예약을 이제 맡게 되었습니다. ‘후속 연락’을 눌러 예정된 일을 확인해 주세요.
digest-work-follow-ups = 후속 연락
digest-work-birthday = { $place }. { $client } · { $day } 생일
digest-work-birthday-today = { $place }. { $client } · 오늘 생일
digest-work-loan-due = { $place }. 대여 { $number } · { $until } 종료
digest-work-request = { $place }. 요청 { $number } · { $borrower } 님 승인 대기
digest-work-pick = { $place }. { $name }
digest-work-page = { $page }쪽
digest-work-task-title = 후속 연락
digest-work-task-due = { $day } 예정
digest-work-task-overdue = { $days }일 지남
digest-work-mark-done = 완료
digest-work-snooze = { $days }일 미루기
digest-work-hand-over = 넘기기
digest-work-ask-who = 누구에게 넘길까요? 그 직원의 목록에 나옵니다.
digest-work-no-colleague = 지점에 넘겨받을 수 있는 직원이 없습니다. 뒤로 가서 날짜를 미뤄 주세요.
digest-work-told-done = 완료했습니다.
digest-work-told-snoozed = { $days }일 미뤘습니다.
digest-work-told-handed = { $to } 님에게 넘겼습니다.
digest-work-gone = 이미 끝났거나 다른 직원이 맡은 일입니다. 지금 목록을 다시 보여 드립니다.
