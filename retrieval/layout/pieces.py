"""What formats other than text consist of, as their loaders hand it on: paragraphs and rows of tables, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from retrieval.types import BlockKind

# What no text holds: controls, and the signs of a font's private use area, bullets mostly.
_UNSHOWN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff]")
# [Table_Main]: marks that a template leaves in white
_HIDDEN = re.compile(r"\[[A-Za-z]{2,20}_[A-Za-z_]{2,20}\] ?")
_BREAKS = re.compile("[\r\n\u2028\u2029\x0b\x0c]+")
_LEADER_DOTS = ".·…"
_FEWEST_DOTS = 4  # an omission has three, or …… of two
_AROUND_A_PAGE = "0123456789IVXivx()-—"
_BLANKS = re.compile(r"[\t\xa0]+")


class Piece(NamedTuple):  # as a Block is
    """A line of the text that is to be: a paragraph, a heading, a row with its cells between strokes.

    `kind` is a paragraph's where the format does not say more: then its shape and its company decide. `level` is that
    of a heading, 2 and more below the title. A table's rows, and the lines that stand close above it (caption, unit), share a
    number `table`; `label` are the names of its columns on one line, `is_header` says which row they stand in.
    `is_large` is what stands in the largest letters of a first page.
    """

    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    page: int | None = None
    cell: str | None = None
    table: int | None = None
    label: str = ""
    is_header: bool = False
    is_large: bool = False


def cleaned(text: str) -> str:
    r"""Return a text on one line without what does not show.

    >>> cleaned("\uf06c 企业\n复工率\x00")
    '企业 复工率'
    """
    return _BLANKS.sub(" ", _BREAKS.sub(" ", _HIDDEN.sub("", _UNSHOWN.sub("", text)))).strip()


def paragraphs(texts: Iterable[str], page: int | None = None) -> Iterator[Piece]:
    """Yield the lines of some texts that hold more than blanks as paragraphs."""
    for text in texts:
        for line in _BREAKS.split(text):
            shown = cleaned(line)
            if shown:
                yield Piece(shown, page=page)


def leads_to_page(text: str) -> bool:
    """Return whether a line of a table of contents leads by dots or a tab to the number of a page: 第一章 总则……………3."""
    rest = text.rstrip().rstrip(_AROUND_A_PAGE)
    end = "".join(rest[-3 * _FEWEST_DOTS :].split())
    has_number = len(rest) < len(text.rstrip())
    is_dotted = len(end) >= _FEWEST_DOTS and set(end[-_FEWEST_DOTS:]) <= set(_LEADER_DOTS)
    return is_dotted or (has_number and rest.endswith("\t"))
