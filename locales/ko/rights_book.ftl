## 고객 권리 대장.

rights-book-book = 고객 권리
rights-book-title = 고객 권리
rights-book-what = 처리할 일, 보관 기간이 지난 카드, 삭제 증명을 볼 수 있습니다.
rights-book-nothing-waits = 기다리는 일이 없습니다.
rights-book-proposal = 기간 지난 카드 ({ $cards })
rights-book-proofs = 삭제된 카드
rights-book-proofs-title = 삭제된 카드
rights-book-proof = • { $number } · { $at }: 요청 { $asked }, 승인 { $confirmed }, 기록 { $rows }건, 파일 { $files }개
rights-book-no-proofs = 삭제된 카드가 없습니다. 삭제하려면 카드를 열고 ‘고객 권리’를 눌러 주세요.
rights-book-older = 이전
rights-book-newer = 최근
rights-book-copies = 고객 사본
rights-book-copies-title = 제공한 고객 사본
rights-book-copy = • { $number } · { $at }: 요청 { $asked }, 승인 { $confirmed }
rights-book-no-copies = 제공한 사본이 없습니다. 요청하려면 카드를 열고 ‘고객 권리’를 눌러 주세요.
rights-book-unrecalled = 회수 못 한 카드
rights-book-unrecalled-title = 회수하지 못한 카드
rights-book-left = • { $number } · { $at }에 { $name } 님에게 표시됨, 대화방에 접근할 수 없음
rights-book-none-left = 회수할 카드는 모두 회수했습니다. 직원 계정을 정지한 뒤 여기에서 확인해 주세요.
