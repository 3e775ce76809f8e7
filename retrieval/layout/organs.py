"""Offices and other bodies that issue documents, by what their names end in."""

from __future__ import annotations

import re

from retrieval.types import Span
from retrieval.vocabulary import pairs, words

_LONGEST = 60
_ABOUT = re.compile(r"关于|印发|转发")
# 石政发〔2020〕3号-北京市石景山区人民政府关于…
_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,12}[〔\[(]\d{4}[〕\])]\d{1,8}号[ —-]?")
# 财政部令第6号发布 · 中华人民共和国国务院令第596号公布
_DECREE = re.compile(r"(?<=[ 日])(?P<organ>[\u4e00-\u9fff、]{2,40}?)令?(?:第? ?\d{1,8} ?号)?$")


def is_organ(text: str) -> bool:
    """Return whether a normalised line names offices, parted by blanks, and says no more.

    >>> is_organ("江西省统计局 国家统计局江西调查总队"), is_organ("市统计局通报情况")
    (True, False)
    """
    names = text.split()
    return bool(names) and len(text) <= _LONGEST and all(_ends_as_one(name) for name in names)


def find_issuer(title: str) -> Span | None:
    """Return where a title names the office that issued the paper: 云岭市人民政府 | 关于…的通知.

    >>> find_issuer("云岭市人民政府关于印发若干措施的通知"), find_issuer("关于做好复工的通知")
    (Span(start=0, end=7), None)
    """
    number = _NUMBER.match(title)
    start = number.end() if number else 0
    about = _ABOUT.search(title, start)
    if about is None or not is_organ(title[start : about.start()]):
        return None
    return Span(start, about.start())


def enactment_of(line: str) -> str | None:
    """Return what a line of a law's history says was done (see `enactments.txt`); None where it says nothing.

    >>> enactment_of("2002年4月1日 施行"), enactment_of("2011年4月16日 国务院令第596号公布")
    ('in-force', 'made')
    """
    said = line.rstrip("》) ")
    return next((meaning for word, meaning in pairs("enactments").items() if said.endswith(word)), None)


def find_enactor(line: str) -> Span | None:
    """Return where a line of a law's history names who made it: 2011年4月16日 | 国务院 | 令第596号公布.

    >>> find_enactor("2011年4月16日 国务院令第596号公布").of("2011年4月16日 国务院令第596号公布")
    '国务院'
    """
    ending = next((word for word in pairs("enactments") if line.endswith(word)), "")
    match = _DECREE.search(line.removesuffix(ending)) if ending else None
    return Span(*match.span("organ")) if match else None


def _ends_as_one(name: str) -> bool:
    return len(name) > 2 and name.endswith(words("organs"))
