"""Questions that a list answers: all of it, one item by its number, how many there are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from answers.structure.announced import may_be_listed
from answers.types import Answer, Quote
from retrieval.types import Span
from tests.answers.conftest import Over, answered, without_markup

_BUSINESS = """# 业务指南

## 不予受理的情形

- 材料不齐全的
- 超过申请期限的
- 不属于本机关职权范围的

## 办理流程

1. 网上提交申请
2. 窗口初审材料
3. 现场勘验
4. 领取证书

## 办理材料

- 身份证复印件
- 营业执照
- 经营场所证明
"""
_FLOOD = """# 防汛工作要点

会议要求,一是加强巡查值守,二是备足防汛物资,三是及时转移群众。

会议指出,要坚持三个到位:责任到位、措施到位、物资到位。
"""
_FIRE = """# 关于加强消防安全的通知

各单位要落实以下措施:(一)全面排查隐患;(二)清理消防通道;(三)组织应急演练。

违反规定的,有下列情形之一的,处以罚款:1.占用消防通道的;2.擅自停用消防设施的;3.违规存放易燃物品的。
"""
_FLATS = """人才公寓申请指南

申请条件
1.具有本科以上学历;
2.在本市无自有住房;
3.与本市企业签订三年以上劳动合同。

申请程序
第一步:个人申请。在线填写申请表。
第二步:单位审核。由用人单位盖章。
第三步:住建局复核。
"""
_BANS = """# 安全生产十项禁令

为加强管理,制定本禁令。

1. 严禁酒后上岗
2. 严禁无证操作
3. 严禁超负荷用电
"""
_SWIMMING = """# 夏季防溺水倡议

请牢记六不准:

一、不私自下水游泳
二、不擅自与他人结伴游泳
三、不在无家长带领的情况下游泳
"""
_HARVEST = """关于做好秋粮收购工作的通知

各县粮食局:

现就有关事项通知如下:

一、压实收购责任
各地要落实主体责任,确保有人收粮。

二、保障资金供应
农发行要及时发放贷款。

三、强化市场监管
严厉打击压级压价行为。
"""
_HONOURS = """# 李明同志事迹

李明曾获得以下荣誉:①全国劳动模范;②省优秀共产党员;③市十大工匠。
"""
_MINUTES = """# 会议纪要

会议议定以下事项:首先,由财政局落实资金;其次,由住建局制定方案;最后,由督查室跟踪督办。
"""
_RESIDENTS = """# 居民办事

## 新生儿落户

### 所需材料

* 出生医学证明
* 父母身份证
* 户口簿

### 办理步骤

1. 携带材料到派出所
2. 民警审核
3. 打印户口页

## 居住证办理

### 所需材料

* 租房合同
* 本人照片

### 办理步骤

1. 登录平台预约
2. 现场采集
"""
_SUPPORT = """# 奖补政策

对符合条件的企业给予三类支持:一是租金补贴,每平方米补贴20元;二是设备补贴,按投资额的10%补助;三是人才补贴,每人每年2万元。
"""
_PLAN = """# 突发事件应急预案

## 组织机构

总指挥由镇长担任。

## 响应程序

(1)信息上报
(2)启动预案
(3)现场处置
(4)善后恢复
"""
_MANNERS = """# 文明公约

爱国守法

明礼诚信

## 禁止行为

乱扔垃圾

随地吐痰

高空抛物
"""
_INSURANCE = """# 医保报销

下列费用不予报销:

1. 美容整形费用
2. 境外就医费用
3. 应由第三方负担的费用

下列费用可全额报销:

1. 国家免疫规划疫苗费用
2. 艾滋病抗病毒治疗费用
"""
_BENEFIT = """# 低保指南

## 最低生活保障申请材料

- 户口簿
- 收入证明

## 最低生活保障办理程序

