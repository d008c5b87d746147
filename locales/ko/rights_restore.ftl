## 다른 한 명이 확인하는 백업 복원.

rights-restore-title = 백업이 복원되었습니다
rights-restore-made = 보관 자료를 { $at } 백업으로 되돌렸습니다.
rights-restore-holds = 담긴 내용: 고객 { $clients }명, 방문 기록 { $visits }건, 대여 { $loans }건.
rights-restore-held-before = 복원 전: 고객 { $clients }명, 방문 기록 { $visits }건, 대여 { $loans }건.
rights-restore-before-unknown = 복원 전의 내용은 읽을 수 없었습니다.
rights-restore-lost = 백업 뒤의 작업 기록 { $entries }건이 사라졌습니다. 작업 기록은 { $head }번에서 끝나며, { $known }번까지 알려져 있었습니다.
rights-restore-nothing-lost = 작업 기록은 { $head }번에서 끝나며, 서버에는 그 뒤의 기록이 없습니다. 원장의 대화에 있는 마지막 확인 코드와 비교해 주세요.
rights-restore-again = 백업 뒤의 일을 다시 적용했습니다: 고객 삭제 { $erased }명, 계정 해지 { $cut }개.
rights-restore-what-to-press = 매니저나 원장 한 명이 승인하기 전에는 아무도 고객 카드를 열거나 고칠 수 없습니다. 복원한 이유를 알고 있으면 ‘이 백업 승인’을 눌러 주세요. 모르면 ‘중지’를 누르고 서버 담당자에게 문의해 주세요.
rights-restore-confirm = 이 백업 승인
rights-restore-stop = 중지
rights-restore-confirmed = { $name } 님이 { $at }에 승인했습니다. 이 자료로 업무를 계속합니다.
rights-restore-stopped = { $name } 님이 { $at }에 중지했습니다. 보관 자료는 닫혀 있습니다.
rights-restore-what-next = 다음 단계: 어느 백업을 쓸지 서버 담당자와 정해 주세요. 담당자가 봇을 멈추고 그 백업으로 kartoteka restore --force를 실행하면 승인을 다시 요청합니다.
rights-restore-first = 다른 분이 먼저 처리했습니다. 바뀐 것은 없습니다.
rights-restore-gone = 승인할 복원이 없습니다. 홈에서 계속해 주세요.
rights-restore-closed = { $at } 백업으로 복원되었습니다. 매니저나 원장이 승인해야 업무를 계속할 수 있으며, 승인되면 메시지로 알려 드립니다.
rights-restore-closed-for-good = { $at } 백업으로 복원했으나 중지되었습니다. 다른 백업을 복원하고 승인할 때까지 닫혀 있습니다. 매니저에게 문의해 주세요.
rights-restore-really-stop = 모두가 사용할 수 없도록 닫아 둘까요? 다시 여는 것은 서버 담당자만 할 수 있습니다.
rights-restore-yes-stop = 네, 닫아 두기
rights-restore-open-title = 보관 자료를 다시 사용할 수 있습니다
rights-restore-open = { $at } 백업으로 복원되었고 승인이 끝났습니다. 그 백업 뒤에 입력한 내용은 남아 있지 않으니, 최근에 입력한 내용을 확인하고 다시 입력해 주세요.
