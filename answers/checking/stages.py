"""How far something has come: a draft that tells of it as done where its source only begins it."""

from __future__ import annotations

from collections.abc import Iterator

from answers.checking import marks
from answers.checking.clauses import likest
from answers.checking.reading import Reading
from answers.checking.texts import Other, Stands
from answers.checking.tokens import SAYING
from answers.checking.where import Where
from answers.vocabulary import table
from retrieval.types import Span

_LADDERS = tuple(tuple(tuple(column.split()) for column in row) for row in table("stages"))
_WORDS = frozenset(word for ladder in _LADDERS for column in ladder for word in column)


def ahead(draft: Reading, where: Where, stands: Stands) -> Iterator[Other]:
    """Yield the words by which a clause tells as done what the place's own clause for it only begins or goes on with."""
    if marks.plans(draft.text):
        return  # 计划2021年建成
    for clause in draft.clauses:
        for ladder in _LADDERS:
            done = _said(clause.of(draft.text), ladder[-1])
            there = likest(_sought(draft, clause, where, stands), where, stands) if done else None
            if there is None:
                continue
            told = there.of(where.reading.text)
            earlier = next((word for column in ladder[-2::-1] if (word := _said(told, column))), "")
            if earlier and not _said(told, ladder[-1]):
                yield Other(done, earlier)


def _sought(draft: Reading, clause: Span, where: Where, stands: Stands) -> list[str]:
    """Return the words of a clause but for those that tell how far something has come, and those that titles say."""
    told = [one.text for one in draft.within(clause) if one.sort in SAYING and one.text not in _WORDS]
    return [one for one in told if not stands(one, where.heading)] or told


def _said(text: str, words: tuple[str, ...]) -> str:
    return next((word for word in words if word in text), "")
