## 다른 한 명이 확인하는 중대한 작업.

rights-confirm-erase-title = { $number } 카드 삭제
rights-confirm-retention-title = 보관 기간이 지난 카드 { $cards }장 삭제
rights-confirm-asks = { $name } 님이 요청했습니다.
rights-confirm-why = 사유: { $reason }
rights-confirm-what-goes = 고객의 모든 정보가 영구히 삭제되고 모든 대화에서 회수됩니다. 개인 정보가 없는 증명만 남습니다.
rights-confirm-until = 결정이 없으면 { $until }에 만료됩니다. 먼저 한 결정이 유효합니다.
rights-confirm-confirm = 확인
rights-confirm-refuse = 거절
rights-confirm-sure-title = { $number } 카드를 영구히 삭제할까요?
rights-confirm-sure-cards-title = 카드 { $cards }장을 영구히 삭제할까요?
rights-confirm-sure = 되돌릴 수 없으며 백업으로도 복구되지 않습니다.
rights-confirm-yes = 네, 삭제
rights-confirm-first = 다른 분이 먼저 결정했거나 기한이 지났습니다. 바뀐 것은 없습니다.
rights-confirm-confirmed = { $name } 님이 { $at }에 확인했습니다.
rights-confirm-refused = { $name } 님이 { $at }에 거절했습니다. 삭제된 것은 없습니다.
rights-confirm-expired = 제때 결정한 사람이 없어 삭제되지 않았습니다. 필요하면 다시 요청해 주세요.
rights-confirm-waits = 다른 매니저나 원장의 확인을 기다립니다.
rights-confirm-proof = 삭제됨: 기록 { $rows }건, 파일 { $files }개. 증명은 설정의 ‘고객 권리 대장’에 있습니다.
rights-confirm-on-hold = 법적 보존: { $name } 님이 { $at }에 설정({ $reason }). 이 카드는 삭제되지 않습니다. 매니저나 원장이 ‘고객 권리’에서 해제할 수 있습니다.
rights-confirm-on-hold-title = 법적 보존 중
