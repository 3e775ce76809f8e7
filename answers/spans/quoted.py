"""What a text has between quotation marks, or in the brackets of titles."""

from __future__ import annotations

from retrieval.types import Span

_OPENING, _CLOSING = '“「『《"', '”」』》"'


def quoted(text: str) -> list[Span]:
    """Return the ranges of a text between quotation marks or in brackets of titles, marks included."""
    spans, start = [], -1
    for place, character in enumerate(text):
        if start >= 0 and character in _CLOSING:
            spans.append(Span(start, place + 1))
            start = -1
        elif character in _OPENING:
            start = place
    return spans
