loan-decide-title = { $borrower } 님이 카드 대여를 요청했습니다
loan-decide-open = { $open ->
    [0] 다른 대여 없음
   *[other] 다른 대여 { $open }건, 연체 없음
}
loan-decide-overdue = 다른 대여 { $open }건, 연체 { $overdue }건
loan-decide-expires = 결정이 없으면 { $until }에 만료됩니다. 먼저 한 결정이 유효합니다.
loan-decide-expires-two = 결정이 없으면 { $until }에 만료됩니다. 두 명의 승인이 필요하고, 한 명이라도 거절하면 끝납니다.
loan-decide-unanswered = { $minutes }분 동안 아무도 답하지 않았습니다. 결정해 주세요.
loan-decide-deputy = 매니저가 제때 결정하지 않아 원장님이 대신 결정해 주셔야 합니다.
loan-decide-approve = 승인
loan-decide-shorten = 기간 단축
loan-decide-fewer = 항목 줄이기
loan-decide-pass-on = 넘기기
loan-decide-deny = 거절
loan-decide-passed = { $by } 님이 { $to } 님에게 넘겼습니다.
loan-decide-confirm-title = { $number } 승인할까요?
loan-decide-confirm = { $borrower } 님이 지금부터 { $until }까지 이 항목을 볼 수 있습니다.
loan-decide-confirm-from = { $borrower } 님이 { $from }부터 { $until }까지 이 항목을 볼 수 있습니다. 그 전에는 볼 수 없습니다.
loan-decide-first-of-two = 두 명 중 첫 번째 승인입니다. 다른 한 명도 승인하면 대여가 시작됩니다.
loan-decide-confirm-yes = 네, 승인
loan-decide-shorten-title = { $number } 기간 단축
loan-decide-ask-term = 지금부터 얼마 동안으로 할까요?
loan-decide-hours = { $hours }시간
loan-decide-today = 오늘
loan-decide-until = { $day }까지
loan-decide-ask-shorten-why = { $until }까지입니다. 줄이는 이유를 누르거나 적어 주세요. { $borrower } 님이 읽고, 대여는 승인됩니다.
loan-decide-fewer-title = 항목 줄이기: { $number }
loan-decide-ask-parts = { $borrower } 님에게 어떤 항목을 보여 줄까요? 항목을 누르면 빼거나 다시 넣을 수 있습니다. 고른 뒤 ‘계속’을 눌러 주세요.
loan-decide-kept = 계속
loan-decide-ask-fewer-why = 이 항목만 승인하는 이유를 누르거나 적어 주세요. { $borrower } 님이 읽고, 이 항목은 승인됩니다.
loan-decide-pass-title = 요청 넘기기
loan-decide-ask-to = 누구에게 넘길까요? 새 메시지로 전달되며, 직접 결정할 수도 있습니다.
loan-decide-nobody-else = 지금 결정할 수 있는 다른 분이 없습니다. 뒤로 가서 직접 결정해 주세요.
loan-decide-deny-title = { $number } 거절
loan-decide-ask-deny-why = 거절 이유를 누르거나 적어 주세요. { $borrower } 님이 읽고, 요청은 거절됩니다.
loan-decide-decided-title = 대여 요청 { $number }
loan-decide-first = 다른 분이 먼저 결정했습니다. 바뀐 것은 없습니다.
