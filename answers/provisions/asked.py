"""Which provision of a law a question asks for, or of what it asks in which provision it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from answers.vocabulary import any_of, vocabulary
from retrieval.numerals import numeral

# 第三十六条 · 第36条 · 第十条之一; a numeral of six characters counts beyond any law
NUMBER = r"第 ?(?P<number>[一二三四五六七八九十百零〇]{1,6}|\d{1,4}) ?条"
GENRES = vocabulary("laws-by-genre")
_BY_NUMBER = re.compile(NUMBER)
_LAST = re.compile(r"最后(?:的)?一条")
_WHICH = re.compile(
    rf"[,、 ]?(?:(?:规定|写|定)?在|是|属于|见|看|依据|根据|按照?)?(?:这|该|本)?(?:{any_of(GENRES)})?(?:里|中)?的?(?:第几|哪一?)条"
    r"(?:(?:里|中)?(?:规定|条款|款|写|讲|说)(?:了|的)?)?(?:呢|啊|呀)?[?。]*$"
    r"|^(?:第几|哪一?)条(?:规定|写明?|讲|说明?)(?:了|的是|着)?"
)
_HOW_MANY = re.compile(r"(?:一共|总共|共)?有?(?:多少|(?<!哪)几)条(?:规定|条款|条文)?(?:呢|啊|呀)?[?。]*$")
_ASKS_WHAT = re.compile(
    r"的?(?:是|讲|说|写|规定|内容|原文|全文)?(?:了|的)?(?:是|有)?(?:什么|啥|怎么[写说讲]的?|怎么规定的?)?(?:内容|规定)?[呢啊呀]?[?。]*$"
)
_SPOKEN = re.compile(r"^(?:请问|那么?|这部|这个|该|本|在|我?要|给我|把)+")
_EDGES = " ,、:的里中《》"


@dataclass(frozen=True, slots=True)
class ByNumber:
    """A provision that is asked for by its number, None for the last; `law` is what stands before it, maybe nothing.

    `matter` is all else that is asked, empty where nothing is: 第三条是什么, but not 第三条说志愿者要守哪些原则.
    """

    law: str
    number: int | None
    matter: str


@dataclass(frozen=True, slots=True)
class Which:
    """`matter` is what stands in the provision whose number is asked for."""

    matter: str


@dataclass(frozen=True, slots=True)
class HowMany:
    """How many provisions a law has."""

    law: str


Wanted = ByNumber | Which | HowMany


def wanted(text: str) -> Wanted | None:
    """Return what a normalised question asks of provisions, None where it asks nothing of the kind.

    >>> wanted("个体工商户条例第十三条是什么规定?"), wanted("发票管理办法最后一条说了什么")
    (ByNumber(law='个体工商户条例', number=13, matter=''), ByNumber(law='发票管理办法', number=None, matter=''))
    >>> wanted("转让许可证怎么罚,在条例第几条?"), wanted("哪条规定了年度报告?")
    (Which(matter='转让许可证怎么罚'), Which(matter='年度报告?'))
    >>> wanted("外资保险公司管理条例一共有多少条?"), wanted("复工率是多少?")
    (HowMany(law='外资保险公司管理条例'), None)
    >>> wanted("那最后一条呢"), wanted("第三条说志愿者要守哪些原则?").matter
    (ByNumber(law='', number=None, matter=''), '说志愿者要守哪些原则')
    >>> wanted("第三条意见里的资金是多少?").law, wanted("得够哪几条?")
    ('', None)
    """
    if (which := _WHICH.search(text)) is not None:
        matter = f"{text[: which.start()]}{text[which.end() :]}".strip(_EDGES)
        return Which(matter) if matter else None
    if (named := _BY_NUMBER.search(text)) is not None:
        number = number_of(named)
        return (
            ByNumber(_law_before(text, named.start()), number, _matter(text, named.end())) if number else None
        )
    if (last := _LAST.search(text)) is not None:
        return ByNumber(_law_before(text, last.start()), None, _matter(text, last.end()))
    if (counted := _HOW_MANY.search(text)) is not None:
        return HowMany(_law_before(text, counted.start()))
    return None


def number_of(match: re.Match[str]) -> int | None:
    """Return the number that `NUMBER` matched, None where it is none."""
    digits = match["number"]
    return int(digits) if digits.isdecimal() else numeral(digits)


def _law_before(text: str, end: int) -> str:
    """Return the name of a law before its number, without what is no name: 条例第三条."""
    said = _SPOKEN.sub("", text[:end]).strip(_EDGES)
    return "" if said in GENRES else said


def _matter(text: str, start: int) -> str:
    return "" if _ASKS_WHAT.match(text, start) else text[start:].strip(f"{_EDGES}?。")
