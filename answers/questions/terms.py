"""The terms of a question, and what part each plays: which must be borne out, and where."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from answers.spans.names import SURNAMES
from answers.vocabulary import vocabulary
from retrieval.analysis import FUNCTION_WORDS, Analysis
from retrieval.quantities import find_dates, find_figures
from retrieval.types import Span

Tag = Callable[[str], str]
IsSaid = Callable[[str], bool]


class Part(Enum):
    """What a term is to its question."""

    ENTITY = auto()  # a place, body, person, product, quoted name: insisted on, may stand in the heading
    DATE = auto()  # insisted on
    FIGURE = auto()  # insisted on
    INDICATOR = auto()  # 复工率, 总投资: must stand with the figure
    POST = auto()  # 主任, 董事长: must stand with the name
    HEAD = auto()  # 贷款 in 多少贷款: what is counted must stand with the count
    SORT = auto()  # 城市 in 哪个城市: what sort of answer is asked for; the source need not say it
    WORD = auto()  # anything else


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the question, as it stands in the normalised question."""

    text: str
    span: Span
    part: Part
    is_joined: bool = False


# 91.9% is a 率, 415亿元 a 产值: these endings name an indicator together with the word before.
_INDICATOR_SUFFIX = "率额量值数费价"
_INDICATORS = re.compile(
    r"(?:总|净|年)?(?:投资额?|产值|总值|面积|收入|利润|税收|利税|销售额?|增幅|增速|增长率?|比重|占比|比例|指数|人数|户数|"
    r"数量|金额|总额|资金|用地|外资|订单|产能|库存|gdp)$"
)
# The same anywhere in a text: is there an indicator at all?
INDICATORS_WITHIN = re.compile(r"[\u4e00-\u9fff](?:率|额|产值|总值|增幅|增速|投资|收入|利润|税收|外资|指数)")
POSTS = re.compile(
    r"(?:副?(?:书记|主任|区长|市长|县长|镇长|局长|院长|校长|厂长|所长|处长|科长|站长|会长|部长|社长|行长|组长|队长|班长|秘书长|"
    r"董事长|总经理|经理|总裁|总监|主席|理事长|总工程师|工程师|常委|委员|顾问|助理|秘书|主管|负责人|科员|网格员|专员|代表|记者|骑手|创始人|法人|教授|医生|主编|作者))$"
)
# 高新区 after 昆山, 街道 after 金山桥: they make one name of the two.
_AREA = re.compile(
    r"^(?:高新(?:技术)?(?:产业)?(?:开发)?区|经(?:济)?(?:技术)?开(?:发)?区|开发区|工业园区?|产业园区?|科技园区?|园区|新区|示范区|自贸区|保税区|街道|社区|"
    r"区|县|市|镇|乡|村|省|示范园区|管委会)$"
)
_ENTITY_TAGS = frozenset({"ns", "nr", "nt", "nz", "nrt", "nrfg", "j", "eng", "x"})
_NAME_TAGS = ("n", "x", "j", "g", "b", "a", "zg")
_QUOTED = re.compile(r"[“「『《\"](?P<inside>[^“”「」『』《》\"]{1,40})[”」』》\"]")
_ORDINAL = re.compile(r"第(?:[一二三四五六七八九十]+|\d+)(?:批|季度|次|期|届|轮|组|个|笔)(?!时)")
_LATIN = re.compile(r"[a-z]")
_MEASURED = re.compile(r"^(?!名单|名额|台湾|条件|份额)[辆张台条份只套栋间件场名][\u3400-\u9fff]$")
_HAN = re.compile(r"[\u3400-\u9fff]")
_CONTENT_SINGLE = re.compile(r"^[\u3400-\u9fff]$")
# Words that frame a question and need not stand in the source.
_FRAME = vocabulary("frame")


@dataclass(frozen=True, slots=True)
class Known:
    """Words that no dictionary holds and that are taken whole, longest first (规上), names, words left out."""

    words: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    stop_words: frozenset[str] = frozenset()


NOTHING_KNOWN = Known()


