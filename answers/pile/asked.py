"""What a question asks of several subjects at once: of which ones, and what, column by column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from answers.facts.names import PLACES
from answers.facts.owners import Owner
from answers.matching import exactly
from answers.periods import RELATIVE_TIMES
from answers.pile.articles import Article
from answers.pile.column import Column
from answers.pile.columns import Reader
from answers.pile.several import (
    ALL,
    ASKS_COUNT,
    EACH,
    RANKS_APART,
    UNNAMED,
    WHICH,
    asks_difference,
    asks_each,
    asks_those_that_tell,
)
from answers.questions import each
from answers.questions.asked_of_each import FROM_TO
from answers.questions.kinds import PLACE_IN_A_ROW
from answers.questions.parts import AREA_SORTS, NAMED_AREA, Part
from answers.questions.understanding import Understanding
from answers.structure.measuring import Bound, Ranking, bound_of, ranking_of, which_more
from answers.vocabulary import any_of, longest_first, table, vocabulary
from retrieval.quantities import find_figures
from retrieval.types import Span

# 除了甲,还有谁 · 跟甲一样是5%的还有哪些
_EXCEPT = re.compile(
    r"除了?(?P<out>[^,。?;]{2,24}?)(?:之外|以外|外|,|还)|[跟和与同](?P<like>[^,。?;]{2,24}?)(?:一样|相同)(?=[^?]{0,24}还有)"
)
# a word for the dictionary is 十四五期, and what follows it says nothing
_SPANS_OF_YEARS = re.compile(
    rf"(?<!第)十[一二三四五六]五(?:{any_of(vocabulary('plan-periods'))})?(?:的)?|(?:过去|这|近|未来|最近)[一三五十]年(?:来|间|里|下来)?|[一三五十]年(?:来|间|里|下来)|(?<=[去今前]年)一年"
)
_SIDE_BY_SIDE = re.compile(each.WORDS)  # 年分 of 去年分别生产 is no word
_LACKING = re.compile(rf"(?:没有?|尚未|还没|未)(?:{any_of(vocabulary('telling-verbs'))})|缺(?!陷)")
_SORTS = sorted(table("sorts-of-subjects"), key=lambda row: -len(row[0]))
_JOINED = vocabulary("joining-words") | {"\u3001", ",", " "}
_JOINS = re.compile(any_of(vocabulary("joining-words") | {"\u3001"}))
_FEWEST = 2  # subjects, or columns, that a table has
_AREA = re.compile(AREA_SORTS)
# 青河省|2025年|有哪些市
_TIMES = re.compile(rf"{any_of(RELATIVE_TIMES)}|(?:20)?\d\d年")
_ENDINGS = longest_first(vocabulary("subject-endings"))
_SHORTEST_NAME = 2  # code points
_PILES_KEPT = (
    16  # whose subjects have names in memory: one library, and those of its documents that questions keep to
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A table that a question asks for.

    `readings` are the columns that may be meant, the plainest reading first, none where no figure is named. `named` are the names
    of the subjects in the question's order, none for all; `left_out` those that are not wanted; `endings` those of the sort of subjects
    that are (各省), none for any; `unknown` the places that it names and no document is about. `asks_each`: each one's figure is asked
    for, and not who comes first alone; `asks_lacking`: those are that do not tell it; `asks_count`: how many do; `asks_which`: those are that do;
    `only_told`: those that do not tell it have no line.
    """

    readings: tuple[tuple[Column, ...], ...]
    named: tuple[str, ...]
    left_out: frozenset[str]
    endings: tuple[str, ...]
    unknown: tuple[str, ...]
    ranking: Ranking | None
    bound: Bound | None
    asks_difference: bool
    asks_each: bool
    asks_lacking: bool
    asks_count: bool
    asks_which: bool
    only_told: bool

    def wants(self, owner: Owner) -> bool:
        """Return whether a subject is one of those that are asked for."""
        if owner.is_called(self.left_out):
            return False
        if self.named:
            return owner.is_called(self.named)
        return not self.endings or owner.name.endswith(self.endings)

    def place(self, owner: Owner) -> int:
        """Return where a subject comes among those that the question names."""
        return next((number for number, name in enumerate(self.named) if owner.is_called([name])), 0)


