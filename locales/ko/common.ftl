## Sentences and labels that several dialogues share.

common-plain = { $text }
common-term = { $word }
common-client = { $name } · { $number }
common-in = { $say }
common-back = 뒤로
common-cancel = 취소
common-home = 홈
common-yes = 예
common-no = 아니요
common-undo = 되돌리기
common-more = 더보기
common-done = 완료
common-open-card = 카드 열기
common-log-visit = 방문 기록하기
common-borrow = 열람 대여
common-new-card = 새 고객 카드
common-find = 찾기
common-clear = 카드 치우기
common-cleared =
    { $count ->
        [0] 대화창에 열린 카드가 없습니다.
       *[other] 대화창에서 카드 { $count }장을 치웠습니다. 대여는 유지되며 ‘내 대여’에서 열 수 있습니다.
    }
common-cannot-use = 여기서 받을 수 없는 내용입니다: { $what }. 짧은 글을 보내거나 버튼을 눌러 주세요.
common-no-photo-here = 여기서는 사진을 받을 수 없습니다. 고객 카드에서 ‘방문 기록하기’를 누른 뒤 다시 보내 주세요.
common-no-contact-here = 여기서는 연락처를 받을 수 없습니다. 홈에서 공유하면 새 고객 카드를 만들 수 있습니다.
common-use-the-buttons = 아래 버튼을 눌러 계속해 주세요.
common-unknown-command = 그런 명령은 없습니다. 버튼을 누르거나 /를 입력해 목록을 확인해 주세요.
common-taken-anew = 수정하신 메시지 내용으로 바꾸었습니다.
common-edited-too-late = 수정한 내용은 반영되지 않았습니다. 마지막 답만 수정할 수 있습니다. 작성 중이면 ‘뒤로’를 눌러 다시 답하고, 이미 저장했다면 고객 카드에서 고쳐 주세요.
common-out-of-date = 이전 화면의 버튼입니다. 현재 화면을 다시 보여 드립니다.
common-not-allowed = 현재 역할로는 할 수 없습니다. 필요하면 원장이나 매니저에게 문의해 주세요.
common-no-such-client = 해당 고객이 없습니다. 이름이나 번호를 확인하고 다시 찾아 주세요.
common-cancelled = 취소했습니다. 저장된 내용은 없습니다.
common-nothing-to-cancel = 취소할 작업이 없습니다. 여기서 계속해 주세요.
common-nothing-to-undo = 되돌릴 작업이 없습니다. 여기서 계속해 주세요.
common-undone = 되돌렸습니다.
common-too-late-to-undo = 되돌릴 수 없습니다. 10분이 지났거나 그 뒤에 내용이 바뀌었습니다. 고객 카드에서 고치고, 후속 연락은 ‘후속 연락’에서 고쳐 주세요.
common-overtaken = 동료가 이미 처리해서 되돌릴 수 없습니다. 필요하면 다시 넘겨 달라고 해 주세요.
common-draft-kept = 작성 중인 내용을 보관했습니다. 홈에서 이어서 쓸 수 있습니다.
common-updated = 시스템이 업데이트되어 작성 중이던 내용을 열 수 없습니다. 저장된 내용은 그대로입니다. 여기서 다시 시작해 주세요.
common-broken = 문제가 생겼고, 변경된 내용은 없습니다. 다시 시도하거나 매니저에게 이 코드를 알려 주세요: { $code }
common-too-fast = 한꺼번에 많이 들어와 이번 것은 처리하지 못했습니다. 잠시 후 다시 누르거나 보내 주세요.
common-cannot-save = 지금은 저장할 수 없습니다. 보내신 내용은 그대로 남아 있으며 다시 저장할 수 있게 되면 자동으로 처리되니 다시 보내지 않으셔도 됩니다. 계속되면 서버 담당자에게 알려 주세요.
common-stranger = 내부 전용 서비스입니다. 직원이라면 매니저에게 초대를 요청해 주세요.
common-waiting = 계정 승인을 기다리는 중입니다. 초대한 사람이 승인하면 바로 알려 드립니다.
common-private-only = 1:1 대화에서만 이용할 수 있습니다. 저와의 대화창을 열어 주세요.
common-closed = 닫힌 카드입니다. 고객을 다시 찾으면 열 수 있습니다.
common-passed = 지난 메시지입니다. 아래의 최신 메시지를 확인해 주세요.
common-shown-until = { $until }까지 표시됩니다. 전달과 저장이 제한됩니다.
common-was-away = { $from }부터 { $to }까지 연결이 끊겨 있었습니다. 그동안 누른 버튼은 반영되지 않았을 수 있으니 바뀐 것이 없으면 다시 눌러 주세요. 보내신 메시지는 지금 처리되며, 저장된 단계는 그대로 있습니다.
common-was-away-long = { $from }부터 오늘 { $to }까지 연결이 끊겨 있었습니다. 그동안 누른 버튼은 반영되지 않았으니 다시 눌러 주세요. { $before } 이전에 보내신 메시지는 받지 못했으니 다시 보내 주세요. 저장된 단계는 그대로 있습니다.
common-came-late = 늦게 도착한 메시지입니다. { $at }에 준비되었지만 텔레그램에 연결할 수 없었습니다.
common-repeated = 이미 받으신 메시지일 수 있습니다. 전달되었는지 확인할 수 없어 다시 보냅니다.
common-interrupted = 보내는 중에 연결이 끊겨, 전달되었을지 모르는 카드는 대화에서 지웠습니다. 다시 보려면 ‘보기’를 눌러 주세요.
common-show-it = 보기
common-command-start = 홈
common-command-new = 새 고객 카드
common-command-find = 고객 찾기
common-command-undo = 마지막 저장 되돌리기
common-command-cancel = 진행 중인 내용 버리기
common-command-settings = 언어와 시간
common-command-help = 도움말
common-command-privacy = 보관과 표시 안내
common-taken-back = 회수되었습니다.
