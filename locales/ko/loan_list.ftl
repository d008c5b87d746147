loan-list-title-mine = 내 대여 · { $count }
loan-list-title-out = 전체 대여 · { $count }
loan-list-empty-mine = 대여한 카드가 없습니다. 고객을 찾아 카드를 열고 ‘열람 대여’를 눌러 주세요. 매니저가 승인하면 여기에 나옵니다.
loan-list-empty-out = 대여 중이거나 기다리는 요청이 없습니다. 지점의 요청과 대여가 여기에 나옵니다.
loan-list-line = { $number } · { $client }
    { $standing }
loan-list-line-of = { $number } · { $borrower }
    { $client }
    { $standing }
loan-list-open = { $number } 열기
loan-list-return = 반납
loan-list-give-up = { $number } 포기
loan-list-withdraw = { $number } 철회
loan-list-decide = { $number } 처리
loan-list-recall = 회수 { $borrower } · { $number }
loan-list-page = { $page }쪽
loan-list-mine = 내 대여
loan-list-everything = 전체 대여
loan-list-title-recall = { $number } 회수
loan-list-borrower = 빌린 사람: { $borrower }
loan-list-ask-why = 회수하는 이유를 누르거나 적어 주세요.
loan-list-ask-confirm = { $borrower } 님은 바로 볼 수 없게 되고 이유를 읽게 됩니다. 회수할까요?
loan-list-confirm = 회수하기
loan-list-recalled-receipt = { $number } 회수했습니다. { $borrower } 님에게 알렸습니다.
loan-list-gone-receipt = { $number } 이미 끝난 대여입니다. 바뀐 것은 없습니다.
loan-list-declined = 승인되지 않음
loan-list-overdue = 기간 만료
loan-list-title-declined = 승인되지 않음 · { $count }
loan-list-title-overdue = 기간 만료 · { $count }
loan-list-empty-declined = 최근 30일 동안 승인되지 않은 요청이 없습니다. 거절되거나 처리되지 않은 요청이 여기에 나옵니다.
loan-list-empty-overdue = 최근 30일 동안 반납 없이 끝난 대여가 없습니다. 기간 안에 반납하지 않은 대여가 여기에 나옵니다.
