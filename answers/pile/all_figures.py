"""What a question says that asks for all figures of one sort: 哪几拨人, 各个项目, 投资超过30亿的有哪几个, 哪些目标, 各类产品."""

from __future__ import annotations

import re

from answers.vocabulary import any_of, table, vocabulary

# What is done with things, by the stage that it belongs to: each line says the same.
SAME_DEEDS = tuple((stage, frozenset(said.split())) for stage, said in table("deeds-of-things"))
DEEDS = frozenset().union(*(said for _, said in SAME_DEEDS))
_GROUPS = any_of(vocabulary("groups-of-figures"))
_NOUNS = any_of(vocabulary("listed-things"))
_SORTS = any_of(vocabulary("sorts-of-things"))
_AREAS = any_of(vocabulary("each-of"))
_THINGS = rf"(?:{_SORTS}){{0,3}}(?:{_NOUNS})"
# 哪几个|投资超过30亿的|项目, and no 哪些园区签约的项目
_CHOSEN = rf"(?!{_AREAS})[^,。?;、哪]{{1,14}}?的"
_WHICH = "(?:哪些|哪几[个家]|哪个|哪家|谁)"
_GOALS = "(?:目标任务|目标|指标|任务)"
# Of things of their own: 各个项目, 哪几个大项目, 哪个项目…最, 最大的项目是哪个, 两个项目各, 项目有哪些
_OF_THINGS = (
    rf"(?:各个?|每一?个|哪些|哪几[个家]|单个|所有|这些|点了?名的)(?:{_CHOSEN})?{_THINGS}"
    rf"|哪一?[个家]{_THINGS}(?=[^,。?]{{0,14}}最)|最[大小多少高低]的(?:一个)?{_THINGS}(?=[是叫](?:哪|什么|啥))"
    rf"|(?<!第)[两三四五六七八九十]个{_THINGS}(?=各|分别|都)|(?<![哪第十好])几个(?:{_CHOSEN})?{_THINGS}(?=[^,。?]{{0,8}}(?:各|分别|都)|,各)|(?:{_NOUNS})(?:里头|里面|里|当中|中)?(?:都|分别|各)?[有是](?:哪些|哪几[个家])"
    rf"|(?<!各)(?:{_NOUNS})(?=[,的]{{0,2}}[^,。?]{{0,6}}都(?:是|有)多少)"
    rf"|(?<=的){_THINGS}(?=[,的]{{0,2}}[^,。?;]{{0,8}}(?:分别|各自?|都)[^,。?几]{{0,6}}多少)"
)
# The same where a bound says which: 的项目, 项目里头…的有哪些, 哪个项目总投资超过
_BOUNDED = (
    rf"(?<=的)(?:{_NOUNS})(?=[?。]?$)|哪一?[个家]{_THINGS}"
    rf"|(?:{_NOUNS})(?=[^?;。]{{1,30}}的(?:都|一共|总共)?(?:[有是]{_WHICH}))"
)
_NUMBERS = r"(?:哪些|什么)(?:具体)?(?:数字|数据|指标|数)"
_AIMS = rf"(?:哪些|什么)(?:具体)?(?:{_GOALS})|{_GOALS}(?:都|分别|各)?[有是](?:哪些|什么|哪几[个项])(?!方面|部分|大|块)|{_GOALS}(?:都|分别|各)是?多少"
ALL_FIGURES = re.compile(
    rf"(?:哪几|这?[两三四五六七八九十])(?:{_GROUPS})(?P<noun>[人车]?)|(?P<things>{_OF_THINGS})|(?P<bounded>{_BOUNDED})"
    rf"|(?P<figures>(?P<aims>{_AIMS})|{_NUMBERS})"
)
_ITEMS = any_of(vocabulary("items-made") | vocabulary("items-given"))
# 各类产品, 哪些物资, 产品有哪些; 年产各多少
_LISTS_ITEMS = re.compile(
    rf"(?:各[类种样项]|每[类种样]|哪些|哪几[类种样]|什么|所有)(?:的)?[^,。?、]{{0,4}}?(?P<noun>{_ITEMS})|(?P<listed>{_ITEMS})(?:都|各|分别)?有(?:哪些|什么)"
    r"|(?P<made>[年月日]产(?:各|分别))(?=[是有为]?(?:多少|几))"
)
_HOW_MUCH = re.compile(any_of(vocabulary("asks-how-much") - {"\u51e0"}))


def items_asked(text: str) -> re.Match[str] | None:
    """Return where a question asks for all that is made or given, each with its amount; None where it does not.

    >>> bool(items_asked("各类产品年产多少?")), bool(items_asked("有哪些产品?")), bool(items_asked("捐了哪些物资,各多少?"))
    (True, False, True)
    """
    return _LISTS_ITEMS.search(text) if _HOW_MUCH.search(text) is not None else None
