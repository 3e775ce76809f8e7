"""Questions put to a list: all of it, one item by its number, how many items there are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from answers.matching import SAME, Matcher
from answers.questions.parts import FRAME, Part, Term
from answers.questions.terms import LIGHT_VERBS
from answers.questions.understanding import Understanding
from answers.structure.listings import Item, Listing
from answers.structure.marks import UNITS
from answers.structure.measuring import bound_of, ranking_of
from answers.types import Kind
from answers.vocabulary import any_of, table, vocabulary
from retrieval.numerals import whole_number
from retrieval.types import Span

_HAN = "[一二三四五六七八九十]{1,3}"
_NTH = re.compile(
    rf"第(?P<number>{_HAN}|\d{{1,2}})(?P<unit>{UNITS})?(?![\u4e00-\u9fff]?(?:季度|批|期|届))"
    rf"|(?P<last>最后一?)(?P<last_unit>{UNITS})"
)
_COUNT = re.compile(rf"(?<!哪)(?:几|多少)(?P<unit>{UNITS})")
# 哪些步骤; 条 of 哪些条件 and 项 of 哪些项目 count nothing
_BEHIND_SOME = ("方面", "环节", "步骤", "阶段", "类", "种")
_ALL = re.compile(
    rf"哪些(?:{any_of(_BEHIND_SOME)})?|哪(?:几|[两三四五六七八九十]|\d{{1,2}})(?:{UNITS})?|都?有(?:什么|啥)|(?:都|具体)?(?:包括|包含|是|指)(?:什么|啥)|什么|啥|分别"
)
_HOW = re.compile(r"如何|怎么|怎样")
_WHAT_IS = re.compile("(?:什么|啥)(?:是|叫)|何谓")  # 什么叫个体工商户: not what stands under that heading
_GROUP = re.compile(r"[两三四五六七八九十][\u4e00-\u9fff]{1,5}(?:是|有|指)")  # 三个到位是什么, 六不准有哪些
_NOUNS = tuple(tuple(row[0].split()) for row in table("list-nouns"))
# 补偿费 免缴 情形, 免缴补偿费的情形
_CALLED_AT_ITS_END = re.compile(
    rf"[ 的](?:{any_of(word for group in _NOUNS for word in group if len(word) > 1)})\Z"
)
_TERMS_SAID_AGAIN = 2  # in each item of a list that only says again what is asked
_ANY_UNIT = "个"
_STEPS = next(group for group in _NOUNS if "步" in group)
_STEP_UNITS = ("步", "步骤", "环节", "阶段", "个步骤", "个环节", "个阶段", "道程序")
_SAYS_NOTHING = FRAME | LIGHT_VERBS | vocabulary("service-words") | vocabulary("list-verbs")
# What a word is worth by where it stands: in what announces the list, in the headings above, in the title, in the article.
_IN_LEAD, _IN_SECTION, _IN_TITLE, _IN_ARTICLE = 1.0, 0.9, 0.7, 0.3
_LEAST_COVERED = 0.6
_BY_UNIT = 1.0  # what a list is worth that only its unit, or its being the only one, speaks for
# Characters of a word within a term: 应急 and 响应 of 应急响应, one in the title, one in the heading.
_PIECE = 2
_INSISTED = (Part.ENTITY, Part.DATE, Part.FIGURE)
_WHICH = ("哪些", "哪几")
_WHAT = re.compile(r"(?:什么|啥)(?![的时地人意])[\u4e00-\u9fff]")  # 什么费用
_CONTRARY = tuple(vocabulary("contrary-marks"))
_CONTRARY_BEFORE = 3  # characters before a word that may turn it into its contrary: 不能, 不予
_AND = "、和与及"
# 方案,应当包括下列事项: of what the items are parts
HOLDS = re.compile(
    r"(?P<of>[\u4e00-\u9fff]{1,12}?)[,:]?(?:应当?|须|必须|主要|需)?(?:包括|包含|载明)(?:下列|以下)"
)
_NEVER = (Kind.SUMMARY, Kind.QUOTE, Kind.REASON, Kind.COUNT, Kind.COMPARE, Kind.YES_NO)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of a list is asked for: all, the item of a `number` (0 for the last), or how many; `span` says so."""

    span: Span
    number: int | None = None
    is_count: bool = False
    unit: str = ""
    is_how: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """The items of a list that answer; `count` where they are counted, `weight` as that of what a grid says."""

    items: tuple[Item, ...]
    weight: float
    count: str | None = None


