"""Titles of plain texts: which line is one, how two lines of one are put together; the names of a table's columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from retrieval.normalise import in_place

LONGEST_TITLE = 60
_LONGEST_COLUMNS = 400  # code points; every row bears the names of its columns

# A title of an official document goes on until it says what it is: …关于印发 | …若干措施的通知
_OFFICIAL = re.compile(r"关于|印发|转发")
_GENRE = re.compile(
    r"(?:通知|通告|公告|意见|办法|决定|命令|批复|报告|请示|纪要|方案|规划|计划|措施|规定|细则|条例|函|公报|总结|要点|说明|汇报|讲话|答复)$"
)
_LABEL = re.compile(r"(?:主题|标题|题目)\s*:\s*")
_NUMBER = re.compile(r"[〔\[【(]\d{4}[〕\]】)]\s{0,4}第?\d{1,8}号$")
_LETTERHEAD = re.compile(r"文件$")


def joined_title(lines: Sequence[str]) -> str:
    """Return the lines of one title as one line; a sentence that was broken is put together without a blank.

    >>> joined_title(["云岭市办公室关于印发", "云岭市若干措施的通知"])
    '云岭市办公室关于印发云岭市若干措施的通知'
    >>> joined_title(["战疫情 促发展", "王强讲话"])
    '战疫情 促发展 王强讲话'
    """
    title = ""
    for line in lines:
        folded = in_place(title)
        is_broken = bool(_OFFICIAL.search(folded)) and not _GENRE.search(folded)
        label = _LABEL.match(in_place(line))
        title = f"{title}{'' if is_broken or not title else ' '}{line[label.end() if label else 0 :]}"
    return title


def columns_named(cells: Iterable[str]) -> str:
    """Return the names of a table's columns on one line; what goes beyond 400 code points is left out."""
    return " ".join(cell for cell in cells if cell)[:_LONGEST_COLUMNS].rstrip()


def first_title(lines: Sequence[str]) -> str | None:
    """Return the title that a text's first lines give, None where its first line is too long for one.

    A letterhead and the document's number above the title are passed over.
    """
    folded = [in_place(line) for line in lines[: _LINES_PASSED_OVER + _LINES_LOOKED_AT]]
    start = 0
    if len(lines) > 2 and _LETTERHEAD.search(folded[0]) and _NUMBER.search(folded[1]):
        start = 2
    elif len(lines) > 1 and _NUMBER.search(folded[0]):
        start = 1
    if start == len(lines) or len(lines[start]) > LONGEST_TITLE:
        return None
    end = start + 1
    while end < min(len(folded), start + _LINES_LOOKED_AT):
        if not _OFFICIAL.search(folded[start]) or any(_GENRE.search(part) for part in folded[start:end]):
            break
        end += 1
    length = sum(map(len, folded[start:end]))
    if end - start > 1 and (not _GENRE.search(folded[end - 1]) or length > 2 * LONGEST_TITLE):
        end = start + 1
    return joined_title(lines[start:end])


_LINES_PASSED_OVER = 2  # the letterhead and the document's number
_LINES_LOOKED_AT = 3
