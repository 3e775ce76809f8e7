"""The end of a list in a question, and lists of names of which the question before them asks. All of it reads normalised text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from answers.questions.each import EACH, OF_LISTED, OF_NAMED, WORDS
from answers.questions.parts import Part
from answers.questions.pieces import ASKING, Each, entities
from answers.questions.understanding import Understanding
from answers.vocabulary import any_of, vocabulary
from retrieval.types import Span

_ENDS = any_of(vocabulary("list-ends"))
# (固投、外资)分别列一下, (产值、外资)都给我
_END = re.compile(rf"[,、]?(?:{WORDS}|{EACH.pattern}|都|也|全){{0,3}}(?:{_ENDS})?$")
# (甲公司和乙园区)的要求分别是
_END_OF_NAMES = re.compile(
    rf"(?:的(?:{any_of(vocabulary('asked-again'))}))?[,、]?(?:{WORDS}|{EACH.pattern}|都|也|全){{0,3}}(?:{_ENDS})?$"
)
# 各地|从机关抽了多少人: what stands for the names behind
_EACH_OF = re.compile(rf"(?:各个?|每一?个?|[这哪]几?个?)(?:{any_of(vocabulary('each-of'))})的?")
_MARKS_OF_LISTS = ("、", "和", "跟", "与")
_MARKS = " ,、。?!"


def without_end(text: str) -> str:
    """Return a list without what only says that it is to be told.

    >>> without_end("固投、外资分别列一下"), without_end("产值、外资都给我"), without_end("产值、外资")
    ('固投、外资', '产值、外资', '产值、外资')
    """
    return _END.sub("", text.strip(_MARKS)).strip(_MARKS)


def without_end_of_names(text: str) -> str:
    """Return a list of names without what says once more that something is asked of them.

    >>> without_end_of_names("甲公司和乙园区的要求分别是"), without_end_of_names("甲省、乙省各是多少")
    ('甲公司和乙园区', '甲省、乙省')
    """
    return _END_OF_NAMES.sub("", text.strip(_MARKS)).strip(_MARKS)


# 是什么职务|,分别列一下, 投了多少钱|,都给我
_ASKING = frozenset(word for word in vocabulary("list-ends") if word == "是" or ASKING.search(word))
_TOLD = any_of(word for word in vocabulary("list-ends") if word not in _ASKING)
_CLAUSE = re.compile(rf"[,?]?\s?(?:{WORDS}|各|都|也|全){{1,3}}[给帮]?我?(?:{_TOLD})[?。!]?$")
_EACH = "分别"
_PREDICATES = ("是", "有", "为", "达")
_LONGEST_VERB = 3  # code points between a name and what asks: 拿了


def with_each_in_place(text: str, understand: Callable[[str], Understanding]) -> str:
    """Return a question that ends with what asks for each by itself with that behind the names instead: 甲、乙分别投了多少钱.

    甲、乙投了多少钱,都给我 · as it is where it does not end so, lists nothing or says of each in another place.
    """
    end = _CLAUSE.search(text)
    rest = text[: end.start()] if end is not None else ""
    asking = ASKING.search(rest)
    if asking is None or OF_NAMED.search(rest) is not None or "?" in rest:
        return text
    last = max(rest.rfind(mark, 0, asking.start()) for mark in _MARKS_OF_LISTS)
    if last < 0 or "," in rest[last : asking.start()]:
        return text
    at = _end_of_names(Span(last, asking.start()), asking.group(), understand(rest))
    if at is None:
        return text
    return f"{rest[:at]}{_EACH}{rest[at:]}?"


def _end_of_names(piece: Span, asking: str, question: Understanding) -> int | None:
    """Return where the last name of a list ends whose last piece goes on to what asks: before 是多少, behind a name, before a verb."""
    if asking.startswith(_PREDICATES):
        return piece.end
    own = [term for term in question.terms if piece.start < term.span.start and term.span.end <= piece.end]
    ends = [term.span.end for term in own if term.part is Part.ENTITY]
    ends = ends or [term.span.start for term in own if term.part is Part.ACT]
    at = max(ends, default=piece.start)
    return at if piece.start + 1 < at and piece.end - at <= _LONGEST_VERB else None


def of_names(topic: str, pieces: Sequence[str], question: Understanding) -> tuple[Each, ...]:
    """Return the question about each of some names, with all that is asked before them; none where not all are names, or it names one itself.

    甲园从机关抽了多少人, 乙园… of 各园区从机关抽了多少人?甲园、乙园.
    """
    if entities(topic, question) or not all(entities(piece, question) for piece in pieces):
        return ()
    asked = OF_LISTED.sub("", _EACH_OF.sub("", topic)).strip(_MARKS)
    return tuple(Each(piece, f"{piece}{asked}?") for piece in pieces)
