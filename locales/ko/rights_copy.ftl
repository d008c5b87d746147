## 고객 본인에게 주는 사본.

rights-copy-title = { $number } 고객 사본
rights-copy-hand-over = 보관 중인 고객의 모든 정보입니다. 인쇄하거나 고객에게 보낸 뒤 여기에서 삭제해 주세요. 전달이 제한되지 않는 파일입니다.
rights-copy-gone = 더 이상 드릴 수 없는 사본입니다. 카드의 ‘고객 권리’에서 새로 요청해 주세요.
rights-copy-number = 카드 번호
rights-copy-name = 이름
rights-copy-phone = 전화
rights-copy-keeper = 담당
rights-copy-since = 등록일
rights-copy-on = { $day }
rights-copy-consents = 동의
rights-copy-visits = 방문 기록
rights-copy-visit = { $at }, { $by }
rights-copy-visit-services = 시술과 제품: { $names }
rights-copy-visit-effect = 효과: { $value }
rights-copy-visit-note = 메모: { $note }
rights-copy-visit-photos = 사진: { $count }장
rights-copy-visit-amount = 결제: { $money }
rights-copy-visit-next = 다음 방문일: { $on }
rights-copy-bookings = 예약
rights-copy-booking = { $at }
rights-copy-corrections = 정정
rights-copy-correction = { $at }: ‘{ $old }’ → ‘{ $new }’ ({ $reason })
rights-copy-seen = 열람한 직원
rights-copy-seen-by = { $roles }
rights-copy-nothing = 기록이 없습니다.
