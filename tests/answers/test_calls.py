"""A telephone number that is asked for is one, and that of whom the question names."""

from __future__ import annotations

import pytest

from tests.answers.conftest import Over, answered

_NOTICE = """# 白石市人社局通知

附件:定点医院名单

白石县人民医院:主要收治疑似病例。

联系电话:人事管理科0597-3293313、工资福利科0597-3293318、人力资源开发科0597-3293326

举报电话:0597-12345678
"""


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("工资福利科联系电话", "0597-3293318"),
        ("人力资源开发科的联系电话是多少?", "0597-3293326"),
        ("举报电话是多少?", "0597-12345678"),
    ],
)
def test_the_number_of_whom_it_names_is_given(over: Over, question: str, wanted: str) -> None:
    assert answered(over(notice=_NOTICE), question) == wanted


def test_a_figure_that_the_question_gives_is_no_answer(over: Over) -> None:
    text = "# 查处情况\n\n白石市一家药店以超过进价10倍的价格销售口罩,收到市场监管部门300万元罚单。\n"
    assert answered(over(case=text), "口罩卖到进价十倍多的药店,罚了多少?") == "300万元"


def test_what_is_no_number_answers_for_none(over: Over) -> None:
    assert "收治" not in answered(over(notice=_NOTICE), "白石县人民医院 电话")
