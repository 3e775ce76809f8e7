"""Whether a candidate is told of another place, another work or another post than the one that a question names.

All of it reads normalised text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise

from answers.spans.posts import DEPUTY, body_before, is_of_another, is_same_body, places_of
from answers.vocabulary import any_of, table, vocabulary
from retrieval.types import Span
from retrieval.vocabulary.lists import words

_KEPT = 1024
# Places that stand side by side, a set a level: states, provinces, cities; each with what says its sort as well.
_LEVELS = tuple(frozenset(names.split()) for _, names in table("places"))
_NAMES = tuple(re.compile(any_of(level)) for level in _LEVELS)
_ENDINGS = ("省", "市", "自治区", "特区")
_SPELLED = tuple(level | {f"{name}{ending}" for name in level for ending in _ENDINGS} for level in _LEVELS)
_OF_ANY_LEVEL = frozenset[str]().union(*_SPELLED)
_WORK = re.compile("\u300a(?P<name>[^\u300a\u300b]{2,60})\u300b")
# 北京、天津和上海: one is told of as much as another.
_JOINING = re.compile("[\u3001和与及]|以及|省|市|自治区")


def find_places(words: Sequence[str], spans: Callable[[], Sequence[Span]]) -> tuple[tuple[Span, ...], ...]:
    """Return where those words of a text stand that are places, a row a level; where they stand is asked if any is one."""
    at = [number for number, word in enumerate(words) if word in _OF_ANY_LEVEL]
    places = spans() if at else ()
    return tuple(tuple(places[number] for number in at if words[number] in level) for level in _SPELLED)


def place(question: str, text: str, places: Sequence[Sequence[Span]], sentence: Span, span: Span) -> int:
    """Compare the places that a question names with the one of the same level that stands before a candidate.

    `places` are those of the text. Where none stands before it, the first one behind it counts. 1 where it is one that is asked
    of, -1 where it is another, 0 where neither names one.

    >>> text = "福建沿海193艘,浙江沿海76艘"
    >>> places = find_places(["福建", "浙江"], lambda: [Span(0, 2), Span(9, 11)])
    >>> [place("浙江有多少艘?", text, places, Span(0, len(text)), Span(*at)) for at in ((4, 8), (13, 16))]
    [-1, 1]
    """
    marks = [
        _compare(asked, text, [one for one in told if sentence.holds(one)], span)
        for asked, told in zip(_asked(question), places, strict=True)
        if asked
    ]
    return -1 if -1 in marks else max(marks, default=0)


def place_in(question: str, text: str, places: Sequence[Sequence[Span]], sentence: Span) -> int:
    """Compare the places that a question names with those of a sentence: 1 where it names one, -1 where only others.

    >>> text = "福建沿海193艘"
    >>> places = find_places(["福建"], lambda: [Span(0, 2)])
    >>> [place_in(f"{name}有多少艘?", text, places, Span(0, 8)) for name in ("浙江", "福建")]
    [-1, 1]
    """
    marks = []
    for asked, found in zip(_asked(question), places, strict=True):
        told = {_bare(one.of(text)) for one in found if sentence.holds(one)} if asked else ()
        if told:
            marks.append(1 if not asked.isdisjoint(told) else -1)
    return -1 if -1 in marks else max(marks, default=0)


def places_in(text: str) -> frozenset[str]:
    """Return the places of the sets that a text names."""
    return frozenset(match.group() for level in _NAMES for match in level.finditer(text))


def is_another_place(name: str, title: str) -> bool:
    """Return whether a title names places of the level that a name is of, and not that one.

    >>> is_another_place("湖南省", "宁夏回族自治区政府工作报告"), is_another_place("湖南省", "湖南湖北两省的协议"), is_another_place("湖南省", "长沙市")
    (True, False, False)
    """
    return any(
        asked and (told := frozenset(names.findall(title))) and asked.isdisjoint(told)
        for asked, names in zip(_asked(name), _NAMES, strict=True)
    )


@lru_cache(_KEPT)
def _asked(question: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(names.findall(question)) for names in _NAMES)


def _bare(word: str) -> str:
    return next((word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending)), word)


def _compare(asked: frozenset[str], text: str, told: Sequence[Span], span: Span) -> int:
    has_figure = any(map(str.isdigit, span.of(text)))
    places = [one for one in told if has_figure or not one.overlaps(span)]
    before = [one for one in places if one.end <= span.start or span.holds(one)]
    nearest = before[-1:] or places[:1]
    if not nearest:
        return 0
    if not before and _has_its_own(text, nearest[0], span):
        return -1
    group = _group(text, places, nearest[0])
    return 1 if any(_bare(one.of(text)) in asked or one.of(text) in asked for one in group) else -1


# The rest of the clause behind a place, and what a figure or a date is measured by: 日 of 2月24日.
_REST = re.compile("[^,;。]*")
_UNITS = re.compile(r"\d[万亿]?(?P<unit>[^\d\s.,;。万亿]{1,2})")
_MEASURED_BY = re.compile(r"\d[万亿]?(?P<unit>[^\d\s.,;。万亿]{1,2})$")


def _has_its_own(text: str, place: Span, span: Span) -> bool:
    """Return whether a place behind a figure begins a clause with a figure measured alike: that one is told of it.

    >>> text = "全国延长到2月24日,湖北地区延长到3月6日"
    >>> _has_its_own(text, Span(11, 13), Span(5, 10)), _has_its_own("新增5例,湖北居第3位", Span(5, 7), Span(2, 4))
    (True, False)
    """
    measured = _MEASURED_BY.search(span.of(text))
    if measured is None or place.start < span.end or text[place.start - 1 : place.start] not in (",", ";"):
        return False
    rest = _REST.match(text, place.end)
    units = [] if rest is None else [match["unit"] for match in _UNITS.finditer(rest.group())]
    return any(unit.startswith(measured["unit"]) for unit in units)


def _group(text: str, places: Sequence[Span], one: Span) -> list[Span]:
    """Return a place with those that are named in one go with it."""
    runs: list[list[Span]] = [[place] for place in places[:1]]
    for left, right in pairwise(places):
        between = text[left.end : right.start]
        if _JOINING.sub("", between):
            runs.append([right])
        else:
            runs[-1].append(right)
    return next(run for run in runs if one in run)


# Areas that stand side by side within a place, with what says their sort: 金山街道, 银河街道.
_SORTS = any_of(vocabulary("areas-side-by-side"))
_AREA = re.compile(rf"(?P<name>[\u4e00-\u9fff]{{2,8}}?)(?P<sort>{_SORTS})")
_CLAUSE_START = re.compile(r"(?<![\u4e00-\u9fff])")
_IN_FRONT_OF_SORTS = (*vocabulary("sorts-of-areas"), *words("area-pronouns"))
_TOLD_BY = 2  # characters in front of what says the sort, which tell areas apart: 金山街道 of 河东区金山街道


def area(names: tuple[str, ...], text: str, sentence: Span, span: Span) -> int:
    """Compare an area within a place among the names of a question with the last of its sort that a clause begins with before a candidate.

    1 where what stands before the candidate names the one that is asked of, -1 where it is another, 0 where neither names one.

    >>> text = "银河街道有商户410家"
    >>> [area((name,), text, Span(0, 11), Span(6, 10)) for name in ("金山街道", "银河街道", "金山")]
    [-1, 1, 0]
    """
    asked = _areas_asked(names)
    before = text[sentence.start : span.start]
    if not asked or any(name in before for name, _ in asked):
        return int(bool(asked))
    told = [
        match for start in _CLAUSE_START.finditer(before) if (match := _AREA.match(before, start.start()))
    ]
    sorts = {sort for _, sort in asked}
    return -1 if any(match["sort"] in sorts and _told_by(match) for match in told[-1:]) else 0


@lru_cache(_KEPT)
def _areas_asked(names: tuple[str, ...]) -> frozenset[tuple[str, str]]:
    """Return what tells the areas among some names from others, with their sorts."""
    areas = (match for name in names if (match := _AREA.fullmatch(name)))
    return frozenset((told, match["sort"]) for match in areas if (told := _told_by(match)))


def _told_by(area: re.Match[str]) -> str:
    """Return the end of an area's name, which tells it from others; empty where it has none."""
    name = area["name"]
    while ending := next((one for one in _IN_FRONT_OF_SORTS if name.endswith(one)), ""):
        name = name.removesuffix(ending)
    return name[-_TOLD_BY:]


