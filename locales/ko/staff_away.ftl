## 자리를 비운 매니저와 대리인.

staff-away-away = 자리 비움
staff-away-title = 자리 비움
staff-away-here = 근무 중입니다. 대여 요청을 직접 받습니다.
staff-away-named = { $until }까지 { $name } 님이 대신 처리합니다.
staff-away-what = 자리를 비우면 승인할 수 있는 다른 직원에게 요청이 갑니다. 직접 처리할 수도 있습니다.
staff-away-leave = 대신할 직원 정하기
staff-away-back = 돌아왔습니다
staff-away-until-title = 자리 비움 · 언제까지?
staff-away-ask-until = 자리를 비우는 마지막 날을 고르거나 적어 주세요. 예: 다음 주 금요일
staff-away-day-unread = 날짜를 읽을 수 없습니다. 아래에서 고르거나 다음 주 금요일처럼 적어 주세요.
staff-away-day-out = 오늘부터 { $days }일 안의 날짜를 골라 주세요.
staff-away-who-title = 자리 비움 · 누가 대신하나요?
staff-away-ask-who = { $day }까지 누가 대신 처리할까요?
staff-away-nobody = 지금 승인할 수 있는 다른 직원이 없습니다. 다른 매니저를 초대한 뒤 대신할 직원을 정해 주세요.
staff-away-cannot-stand = 이 직원은 더 이상 승인할 수 없습니다. 다른 직원을 골라 주세요.
staff-away-saved = 저장했습니다.
staff-away-told-title = 대신 승인을 맡게 되었습니다
staff-away-told = { $until }까지 { $name } 님 대신 요청을 처리합니다. 요청은 메시지로 옵니다.
staff-away-for = 자리를 비운 { $name } 님을 대신합니다.
