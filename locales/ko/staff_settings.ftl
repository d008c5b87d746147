## One's own settings.

staff-settings-title = 설정
staff-settings-language = 언어: { $lang }
staff-settings-language-of-telegram = 언어: { $lang } (텔레그램 설정에 따름)
staff-settings-digest = 일일 알림: { $time }, 시간대 { $zone }
staff-settings-ask = 언어나 시간을 누르거나, 08:15처럼 시간을 입력해 주세요. 다른 시간대라면 Seoul처럼 도시 이름을 영어로 입력해 주세요.
staff-settings-not-a-time = 시간도 시간대 도시도 아닙니다. 08:15 또는 Seoul처럼 입력하거나 시간 버튼을 눌러 주세요.
staff-settings-saved = 저장했습니다.
staff-settings-loan-rules = 대여 규정