def asked_of(question: Understanding, subjects: Sequence[str]) -> Asked | None:
    """Return the table that a question asks for over some subjects; None where it asks of one, or for no figures."""
    text = question.text
    names = _names(tuple(subjects))
    out = _EXCEPT.search(text)
    left_out = frozenset(name for name in names if out and name in (out["out"] or out["like"]))
    said = {name for name in names if name in text}  # 南通开发区 names no 南通高新区
    longest = {name for name in said if not any(name in other for other in said - {name})}
    named = tuple(sorted(longest - left_out, key=text.index))
    lacking = {place for place in PLACES if place in text and not _is_any(place, names)}
    unknown = tuple(sorted(lacking | set(_areas_beside(question, occurrences(text, longest)))))
    is_all = (EACH if not named else ALL).search(text) is not None  # 江西城镇和农村收入各是多少 is of 江西
    is_all = is_all or not (named or UNNAMED.search(text) is None)
    if not named and (not is_all or _names_others(question)):
        return None
    if out is None and len(named) == 1 and _asks_within(text, named[0], subjects):
        return None
    if len(named) == 1 and not unknown and PLACE_IN_A_ROW in text:
        return None  # 青河省产值过10万亿,在全国排第几
    ranking = ranking_of(text) or which_more(text)
    bound = (
        bound_of(text) if out is None or left_out else _not_like(out["out"] or out["like"]) or bound_of(text)
    )
    outside = [
        Span(*match.span())
        for pattern in (EACH, UNNAMED, RANKS_APART, FROM_TO, _EXCEPT, _SIDE_BY_SIDE)
        for match in pattern.finditer(text)
    ]
    outside += occurrences(text, {*said, *unknown})
    outside += [Span(*match.span()) for match in _SPANS_OF_YEARS.finditer(text)]
    masked = outside + [one.span for one in (ranking, bound) if one is not None]
    readings = Reader(question, masked).readings()
    if len(named) + len(unknown) < _FEWEST and not is_all:
        readings = tuple(columns for columns in readings if len(columns) >= _FEWEST)
        if not readings:
            return None
    is_of_all = is_all and len(named) + len(unknown) < _FEWEST
    return Asked(
        readings,
        () if is_of_all else named,
        left_out,
        endings_of(text, subjects) if is_of_all else (),
        () if is_of_all else unknown,
        ranking,
        bound,
        asks_difference(text),
        asks_each(text),
        _LACKING.search(text) is not None,
        ASKS_COUNT.search(text) is not None,
        WHICH.search(text) is not None,
        not named and asks_those_that_tell(text) and _LACKING.search(text) is None,
    )


def _not_like(said: str) -> Bound | None:
    """Return the bound that figures are other than the one that is left out: 除了写5.5%左右的."""
    figures = find_figures(said)
    if len(figures) != 1 or figures[0].value is None:
        return None
    return Bound(figures[0].value, figures[0].unit, "!=", figures[0].span)


def _names_others(question: Understanding) -> bool:
    """Return whether a question in which no subject is named names others side by side: 甲项目和乙公司谁大."""
    names = [term.span for term in question.of_part(Part.ENTITY)]
    if len(names) < _FEWEST or ALL.search(question.text) is not None:
        return False
    return _JOINS.search(question.text, names[0].end, names[-1].start) is not None


# 青河|又多了|哪三个产值过三千亿的|城市 · 青河有|几个县|的产值过了500亿
_AREA_SORT = f"{any_of(vocabulary('area-endings'))}|城市"
_OF_A_SORT = re.compile(
    rf"哪[些几两三四五六七八九十][个座家]?[^,?。]{{1,24}}的(?P<sort>{_AREA_SORT})[?。]?$|(?:几|多少)个(?P<counted>{_AREA_SORT})"
)


def _asks_within(text: str, name: str, subjects: Sequence[str]) -> bool:
    """Return whether a question asks which areas of the one subject that it begins with do something: 青河省去年有哪些市…, no 青河省以外哪些省."""
    which = WHICH.search(text)
    of_a_sort = _OF_A_SORT.search(text) if which is None else None
    if (which is None and of_a_sort is None) or not text.startswith(name):
        return False
    rest = _TIMES.sub("", text[len(name) : which.start()]) if which is not None else ""
    own = [one for one in subjects if name in one and one.endswith(rest)]
    sort = which.group() if which is not None else ""
    if of_a_sort is not None:
        sort = of_a_sort["sort"] or of_a_sort["counted"]
    ends = next((ends.split() for one, ends in _SORTS if sort.endswith(one)), [sort[-1]])
    return bool(own) and not any(one.endswith(tuple(ends)) for one in own)


