"""A question taken apart: its kind, its terms with their weights, the units that would answer it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

from answers.questions.english import is_english
from answers.questions.kinds import classify, question_phrases, spoken
from answers.questions.parts import IsSaid, Part, Tag, Term
from answers.questions.terms import NOTHING_KNOWN, Known, terms
from answers.spans.figures import wanted_units
from answers.types import Kind
from retrieval.analysis import Analysis, Query, to_query
from retrieval.numerals import whole_number
from retrieval.types import Span

Weigh = Callable[[str], float]

_SORT_WEIGHT = 0.3  # of its idf: a source that says 城市 beside the answer is a little likelier

_AROUND_WEIGHT = 0.3  # of its idf: 跟, 一块, 那场, 前前后后 say little of what is asked
AROUND = ("p", "r", "d", "c", "u", "y", "e", "o", "m")
_DOUBLED = re.compile(r"(?P<one>.)(?P=one)(?P<other>.)(?P=other)$")

_MOST_TERMS = 60  # a longer question is a text; the longest of the question sets has 31
_HOW_MANY = re.compile(r"哪(?P<count>[两三四五六七八九十]|\d+)")


@dataclass(frozen=True)
class Understanding:
    """What a question asks for. `text` is normalised; `weights` are the idf of the terms, in their order.

    `others` are queries for the same in other words, where the lexicon has some that the documents say.
    """

    analysis: Analysis
    kind: Kind
    terms: tuple[Term, ...]
    weights: tuple[float, ...]
    query: Query
    others: tuple[Query, ...] = ()

    @property
    def text(self) -> str:
        """Return the normalised question."""
        return self.analysis.text

    @property
    def is_text(self) -> bool:
        """Return whether it is too long for a question: its words are not put otherwise, nor taken for a table's."""
        return len(self.terms) > _MOST_TERMS

    @property
    def asks(self) -> tuple[Span, ...]:
        """Return the ranges that only ask."""
        return question_phrases(self.text)

    @cached_property
    def units(self) -> tuple[str, ...] | None:
        """The units that would answer, best first; None where any would."""
        return wanted_units(self.text)

    @cached_property
    def item_count(self) -> int | None:
        """How many items the question says there are: 4 for 哪四个方面."""
        match = _HOW_MANY.search(self.text)
        if match is None:
            return None
        count = match["count"]
        return whole_number(count)

    def of_part(self, *parts: Part) -> tuple[Term, ...]:
        """Return the terms that play one of these parts."""
        return tuple(term for term in self.terms if term.part in parts)


def understand(
    analysis: Analysis, tag: Tag, weigh: Weigh, is_said: IsSaid, known: Known = NOTHING_KNOWN
) -> Understanding:
    """Return what a question (as asked, analysed) is found to ask; `weigh` gives a term's idf.

    `is_said` tells whether the corpus says a pair of characters anywhere; `known` are words to be taken whole
    and words to be left out.
    """
    phrases = question_phrases(analysis.text)
    found = terms(analysis, phrases, tag, is_said, known)
    if is_english(analysis.text):  # no case tells a name from a word, and no document is bound to say a word
        found = tuple(replace(term, part=Part.WORD) if term.text.isalpha() else term for term in found)
    return Understanding(
        analysis,
        classify(analysis.text.strip(" 。.!,")),
        found,
        tuple(weigh(term.text) * _factor(term, tag) for term in found),
        to_query(analysis, (*phrases, *spoken(analysis.text))),
    )


def _factor(term: Term, tag: Tag) -> float:
    """Return what a term counts, as a share of its idf."""
    if term.part is Part.SORT:
        return _SORT_WEIGHT
    is_around = tag(term.text).startswith(AROUND) or _DOUBLED.match(term.text)
    return _AROUND_WEIGHT if term.part is Part.WORD and is_around else 1.0
