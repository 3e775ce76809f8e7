"""What a question asks of several things that it names side by side: A和B的总投资各是多少, A的产值、利润分别是多少.

All of it reads normalised text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from answers.questions.asked_of_each import (
    FRAMES,
    FROM_TO,
    about,
    body_and_tail,
    further_tails,
    is_beside,
    says_what,
    told_apart,
    with_growth,
)
from answers.questions.each import OF_NAMED
from answers.questions.kinds_listed import kinds_listed
from answers.questions.leads import are_bodies, lead_of
from answers.questions.listing import (
    acts,
    asked_for,
    deeds,
    keywords,
    listed,
    mixed,
    objects,
    states,
    tails_of,
    with_part,
)
from answers.questions.parts import INDICATORS, Part
from answers.questions.pieces import (
    Each,
    asks_post,
    beginning,
    entities,
    head_of,
    is_named,
    of_body,
    of_deed,
    of_so_many,
    only_asks,
    only_counts,
    uncounted,
)
from answers.questions.understanding import Understanding
from answers.types import Kind
from answers.vocabulary import any_of, vocabulary

# Names hold 与, 同 and 及 more often than 和.
_JOINING = (re.compile(r"、|以及|还有|[和跟]| "), re.compile(r"[与同及]"))
_PLAINLY_JOINING = (re.compile(r"、|以及|和"),)  # where nothing says that each one is asked for
_DAYS = re.compile("的?(?:日子|日期|时间)$")
_IN_ALL = re.compile(any_of(vocabulary("summed-up")))
_NUMBERS = re.compile(r"的(?:数|数字|数据|情况)$")
_QUOTED = re.compile('\u201c[^\u201d]{0,40}\u201d|\u300a[^\u300b]{0,40}\u300b|"[^"]{0,40}"|\\([^)]{0,40}\\)')
_MEASURES = re.compile(rf"{INDICATORS.pattern}|(?:标准|水平|规模|率|额|量)$")
_GROWTH = tuple(word for word in vocabulary("growth-nouns") | vocabulary("growth-verbs") if len(word) > 1)
_OF, _DONE = "的", "了"
_LISTED = 3  # so many side by side are a list, whatever else a question says
_FEWEST, _MOST = 2, 12  # questions that one table asks
_LONGEST_PIECE = 24  # code points


@dataclass(frozen=True, slots=True)
class Coordination:
    """The questions about each of several; `is_said`: the question says that each is asked of, and not what joins them alone."""

    each: tuple[Each, ...]
    is_said: bool


def coordinated(question: Understanding) -> Coordination | None:
    """Return what a question asks of each of the things that it names side by side; None where it names no two."""
    said = told_apart(question.text)
    if lists := kinds_listed(said, question) or listed(said, question):
        return Coordination(lists, is_said=True)
    topic, _, text = said.split("?")[0].strip(" 。!,").rpartition(":")
    found = _coordinated(text, question)
    if found is None or not says_what(topic, question):
        return found
    return replace(found, each=tuple(about(topic, one, question) for one in found.each))


def _coordinated(text: str, question: Understanding) -> Coordination | None:
    """Return what a question without what it is opened by asks of each of the things that it names side by side."""
    if FROM_TO.search(text) is not None:
        return None  # 甲、乙的里程从多少增加到多少: two values of each
    if parted := with_part(text, question):
        return Coordination(parted, is_said=False)
    if parts := mixed(text, question):
        return Coordination(parts, is_said=False)
    if words := keywords(text, question):
        return Coordination(words, is_said=True)
    if how := states(text, question):
        return Coordination(how, is_said=True)
    if question.kind is Kind.DATE and (days := deeds(text, question)):
        return Coordination(days, is_said=True)
    marker = OF_NAMED.search(text)
    is_compared = question.kind is Kind.COMPARE or FRAMES.search(text) is not None
    is_short = question.kind in (Kind.NUMBER, Kind.PERSON) or asks_post(text)
    if marker is None and (_IN_ALL.search(text) or not (is_compared or is_short)):
        return None
    body, tail = body_and_tail(text, marker)
    tails = [*tails_of(tail), *further_tails(text, marker)]
    if counted := objects(body, tail, question):
        return Coordination(counted, is_said="、" in tail)
    if done := acts(body, tail, question):
        return Coordination(done, is_said=True)
    is_said = marker is not None or is_compared
    joining = _JOINING if is_said else _PLAINLY_JOINING
    groups = [pieces for part in body.split(",") if (pieces := _pieces(part, question, joining))]
    if len(groups) > 1 and len(groups[1]) == 1 and only_counts(groups[1][0], len(groups[0])):
        del groups[1]  # 甲、乙、丙,这三家|各是干哪一行的
    if len(groups) > 1:  # 甲、乙,两个项目投资额: of those named before
        said = of_so_many(groups[1][0], len(groups[0]))
        is_said = is_said or said != groups[1][0]
        groups[1] = [said, *groups[1][1:]]
    if len(groups) >= _LISTED and all(len(pieces) == 1 for pieces in groups):  # 甲园,乙园,丙园都投了多少
        singles = [pieces[0] for pieces in groups]
        groups = [[*singles[:-1], uncounted(singles[-1], len(singles))]]
    groups, of_all = _of_deeds([with_growth(pieces) for pieces in groups], question)
    tails = [f"{of_all}{one}" for one in tails]
    if len(groups) == 1 and not of_all:
        groups = _crossed(groups[0])
    lengths = [len(piece) for pieces in groups for piece in pieces]
    if not lengths or max(map(len, groups)) < _FEWEST or max(lengths) > _LONGEST_PIECE:
        return None
    if not is_said and not _are_named(groups[0], question):
        return None
    found = tuple(
        Each(f"{each.name}{asked_for(one) if len(tails) > 1 else ''}", each.text)
        for one in tails
        for each in (
            _every_pair(groups, one, question)
            if len(groups) > 1
            else _each_of(groups[0], one, question, is_bare=only_asks(tails[0]))
        )
    )
    is_list = max(map(len, groups)) >= _LISTED or len(tails) > 1
    return Coordination(found, is_said or is_list) if _FEWEST <= len(found) <= _MOST else None


def _pieces(part: str, question: Understanding, joinings: Sequence[re.Pattern[str]]) -> list[str]:
    """Return what stands side by side in a part of a question; what is quoted, or one term, is never parted.

    A name that the documents say with 和 in it (恒和机械) is parted only where nothing else would be.
    """
    whole = [match.span() for match in _QUOTED.finditer(part)]
    terms = [
        (place, place + len(term.text), term.is_joined)
        for term in question.terms
        if len(term.text) > 1 and (place := part.find(term.text)) >= 0
    ]
    whole += [(start, end) for start, end, is_joined in terms if not is_joined]
    joined = [(start, end) for start, end, is_joined in terms if is_joined]
    for joining in joinings:
        marks = _outside([*whole, *joined], joining, part) or _outside(whole, joining, part)
        if marks:
            edges = [0, *(place for match in marks for place in match.span()), len(part)]
            pieces = [
                part[begin:end].strip(" 的") for begin, end in zip(edges[::2], edges[1::2], strict=True)
            ]
            pieces = [piece for piece in pieces if piece]
            return [*pieces[:-1], uncounted(pieces[-1], len(pieces))] if pieces else []
    return [part.strip(" 的")] if part.strip(" 的") else []


def _outside(whole: Sequence[tuple[int, int]], joining: re.Pattern[str], part: str) -> list[re.Match[str]]:
    """Return what joins in a part of a question outside of what is never parted there."""
    return [
        mark
        for mark in joining.finditer(part)
        if not any(start < mark.end() and mark.start() < end for start, end in whole)
    ]


def _of_deeds(groups: list[list[str]], question: Understanding) -> tuple[list[list[str]], str]:
    """Return groups of things of a deed each as one list, and the indicator behind them all: 引进的团队、科学家,培养的人才,人数各多少."""
    if len(groups) < _FEWEST:
        return groups, ""
    *things, last = groups
    is_measured = len(last) == 1 and _MEASURES.search(last[0]) is not None and len(things) > 1
    of_all = last[0] if is_measured else ""
    things = things if is_measured else groups
    lead = beginning(things[0][0], question) if things else ""
    firsts = [group[0].removeprefix(lead) for group in things]
    if len(things) < _FEWEST or not all(
        _OF in first[1:-1] and not _MEASURES.search(first) for first in firsts
    ):
        return groups, ""
    deeds = [first[: first.index(_OF) + 1] for first in firsts]
    listed = [
        [first, *(piece if _OF in piece[1:-1] else f"{deed}{piece}" for piece in group[1:])]
        for first, deed, group in zip(firsts, deeds, things, strict=True)
    ]
    first, *others = [piece for group in listed for piece in group]
    return [[f"{lead}{first}", *others]], of_all


def _crossed(pieces: list[str]) -> list[list[str]]:
    """Return names and what is asked of each of them apart: 甲局、乙局 | 联系人、电话 of 甲局、乙局的联系人和电话."""
    holding = [place for place, piece in enumerate(pieces) if _OF in piece[1:-1]]
    if len(holding) != 1 or not 0 < holding[0] < len(pieces) - 1:
        return [pieces]
    name, _, asked = pieces[holding[0]].rpartition(_OF)
    return [[*pieces[: holding[0]], name], [asked, *pieces[holding[0] + 1 :]]]


def _each_of(pieces: Sequence[str], tail: str, question: Understanding, *, is_bare: bool) -> tuple[Each, ...]:
    """Return the question about each of some pieces, with what the last one says of all, and what the first one does.

    `is_bare`: the first thing that is asked only asks, so that what the last piece says behind its name is asked of each.
    """
    if _is_topic(pieces, question):
        topic, *pieces = pieces
        return tuple(Each(piece, f"{piece}{topic}{tail}?") for piece in pieces)
    is_led = not are_bodies(pieces, tail, question)
    lead = beginning(pieces[0], question) if is_led else ""
    if _are_whole([pieces[0].removeprefix(lead), *pieces[1:]], question):
        return tuple(
            Each(f"{lead}{one}", f"{lead}{one}{tail}?") for one in (pieces[0].removeprefix(lead), *pieces[1:])
        )
    name, shared = _parallel([pieces[0].removeprefix(lead), *pieces[1:]], question)
    if not shared:
        lead = lead_of(pieces, question) if is_led else ""
        name, shared = _shared([pieces[0].removeprefix(lead), *pieces[1:]], is_bare, question)
    of = "的" if shared else ""
    if shared and is_bare and not only_asks(tail):
        shared = f"{shared.removesuffix(_DONE)},"  # 隔离了多少、解除了多少
    names = [pieces[0].removeprefix(lead), *pieces[1:-1], name]
    return tuple(Each(f"{lead}{one}", f"{lead}{one}{of}{shared}{tail}?") for one in names)


def _is_topic(pieces: Sequence[str], question: Understanding) -> bool:
    """Return whether the first of some pieces is what is asked of the others: 产能恢复情况 甲公司 乙公司."""
    topic, *others = pieces
    if f"{topic} " not in question.text or entities(topic, question):
        return False
    return all(entities(piece, question) for piece in others)


def _are_whole(pieces: Sequence[str], question: Understanding) -> bool:
    """Return whether each of some pieces is something of its own, and no indicator is asked of all: 争取到的口罩、发出去的口罩."""
    heads = [piece.rpartition(_OF)[2] for piece in pieces]
    has_own = all(_OF in piece[1:-1] for piece in (pieces[0], pieces[-1]))
    return has_own and not _MEASURES.search(heads[-1])


def _shared(pieces: Sequence[str], is_bare: bool, question: Understanding) -> tuple[str, str]:
    """Return the last piece's name and what it says of all: (滨江, 复工率) of 江阴和滨江的复工率."""
    name, shared = head_of(pieces[-1], question, is_bare)
    beside = is_beside(name, pieces[:-1], question) or _is_post_of_all(shared, pieces[:-1], question)
    if shared in _GROWTH and not any(piece.endswith(_GROWTH) for piece in pieces[:-1]):
        return name, shared  # 产值、外资、固投的增幅
    is_of_all = beside and not any(
        head_of(piece, question, is_bare=False)[1] or (shared and piece.endswith(shared))
        for piece in pieces[:-1]
    )
    return (name, shared) if is_of_all else (pieces[-1], "")