def terms(
    analysis: Analysis, phrases: Sequence[Span], tag: Tag, is_said: IsSaid, known: Known = NOTHING_KNOWN
) -> tuple[Term, ...]:
    """Return the question's terms in order; what only asks or only frames is left out.

    `is_said` tells whether the corpus says a pair of characters anywhere: 恒和 in 恒和机械 is part of a name
    where it does, though 和 alone is a function word.
    """
    text = analysis.text
    found = [*_quoted(text), *_ordinals(text)]
    for word in (*known.names, *known.words):
        at = text.find(word)
        if at >= 0 and not _covered(Span(at, at + len(word)), found):
            is_indicator = word[-1] in _INDICATOR_SUFFIX or _INDICATORS.search(word)
            part = Part.INDICATOR if is_indicator else Part.WORD
            found.append(Term(word, Span(at, at + len(word)), Part.ENTITY if word in known.names else part))
    found += [
        Term(date.text, date.span, Part.DATE) for date in find_dates(text) if not _covered(date.span, found)
    ]
    for figure in find_figures(text):
        is_one = figure.number in ("一", "两")  # 一起, 一路, 两地: no figure that anybody insists on
        if not is_one and not _covered(figure.span, found) and not _covered(figure.span, phrases):
            part = Part.FIGURE if figure.unit and figure.unit not in "年月日号" else Part.WORD
            found.append(Term(figure.span.of(text), figure.span, part))
    free = [word for word in analysis.words if not _covered(word, found) and not _covered(word, phrases)]
    # 条 in 多少条短信 counts and says nothing; 辆车 in 多少辆车 is a measure and a noun
    free = [word for word in free if len(word) > 1 or not _follows(word, phrases)]
    free = [
        Span(word.start + 1, word.end) if _follows(word, phrases) and _MEASURED.match(word.of(text)) else word
        for word in free
    ]
    found.extend(_unheard_of(free, text, tag, is_said))
    free = [word for word in free if not _covered(word, found)]
    for run in _runs(free, text, is_said):
        found.extend(_terms_of_run(run, text, tag, is_said))
    found = [term for term in found if term.text not in known.stop_words]
    nouns = {word.start for word in analysis.words if tag(word.of(text)).startswith("n")}
    heads = (_as_head(term, text, term.span.end in nouns or term.span.start not in nouns) for term in found)
    return tuple(sorted(heads, key=lambda term: term.span))


# 多少名机关工作人员下沉社区: what follows the measure up to a verb is what is counted
_COUNTED = re.compile(
    r"(?:多少|几(?![号月点时岁]))(?:万|亿|千|百)?(?:[个家名人位户份条件辆台套只支张项次场所座处栋间批期类种款门轮篇部本页元吨亩片块对]|人次)?(?P<head>[\u4e00-\u9fff]{2,8})"
)


def _follows(word: Span, phrases: Sequence[Span]) -> bool:
    """Return whether a word stands right behind what asks: the measure in 多少条短信."""
    return any(phrase.end == word.start for phrase in phrases)


def _unheard_of(words: Sequence[Span], text: str, tag: Tag, is_said: IsSaid) -> list[Term]:
    """Return names that the corpus never says: 中芯国 in 中芯国际, a single noun that it pairs with neither neighbour."""
    found = []
    for word in words:
        around = text[max(0, word.start - 1) : word.end + 1]
        if len(word) > 1 or len(around) < 3 or not tag(word.of(text)).startswith(("n", "x", "j", "g")):
            continue
        if (
            all(map(_HAN.match, around))
            and not is_said(around[:2])
            and not is_said(around[1:])
            and around[0] not in "的了和与"
        ):
            found.append(Term(around, Span(word.start - 1, word.end + 1), Part.ENTITY))
    return found


_WHICH = re.compile(
    r"(?:什么|哪些|哪(?:一|几|[两三四五六七八九十]|\d+)?(?:个|家|部|种|类|座|位|所|本|首|项|款|支|只|条|篇|张|场|届|名|门|处|方面)?)(?:样的)?$"
)


# 封闭管理的小区有几个: what is counted stands before
_COUNTED_BEFORE = re.compile(
    r"(?:一共|总共|共)?有?(?:几|多少)[个家名人位户份条件辆台套只支张项次场所座处栋间][?]?$"
)


def _as_head(term: Term, text: str, goes_on: bool) -> Term:
    """Return a plain word that stands right behind 多少 or 哪个 as what is counted, or as the sort asked for.

    `goes_on`: another noun follows at once, so that the word tells more than a sort (集中 of 集中隔离观察点).
    """
    if term.part is not Part.WORD or len(term.text) < 2:
        return term
    if _WHICH.search(text[: term.span.start]) and not goes_on:
        return replace(term, part=Part.SORT)
    if _COUNTED_BEFORE.match(text[term.span.end :]):
        return replace(term, part=Part.HEAD)
    for match in _COUNTED.finditer(text):
        if match.start("head") <= term.span.start <= match.start("head") + 1:
            return Term(term.text, term.span, Part.HEAD)
    return term


def _ordinals(text: str) -> list[Term]:
    """Return 第三批 and the like: one of several, insisted on."""
    return [Term(match.group(), Span(*match.span()), Part.FIGURE) for match in _ORDINAL.finditer(text)]


def _quoted(text: str) -> list[Term]:
    return [
        Term(match["inside"], Span(*match.span("inside")), Part.ENTITY) for match in _QUOTED.finditer(text)
    ]


def _covered(span: Span, taken: Iterable[Term | Span]) -> bool:
    return any(span.overlaps(other.span if isinstance(other, Term) else other) for other in taken)


