"""A minus is part of a figure: what fell by so much did not rise by it."""

from __future__ import annotations

import pytest

from answers.checking.amounts import is_signed
from answers.checking.checked import Verdict
from answers.checking.checker import Checker
from tests.answers.checking.conftest import Checking, checked

_MARKET = """# 市场监测周报

本周猪肉价格环比增长-2.3%。上周鸡蛋价格环比下降1.5%。
"""


@pytest.fixture(scope="module")
def checker(checking: Checking) -> Checker:
    return checking(market=_MARKET)


def test_what_fell_is_told_by_its_sign_or_in_words(checker: Checker):
    in_words = checked(checker, "本周猪肉价格环比下降2.3%")
    signed = checked(checker, "上周鸡蛋价格环比增长-1.5%")

    assert in_words.verdict is Verdict.SUPPORTED, (in_words.differences, in_words.missing)
    assert signed.verdict is Verdict.SUPPORTED, (signed.differences, signed.missing)


@pytest.mark.parametrize(
    ("sentence", "source"),
    [("本周猪肉价格环比增长2.3%", "-2.3%"), ("上周鸡蛋价格环比增长1.5%", "下降")],
)
def test_a_sign_that_is_lost_is_a_difference(checker: Checker, sentence: str, source: str):
    found = checked(checker, sentence)

    assert found.verdict is Verdict.DIFFERS, (found.verdict, found.missing)
    assert source in [one.source for one in found.differences]


def test_the_dash_of_a_range_is_no_sign():
    assert not any(map(is_signed, ("3-", "G-", "--", "5人-")))
