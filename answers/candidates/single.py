"""Candidates for one figure that go over several: they are none."""

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

_ASKS_EACH = re.compile(OF_LISTED)
_SEVERAL = 2
_COMPOUND = vocabulary("compound-units")


def of_one_clause(question: Understanding, found: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates without those that hold figures of several things, where one is asked for.

    3万亩玉米,已流转5000亩 and 878车次1499.1吨 answer no 多少亩 and no 多少车次: what stands around is that of no one figure.
    """
    if question.kind is not Kind.NUMBER or _ASKS_EACH.search(question.text):
        return list(found)
    return [one for one in found if not _is_of_several(one)]


def _is_of_several(candidate: Candidate) -> bool:
    source, span = candidate.source, candidate.span
    held = [figure for figure in source.figures if span.holds(figure.span)]
    if len(held) < _SEVERAL or candidate.items:
        return False
    parts = clauses(source.text, candidate.sentence.span)
    own = {place for place, part in enumerate(parts) for one in held if part.overlaps(one.span)}
    units = {unit_of(figure) for figure in held if unit_of(figure)}
    return len(own) >= _SEVERAL or (len(units) >= _SEVERAL and not units <= _COMPOUND)
