"""Questions that lean on the turn before: subject, indicator or period taken over by rule.

All of it reads normalised text: a question comes in so, what earlier turns said is made so here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from answers.questions.kinds import question_phrases
from answers.questions.parts import POSTS, Part, Tag
from answers.questions.understanding import Understanding
from answers.sources import Source
from answers.types import Kind, Turn
from retrieval.normalise import normalise

Understand = Callable[[str], Understanding]

# 那滨江呢? · 滨江的呢 · 那么复工率呢
_AND_X = re.compile(r"^(?:那么?|还有|换成|至于|那边)?,?(?P<x>.+?)(?:的话)?呢[?。]*$")
_AMONG_THEM = "其中"  # 其中出口的呢: a part of what was asked about
_END = "? "
_EDGES = f"{_END}呢的是"
_LEAD = re.compile(r"^(?:那么?|还有|另外|再问一下|顺便问一下|请问),?")
_ORDINAL = re.compile(
    r"(?:第(?P<number>[一二三四五六七八九十\d]+)|(?P<last>最后一?))(?:个|项|家|位|名|条|种|款)(?P<noun>项目|企业|公司)?"
)
_PRONOUN = re.compile(
    r"他们|她们|它们|他|她|它|(?:该|这|那|此)(?:个|家|位|名|项)?(?:项目|公司|企业|园区|高新区|开发区|人|平台|区|产业园|街道|社区|药业|活动|会议|专班|小组|文件|政策|单位)|其(?=[的中]|总|年|复|员|企)|上述(?:项目|企业|公司)"
)
_PERSON_PRONOUN = re.compile(r"他们|她们|他|她|(?:该|这|那)(?:位|名|个)人")
_BODY = re.compile(r"公司|企业|项目|园区|平台|产业园|集团|街道|社区")
_IN_BRACKETS = re.compile(r"\([^()]*\)")  # 徐州高新区(铜山): what brackets add to a name
_DIGITS = {character: number for number, character in enumerate("一二三四五六七八九十", 1)}
_MOST_TERMS_OF_A_FOLLOW_UP = 2
_HAS_OWN_SUBJECT = (Part.ENTITY, Part.FIGURE)


def focus_of(understanding: Understanding, source: Source | None) -> str:
    """Return what a question is about, as it names it: from its first name on, as far as the source says the same.

    A verb ends it; without a source it is the question's first names alone.
    """
    text = understanding.text
    names = [term for term in understanding.terms if term.part is Part.ENTITY]
    if not names:
        return subject_of(understanding, source.tag) if source is not None else ""
    start, last = names[0].span.start, names[0]
    for name in names[1:]:
        if name.span.start == last.span.end:
            last = name
    end = last.span.end
    if source is not None:
        whole = f"{source.heading}\n{source.context.text}"
        for word in understanding.analysis.words:
            if POSTS.search(word.of(text)):
                break
            if (
                word.start == end
                and text[start : word.end] in whole
                and not source.tag(word.of(text)).startswith(("v", "t", "d", "p"))
            ):
                end = word.end
    return text[start:end]


_LIGHT = re.compile(r"(?:了|有|是|为|达到?|共|一共|累计|总共|都|还|将|会|被|给|的)+$")


def subject_of(understanding: Understanding, tag: Tag) -> str:
    """Return what a question says before it asks, the verb of asking left out: 口罩 of 口罩发给了多少个园区."""
    text = understanding.text
    asks = question_phrases(text)
    if not asks:
        return ""
    end = asks[0].start
    words = [word for word in understanding.analysis.words if word.end <= end]
    while words and (_LIGHT.fullmatch(words[-1].of(text)) or tag(words[-1].of(text)).startswith(("v", "d"))):
        end = words.pop().start
    return text[:end].strip("的, ") if words else ""


def resolve(text: str, earlier: Sequence[Turn], understand: Understand, tag: Tag) -> str:
    """Return the question with what it takes over from the turns before; a fresh question is returned as it is.

    `text` is normalised, and so is what is returned.
    """
    text = _with_own_item(text)
    if not earlier:
        return text
    last = _normalised(earlier[-1])
    ordinal = _ORDINAL.search(text)
    items = next((_normalised(turn).items for turn in reversed(earlier) if turn.items), ())
    if ordinal and items and not own_items(text):
        text = _with_item(text, ordinal, items, last)
        if not text.rstrip(_END).endswith("呢"):
            return text
        return _asked_again(text, last)
    and_x = _AND_X.match(text)
    if and_x and and_x["x"].startswith(_AMONG_THEM):
        return f"{last.focus}{and_x['x'].removeprefix(_AMONG_THEM).strip('的')}{_asking(last.understood)}?"
    if and_x and not re.search(r"多少|几|谁|哪|什么|怎", and_x["x"]):
        return _in_place(and_x["x"].strip("的"), last, understand, tag)
    pronoun = _PRONOUN.search(text)
    if pronoun:
        return _with_pronoun(text, pronoun, last)
    rest = _LEAD.sub("", text)
    own = understand(rest)
    if _stands_alone(own):
        return text if rest == text or _has_subject(own) else rest
    return f"{last.focus}{rest}" if last.focus else text


def _normalised(turn: Turn) -> Turn:
    """Return a turn with everything it says normalised: what it answered stands there as in the source."""
    return replace(
        turn,
        understood=normalise(turn.understood).text,
        answer=normalise(turn.answer).text if turn.answer else turn.answer,
        items=tuple(normalise(item).text for item in turn.items),
        focus=normalise(turn.focus).text,
    )


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


def _with_own_item(text: str) -> str:
    match, ordinal = _OWN_ITEMS.match(text), _ORDINAL.search(text)
    if match is None or ordinal is None or ordinal.start() < match.end():
        return text
    place = _place_of(ordinal, 2)
    return text if place is None else f"{own_items(text)[place]}{text[ordinal.end() :]}"


def _asked_again(text: str, last: Turn) -> str:
    """Return 无锡高新区的电力指数呢 as a question, asked as the last one was."""
    rest = text.rstrip(_END).removesuffix("呢")
    phrases = [span.of(last.understood) for span in question_phrases(last.understood)]
    return f"{rest}{phrases[-1] if phrases else '是多少'}?"


def _has_subject(question: Understanding) -> bool:
    return any(term.part in _HAS_OWN_SUBJECT for term in question.terms)


def _stands_alone(question: Understanding) -> bool:
    if question.kind in (Kind.COMPARE, Kind.COUNT, Kind.SUMMARY):
        return True
    if _has_subject(question):
        return True
    return len(question.terms) > _MOST_TERMS_OF_A_FOLLOW_UP


def _place_of(match: re.Match[str], count: int) -> int | None:
    number = match["number"]
    place = count - 1 if match["last"] else (int(number) if number.isdigit() else _DIGITS.get(number, 0)) - 1
    return place if 0 <= place < count else None


def _with_item(text: str, match: re.Match[str], items: Sequence[str], last: Turn) -> str:
    place = _place_of(match, len(items))
    if place is None:
        return text
    items = [_IN_BRACKETS.sub("", item) for item in items]
    item = items[place]
    rest = text[match.end() :].strip(_EDGES)
    if rest:
        return _LEAD.sub("", text[: match.start()]) + item + text[match.end() :]
    for other in items:  # 第一个总投资多少? 第二个呢?
        if other != item and other in last.understood:
            return last.understood.replace(other, item)
    return f"{item}是什么?"


def _with_pronoun(text: str, match: re.Match[str], last: Turn) -> str:
    if (
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
    return text[: match.start()] + subject + text[match.end() :] if subject else text


def _in_place(x: str, last: Turn, understand: Understand, tag: Tag) -> str:
    """Return the last question with `x` in the place of what it stands for: its subject, period or indicator."""
    before, new = understand(last.understood), understand(x)
    text = before.text
    dates = before.of_part(Part.DATE)
    if new.terms and all(term.part is Part.DATE for term in new.terms):
        if dates:
            return text[: dates[0].span.start] + x + text[dates[0].span.end :]
        return f"{last.focus}{x}{text.removeprefix(last.focus)}"
    asks = _asking(text)
    if new.terms and all(term.part in (Part.WORD, Part.ACT) for term in new.terms):
        swapped = _swapped(before, x, new.terms[-1].text, tag)
        if swapped is not None:
            return swapped
    if _has_subject(new):
        others = [term for term in new.terms if term.part not in _HAS_OWN_SUBJECT]
        if others:  # 那滨江的企业复工率呢: both are new, only what is asked stays
            return f"{x}{asks}?"
        if last.focus and last.focus in text:
            return text.replace(last.focus, x, 1)
        return f"{x}{text}"
    return f"{last.focus}{x}{asks}?"


def _asking(text: str) -> str:
    """Return how a question asks, fit to stand behind another subject."""
    phrases = [span.of(text) for span in question_phrases(text)]
    return phrases[-1] if phrases and not phrases[-1].startswith(("几", "哪")) else "是多少"


def _swapped(before: Understanding, x: str, term: str, tag: Tag) -> str | None:
    """Return the last question with one word of the same sort exchanged: 签约 for 开工, 孵化器 for 众创空间."""
    text = before.text
    for old in before.terms:
        if old.part not in (Part.WORD, Part.ACT, Part.HEAD) or tag(old.text)[:1] != tag(term)[:1]:
            continue
        if tag(term).startswith("v") or old is before.terms[0] or before.terms[0].part is Part.FIGURE:
            start = old.span.start
            figure = next((f for f in before.of_part(Part.FIGURE) if f.span.end == start), None)
            return text[: figure.span.start if figure else start] + x + text[old.span.end :]
    return None
