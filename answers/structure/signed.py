"""What tells which paper one is: its title, whose it is, and who signed it at its end, with the day."""

from __future__ import annotations

import re

from answers.context import Context
from answers.sources import Source
from retrieval.types import Span

_MOST = 120  # code points of what stands behind the last sentence of a paper: the offices that sign it, and the day
_SENTENCE_END = "\u3002"
_BLANK = re.compile(r"[ \t\u3000]+")
# What a line that signs may stand behind: a sentence, the title or the number of what is attached, a telephone.
_LINE = re.compile(r"[。;!?\n》]|号\)|\d[ )]")
# 青河市财政局 2020年1月31日: up to the day nothing but names, or nothing at all; 本通知自|3月1日 is none
_NAMES = re.compile(r"(?:[\u4e00-\u9fff 、]|\([\u4e00-\u9fff]{1,12}\)){0,80}")
_LEADS_ON = tuple("自至于在到从为由前后")
# (此件公开) · what is attached, on the same line
_BEHIND = re.compile(r"[ )]*(?:\n|$|\()|[ )]+(?![起前后至止以之])\S{4,60}(?:\s|$)")


def told_of_paper(context: Context) -> str:
    """Return what tells which paper an article is: its heading, and who signs it behind its last sentence, without blanks (财 政 部)."""
    _, ends, last = context.text.rpartition(_SENTENCE_END)
    signed = _BLANK.sub("", last) if ends and len(last) <= _MOST else ""
    return f"{context.heading}\n{signed}"


def day_signed(source: Source) -> Span | None:
    """Return the day behind the offices that sign a paper, where a passage ends so; None where none does."""
    for date in source.dates:
        if date.day is None or date.year is None or not _BEHIND.match(source.text, date.span.end):
            continue
        line = _LINE.split(source.text[max(0, date.span.start - _MOST) : date.span.start].rstrip())[
            -1
        ].strip()
        if _NAMES.fullmatch(line) and not line.endswith(_LEADS_ON):
            return date.span
    return None
