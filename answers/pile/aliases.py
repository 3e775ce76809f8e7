"""What people call an indicator, and clauses of a question that say which figure is not wanted."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

from answers.vocabulary import any_of, table, vocabulary
from retrieval.numerals import numeral
from retrieval.quantities import find_figures, in_digits

_CHOICE = re.compile(r"\(([^()]*)\)")  # (a/b/c)
_SIGNED = re.compile(r"[*()]")
_SHARED, _GAP, _CHOSEN = "@", "*", "()"
_GAPPED = "(?P<gap>[^\\s,;:.?!]{0,6}?)"
_COUNTED_MAGNITUDE = re.compile("(?P<number>\\d)个(?P<magnitude>万?亿)")  # 30个亿
_IN_WORDS = re.compile(
    "(?P<number>[一二两三四五六七八九十百千]{1,8}(?:万|亿|万亿))(?=元|以|及|的|之|左|往|,|。|[?]|$)"
)  # 三十亿以上
# 上万公里, 过万亿元, 超百家
_BARE_MAGNITUDE = re.compile(
    "(?P<lead>(?<![以线规])上|达到?|够|超?过|破|超|突破|逾|不足|不到)(?P<hundreds>[百千]?)(?P<magnitude>万?亿|万|)(?=[^百千万亿分])"
)
_UP_TO, _REACHED, _OF = "上", "达到", "的"
_BARE_YEAR = re.compile(r"(?<![\d.])20\d\d(?=$|[\s,。;?)的]|目标)")
_CLAUSE = re.compile(r"[^,;。?:]*[,;。?:]*")
_ASKS = re.compile(any_of(vocabulary("asking-words") | vocabulary("asks-how-much")))
_POLITE = re.compile(any_of(vocabulary("opening-words")))
_NAMES = tuple(
    (re.compile(re.escape(said), re.IGNORECASE), meant) for said, meant in table("indicator-names")
)
_GROWTH = tuple(vocabulary("growth-ends"))
# 要总额,不要增速
_UNWANTED = re.compile(
    rf"[,?;。][^,?;。]{{0,4}}(?:{any_of(vocabulary('unwanted'))})[^,?;。]*|[,?;。][^,?;。]{{2,14}}的(?:{any_of(vocabulary('not-counted'))})(?=[,?;。]|$)"
)


def in_indicators(text: str) -> str:
    """Return a normalised text with the indicator that is meant for what people call it.

    >>> in_indicators("各省的经济增速是多少?")
    '各省的地区生产总值增速是多少?'
    >>> in_indicators("摊到每个海南人头上的GDP有多少?")
    '每个海南人人均地区生产总值有多少?'
    """
    begun = _begun()
    whole, place = [], 0
    while place < len(text):
        rows = begun.get(text[place].lower(), ())
        fitting = [
            (match.end(), said == meant, match, meant)
            for said, meant in rows
            if (match := _pattern(said).match(text, place))
        ]
        if not fitting:
            whole.append(text[place])
            place += 1
            continue
        place, _, match, meant = max(fitting, key=lambda one: one[:2])
        for sign, name in ((_GAP, "gap"), (_CHOSEN, "chosen")):
            meant = meant.replace(sign, match[name]) if sign in meant else meant
        whole.append(meant)
    return "".join(whole)


@cache
def _begun() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return the rows of what is said and what is meant by the character that what is said begins with."""
    rows = table("indicator-aliases")
    shared = {f"({name})": f"({choice})" for name, choice in rows if name.startswith(_SHARED)}
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for said, meant in rows:
        if not said.startswith(_SHARED):
            for name, choice in shared.items():
                said = said.replace(name, choice)
            # what is meant stays as it is where it is said
            for row in ((said, meant), (meant, meant))[: 1 if _SIGNED.search(meant) else 2]:
                for first in _first(row[0]):
                    found[first].append(row)
    return {first: tuple(rows) for first, rows in found.items()}


def _first(said: str) -> set[str]:
    """Return the characters that what is said may begin with, in small letters.

    >>> sorted(_first("(a/b/)(GDP/c)")), _first("GDP")
    (['a', 'b', 'c', 'g'], {'g'})
    """
    found: set[str] = set()
    while choice := _CHOICE.match(said):
        words = choice[1].split("/")
        found |= {word[0].lower() for word in words if word}
        if all(words):
            return found
        said = said[choice.end() :]
    return found | {said[0].lower()}


