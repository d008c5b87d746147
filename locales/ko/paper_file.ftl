## 대여와 함께 나가는 종이 파일.

paper-file-list-title = 나가 있는 종이 파일 · { $count }
paper-file-list-none = 나가 있거나 전달할 종이 파일이 없습니다. 카드의 ‘카드 정정’에서 종이 파일 위치를 적어 두면 대여할 때 함께 요청할 수 있습니다.
paper-file-button = 종이 파일
paper-file-line = { $number } · { $borrower }
    { $client }
    { $standing }
paper-file-title = 종이 파일 { $number }
paper-file-borrower = 빌린 사람: { $borrower }
paper-file-lies = 보관 위치: { $place }
paper-file-stands-asked = 요청됨, 아직 승인되지 않았거나 시작 전
paper-file-stands-to-hand-out = 전달 대기
paper-file-stands-out = 대여 중, { $until }까지 반납
paper-file-stands-late = 대여 중, 기한 { $until } 지남
paper-file-stands-back = { $at } 반납, 받은 사람 { $by }: { $condition }
paper-file-stands-void = 나가지 않음
paper-file-said = 빌린 사람의 답: { $condition }
paper-file-noted = 메모: { $words }
paper-file-hand-out = 전달 완료
paper-file-take-back = 반납 확인
paper-file-ask-hand-out = 보관 위치에서 꺼내 빌린 사람에게 전달한 뒤 ‘전달 완료’를 눌러 주세요.
paper-file-yours = 이 파일은 지금 본인이 갖고 있습니다. 보관 담당자에게 돌려주면 담당자가 반납을 확인합니다.
paper-file-not-yet = 지금은 전달할 수 없습니다. 다른 직원이 아직 갖고 있거나 대여가 끝났습니다. 종이 파일 목록을 확인해 주세요.
paper-file-ask-condition = 파일을 넘겨 보며 확인해 주세요. 어떤 상태로 돌아왔나요?
paper-file-ask-words = 무엇이 잘못되었나요? 몇 쪽이 어떻게 되었는지 한 문장으로 적어 주세요.
paper-file-points = 빌린 사람의 평가에 { $points }점이 기록됩니다.
paper-file-soon-title = 종이 파일 반납 기한: { $until }
paper-file-soon = 그때까지 돌려주거나 연장을 요청해 주세요. 연장은 새 요청입니다.
paper-file-due-title = 종이 파일을 지금 반납해 주세요
paper-file-due = 지금 돌려주세요. 반납이 기록될 때까지는 본인 책임입니다.
paper-file-keeper-title = { $borrower }: 종이 파일 한 시간 지연
paper-file-keeper = 파일을 돌려 달라고 요청해 주세요. 제자리에 있으면 ‘반납 확인’을 눌러 주세요.
paper-file-slip-title = 반납 요청서 { $number }
paper-file-slip = 하루가 지났습니다. { $borrower } 님에게 직접 요청해 주세요. 하루가 더 지나면 위반으로 기록됩니다.
paper-file-violation-title = { $borrower }: 종이 파일 이틀 지연
paper-file-violation = { $points }점이 기록되었습니다. 매니저가 풀어 줄 때까지 { $borrower } 님은 새로 대여할 수 없습니다.
paper-file-late-title = 종이 파일 { $number } 반납이 늦었습니다
paper-file-late = 바로 돌려주세요. 다른 직원에게도 알렸습니다. 기한에서 이틀이 지나면 위반으로 기록되고 새로 대여할 수 없습니다.
paper-file-suspended-title = 새 대여가 중지되었습니다
paper-file-suspended = 이틀이 지나 { $points }점이 기록되었습니다. 파일을 돌려준 뒤 매니저에게 중지를 풀어 달라고 요청해 주세요.
paper-file-stands-coming = 빌린 직원이 반납함 · 보관 담당자 확인 대기(기한 { $until })
paper-file-marked-title = { $points }점이 기록되었습니다
paper-file-marked = 대여 { $number } 종이 파일의 반납 상태: { $condition }
paper-file-marked-of-title = { $borrower }: 종이 파일로 { $points }점