def _is_post_of_all(shared: str, others: Sequence[str], question: Understanding) -> bool:
    """Return whether what the last of some pieces says behind its name is a post, and the others say none: 甲公司、乙装备的总经理."""
    posts = [term.text for term in question.of_part(Part.POST)]
    return shared in posts and not any(post in one for post in posts for one in others)


def _parallel(pieces: Sequence[str], question: Understanding) -> tuple[str, str]:
    """Return the last piece parted behind its first word, where the others are one word each: 城市和农村|低保标准."""
    last = pieces[-1]
    if (of_bodies := of_body(pieces, question)) is not None:
        return of_bodies
    if (deed := of_deed(pieces, question)) is not None:
        return deed
    words = {term.text for term in question.terms}
    names = {term.text for term in question.of_part(Part.ENTITY)}
    first = max((word for word in words if last.startswith(word) and word != last), key=len, default="")
    rest = last.removeprefix(first)
    if first in names and (more := [one for one in names if rest.startswith(one)]):  # 华安|鑫创
        first = f"{first}{max(more, key=len)}"
    rest = last.removeprefix(first).removeprefix("的")
    is_shared = (
        bool(first)
        and _MEASURES.search(rest)
        and _OF not in rest
        and all(piece in words and not _MEASURES.search(piece) for piece in pieces[:-1])
    )
    return (first, rest) if is_shared else (last, "")


