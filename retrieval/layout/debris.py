"""What of a text is the web page around it: tool bars, bread crumbs, share links, what else there is to read.

Lines are told by lists of words (`retrieval/vocabulary`) and by their shape, never by the document they stand in.
All of it reads folded text (`normalise.in_place`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from retrieval.layout.memory import remembered
from retrieval.vocabulary import words

_LONGEST = 60  # a line of a page's frame is short; a longer one says something
_WORD = re.compile(r"[^\W_]+")
# 】 · > · ----- : brackets and rules that a page's frame leaves behind; not √ or ★, which may be a cell, nor the
# marks of a sentence, which may have been parted from it
_MARKS_ONLY = re.compile(r"^(?:[\[\]【】<>|/\\›»^]{1,3}|[-—–_=*~#·.]{3,})$")
# 4c4ddf6b160169 and longer: the key of a record, not a word
_KEY = re.compile(r"^[0-9a-f]{16,64}:?$")
_NAMES = re.compile(r"^[\u4e00-\u9fff]{2,4}(?:[、,/][\u4e00-\u9fff]{2,4})*$")
_CRUMBS = ">›»"
_CRUMB = re.compile(f"[{_CRUMBS}]")
_LONGEST_CRUMB = 12
_FEWEST_CRUMBS, _FEWEST_CRUMBS_FROM_HOME = 3, 2
_HOME = "首页"


@remembered
def is_debris(text: str) -> bool:
    """Return whether a line belongs to the page around a text, wherever it stands.

    >>> is_debris("扫一扫在手机打开当前页"), is_debris("责任编辑:李莎莎"), is_debris("】")
    (True, True, True)
    >>> is_debris("相关政策由财政局解释"), is_debris("下载")
    (False, False)
    """
    plain = _compared(text)
    if not plain or _MARKS_ONLY.match(plain) or _KEY.match(plain):
        return True
    return len(plain) <= _LONGEST and (
        _has_mark(plain) or is_location(text) or _is_trail(plain, _FEWEST_CRUMBS_FROM_HOME)
    )


def is_location(text: str) -> bool:
    """Return whether a line says where in its site a page is, or begins to: 您当前的位置:首页>政务公开.

    >>> is_location("当前位置:"), is_location("您的位置:首页"), is_location("所在位置:云岭路3号")
    (True, True, False)
    """
    plain = _compared(text)
    if len(plain) > _LONGEST or not plain.startswith(words("page-locations")):
        return False
    behind = plain.partition(":")[2]
    return plain.endswith("位置") or plain.endswith(":") or _HOME in behind or bool(_CRUMB.search(behind))


def is_trail(text: str) -> bool:
    """Return whether a line shows bread crumbs, or the first of them: 您的位置:首页 > 政务公开, 首页."""
    return _compared(text).endswith(_HOME) or bool(_CRUMB.search(text))


def is_tool(text: str) -> bool:
    """Return whether a line holds nothing but tools of a page: debris where a text begins or ends.

    >>> is_tool("【字号:大 中 小】 打印"), is_tool("浏览次数:213"), is_tool("编辑:何继红"), is_tool("大 事 记")
    (True, True, True, False)
    """
    plain = _compared(text)
    if len(plain) > _LONGEST or "。" in plain:
        return False
    apart, closed = _WORD.findall(text.lower()), _WORD.findall(plain)
    return (
        _are_tools(apart) or _are_tools(closed) or _names_an_editor(plain) or _is_trail(plain, _FEWEST_CRUMBS)
    )


@remembered
def is_label(text: str) -> bool:
    """Return whether a line is a label of the page's frame without its value: 责任编辑: before the editor's name.

    >>> is_label("责任编辑:"), is_label("阅读量:"), is_label("责任编辑:李莎莎"), is_label("来源:")
    (True, True, False, False)
    """
    plain = _compared(text)
    return plain.endswith(":") and is_tool(plain)


def is_separator(text: str) -> bool:
    """Return whether a line stands between two bread crumbs: 首页 | > | 政务信息."""
    return bool(_CRUMB.fullmatch(text.strip()))


def _compared(text: str) -> str:
    return text.lower().replace(" ", "")


def _has_mark(plain: str) -> bool:
    return any(
        plain.startswith(mark) and (is_open or not _WORD.match(plain[len(mark) : len(mark) + 1]))
        for mark, is_open in _marks().get(plain[:1], ())
    )


def _are_tools(found: Sequence[str]) -> bool:
    tools, beside = _tools(), words("page-values")
    return any(word in tools for word in found) and all(
        word in tools or word in beside or word.isdigit() for word in found
    )


def _names_an_editor(plain: str) -> bool:
    label, _, names = plain.strip("()[]【】").partition(":")
    return label in words("page-people") and bool(_NAMES.match(names))


def _is_trail(plain: str, fewest: int) -> bool:
    """Return whether a line is a trail of bread crumbs: 首页 > 政务公开 > 政策文件."""
    crumbs = _CRUMB.split(plain.strip(_CRUMBS))
    if len(crumbs) < fewest:
        return False
    is_from_home = fewest == _FEWEST_CRUMBS or crumbs[0].endswith(_HOME)
    return is_from_home and all(0 < len(c) <= _LONGEST_CRUMB for c in crumbs)


@cache
def _tools() -> frozenset[str]:
    return frozenset(words("page-tools") + words("page-people"))


@cache
def _marks() -> dict[str, list[tuple[str, bool]]]:
    """Return the marks by their first character, each with whether anything may follow."""
    marks: dict[str, list[tuple[str, bool]]] = {}
    for mark in words("page-marks"):
        marks.setdefault(mark[0], []).append((mark.rstrip("*"), mark.endswith("*")))
    return marks
