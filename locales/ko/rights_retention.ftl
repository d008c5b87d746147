## 보관 기간이 지난 카드.

rights-retention-title = 카드 { $cards }장의 보관 기간이 지났습니다
rights-retention-what = 번호를 눌러 확인하고, 필요한 카드는 ‘보관’을 누른 뒤 나머지를 제안해 주세요. 다른 매니저나 원장이 승인하기 전에는 삭제되지 않습니다.
rights-retention-visited = { $years }년 동안 방문 없음, 마지막 방문일:
rights-retention-unvisited = 등록 후 { $years }년 동안 방문한 적 없음: { $numbers }
rights-retention-withdrawn = 등록 직후 취소됨: { $numbers }
rights-retention-card = • { $number } · { $last }
rights-retention-keep = 보관
rights-retention-kept = ✓ 보관함
rights-retention-keep-card = 보관 { $number }
rights-retention-kept-card = ✓ 보관 { $number }
rights-retention-propose = { $cards }장 삭제 제안
rights-retention-all-kept = 모두 보관합니다. 다음 목록은 다음 달에 나옵니다.
rights-retention-older = 다음
rights-retention-newer = 이전
rights-retention-sure-title = 카드 { $cards }장의 삭제를 제안할까요?
rights-retention-sure = 다른 매니저나 원장이 승인합니다. 그사이 방문하거나 보존된 고객은 남습니다.
rights-retention-ask = 삭제 요청
rights-retention-nothing = 보관 기간이 지난 카드가 없습니다. 목록은 매달 새로 만들어지니 그때 다시 확인해 주세요.