def endings_of(text: str, subjects: Sequence[str]) -> tuple[str, ...]:
    """Return how the names of the sort of subjects end that a question asks for, none where fewer than two end so."""
    for match in EACH.finditer(text):
        for sort, endings in _SORTS:
            if match.group().endswith(sort):
                ends = tuple(endings.split())
                return ends if sum(one.endswith(ends) for one in subjects) >= _FEWEST else ()
    return ()


def _areas_beside(question: Understanding, named: Sequence[Span]) -> list[str]:
    """Return the areas that stand side by side with subjects that a question names and are none: 松山湖高新区、江阴高新区."""
    beside = list(named)
    areas = [
        term
        for term in question.of_part(Part.ENTITY)
        if NAMED_AREA.search(term.text) and not any(term.span.overlaps(span) for span in named)
    ]
    found: list[str] = []
    for term in (*areas, *areas[::-1]):  # from both sides, as one may stand beside another
        if term.text not in found and any(_is_joined(question.text, term.span, span) for span in beside):
            found.append(term.text)
            beside.append(term.span)
    return found


def _is_joined(text: str, one: Span, other: Span) -> bool:
    first, last = sorted((one, other), key=lambda span: span.start)
    return text[first.end : last.start] in _JOINED


def _is_any(place: str, names: frozenset[str]) -> bool:
    return any(place in name or name in place for name in names)


def names_in(text: str, subjects: Sequence[str]) -> list[Span]:
    """Return where a text names subjects, by whichever of their names; no name that is part of a longer one."""
    spans = occurrences(text, _names(tuple(subjects)))
    return [span for span in spans if not any(other != span and other.holds(span) for other in spans)]


def names_another_area(text: str, names: Sequence[Span]) -> bool:
    """Return whether a name goes on to that of an area which is not the subject's: 东陵经开区 where 东陵高新区 is 东陵 as well."""
    return any(_AREA.match(text, name.end) for name in names)


def excepted(text: str) -> Span | None:
    """Return where a text says what is left out; None where nothing is.

    >>> excepted("除了甲园,还有哪些项目?"), excepted("有哪些项目?")
    (Span(start=2, end=4), None)
    """
    match = _EXCEPT.search(text)
    group = "out" if match is not None and match["out"] else "like"
    return Span(*match.span(group)) if match is not None else None


def of_those_named(text: str, articles: Sequence[Article]) -> tuple[list[Span], list[Article]]:
    """Return where a text names subjects, and the articles about these; all where it names none."""
    names = names_in(text, [one.owner.name for one in articles])
    said = {name.of(text) for name in names}
    return names, [one for one in articles if not said or one.owner.is_called(said)]


def occurrences(text: str, names: Iterable[str]) -> list[Span]:
    """Return where some names stand in a text, in order.

    >>> occurrences("江阴和无锡", ["无锡", "江阴"])
    [Span(start=0, end=2), Span(start=3, end=5)]
    """
    found = [span for name in names for span in exactly(name, text)]
    return sorted(found, key=lambda span: (span.start, span.end))


@lru_cache(_PILES_KEPT)
def _names(subjects: tuple[str, ...]) -> frozenset[str]:
    """Return what subjects are called in a question.

    Whole, without what says their sort, by the place in their name, and by what it has in brackets or without these.
    """
    places = {place for place in PLACES for subject in subjects if place in subject}
    short = {_short(subject) for subject in subjects} | {subject.partition("(")[0] for subject in subjects}
    others = {subject.partition("(")[2].rstrip(")") for subject in subjects}
    return frozenset(name for name in {*subjects, *places, *short, *others} if len(name) >= _SHORTEST_NAME)


def _short(subject: str) -> str:
    """Return a name without the ending that says its sort: 江阴 of 江阴高新区."""
    whole = subject.partition("(")[0]
    return next((whole.removesuffix(one) for one in _ENDINGS if whole.endswith(one)), "")
