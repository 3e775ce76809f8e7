"""Clauses of a draft's sentence, each with what the source says in its place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from answers.checking import marks
from answers.checking.reading import Reading
from answers.checking.texts import Placed, Stands
from answers.checking.tokens import SAYING, Sort, Token
from answers.checking.where import Where
from retrieval.types import Span

_WILL = "将"
_BEFORE_TIMES = ("于", "在", "从", "自", "由")  # 将于2021年建成
_TIMES = (Sort.PERIOD, Sort.DAY)
_MOST = 0.6  # of the words of a clause, for another to tell of the same
_WORTH_OF_A_TIME = (
    3  # words: of two clauses that are told of the same, the one of the same time and last verb is meant
)


def of_figures(draft: Reading, where: Where, placed: Sequence[Placed]) -> list[tuple[str, str]]:
    """Return the clauses of figures that agree, in the draft and in the source."""
    pairs = [
        (_clause(draft, one.written), _clause(where.reading, one.found))
        for one in placed
        if one.found is not None and one.is_same and one.written.sort is Sort.FIGURE
    ]
    return list(dict.fromkeys(pairs))


def _clause(reading: Reading, token: Token) -> str:
    return reading.clauses[reading.clause_of(token.span.start)].of(reading.text)


def likest(words: Sequence[str], where: Where, stands: Stands) -> Span | None:
    """Return the clause of a place that says most of some words, the first of those alike; None where none says most of them."""
    there = [one for one in where.reading.clauses if where.window.holds(one)]
    said = [sum(stands(word, one.of(where.reading.text)) for word in words) for one in there]
    if not words or not said or max(said) < _MOST * len(words):
        return None
    return there[said.index(max(said))]


def relevant(draft: Reading, where: Where, placed: Sequence[Placed], stands: Stands) -> str:
    """Return the clauses of a place that tell of what a draft's sentence does: those of figures that agree, and those that say a word of it."""
    words = [one.text for one in draft.tokens if one.sort is Sort.WORD and len(one.text) > 1]
    starts = [one.found.span.start for one in placed if one.found is not None]
    found = []
    for clause in (one for one in where.reading.clauses if where.window.holds(one)):
        text = clause.of(where.reading.text)
        if any(stands(word, text) for word in words) or any(
            clause.start <= start < clause.end for start in starts
        ):
            found.append(text)
    return ",".join(found)


def side_by_side(
    draft: Reading, where: Where, placed: Sequence[Placed], stands: Stands
) -> list[tuple[str, str]]:
    """Return each clause of the draft with what the source says in its place: the clauses of its figures, else the likest one."""
    reading = where.reading
    there = [one for one in reading.clauses if where.window.holds(one)]
    found = []
    for clause in draft.clauses:
        tokens = [one.text for one in draft.within(clause) if one.sort in SAYING]
        figures = [
            one.found.span.start
            for one in placed
            if one.found is not None and one.written.sort is Sort.FIGURE and clause.holds(one.written.span)
        ]
        own = dict.fromkeys(reading.clauses[reading.clause_of(place)] for place in figures)
        if not own and tokens and there:
            verbs = [text for text in tokens if draft.tag(text) == "v"][-1:]
            telling = [one.text for one in draft.within(clause) if one.sort in _TIMES] + verbs
            sought = tokens + telling * _WORTH_OF_A_TIME
            best = max(there, key=lambda one: sum(stands(text, one.of(reading.text)) for text in sought))
            own = dict.fromkeys([best])
        if own:
            told = ",".join(_with_what_holds_on(reading, one) for one in own)
            found.append((_with_what_holds_on(draft, clause), told))
    return found


def _with_what_holds_on(reading: Reading, clause: Span) -> str:
    """Return a clause, behind those before it in its sentence up to the nearest that tells whether it is planned."""
    said = _with_will(reading, clause)
    statement = next((one for one in reading.statements if one.holds(clause)), clause)
    for before in reversed([one for one in reading.clauses if statement.start <= one.start < clause.start]):
        if marks.plans(said) or marks.done(said) or reading.text[before.end : before.end + 1] == ";":
            break
        said = f"{_with_will(reading, before)},{said}"
    return said


def _with_will(reading: Reading, span: Span) -> str:
    """Return a range of a text in which 将 stands only where it tells of what is to come: 将签约, and not 将资金投向."""
    tokens = reading.within(span)
    is_to_come = any(
        one.text == _WILL and (reading.tag(other.text).startswith("v") or other.text in _BEFORE_TIMES)
        for one, other in pairwise(tokens)
    )
    said = span.of(reading.text)
    return said if is_to_come else said.replace(_WILL, "")