def work(question: str, text: str, sentence: Span, span: Span) -> int:
    """Compare the works in book marks that a question names with the one that stands before a candidate.

    >>> text = "《甲乙丙》分9个专题"
    >>> work("《丁戊己》分几个专题?", text, Span(0, 11), Span(6, 8)), work("《甲乙丙》分几个专题?", text, Span(0, 11), Span(6, 8))
    (-1, 1)
    """
    asked = {match["name"] for match in _WORK.finditer(question)}
    if not asked:
        return 0
    told = [match["name"] for match in _WORK.finditer(text, sentence.start, span.start)]
    if not told:
        return 0
    return 1 if any(one in told[-1] or told[-1] in one for one in asked) else -1


def post(question: str, posts: Sequence[Span], sentence: str) -> int:
    """Compare the posts that a question names with those of a sentence: -1 where one is a deputy's or an assistant's alone.

    >>> question = "医管处处长是谁?"
    >>> post(question, [Span(3, 5)], "医管处副处长莫良介绍"), post(question, [Span(3, 5)], "医管处处长莫良介绍")
    (-1, 0)
    >>> post("副市长是谁?", [Span(1, 3)], "市长殷勇"), post("总经理是谁?", [Span(0, 3)], "总经理助理齐力")
    (-1, -1)
    """
    for span in posts:
        bare = span.of(question).rpartition(DEPUTY)[2]
        is_deputy = DEPUTY in span.of(question) or is_of_another(question, span.start, span.end)
        told = [is_of_another(sentence, at, at + len(bare)) for at in places_of(bare, sentence)]
        if is_deputy != any(told) and (is_deputy or all(told)):
            return -1
    return 0


