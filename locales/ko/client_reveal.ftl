## 1분 동안 보이는 연락처.

client-reveal-title = 가린 내용 보기
client-reveal-ask-why = { $seconds }초 동안 표시되고 카드에 기록됩니다. 사유를 고르거나 입력해 주세요.
client-reveal-shown-title = { $seconds }초 동안 표시
client-reveal-phones = 전화: { $phones }
client-reveal-fact = { $field }: { $value }
client-reveal-nothing = 카드에 전화번호나 주소가 없습니다.
client-reveal-hide = 숨기기
client-reveal-correct = 정정하기
client-reveal-used-up = 오늘 가린 내용을 { $limit }번 확인하여 한도에 도달했습니다. 더 필요하면 매니저에게 문의해 주세요.
