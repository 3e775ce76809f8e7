"""Words that point at what earlier turns named: 第二个, 他, 该公司. All of it reads normalised text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answers.questions.kinds import question_phrases
from answers.types import Kind, Turn

ORDINAL = re.compile(
    r"(?:第(?P<number>[一二三四五六七八九十\d]+)|(?P<last>最后一?))(?:个|项|家|位|名|条|种|款)(?P<noun>项目|企业|公司)?"
)
PRONOUN = re.compile(
    r"他们|她们|它们|他|她|它|(?:该|这|那|此)(?:个|家|位|名|项)?(?:项目|公司|企业|园区|高新区|开发区|人|平台|区|产业园|街道|社区|药业|活动|会议|专班|小组|文件|政策|单位)|其(?=[的中]|总|年|复|员|企)|上述(?:项目|企业|公司)"
)
_PERSON_PRONOUN = re.compile(r"他们|她们|他|她|(?:该|这|那)(?:位|名|个)人")
_BODY = re.compile(r"公司|企业|项目|园区|平台|产业园|集团|街道|社区")
IN_BRACKETS = re.compile(r"\([^()]*\)")  # 徐州高新区(铜山): what brackets add to a name
# 隔离点有艾美家吧 asks whether one is among others
HAS_ONE = re.compile(r"(?P<has>有|包括|含)(?P<one>[^,?有]{2,30}?)(?:吧|吗|么|没有)?[?。]*$")
_DIGITS = {character: number for number, character in enumerate("一二三四五六七八九十", 1)}
_LEAD = re.compile(r"^(?:那么?|还有|另外|再问一下|顺便问一下|请问),?")
_END = "? "
_EDGES = f"{_END}呢的是"

# 劲胜新能源和汉晟智能制造两个项目,第一个总投资多少?
_OWN_ITEMS = re.compile(
    r"^(?P<one>[^,。和与]{2,20})[和与、](?P<two>[^,。和与]{2,20}?)这?两(?:个|家|大|位)[^,。]{0,4},"
)


def own_items(text: str) -> tuple[str, ...]:
    """Return the two items that a normalised question itself lists before it asks for one of them.

    >>> own_items("劲胜新能源和汉晟智能制造两个项目,第一个总投资多少?")
    ('劲胜新能源', '汉晟智能制造')
    """
    match = _OWN_ITEMS.match(text)
    return (match["one"], match["two"]) if match else ()


def with_own_item(text: str) -> str:
    """Return a question that lists two items with the one it asks for in their place."""
    match, ordinal = _OWN_ITEMS.match(text), ORDINAL.search(text)
    if match is None or ordinal is None or ordinal.start() < match.end():
        return text
    place = place_of(ordinal, 2)
    return text if place is None else f"{own_items(text)[place]}{text[ordinal.end() :]}"


def place_of(match: re.Match[str], count: int) -> int | None:
    """Return which of `count` items an ordinal means, from 0; None where there are not so many."""
    number = match["number"]
    place = count - 1 if match["last"] else (int(number) if number.isdigit() else _DIGITS.get(number, 0)) - 1
    return place if 0 <= place < count else None


def with_item(text: str, match: re.Match[str], items: Sequence[str], last: Turn) -> str:
    """Return a question with the item of the last reply that its ordinal means."""
    place = place_of(match, len(items))
    if place is None:
        return text
    items = [IN_BRACKETS.sub("", item) for item in items]
    item = items[place]
    rest = text[match.end() :].strip(_EDGES)
    if rest:
        text = _LEAD.sub("", text[: match.start()]) + item + text[match.end() :]
        return _asked_again(text, last) if text.rstrip(_END).endswith("呢") else text
    for other in items:  # 第一个总投资多少? 第二个呢?
        if other != item and other in last.understood:
            return last.understood.replace(other, item)
    return f"{item}是什么?"


def _asked_again(text: str, last: Turn) -> str:
    """Return 无锡高新区的电力指数呢 as a question, asked as the last one was."""
    rest = text.rstrip(_END).removesuffix("呢")
    phrases = [span.of(last.understood) for span in question_phrases(last.understood)]
    return f"{rest}{phrases[-1] if phrases else '是多少'}?"


_AMONG = "其中"


def with_pronoun(text: str, match: re.Match[str], last: Turn) -> str:
    """Return a question with what its pronoun stands for: the person or body answered, or what was asked about."""
    one = HAS_ONE.search(last.understood) if last.kind is Kind.YES_NO else None
    if one is not None and not _PERSON_PRONOUN.match(match.group()):
        subject = one["one"]  # 较大项目里有帛士数码吗? 这个项目投了多少?
    elif (
        _PERSON_PRONOUN.match(match.group())
        and last.kind is Kind.PERSON
        and last.answer
        and len(last.answer) <= 4
    ) or (last.kind is Kind.ORGANISATION and last.answer):
        subject = last.answer
    elif (
        (body := _BODY.search(match.group()))
        and last.answer
        and (found := re.search(rf"(?<![\w()])[\w()]{{2,}}?{body.group()}", last.answer))
    ):
        subject = found.group()
    else:
        subject = last.focus
    if text.startswith(_AMONG, match.start()) and subject:
        return f"{text[: match.start()]}{subject}{text[match.start() :]}"  # 其中外来的有多少人
    return text[: match.start()] + subject + text[match.end() :] if subject else text