# 社区 of 社区党委, right before a post
_AREA_SORTS = {
    word: number for number, (words,) in enumerate(table("levels-of-areas")) for word in words.split()
}
_HEADED_AREA = re.compile(rf"(?P<sort>{any_of(_AREA_SORTS)})的?(?:{any_of(vocabulary('area-organs'))})?$")


def body(question: str, posts: Sequence[Span], text: str, sentence: Span, span: Span) -> int:
    """Compare the office or firm whose post a question names with that of the same post nearest before a candidate.

    1 where it may be the same, -1 where it is another, 0 where either names none.

    >>> text = "倍安集团总经理齐力和河山集团总经理高远"
    >>> [body("倍安集团的总经理是谁?", [Span(5, 8)], text, Span(0, 19), Span(*at)) for at in ((7, 9), (17, 19))]
    [1, -1]
    """
    for asked in posts:
        wanted = body_before(question, asked.start)
        at = text.rfind(asked.of(question), sentence.start, span.start)
        told = body_before(text, at) if wanted and at >= 0 else ""
        if told:
            return 1 if is_same_body(wanted, told) else -1
    return 0


def level(question: str, posts: Sequence[Span], text: str, sentence: Span, span: Span) -> int:
    """Compare the sort of area whose head a question asks for with that of the same post nearest before a candidate.

    -1 where they differ, 0 where either names none.

    >>> text = "向社区党委书记袁明汇报,街道书记王立到场"
    >>> [level("南岭开发区书记是谁?", [Span(5, 7)], text, Span(0, 20), Span(*at)) for at in ((7, 9), (15, 17))]
    [-1, -1]
    >>> level("南岭开发区书记是谁?", [Span(5, 7)], "区委书记袁明", Span(0, 6), Span(4, 6))
    0
    """
    for asked in posts:
        wanted = _HEADED_AREA.search(question, 0, asked.start)
        at = text.rfind(asked.of(question), sentence.start, span.start)
        told = _HEADED_AREA.search(text, sentence.start, at) if wanted and at >= 0 else None
        if wanted and told:
            return 0 if _AREA_SORTS[wanted["sort"]] == _AREA_SORTS[told["sort"]] else -1
    return 0
