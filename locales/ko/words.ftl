## The words of the closed lists (`words!` in src/model and src/dialogue).

role-owner = 원장
role-manager = 매니저
role-keeper = 기록 관리자
role-front-desk = 프런트
role-care = 시술 담당
role-sales = 영업

part-index = 번호와 이름
part-safety = 안전 정보
part-contact = 연락처
part-profile = 개인 정보
part-care = 시술 정보
part-business = 사업 정보
part-money = 결제와 신용
part-documents = 문서 사본
part-originals = 문서 원본
part-trail = 열람 이력

field-unit = 소속
field-title = 직함
field-allergy = 알레르기
field-contraindication = 금기 사항
field-patch-test = 패치 테스트
field-email = 이메일
field-address = 주소
field-birthday = 생일
field-occupation = 직업
field-family = 가족
field-likes = 취향
field-topics = 대화 주제
field-needs = 필요한 관리
field-skin = 피부 상태
field-plan = 관리 계획
field-legal-person = 법인 대표
field-business-status = 사업 현황
field-credit-grade = 신용 등급
field-terms = 결제 조건
field-document = 문서
field-paper-file = 종이 파일 보관 위치
field-original = 원본 보관 위치

consent-for-service = 서비스와 연락
consent-for-health = 건강 정보
consent-for-photo-record = 사진 보관
consent-for-photo-publish = 사진 공개
consent-for-marketing = 소식과 혜택

kind-person = 개인
kind-organisation = 단체

source-visit = 방문 중
source-client = 고객 본인
source-agency = 조사 기관
source-contact = 공유한 연락처

lang-en = 영어
lang-zh = 중국어
lang-ko = 한국어

purpose-visit = 방문 시술
purpose-call = 전화 연락
purpose-complaint = 불만 처리
purpose-handover = 대리·인계
purpose-other = 기타

loan-asked = 승인 대기
loan-out = 대여 중
loan-denied = 거절됨
loan-withdrawn = 요청 철회
loan-expired = 결정 없이 만료
loan-returned = 반납됨
loan-ended = 기간 종료
loan-recalled = 회수됨

visit-field-effect = 효과
visit-field-note = 메모
visit-field-amount = 금액
visit-field-next-on = 다음 방문일

odd-sticker = 스티커
odd-voice = 음성 메시지
odd-document = 파일
odd-video = 동영상
odd-location = 위치
odd-edited = 수정한 메시지
odd-too-long = 너무 긴 글
odd-other = 이런 메시지

action-find-client = 고객 찾기
action-open-card = 카드 열기
action-create-client = 카드 만들기
action-record-consent = 동의 기록
action-log-visit = 방문 기록
action-amend-visit = 방문 기록 정정
action-edit-card = 카드 정정
action-book = 예약
action-reveal-contact = 연락처 표시
action-see-originals = 원본 확인
action-log-reading = 원본 열람 기록
action-read-alerts = 경고 확인
action-read-trail = 열람 이력 보기
action-check-trail = 작업 기록 확인
action-request-loan = 대여 요청
action-decide-loan = 대여 승인
action-recall-loan = 대여 회수
action-keep-papers = 종이 파일 내주기·돌려받기
action-judge-borrowers = 대여 위반 처리
action-edit-loan-rules = 대여 규정 편집
action-work-tasks = 후속 연락 처리
action-invite-staff = 직원 초대
action-handle-incident = 유출 사고 처리
action-manage-staff = 자리 관리
action-require-pin = PIN 의무화
action-change-settings = 설정 변경

act-created = 카드 생성
act-opened = 카드 열람
act-opened-on-loan = 대여 열람
act-consented = 동의 기록
act-logged = 방문 기록
act-amended = 방문 기록 정정
act-edited = 카드 정정
act-trail-read = 열람 이력 확인
act-revealed = 연락처 표시
act-saw-originals = 원본 확인
act-reading-logged = 원본 열람 기록
act-booked = 예약 등록
act-booking-moved = 예약 변경
act-booking-cancelled = 예약 취소
act-requested = 대여 요청
act-approved = 대여 승인
act-denied = 대여 거절
act-form-printed = 대여 신청서 인쇄
act-handed-out = 종이 파일 내줌
act-taken-back = 종이 파일 돌려받음
act-violation-recorded = 위반 기록
act-suspension-lifted = 대여 중지 해제
act-passed-on = 요청 넘김
act-withdrawn = 요청 철회
act-returned = 대여 반납
act-recalled = 대여 회수
act-refused = 열람 거부됨
act-undone = 작업 취소
act-expired = 요청 만료
act-searched = 검색
act-task-changed = 연락 일정 변경
act-invited = 초대
act-accepted = 초대 수락
act-seated = 자리 확인 또는 거절
act-incident-opened = 유출 사고 접수
act-incident-closed = 유출 사고 종료
act-set = 설정 변경
act-role-changed = 역할 변경
act-suspended = 자리 정지
act-let-in = 자리 복구
act-left = 퇴사 처리
act-pin-set = PIN 설정
act-pin-failed = PIN 입력 오류
act-pin-locked = PIN 연속 입력 오류

standing-active = 근무 중
standing-waiting = 확인 대기
standing-suspended = 정지됨

why-visit = 방문 관련 전화
why-asked = 고객의 연락 요청
why-forgotten = 두고 간 물건

watch-cards = 많은 카드
watch-hour = 한 시간에 많은 카드
watch-night = 야간 열람
watch-reveals = 연락처 한도 소진

condition-intact = 온전함
condition-damaged = 훼손
condition-pages-missing = 낱장 누락
offence-late = 이틀 지연
offence-damaged = 훼손
offence-pages-missing = 낱장 누락
