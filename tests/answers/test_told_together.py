"""A figure of several together is none of one of them; this year's figure is none of last year's, in undated papers too."""

from __future__ import annotations

import pytest

from tests.answers.conftest import Over, answered

_BEDS = """# 发布会

目前,全市定点医疗机构床位为9500余张,火云山、雷霆山医院共有床位2600张,全部用于收治重症患者。
"""
_FARM = """# 春耕备耕

瑞丰合作社理事长杜远东近日忙着做耕作计划,合作社今年计划种植3万亩玉米,春节前已流转了约5000亩。
"""
_FIRM = """# 企业走访

德远科技主营自动化物流产品,去年年产值为8亿元,其中外贸订单产值占比达40%。
"""
_AWARDS = """# 职称评审办法

获得市(厅)级表彰的专业技术人员,申报评审高一级职称可以提前一年。
"""
_BUSES = """# 公交恢复运营

截至2月12日,河川、江平、海原等省份的26个地级市、27个县级市恢复公交运营。
"""


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (_BUSES, "江平有几个地级市恢复了公交?"),
        (_BEDS, "雷霆山医院有多少张床位?"),
        (_FARM, "杜远东的合作社去年种了多少亩玉米?"),
        (_FIRM, "德远科技今年的产值有几个亿?"),
        (_AWARDS, "县级表彰的专业技术人员,职称能提前几年申报?"),
    ],
)
def test_what_is_told_of_another_is_not_given_as_the_answer(over: Over, text: str, question: str):
    assert answered(over(case=text), question) == ""


@pytest.mark.parametrize(
    ("text", "question", "answer"),
    [
        (_BEDS, "火云山、雷霆山医院共有多少张床位?", "2600张"),
        (_FARM, "杜远东的合作社今年计划种多少亩玉米?", "3万亩"),
        (_FIRM, "德远科技去年的产值是多少?", "8亿元"),
        (_AWARDS, "市(厅)级表彰的专业技术人员,职称能提前几年申报?", "一年"),
    ],
)
def test_what_is_told_of_just_that_is(over: Over, text: str, question: str, answer: str):
    assert answer in answered(over(case=text), question)
