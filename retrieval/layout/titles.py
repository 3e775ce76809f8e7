"""Titles: which lines make one, how two lines of one are put together; the names of a table's columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from retrieval.layout.organs import is_organ
from retrieval.normalise import in_place
from retrieval.vocabulary import words

LONGEST_TITLE = 120
# Code points of the names that every passage below them bears: of a table's columns, of the sections around it.
LONGEST_NAMES = 400

# A title of an official document goes on until it says what it is: …关于印发 | …若干措施的通知
_OFFICIAL = re.compile(r"关于|印发|转发")
_STATE = re.compile(r"\([^()]{1,24}\)$")  # …工作指南(暂行) · …的通知(云政发〔2020〕111号)
_LABEL = re.compile(r"(?:主题|标题|题目)\s*:\s*")


def joined_title(lines: Sequence[str]) -> str:
    """Return the lines of one title as one line; a sentence that was broken is put together without a blank.

    >>> joined_title(["云岭市办公室关于印发", "云岭市若干措施的通知"])
    '云岭市办公室关于印发云岭市若干措施的通知'
    >>> joined_title(["财政部", "税务总局", "关于税收政策的公告"])
    '财政部 税务总局关于税收政策的公告'
    >>> joined_title(["战疫情 促发展", "王强讲话"])
    '战疫情 促发展 王强讲话'
    """
    title = ""
    for line in lines:
        folded = in_place(title)
        is_broken = bool(_OFFICIAL.search(folded)) and not says_its_genre(folded)
        is_broken = is_broken or (is_organ(folded) and bool(_OFFICIAL.match(in_place(line))))
        label = _LABEL.match(in_place(line))
        title = f"{title}{'' if is_broken or not title else ' '}{line[label.end() if label else 0 :]}"
    return title


def lines_of_title(lines: Sequence[str]) -> int:
    """Return how many of a title's lines make the title proper; what follows is its sub-title.

    >>> lines_of_title(["关于印发", "若干措施的通知"]), lines_of_title(["战疫情 促发展", "王强讲话"])
    (2, 1)
    """
    folded = [in_place(line) for line in lines]
    first = next((place for place, line in enumerate(folded) if not is_organ(line)), 0)
    if not folded or not _OFFICIAL.search(folded[first]):
        return min(first + 1, len(folded))
    for count in range(first + 1, len(folded) + 1):
        title = "".join(folded[:count])
        if says_its_genre(title):
            return count if len(title) <= LONGEST_TITLE else first + 1
    return first + 1


def named(names: Iterable[str | None]) -> str:
    """Return names on one line, the empty ones left out; what goes beyond 400 code points is cut off."""
    return " ".join(filter(None, names))[:LONGEST_NAMES].rstrip()


def says_its_genre(title: str) -> bool:
    """Return whether a folded title is an official paper's, and whole: it says about what it is, and what it is.

    >>> says_its_genre("关于做好复工的通知"), says_its_genre("关于印发"), says_its_genre("市长作报告")
    (True, False, False)
    >>> says_its_genre("关于印发措施的通知(云政发〔2020〕111号)")
    True
    """
    return bool(_OFFICIAL.search(title)) and _STATE.sub("", title).endswith(words("genres"))
