"""Rows of a draft's table are held by the names of their columns; its titles claim nothing."""

from __future__ import annotations

import pytest

from answers.checking.checked import Verdict
from answers.checking.checker import Checker
from answers.checking.rows import rows_of
from tests.answers.checking.conftest import FULL_STOP, Checking

_EAST = f"""---
title: 东陵高新区有序复工
date: 2020-02-28
---
会上,东陵高新区共6个项目签约,总投资72.3亿元;共9个项目开工,总投资80.7亿元{FULL_STOP}
"""


@pytest.fixture(scope="module")
def checker(checking: Checking) -> Checker:
    return checking(rows=_EAST)


def verdicts(checker: Checker, *lines: str) -> list[tuple[str, Verdict]]:
    return [(one.sentence, one.verdict) for one in checker.check("\n".join(lines))]


def test_a_cell_is_of_its_column(checker: Checker):
    head = "园区 | 签约项目(个) | 签约总投资 | 开工项目"
    right, turned = "东陵高新区 | 6 | 72.3亿元 | 9个", "东陵高新区 | 9 | 72.3亿元 | 6个"

    assert verdicts(checker, head, right, turned) == [
        (right, Verdict.SUPPORTED),
        (turned, Verdict.DIFFERS),
    ]


def test_titles_are_no_sentences_and_what_claims_something_is_no_title(checker: Checker):
    told = f"东陵高新区共6个项目签约{FULL_STOP}"

    found = verdicts(checker, "园区复工简报", "一、2025年总体情况", told, "(二)签约7个项目", told)

    assert [sentence for sentence, _ in found] == [told, "(二)签约7个项目", told]


def test_lines_without_full_stops_are_sentences_all_the_same(checker: Checker):
    assert len(verdicts(checker, "企业已经复工", "学校已经开学")) == 2


def test_a_table_of_markdown_reads_as_any_other():
    lines = ["| 指标 | 2025年 | 增长(%) |", "| --- | --- | --- |", "| 粮食产量 | 723.5亿斤 | 2.1 |"]

    assert rows_of(lines) == {0: "", 1: "", 2: "粮食产量2025年723.5亿斤;粮食产量增长2.1%"}


def test_lines_with_bars_of_which_none_names_columns_are_no_table():
    assert rows_of(["东陵 | 6个", "西岭 | 7个"]) == {}
