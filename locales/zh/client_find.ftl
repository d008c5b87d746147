## Search.

client-find-title = 查找客户
client-find-ask = 请输入姓名、拼音首字母、电话后四位，或档案编号（例如 A-0147）。
client-find-hits = “{ $query }”找到 { $count } 位客户。
client-find-hits-on-page = “{ $query }”的查找结果，第 { $page } 页。
client-find-try-again = 没有要找的人？请再多输入几个字，或换个姓名。
client-find-no-hits = 没有找到“{ $query }”。请换个写法再试，或新建档案。
client-find-near = 没有找到“{ $query }”。是不是下面的客户？如果不是，请换个写法再试，或新建档案。
client-find-too-short = “{ $query }”太短，无法查找。请至少输入两个字符。
client-find-create = 新建“{ $query }”
client-find-new-card = 新建档案
client-find-earlier = 上一页
client-find-later = 下一页
