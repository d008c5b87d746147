## 대여 규정 편집.

loan-rules-title = 대여 규정 · { $count }
loan-rules-house = 따로 정하지 않으면 최대 3일까지이고 한 명이 승인합니다. 전체 항목이나 A등급 고객의 카드는 두 명이 승인해야 합니다. 여러 규정에 해당하면 가장 구체적인 규정을 따릅니다.
loan-rules-line = { $rule }: { $values }
loan-rules-add = 규정 추가
loan-rules-saved = 저장했습니다.
loan-rules-new-title = 새 규정
loan-rules-edit-title = 규정 수정
loan-rules-for = 대상: { $rule }
loan-rules-term = 최대 { $longest }
loan-rules-open = 동시에 최대 { $max }건
loan-rules-extensions = { $max ->
    [0] 연장 불가
   *[other] 연장 최대 { $max }번
}
loan-rules-approvals = { $needed }명 승인
loan-rules-not-set = { $aspect }: 정하지 않음
loan-rules-ask-edit = 바꿀 항목을 눌러 주세요. 정하지 않은 것은 더 일반적인 규정을 따릅니다. 다 정한 뒤 ‘미리 적용해 보기’를 눌러 주세요.
loan-rules-ask-who = 누구의 요청인가요?
loan-rules-ask-what = 어떤 항목의 요청인가요?
loan-rules-ask-class = 어떤 등급 고객의 카드인가요?
loan-rules-ask-value = 값을 골라 주세요. 정하지 않으면 더 일반적인 규정을 따릅니다.
loan-rules-leave = 정하지 않음
loan-rules-plain = { $count }
loan-rules-check = 미리 적용해 보기
loan-rules-delete = 삭제
loan-rules-try-title = 규정 미리 적용해 보기
loan-rules-tried =
    최근 요청 { $looked }건에 적용한 결과{ $refused ->
        [0] { "" }
       *[other] { " " }· 거절 { $refused }건
    }{ $shortened ->
        [0] { "" }
       *[other] { " " }· 기간 단축 { $shortened }건
    }{ $doubled ->
        [0] { "" }
       *[other] { " " }· 두 번째 승인 필요 { $doubled }건
    }{ $freed ->
        [0] { "" }
       *[other] { " " }· 거절에서 통과로 { $freed }건
    }{ $refused ->
        [0] { $shortened ->
            [0] { $doubled ->
                [0] { $freed ->
                    [0] { " " }· 달라지는 것 없음
                   *[other] { "" }
                }
               *[other] { "" }
            }
           *[other] { "" }
        }
       *[other] { "" }
    }
loan-rules-nothing-to-try = 적용해 볼 요청이 아직 없습니다.
loan-rules-save = 저장
loan-rules-delete-title = 규정을 삭제할까요?
loan-rules-ask-delete = 삭제하면 이 요청에는 더 일반적인 규정이 적용됩니다.
loan-rules-confirm-delete = 네, 삭제
loan-rules-refused-empty = 정한 것이 없는 규정입니다. 최대 기간, 동시 건수, 연장 횟수, 승인 인원 중 하나를 정해 주세요.
loan-rules-refused-range = 범위를 벗어난 값이 있습니다. 버튼으로 다시 골라 주세요.
loan-rules-refused-twice = 같은 요청에 대한 규정이 이미 있습니다. 그 규정을 열어 수정해 주세요.
loan-rules-refused-one-approver = 승인할 수 있는 사람이 한 명뿐이라 두 명의 승인을 받을 수 없습니다. 한 명으로 바꾸거나 다른 매니저를 먼저 초대해 주세요.
loan-rules-refused-too-many = 규정이 이미 최대 개수입니다. 하나를 삭제한 뒤 추가해 주세요.
loan-rules-aspect-who = 대상 직원
loan-rules-aspect-what = 대상 항목
loan-rules-aspect-class = 고객 등급
loan-rules-aspect-term = 최대 기간
loan-rules-aspect-open = 동시 건수
loan-rules-aspect-extensions = 연장 횟수
loan-rules-aspect-approvals = 승인 인원
