"""All figures of one sort that the documents tell, each under what it is of: 抽调了哪几拨人, 各个项目投资多少, 目标有哪些数字."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, pairwise

from answers import templates
from answers.facts.fact import Fact
from answers.pile.articles import Article
from answers.pile.asked import of_those_named
from answers.pile.columns import is_target, told_apart
from answers.pile.describing import AHEAD
from answers.pile.rows import Ranked, lead_of, leaders, notes_on, row_of
from answers.pile.several import ALL_FIGURES, EACH, asks_each, asks_figures
from answers.pile.telling import CLAUSE_END, SEMICOLONS, Told
from answers.questions.parts import FRAME, Part
from answers.questions.understanding import Understanding
from answers.spans.figures import wanted_units
from answers.structure.measuring import Bound, Ranking, bound_of, ranking_of, which_more
from answers.tools import Tools
from answers.types import Answer, Citation, Kind, Place, Question, Row
from answers.vocabulary import any_of, vocabulary
from retrieval.normalise import normalise
from retrieval.quantities import find_figures
from retrieval.types import Span
from retrieval.vocabulary.lists import words

_SAYS_NOTHING = FRAME | vocabulary("table-words")
_THINGS = vocabulary("listed-things")
# 6个项目, 9家企业
_COUNTED = re.compile(rf"\d(?:{any_of(words('measure-words'))})(?:{any_of(_THINGS)})")
_DAY = re.compile(r"\s*(?:\d{4}年)?(?:\d{1,2}月)?(?:\d{1,2}日)?[上下]?午?")
_NO_FIGURES = (Kind.DATE, Kind.PERSON, Kind.PLACE, Kind.ORGANISATION)
_OR = vocabulary("or-words") | vocabulary("joining-words") | {"、"}
# Code points. Labels of 16, 24 and 40 hold what tells 87.7, 88.5 and 88.5 % of the cells of seventy questions; details from 3 and 8 on
# tell as many as from 5.
_SHORTEST_DETAIL, _LONGEST_LABEL = 5, 24
_LONGEST_REST = 2  # code points of a label beside what is asked: 累计, 先后
_EDGES = " ,;\uff0c\uff1b\u3001\u3002\n"
_FEWEST, _MOST = 2, 30  # lines: one figure is no list, and of more nobody reads all
# Strength from which a text says a term: to the letter, as a synonym, or nearly whole; .5 and .9 list the same.
_SAID = 0.75
_CONFIDENCE = 0.6  # no gold question measures it: likelier right than wrong, less sure than a fitted cell


def ask_all(
    question: Question,
    understanding: Understanding,
    articles: Sequence[Article],
    told: Mapping[Place, Sequence[Told]],
    tools: Tools,
) -> Answer | None:
    """Return a line for each figure of the sort that a question asks for; None where it asks for something else, or two are not told."""
    text = understanding.text
    match, bound = ALL_FIGURES.search(text), bound_of(text)
    if understanding.kind in _NO_FIGURES or match is None or (match["bounded"] and bound is None):
        return None
    names, own = of_those_named(text, articles)
    is_of_things = bool(match["things"] or match["bounded"])
    if is_of_things and not asks_figures(understanding, bound):
        return None
    if not is_of_things and len({one.owner for one in own}) != 1:
        return None
    masked = [*names, *(Span(*one.span()) for one in (match, *EACH.finditer(text)))]
    sort = _Sort.of(understanding, match, masked, bound)
    # A figure once under each name: the first one, in the place of the last.
    found: dict[tuple[str, str, str], _Line] = {}
    for article in reversed(own):
        for one in reversed(told[article.place]):
            if sort.has(one, article, tools):
                line = _Line(article, one)
                found[line.label, one.fact.number, one.fact.unit] = line
    if not (1 if sort.bound else _FEWEST) <= len(found) <= _MOST:
        return None
    return _reply(question, understanding, sort, [*reversed(found.values())], tools)


@dataclass(frozen=True, slots=True)
class _Line:
    """A figure with the article that tells it."""

    article: Article
    told: Told

    @property
    def label(self) -> str:
        """What the figure is of: the thing that it is told of, the group of things with whose they are, else its indicator."""
        fact = self.told.fact
        if (group := self.group) is not None:
            owner = self.article.owner.name
            return templates.with_details(owner, [_cut(group.removeprefix(owner))])
        return fact.subject if _is_of_thing(fact, self.article) else fact.indicator or self.detail(())

    @property
    def group(self) -> str | None:
        """The clause that counts the things of which the figure is the sum, None where it is of no such: 共6个项目签约."""
        clause, *rest = CLAUSE_END.split(self.told.group)
        is_sum = bool(rest) and not _is_of_thing(self.told.fact, self.article)
        return clause if is_sum and _COUNTED.search(clause) is not None else None

    def detail(self, terms: Sequence[str]) -> str:
        """Return what tells the figure from another with the same label.

        The first clause between two semicolons before it that says what is asked and has no figure of its own in the same unit,
        else the nearest such clause, else what follows the figure; empty where none tells anything.
        """
        fact, text = self.told.fact, self.told.fact.passage.text
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


@dataclass(frozen=True, slots=True)
class _Sort:
    """The sort of figures that is asked for.

    `terms` say what they are of, any of those side by side, the last of them beside the figure itself; none where all of one status
    are asked for. `is_of_things`: each is of a project or a body, and not of whom its article is about; `is_of_groups`: or of several of
    them together; `is_of_all_figures`: all that a statement tells are meant.
    """

    terms: tuple[tuple[str, ...], ...]
    units: tuple[str, ...] | None
    is_target: bool | None
    is_of_things: bool
    is_of_groups: bool
    is_of_all_figures: bool
    bound: Bound | None

    @classmethod
    def of(
        cls, question: Understanding, match: re.Match[str], masked: Sequence[Span], bound: Bound | None
    ) -> _Sort:
        text = question.text
        masked = [*masked, *([bound.span] if bound else [])]
        kept = [
            term
            for term in question.terms
            if len(term.text) > 1
            and term.part not in (Part.DATE, Part.FIGURE)
            and term.text not in _SAYS_NOTHING
            and not any(term.span.overlaps(span) for span in masked)
        ]
        terms: list[tuple[str, ...]] = []
        for last, term in pairwise((None, *kept)):
            if term is not None and last is not None and text[last.span.end : term.span.start] in _OR:
                terms[-1] += (term.text,)
            elif term is not None:
                terms.append((term.text,))
        units = wanted_units(f"\u591a\u5c11{match['noun']}") if match["noun"] else question.units
        units = told_apart(units)
        if bound is not None and bound.unit:
            units = (bound.unit,)
        return cls(
            tuple(terms),
            units,
            is_target(text),
            bool(match["things"] or match["bounded"]),
            match["things"] in _THINGS,
            match["figures"] is not None,
            bound,
        )

    def is_all_of(self, label: str) -> bool:
        """Return whether a label says no more than the question does: 累计观察 for 各观察了多少人."""
        rest = normalise(label).text
        for term in chain(*self.terms):
            rest = rest.replace(term, "")
        return len(rest) < len(label) and len(rest) <= _LONGEST_REST

    def has(self, told: Told, article: Article, tools: Tools) -> bool:
        """Return whether a figure is of the sort."""
        fact = told.fact
        is_of_group = self.is_of_groups and _Line(article, told).group is not None
        if self.is_of_things and not (_is_of_thing(fact, article) or is_of_group):
            return False
        if self.is_target is not None and self.is_target != (fact.status in AHEAD):
            return False
        if self.units and not any(unit and fact.unit.endswith(unit) for unit in self.units):
            return False
        if self.bound is not None and not (fact.number and self.bound.holds((float(fact.number),))):
            return False
        return self._is_said(told, tools)

    def _is_said(self, told: Told, tools: Tools) -> bool:
        if not self.terms:
            return self.is_target is not None or self.units is not None
        near = f"{told.indicator} {told.beside}"
        around = f"{told.statement} {normalise(told.fact.subject).text}"
        strength = tools.matcher.strength
        texts = [around] * (len(self.terms) - 1) + [around if self.is_of_all_figures else near]
        return all(
            any(strength(term, text) >= _SAID for term in alike)
            for alike, text in zip(self.terms, texts, strict=True)
        )


def _is_of_thing(fact: Fact, article: Article) -> bool:
    """Return whether a figure is told of a thing, and not of whom its article is about."""
    return bool(fact.subject) and fact.subject not in (article.owner.name, article.owner.region)


def _reply(
    question: Question, understanding: Understanding, sort: _Sort, found: Sequence[_Line], tools: Tools
) -> Answer:
    ranking = ranking_of(understanding.text) or which_more(understanding.text)
    found = _in_order(found, ranking_of(understanding.text))
    counts = Counter(line.label for line in found)
    rows: list[Row] = []
    citations: list[Citation] = []
    for line in found:
        fact = line.told.fact
        label = line.label
        if (counts[label] > 1 or sort.is_all_of(label)) and (detail := line.detail([*chain(*sort.terms)])):
            label = templates.with_details(label, [detail])
        rows.append(row_of(label, fact, citations, tools.sources))
    ranked = [
        Ranked(row.name, row.value, Decimal(row.number), row.unit or "")
        for row, line in zip(rows, found, strict=True)
        if row.value and row.number and line.group is None  # a sum is no project
    ]
    notes = notes_on(understanding.text, ranking, ranked, sum(line.group is None for line in found))
    wants_first = ranking is not None and notes and not asks_each(understanding.text)
    first = [one.name for one in leaders(ranked, ranking.direction)] if ranking and wants_first else []
    return Answer(
        question,
        lead_of(templates.told_lines(len(rows)), rows),
        "\u3001".join(first or [row.value for row in rows if row.value]),
        tuple(citations),
        _CONFIDENCE,
        notes=notes,
        table=tuple(rows),
        items=tuple(row.name for row in rows),
    )


def _in_order(found: Sequence[_Line], ranking: Ranking | None) -> Sequence[_Line]:
    """Return lines in the order of the documents; the greatest or the least first where that is asked and all have one unit."""
    facts = [line.told.fact for line in found]
    if ranking is None or not all(fact.number for fact in facts) or len({fact.unit for fact in facts}) > 1:
        return found
    return sorted(found, key=lambda line: -ranking.direction * Decimal(line.told.fact.number))