def _every_pair(groups: Sequence[Sequence[str]], tail: str, question: Understanding) -> tuple[Each, ...]:
    """Return the question about each of what is named first, for each of what is asked of it."""
    if len(groups) != _FEWEST:
        return ()
    names, asked = groups
    if len(names) == 1 and not entities(names[0], question) and all(entities(one, question) for one in asked):
        names, asked = asked, names  # 老楼装电梯,甲市、乙市各装了多少部
    if len(asked) == 1 and all(_MEASURES.search(name) for name in names):
        names, asked = [_NUMBERS.sub("", asked[0])], names  # 产值、外资这两项,甲区的数是多少
    lead = lead_of(names, question) if len(names) > 1 else ""
    names = [name if name.startswith(lead) else f"{lead}{name}" for name in names]
    return tuple(
        Each(f"{name}{one if len(asked) > 1 else ''}", f"{name}的{one}{tail}?")
        for name in names
        for one in asked
    )


def _are_named(pieces: Sequence[str], question: Understanding) -> bool:
    """Return whether pieces that and alone joins are several: each is a name or an indicator, or all are of what the first one names."""
    is_of_one = len(pieces) >= _LISTED and bool(lead_of(pieces, question).endswith("的"))
    return is_of_one or all(is_named(piece, question) for piece in pieces)
