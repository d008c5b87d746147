## 대여자에 대해 기록된 위반.

violations-button = 위반 기록
violations-title = 대여 위반 기록
violations-none = 기록된 위반이 없습니다. 종이 파일이 이틀 늦거나 훼손되거나 페이지가 빠지거나 분실되면 여기에 나옵니다.
violations-person = { $name } · { $points }점
violations-suspended = { $name } · { $points }점 · 대여 중지
violations-line = – { $number } · { $offence } · { $points }점 · { $at }
violations-lifted = – { $by }, { $at } 중지 해제: { $reason }
violations-lift = { $name } 중지 해제
violations-lift-title = { $name } 님의 대여 중지를 해제할까요?
violations-ask-why = 이유를 한 문장으로 적어 주세요. 기록에 남고 해당 직원이 읽습니다. 점수는 그대로입니다.
violations-lifted-title = { $name } 님은 다시 대여할 수 있습니다
violations-lifted-receipt = 해당 직원에게 알렸습니다. 점수는 기록에 남습니다.
violations-again-title = 다시 대여할 수 있습니다
violations-again = 매니저 메시지: { $reason }
violations-mutual = 상호 승인
violations-mutual-title = 서로의 대여를 승인한 사람
violations-pair = { $one } → { $other }: { $by_one }건 · { $other } → { $one }: { $by_other }건
violations-let-others-decide = 최근 { $days }일의 승인입니다. 두 사람 사이의 요청은 다른 사람이 결정하게 해 주세요. 요청을 넘기거나 설정의 ‘대여 규정’에서 두 명의 승인을 요구할 수 있습니다.
violations-no-pair = 최근 { $days }일 동안 서로의 대여를 승인한 두 사람이 없습니다. ‘뒤로’를 눌러 주세요.
