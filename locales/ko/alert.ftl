## 비정상 열람 알림.

alert-title = 경고: 비정상 열람
alert-who = { $name } ({ $role })
alert-former = { $name } (현재 계정 없음)
alert-cards = 오늘 서로 다른 카드 { $count }장을 열었습니다. 업무에 필요한 수보다 많습니다.
alert-hour = 한 시간 안에 서로 다른 카드 { $count }장을 열었습니다.
alert-night = 밤 시간({ $at })에 카드를 열었습니다.
alert-visitless = 오늘 담당 고객이 아니고 앞뒤 { $days }일 안에 관련 방문이나 예약도 없는 고객의 카드 { $count }장을 열었습니다.
alert-reveals = 오늘 볼 수 있는 연락처 { $count }건을 모두 보고 더 요청했습니다.
alert-what-to-do = 본인에게 용도를 확인해 주세요. 모든 열람은 카드의 열람 이력에 남습니다.
alert-leaver-title = 경고: 퇴사 예정
alert-last-day = 마지막 근무일: { $day } ({ $by } 등록)
alert-compared = 최근 { $days }일과 그 이전 { $days }일의 비교:
alert-opened = 카드 열람: { $last }회, 이전 { $before }회
alert-revealed = 연락처 보기: { $last }회, 이전 { $before }회
alert-searched = 검색: { $last }회, 이전 { $before }회
alert-stricter = 지금부터 이 직원의 경고 기준은 평소의 1/{ $share }입니다. 열람 내역을 확인해 주세요. 필요하면 계정을 바로 정지할 수 있습니다.
alert-gone = 해당되지 않거나 이미 끝난 경고입니다. ‘홈’을 눌러 계속해 주세요.
alert-what-was-read = 열람 내역
alert-seat = 계정 관리
alert-read-title = 열람 내역
alert-nothing = 아직 열람한 내역이 없습니다. ‘뒤로’를 눌러 주세요.
alert-line = { $at } · { $act }
alert-line-of = { $at } · { $act } · { $number }
alert-newer = 최근
alert-older = 이전
