"""What is quoted, on one line and between marks; and where it stands."""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from typing import Final

from answers.types import Citation
from bot.rendering.visible import laid_out, visible
from retrieval.types import Passage

# Marks of quotation, as Chinese texts use them; the outer ones are the first that the quoted text has none of.
_MARKS: Final = (("\u201c", "\u201d"), ("\u300c", "\u300d"), ("\u300e", "\u300f"))

# Characters without width that word processors and web pages leave in running text.
_WITHOUT_WIDTH: Final = str.maketrans("", "", "\xad\u200b\u200c\u200d\u2060\ufeff")


RECOGNISED: Final = "文字识别"


def quoted(text: str) -> str:
    """Return a text to the letter, on one line, between marks that tell its end from those within it.

    >>> quoted("复工率为90%。"), quoted("推行“云招商”。")
    ('“复工率为90%。”', '「推行“云招商”。」')
    """
    opens, closes = next((marks for marks in _MARKS if not set(marks) & set(text)), _MARKS[0])
    return f"{opens}{flat(text)}{closes}"


def flat(text: str) -> str:
    r"""Return a text on one line: a line break between Chinese characters leaves nothing, any other a space.

    >>> flat("复工\n复产 in\nWuxi")
    '复工复产 in Wuxi'
    """
    parts = laid_out(text.translate(_WITHOUT_WIDTH)).split("\n")
    lines = [line for part in parts if (line := part.strip())]
    joined = lines[:1]
    for before, after in pairwise(lines):
        is_wide = all(unicodedata.east_asian_width(side) in "WF" for side in (before[-1], after[0]))
        joined += ["" if is_wide else " ", after]
    return "".join(joined)


def place(citation: Citation) -> str:
    """Return where a citation stands: title, section, page, rows, paragraph of the article, publisher, date and file, and how often elsewhere."""
    passage, document = citation.quote.passage, citation.document
    parts = [
        f"《{passage.title}》",
        *where(passage),
        f"第 {passage.place} 段",
        document.publisher,
        document.published,
        document.source,
        f"同文另见 {citation.reprints} 处" if citation.reprints else None,
    ]
    return visible(" · ".join(part for part in parts if part))


def where(passage: Passage) -> list[str]:
    """Return where in its article a passage stands: section, page, whether its text was recognised there, rows of a table."""
    parts = [
        passage.section,
        f"第 {passage.page} 页" if passage.page is not None else None,
        RECOGNISED if passage.is_recognised else None,
        _rows(passage.cell) if passage.cell is not None else None,
    ]
    return [part for part in parts if part]


def _rows(cell: str) -> str:
    """Return which rows of which table a passage holds, in words.

    >>> _rows("表1!5-9")
    '表1 第 5-9 行'
    """
    table, _, rows = cell.rpartition("!")
    return f"{table} 第 {rows} 行"
