"""The columns that a question asks for, read from its words alone."""

from __future__ import annotations

import pytest

from answers.answerer import Answerer
from answers.pile.columns import Reader
from retrieval.normalise import normalise


def _readings(answerer: Answerer, question: str) -> list[list[tuple[str, bool | None]]]:
    understanding = answerer.understand(normalise(question).text)
    readings = Reader(understanding, ()).readings()
    return [[(column.words, column.is_target) for column in columns] for columns in readings]


@pytest.mark.parametrize(
    ("question", "columns"),
    [
        ("去年粮食产量是多少", [("粮食产量", False)]),
        ("今年的粮食产量目标是多少", [("粮食产量", True)]),
        ("粮食产量 今年目标 去年实际 对比", [("粮食产量", True), ("粮食产量", False)]),
        ("粮食产量去年完成了多少,今年打算多少", [("粮食产量", False), ("粮食产量", True)]),
        ("新建绿道 去年建成 今年计划", [("新建绿道", False), ("新建绿道", True)]),
        ("去年粮食产量,今年目标", [("粮食产量", False), ("粮食产量", True)]),
        ("人均预期寿命是多少", [("人均预期寿命", False)]),
    ],
)
def test_results_and_targets_are_told_apart(seeds_answerer: Answerer, question: str, columns):
    assert _readings(seeds_answerer, question)[0] == columns


def test_what_and_joins_may_be_one_figure_or_two(seeds_answerer: Answerer):
    one, two = _readings(seeds_answerer, "签约项目和开工项目的总投资分别是多少")
    assert [words for words, _ in one] == ["签约项目开工项目总投资"]
    assert [words for words, _ in two] == ["签约项目总投资", "开工项目总投资"]


def test_what_a_clause_asks_of_those_joined_before_it_is_asked_of_each(seeds_answerer: Answerer):
    readings = _readings(seeds_answerer, "城镇居民和农村居民,去年收入分别涨了百分之几")

    assert [words for words, _ in readings[-1]] == ["城镇居民收入", "农村居民收入"]


@pytest.mark.parametrize(("question", "is_counted"), [("累计观察多少人", False), ("签约多少个", True)])
def test_people_are_not_counted_in_what_counts_anything(
    seeds_answerer: Answerer, question: str, is_counted: bool
):
    [[column]] = Reader(seeds_answerer.understand(question), ()).readings()

    assert ("个" in (column.units or ())) is is_counted
