"""HTML within Markdown: the text between the tags, comments left out."""

from __future__ import annotations

import re

from retrieval.types import Span

_COMMENT, _END_OF_COMMENT = "<!--", "-->"
_LONGEST_TAG = 2_000
_TAG = re.compile(r"</?[A-Za-z!?]")
_UNSEEN = re.compile(r"<(?:script|style)\b", re.IGNORECASE)
_END_OF_UNSEEN = re.compile(r"</(?:script|style)\b", re.IGNORECASE)


def text_of_html(text: str, span: Span) -> tuple[tuple[Span, ...], ...]:
    r"""Return the pieces of text in a range of HTML, a list for each line that has any.

    A comment that nothing ends hides nothing.

    >>> text = "<!-- x --><b>复工</b>率<br>\n九成"
    >>> [[piece.of(text) for piece in line] for line in text_of_html(text, Span(0, len(text)))]
    [['复工', '率'], ['九成']]
    """
    lines: list[list[Span]] = [[]]
    place = start = span.start
    last_end = text.rfind(_END_OF_COMMENT, span.start, span.end)
    while place < span.end:
        if text[place] == "<":
            behind = _behind_markup(text, place, span.end, last_end)
        elif text[place] == "\n":
            behind = place + 1
        else:
            place += 1
            continue
        if behind > place:
            _add(lines[-1], text, Span(start, place))
            if text[place] == "\n":
                lines.append([])
            start = behind
        place = max(behind, place + 1)
    _add(lines[-1], text, Span(start, span.end))
    return tuple(tuple(line) for line in lines if line)


def _behind_markup(text: str, place: int, end: int, last_end: int) -> int:
    """Return the place behind the tag or comment at `place`; `place` where there is none.

    `last_end` is where the last comment ends: none is looked for behind it.
    """
    if text.startswith(_COMMENT, place):
        closing = text.find(_END_OF_COMMENT, place, end) if place < last_end else -1
        return closing + len(_END_OF_COMMENT) if closing >= 0 else place + len(_COMMENT)
    if not _TAG.match(text, place):
        return place
    unseen = _UNSEEN.match(text, place)
    if unseen:
        end_tag = _END_OF_UNSEEN.search(text, place, end)
        place = end_tag.start() if end_tag else place
    closing = text.find(">", place, min(end, place + _LONGEST_TAG))
    return closing + 1 if closing >= 0 else place


def _add(line: list[Span], text: str, span: Span) -> None:
    """Add a piece without the blanks that set a line in; none that is blank."""
    printed = span.of(text)
    if printed.strip():
        start = span.start + (0 if line else len(printed) - len(printed.lstrip()))
        line.append(Span(start, span.start + len(printed.rstrip())))
