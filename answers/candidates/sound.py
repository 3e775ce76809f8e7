"""Spans that answer nothing, whatever they score: figures of several things for one, the number of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answers.candidates.candidate import Candidate
from answers.questions.each import OF_LISTED
from answers.questions.understanding import Understanding
from answers.spans.clauses import clauses
from answers.types import Kind
from answers.vocabulary import vocabulary
from retrieval.quantities import unit_of
from retrieval.types import BlockKind

_ASKS_EACH = re.compile(OF_LISTED)
_SEVERAL = 2
_COMPOUND = vocabulary("compound-units")
_NUMBERED = tuple(vocabulary("numbered-parts"))


def sound(question: Understanding, found: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates without those that begin with a part's number, and, where one figure is asked for, hold those of several things.

    3万亩玉米,已流转5000亩 and 878车次1499.1吨 answer no 多少亩 and no 多少车次: what stands around is that of no one figure.
    """
    asks_one = question.kind is Kind.NUMBER and not _ASKS_EACH.search(question.text)
    return [one for one in found if not _only_names(one) and not (asks_one and _is_of_several(one))]


def _only_names(candidate: Candidate) -> bool:
    """Return whether a candidate stands in a caption, which names what a table tells, or begins with the number of a table or an annex: 8  2022年 of 表8  2022年出口值, or 表8."""
    text, span = candidate.source.text, candidate.span
    own = next((word for word in _NUMBERED if text.startswith(word, span.start)), "")
    if candidate.source.passage.kind is BlockKind.CAPTION:
        return True
    is_behind = text[: span.start].endswith(_NUMBERED)
    return (bool(own) or is_behind) and text[span.start + len(own) : span.end].lstrip()[:1].isdigit()


def _is_of_several(candidate: Candidate) -> bool:
    source, span = candidate.source, candidate.span
    held = [figure for figure in source.figures if span.holds(figure.span)]
    if len(held) < _SEVERAL or candidate.items:
        return False
    parts = clauses(source.text, candidate.sentence.span)
    own = {place for place, part in enumerate(parts) for one in held if part.overlaps(one.span)}
    units = {unit_of(figure) for figure in held if unit_of(figure)}
    return len(own) >= _SEVERAL or (len(units) >= _SEVERAL and not units <= _COMPOUND)
