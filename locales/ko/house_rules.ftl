## 원장이 매장 전체에 정하는 규칙.

house-rules-in-chat = 민감 정보
house-rules-title = 대화에 표시하는 민감 정보
house-rules-what = 민감 정보는 연락처, 안전 정보, 건강 정보, 문서입니다. 어떤 설정이든 기록과 정정은 그대로 할 수 있습니다.
house-rules-on = 표시: 역할별 권한대로 볼 수 있습니다.
house-rules-masked = 가림: 권한이 있는 사람이 사유를 남기면 1분 동안 보이고 기록됩니다. 대여한 카드는 대여한 항목을 보여 줍니다.
house-rules-off = 표시 안 함: 대화에서는 아무도 볼 수 없고 대여할 수도 없습니다. 종이 파일, 고객 사본, 긴급 열람으로만 확인할 수 있습니다.
house-rules-emergency = 긴급할 때는 프런트와 시술 담당이 안전 정보를 볼 수 있으며, 다른 사람이 나중에 검토합니다. 더 엄격하게 바꾸면 열려 있는 카드가 모두 바로 회수됩니다.
house-rules-ask-title = 대화에 표시하는 내용을 줄일까요?
house-rules-ask-closes = 열려 있는 카드가 모두 바로 회수되고 전 직원에게 알립니다. 작성 중이던 내용은 홈에 남습니다.
house-rules-show-less = 네, 줄이기
house-rules-saved = 저장했습니다.
house-rules-told-title = 대화에 표시하는 내용이 줄었습니다
house-rules-told-masked = 이제 연락처, 안전 정보, 건강 정보, 문서가 가려집니다. 사유를 남기면 1분 동안 보입니다.
house-rules-told-off = 이제 연락처, 안전 정보, 건강 정보, 문서는 대화에 표시되지 않습니다. 필요하면 원장에게 문의하거나 종이 파일을 확인해 주세요.
house-rules-told-again = 열려 있던 카드는 회수했습니다. 작성 중이던 내용은 홈에서 이어서 할 수 있습니다.
house-rules-more-title = 대화에 표시하는 내용이 늘었습니다
house-rules-more-masked = { $name } 님이 바꿨습니다. 연락처, 안전 정보, 건강 정보, 문서가 이제 가려진 채 표시되며, 사유를 남기면 1분 동안 보입니다.
house-rules-more-on = { $name } 님이 바꿨습니다. 연락처, 안전 정보, 건강 정보, 문서를 역할별 권한대로 다시 볼 수 있습니다.
house-rules-kept = 보관 기간
house-rules-kept-title = 고객 카드 보관 기간
house-rules-kept-now = 마지막 방문 후 { $visited }년, 한 번도 오지 않은 고객은 { $unvisited }년 보관합니다.
house-rules-kept-what = 기간이 지난 카드는 매달 목록으로 기록 관리자에게 전달됩니다. 다른 매니저나 원장이 승인해야 하며 저절로 삭제되지 않습니다. 법에서 정한 기간이 따로 있을 수 있으니 줄이기 전에 확인해 주세요.
house-rules-visited = 방문 후 { $years }년
house-rules-unvisited = 미방문 { $years }년
