"""Whether a question asks for figures of several subjects at once: 各省…, 哪个园区…最高, 江阴、无锡…分别…."""

from __future__ import annotations

import re
from itertools import pairwise

from answers.another import places_in
from answers.pile.aliases import in_figures
from answers.pile.all_figures import ALL_FIGURES, DEEDS, items_asked
from answers.questions import each
from answers.questions.parts import Part
from answers.questions.understanding import Understanding
from answers.structure.measuring import Bound, bound_of, ranking_of
from answers.types import Kind
from answers.vocabulary import any_of, vocabulary

_SORTS = any_of(vocabulary("each-of"))
# 五省区…各, 三份报告…分别: as many as the question says there are.
_COUNTED = r"这?(?:[两三四五六七八九十]|\d{1,2})"
_OF_EACH = r"(?=[^。?]{0,30}(?:各|分别))"
_OF_PAPERS = rf"(?=[^,。?]{{0,8}}(?:{any_of(vocabulary('document-sorts'))}))"
_IN_A_TABLE = any_of(vocabulary("comparing-asks"))
_AREAS = any_of(vocabulary("each-of") - {"家", "处", "地方", "地"})  # 增长不到6%的省
_IN_ORDER = rf"(?=[^。?]{{0,30}}(?:{_IN_A_TABLE}))"
# 各省, 哪些园区, 几个省, 每个县, 这几个园区: of as many as there are.
ALL = re.compile(
    rf"(?:各个?|每一?个?|所有的?|全部|这(?:几个?|些))(?:{_SORTS})|[有是]?哪(?:些|几个?)(?:{_SORTS})"
    rf"|几个(?:{_SORTS})(?=的[^,。?]{{1,16}}(?:{_IN_A_TABLE}))"
    rf"|{_COUNTED}(?:个?(?:{_SORTS})(?:{_OF_EACH}|{_IN_ORDER})|份{_OF_PAPERS}{_OF_EACH})|(?:各|每|哪些|哪几)份{_OF_PAPERS}"
    rf"|(?<!\d)[有共]?(?:几|多少)个(?:{_SORTS})(?=[提有写说没报把将给在都今去的公披列通发超达,。?]|$)"
    rf"|(?<=的)(?:{_AREAS})(?=[?。]?$|(?:都|分别)?[有是]?(?:哪些|哪几[个家]|谁)(?:[,?。]|$))"
)
# 几个园区公布了复工率: how many, and not of each
ASKS_COUNT = re.compile(rf"(?<![\d哪])(?:几|多少)个(?:{_SORTS})(?![的、])")
EACH = re.compile(rf"{ALL.pattern}|[有是]?哪一?[个家]?(?:{_SORTS})|谁|[有是]哪些|{each.ALONE.pattern}")
_ORDERED = re.compile(any_of(vocabulary("orders")))
# 有写数的地方, 报了实数的, 写了具体公里数的; 公布了人数的 says which figure
_WITH_FIGURES = (
    rf"(?:{any_of(vocabulary('telling-verbs'))}){{1,2}}[了出明过]?(?:(?:{any_of(vocabulary('precise-words'))})[\u4e00-\u9fff]{{0,2}}?)?"
    rf"(?:实?数|数字|数据)(?:的(?:{_SORTS})?|(?=[,?。]|$))"
)
# 第一比第三多多少: how far apart two ranks are
RANKS_APART = re.compile(
    r"第(?:[一二三四五六七八九十]|\d{1,2})名?[比和跟与]第(?:[一二三四五六七八九十]|\d{1,2})名?[^,?。]{0,6}多少"
)
# 增幅从高到低排一下, 有数的都列出来, 的有几个,都是谁: of all, where none is named
UNNAMED = re.compile(
    rf"{any_of(vocabulary('orders') | vocabulary('those-with-figures'))}|的有(?:几|多少)个(?=[,。?]|$)|(?:都是|有)谁|{_WITH_FIGURES}"
)
# 哪些省, 哪几个园区; 哪几家 are companies
WHICH = re.compile(rf"[有是]?哪(?:些|几个?)(?:{any_of(vocabulary('each-of') - {'家', '处'})})")
# 哪几个省市有说, 哪些园区公布了返岗率, 有数的都列出来: those that tell it are wanted, and no others
_ONLY_TOLD = re.compile(
    rf"{any_of(vocabulary('those-with-figures'))}|{_WITH_FIGURES}|{WHICH.pattern}(?:在[^,?。]{{1,8}}[里中上])?都?(?:{any_of(vocabulary('telling-verbs') - {'有'})}|有(?:{any_of(vocabulary('telling-verbs'))}))"
)
# What tells that figures of several are wanted; 哪个 and 谁 alone ask for one, and 各类 for none.
_SEVERAL = re.compile(rf"{each.EACH.pattern}|{any_of(vocabulary('comparing-asks'))}")
_SO_MANY = re.compile(rf"[两三四五六七八九十](?:{_SORTS})")  # 北京、天津、上海三地
_IN_ALL = re.compile(any_of(vocabulary("summed-up")))
_DIFFERS = re.compile(rf"{any_of(vocabulary('asks-difference'))}|比.{{1,16}}[多少高低]")
_JOINED = re.compile("[、和与跟, ]")
_HOW_MUCH = re.compile(any_of(vocabulary("asks-how-much")))
# 签约了哪些项目, 落户的项目有哪些
_DONE_THINGS = re.compile(any_of(DEEDS))
_ASKS_NAMES = re.compile("叫(?:什么|啥|做什么)")
_ASKED = "\u54ea"  # 哪些项目
_FIRMS = re.compile(any_of(vocabulary("firms-listed")))
_TWO_YEARS = re.compile("去年[^?。]{0,12}今年|今年[^?。]{0,12}去年")  # 去年建成 今年计划
_OTHER_KINDS = (Kind.SUMMARY, Kind.DEFINITION, Kind.YES_NO)
# 甲和乙,丙分别是多少: behind the comma nothing is joined
_OF_LISTED = re.compile(
    rf"[、和跟与][^,?。]{{2,24}},[^,、和跟与?。]{{2,16}}(?:{each.WORDS})[^,、?。]{{0,4}}(?:{any_of(vocabulary('asks-how-much'))})"
)
# 那个文, 这份通知
_ONE_PAPER = re.compile(rf"[这那该](?:个|份|部|条)?(?:文(?![章件])|{any_of(vocabulary('issued-papers'))})")
_ASKS = re.compile(rf"{any_of(vocabulary('asks-when'))}|{any_of(vocabulary('asks-how-much'))}|哪|谁")
_FEWEST = 2  # places that are several
_BESIDE = frozenset(
    ("、", "和", "跟", " ")
)  # between names of which the same is asked; 与 joins what one thing is of
_SHORT_KINDS = (Kind.NUMBER, Kind.DATE, Kind.PERSON)  # of these two names side by side may have a row each


