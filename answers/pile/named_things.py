"""The project or the works that a figure is of, by the name that stands beside its value: 总投资32亿元的远航智能装备产业园项目."""

from __future__ import annotations

import re

from answers.facts.fact import Fact
from answers.facts.owners import Owner, is_of_another_area
from answers.sources import Source, Sources
from answers.spans.figures import wanted_units
from answers.vocabulary import any_of, longest_first, vocabulary
from retrieval.normalise import normalise
from retrieval.quantities import find_figures
from retrieval.types import Span

_THING_ENDS = longest_first(vocabulary("thing-ends"))
_ENDS = any_of(_THING_ENDS)
_THINGS = re.compile(_ENDS)
_MEASURES = any_of(vocabulary("measured-of-things"))
# 总投资32亿元的|远航智能装备产业园项目和…
_BEHIND = re.compile(r"(?:左右|以上|多)?的(?P<name>[^,;。、:!?\u2026的]*)")
# 签约的|海晟风电装备项目|总投资(75亿元)
_BEFORE = re.compile(
    rf"(?P<name>[^,;。、:!?\u2026\d的]{{1,26}}(?:{_ENDS}))(?:{_MEASURES})[约近超达为过逾]{{0,2}}到?\Z"
)
_POINTERS = re.compile(r"[这该此本其\d多数]|[两三四五六七八九十几]个")
_COLLECTIVE = longest_first(vocabulary("collective-sorts"))
_SORTS = longest_first(vocabulary("sorts-of-things"))
# First letters of the tags of what goes on with a name behind 工程 or 基地: 海洋工程|装备|产业园
_GOES_ON = ("n", "vn", "b", "a", "l")
_STOPS = ("nr", "ns", "nt")  # whom a verb left out speaks of: …项目|江阴高新区
_MONEY = wanted_units("投资") or ()
_LONGEST, _SHORTEST = 30, 2  # code points of a name, and of what stands before its ending


def thing_of(fact: Fact, owner: Owner, sources: Sources) -> str:
    """Return the name of the thing that a figure is of, as the document writes it; empty where it is of whom its article is about."""
    source = sources.find(fact.passage.id)
    named = _named(fact, source) if source is not None else None
    if named is not None:
        return named
    is_own = fact.subject in (owner.name, owner.region, "")
    return "" if is_own or is_of_another_area(fact, owner) or _is_general(fact.subject) else fact.subject


def ends_as_thing(name: str) -> bool:
    """Return whether a name ends as those of projects and works do, and not as that of a firm or an area."""
    return name.endswith(_THING_ENDS)


def _named(fact: Fact, source: Source) -> str | None:
    """Return the name that stands right behind a value or right before what it measures; None where none does.

    Empty where a value is of what stands behind it, and that has no name: 总投资80亿元的生产基地.
    """
    text = fact.passage.text
    behind = normalise(text[fact.span.end : fact.statement.end])
    if (match := _BEHIND.match(behind.text)) is not None:
        name = _whole(match["name"], source)
        return behind.as_written(name) if name and not _is_general(name) else ""
    before = normalise(text[fact.statement.start : fact.span.start])
    match = _BEFORE.search(before.text)
    if match is None or len(match["name"]) > _LONGEST or _is_general(match["name"]):
        return None
    return before.as_written(match["name"])


def _whole(text: str, source: Source) -> str:
    """Return the name that a text begins with, up to the first ending behind which no noun goes on; empty where there is none."""
    name = ""
    for match in _THINGS.finditer(text):
        name = text[: match.end()]
        tag = _next_tag(text[match.end() :], source)
        if not tag.startswith(_GOES_ON) or tag.startswith(_STOPS):
            break
    is_of_another = any(
        figure.unit in _MONEY for figure in find_figures(name)
    )  # 与上市公司洽谈固投8亿元光通讯项目
    return name if len(name) <= _LONGEST and not is_of_another else ""


def _next_tag(text: str, source: Source) -> str:
    """Return the part of speech of the word that a text of a source begins with."""
    start = source.text.find(text) if text else -1
    word = (
        next(iter(source.analysis.words_within(Span(start, start + len(text)))), None) if start >= 0 else None
    )
    return source.tag(word.of(source.text)) if word is not None else ""


def _is_general(name: str) -> bool:
    """Return whether a name says only of what sort a thing is, or points at one: 重大产业项目, 该项目."""
    name = normalise(name).text
    if _POINTERS.match(name):
        return True
    end = next((match for match in reversed(list(_THINGS.finditer(name))) if match.end() == len(name)), None)
    rest = name[: end.start()] if end is not None else name
    if rest.endswith(_COLLECTIVE):
        return True
    while word := next((one for one in _SORTS if rest.endswith(one)), ""):
        rest = rest[: -len(word)]
    return len(rest) < _SHORTEST
