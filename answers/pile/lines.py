"""A line of a list of figures: a figure, and what it is of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from answers import templates
from answers.facts.fact import Fact
from answers.pile.articles import Article
from answers.pile.telling import CLAUSE_END, SEMICOLONS, Told
from answers.vocabulary import any_of, vocabulary
from retrieval.normalise import normalise
from retrieval.quantities import find_figures
from retrieval.vocabulary.lists import words

# 6个项目, 9家企业
_COUNTED = re.compile(rf"\d(?:{any_of(words('measure-words'))})(?:{any_of(vocabulary('listed-things'))})")
_DAY = re.compile(r"\s*(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?[上下]?午?")
# Code points. Labels of 16, 24 and 40 hold what tells 87.7, 88.5 and 88.5 % of the cells of seventy questions; details from 3 and 8 on
# tell as many as from 5.
_SHORTEST_DETAIL, _LONGEST_LABEL = 5, 24
_EDGES = " ,;\uff0c\uff1b\u3001\u3002\n"


@dataclass(frozen=True, slots=True)
class Line:
    """A figure with the article that tells it; `thing` is the project or body that it is told of, empty where it is whom the article is about.

    `of_class` is what it counts where that is a class which another figure bounds, else empty.
    """

    article: Article
    told: Told
    thing: str
    of_class: str = ""

    @property
    def fact(self) -> Fact:
        """The figure itself."""
        return self.told.fact

    @property
    def lead(self) -> str:
        """What stands before the figure in its clause, normalised."""
        return normalise(self.fact.passage.text[self._start : self.fact.span.start]).text

    @property
    def clause(self) -> str:
        """The clause of the figure, normalised."""
        text, fact = self.fact.passage.text, self.fact
        stop = CLAUSE_END.search(text, fact.span.end, fact.statement.end)
        return normalise(text[self._start : stop.start() if stop else fact.statement.end]).text

    @property
    def _start(self) -> int:
        """Where the clause of the figure begins in its passage."""
        statement = self.fact.statement
        marks = list(CLAUSE_END.finditer(self.fact.passage.text, statement.start, self.fact.span.start))
        return marks[-1].end() if marks else statement.start

    @property
    def opening(self) -> str:
        """What stands before the first figure behind the semicolon before it, normalised: whose all the figures there are."""
        figures = find_figures(self.told.segment)
        return self.told.segment[: figures[0].span.start] if figures else self.told.segment

    @property
    def label(self) -> str:
        """What the figure is of: the thing that it is told of, the group of things with whose they are, else its indicator."""
        if (group := self.group) is not None and not self.of_class:
            owner = self.article.owner.name
            return templates.with_details(owner, [_cut(group.removeprefix(owner))])
        return self.of_class or self.thing or self.fact.indicator or self.detail(())

    @property
    def group(self) -> str | None:
        """The clause that counts the things of which the figure is the sum, None where it is of no such: 共6个项目签约."""
        clause, *rest = CLAUSE_END.split(self.told.group)
        is_sum = bool(rest) and not self.thing
        return clause if is_sum and _COUNTED.search(clause) is not None else None

    def detail(self, terms: Sequence[str]) -> str:
        """Return what tells the figure from another with the same label.

        The first clause between two semicolons before it that says what is asked and has no figure of its own in the same unit,
        else the nearest such clause, else what follows the figure; empty where none tells anything.
        """
        fact, text = self.fact, self.fact.passage.text
        start = max(fact.statement.start, *(text.rfind(mark, 0, fact.span.start) + 1 for mark in SEMICOLONS))
        clauses = CLAUSE_END.split(text[start : fact.span.start])[:-1]
        behind = text[fact.span.end : fact.statement.end]
        others = [one for one in clauses if not _DAY.fullmatch(one) and not _tells_unit(one, fact.unit)]
        asked = [one for one in others if any(term in normalise(one).text for term in terms)]
        return next(filter(_is_telling, map(_cut, (*asked, *others[::-1], behind))), "")


def _tells_unit(text: str, unit: str) -> bool:
    return any(figure.unit == unit for figure in find_figures(normalise(text).text))


def _is_telling(text: str) -> bool:
    return len(text) >= _SHORTEST_DETAIL


def _cut(text: str) -> str:
    """Return a text up to the last mark that still fits into a label."""
    text = text.strip(_EDGES)
    if len(text) <= _LONGEST_LABEL:
        return text
    marks = [match.start() for match in CLAUSE_END.finditer(text, 0, _LONGEST_LABEL)]
    return text[: marks[-1] if marks else _LONGEST_LABEL]
