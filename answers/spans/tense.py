"""Whether a clause tells of what was done or of what is planned."""

from __future__ import annotations

import re

_PLANNED = re.compile(r"将(?![军领])|预计|计划|拟(?!定)|打算|力争|有望|下一步")
_DONE = re.compile(r"已|累计|共(?![同青和])|[\u4e00-\u9fff]了(?!解)")
_ASKS_DONE = re.compile(r"[\u4e00-\u9fff]了(?:多少|几|哪)|已(?!知)|累计")


def disagrees(question: str, clause: str) -> bool:
    """Return whether one asks for what was done and the other tells of what is planned.

    >>> disagrees("兑现了多少资金?", "近期还将兑现资金8.8亿元")
    True
    >>> disagrees("还将兑现多少资金?", "全区共兑现资金3.72亿元")
    True
    >>> disagrees("兑现多少资金?", "近期还将兑现资金8.8亿元")
    False
    """
    planned = bool(_PLANNED.search(clause))
    if _PLANNED.search(question):
        return not planned and bool(_DONE.search(clause))
    return planned and bool(_ASKS_DONE.search(question))