def may_ask_of_several(question: Understanding) -> bool:
    """Return whether a question may ask for a table, whatever the subjects are."""
    text = question.text
    if question.kind in _OTHER_KINDS or question.is_text or _is_of_one_paper(text):
        return False
    asks_several = _SEVERAL.search(text) is not None
    bound = bound_of(in_figures(text))
    figures = ALL_FIGURES.search(text)
    if items_asked(text) is not None:
        return True
    if figures is not None and (
        asks_figures(question, bound) or not (figures["things"] or figures["bounded"])
    ):
        return True
    is_ranked = bound is not None or ranking_of(text) is not None
    asks_how_much = _HOW_MUCH.search(text) is not None
    asks_figure = is_ranked or asks_several or asks_how_much or question.units is not None
    if (asks_several and _JOINED.search(text)) or _HOW_MUCH.search(text.partition("、")[2]):
        return True
    places = len(places_in(text))
    if places >= _FEWEST and _TWO_YEARS.search(text) is not None:
        return True
    if asks_figure and (ALL.search(text) is not None or places >= _FEWEST):
        return True
    if _side_by_side(question) >= (_FEWEST if question.kind in _SHORT_KINDS else _FEWEST + 1):
        return True
    if places > _FEWEST or (question.of_part(Part.INDICATOR) and places == _FEWEST):
        return True
    if _ORDERED.search(text) is not None:
        return True
    if UNNAMED.search(text) is not None and (is_ranked or question.of_part(Part.INDICATOR)):
        return True
    if WHICH.search(text) is not None or (_SO_MANY.search(text) and places >= _FEWEST):
        return True
    return EACH.search(text) is not None and (asks_several or is_ranked)


