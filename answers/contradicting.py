"""In how many ways what stands around a candidate contradicts the question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from answers import another
from answers.agreement import demand_of, extreme, part, said_of
from answers.candidates import Candidate
from answers.constraints import Said
from answers.jointly import together
from answers.otherwise import asks_end, beside, code, end_asked, figure_beside, measure, opposite
from answers.periods import (
    Period,
    asked_periods,
    best_agreement,
    find_periods,
    governing,
    newest,
    own_period,
    periods_within,
    section_periods,
)
from answers.questions.parts import Part
from answers.questions.understanding import Understanding
from answers.relative_years import relative_year
from answers.sources import Source
from answers.spans.clauses import clauses
from answers.spans.dates import fits
from answers.structure.signed import day_signed
from answers.types import Kind
from retrieval.quantities import find_figures
from retrieval.types import Span


@dataclass(frozen=True, slots=True)
class Told:
    """Where a candidate stands in the clauses of its sentence, and how what is told of it there agrees with a question.

    `clauses` as `Demand.of_clauses`, `period` by the period, `names` by the place, the work and the post: 1 where it agrees,
    -1 where it contradicts, 0 where neither is told.
    """

    said: tuple[Said, ...]
    clauses: tuple[int, ...]
    period: int
    names: tuple[int, ...]

    @property
    def is_denied(self) -> bool:
        """Return whether its clause denies what the question says, or says what the question denies."""
        return self.clauses[0] < 0

    @property
    def is_of_another(self) -> bool:
        """Return whether it is told of another place, work or post than the one that the question names."""
        return -1 in self.names

    def of_another(self) -> Told:
        """Return the same where the sentence is known to be told of another than the question names, as of another place."""
        return replace(self, names=(-1, *self.names[1:]))


def tell(question: Understanding, candidates: Sequence[Candidate], sources: Sequence[Source]) -> list[Told]:
    """Return what is told of each candidate; 上个月 of the question is counted from the newest of some sources."""
    demand, asked = demand_of(question), asked_of(question, sources)
    found = []
    for candidate in candidates:
        source, sentence = candidate.source, candidate.sentence.span
        said = said_of(source, sentence, candidate.span, clauses(source.text, sentence))
        period = best_agreement(asked, told_of(candidate)) if asked else 0
        found.append(Told(said, demand.of_clauses(said), period, names_of(question, candidate)))
    return found


def ways_contradicted(
    question: Understanding, candidates: Sequence[Candidate], told: Sequence[Told]
) -> list[int]:
    """Return in how many ways the clauses of each candidate, and the period it is told of, contradict the question."""
    return [marks.count(-1) for marks in _marks_of(question, candidates, told)]


def find_standing(question: Understanding, candidates: Sequence[Candidate]) -> int | None:
    """Return the place of the first candidate that says what is asked just where the first of all says otherwise.

    It contradicts the question in nothing: of 收入98亿元,增收6.2亿元 the second where an increase is asked for. None where
    there is no such candidate.
    """
    told = tell(question, candidates, [candidate.source for candidate in candidates])
    first, *others = _marks_of(question, candidates, told)
    wrong = [place for place, mark in enumerate(first) if mark < 0]
    if not wrong:
        return None
    for place, marks in enumerate(others, 1):
        if -1 not in marks and all(marks[at] > 0 for at in wrong):
            return place
    return None


def is_in_doubt(
    question: Understanding, chosen: Candidate, others: Sequence[Candidate], sources: Sequence[Source]
) -> bool:
    """Return whether a candidate contradicts the question, or agrees in nothing while one of some others contradicts it.

    Of 床位9500张,甲、乙医院共有床位2600张 neither answers how many 甲医院 has.
    """
    candidates = [chosen, *others]
    own, *rest = _marks_of(question, candidates, tell(question, candidates, sources))
    return -1 in own or (1 not in own and any(-1 in marks for marks in rest))


def names_of(question: Understanding, candidate: Candidate) -> tuple[int, ...]:
    """Return how the place, the work and the post that a candidate is told of agree with those of the question."""
    source, sentence, span = candidate.source, candidate.sentence.span, candidate.span
    is_of_people = question.kind is Kind.PERSON
    posts = [term.span for term in question.of_part(Part.POST)] if is_of_people else []
    entities = tuple(term.text for term in question.of_part(Part.ENTITY))
    place = another.place(question.text, source.text, source.places, sentence, span)
    area = another.area(entities, source.text, sentence, span)
    return (
        -1 if -1 in (place, area) else max(place, area),
        another.work(question.text, source.text, sentence, span),
        min(
            another.post(question.text, posts, candidate.sentence.text),
            another.body(question.text, posts, source.text, sentence, span),
            another.level(question.text, posts, source.text, sentence, span),
        ),
    )


def _marks_of(
    question: Understanding, candidates: Sequence[Candidate], told: Sequence[Told]
) -> list[tuple[int, ...]]:
    """Return how each candidate agrees in each respect: 1 where it does, -1 where it contradicts, 0 where neither is told.

    In denial, in what is done, before or after, as a change, in its indicator, as a part, in its period, as a date that is as fine
    as asked for, in what else is told of that sort, in the names and the figures beside it, and in the place, the work and the post.
    """
    demand = demand_of(question)
    now = newest(candidate.source.context.anchor for candidate in candidates)
    asked = asked_periods(question.text, now)
    is_of_time = question.kind is Kind.DATE
    return [
        (
            *own.clauses,
            extreme(part(demand, said) for said in own.said),
            own.period,
            -int((bool(asked) and _only_repeats(asked, candidate)) or _only_says_again(question, candidate)),
            _end_asked(question, candidate) if is_of_time else 0,
            -int(is_of_time and not fits(question.text, candidate.text)),
            *_beside(question, candidate),
            *own.names,
        )
        for candidate, own in zip(candidates, told, strict=True)
    ]


def _only_repeats(asked: Sequence[Period], candidate: Candidate) -> bool:
    """Return whether a candidate is no more than the day that the question itself says: 2024/11/5 for 11月5日."""
    source, span = candidate.source, candidate.span
    told = [one for one in find_periods(source.text, source.context.anchor) if one.span == span]
    return any((one.months, one.day) == (other.months, other.day) for one in asked for other in told) and (
        best_agreement(asked, told) >= 0
    )


def _end_asked(question: Understanding, candidate: Candidate) -> int:
    """Return -1 where an end is asked for and a candidate is no more than a beginning, or the day on which a paper is signed."""
    source = candidate.source
    dates = [date.span for date in source.dates if candidate.span.overlaps(date.span)]
    if len(dates) != 1:
        return 0
    if asks_end(question.text) and dates[0] == day_signed(source):
        return -1
    return end_asked(question.text, source.text, dates[0])


def _only_says_again(question: Understanding, candidate: Candidate) -> bool:
    """Return whether the figures of a candidate are those that the question itself says: 5亿元 for 5亿元中给企业的有多少."""
    if question.kind is not Kind.NUMBER:
        return False
    own = [one.span.of(candidate.text) for one in find_figures(candidate.text) if one.unit]
    said = {one.span.of(question.text) for one in find_figures(question.text) if one.unit}
    return bool(own) and said.issuperset(own)


_NOTHING_TOLD = (0, 0, 0, 0, 0, 0)


def _beside(question: Understanding, candidate: Candidate) -> tuple[int, ...]:
    """Return how a figure or a date agrees in its measure, and in what else stands beside it in its clause."""
    if question.kind not in (Kind.NUMBER, Kind.DATE):
        return _NOTHING_TOLD
    source, span = candidate.source, candidate.span
    figures = tuple(figure for figure in source.figures if span.overlaps(figure.span))
    measured = measure(question.text, figures) if question.kind is Kind.NUMBER else 0
    parts = [clause for clause in clauses(source.text, candidate.sentence.span) if clause.overlaps(span)]
    if len(parts) != 1:
        return (measured, *_NOTHING_TOLD[1:])
    said = beside(source.text, parts[0], span)
    asked = [term.text for term in question.of_part(Part.FIGURE)]
    before = source.text[parts[0].start : max(parts[0].start, span.start)]
    return (
        measured,
        opposite(question.text, said, candidate.sentence.text),
        code(question.text, said),
        figure_beside(asked, source.text, candidate.sentence.span, parts[0], span),
        together(question.text, before),
        relative_year(question.text, before, parts[0].of(source.text), candidate.sentence.text),
    )


def asked_of(question: Understanding, sources: Sequence[Source]) -> tuple[Period, ...]:
    """Return the periods that an answer has to be of; 上个月 is counted from the newest document found.

    None where a day is asked for: it may be of another year than the question names (2022年的公报何时发布).
    """
    if question.kind is Kind.DATE:
        return ()
    return asked_periods(question.text, newest(source.context.anchor for source in sources))


def told_of(candidate: Candidate) -> tuple[Period, ...]:
    """Return the period that a candidate is told of: by its sentence, its section, or a document that is over."""
    source, sentence = candidate.source, candidate.sentence.span
    anchor = source.context.anchor
    own = section_periods(source.section) or (own_period(anchor) if anchor.is_closed else ())
    return governing(source.text, sentence, candidate.span.start, anchor) or own


def told_in(source: Source, sentence: Span) -> tuple[Period, ...]:
    """Return the periods that a sentence says, else that of its section, else that of its document's title."""
    told = periods_within(source.text, sentence, source.context.anchor)
    return tuple(one for one in told if not one.is_compared) or source.own_periods