1. 本人申请
2. 民主评议
"""


_ANSWERED = [
    (_BUSINESS, "不予受理的情形有哪些?", "材料不齐全 超过申请期限 不属于本机关职权范围"),
    (_BUSINESS, "办理流程第二步是什么?", "窗口初审材料"),
    (_BUSINESS, "第三步做什么?", "现场勘验"),
    (_BUSINESS, "办理流程有几步?", "4"),
    (_BUSINESS, "需要哪些材料?", "身份证复印件 营业执照 经营场所证明"),
    (_BUSINESS, "什么情况下不予受理?", "材料不齐全 超过申请期限"),
    (_BUSINESS, "办理分哪几步?", "网上提交申请 领取证书"),
    (_BUSINESS, "最后一步是什么?", "领取证书"),
    (_BUSINESS, "办理流程是什么? > 第二个呢?", "窗口初审材料"),
    (_BUSINESS, "办理材料有哪些? > 第三个呢", "经营场所证明"),
    (_BUSINESS, "要准备什么材料?", "身份证复印件 营业执照"),
    (_FLOOD, "会议要求有哪些?", "加强巡查值守 备足防汛物资 及时转移群众"),
    (_FLOOD, "会议要求的第二点是什么?", "备足防汛物资"),
    (_FLOOD, "三个到位是什么?", "责任到位 措施到位 物资到位"),
    (_FLOOD, "第三是什么?", "及时转移群众"),
    (_FLOOD, "会议提出了哪些要求? > 第二条呢?", "备足防汛物资"),
    (_FIRE, "要落实哪些措施?", "全面排查隐患 清理消防通道 组织应急演练"),
    (_FIRE, "哪些情形处以罚款?", "占用消防通道 擅自停用消防设施 违规存放易燃物品"),
    (_FIRE, "第三项措施是什么?", "组织应急演练"),
    (_FLATS, "申请条件有哪些?", "具有本科以上学历 在本市无自有住房 三年以上劳动合同"),
    (_FLATS, "第二步是什么?", "单位审核"),
    (_FLATS, "申请程序有几步?", "3"),
    (_FLATS, "申请人才公寓需要满足什么条件?", "具有本科以上学历 在本市无自有住房"),
    (_FLATS, "第三步由谁复核?", "住建局"),
    (_BANS, "安全生产禁令有哪些?", "严禁酒后上岗 严禁无证操作 严禁超负荷用电"),
    (_BANS, "第一条禁令是什么?", "严禁酒后上岗"),
    (_SWIMMING, "六不准有哪些?", "不私自下水游泳 不擅自与他人结伴游泳"),
    (_SWIMMING, "六不准第二条是什么?", "不擅自与他人结伴游泳"),
    (_SWIMMING, "六不准是什么? > 第三条呢?", "不在无家长带领的情况下游泳"),
    (_HARVEST, "第三条是什么?", "强化市场监管"),
    (_HONOURS, "李明获得了哪些荣誉?", "全国劳动模范 省优秀共产党员 市十大工匠"),
    (_HONOURS, "李明的第二项荣誉是什么?", "省优秀共产党员"),
    (_MINUTES, "会议议定了哪些事项?", "由财政局落实资金 由住建局制定方案 由督查室跟踪督办"),
    (_MINUTES, "谁跟踪督办?", "督查室"),
    (_RESIDENTS, "新生儿落户需要什么材料?", "出生医学证明 父母身份证 户口簿"),
    (_RESIDENTS, "居住证办理需要哪些材料?", "租房合同 本人照片"),
    (_RESIDENTS, "办居住证第二步是什么?", "现场采集"),
    (_RESIDENTS, "新生儿落户有几个步骤?", "3"),
    (_RESIDENTS, "怎么办理居住证?", "登录平台预约 现场采集"),
    (_RESIDENTS, "新生儿落户的最后一步是什么?", "打印户口页"),
    (_RESIDENTS, "新生儿落户需要哪些材料? > 第一个呢?", "出生医学证明"),
    (_SUPPORT, "三类支持是什么?", "租金补贴 设备补贴 人才补贴"),
    (_SUPPORT, "给予企业哪些支持?", "租金补贴 设备补贴 人才补贴"),
    (_SUPPORT, "租金补贴多少?", "20元"),
    (_SUPPORT, "第二类支持是什么?", "设备补贴"),
    (_PLAN, "响应程序是什么?", "信息上报 启动预案 现场处置 善后恢复"),
    (_PLAN, "响应程序有几步?", "4"),
    (_PLAN, "响应程序的第三步是什么?", "现场处置"),
    (_PLAN, "总指挥由谁担任?", "镇长"),
    (_PLAN, "应急响应分为哪几个环节?", "信息上报 善后恢复"),
    (_MANNERS, "禁止行为有哪些?", "乱扔垃圾 随地吐痰 高空抛物"),
    (_MANNERS, "哪些行为被禁止?", "乱扔垃圾 高空抛物"),
    (_INSURANCE, "哪些费用不予报销?", "美容整形费用 境外就医费用"),
    (_INSURANCE, "哪些费用可以全额报销?", "国家免疫规划疫苗费用 艾滋病抗病毒治疗费用"),
    (_INSURANCE, "不予报销的费用有几项?", "3"),
    (_INSURANCE, "什么费用不能报销?", "美容整形"),
    (_BENEFIT, "最低生活保障申请需要哪些材料?", "户口簿 收入证明"),
    (_BENEFIT, "最低生活保障办理程序的第二步是什么?", "民主评议"),
]


@pytest.mark.parametrize(("text", "turns", "wanted"), _ANSWERED)
def test_a_list_answers(over: Over, text: str, turns: str, wanted: str):
    said = answered(over(case=text), *turns.split(" > "))

    assert [part for part in wanted.split() if part not in said] == []


@pytest.mark.parametrize(("text", "turns", "wanted"), _ANSWERED[::3])
def test_a_list_answers_in_plain_text_too(over: Over, text: str, turns: str, wanted: str):
    said = answered(over(case=without_markup(text)), *turns.split(" > "))

    assert [part for part in wanted.split() if part not in said] == []


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (_BUSINESS, "办理流程第五步是什么?"),
        (_BUSINESS, "办理材料要几份?"),
    ],
)
def test_what_it_does_not_say_is_not_answered(over: Over, text: str, question: str):
    assert answered(over(case=text), question) == ""


def test_who_counts_as_something_is_answered_by_the_list_that_says_so(over: Over):
    text = """# 防控指南

