"""Spans that answer nothing, whatever they score: the number of a table, what its caption says, a blank to be filled in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answers.candidates.candidate import Candidate
from answers.vocabulary import vocabulary
from retrieval.types import BlockKind

_BLANK = re.compile(r"(?:[x\u00d7*_\u25cb\u3007]+|某+)")
_NUMBERED = tuple(vocabulary("numbered-parts"))


def sound(found: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates without those that only name a part of a paper, or stand for what is not told: XX, \u25cb\u25cb."""
    return [one for one in found if not (_only_names(one) or _BLANK.fullmatch(one.text))]


def _only_names(candidate: Candidate) -> bool:
    """Return whether a candidate stands in a table's caption, or begins with the number of a table or an annex.

    8  2022年 of 表8  2022年出口值, or 表8.
    """
    text, span = candidate.source.text, candidate.span
    if candidate.source.passage.kind is BlockKind.CAPTION and _begins_with_a_number(text, 0):
        return True
    is_behind = text[: span.start].endswith(_NUMBERED) and text[span.start].isdigit()
    return is_behind or _begins_with_a_number(text, span.start)


def _begins_with_a_number(text: str, start: int) -> bool:
    """Return whether a part of a paper is named there by its number: 表8."""
    own = next((word for word in _NUMBERED if text.startswith(word, start)), "")
    return bool(own) and text[start + len(own) :].lstrip()[:1].isdigit()
