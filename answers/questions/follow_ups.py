"""Questions that lean on the turn before: subject, indicator or period taken over by rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from answers.questions.kinds import question_phrases
from answers.questions.terms import Part
from answers.questions.understanding import Understanding
from answers.sources import Source
from answers.types import Kind, Turn

Understand = Callable[[str], Understanding]

# 那滨江呢? · 滨江的呢 · 那么复工率呢
_AND_X = re.compile(r"^(?:那么?|还有|换成|至于|那边)?[,,]?(?P<x>.+?)(?:的话)?呢[??。]*$")
_LEAD = re.compile(r"^(?:那么?|还有|另外|再问一下|顺便问一下|请问)[,,]?")
_ORDINAL = re.compile(r"(?:第(?P<number>[一二三四五六七八九十\d]+)|(?P<last>最后一?))(?:个|项|家|位|名|条|种|款)(?P<noun>项目|企业|公司)?")
_PRONOUN = re.compile(
    r"他们|她们|它们|他|她|它|(?:该|这|那|此)(?:个|家|位|名|项)?(?:项目|公司|企业|园区|高新区|开发区|人|平台|区|产业园|街道|社区|药业|活动|会议|专班|小组|文件|政策|单位)|其(?=[的中]|总|年|复|员|企)|上述(?:项目|企业|公司)"
)
_PERSON_PRONOUN = re.compile(r"他们|她们|他|她|(?:该|这|那)(?:位|名|个)人")
_DIGITS = {character: number for number, character in enumerate("一二三四五六七八九十", 1)}
_MOST_TERMS_OF_A_FOLLOW_UP = 2
_HAS_OWN_SUBJECT = (Part.ENTITY, Part.FIGURE)


def focus_of(understanding: Understanding, source: Source | None) -> str:
    """Return what a question is about, as it names it: its beginning as far as the source says the same.

    Without a source, its first names.
    """
    text = understanding.text
    if source is not None:
        whole = f"{source.heading}\n{source.context.text}"
        edges = [word.end for word in understanding.analysis.words if word.end <= 40]
        for end in sorted(edges, reverse=True):
            start = understanding.terms[0].span.start if understanding.terms else 0
            if end > start + 1 and text[start:end] in whole:
                return text[start:end]
    names = [term for term in understanding.terms if term.part is Part.ENTITY]
    if not names:
        return ""
    last = names[0]
    for name in names[1:]:
        if name.span.start == last.span.end:
            last = name
    return text[names[0].span.start : last.span.end]


def resolve(text: str, earlier: Sequence[Turn], understand: Understand) -> str:
    """Return the question with what it takes over from the turns before; a fresh question is returned as it is."""
    if not earlier:
        return text
    last = earlier[-1]
    ordinal = _ORDINAL.search(text)
    items = next((turn.items for turn in reversed(earlier) if turn.items), ())
    if ordinal and items:
        return _with_item(text, ordinal, items, last, understand)
    and_x = _AND_X.match(text)
    if and_x and not re.search(r"多少|几|谁|哪|什么|怎", and_x["x"]):
        return _in_place(and_x["x"].strip("的"), last, understand)
    pronoun = _PRONOUN.search(text)
    if pronoun:
        return _with_pronoun(text, pronoun, last)
    rest = _LEAD.sub("", text)
    own = understand(rest)
    if _stands_alone(own):
        return text if rest == text or _has_subject(own) else rest
    return f"{last.focus}{rest}" if last.focus else text


def _has_subject(question: Understanding) -> bool:
    return any(term.part in _HAS_OWN_SUBJECT for term in question.terms)


def _stands_alone(question: Understanding) -> bool:
    if question.kind in (Kind.COMPARE, Kind.COUNT, Kind.SUMMARY):
        return True
    if _has_subject(question):
        return True
    return len(question.terms) > _MOST_TERMS_OF_A_FOLLOW_UP


def _with_item(text: str, match: re.Match[str], items: Sequence[str], last: Turn, understand: Understand) -> str:
    number = match["number"]
    place = len(items) - 1 if match["last"] else (int(number) if number.isdigit() else _DIGITS.get(number, 0)) - 1
    if not 0 <= place < len(items):
        return text
    item = items[place]
    rest = text[match.end() :].strip(" 呢??的是")
    if rest:
        return _LEAD.sub("", text[: match.start()]) + item + text[match.end() :]
    for other in items:  # 第一个总投资多少? 第二个呢?
        if other != item and other in last.understood:
            return last.understood.replace(other, item)
    return f"{item}是什么?"


def _with_pronoun(text: str, match: re.Match[str], last: Turn) -> str:
    if _PERSON_PRONOUN.match(match.group()) and last.kind is Kind.PERSON and last.answer and len(last.answer) <= 4:
        subject = last.answer
    elif last.kind is Kind.ORGANISATION and last.answer:
        subject = last.answer
    else:
        subject = last.focus
    return text[: match.start()] + subject + text[match.end() :] if subject else text


def _in_place(x: str, last: Turn, understand: Understand) -> str:
    """Return the last question with `x` in the place of what it stands for: its subject, period or indicator."""
    before, new = understand(last.understood), understand(x)
    text = before.text
    dates = before.of_part(Part.DATE)
    if new.terms and all(term.part is Part.DATE for term in new.terms):
        if dates:
            return text[: dates[0].span.start] + x + text[dates[0].span.end :]
        return f"{last.focus}{x}{text.removeprefix(last.focus)}"
    asks = "".join(span.of(text) for span in question_phrases(text)) or "是什么"
    if _has_subject(new):
        others = [term for term in new.terms if term.part not in _HAS_OWN_SUBJECT]
        if others:  # 那滨江的企业复工率呢: both are new, only what is asked stays
            return f"{x}{asks}?"
        if last.focus and last.focus in text:
            return text.replace(last.focus, x, 1)
        return f"{x}{text}"
    return f"{last.focus}{x}{asks}?"
