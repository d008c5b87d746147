## Home.

home-today =
    오늘{ $visits ->
        [0] { "" }
       *[other] { " " }· 방문 { $visits }건
    }{ $follow_ups ->
        [0] { "" }
       *[other] { " " }· 후속 연락 { $follow_ups }건
    }{ $loans ->
        [0] { "" }
       *[other] { " " }· 대여 { $loans }건
    }{ $requests ->
        [0] { "" }
       *[other] { " " }· 승인 대기 { $requests }건
    }{ $papers ->
        [0] { "" }
       *[other] { " " }· 반납 확인 { $papers }건
    }
home-free = 오늘 · 할 일이 없습니다
home-visit = { $at } · { $name }
home-more-visits = 그 밖에 예약 { $count }건
home-requests = 승인을 기다리는 대여 요청이 { $count }건 있습니다.
home-papers = 반납했다는 종이 파일이 { $count }건 있습니다. ‘후속 연락’을 눌러 확인해 주세요.
home-draft = 작성 중 { $place }: { $draft }
home-more-drafts = 그 밖의 작성 중인 내용 { $count }건
home-type-anything = 이름, 전화번호, 카드 번호를 입력하면 찾습니다. 연락처를 공유하면 새 카드를 만듭니다.
home-next-visit = 다음 { $at }
home-later-visit = 이후 { $at }
home-follow-ups =
    { $count ->
        [0] 후속 연락
       *[other] 후속 연락 · { $count }
    }
home-loans =
    { $count ->
        [0] 내 대여
       *[other] 내 대여 · { $count }
    }
home-decide = 승인 대기 · { $count }
home-resume = 이어 쓰기
home-resume-of = 이어 쓰기 { $place }
home-discard = 버리기
home-discard-of = 버리기 { $place }
home-more = 더보기
home-settings = 설정
home-help = 도움말
home-privacy = 개인정보
home-staff = 직원
home-loans-out = 전체 대여
home-confirmations = 확인을 기다리는 중요한 작업이 { $count }건 있습니다.
home-confirm = 확인 대기 · { $count }
home-incident = ⛔ 유출 사고 처리 중: 신고 기한까지 { $left }시간 남았습니다.
home-incident-late = ⛔ 유출 사고 처리 중: 신고 기한이 지났습니다.
