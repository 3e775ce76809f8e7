"""Questions that a field answers: a line of name and value, or a heading with one line below."""

from __future__ import annotations

import pytest

from tests.answers.conftest import Over, answered, without_markup

_HEADINGS = """# 老旧小区改造

## 责任单位

住建局

## 办理时限

20个工作日

## 联系人

周敏

## 联系电话

0310-6688123
"""
_RIVERS = """# 河道名录

河道:清水河
河长:刘建军
长度:12.5公里
电话:0312-7001001

河道:白沙河
河长:马秀英
长度:8.3公里
电话:0312-7001002
"""
_PLANT = """项目名称:城东污水处理厂
建设单位:城东水务公司
总投资:3.6亿元
开工日期:2024年3月1日
责任人:何平
监督电话:12369
"""
_SERVICE = """# 便民服务

**办公地址**:人民路18号
**办公时间**:周一至周五9:00-17:00
**咨询电话**:0312-8080808
**收费标准**:不收费
"""
_HELP = """# 救助热线

机构:市民政局
救助电话:0371-6601234
地址:文化路5号

机构:市残联
救助电话:0371-6605678
地址:建设街12号

机构:市红十字会
救助电话:0371-6609999
地址:花园路88号
"""
_MEETING = """会议通知

时间:2024年5月8日上午9点
地点:市政府三楼会议室
主持人:马骏
参会人员:各局主要负责人
"""
_GUIDE = """# 便民指南

【办理地点】政务大厅2楼B区
【办理时间】工作日8:30-17:30
【承诺时限】5个工作日
【收费情况】免费
"""
_LAMPS = """# 智慧路灯项目

### 建设地点
高新大道沿线

### 投资规模
1.2亿元

### 项目负责人
秦川

### 竣工时间
2025年8月
"""
_PURCHASE = """采购公告

采购人:青田县第一医院
代理机构:宏达招标公司
预算金额:320万元
联系人:吕品 电话:0578-6712345
"""


_ANSWERED = [
    (_HEADINGS, "责任单位是谁?", "住建局"),
    (_HEADINGS, "办理时限是多久?", "20个工作日"),
    (_HEADINGS, "联系人是谁?", "周敏"),
    (_HEADINGS, "电话是多少?", "0310-6688123"),
    (_HEADINGS, "多长时间办结?", "20个工作日"),
    (_HEADINGS, "联系方式是什么?", "0310-6688123"),
    (_HEADINGS, "老旧小区改造的责任单位是哪个部门?", "住建局"),
    (_RIVERS, "清水河的河长是谁?", "刘建军"),
    (_RIVERS, "白沙河的电话是多少?", "0312-7001002"),
    (_RIVERS, "白沙河有多长?", "8.3公里"),
    (_RIVERS, "清水河长度是多少?", "12.5公里"),
    (_RIVERS, "马秀英负责哪条河?", "白沙河"),
    (_PLANT, "责任人是谁?", "何平"),
    (_PLANT, "建设单位是哪家?", "城东水务公司"),
    (_PLANT, "总投资是多少?", "3.6亿元"),
    (_PLANT, "什么时候开工?", "2024年3月1日"),
    (_PLANT, "监督电话是多少?", "12369"),
    (_SERVICE, "在哪里办理?", "人民路18号"),
    (_SERVICE, "办公时间是什么?", "周一至周五9:00-17:00"),
    (_SERVICE, "办公时间是几点到几点?", "9:00-17:00"),
    (_SERVICE, "收费吗?", "不收费"),
    (_SERVICE, "咨询电话多少", "0312-8080808"),
    (_SERVICE, "地址在哪?", "人民路18号"),
    (_HELP, "市残联的电话是多少?", "0371-6605678"),
    (_HELP, "红十字会在哪里?", "花园路88号"),
    (_HELP, "民政局地址是什么?", "文化路5号"),
    (_HELP, "文化路5号是哪个机构?", "市民政局"),
    (_MEETING, "会议什么时候开?", "2024年5月8日上午9点"),
    (_MEETING, "会议在哪里召开?", "市政府三楼会议室"),
    (_MEETING, "谁主持会议?", "马骏"),
    (_MEETING, "参会人员有哪些?", "各局主要负责人"),
    (_GUIDE, "办理地点在哪里?", "政务大厅2楼B区"),
    (_GUIDE, "承诺时限是多少?", "5个工作日"),
    (_GUIDE, "多久能办好?", "5个工作日"),
    (_GUIDE, "收费多少?", "免费"),
    (_LAMPS, "建设地点是哪里?", "高新大道沿线"),
    (_LAMPS, "投资规模是多大?", "1.2亿元"),
    (_LAMPS, "项目负责人是谁?", "秦川"),
    (_LAMPS, "什么时候竣工?", "2025年8月"),
    (_LAMPS, "智慧路灯项目投资多少?", "1.2亿元"),
    (_PURCHASE, "采购人是谁?", "青田县第一医院"),
    (_PURCHASE, "代理机构是哪家?", "宏达招标公司"),
    (_PURCHASE, "预算是多少?", "320万元"),
    (_PURCHASE, "联系人是谁?", "吕品"),
    (_PURCHASE, "电话是多少?", "0578-6712345"),
    (_PURCHASE, "吕品的电话是多少?", "0578-6712345"),
]


@pytest.mark.parametrize(("text", "question", "wanted"), _ANSWERED)
def test_a_field_answers(over: Over, text: str, question: str, wanted: str):
    said = answered(over(case=text), question)

    assert [part for part in wanted.split() if part not in said] == []


@pytest.mark.parametrize(("text", "question", "wanted"), _ANSWERED[::3])
def test_a_field_answers_in_plain_text_too(over: Over, text: str, question: str, wanted: str):
    said = answered(over(case=without_markup(text)), question)

    assert [part for part in wanted.split() if part not in said] == []


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (_PLANT, "施工单位是谁?"),
        (_HELP, "市妇联的电话是多少?"),
        (_MEETING, "记录人是谁?"),
        (_PURCHASE, "中标人是谁?"),
    ],
)
def test_what_it_does_not_say_is_not_answered(over: Over, text: str, question: str):
    assert answered(over(case=text), question) == ""


_MEASURES = """# 关于支持企业发展的若干措施

海州区制定以下措施,海州区各部门负责落实,由海州区政府督办。

1. 提供法律服务。(对接部门:区司法局;联系人:师锋;联系电话:62641148)
2. 开放线上服务。(对接部门:区文化和旅游局;联系人:周辉;联系电话:82785106)
"""


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("海州司法局的联系人是谁?", "师锋"),
        ("海州区文旅局的联系电话是多少?", "82785106"),
    ],
)
def test_fields_between_brackets_are_of_whom_the_first_one_names(over: Over, question: str, answer: str):
    assert answered(over(case=_MEASURES), question) == answer


def test_what_is_asked_of_each_of_several_bodies_is_crossed_with_them(over: Over):
    said = answered(over(case=_MEASURES), "海州司法局、文化和旅游局的联系人和电话分别是什么?")

    assert [said.count(one) > 0 for one in ("师锋", "62641148", "周辉", "82785106")] == [True] * 4
