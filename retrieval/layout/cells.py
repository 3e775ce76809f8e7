"""What the text of a table's cell is by its form: a figure, a year that names a column, the unit or caption of a table."""

from __future__ import annotations

import re

from retrieval.normalise import in_place

_LONGEST_CAPTION = 60  # code points
# 单位:万人 · (计量单位:元) · 2022年 单位:亿元
_UNIT = re.compile(r"(?:^|[\s(])(?:计量|金额)?单位 ?:")
# 表2 2022年居民消费价格涨跌幅度 · 附表1-2
_CAPTION = re.compile(r"^附?表 ?[\d一二三四五六七八九十]{1,3}(?:[-.]\d{1,3})?")
# 1,567 · -2.4% · ¥510.68 · (12.5) · 513(注2) · --, which stands for none
_FIGURE = re.compile(
    r"[-+\u2212(]{0,2}[\xa5\uffe5$]?\d[\d,]*(?:\.\d+)?[%\u2030]?\)?(?:\(注\d?\))?|[-\u2014\u2013/]{1,3}"
)
_REMARK = re.compile(r"(?:注|备注|资料来源|数据来源|说明) ?\d{0,2} ?:")
_FIELD = re.compile(r"[\u4e00-\u9fff()]{2,12} ?: ?\S.*")
# 2021 · 2022E · 2025年 · 2025年1-3月
_YEAR = re.compile(r"(?:19|20)\d\d(?:[EeAF]|年(?:度|末|底|(?:\d{1,2}-)?\d{1,2}月)?)?")


def is_figure(text: str) -> bool:
    """Return whether a cell holds a figure and nothing else.

    >>> is_figure("1,567"), is_figure("-2.4%"), is_figure("15个工作日")
    (True, True, False)
    """
    return _FIGURE.fullmatch(in_place(text)) is not None


def is_year(text: str) -> bool:
    """Return whether a cell says a year or a part of it.

    >>> is_year("2022E"), is_year("2,022")
    (True, False)
    """
    return _YEAR.fullmatch(in_place(text)) is not None


def is_field(text: str) -> bool:
    """Return whether a cell holds a label with its value: 填报日期:2024年10月8日.

    >>> is_field("填报单位:县发改局"), is_field("流动资产:"), is_field("8:30")
    (True, False, False)
    """
    return _FIELD.fullmatch(in_place(text)) is not None


def is_remark(text: str) -> bool:
    """Return whether a line is a remark on a table, 注:… or 资料来源:…, and no row of it."""
    return _REMARK.match(in_place(text)) is not None


def name_columns(cells: list[str]) -> bool:
    """Return whether the cells of a row are years behind an empty corner or names: 项目 2021 2022E.

    >>> name_columns(["", "2021", "2022"]), name_columns(["GDP", "2021", "1.5"])
    (True, False)
    """
    years = [cell for cell in cells if is_year(cell)]
    others = [cell for cell in cells if cell and not is_year(cell)]
    return len(set(years)) > 1 and len(years) >= len(others) and not any(map(is_figure, others))


def is_unit(text: str) -> bool:
    """Return whether a line says no more than in which unit a table's figures are: 单位:万人."""
    return len(text) <= _LONGEST_CAPTION and _UNIT.search(in_place(text)) is not None


def is_caption(text: str) -> bool:
    """Return whether a line is the caption of a table: 表2 2022年居民消费价格涨跌幅度."""
    return len(text) <= _LONGEST_CAPTION and _CAPTION.match(in_place(text)) is not None
