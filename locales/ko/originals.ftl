## 고객 원본의 보관 위치.

originals-title = 원본
originals-look-only = { $at }에 { $name } 님에게 표시되었습니다. 보기만 할 수 있으며 원본은 대여하거나 전달하지 않습니다.
originals-place = 원본: { $text }
originals-none = 이 고객의 원본 기록이 없습니다.
originals-reading = 현장 열람: { $at } · { $by }
originals-log = 열람 기록하기
originals-who-title = 누가 원본을 열람했나요?
originals-ask-who = 현장에서 열람한 직원을 골라 주세요.
originals-noted = 기록했습니다: { $name } 님이 원본을 열람했습니다.
