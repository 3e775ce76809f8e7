"""What a text says: a number is said whole, and not by a longer one that has its digits."""

from __future__ import annotations

import pytest

from answers.checking.standing import Standing
from answers.lexicon import built_in
from answers.matching import Matcher


@pytest.mark.parametrize(
    ("number", "text", "is_said"),
    [
        ("80", "员工返岗率达80%", True),
        ("80", "已有7800家企业复工", False),
        ("80", "总投资80.7亿元", False),
        ("3.72", "兑现资金3.72亿元", True),
        ("3.7", "兑现资金3.72亿元", False),
        ("37", "兑现资金3.37亿元", False),
    ],
)
def test_a_number_is_said_whole(number: str, text: str, is_said: bool):
    assert Standing(Matcher(built_in())).stands(number, text) is is_said
