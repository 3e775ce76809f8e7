"""Both ends of a change or of a span of time, where a question asks from how much to how much: 从几家变成几家, 从几号到几号."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from answers.questions.understanding import Understanding
from answers.sources import Source
from answers.turning import asks_both_ends
from answers.types import Kind
from answers.vocabulary import any_of, vocabulary
from retrieval.quantities import unit_of
from retrieval.types import Span

_INTO = any_of(vocabulary("turned-into"))
# 由45万辆增至356万辆, 2月9日0时起至2月29日24时
_BETWEEN = re.compile(rf"[^,;。]{{0,8}}?(?:{_INTO})[^,;。\d]{{0,6}}$")
_FIRST = re.compile(r"(?:从|由|自)[^,;。]{0,16}$")


def asks_for_both_ends(question: Understanding) -> bool:
    """Return whether a question asks from what to what."""
    return question.kind in (Kind.NUMBER, Kind.DATE) and asks_both_ends(question.text)


def both_ends(
    question: Understanding, source: Source, sentence: Span, chosen: Span
) -> tuple[Span, Span] | None:
    """Return the two figures or dates of a sentence that a change leads from and to, a chosen span being or holding one of them."""
    for (first, unit), (second, other) in pairwise(_told(question, source, sentence)):
        if unit != other or not (chosen.overlaps(first) or chosen.overlaps(second)):
            continue
        between = source.text[first.end : second.start]
        before = source.text[sentence.start : first.start]
        if _BETWEEN.match(between) is not None and _FIRST.search(before) is not None:
            return first, second
    return None


def _told(question: Understanding, source: Source, sentence: Span) -> Sequence[tuple[Span, str]]:
    """Return the dates of a sentence, or its figures, each with its unit."""
    if question.kind is Kind.DATE:
        return [(date.span, "") for date in source.dates if sentence.holds(date.span)]
    return [(figure.span, unit_of(figure)) for figure in source.figures if sentence.holds(figure.span)]