def _is_of_one_paper(text: str) -> bool:
    """Return whether a question names one paper, and no places: 各省 in it are those to whom the paper speaks.

    The same where all that is listed behind a colon asks, and 各省 stands in one of those: 那份通知的时间:哪天起算、各省哪天前上报.

    >>> _is_of_one_paper("那个文里各省办法哪天前报备?"), _is_of_one_paper("各省的文件哪天发的?")
    (True, False)
    """
    if len(places_in(text)) >= _FEWEST:
        return False
    pieces = text.partition(":")[2].split("、")
    are_asked = len(pieces) >= _FEWEST and all(map(_ASKS.search, pieces))
    is_in_piece = ALL.search(text.partition(":")[0]) is None and ALL.search(text) is not None
    return _ONE_PAPER.search(text) is not None or (are_asked and is_in_piece)


def _side_by_side(question: Understanding) -> int:
    """Return how many names stand side by side in a question: 3 in 江阴、无锡、昆山的签约日期."""
    spans = [term.span for term in question.of_part(Part.ENTITY)]
    longest = run = min(1, len(spans))
    for before, span in pairwise(spans):
        run = run + 1 if question.text[before.end : span.start] in _BESIDE else 1
        longest = max(longest, run)
    return longest


def asks_figures(question: Understanding, bound: Bound | None) -> bool:
    """Return whether a question asks for figures of things, and not for the things alone: 有哪些企业.

    `bound` is the one that it sets, None where it sets none. What was done with projects is told of each with its figures: 签约了哪些项目.
    """
    text = question.text
    is_measured = bool(question.of_part(Part.INDICATOR)) or _HOW_MUCH.search(text) is not None
    lists_done = question.kind is Kind.LIST and _DONE_THINGS.search(text) is not None
    lists_done = lists_done and _ASKS_NAMES.search(text) is None
    return bound is not None or is_measured or lists_done or ranking_of(text) is not None


def asks_of_things_alone(question: Understanding) -> bool:
    """Return whether a question asks for figures of things of their own, and of no subjects: 天津有哪些项目,投资各是多少; 各类产品年产多少."""
    if items_asked(question.text) is not None:
        return True
    match = ALL_FIGURES.search(question.text)
    things = match["things"] if match is not None else None
    is_of_things = things is not None and _ASKED in things and not _FIRMS.search(things)
    return is_of_things and ALL.search(question.text) is None and asks_figures(question, None)


def asks_of_its_own(text: str) -> bool:
    """Return whether 各 stands alone in a question, so that what it names may be what each is asked of: A、B各是多少."""
    return each.ALONE.search(text) is not None and ALL.search(text) is None and WHICH.search(text) is None


def asks_of_listed(text: str) -> bool:
    """Return whether one thing is asked of each of those that the clause before lists: 甲点和乙点,解除的人数分别是多少.

    >>> asks_of_listed("企业的隔离点和卡口的隔离点,解除人数分别是多少?"), asks_of_listed("甲县,产值和税收分别是多少?")
    (True, False)
    """
    return _OF_LISTED.search(text) is not None


def asks_sum(text: str) -> bool:
    """Return whether a question asks for what several have together: 加起来, 合计."""
    return _IN_ALL.search(text) is not None


def asks_difference(text: str) -> bool:
    """Return whether a question asks how far apart two figures are: 相差多少, 比乙高多少."""
    return _DIFFERS.search(text) is not None


def asks_those_that_tell(text: str) -> bool:
    """Return whether a question asks for those subjects alone that tell a figure.

    >>> asks_those_that_tell("新增就业的人数,哪几个省有说"), asks_those_that_tell("哪些省新增就业超过50万人")
    (True, False)
    """
    return _ONLY_TOLD.search(text) is not None


def asks_each(text: str) -> bool:
    """Return whether a question asks for the figure of each one: 分别, 各是多少, 列个表."""
    return _SEVERAL.search(text) is not None
