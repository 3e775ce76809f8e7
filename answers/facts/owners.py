"""Whom an article is about: the zone or body that its title names, its region, the area that its text names most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from answers.facts.fact import Fact
from answers.facts.names import PLACES
from answers.vocabulary import any_of, longest_first, vocabulary

_ENDINGS = longest_first(vocabulary("subject-endings"))
_COMMON = tuple(vocabulary("common-places") | vocabulary("generic-subjects"))
_LEVELS = ("省", "市", "县", "州", "区", "镇", "乡")
_GENERIC = vocabulary("generic-subjects")
_AREAS = any_of(
    ending
    for ending in _ENDINGS
    if ending.endswith(("区", "街道", "县", "镇", "湾", "港")) and len(ending) > 1
)
_NAMED_AREA = re.compile(rf"(?P<name>[\u4e00-\u9fff]{{0,8}}?(?:{_AREAS}|县)(?:\([\u4e00-\u9fff]{{1,6}}\))?)")
# 县人社局关于…, 云岭大学2023年…: a body that a title begins with
_BODIES = any_of(vocabulary("title-bodies"))
_NAMED_BODY = re.compile(rf"[\u4e00-\u9fff]{{1,14}}?(?:{_BODIES})(?=[\d年关召开举发:\s的]|$)")
_YEAR = re.compile(r"\d{4}年度?")
_BEGINNINGS = "的在和与及对为把是了使让向从由到以将"
_FEWEST = 3  # times that a text says the name of whom it is about


@dataclass(frozen=True, slots=True)
class Owner:
    """Whom an article is about, and the region of its document; normalised, empty where that is not known."""

    name: str = ""
    region: str = ""

    def is_called(self, names: Iterable[str]) -> bool:
        """Return whether it, or its region, has one of some names in its own.

        >>> Owner("江阴高新区", "江苏省").is_called(["无锡", "江阴"]), Owner("江阴高新区", "江苏省").is_called([])
        (True, False)
        """
        whole = f"{self.name}{self.region}"
        return any(name in whole for name in names)

    def of_area(self, word: str) -> str:
        """Return what 全市 or 我区 means: the region of that level, else whom the article is about.

        >>> Owner("江阴高新区", "江苏省江阴市").of_area("全市"), Owner("江阴高新区", "江苏省江阴市").of_area("全区")
        ('江苏省江阴市', '江阴高新区')
        """
        level = word.removesuffix("内")[-1:]
        return next(
            (name for name in (self.name, self.region) if name.endswith(level)), self.name or self.region
        )


def is_of_another_area(fact: Fact, owner: Owner) -> bool:
    """Return whether a figure is told of a place that is neither whom its article is about nor the region: 泸州 in a report of 四川省."""
    subject = fact.subject
    is_own = any(subject in name or name in subject for name in (owner.name, owner.region) if name)
    is_area = subject in PLACES or (subject.endswith(_LEVELS) and not subject.endswith(_COMMON))
    return bool(subject) and not is_own and is_area


@lru_cache(64)
def owner_of(heading: str, text: str) -> Owner:
    """Return whom an article is about; `heading` is its title, and the document's region below it where that is known."""
    title, _, region = heading.partition("\n")
    body = _NAMED_BODY.match(title)
    title = _YEAR.sub("", title)
    said = Counter(_named(text))
    in_title = list(_named(title))
    name = next((name for name in in_title if name not in _GENERIC), "") or _in_brackets(title, said)
    if not name and in_title:
        name = _fullest(in_title[0], said)
    if not name and body:
        name = body.group()
    if not name and not region:
        most = [name for name, count in said.most_common() if count >= _FEWEST and name not in _GENERIC]
        name = next((word for word in sorted(PLACES) if word in title), most[0] if most else "")
    return Owner(name or region, region)


def _named(text: str) -> Iterable[str]:
    """Return the areas that a text names, without the function words that a run of characters may begin with."""
    return filter(None, (_stripped(match["name"]) for match in _NAMED_AREA.finditer(text)))


def _stripped(name: str) -> str:
    return name[max((name.rfind(one) for one in _BEGINNINGS), default=-1) + 1 :]


def _in_brackets(title: str, said: Counter[str]) -> str:
    """Return the area that a text calls by another name in brackets, which its title has: 杭州高新区(滨江) of 滨江."""
    for name in sorted(said, key=lambda name: (-said[name], name)):
        _, bracket, other = name.rstrip(")").partition("(")
        if bracket and other in title:
            return name
    return ""


def _fullest(name: str, said: Counter[str]) -> str:
    """Return the longer form that a text gives a name more often than not: 徐州经开区 for 经开区."""
    longer = [other for other in said if other.endswith(name) and said[other] * 2 > said[name]]
    return max(longer, key=lambda other: (said[other], other), default=name)
