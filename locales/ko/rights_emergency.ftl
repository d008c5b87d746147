## 긴급 상황의 안전 정보와 검토.

rights-emergency-emergency = 긴급 열람
rights-emergency-title = 긴급: 안전 정보 열람
rights-emergency-ask-why = 알레르기와 금기 사항이 { $minutes }분 동안 표시됩니다. 매니저에게 바로 알려지고 검토를 받습니다. 무슨 일인지 고르거나 입력해 주세요.
rights-emergency-shown-title = 긴급 안전 정보
rights-emergency-fact = ⛔ { $field }: { $value }
rights-emergency-nothing-known = 카드에 안전 정보가 없습니다. 고객이나 의사에게 확인해 주세요.
rights-emergency-told = { $count }명에게 알렸고 검토를 받습니다.
rights-emergency-nobody-told = 알릴 수 있는 사람이 없습니다. 매니저에게 직접 알려 주세요.
rights-emergency-hide = 숨기기
rights-emergency-review-title = 긴급 열람: { $number }
rights-emergency-opened = { $name } 님({ $role })이 { $at }에 이 카드의 안전 정보를 열람했습니다.
rights-emergency-opened-by-former = 퇴사한 { $name } 님이 { $at }에 이 카드의 안전 정보를 열람했습니다.
rights-emergency-why = 사유: { $reason }
rights-emergency-ask-review = 필요한 열람이었나요? 답이 있을 때까지 하루에 한 번 다시 여쭙니다.
rights-emergency-justified = 필요했음
rights-emergency-not-justified = 필요하지 않았음
rights-emergency-was-justified = { $name } 님이 { $at }에 필요한 열람이었다고 답했습니다.
rights-emergency-was-not-justified = { $name } 님이 { $at }에 필요하지 않았다고 답했습니다. 열람한 직원과 이야기해 주세요.
rights-emergency-first = 다른 분이 먼저 답했습니다. 바뀐 것은 없습니다.
rights-emergency-review-gone = 검토할 내용이 없습니다. 카드가 삭제되었거나 본인이 열람한 것입니다. 홈에서 계속해 주세요.
