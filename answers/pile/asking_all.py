"""All figures of one sort that the documents tell, each under what it is of: 抽调了哪几拨人, 各个项目投资多少, 目标有哪些数字."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain

from answers import templates
from answers.periods import asked_periods
from answers.pile.all_figures import ALL_FIGURES, DEEDS
from answers.pile.articles import Article
from answers.pile.asked import excepted, names_in
from answers.pile.classes import classes_of
from answers.pile.lines import Line
from answers.pile.named_things import thing_of
from answers.pile.rows import Ranked, lead_of, leaders, notes_on, row_of
from answers.pile.several import EACH, asks_each, asks_figures
from answers.pile.sort import Sort, of_goals, whole_amounts, without
from answers.pile.telling import Told
from answers.questions.parts import Part
from answers.questions.understanding import Understanding
from answers.structure.measuring import Bound, Ranking, bounds_of, ranking_of, which_more
from answers.tools import Tools
from answers.types import Answer, Citation, Kind, Place, Question, Row
from answers.vocabulary import any_of, vocabulary
from retrieval.quantities import find_figures
from retrieval.types import Span

_NO_FIGURES = (Kind.DATE, Kind.PERSON, Kind.PLACE, Kind.ORGANISATION)
_NOT_DONE = re.compile(rf"(?:没有?|尚未|未|还没)(?:{any_of(DEEDS)})")
_JOINS = re.compile(rf"\u3001|{any_of(vocabulary('joining-words'))}")
_HOW_MUCH = re.compile(any_of(vocabulary("asks-how-much") - {"\u51e0"}))
_TWO_SORTS = re.compile(
    rf"的(?:\u3001|和|与|及)[^,。?的]{{1,6}}的(?:{any_of(vocabulary('listed-things'))})"
)  # 签约的和开工的项目
_IS = ("\u4e3a", "\u662f")
_OF = "\u7684"
_FEWEST, _MOST = 2, 30  # lines: one figure is no list, and of more nobody reads all
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
    match = ALL_FIGURES.search(text)
    bounds = bounds_of(text) or _exact(understanding)
    if match is None or (match["bounded"] and not bounds):
        return None
    is_bound = bool(bounds) or ranking_of(text) is not None
    is_of_things = bool(match["things"] or match["bounded"])
    if understanding.kind in _NO_FIGURES and not (is_of_things and is_bound):
        return None
    if is_of_things and not _asks_of_things(understanding, bounds):
        return None
    out = excepted(text)
    names = names_in(text, [one.owner.name for one in articles])
    own = _asked_for(text, names, out, [one for one in articles if one.owner.name or is_of_things])
    if not is_of_things and len({one.owner for one in own}) != 1:
        return None
    if match["aims"] and understanding.of_part(Part.INDICATOR):
        return None
    masked = [*names, *(Span(*one.span()) for one in (match, *EACH.finditer(text))), *([out] if out else [])]
    is_of_area = out is not None and any(out.overlaps(name) for name in names)
    left_out = [] if out is None or is_of_area else list(filter(None, _JOINS.split(out.of(text))))
    sort = Sort.of(understanding, match, masked, bounds)
    # A figure once under each name: the first one, in the place of the last.
    found = {
        (line.label, line.fact.number, line.fact.unit): line
        for article in reversed(own)
        for line in reversed(list(_lines(article, told[article.place], sort, text, tools)))
    }
    lines = whole_amounts(without([*reversed(found.values())], left_out), sort)
    lines = of_goals(lines) if sort.is_of_goals else lines
    if not (1 if sort.bounds or sort.deeds or left_out else _FEWEST) <= len(lines) <= _MOST:
        return None
    return _reply(question, understanding, sort, lines, tools)


def _exact(question: Understanding) -> tuple[Bound, ...]:
    """Return the one figure with 的 behind it that a question gives as a bound: 投资30亿元的项目."""
    found = [one for one in find_figures(question.text) if question.text.startswith(_OF, one.span.end)]
    if len(found) != 1 or found[0].value is None:
        return ()
    ends = {term.span.end for term in question.of_part(Part.INDICATOR)}
    if found[0].span.start not in ends and not question.text.startswith(_IS, max(0, found[0].span.start - 1)):
        return ()  # 投资上30亿的, 约30亿的
    return (Bound(found[0].value, found[0].unit, "==", found[0].span),)


def _asks_of_things(question: Understanding, bounds: Sequence[Bound]) -> bool:
    """Return whether a question asks for figures of things that can be told: by no figure but a bound, and of what was done."""
    if _NOT_DONE.search(question.text) is not None or _TWO_SORTS.search(question.text) is not None:
        return False
    is_bare = any(
        not any(one.span.overlaps(term.span) for one in bounds) for term in question.of_part(Part.FIGURE)
    )
    return not is_bare and asks_figures(question, bounds[0] if bounds else None)


def _asked_for(
    text: str, names: Sequence[Span], out: Span | None, articles: Sequence[Article]
) -> list[Article]:
    """Return the articles about those whom a question names, all where it names none, without those about whom it leaves out."""
    said = {name.of(text) for name in names if out is None or not out.holds(name)}
    others = {name.of(text) for name in names if out is not None and out.holds(name)}
    return [
        one for one in articles if (not said or one.owner.is_called(said)) and not one.owner.is_called(others)
    ]


def _lines(article: Article, own: Sequence[Told], sort: Sort, text: str, tools: Tools) -> Iterator[Line]:
    """Yield the figures of an article that are of a sort, those not among them that only bound a class."""
    periods = asked_periods(text, article.anchor)
    kept = [one for one in own if sort.may_have(one, periods)]
    classes = classes_of(own) if kept else None
    for one in kept:
        if classes is None or one.fact.id in classes.bounds:
            continue
        thing = thing_of(one.fact, article.owner, tools.sources)
        line = Line(article, one, thing, classes.labels.get(one.fact.id, ""))
        if sort.has(line, tools):
            yield line


def _reply(
    question: Question, understanding: Understanding, sort: Sort, found: Sequence[Line], tools: Tools
) -> Answer:
    ranking = ranking_of(understanding.text) or which_more(understanding.text)
    found = _in_order(found, ranking_of(understanding.text))
    counts = Counter(line.label for line in found)
    rows: list[Row] = []
    citations: list[Citation] = []
    for line in found:
        fact = line.fact
        label = line.label
        if (counts[label] > 1 or sort.is_all_of(label)) and (detail := line.detail([*chain(*sort.terms)])):
            label = templates.with_details(label, [detail])
        rows.append(row_of(label, fact, citations, tools.sources))
    are_sums = all(line.group is not None for line in found)
    compared = [
        row for row, line in zip(rows, found, strict=True) if are_sums or line.group is None
    ]  # a sum is no project
    ranked = [
        Ranked(row.name, row.value, Decimal(row.number), row.unit or "")
        for row in compared
        if row.value and row.number
    ]
    notes = notes_on(understanding.text, ranking, ranked, len(compared))
    wants_first = ranking is not None and notes and ranked and not asks_each(understanding.text)
    first = [one.name for one in leaders(ranked, ranking.direction)] if ranking and wants_first else []
    return Answer(
        question,
        lead_of(templates.told_lines(len(rows)), rows),
        "\u3001".join(
            first or _told(rows, by_name=bool(sort.bounds or sort.deeds) and not _asks_amounts(understanding))
        ),
        tuple(citations),
        _CONFIDENCE,
        notes=notes,
        table=tuple(rows),
        items=tuple(row.name for row in rows),
    )


def _asks_amounts(question: Understanding) -> bool:
    return _HOW_MUCH.search(question.text) is not None or bool(question.of_part(Part.INDICATOR))


def _told(rows: Sequence[Row], *, by_name: bool) -> list[str]:
    """Return the names of rows where these are asked for, else their values."""
    return [row.name for row in rows] if by_name else [row.value for row in rows if row.value]


def _in_order(found: Sequence[Line], ranking: Ranking | None) -> Sequence[Line]:
    """Return lines in the order of the documents; the greatest or the least first where that is asked and all have one unit."""
    facts = [line.fact for line in found]
    if ranking is None or not all(fact.number for fact in facts) or len({fact.unit for fact in facts}) > 1:
        return found
    return sorted(found, key=lambda line: -ranking.direction * Decimal(line.fact.number))
