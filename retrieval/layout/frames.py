"""The frame of a web page around a text's lines: what is left out of the document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.layout.debris import is_debris, is_label, is_tool
from retrieval.layout.lines import Line
from retrieval.layout.people import is_bare_name
from retrieval.layout.tears import is_closed
from retrieval.layout.title_block import Part, TitleBlock
from retrieval.types import IsWord

_LONGEST_LINK = 60
_LONGEST_FOOTER = 60  # lines: what else there is to read, and a table of contents of the site
_WORD = re.compile(r"[^\W_]")
_BLANK = re.compile(r"\s+")


def frame_of(lines: Sequence[Line], block: TitleBlock, text: str, is_word: IsWord) -> frozenset[int]:
    """Return the places of the lines that belong to the page, not to the document; none where nothing else is there.

    Tools count where the text begins (in its title block) and where it ends; what marks itself (扫一扫…) anywhere.
    """
    start = len(block.parts)
    end = _footer(lines, text)
    found = {*block.places(Part.DEBRIS), *range(end, len(lines))}
    for place in range(start, end):
        if is_debris(lines[place].text) or (
            place - 1 in found and is_label(lines[place - 1].text) and _is_short_value(lines[place], is_word)
        ):
            found.add(place)
    return frozenset(found) if len(found) < len(lines) else frozenset()


def _footer(lines: Sequence[Line], text: str) -> int:
    """Return where the footer begins: at the first mark of one behind the text's last paragraph."""
    end = len(lines)
    while end and is_tool(lines[end - 1].text):
        end -= 1
    first = end
    said = _BLANK.sub("", text)
    for place in range(end - 1, max(-1, end - 1 - _LONGEST_FOOTER), -1):
        line = lines[place]
        if is_debris(line.text) and _WORD.search(line.text):
            first = place
        elif not _may_be_a_link(line, said):
            break
    return first


def _may_be_a_link(line: Line, said: str) -> bool:
    """Return whether a line behind a footer's mark may belong to it: short and open, or said before in the text."""
    if len(line.text) <= _LONGEST_LINK and not is_closed(line.text.rstrip(":")):
        return True
    return said.count(_BLANK.sub("", line.original)) > 1


def _is_short_value(line: Line, is_word: IsWord) -> bool:
    return line.text.isdigit() or is_bare_name(line.text, is_word)
