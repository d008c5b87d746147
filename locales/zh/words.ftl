## The words of the closed lists (`words!` in src/model and src/dialogue).

role-owner = 店主
role-manager = 经理
role-keeper = 档案管理员
role-front-desk = 前台
role-care = 美容师
role-sales = 销售

part-index = 编号与姓名
part-safety = 安全须知
part-contact = 联系方式
part-profile = 个人资料
part-care = 护理
part-business = 企业资料
part-money = 消费与信用
part-documents = 文件副本
part-originals = 文件原件
part-trail = 查阅记录

field-unit = 单位
field-title = 职务
field-allergy = 过敏
field-contraindication = 禁忌
field-patch-test = 皮肤测试
field-email = 电子邮箱
field-address = 地址
field-birthday = 生日
field-occupation = 职业
field-family = 家庭
field-likes = 喜好
field-topics = 话题
field-needs = 需求
field-skin = 肤质
field-plan = 护理方案
field-legal-person = 法人
field-business-status = 经营状况
field-credit-grade = 信用等级
field-terms = 付款条件
field-document = 文件
field-paper-file = 纸质档案存放处
field-original = 原件存放处

consent-for-service = 服务与联系
consent-for-health = 健康信息
consent-for-photo-record = 照片存档
consent-for-photo-publish = 照片展示
consent-for-marketing = 消息与优惠

kind-person = 个人
kind-organisation = 企业

source-visit = 到店时
source-client = 客户本人
source-agency = 调查机构
source-contact = 分享的联系人

lang-en = 英语
lang-zh = 中文
lang-ko = 韩语

purpose-visit = 到店服务
purpose-call = 电话联系
purpose-complaint = 投诉处理
purpose-handover = 代班或交接
purpose-other = 其他

loan-asked = 等待审批
loan-out = 借阅中
loan-denied = 已拒绝
loan-withdrawn = 已撤回
loan-expired = 超时未审批
loan-returned = 已归还
loan-ended = 已到期
loan-recalled = 已收回

visit-field-effect = 效果
visit-field-note = 备注
visit-field-amount = 金额
visit-field-next-on = 下次日期

odd-sticker = 贴纸
odd-voice = 语音消息
odd-document = 文件
odd-video = 视频
odd-location = 位置
odd-edited = 编辑过的消息
odd-too-long = 这么长的文字
odd-other = 这类消息

action-find-client = 查找客户
action-open-card = 打开档案
action-create-client = 新建档案
action-record-consent = 登记同意
action-log-visit = 登记到店
action-amend-visit = 更正到店记录
action-edit-card = 更正档案
action-book = 预约客户
action-reveal-contact = 显示联系方式
action-see-originals = 查看原件
action-log-reading = 登记原件查阅
action-read-alerts = 查看警报
action-read-trail = 查看查阅记录
action-check-trail = 核对日志
action-request-loan = 申请借阅
action-decide-loan = 审批借阅
action-recall-loan = 收回借阅
action-keep-papers = 发放与收回纸质档案
action-judge-borrowers = 处理借阅违规
action-edit-loan-rules = 制定借阅规定
action-work-tasks = 处理回访
action-invite-staff = 邀请员工
action-handle-incident = 处理泄露事件
action-manage-staff = 管理席位
action-require-pin = 要求设置 PIN 码
action-change-settings = 更改设置

act-created = 新建档案
act-opened = 查看档案
act-opened-on-loan = 借阅查看
act-consented = 登记同意
act-logged = 登记到店
act-amended = 更正到店记录
act-edited = 更正档案
act-trail-read = 查看查阅记录
act-revealed = 显示联系方式
act-saw-originals = 查看原件
act-reading-logged = 登记原件查阅
act-booked = 登记预约
act-booking-moved = 更改预约
act-booking-cancelled = 取消预约
act-requested = 申请借阅
act-approved = 批准借阅
act-denied = 拒绝借阅
act-form-printed = 打印借阅单
act-handed-out = 发放纸质档案
act-taken-back = 收回纸质档案
act-violation-recorded = 记录违规
act-suspension-lifted = 解除借阅暂停
act-passed-on = 转交申请
act-withdrawn = 撤回申请
act-returned = 归还借阅
act-recalled = 收回借阅
act-refused = 访问被拒
act-undone = 撤销操作
act-expired = 申请过期
act-searched = 搜索
act-task-changed = 更改回访
act-invited = 发出邀请
act-accepted = 接受邀请
act-seated = 确认或拒绝席位
act-incident-opened = 开启泄露事件
act-incident-closed = 关闭泄露事件
act-set = 更改设置
act-role-changed = 更改岗位
act-suspended = 暂停席位
act-let-in = 恢复席位
act-left = 办理离职
act-pin-set = 设置 PIN 码
act-pin-failed = PIN 码输入错误
act-pin-locked = PIN 码多次输入错误

standing-active = 在岗
standing-waiting = 等待确认
standing-suspended = 已暂停

why-visit = 联系到店事宜
why-asked = 客户要求回电
why-forgotten = 客户遗落物品

watch-cards = 档案过多
watch-hour = 一小时内档案过多
watch-night = 夜间查阅
watch-reveals = 联系方式额度用尽

condition-intact = 完好
condition-damaged = 破损
condition-pages-missing = 缺页
offence-late = 逾期两天
offence-damaged = 破损
offence-pages-missing = 缺页