与病例有如下接触情形之一者属于密切接触者:
(1)与病例共同居住、学习、工作的人员;
(2)病例同病室的其他患者及陪护人员;
(3)与病例乘坐同一交通工具的人员。
"""

    said = answered(over(case=text), "哪些人算密切接触者?")

    assert all(part in said for part in ("共同居住", "同病室", "同一交通工具"))


_BIRTHS = """# 生育登记办法

第十六条 育龄夫妻生育第一个子女的,可以在现居住地办理生育服务登记。办理生育服务登记,应当提供下列证明材料:

(一)夫妻双方的居民身份证;

(二)结婚证;

(三)女方的婚育证明。
"""


def test_a_sentence_that_announces_a_list_is_answered_by_the_list(over: Over):
    said = answered(over(case=_BIRTHS), "生头胎想在现住地办生育服务登记,要带啥证明?")

    assert [part for part in ("居民身份证", "结婚证", "婚育证明") if part not in said] == []


@pytest.mark.parametrize(
    ("answer", "is_list"),
    [("应当提供下列证明材料", True), ("生育服务登记", False), (None, True)],
)
def test_what_announces_a_list_is_no_answer(over: Over, answer: str | None, is_list: bool):
    answerer = over(case=_BIRTHS)
    reply = answerer.reply("办理生育服务登记要提供什么证明材料?")
    assert isinstance(reply, Answer)
    document_id = reply.citations[0].quote.passage.document_id
    passage = next(one for one in answerer.sources.passages(document_id) if "下列证明材料" in one.text)
    start = passage.text.index("办理生育服务登记,应当")
    quote = Quote(passage, Span(start, passage.text.index("材料:") + len("材料:")))
    said = replace(
        reply, answer=answer, items=(), confidence=0.9, citations=(replace(reply.citations[0], quote=quote),)
    )

    asked = answerer.understand("生头胎想在现住地办生育服务登记,要带啥证明?")
    assert may_be_listed(asked, said) is is_list


_CLAIMS = """# 河道损失赔偿办法

第九条 依照本办法第三条的规定,请求区河道管理部门处理赔偿责任和赔偿金额纠纷的,应当提出申请报告。

申请报告应当包括下列事项:

(一)当事人的基本情况;

(二)受损的时间和范围;

(三)损失清单。

第十条 河道管理部门应当自收到申请报告之日起30日内作出处理决定。
"""


def test_a_list_that_the_second_quotation_announces_is_given_whole(over: Over):
    said = answered(over(case=_CLAIMS), "请求河道局处理赔偿纠纷,申请报告写哪几块?")

    assert [part for part in ("当事人的基本情况", "时间和范围", "损失清单") if part not in said] == []


_STREET = """# 临河路街道守好小区大门

临河路街道地处东山\u3001西水\u3001南桥三区交界处\uff0c是纯居民区\u3002 首先抓源头\u3002

其次\uff0c堵关卡\u3002

再次\uff0c严治理\u3002
"""


def test_a_sentence_above_a_list_that_does_not_announce_it_is_not_answered_by_it(over: Over):
    assert "抓源头" not in answered(over(street=_STREET), "临河路街道夹在哪三个区中间?")


_INVOICES = """# 票据印制规定

第一条 为了加强管理，制定本规定。

第二条 印制票据的企业应当具备下列条件：（一）取得印刷许可证；（二）设备、技术水平能够满足印制票据的需要；（三）有健全的保密制度。

第三条 印制票据的企业不得转让印制任务，并每年报告设备检修情况。
"""


def test_who_finds_one_condition_is_told_all_of_the_list(over: Over):
    reply = over(invoices=_INVOICES).reply("印票据的厂家设备、技术水平等得满足哪些条件才行？")

    assert isinstance(reply, Answer)
    assert len(reply.items) == 3


_FEES = """# 补偿费征收规定

第一条 采矿权人应当缴纳补偿费\u3002

第二条 采矿权人有下列情形之一的\uff0c经批准可以免缴补偿费\uff1a\uff08一\uff09从废石中回收矿产品的\uff1b\uff08二\uff09开采已关闭矿山的残留矿体的\u3002

第三条 补偿费纳入预算管理\u3002
"""


def test_keywords_that_end_with_what_a_list_is_called_ask_for_all_of_it(over: Over):
    reply = over(fees=_FEES).reply("补偿费 免缴 情形")

    assert isinstance(reply, Answer)
    assert len(reply.items) == 2
