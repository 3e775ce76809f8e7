"""What a question asks of several subjects at once: of which ones, what, of when, how it is, was or is to be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from answers.constraints import asks_done
from answers.facts.fact import Status
from answers.facts.names import PLACES
from answers.pile.several import EACH
from answers.questions.parts import Part
from answers.questions.understanding import Understanding
from answers.structure.measuring import Bound, Ranking, bound_of, ranking_of, which_more
from answers.vocabulary import any_of, longest_first, table, vocabulary
from retrieval.types import Span

_EXCEPT = re.compile(r"除了?(?P<out>[^,。?;]{2,24}?)(?:之外|以外|外|,|还)")
_CHANGES = re.compile(any_of(vocabulary("asks-change")))
_WORDS = vocabulary("table-words")
_ALIASES = table("indicator-aliases")
_FEWEST = 2
_ENDINGS = longest_first(vocabulary("subject-endings"))
_SHORTEST_NAME = 2  # code points


@dataclass(frozen=True, slots=True)
class Asked:
    """A table that a question asks for.

    `terms` are the words of what is asked, with their weights; `named` the names of the subjects, none for all;
    `left_out` those that are not wanted. `status` is how the figures are to be, `is_change` whether by how much
    something changed.
    """

    terms: tuple[tuple[str, float], ...]
    named: frozenset[str]
    left_out: frozenset[str]
    status: Status
    is_change: bool
    ranking: Ranking | None
    bound: Bound | None
    units: tuple[str, ...] | None

    def wants(self, subject: str) -> bool:
        """Return whether a subject is one of those that are asked for."""
        if any(name in subject for name in self.left_out):
            return False
        return not self.named or any(name in subject for name in self.named)


def in_indicators(text: str) -> str:
    """Return a question with the indicator that is meant for what people call it.

    >>> in_indicators("各省的经济增速是多少?")
    '各省的地区生产总值增速是多少?'
    """
    for said, meant in _ALIASES:
        text = text.replace(said, meant)
    return text


def asked_of(question: Understanding, subjects: Sequence[str]) -> Asked | None:
    """Return the table that a question asks for over some subjects; None where it asks of one, or for no figures."""
    text = question.text
    out = _EXCEPT.search(text)
    left_out = frozenset(name for name in _names(subjects) if out and name in out["out"])
    said = {name for name in _names(subjects) if name in text}  # 南通开发区 names no 南通高新区
    named = frozenset(name for name in said if not any(name in other for other in said - {name})) - left_out
    is_all = EACH.search(text) is not None
    if not is_all and len(named) < _FEWEST:
        return None
    framing = [Span(*match.span()) for match in (*EACH.finditer(text), *_EXCEPT.finditer(text))]
    terms = tuple(
        (term.text, weight)
        for term, weight in zip(question.terms, question.weights, strict=True)
        if term.part is not Part.DATE
        and not _is_frame(term.text, named | left_out)
        and not any(one.overlaps(term.span) for one in framing)
    )
    if not terms:
        return None
    is_target = asks_done(text) is False or "目标" in text
    return Asked(
        terms,
        frozenset() if is_all and len(named) < _FEWEST else named,
        left_out,
        Status.TARGET if is_target else Status.ACTUAL,
        _CHANGES.search(text) is not None,
        ranking_of(text) or which_more(text),
        bound_of(text),
        question.units,
    )


def _names(subjects: Sequence[str]) -> frozenset[str]:
    """Return what subjects are called in a question: whole, without what says their sort, by the place in their name."""
    places = {place for place in PLACES for subject in subjects if place in subject}
    short = {_short(subject) for subject in subjects}
    return frozenset(name for name in {*subjects, *places, *short} if len(name) >= _SHORTEST_NAME)


def _short(subject: str) -> str:
    """Return a name without the ending that says its sort: 江阴 of 江阴高新区."""
    whole = subject.partition("(")[0]
    return next((whole.removesuffix(one) for one in _ENDINGS if whole.endswith(one)), "")


def _is_frame(term: str, names: frozenset[str]) -> bool:
    return term in _WORDS or term in PLACES or any(term in name or name in term for name in names)