def wanted_of(question: Understanding) -> Wanted | None:
    """Return what of a list a question asks for, None where it asks for none."""
    text = question.text
    if (
        question.kind in _NEVER
        or _WHAT_IS.search(text)
        or ranking_of(text) is not None
        or bound_of(text) is not None
    ):
        return None
    if (nth := _NTH.search(text)) is not None:
        return _nth(nth, text)
    count = _COUNT.search(text)
    if count is not None and (count["unit"] != _ANY_UNIT or _named(text[count.end() :])):
        return Wanted(Span(*count.span()), is_count=True, unit=count["unit"])
    if question.kind not in (
        Kind.LIST,
        Kind.DEFINITION,
        Kind.OTHER,
        Kind.HOW,
        Kind.PERSON,
        Kind.ORGANISATION,
    ):
        return None
    if (all_of := _ALL.search(text)) is not None:
        unit = next((unit for unit in _STEP_UNITS if all_of.group().endswith(unit)), "")
        return Wanted(Span(*all_of.span()), unit=unit)
    if (how := _HOW.search(text)) is not None:
        return Wanted(Span(*how.span()), unit="步", is_how=True)
    end = len(text.rstrip(" ?。"))
    is_called = question.kind is Kind.OTHER and _CALLED_AT_ITS_END.search(text, 0, end) is not None
    return Wanted(Span(end, end)) if is_called else None


def _named(text: str) -> tuple[str, ...] | None:
    """Return the nouns for lists of which a text begins with one."""
    return next((group for group in _NOUNS if text.startswith(group)), None)


def _nth(match: re.Match[str], text: str) -> Wanted | None:
    if match["last"]:
        return Wanted(Span(*match.span()), number=0, unit=match["last_unit"])
    rest = text[match.end() :].lstrip("则,")
    if not match["unit"] and not rest.startswith(("是", "呢", "?", "什么")) and rest:
        return None
    number = whole_number(match["number"])
    return Wanted(Span(*match.span()), number=number, unit=match["unit"] or "") if number else None


def look_up_listing(question: Understanding, lists: Sequence[Listing], matcher: Matcher) -> Listed | None:
    """Return what the list says that a question is about; None where no list of an article is, or several are alike."""
    wanted = wanted_of(question)
    if wanted is None:
        return None
    rated = [
        (round(worth, 4), one) for one in lists if (worth := _worth(question, wanted, one, matcher)) > 0.0
    ]
    best = max((worth for worth, _ in rated), default=0.0)
    chosen = [one for worth, one in rated if worth == best]
    if not chosen or (len(chosen) > 1 and best <= _BY_UNIT):
        return None
    return _answered(wanted, chosen[0], best + len(wanted.span))


def _answered(wanted: Wanted, one: Listing, weight: float) -> Listed | None:
    if wanted.is_count:
        return Listed(one.items, weight, f"{len(one.items)}{wanted.unit}")
    if wanted.number is None:
        return Listed(one.items, weight)
    if wanted.number > len(one.items):
        return None
    return Listed((one.items[wanted.number - 1],), weight)


def _worth(question: Understanding, wanted: Wanted, one: Listing, matcher: Matcher) -> float:
    """Return how many characters of the question a list's surroundings account for; 0 where it is not meant."""
    if wanted.number is not None and wanted.number > len(one.items):
        return 0.0
    terms = [term for term in question.terms if not _is_asking(term, wanted)]
    around = f"{one.lead}\n{one.section}"
    noun = noun_of(question.text, wanted)
    has_noun = noun is None or any(word in around or word == one.unit for word in noun)
    has_noun = has_noun or (noun is not None and not one.section and any(word in one.title for word in noun))
    if not has_noun or (wanted.is_how and noun is None):
        return 0.0
    if question.item_count is not None and question.item_count != len(one.items):
        return 0.0
    is_plain = question.kind is Kind.LIST or wanted.is_count or wanted.number is not None
    is_plain = is_plain or wanted.span.of(question.text).startswith(_WHICH)  # 哪些人算密切接触者
    is_plain = (
        is_plain or bool(_GROUP.search(question.text)) or bool(_WHAT.match(question.text, wanted.span.start))
    )
    if noun is None and (
        not is_plain or (wanted.number is None and not _is_called_so(terms, wanted, one, matcher))
    ):
        return 0.0
    if wanted.number is None and _repeats(terms, one, matcher):
        return 0.0
    weights = dict(zip(question.terms, question.weights, strict=True))
    total = held = near = told = to_tell = 0.0
    for term in terms:
        level = _level(term, one, matcher, noun)
        if (level == 0.0 and term.part in _INSISTED) or _is_contrary(term, question.text, one):
            return 0.0
        total += len(term.text)
        held += level * len(term.text)
        if not term.text.startswith(_CONTRARY):  # 不能 for 不予, which was looked at
            to_tell += weights[term]
            told += level * weights[term]
        near = max(near, level)
    if not total:
        is_meant = noun is not None or wanted.number is not None
        return _BY_UNIT if is_meant else 0.0
    if held < _LEAST_COVERED * total or told < _LEAST_COVERED * to_tell or near < _IN_TITLE:
        return 0.0
    return _BY_UNIT + held


