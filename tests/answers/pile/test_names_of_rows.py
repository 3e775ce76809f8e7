"""What a row is called where a question's clauses ask for several, and days of what was not all done the same way."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from tests.answers.conftest import Over, rows_of, table_of

_LANTING = """# 兰汀高新区产业园开工

启明产业园落户兰汀高新区,计划引入高端技术团队20个,高端科学家150名以上,培养本土高级人才800名以上,再生水用量3万吨。

1月23日,兰汀高新区成立了企业防控指导组。1月29日,又发布《企业复工疫情防控工作方案》。2月13日,兰汀高新区出台《帮助企业复工的若干意见》。2月12日,专利专题库正式上线。
"""


@pytest.fixture(scope="module")
def pile(over: Over) -> Answerer:
    return over(lanting=_LANTING)


def test_no_word_of_what_is_counted_is_taken_for_a_measure(pile: Answerer):
    rows = rows_of(pile.reply("启明产业园打算引多少团队、多少科学家,再培养多少本土人才?"))

    assert [value for _, value in rows] == ["20个", "150名以上", "800名以上"]
    assert rows[-1][0] == "启明产业园培养本土人才"


@pytest.mark.parametrize(
    "question",
    [
        "兰汀高新区的企业防控指导组、复工工作方案、若干意见、专利专题库,分别是什么时候成立/出台/上线的?",
        "兰汀高新区的企业防控指导组、复工工作方案、若干意见、专利专题库分别哪天成立、发布、上线的?",
    ],
)
def test_each_has_its_day_where_not_all_were_done_the_same_way(pile: Answerer, question: str):
    told = table_of(pile.reply(question))

    assert list(told.values()) == ["1月23日", "1月29日", "2月13日", "2月12日"]
