"""What a question lists behind its question mark or colon is asked for in the place of the noun that stands for it."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from tests.answers.conftest import Over, values_of

_LANTING = """# 兰汀高新区一季度开局

一季度,兰汀高新区规模以上工业产值215亿元,增长12.3%;实际利用外资1.8亿美元,增长45%;固定资产投资32.6亿元,增长8.4%。

兰汀高新区年初就定下目标,2031年招商项目固定资产投资超90亿元,签约20亿元项目4个,到账外资超3亿美元。
"""
_QUSHUI = """# 曲水县稳住农业

曲水县粮食产量12万吨,增长1.1%,蔬菜产量30万吨,增长2.4%。
"""


@pytest.fixture(scope="module")
def pile(over: Over) -> Answerer:
    return over(lanting=_LANTING, qushui=_QUSHUI)


@pytest.mark.parametrize(
    "question",
    [
        "兰汀高新区2031年招商定的指标有哪些?固定资产投资、到账外资、20亿元项目分别列一下",
        "兰汀高新区2031年招商定了哪些指标:固定资产投资、到账外资、20亿元项目",
        "兰汀高新区2031年招商的目标有哪些?固定资产投资、到账外资、20亿元项目都给我",
    ],
)
def test_goals_that_are_named_behind_the_question_have_a_row_each(pile: Answerer, question: str):
    assert values_of(pile.reply(question)) == ["超90亿元", "超3亿美元", "4个"]


@pytest.mark.parametrize(
    "question",
    [
        "兰汀高新区一季度哪项指标涨得最猛?工业产值、外资、固定资产投资的增幅都给我",
        "兰汀高新区一季度哪项指标涨得最快?工业产值、外资、固定资产投资分别报一下",
        "兰汀高新区一季度工业产值、外资、固定资产投资的增幅各是多少?",
    ],
)
def test_how_far_each_grew_is_told_and_not_how_much_each_is(pile: Answerer, question: str):
    assert values_of(pile.reply(question)) == ["12.3%", "45%", "8.4%"]
