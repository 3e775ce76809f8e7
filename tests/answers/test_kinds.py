from __future__ import annotations

import pytest

from answers.questions.kinds import RULES, Rule, classify
from answers.types import Kind
from retrieval.normalise import normalise


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.example)
def test_every_rule_takes_its_example(rule: Rule):
    assert classify(normalise(rule.example).text) is rule.kind


_ODD = """
number 复工率
number 论文摘要写多少字
number 东陵员工到岗率
number 产业园占地面积
number 那西岭的复工率呢?
person 那西岭的区长呢
number 复工的企业有几家?
number 短信发了多少
number 建设期多长?
number 办下来花了多久
number 体温多高要上报?
number 产业园有多大?
number 占全市的几分之几?
number 占总数的百分之几
number 全国第几个?
number 成立多少年了?
number 支架是几年前装的?
number 样菜要保存几个小时
number 濱江發了多少條短信?
date 开工日期
date 几号开工?
date 几月几号签约的?
date 哪一年落户的?
date 啥时候复工啊
date 什么时候改变模式?
date 何时交付?
date 交付是什么时候的事
date 值班电话是几月几日公布的
person 谁是区长?
person 哪个领导去的?
person 区长
person 哪位主持会议?
person 负责人叫什么?
person 王某担任什么?
person 陈某是什么人?
person 會議由誰主持?
place 在哪儿流片?
place 分会场在哪?
place 设在哪个城市?
place 哪个社区有1800户?
place 厂址位于哪里
organisation 哪家公司获批的?
organisation 诉求由哪个部门统筹?
organisation 首个落户的是哪个项目?
list 哪些企业复工了?
list 设了哪几个卡口?
list 有什么措施?
list 工作组包括哪些
list 几乎都复工的是哪些企业?
definition 什么叫放管服?
definition 电社工是啥
definition “服”指什么?
definition 这家公司是做什么的?
quote 他怎么说?
quote 书记强调了什么?
quote 怎么看待这次会议?
yes_no 是否超过1亿美元?
yes_no 有没有发口罩?
yes_no 规上企业都复工了吗
yes_no 企业复工了没有?
yes_no 全部复工了没?
reason 为啥改成线上?
reason 为什么采用视频形式开会?
reason 为什么采取这种方式?
reason 没有扩散的原因是什么?
reason 凭什么提前复工?
how 咋解决用工难?
how 签约用的是啥形式?
how 企业怎样申请复工?
how 通过什么渠道招工?
compare 东陵和西岭哪个复工率高?
compare 东陵比西岭高多少?
compare 光谷和云溪的投资各是多少?
count 一共有几篇提到防疫?
count 哪些文档提到了口罩?
summary 总结西岭的做法
summary 这篇文章讲了什么?
other 云招商
""".strip().splitlines()


@pytest.mark.parametrize(("kind", "text"), [line.split(" ", 1) for line in _ODD])
def test_odd_phrasings_have_their_kind(kind: str, text: str):
    assert classify(normalise(text).text) is Kind(kind)
