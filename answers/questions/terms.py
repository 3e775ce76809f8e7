"""The terms of a question, and what part each plays: which must be borne out, and where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace

from answers.numbered import THINGS, numbered_things
from answers.questions.areas import with_areas_whole
from answers.questions.parts import (
    ASKS_HOW_MANY,
    FRAME,
    HAN,
    INDICATOR_SUFFIX,
    INDICATORS,
    IsSaid,
    Part,
    Tag,
    Term,
    belongs_to_last,
    part_of,
    uncounted,
)
from answers.questions.unheard import unheard_of
from answers.vocabulary import any_of, vocabulary
from retrieval.analysis import FUNCTION_WORDS, Analysis
from retrieval.quantities import find_dates, find_figures
from retrieval.types import Span
from retrieval.vocabulary.lists import words

_QUOTED = re.compile(r"[“「『《\"](?P<inside>[^“”「」『』《》\"]{1,40})[”」』》\"]")
_ORDINAL = re.compile(
    r"第(?:[一二三四五六七八九十]+|\d+)(?:批|季度|期|届|轮|组|网格|阶段|代|师|中学|人民医院)"
)
# 第6号公告 · 京建发〔2020〕14号: which paper is meant.
_NUMBER_OF_A_PAPER = re.compile(
    rf"第\d+号(?!{THINGS}|机|库)|[〔\[(]\d{4}[〕\])]第?\d+号|(?<![月\d])\d+号(?=公告|通告|令(?!人)|文(?!件夹))"
)
# 一万多块, 几十家: nobody prints it so
_ROUGH = re.compile(r"[多来几]")
# 十六字方针: how long a saying is, which stands nowhere.
_CHARACTERS = "字"
# 万平方公里 in 多少万平方公里, kwh in 多少kwh: what measures, and need not be said so.
_UNIT_ASKED = re.compile(rf"[十百千万亿]*(?:{any_of(words('units'))})(?![a-z])")
_MEASURED = re.compile(r"^(?!名单|名额|台湾|条件|份额)[辆张台条份只套栋间件场名][\u3400-\u9fff]$")


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
    found += [
        Term(match.group(), Span(*match.span()), Part.FIGURE)
        for match in _NUMBER_OF_A_PAPER.finditer(text)
        if not _covered(Span(*match.span()), _places(found))
    ]
    edges = {edge for word in analysis.words for edge in (word.start, word.end)}
    for word in (*known.names, *known.words):
        at = text.find(word)
        is_cut = not {at, at + len(word)} <= edges  # 规上 of 法规上讲
        if at >= 0 and not is_cut and not _covered(Span(at, at + len(word)), _places(found)):
            is_indicator = word[-1] in INDICATOR_SUFFIX or INDICATORS.search(word)
            part = Part.INDICATOR if is_indicator else Part.WORD
            found.append(Term(word, Span(at, at + len(word)), Part.ENTITY if word in known.names else part))
    taken = _places(found)
    found += [
        Term(date.text, date.span, Part.DATE) for date in find_dates(text) if not _covered(date.span, taken)
    ]
    asking, taken = _places(phrases), _places(found)
    for figure in find_figures(text):
        is_one = figure.number in ("一", "两")  # 一起, 一路, 两地: no figure that anybody insists on
        if not is_one and not _covered(figure.span, taken) and not _covered(figure.span, asking):
            measured = figure.unit and figure.unit not in "月日号"
            is_large = figure.number.endswith(("万", "亿"))
            is_insisted = (measured and figure.unit != _CHARACTERS) or is_large
            part = Part.FIGURE if is_insisted else Part.WORD
            if _ROUGH.search(figure.span.of(text)):
                part = Part.SORT
            found.append(Term(figure.span.of(text), figure.span, part))
    words = [part for word in analysis.words for part in _split_office(word, text)]
    words = with_areas_whole(words, text, is_said)
    taken = _places(found)
    free = [word for word in words if not _covered(word, taken) and not _covered(word, asking)]
    # 条 in 多少条短信 counts and says nothing; 辆车 in 多少辆车 is a measure and a noun
    behind = {phrase.end for phrase in phrases}
    counting = {phrase.end for phrase in phrases if _HOW_MANY.search(phrase.of(text))}
    units = [Span(*match.span()) for end in behind if (match := _UNIT_ASKED.match(text, end))]
    free = [
        word
        for word in free
        if (
            len(word) > 1
            or word.start not in behind
            or (word.start in counting and _is_noun(word.of(text), tag))
        )
        and not any(unit.holds(word) for unit in units)
    ]
    free = [
        Span(word.start + 1, word.end) if word.start in behind and _MEASURED.match(word.of(text)) else word
        for word in free
    ]
    found.extend(unheard_of(free, analysis.words, phrases, text, tag, is_said))
    taken = _places(found)
    free = [word for word in free if not _covered(word, taken)]
    for run in _runs(free, text, is_said):
        found.extend(_terms_of_run(run, text, tag, is_said))
    found = [term for term in found if term.text not in known.stop_words]
    if len(found) > 1:
        found = [term for term in found if not ASKS_HOW_MANY.match(term.text)]
    nouns = {word.start for word in analysis.words if tag(word.of(text)).startswith("n")}
    acts = [_as_act(term, text, phrases, tag) for term in found]
    found = [core for term in acts if (core := _core_of(term)) is not None]
    heads = (
        _as_head(term, text, term.span.end in nouns or term.span.start not in nouns, tag) for term in found
    )
    return tuple(sorted(heads, key=lambda term: term.span))


# Tags of words that tell where: 里头 of 多少天里头, 城里 of 多少人在城里. Nothing is counted by them.
_WHERE = ("s", "f")


def _is_noun(word: str, tag: Tag) -> bool:
    """Return whether a single character behind 多少 is what is asked for, and no measure: 税 of 交了多少税."""
    return tag(word).startswith("n") and word not in _MEASURE_WORDS


_HOW_MANY = re.compile("(?:多少|几)$")
_MEASURE_WORDS = frozenset((*words("units"), *words("measure-words"), "钱"))
# 多少名机关工作人员下沉社区: what follows the measure up to a verb is what is counted
_COUNTED = re.compile(
    r"(?:多少|几(?![号月点时岁]))(?:万|亿|千|百)?(?:[个家名人位户份条件辆台套只支张项次场所座处栋间批期类种款门轮篇部本页元吨亩片块对]|人次)?(?P<head>[\u4e00-\u9fff]{2,8})"
)


def _split_office(word: Span, text: str) -> list[Span]:
    """Return 局 and 局长 of 局局长, which the dictionary takes for a word; any other word as it is."""
    if len(word) == 3 and text[word.start] == text[word.start + 1] and text[word.end - 1] == "长":
        return [Span(word.start, word.start + 1), Span(word.start + 1, word.end)]
    return [word]


# Verbs that any happening may be told with: to say them is to say nothing.
LIGHT_VERBS = vocabulary("light-verbs")
_BETWEEN = re.compile(r"(?:了|过|的|被|将|要|会|是|在)*")


def _as_act(term: Term, text: str, phrases: Sequence[Span], tag: Tag) -> Term:
    """Return a verb that stands beside what asks as what was done: 签约 in 签约了几个项目 and in 哪天签约."""
    if term.part is Part.ENTITY and not term.is_joined and not tag(term.text).startswith(("ns", "nr", "nt")):
        # 惠及 in 惠及多少家企业: the dictionary takes it for a name
        beside = any(
            term.span.end <= p.start and _BETWEEN.fullmatch(text[term.span.end : p.start]) for p in phrases
        )
        return replace(term, part=Part.WORD) if beside and HAN.match(term.text) else term
    if term.part is not Part.WORD or not tag(term.text).startswith("v") or term.text in LIGHT_VERBS:
        return term
    for phrase in phrases:
        before, after = text[term.span.end : phrase.start], text[phrase.end : term.span.start]
        beside = term.span.end <= phrase.start and bool(_BETWEEN.fullmatch(before))
        if beside or (phrase.end <= term.span.start and _BETWEEN.fullmatch(after)):
            return replace(term, part=Part.ACT)
    return term


# What a verb came to, said behind it: 批下来, 分成, 留够. Sources say 获批, 划分为, 留样.
_COMPLEMENT = re.compile(r"(?:[下出起上回过进][来去]|(?<![组构形达完促造变])成|[在到好完够掉为])$")


def _core_of(term: Term) -> Term | None:
    """Return a verb without its complement; None where nothing is left that says what was done."""
    match = _COMPLEMENT.search(term.text) if term.part is Part.ACT else None
    if match is None:
        return term
    core = term.text[: match.start()]
    if not core:
        return None
    if core in LIGHT_VERBS or core in FRAME:
        return replace(term, part=Part.WORD)
    return replace(term, text=core, span=Span(term.span.start, term.span.start + len(core)))


_WHICH = re.compile(
    r"(?:什么|哪些|哪(?:一|几|[两三四五六七八九十]|\d+)?(?:个|家|部|种|类|座|位|所|本|首|项|款|支|只|条|篇|张|场|届|名|门|处|方面)?)(?:样的)?$"
)


_TELLS_WHEN = vocabulary("spans-ends")
# The dictionary takes these for names of places.
_PLACE_SORTS = frozenset("城市 国家 地区 省份 县区 区县 街道 社区 园区 开发区 高新区 地方".split())
# 封闭管理的小区有几个: what is counted stands before
_COUNTED_BEFORE = re.compile(
    r"(?:一共|总共|共)?有?(?:几|多少)[个家名人位户份条件辆台套只支张项次场所座处栋间][?]?$"
)


def _as_head(term: Term, text: str, goes_on: bool, tag: Tag) -> Term:
    """Return a plain word that stands right behind 多少 or 哪个 as what is counted, or as the sort asked for.

    `goes_on`: another noun follows at once, so that the word tells more than a sort (集中 of 集中隔离观察点).
    """
    if term.text in _PLACE_SORTS and _WHICH.search(text[: term.span.start]):
        return replace(term, part=Part.SORT)
    if term.part is not Part.WORD or len(term.text) < 2 or tag(term.text).startswith(_WHERE):
        return term
    if _WHICH.search(text[: term.span.start]) and not goes_on:
        return replace(term, part=Part.SORT)
    if term.text in _TELLS_WHEN:
        return term  # 几年之内
    if _COUNTED_BEFORE.match(text[term.span.end :]):
        return replace(term, part=Part.HEAD)
    for match in _COUNTED.finditer(text):
        if match.start("head") <= term.span.start <= match.start("head") + 1:
            return Term(term.text, term.span, Part.HEAD)
    return term


def _ordinals(text: str) -> list[Term]:
    """Return 第三批, 12号线 and the like: one of several, insisted on."""
    found = (*_ORDINAL.finditer(text), *numbered_things(text))
    return [Term(match.group(), Span(*match.span()), Part.FIGURE) for match in found]


def _quoted(text: str) -> list[Term]:
    return [
        Term(match["inside"], Span(*match.span("inside")), Part.ENTITY, is_quoted=True)
        for match in _QUOTED.finditer(text)
    ]


def _places(taken: Iterable[Term | Span]) -> set[int]:
    """Return the places of a text that terms or ranges take up."""
    spans = (one.span if isinstance(one, Term) else one for one in taken)
    return {place for span in spans for place in range(span.start, span.end)}


def _covered(span: Span, places: Set[int]) -> bool:
    return not places.isdisjoint(range(span.start, span.end))


def _runs(words: Sequence[Span], text: str, is_said: IsSaid) -> list[list[Span]]:
    """Return the runs of words that stand side by side, function words ending a run."""
    runs: list[list[Span]] = []
    last = None
    for word in words:
        is_content = (
            word.of(text) not in FUNCTION_WORDS
            or _starts_an_indicator(word, words, text)
            or _is_inside_a_name(word, words, text, is_said)
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


def _is_inside_a_name(word: Span, words: Sequence[Span], text: str, is_said: IsSaid) -> bool:
    """Return whether 和 is a character of a name that the corpus knows: 恒和机械, 陈建和; not in 上海和北京."""
    if word.of(text) != "和" or word.start == 0:
        return False
    beside = [other for other in words if word.start in (other.start, other.end) or other.start == word.end]
    if all(len(other) > 1 for other in beside if other != word) and len(beside) == _WITH_BOTH_SIDES:
        return False
    before, after = text[word.start - 1 : word.end], text[word.start : word.end + 1]
    ends_here = len(after) < 2 or after[1] in "的是?" or not is_said(after)
    if not is_said(before):
        return False
    return is_said(after) or (ends_here and len(text) > word.end and text[word.end] not in "的")


_WITH_BOTH_SIDES = 3


def _starts_an_indicator(word: Span, words: Sequence[Span], text: str) -> bool:
    """Return whether a function word is the first character of an indicator: 到 in 到岗率."""
    after = text[word.end : word.end + 2]
    return (
        len(word) == 1
        and len(after) == 2
        and after[1] in INDICATOR_SUFFIX
        and any(other.start == word.end and len(other) == 1 for other in words)
    )


def _terms_of_run(run: Sequence[Span], text: str, tag: Tag, is_said: IsSaid) -> list[Term]:
    """Return the terms of words that stand side by side, the pieces of one name or indicator put together."""
    made: list[Term] = []
    for word in run:
        piece = word.of(text)
        before = made[-1] if made else None
        if before is not None and belongs_to_last(before, piece, is_said, tag):
            span = Span(before.span.start, word.end)
            made[-1] = Term(span.of(text), span, part_of(span.of(text), before, tag), is_joined=True)
        else:
            made.append(Term(piece, word, part_of(piece, None, tag)))
    return [uncounted(term) for term in made if term.text not in FRAME]
