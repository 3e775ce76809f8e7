"""Candidates for one figure that go over several: they are none."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answers.candidates.candidate import Candidate
from answers.questions.each import OF_LISTED
from answers.questions.understanding import Understanding
from answers.spans.clauses import clauses
from answers.types import Kind

_ASKS_EACH = re.compile(OF_LISTED)
_SEVERAL = 2


def of_one_clause(question: Understanding, found: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates without those that go from the figure of one clause to that of another, where one is asked for.

    3万亩玉米,已流转5000亩 answers no 种了多少亩: neither is what stands around it that of one figure.
    """
    if question.kind is not Kind.NUMBER or _ASKS_EACH.search(question.text):
        return list(found)
    return [one for one in found if not _goes_over_clauses(one)]


def _goes_over_clauses(candidate: Candidate) -> bool:
    source, span = candidate.source, candidate.span
    held = [figure.span for figure in source.figures if span.holds(figure.span)]
    if len(held) < _SEVERAL or candidate.items:
        return False
    parts = clauses(source.text, candidate.sentence.span)
    return len({place for place, part in enumerate(parts) for one in held if part.overlaps(one)}) >= _SEVERAL
