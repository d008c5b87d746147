## 모든 화면이 대여를 설명하는 공통 문장.

loan-lines-purpose = 용도: { $purpose }
loan-lines-purpose-why = 용도: { $purpose }. 사유: { $reason }
loan-lines-parts = 항목: { $parts }
loan-lines-term-hours = 기간: 승인 후 { $hours }시간
loan-lines-term-days = 기간: 승인 후 { $days }일
loan-lines-term-until = 기간: { $day } 자정까지
loan-lines-waiting = 승인 대기 · 매니저 { $asked }명에게 요청 · { $until } 만료
loan-lines-approved = { $by }, { $at } 승인 · { $until }까지
loan-lines-denied = { $by }, { $at } 거절
loan-lines-withdrawn = 결정 전에 취소됨
loan-lines-expired = 결정한 사람이 없어 만료됨
loan-lines-returned = { $at } 반납됨
loan-lines-ended = { $until } 기간 종료
loan-lines-recalled = { $by }, { $at } 회수
loan-lines-why = 이유: { $why }
loan-lines-reason-enough = 그 시간이면 충분
loan-lines-reason-rule = 매장 규정
loan-lines-reason-not-needed = 용도에 불필요
loan-lines-reason-ask-keeper = 담당자에게 문의
loan-lines-reason-purpose-over = 용도 종료
loan-lines-reason-needed-elsewhere = 다른 직원 필요
loan-lines-reason-mistake = 잘못된 대여
