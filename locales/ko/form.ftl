form-step = { $of }단계 중 { $step }단계
form-line = { $field }: { $value }
form-line-day = { $field }: { $day }
form-line-yearless = { $field }: { $month }월 { $day }일
form-line-money = { $field }: { $money }
form-line-scale = { $field }: { $of }점 중 { $value }점
form-line-words = { $field }: { $words }
form-line-photos = { $field }: { $count }장
form-line-none = { $field }: –
form-edit = ✎ { $field }
form-summary = 확인해 주세요. 고칠 항목은 ✎ 버튼을 눌러 주세요.
form-skip = 건너뛰기
form-clear = 비워 두기
form-next = 다음
form-save = 저장
form-other-day = 다른 날짜
form-chosen = ✓ { $option }
form-photos-here =
    { $count ->
        [0] 아직 사진이 없습니다. 사진을 보내 주세요.
       *[other] 사진 { $count }장을 받았습니다. 더 보내거나 아래 버튼을 눌러 주세요.
    }
form-kept = ‘{ $field }’에 추가했습니다. 이제 버튼을 눌러 주세요.
form-too-long = 너무 깁니다. { $max }자 이내로 보내 주세요.
form-empty = 내용이 없습니다. 입력하거나 버튼을 눌러 주세요.
form-not-a-day = 날짜를 읽지 못했습니다. 11월 25일 또는 다음 주 금요일처럼 입력하거나 버튼을 눌러 주세요.
form-day-too-early = { $min }부터 고를 수 있습니다. 그날이나 그 뒤의 날짜를 보내 주세요.
form-day-too-late = { $max }까지 고를 수 있습니다. 그날이나 그 전의 날짜를 보내 주세요.
form-not-a-birthday = 생일을 읽지 못했습니다. 1990년 5월 3일 또는 5월 3일처럼 보내 주세요.
form-birthday-ahead = 아직 오지 않은 날짜입니다. 태어난 날을 보내거나 월과 일만 보내 주세요.
form-not-an-amount = 금액을 읽지 못했습니다. 35000 또는 35,000처럼 숫자만 보내 주세요.
form-choose-a-button = 아래 버튼을 눌러 주세요.
form-send-photos = 사진을 보내거나 버튼을 눌러 주세요.
form-too-many-photos = 사진은 { $max }장까지라서 이 사진은 받지 않았습니다. 버튼을 눌러 계속해 주세요.
form-phone-no-digits = 숫자가 없습니다. 전화번호를 보내거나 연락처를 공유해 주세요.
form-phone-too-short = ‘{ $typed }’: { $digits }자리입니다. { $expected }자리여야 합니다. 다시 보내 주세요. 해외 번호는 +와 국가 번호를 붙여 주세요.
form-phone-too-long = ‘{ $typed }’: { $digits }자리입니다. { $expected }자리여야 합니다. 다시 보내 주세요. 해외 번호는 +와 국가 번호를 붙여 주세요.
form-phone-not-plausible = ‘{ $typed }’: 전화번호 형식이 아닙니다. 숫자를 확인하고, 해외 번호는 +와 국가 번호를 붙여 보내 주세요.
form-cannot-skip = 꼭 필요한 항목입니다. 입력하거나 ‘취소’를 눌러 주세요.
form-missing = 아직 비어 있습니다: { $field }. 입력한 뒤 저장해 주세요.
form-no-longer = 더 이상 맞지 않습니다: { $field }. 날짜가 지났거나 목록이 바뀌었으니 다시 골라 주세요.
