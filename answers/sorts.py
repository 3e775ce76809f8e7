"""Whether a text holds what could answer: a figure of the unit, a date, a person, a thing of the sort asked for."""

from __future__ import annotations

from collections.abc import Sequence

from answers.questions.understanding import Understanding
from answers.sources import Source
from answers.types import Kind
from retrieval.types import Span


def has_type(question: Understanding, source: Source, sentence: Span) -> int:
    """Return 1 where a sentence holds what could answer a question of its kind, -1 where not, 0 where any words could."""
    match question.kind:
        case Kind.NUMBER:
            own = [figure for figure in source.figures if sentence.holds(figure.span)]
            units = question.units
            is_there = any(units is None or figure.unit.endswith(units) for figure in own)
        case Kind.DATE:
            is_there = any(sentence.holds(date.span) for date in source.dates)
        case Kind.PERSON:
            is_there = any(sentence.holds(person.span) for person in source.people)
        case _:
            return 0
    return 1 if is_there else -1


def fits_sort(sorts: Sequence[str], text: str, span: Span) -> int:
    """Return 1 where a span is of the sort asked for by its last word or the word behind it, -1 where not, 0 for none."""
    if not sorts:
        return 0
    around = text[span.start : span.end + max(map(len, sorts))]
    return 1 if any(around.endswith(sort) or span.of(text).endswith(sort) for sort in sorts) else -1
