"""In how many ways what stands around a candidate contradicts the question."""

from __future__ import annotations

from collections.abc import Sequence

from answers.agreement import demand_of, said_of
from answers.candidates import Candidate
from answers.constraints import contradictions
from answers.periods import NO_ANCHOR, Anchor, Period, asked_periods, best_agreement, governing, own_period
from answers.questions.understanding import Understanding
from answers.sources import Source
from answers.spans.clauses import clauses
from answers.types import Kind


def ways_contradicted(question: Understanding, candidates: Sequence[Candidate]) -> list[int]:
    """Return in how many ways the clauses of each candidate, and the period it is told of, contradict the question."""
    words = demand_of(question).words
    asked = _asked(question, [candidate.source for candidate in candidates])
    found = []
    for candidate in candidates:
        source, sentence = candidate.source, candidate.sentence.span
        own = said_of(source, sentence, candidate.span, clauses(source.text, sentence))
        ways = sum(contradictions(question.text, said, words) for said in own)
        found.append(ways + (best_agreement(asked, told_of(candidate)) < 0))
    return found


def _asked(question: Understanding, sources: Sequence[Source]) -> tuple[Period, ...]:
    """Return the periods asked about; 上个月 is counted from the newest document found.

    What is asked for a day may have begun in the month that the question names: of such a question its years count.
    """
    asked = asked_periods(question.text, newest_anchor(sources))
    if question.kind is Kind.DATE:
        return tuple(period for period in asked if period.months is None)
    return asked


def newest_anchor(sources: Sequence[Source]) -> Anchor:
    """Return the period of the newest document that some sources are from; an empty one where none is dated."""
    dated = [source.context.anchor for source in sources if source.context.anchor.year is not None]
    return max(dated, key=lambda anchor: (anchor.year, anchor.months or (0, 0)), default=NO_ANCHOR)


def told_of(candidate: Candidate) -> tuple[Period, ...]:
    """Return the period that a candidate is told of: by its sentence, else by its section, else by its document's title."""
    source, sentence = candidate.source, candidate.sentence.span
    anchor = source.context.anchor
    return governing(source.text, sentence, candidate.span.start, anchor) or own_period(anchor)
