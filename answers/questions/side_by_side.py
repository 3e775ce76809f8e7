"""Names side by side in a question, told apart and in their place: without marks between them, behind how many they are, behind the question.

All of it reads normalised text.
"""

from __future__ import annotations

import re

from answers.questions.each import OF_NAMED
from answers.questions.pieces import ASKING
from answers.vocabulary import any_of, table, vocabulary
from retrieval.numerals import whole_number
from retrieval.vocabulary.lists import words

_PLACE = any_of({name for _, names in table("places") for name in names.split()})
_PROVINCE = any_of({name for level, names in table("places") if level == "省" for name in names.split()})
_PROVINCES = re.compile(_PROVINCE)
_MARK = "、"
# 北京|上海|天津, but no 上海北京路; cities are names of too much else (中山路)
_ADJACENT = re.compile(rf"(?:{_PROVINCE}){{2,12}}(?!{any_of(vocabulary('street-ends'))})")
_NUMBER = r"(?:[两三四五六七八九十]|\d{1,2})"
_MEASURES = any_of({*words("measure-words"), "大"})
# 三个直辖市|北京、上海、天津
_COUNTED = re.compile(
    rf"(?P<number>{_NUMBER})个(?P<noun>[\u4e00-\u9fff]{{1,5}}?)(?P<names>(?:{_PLACE})(?:、(?:{_PLACE})){{1,11}})"
)
# 青河|五大片区|的产值各有多少,|甲区、乙区…
_BEHIND = re.compile(
    rf"(?P<lead>[^,?;。:、]{{0,16}}?)[这那]?(?P<number>{_NUMBER}|几)(?:{_MEASURES})(?P<noun>[\u4e00-\u9fff]{{1,5}}?)(?P<asked>的[^,?;。:、]{{2,24}}),(?P<list>[^,?;。:、]{{1,16}}(?:、[^,?;。:、]{{1,16}}){{1,11}})[?。]?"
)
_ANY = "几"
# 男女各多少, 男的女的各有几个
_BOTH_SEXES = re.compile(rf"男的?{_MARK}?女的?(?={OF_NAMED.pattern})")
_OF_BOTH_SEXES = "男性、女性"
_HALVES = frozenset(frozenset(row) for row in table("contrasted"))
_HALF = any_of(half for row in _HALVES for half in row)
# 常住人口|中|男性、女性, 协会|男会员和女会员
_CONTRASTED = re.compile(
    rf"(?<=[\u4e00-\u9fff])(?:[当之]?中|里面?|内|的)?,?(?P<one>{_HALF})(?P<noun>[\u4e00-\u9fff]{{0,4}})[、和与跟及](?P<other>{_HALF})(?P=noun)(?={OF_NAMED.pattern})"
)


def with_names_side_by_side(text: str) -> str:
    """Return a normalised message with the names of which it asks side by side where it says how many there are, with marks between places.

    >>> with_names_side_by_side("北京上海天津的产值各多少"), with_names_side_by_side("三个直辖市北京、上海、天津的产值各多少")
    ('北京、上海、天津的产值各多少', '北京、上海、天津的产值各多少')
    >>> with_names_side_by_side("青河三大片区的产值各有多少,东坡、西坡、南坡"), with_names_side_by_side("北京东路有多长")
    ('青河东坡、西坡、南坡的产值各有多少?', '北京东路有多长')
    >>> with_names_side_by_side("协会会员里男女各有多少"), with_names_side_by_side("协会男会员、女会员各有几个")
    ('协会会员的男性、女性各有多少', '协会的男会员、女会员各有几个')
    """
    text = _ADJACENT.sub(_apart, text)
    text = _CONTRASTED.sub(_of_one_whole, _BOTH_SEXES.sub(_OF_BOTH_SEXES, text))
    return _in_place(_COUNTED.sub(_uncounted, text))


def _apart(match: re.Match[str]) -> str:
    """Return places that stand side by side with marks between them, as they are where one is said twice: 吉林吉林."""
    names = _PROVINCES.findall(match.group())
    return match.group() if len(set(names)) < len(names) else _MARK.join(names)


def _of_one_whole(match: re.Match[str]) -> str:
    """Return two halves behind the whole that both are of."""
    one, other, noun = match["one"], match["other"], match["noun"]
    if frozenset((one, other)) not in _HALVES:
        return match.group()
    return f"的{one}{noun}{_MARK}{other}{noun}"


def _uncounted(match: re.Match[str]) -> str:
    names = match["names"].split(_MARK)
    return match["names"] if whole_number(match["number"]) == len(names) else match.group()


def _in_place(text: str) -> str:
    """Return a question with the names behind it in the place of what stands for so many of them and is asked of each."""
    match = _BEHIND.fullmatch(text)
    if match is None or OF_NAMED.search(match["asked"]) is None or ASKING.search(match["list"]) is not None:
        return text
    names = match["list"].split(_MARK)
    is_of_these = match["number"] == _ANY or whole_number(match["number"]) == len(names)
    return f"{match['lead']}{match['list']}{match['asked']}?" if is_of_these else text