@cache
def _pattern(said: str) -> re.Pattern[str]:
    """Return the pattern of what is said, compiled when a question first holds the character that it begins with: all take 45 ms."""
    return re.compile(f"{_source(said)}", re.IGNORECASE)


def _source(said: str) -> str:
    """Return what is said as a pattern: its gap, and the first of its choices, by their names.

    >>> _source("a(b/c)(d/)")
    'a(?P<chosen>b|c)(?:d|)'
    """
    parts, chosen, place = [], False, 0
    for choice in _CHOICE.finditer(said):
        parts.append(_gapped(said[place : choice.start()]))
        parts.append(f"({'?:' if chosen else '?P<chosen>'}{any_of(choice[1].split('/'))})")
        chosen, place = True, choice.end()
    return "".join((*parts, _gapped(said[place:])))


def _gapped(said: str) -> str:
    return re.escape(said).replace(re.escape(_GAP), _GAPPED)


def with_years(text: str) -> str:
    """Return a normalised question with 年 behind a year that is named alone.

    >>> with_years("各省收入多少?要2025的"), with_years("2025年2025亩")
    ('各省收入多少?要2025年的', '2025年2025亩')
    """
    return _BARE_YEAR.sub(r"\g<0>年", text)


def in_figures(text: str) -> str:
    """Return a normalised question with its great figures as they are printed.

    >>> in_figures("投资超过30个亿的项目"), in_figures("总投资三十亿元以上的项目")
    ('投资超过30亿的项目', '总投资30亿元以上的项目')
    >>> in_figures("里程上万公里的省"), in_figures("网上百货"), in_figures("收入过千亿元的")
    ('里程达到1万公里的省', '网上百货', '收入过1000亿元的')
    """
    text = _BARE_MAGNITUDE.sub(_bound, _COUNTED_MAGNITUDE.sub(r"\g<number>\g<magnitude>", text))
    return _IN_WORDS.sub(lambda match: in_digits(f"{_one(match['number'])}元").removesuffix("元"), text)


def _bound(match: re.Match[str]) -> str:
    """Return a bound whose figure is said by its magnitude alone in digits: 上万公里; as it is where nothing is measured."""
    hundreds, magnitude, rest = match["hundreds"], match["magnitude"], match.string[match.end() :]
    if not hundreds and not magnitude:
        return match.group()
    number = f"{numeral(f'一{hundreds}')}{magnitude}"
    measured = find_figures(f"{number}{rest}")
    if measured[0].span.start or not (measured[0].unit or rest.startswith(_OF)):
        return match.group()
    return f"{_REACHED if match['lead'] == _UP_TO else match['lead']}{number}"


def _one(number: str) -> str:
    """Return a number in words with the one that stands before a hundred unsaid: 百亿."""
    return f"一{number}" if number.startswith(("百", "千")) else number


def asked_first(text: str) -> str:
    """Return of a normalised question what asks its first figure, without how it is opened and what stands behind; whole where nothing asks.

    >>> asked_first("您好,山西现在有多少座了?今年还要再建几座?"), asked_first("山西 煤矿 产量"), asked_first("煤,山西去年挖了多少?谢谢")
    ('山西现在有多少座了?', '山西 煤矿 产量', '煤,山西去年挖了多少?')
    """
    kept: list[str] = []
    for clause in _CLAUSE.findall(text):
        if _ASKS.search(clause):
            return "".join((*kept, clause))
        if not _POLITE.search(clause):
            kept.append(clause)
    return text


def asked_of_one(text: str) -> str:
    """Return what a normalised question about one subject asks first, in the words of indicators."""
    return in_indicators(with_years(asked_first(text)))


def of_growth(text: str) -> str:
    """Return an indicator as it stands in a document with the one that it is the growth of: 经济增长.

    What else people call an indicator may be another one there: 经济总量 of a zone.
    """
    return _in_names(text) if text.endswith(_GROWTH) else text


def _in_names(text: str) -> str:
    for said, meant in _NAMES:
        text = said.sub(meant, text)
    return text


def wanted_alone(text: str) -> str:
    """Return a normalised question without what it does not want.

    >>> wanted_alone("各省零售总额是多少?要总额,不要增速")
    '各省零售总额是多少?要总额'
    >>> wanted_alone("各省去年办了多少件提案?五年累计的不算")
    '各省去年办了多少件提案'
    """
    return _UNWANTED.sub("", text)
