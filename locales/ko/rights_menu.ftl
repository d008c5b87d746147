## 고객의 권리: 삭제, 법적 보존.

rights-menu-rights = 고객 권리
rights-menu-title = { $number } 고객 권리
rights-menu-what = 고객은 보관 중인 모든 정보의 사본이나 삭제를 요구할 수 있습니다. 법적 보존이 걸린 카드는 해제할 때까지 삭제되지 않습니다.
rights-menu-waiting = { $name } 님이 이 카드의 삭제를 요청했습니다. { $until }까지 다른 매니저나 원장의 승인을 기다립니다.
rights-menu-no-hold = 법적 보존이 없습니다.
rights-menu-erase = 고객 정보 삭제
rights-menu-hold = 법적 보존
rights-menu-lift = 보존 해제
rights-menu-erase-title = 고객 정보 삭제
rights-menu-ask-erase-why = 삭제하는 이유를 고르거나 입력해 주세요. 본인이 아닌 매니저나 원장의 승인이 필요합니다.
rights-menu-sure-title = { $number } 삭제를 요청할까요?
rights-menu-sure =
    사유: { $reason }
    다른 매니저나 원장이 승인하면 카드, 전화번호, 방문 기록, 메모, 사진, 예약, 대여, 동의가 영구히 삭제됩니다. 개인 정보가 없는 증명만 남습니다.
rights-menu-ask = 삭제 요청
rights-menu-hold-title = 법적 보존
rights-menu-ask-hold-why = 보존하는 동안 이 카드의 내용은 삭제되지 않습니다. 이유를 고르거나 입력해 주세요.
rights-menu-lift-title = 법적 보존 해제
rights-menu-ask-lift-why = 해제하면 카드를 다시 삭제할 수 있습니다. 이유를 고르거나 입력해 주세요.
rights-menu-hold-set = 법적 보존을 걸었습니다.
rights-menu-hold-lifted = 보존을 해제했습니다.
rights-menu-asked-title = { $number } 삭제를 요청했습니다
rights-menu-asked = 다른 매니저나 원장에게 알렸습니다. { $hours }시간 안에 답이 없으면 만료됩니다. 결과가 나오면 메시지로 알려 드립니다.
rights-menu-already-asked = { $name } 님이 이미 요청했습니다. { $until }까지 다른 매니저나 원장의 승인을 기다립니다.
rights-menu-nobody-confirms = 지금 승인할 수 있는 다른 분이 없습니다. 여기로 연락되는 매니저나 원장이 한 명 더 있어야 합니다. ‘직원’에서 초대하거나 동료에게 봇을 다시 시작해 달라고 부탁해 주세요.
rights-menu-erased = 이 카드는 삭제되었습니다. 남은 내용이 없습니다.
rights-menu-copy = 고객 사본
rights-menu-copy-sure = 고객 본인에게 드리는, 보관 중인 모든 정보가 담긴 PDF 파일입니다. 고객이 원할 때만 요청해 주세요. 본인이 아닌 매니저나 원장이 승인하면 전달할 파일을 받게 됩니다.
rights-menu-ask-copy = 사본 요청
rights-menu-list-changed = 목록이 바뀌었습니다. 다시 찾아 주세요.
