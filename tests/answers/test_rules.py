"""Whether something is allowed, needed, open: the sentence that lays it down answers."""

from __future__ import annotations

import pytest

from tests.answers.conftest import Over, answered

_POOL = """# 游泳馆须知

未成年人须由监护人陪同方可进入场馆。患有心脏病者禁止游泳。场馆内不得饮食。入场须出示健康证。
"""
_SUBSIDY = """# 补贴办法

退休人员不在补贴范围内。个体工商户可以申请一次性补贴。同一企业不得重复申请。补贴不需要缴纳个人所得税。
"""
_READING_ROOM = """# 图书馆规定

本馆周一闭馆。读者可携带饮用水入馆,不得携带宠物。外借图书可续借一次。
"""
_PARK = """# 公园管理规定

公园内禁止吸烟。宠物犬须牵绳入园。轮椅免费借用,凭身份证办理。老年人免费入园。公园周二上午闭园维护。
"""
_FUND = """# 住房公积金

离职职工可以提取公积金账户余额。购买二手房可以申请贷款。贷款不得用于装修。异地购房须提供缴存证明。
"""
_CANTEEN = """# 食堂公告

食堂周末不营业。外来人员凭临时卡就餐。就餐不需要预约。
"""


_ANSWERED = [
    (_POOL, "未成年人可以单独进入吗?", "未成年人须由监护人陪同"),
    (_POOL, "心脏病患者可以游泳吗?", "患有心脏病者禁止游泳"),
    (_POOL, "可以在场馆里吃东西吗?", "不得饮食"),
    (_POOL, "需不需要健康证?", "须出示健康证"),
    (_POOL, "是否需要出示健康证?", "须出示健康证"),
    (_SUBSIDY, "退休人员能领补贴吗?", "退休人员不在补贴范围内"),
    (_SUBSIDY, "个体工商户可以申请补贴吗?", "个体工商户可以申请"),
    (_SUBSIDY, "同一企业能不能重复申请?", "不得重复申请"),
    (_SUBSIDY, "补贴需要交个税吗?", "不需要缴纳个人所得税"),
    (_READING_ROOM, "周一开馆吗?", "周一闭馆"),
    (_READING_ROOM, "可以带宠物吗?", "不得携带宠物"),
    (_READING_ROOM, "图书能续借吗?", "可续借一次"),
    (_READING_ROOM, "能带水进去吗?", "可携带饮用水"),
    (_PARK, "公园里可以抽烟吗?", "禁止吸烟"),
    (_PARK, "老年人要买票吗?", "老年人免费入园"),
    (_PARK, "轮椅要钱吗?", "免费"),
    (_PARK, "借轮椅要不要身份证?", "凭身份证"),
    (_FUND, "离职职工能提取公积金吗?", "离职职工可以提取"),
    (_FUND, "公积金贷款能用于装修吗?", "不得用于装修"),
    (_FUND, "异地购房需不需要缴存证明?", "须提供缴存证明"),
    (_CANTEEN, "食堂周末营业吗?", "周末不营业"),
    (_CANTEEN, "就餐需要预约吗?", "不需要预约"),
    (_CANTEEN, "外来人员可以就餐吗?", "凭临时卡就餐"),
]


@pytest.mark.parametrize(("text", "question", "wanted"), _ANSWERED)
def test_the_rule_answers(over: Over, text: str, question: str, wanted: str):
    said = answered(over(case=text), question)

    assert [part for part in wanted.split() if part not in said] == []


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (_SUBSIDY, "外籍人员可以申请补贴吗?"),
        (_READING_ROOM, "有没有停车场?"),
        (_PARK, "可以露营吗?"),
        (_FUND, "学生可以申请公积金贷款吗?"),
    ],
)
def test_what_it_does_not_say_is_not_answered(over: Over, text: str, question: str):
    assert answered(over(case=text), question) == ""