def _runs(words: Sequence[Span], text: str, is_said: IsSaid) -> list[list[Span]]:
    """Return the runs of words that stand side by side, function words ending a run."""
    runs: list[list[Span]] = []
    last = None
    for word in words:
        is_content = (
            word.of(text) not in FUNCTION_WORDS
            or _starts_an_indicator(word, words, text)
            or _is_inside_a_name(word, text, is_said)
        )
        if is_content:
            if last is not None and last.end == word.start:
                runs[-1].append(word)
            else:
                runs.append([word])
            last = word
        else:
            last = None
    return runs


def _is_inside_a_name(word: Span, text: str, is_said: IsSaid) -> bool:
    """Return whether 和 is a character of a name that the corpus knows: 恒和机械, 陈建和."""
    if word.of(text) != "和" or word.start == 0:
        return False
    before, after = text[word.start - 1 : word.end], text[word.start : word.end + 1]
    ends_here = len(after) < 2 or after[1] in "的是?" or not is_said(after)
    if not is_said(before):
        return False
    return is_said(after) or (ends_here and len(text) > word.end and text[word.end] not in "的")


def _starts_an_indicator(word: Span, words: Sequence[Span], text: str) -> bool:
    """Return whether a function word is the first character of an indicator: 到 in 到岗率."""
    after = text[word.end : word.end + 2]
    return (
        len(word) == 1
        and len(after) == 2
        and after[1] in _INDICATOR_SUFFIX
        and any(other.start == word.end and len(other) == 1 for other in words)
    )


def _terms_of_run(run: Sequence[Span], text: str, tag: Tag, is_said: IsSaid) -> list[Term]:
    """Return the terms of words that stand side by side, the pieces of one name or indicator put together."""
    made: list[Term] = []
    for word in run:
        piece = word.of(text)
        before = made[-1] if made else None
        if before is not None and _belongs_to_last(before, piece, is_said):
            span = Span(before.span.start, word.end)
            made[-1] = Term(span.of(text), span, _part(span.of(text), before, tag), is_joined=True)
        else:
            made.append(Term(piece, word, _part(piece, None, tag)))
    return [_uncounted(term) for term in made if term.text not in _FRAME]


def _uncounted(term: Term) -> Term:
    """Return 企业 for 企业家数: the measure and 数 only ask how many."""
    match = re.search(r"(?:[家个户人份件]数|数量|总数|(?<![指系倍分基人])数)$", term.text)
    if term.part is not Part.INDICATOR or match is None or match.start() < 2:
        return term
    return Term(term.text[: match.start()], Span(term.span.start, term.span.start + match.start()), Part.WORD)


def _belongs_to_last(before: Term, piece: str, is_said: IsSaid) -> bool:
    if len(piece) == 1 and piece in _INDICATOR_SUFFIX:
        return len(before.text) <= 3 and before.part is not Part.DATE
    if before.text in ("副", "原", "前", "总", "代") and POSTS.search(piece):
        return True
    if before.text in ("总", "年", "净", "新") and (
        _INDICATORS.search(piece) or piece[-1] in _INDICATOR_SUFFIX
    ):
        return True
    if _AREA.match(piece):
        return before.part is Part.ENTITY or len(before.text) == 1
    if (
        before.text in SURNAMES
        and len(piece) <= 2
        and is_said(before.text + piece[0])
        and piece not in _FRAME
    ):
        return not POSTS.match(piece) and not _AREA.match(piece)
    if before.text.endswith("某"):
        return False
    single = len(before.text) == 1 or _is_single_run(before)
    framed = piece in _FRAME or before.text in _FRAME
    return bool(_CONTENT_SINGLE.match(piece)) and single and not framed and is_said(before.text[-1] + piece)


def _is_single_run(term: Term) -> bool:
    """Return whether a term was put together from single characters: a name that no dictionary holds."""
    return (
        term.part in (Part.ENTITY, Part.WORD)
        and 1 < len(term.text) <= 3
        and term.is_joined
        and not _AREA.search(term.text[-2:])
    )


def _part(piece: str, before: Term | None, tag: Tag) -> Part:
    is_indicator = len(piece) > 1 and (piece[-1] in _INDICATOR_SUFFIX or _INDICATORS.search(piece))
    if is_indicator and (before is not None or tag(piece) not in ("v", "d", "b", "m", "a")):
        return Part.INDICATOR
    if POSTS.search(piece):
        return Part.POST
    if before is not None:
        named = before.part is Part.ENTITY or before.text in SURNAMES or bool(_AREA.search(piece))
        nouns = all(tag(character).startswith(_NAME_TAGS) for character in piece)
        return Part.ENTITY if named or nouns else Part.WORD
    if _LATIN.search(piece) or (len(piece) > 1 and tag(piece) in _ENTITY_TAGS and not _AREA.match(piece)):
        return Part.ENTITY
    return Part.WORD
