"""Enumerations: items with 、 between them, 一是 … 二是 …, names in quotation marks side by side."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from answers.vocabulary import any_of, vocabulary
from retrieval.types import Span

Tag = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Enumeration:
    """The items of a list, in order, and the range that they and what counts them take up."""

    items: tuple[Span, ...]
    span: Span


_CLAUSE = re.compile(r"[^,。;:!?\n“”\"『』「」…]+")
# 上线企业运行“五色图”、项目建设管理APP: quoted words inside the items
_QUOTING_CLAUSE = re.compile(r"[^,。;:!?\n…]+")
_QUOTE_BESIDE = re.compile(r"[”」]、|、[“「](?![^”」]{0,100}、)")
# 东恒三个集中隔离医学观察点 · 上海两个分会场 · 工作组等
_COUNTED = re.compile(
    r"(?:[一二两三四五六七八九十\d]{1,8}(?:多|余)?(?:个|家|大|项|类|种|名|级|方面|条|处|所|批|位|座|款|套|只|支|份)|等(?![级待候])|四方面|三方面|一站式|相关)"
)
_AND = re.compile(r"(?:以及|和|与|及|或)(?!谐|平|睦)")
_MARKED = re.compile(
    r"(?:“[^“”]{1,40}”[、和及与]?){2,}|(?:《[^《》]{1,60}》[、和及与]?){2,}|(?:「[^「」]{1,40}」[、和及与]?){2,}"
)
_INSIDE = re.compile(r"“([^“”]+)”|《([^《》]+)》|「([^「」]+)」")
# 一是率先出台复工方案举措 · 第一,…
_ORDINAL = re.compile(
    r"(?:(?P<is>[一二三四五六七八九])是(?:着力)?|第(?P<th>[一二三四五六七八九])[,、是:])(?P<item>[^,。;:!?\n]{2,40})"
)
_FIRM_ENDS = tuple(vocabulary("firm-ends"))
_ORDER = "一二三四五六七八九"
_ANNOUNCING = vocabulary("announcing-lists")
_LEADS_UP = re.compile(any_of((*_ANNOUNCING, *vocabulary("before-lists"))))
# 涵盖了疫情防治人员、医疗救治服务: what follows is the first item, verbs within it or not
_ANNOUNCES = re.compile(rf"{any_of(_ANNOUNCING)}了?")
_STOP_TAGS = ("v", "p", "c", "u", "d", "r", "y", "f")
_STOPS = frozenset("的为是有含设等在对到从把将被及和与以按向由于让给使了着过也都共")
# Verbs that are nouns as often as not, and begin items of lists: 防控, 服务, 审批, 率先.
_NOMINAL = re.compile(
    r"(?:防控|服务|审批|管理|招商|签约|监管|检查|消毒|生产|研发|销售|制造|检测|隔离|复工|复产|投资|融资|就业|抗疫|集成|受理|督办|评估|转交|采购|率先|注册|开工|投产|处置|应急|就餐|包车|返杭|兑现|恢复|开票|控制|规范|操作)"
)


def _is_no_part(word: str) -> bool:
    """Return whether a verb leads up to a list and is no part of its first item: 设立, 包括."""
    return not _NOMINAL.search(word)


def enumerations(text: str, words: Sequence[Span], tag: Tag) -> tuple[Enumeration, ...]:
    """Return the enumerations of a normalised text, in order.

    >>> text = "设深圳、上海两个分会场"
    >>> found = enumerations(text, [Span(0, 1), Span(1, 3), Span(4, 6)], lambda word: "v" if word == "设" else "ns")
    >>> [item.of(text) for item in found[0].items]
    ['深圳', '上海']
    """
    found = [*_ordinals(text), *_in_marks(text), *_after_colons(text)]
    for clause in _CLAUSE.finditer(text):
        span = Span(*clause.span())
        found.extend(
            _separated(text, span, words, tag) if "、" in clause.group() else _two(text, span, words, tag)
        )
    for clause in _QUOTING_CLAUSE.finditer(text):
        if _QUOTE_BESIDE.search(clause.group()):
            found.extend(_separated(text, Span(*clause.span()), words, tag))
    found = [
        enumeration for enumeration in found if all(_is_item(item.of(text)) for item in enumeration.items)
    ]
    return tuple(sorted(found, key=lambda enumeration: enumeration.span))


def _ordinals(text: str) -> list[Enumeration]:
    items: list[Span] = []
    for match in _ORDINAL.finditer(text):
        number = match["is"] or match["th"]
        if _ORDER.index(number) == len(items):
            items.append(Span(*match.span("item")))
        elif number == "一":
            items = [Span(*match.span("item"))]
    return [Enumeration(tuple(items), Span(items[0].start, items[-1].end))] if len(items) > 1 else []


def ordinals_after(text: str, count: int) -> tuple[Span, ...]:
    """Return the items of a text that go on with a list of which `count` items came before: 二是 … for 1."""
    items: list[Span] = []
    for match in _ORDINAL.finditer(text):
        if _ORDER.index(match["is"] or match["th"]) == count + len(items):
            items.append(Span(*match.span("item")))
    return tuple(items)


def _in_marks(text: str) -> list[Enumeration]:
    found = []
    for run in _MARKED.finditer(text):
        items = tuple(
            Span(run.start() + match.start(group), run.start() + match.end(group))
            for match in _INSIDE.finditer(run.group())
            for group in (1, 2, 3)
            if match[group]
        )
        found.append(Enumeration(items, Span(*run.span())))
    return found


# 三个率先:率先出台复工方案举措,率先启用在线服务平台,率先服务企业复工;
_ANNOUNCED = re.compile(
    r"(?:[两三四五六七八九十]|\d{1,4})(?:个|项|大|类|种|条|点|方面|家|名|处)[^,。;:]{0,12}:(?P<list>[^。;:\n]{4,160})"
)


def _after_colons(text: str) -> list[Enumeration]:
    found = []
    for match in _ANNOUNCED.finditer(text):
        if "," in match["list"] and "、" not in match["list"]:
            place = match.start("list")
            items: list[Span] = []
            for piece in match["list"].split(","):
                items.append(Span(place, place + len(piece)))
                place += len(piece) + 1
            found.append(Enumeration(tuple(items), Span(*match.span("list"))))
    return found


def _separated(text: str, clause: Span, words: Sequence[Span], tag: Tag) -> list[Enumeration]:
    pieces: list[Span] = []
    start = clause.start
    for place in range(clause.start, clause.end + 1):
        if place == clause.end or text[place] == "、":
            if place > start:
                pieces.append(Span(start, place))
            start = place + 1
    if len(pieces) < 2:
        return []
    usual = sorted(len(piece) for piece in pieces[1:-1] or pieces)[len(pieces[1:-1] or pieces) // 2]
    longest = max(2 * usual, 6)
    # 和 parts the last two items; before them it stands within one: 判断推理、言语理解与表达、资料分析
    parts = [*pieces[1:-1], *_split_and(text, pieces[-1])]
    items = [_trim_front(text, pieces[0], words, tag, longest), *parts[:-1]]
    items.append(_trim_back(text, parts[-1], words, tag, longest))
    items = [item for item in items if item]
    return [Enumeration(tuple(items), Span(items[0].start, pieces[-1].end))] if len(items) > 1 else []


def _two(text: str, clause: Span, words: Sequence[Span], tag: Tag) -> list[Enumeration]:
    """Return the two sides of an "and" in a clause without 、: 中化蓝天集团有限公司和聚光中心."""
    for match in _AND.finditer(text, clause.start + 2, clause.end - 2):
        if _words_in(words, Span(*match.span())) != [Span(*match.span())]:
            continue
        longest = 20
        one = _trim_front(text, Span(clause.start, match.start()), words, tag, longest)
        other = _trim_back(text, Span(match.end(), clause.end), words, tag, longest)
        if min(len(one), len(other)) >= 2:
            return [Enumeration((one, other), Span(one.start, other.end))]
    return []


def _is_item(text: str) -> bool:
    """Return whether a piece can be an item of a list: no sentence, no bare figure."""
    return len(text) <= _LONGEST_ITEM and not re.search(r"[把被将]|^\d+[^\d]{0,3}$", text)


_LONGEST_ITEM = 36


def _words_in(words: Sequence[Span], piece: Span) -> list[Span]:
    """Return those of some words (in order) that a piece of their text holds."""
    first = bisect_left(words, piece.start, key=_start)
    behind = bisect_left(words, piece.end, key=_start)
    return [word for word in words[first:behind] if word.end <= piece.end]


def _start(span: Span) -> int:
    return span.start


def _trim_front(text: str, piece: Span, words: Sequence[Span], tag: Tag, longest: int) -> Span:
    """Return the end of the first piece that is its item: back to a verb or function word."""
    announced = next(reversed(list(_ANNOUNCES.finditer(piece.of(text)))), None)
    if announced is not None and 1 < len(piece) - announced.end() <= _LONGEST_ITEM:
        return Span(piece.start + announced.end(), piece.end)
    start = piece.end
    for word in reversed(_words_in(words, piece)):
        piece_of = word.of(text)
        stops = piece_of in _STOPS or (
            len(word) > 1 and tag(piece_of).startswith(_STOP_TAGS) and _is_no_part(piece_of)
        )
        if (stops and start < piece.end) or piece.end - word.start > longest:
            break
        start = word.start
    lead = _LEADS_UP.match(text[start : piece.end])
    start += lead.end() if lead and lead.end() < piece.end - start else 0
    return Span(start if start < piece.end else piece.start, piece.end)


def _trim_back(text: str, piece: Span, words: Sequence[Span], tag: Tag, longest: int) -> Span:
    """Return the beginning of the last piece that is its item: up to what counts it, or a verb."""
    counted = _COUNTED.search(text, piece.start + 1, piece.end)
    if counted:
        return Span(piece.start, counted.start())
    if piece.of(text).endswith(_FIRM_ENDS):  # 内蒙古电力(集团)有限责任公司 behind 南方电网公司
        longest = len(piece)
    end = piece.start
    for word in _words_in(words, piece):
        piece_of = word.of(text)
        stops = piece_of in _STOPS or (len(word) > 1 and tag(piece_of).startswith(("p", "d", "u", "r", "c")))
        if (stops and end > piece.start) or word.end - piece.start > longest:
            break
        end = word.end
    return Span(piece.start, end if end > piece.start else piece.end)


def _split_and(text: str, piece: Span) -> list[Span]:
    """Return the parts of 餐饮具消毒和规范操作 either side of its 和, where both are long enough to be items."""
    match = _AND.search(text, piece.start + 1, piece.end)
    if match is None or match.end() >= piece.end - 1 or match.start() - piece.start < 2:
        return [piece]
    return [Span(piece.start, match.start()), Span(match.end(), piece.end)]


@lru_cache(100)
def items_ending_in(text: str, head: str) -> tuple[Span, ...]:
    """Return the noun phrases of a text that end in `head`: 航天交通物联网产业基地项目 for 项目.

    >>> text = "总投资50亿元的基地项目和总投资30亿元的康养项目落户"
    >>> [item.of(text) for item in items_ending_in(text, "项目")]
    ['基地项目', '康养项目']
    """
    if len(head) < 2:
        return ()
    pattern = re.compile(
        rf"(?:^|[,。;:、的和与及“”\"\n])(?P<item>[^,。;:、的和与及“”\"\n]{{2,30}}?{re.escape(head)})"
    )
    items = (_after_lead(text, Span(*match.span("item"))) for match in pattern.finditer(text))
    return tuple(item for item in items if _is_named(item.of(text), head))


def _after_lead(text: str, item: Span) -> Span:
    lead = _LEADS_UP.match(item.of(text))
    return Span(item.start + (lead.end() if lead else 0), item.end)


# 首场重大项目, 该项目, 举行了…项目: a kind of thing or a whole clause, no name of one
_UNNAMED = re.compile(
    r"^(?:首场|首批|首个|重大|重点|多个|各类|该|此|本|新|这一|外资|招商|[一二两三四五六七八九十\d]+[个家项]|同期|签约|开工|的)*$"
)
_CLAUSE_LIKE = re.compile(r"了|仪式|举行|使用|迎来|推进|共\d|有\d|确保|加快")


def _is_named(item: str, head: str) -> bool:
    return len(item) <= 24 and not _UNNAMED.match(item.removesuffix(head)) and not _CLAUSE_LIKE.search(item)