def _repeats(terms: Sequence[Term], one: Listing, matcher: Matcher) -> bool:
    """Return whether each item only says again what is asked: headings of 前十名股东持股情况表 for 前十名股东有哪些."""
    said = [sum(matcher.strength(term.text, item.text) >= SAME for term in terms) for item in one.items]
    return min(said) >= _TERMS_SAID_AGAIN


def _is_called_so(terms: Sequence[Term], wanted: Wanted, one: Listing, matcher: Matcher) -> bool:
    """Return whether the list is called what a question asks for: the word behind 哪些, else the one before it."""
    behind = [term for term in terms if term.span.start >= wanted.span.end]
    asked = behind[-1:] or terms[-1:]
    subject = HOLDS.search(one.lead)
    listed = [re.findall(rf"{re.escape(term.text)}[{_AND}]", one.lead) for term in behind[-1:]]
    if any(len(said) >= _TERMS_SAID_AGAIN for said in listed):
        return False  # 日报制度、例会制度和报送制度, listed in the sentence itself
    if subject is not None and not behind and not all(subject["of"].endswith(term.text) for term in asked):
        return False  # of what it is said to hold, no other thing: 设立部门的方案应当包括下列事项
    return all(_level(term, one, matcher, None) >= _IN_SECTION for term in asked)


def _is_asking(term: Term, wanted: Wanted) -> bool:
    return term.span.overlaps(wanted.span) or term.text in _SAYS_NOTHING


def noun_of(text: str, wanted: Wanted) -> tuple[str, ...] | None:
    """Return the nouns by which the list may be called that a question asks for, None where it names none."""
    if wanted.unit in _STEP_UNITS:
        return _STEPS
    behind = text[wanted.span.end :]
    before = text[: wanted.span.start].rstrip("有是的都要,")
    named = _named(behind) or next((group for group in _NOUNS if before.endswith(group)), None)
    if named is not None:
        return named
    return next((group for group in _NOUNS for word in group if len(word) > 1 and word in behind), None)


def _is_contrary(term: Term, text: str, one: Listing) -> bool:
    """Return whether a question says of a word what the announcement of a list denies, or the reverse."""
    at = one.lead.find(term.text)
    if at < 0:
        return False
    ours, theirs = (
        said[max(0, place - _CONTRARY_BEFORE) : place]
        for said, place in ((text, term.span.start), (one.lead, at))
    )
    denied = [mark for mark in _CONTRARY if mark in theirs]
    if any(mark in text for mark in denied):
        return False
    return bool(denied) or any(mark in ours for mark in _CONTRARY)


def _level(term: Term, one: Listing, matcher: Matcher, noun: tuple[str, ...] | None) -> float:
    if noun is not None and term.text in noun:
        return _IN_LEAD
    in_section = _IN_ARTICLE if one.is_apart else _IN_SECTION
    places = ((_IN_LEAD, one.lead), (in_section, one.section), (_IN_TITLE, one.title))
    level = max(worth * matcher.strength(term.text, text) for worth, text in places)
    if level == 0.0 and len(term.text) >= 2 * _PIECE and len(term.text) % _PIECE == 0:
        around = f"{one.lead}\n{one.section}\n{one.title}"
        pieces = [term.text[at : at + _PIECE] for at in range(0, len(term.text), _PIECE)]
        level = _IN_TITLE if all(piece in around for piece in pieces) else 0.0
    return level or _IN_ARTICLE * matcher.strength(term.text, one.items[0].source.context.text)
