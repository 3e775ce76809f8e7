"""Rows that are one row whose text was broken are put together, and no others."""

from __future__ import annotations

from retrieval.layout.grid import Merge
from retrieval.layout.wrapped_rows import joined_rows


def test_a_broken_label_beside_a_figure_is_one_row():
    rows = (
        ("项目", "金额"),
        ("归属于股东的扣除", "8,171.00"),
        ("非经常性损益的", ""),
        ("净利润", ""),
        ("合计", "9,154.00"),
    )

    made, merges = joined_rows(rows, (Merge(1, 1, 3, 1),))

    assert made == [
        ["项目", "金额"],
        ["归属于股东的扣除非经常性损益的净利润", "8,171.00"],
        ["合计", "9,154.00"],
    ]
    assert merges == ()


def test_a_label_over_several_values_is_not():
    rows = (("类别", "评级"), ("股票", "买入"), ("", "增持"))

    assert joined_rows(rows, (Merge(1, 0, 2, 0),)) == ([list(row) for row in rows], (Merge(1, 0, 2, 0),))


def test_a_broken_name_of_a_column_is_one():
    rows = (("", "本期", "本期比上年"), ("", "", "增减(%)"), ("收入", "12", "3"))

    assert joined_rows(rows, (Merge(0, 1, 1, 1),))[0] == [
        ["", "本期", "本期比上年增减(%)"],
        ["收入", "12", "3"],
    ]
