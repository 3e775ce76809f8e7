"""Whether what a reply shows cannot be what is asked, whatever words they share.

A fall where the question takes a rise for granted, sentences without any figure where one is asked for, the mere mention of what
is to be explained, the scene of a deed and not the deed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from answers.matching import Matcher, exactly
from answers.otherwise import end_asked
from answers.questions.parts import HAN, Part, Tag, Term
from answers.questions.understanding import Understanding
from answers.turning import turns
from answers.types import Answer, Kind
from answers.vocabulary import any_of, vocabulary
from retrieval.normalise import normalise
from retrieval.quantities import find_dates

_SAID = 0.5
_SEVERAL = 2  # words of a deed none of which is said
_DEED = (Part.WORD, Part.ACT, Part.HEAD, Part.INDICATOR)
_NOUNS = ("n", "x", "vn", "l")
_LISTS = re.compile("[、;:和与及或也]")
_ASKS_HOW = re.compile(any_of(vocabulary("asks-how")))
_ASKS_WHETHER = re.compile("(?P<one>[有能是会要])(?:没|不)(?P=one)|可不可以|[是能可]否|有无")
_ASKS_MEANING = re.compile(any_of(vocabulary("asks-meaning")))
_EXPLAINS = re.compile(
    rf"的[“「]|,即|[:(—]|{any_of(vocabulary('explaining-words') | vocabulary('explaining-verbs'))}"
)
# 建立三级负责人定期研究信访问题“321”机制: what stands so long before a term in its clause says what it is
_QUALIFIED = re.compile(r"[\u4e00-\u9fff]{8}[“「]?$")
_AROUND = 12  # code points beside a term in which it is explained
_NUMBER_NAME = re.compile(r"(?<![\d.])\d{3,}(?![\d.])")
_MEASURES = tuple("个支座所处条")
_WHICH = re.compile(rf"哪[一几]?[{''.join(_MEASURES)}]?|(?:什么|啥)(?=地方)")
_SHORTEST_MEASURE = 2  # code points: 发 and 占 are put otherwise
_LEVELS = ("市", "省", "县", "镇", "乡", "村")  # by which places are called cities and villages
_ANY_MEASURE = "个"
_NUMERALS, _ROUGHLY = "半一二两三四五六七八九十百千万亿", "余馀多来几"
_HOW_MUCH = re.compile("多少|几")


def cannot_answer(question: Understanding, reply: Answer, matcher: Matcher, tag: Tag) -> bool:
    """Return whether what a reply shows plainly does not hold what is asked."""
    shown = [normalise(citation.quote.text).text for citation in reply.citations]
    if question.kind is Kind.REASON:
        return _goes_the_other_way(question, shown)
    if _ASKS_MEANING.search(question.text) is not None:
        return _mentions_alone(question, shown)
    if question.kind is Kind.YES_NO:
        return _lacks_all_behind(_ASKS_WHETHER, question, shown, matcher)
    if question.kind is Kind.HOW:
        return reply.answer is not None and _lacks_all_behind(_ASKS_HOW, question, shown, matcher)
    if reply.answer is not None:
        return False
    return _lacks_its_sort(question, shown) or _lacks_its_measure(question, shown, matcher, tag)


def _goes_the_other_way(question: Understanding, shown: Sequence[str]) -> bool:
    """Return whether a question takes for granted that something rose, and all that is shown of it says that it fell, or so turned."""
    asked = list(turns(question.text))
    if len({way for _, way in asked}) != 1:
        return False
    start, way = asked[0]
    before = [term.text for term in question.terms if term.span.end <= start and term.part in _DEED]
    if not before:
        return False
    told = [next(turns(text, text.index(before[-1])), None) for text in shown if before[-1] in text]
    ways = {turn[1] for turn in told if turn is not None}
    return bool(ways) and way not in ways


def _mentions_alone(question: Understanding, shown: Sequence[str]) -> bool:
    """Return whether what a question asks the meaning of stands in what is shown without a word that explains."""
    names = [term.text for term in question.terms if term.is_quoted] or _NUMBER_NAME.findall(question.text)
    return bool(names) and not any(_is_explained(name, text) for name in names for text in shown)


def _is_explained(name: str, text: str) -> bool:
    return any(
        _EXPLAINS.search(text, max(0, place.start - _AROUND), place.start)
        or _EXPLAINS.search(text, place.end, place.end + _AROUND)
        or _QUALIFIED.search(text, max(0, place.start - _AROUND), place.start)
        for place in exactly(name, text)
    )


def _lacks_all_behind(
    asking: re.Pattern[str], question: Understanding, shown: Sequence[str], matcher: Matcher
) -> bool:
    """Return whether nothing is said of several words behind what asks: they say the deed, those before it the scene."""
    match = asking.search(question.text)
    if match is None:
        return False
    deed = [term for term in question.terms if term.span.start >= match.end() and term.part in _DEED]
    return len(deed) >= _SEVERAL and not any(_says(term, shown, matcher) for term in deed)


def _says(term: Term, shown: Sequence[str], matcher: Matcher) -> bool:
    return any(matcher.strength(term.text, text) >= _SAID for text in shown)


def _lacks_its_sort(question: Understanding, shown: Sequence[str]) -> bool:
    """Return whether sentences hold nothing of the sort asked for: no figure of the unit, no list, no end of a time, no word of the sort of place."""
    match question.kind:
        case Kind.NUMBER:
            units = question.units
            if units is None or units[0] == _ANY_MEASURE or _HOW_MUCH.search(question.text) is None:
                return False
            return not any(_counts(text, units) for text in shown)
        case Kind.DATE:
            days = [date.span for date in find_dates(shown[0])]
            return bool(days) and all(end_asked(question.text, shown[0], day) < 0 for day in days)
        case Kind.LIST:
            return _LISTS.search(shown[0]) is None
        case Kind.PLACE | Kind.OTHER:
            sort = _sort_of(question)
            return bool(sort) and not any(_names(sort, text) for text in shown)
        case _:
            return False


def _lacks_its_measure(question: Understanding, shown: Sequence[str], matcher: Matcher, tag: Tag) -> bool:
    """Return whether nothing is said of what a question asks the number of, right before it asks at last: 车牌号是多少.

    Words that stand side by side there are one name, and said where one of them is: 投资盘子有多大.
    """
    if question.kind is not Kind.NUMBER:
        return False
    start = max((span.start for span in question.asks), default=0)
    name: list[Term] = []
    for term in reversed(question.terms):
        if term.span.end == start and term.part in _DEED:
            name.append(term)
            start = term.span.start
    if not name or len(name[0].text) < _SHORTEST_MEASURE or not tag(name[0].text).startswith(_NOUNS):
        return False
    return not any(_says(term, shown, matcher) for term in name)


def _sort_of(question: Understanding) -> str:
    """Return the noun that a question asks for one of, empty where it says none: 小区 of 住在哪个小区, 厂 of 归哪个厂造."""
    asking = _WHICH.search(question.text)
    if asking is None:
        return ""
    terms = question.of_part(Part.SORT)
    sort = next((term.text for term in terms if term.span.start == asking.end()), "")
    behind = question.text[asking.end() : asking.end() + 1]
    return sort or (behind if HAN.match(behind) and asking.group().endswith(_MEASURES) else "")


def _counts(text: str, units: Sequence[str]) -> bool:
    """Return whether a text has a number with one of some units behind it: 5120余幅."""
    befores = (text[: place.start].rstrip(_ROUGHLY)[-1:] for unit in units for place in exactly(unit, text))
    return any(before.isdecimal() or before in _NUMERALS for before in befores if before)


def _names(sort: str, text: str) -> bool:
    return sort in text or (sort.endswith(_LEVELS) and sort[-1] in text)
