"""Offices and other bodies that issue documents, by what their names end in."""

from __future__ import annotations

import re

from retrieval.papers import PAPER_NUMBER
from retrieval.types import Span
from retrieval.vocabulary import words

_LONGEST = 60
_LONGEST_IN_TITLE = 120  # of a paper that ten ministries issued together
_ABOUT = re.compile(r"关于|印发|转发")
# 石政发〔2020〕3号-北京市石景山区人民政府关于…
_NUMBER = re.compile(rf"{PAPER_NUMBER}[ \u2014-]?")
# 指挥部令(第1号) · 云岭市公安局通告 · 云岭市人民政府公告2020年第3号, to the title's end
_ANNOUNCED = re.compile(
    r"(?:令|命令|公告|通告|公报)(?:\(?(?:\d{4}年)?第?[一二三四五六七八九十\d]{1,8}号\)?)?$"
)


def is_organ(text: str, longest: int = _LONGEST) -> bool:
    """Return whether a normalised line names offices, parted by blanks, and says no more.

    >>> is_organ("江西省统计局 国家统计局江西调查总队"), is_organ("市统计局通报情况")
    (True, False)
    """
    names = text.split()
    return bool(names) and len(text) <= longest and all(_ends_as_one(name) for name in names)


def find_issuer(title: str) -> Span | None:
    """Return where a title names the offices that issued the paper: 云岭市人民政府 | 关于…的通知.

    >>> find_issuer("云岭市人民政府关于印发若干措施的通知"), find_issuer("关于做好复工的通知")
    (Span(start=0, end=7), None)
    >>> find_issuer("云岭市公安局通告(第3号)")
    Span(start=0, end=6)
    """
    number = _NUMBER.match(title)
    start = number.end() if number else 0
    behind = _ABOUT.search(title, start) or _ANNOUNCED.search(title, start)
    if behind is None or not is_organ(title[start : behind.start()], _LONGEST_IN_TITLE):
        return None
    return Span(start, behind.start())


def _ends_as_one(name: str) -> bool:
    return len(name) > 2 and name.endswith(words("organs"))
