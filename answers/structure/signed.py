"""What tells which paper one is: its title, whose it is, and who signed it at its end, with the day."""

from __future__ import annotations

import re

from answers.context import Context
from answers.sources import Source
from retrieval.types import Span

_MOST = 120  # code points of what stands behind the last sentence of a paper: the offices that sign it, and the day
_SENTENCE_END = "\u3002"
_BLANK = re.compile(r"[ \t\u3000]+")
# 青河市财政局 2020年1月31日: on the last lines, up to the day nothing but names
_SIGNED = re.compile(r"(?:^|[。;!?\n])(?P<offices>[\u4e00-\u9fff ()、]{2,80}?)\n?[ (]*$")
_BEHIND = re.compile(r"[ )]*(?:\n|$)")


def told_of_paper(context: Context) -> str:
    """Return what tells which paper an article is: its heading, and who signs it behind its last sentence, without blanks (财 政 部)."""
    _, ends, last = context.text.rpartition(_SENTENCE_END)
    signed = _BLANK.sub("", last) if ends and len(last) <= _MOST else ""
    return f"{context.heading}\n{signed}"


def day_signed(source: Source) -> Span | None:
    """Return the day behind the offices that sign a paper, where a passage ends so; None where none does."""
    for date in reversed(source.dates):
        if date.day is None or date.year is None or not _BEHIND.match(source.text, date.span.end):
            continue
        if _SIGNED.search(source.text[: date.span.start]) is not None:
            return date.span
    return None
