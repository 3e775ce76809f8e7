"""Whether something went up or down is answered with what says which way, not with the figure alone."""

from __future__ import annotations

import pytest

from tests.answers.conftest import Over, answered

_BULLETIN = """# 东陵市2022年统计公报

年末参加工伤保险人数558.1万人\uff0c减少5.3万人\u3002参加失业保险人数307.6万人\uff0c比上年末增加11.8万人\u3002

空气优良天数比例首次突破80%\uff0c水质达标\u3002
"""


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("2022年东陵参加工伤保险的人是不是比上年多了\uff1f", "减少5.3万人"),
        ("2022年东陵参加失业保险的人数增加了吗\uff1f", "增加11.8万人"),
        ("东陵空气优良天数的比例有没有过八成\uff1f", "首次突破80%"),
    ],
)
def test_which_way_a_figure_went_is_part_of_the_answer(over: Over, question: str, answer: str):
    assert answer in answered(over(bulletin=_BULLETIN), question)
