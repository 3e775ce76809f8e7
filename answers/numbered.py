"""What is told apart by its number alone, papers and things, and whether a text tells of it: 12号线, 3号楼."""

from __future__ import annotations

import re

from answers.vocabulary import any_of, vocabulary
from retrieval.numerals import whole_number

THINGS = any_of(vocabulary("numbered-things"))
_PAPER = re.compile(r"(?P<year>[〔\[(]\d{4}[〕\])]第?)?(?<!\d)(?P<number>\d{1,8})号$")
_NUMBER = r"(?:\d{1,4}|[一二三四五六七八九十]{1,3})"
# 5号线下 and 5号院士 are days; so is 3月5号线.
_THING = re.compile(
    rf"(?<![\d.月第一二三四五六七八九十])(?P<number>{_NUMBER})号(?P<thing>{THINGS})(?![上下索士长诊])"
)
# 7、8号线, 3号至6号楼: which of them a text tells of.
_SAID = re.compile(rf"(?<![\d.])(?P<numbers>{_NUMBER}(?:号?[、,和与及至到-]{_NUMBER}){{0,12}})号")
_EACH = re.compile(_NUMBER)


def numbered_things(text: str) -> list[re.Match[str]]:
    """Return where a text names things by their numbers.

    >>> [match.group() for match in numbered_things("12号线一期和3号楼何时建成")]
    ['12号线', '3号楼']
    >>> numbered_things("12号公布"), numbered_things("5号线下开会"), numbered_things("3月5号线路检修")
    ([], [], [])
    """
    return list(_THING.finditer(text))


def says_the_number(name: str, text: str) -> bool | None:
    """Return whether a text tells of a thing named by its number, be it among others; None for a name without one.

    >>> says_the_number("12号线", "8号线、11号线开通"), says_the_number("12号线", "11、12号线开通"), says_the_number("二号线", "2号线开通")
    (False, True, True)
    """
    named = _THING.fullmatch(name)
    if named is None:
        return None
    number = whole_number(named["number"])
    return any(
        number in map(whole_number, _EACH.findall(said["numbers"]))
        and text.startswith(named["thing"], said.end())
        for said in _SAID.finditer(text)
    )


def says_the_paper(name: str, text: str) -> bool | None:
    """Return whether a text says a paper's number, be it among others (第12、13、14号), with its year, if it has one.

    None for a name that is none.

    >>> says_the_paper("第13号", "公告第12、13、14号"), says_the_paper("13号", "13号楼"), says_the_paper("12亿元", "")
    (True, False, None)
    """
    paper = _PAPER.search(name)
    if paper is None:
        return None
    if paper["year"]:
        return paper.group() in text
    return bool(re.search(rf"(?<![\d月.]){paper['number']}(?:[、,和]\d{{1,8}}){{0,12}}号(?!{THINGS})", text))
