## Search.

client-find-title = 고객 찾기
client-find-ask = 이름, 초성, 전화번호 뒤 네 자리 또는 카드 번호(예: A-0147)를 입력해 주세요.
client-find-hits = ‘{ $query }’ 검색 결과 { $count }명입니다.
client-find-hits-on-page = ‘{ $query }’ 검색 결과 { $page }쪽입니다.
client-find-try-again = 찾는 고객이 없으면 더 자세히 입력하거나 다른 이름을 입력해 주세요.
client-find-no-hits = ‘{ $query }’ 고객이 없습니다. 다르게 입력하거나 새 카드를 만들어 주세요.
client-find-near = ‘{ $query }’ 고객이 없습니다. 찾는 고객이 아래에 있는지 확인해 주세요. 없으면 다르게 입력하거나 새 카드를 만들어 주세요.
client-find-too-short = ‘{ $query }’만으로는 찾을 수 없습니다. 두 글자 이상 입력해 주세요.
client-find-create = ‘{ $query }’ 만들기
client-find-new-card = 새 고객 카드
client-find-earlier = 이전 쪽
client-find-later = 다음 쪽
