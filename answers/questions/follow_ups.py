"""Questions that lean on the turn before: its subject, its period and what it asked for taken over by rule.

All of it reads normalised text: a question comes in so, what earlier turns said is made so here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from answers.constraints import asks_done
from answers.questions.carrying import (
    DEPENDENT_NOUNS,
    Doing,
    carried,
    counted_from,
    is_noun,
    periods,
    without_plan,
)
from answers.questions.focus import subject_of, without_post
from answers.questions.kinds import question_phrases
from answers.questions.parts import IsSaid, Part, Tag, Term
from answers.questions.references import (
    HAS_ONE,
    ORDINAL,
    PRONOUN,
    own_items,
    with_item,
    with_own_item,
    with_pronoun,
)
from answers.questions.terms import LIGHT_VERBS
from answers.questions.understanding import Understanding
from answers.types import Kind, Turn
from answers.vocabulary import any_of, vocabulary
from retrieval.normalise import normalise

# 那滨江呢? · 滨江的呢 · 那么复工率呢
_AND_X = re.compile(
    r"^(?:那么?|还有|换成|换做|改成|至于|那边)?,?(?P<x>.+?)(?:的话)?呢[?。]*$|^(?:那|要是|如果)?(?:换成|换做|换为|改成|改为|改问|改查)(?P<instead>[^?。,]+?)(?:的话)?[?。]*$"
)
_AMONG_THEM = "其中"  # 其中出口的呢: a part of what was asked about
_END = "? "
_ENDS = "?。! "
_LEAD = re.compile(r"^(?:那么?|还有|另外|再问一下|顺便问一下|请问),?")
_CORRECTION = re.compile(rf"^(?:(?:{any_of(vocabulary('corrections'))})[,。!\s]*)+")
# 那跟北京比谁长? · 和无锡相比哪个高
_AGAINST = re.compile(
    r"^(?:那么?|要是|如果)?,?(?:跟|和|与|同)(?P<x>[^,?]{2,20}?)(?:相?比|比较)(?:起来|一下)?,?(?:的话)?(?P<asks>(?:谁|哪一?个).+)$"
)
_ASKS = re.compile(r"多少|几|谁|哪|什么|怎|如何|为何|吗|是否|多(?:大|高|长|远|久)")
# 各高新区, 所有园区: asked of all, not of the one before
_ALL = re.compile(r"(?:各|每一?[个家]|所有的?)(?![有是为自占多])[\u4e00-\u9fff]")
# 还有呢? · 还有哪些 · 别的呢
_MORE = re.compile(r"^(?:那么?)?,?(?:还有|别的|其他的?|另外)(?:还有)?(?:呢|吗|哪些|什么|谁|哪几个)?[?。]*$")
_AREA_END = re.compile(r"(?:高新区|经开区|经济技术开发区|开发区|新区|园区|街道|社区|区|市|县|省|镇|乡)$")
# 为什么定这个数: the figure that was just given
_THIS_FIGURE = re.compile(
    r"(?:这|那|该)(?:个|一)?(?:数字|数据|数|指标|目标|比例|比率|增速|金额)(?![\u4e00-\u9fff]{0,2}(?:是多少|多少))"
)
_CHANGE_VERBS = vocabulary("change-verbs")
_DEPENDENT = vocabulary("dependent-heads")
_MOST_TERMS_OF_A_FOLLOW_UP = 2
_OWN_SUBJECTS = (Part.ENTITY, Part.FIGURE)


@dataclass(frozen=True, slots=True)
class Words:
    """What is known of words: how a question is understood, a word's tag, whether a document says it."""

    understand: Callable[[str], Understanding]
    tag: Tag
    is_said: IsSaid


def resolve(text: str, earlier: Sequence[Turn], words: Words) -> str:
    """Return the question with what it takes over from the turns before; a fresh question is returned as it is.

    `text` is normalised, and so is what is returned.
    """
    text = with_own_item(text)
    if not earlier:
        return text
    last = _normalised(earlier[-1])
    ordinal = ORDINAL.search(text)
    items = next((_normalised(turn).items for turn in reversed(earlier) if turn.items), ())
    if ordinal and items and not own_items(text):
        return with_item(text, ordinal, items, last)
    correction = _CORRECTION.match(text)
    if correction and correction.end() < len(text.rstrip(_ENDS)):
        text = text[correction.end() :]
        if not _ASKS.search(text):
            return _in_place(text.strip(f"{_ENDS}的"), last, words)
    if against := _AGAINST.match(text):
        return _compared(words.understand(last.understood), against, words.tag)
    if _MORE.match(text):
        return _more_of(last)
    and_x = _AND_X.match(text)
    x = (and_x["x"] or and_x["instead"]) if and_x else ""
    if x.startswith(_AMONG_THEM):
        return f"{last.focus}{x.removeprefix(_AMONG_THEM).strip('的')}{_asking(last.understood)}?"
    if x and not _ASKS.search(x):
        return _in_place(x.strip("的"), last, words)
    return _completed(text, last, words)


def _compared(before: Understanding, against: re.Match[str], tag: Tag) -> str:
    """Return what was asked of one, asked of two: 上海和北京的轨道交通谁长."""
    handed = carried(before, tag, with_period=True)
    said = f"{handed.before}{handed.behind}"
    name = _name_of(before)
    one = name if name and said.startswith(name) else subject_of(before, tag)
    return f"{one}和{against['x']}的{said.replace(one, '', 1).lstrip('的')}{against['asks']}"


def _completed(text: str, last: Turn, words: Words) -> str:
    """Return a question that asks by itself with what it leaves unsaid."""
    text = _THIS_FIGURE.sub("", text)
    pronoun = PRONOUN.search(text)
    if pronoun:
        return with_pronoun(text, pronoun, last)
    rest = _LEAD.sub("", text)
    if _ALL.match(rest):
        return rest
    own = words.understand(rest)
    if not _ASKS.search(rest) and _is_fragment(own, words):  # 2023年? · 无锡高新区?
        return _in_place(rest.strip(f"{_ENDS}的"), last, words)
    names = [term for term in own.terms if term.part in _OWN_SUBJECTS]
    things = [term for term in own.terms if term not in names and is_noun(term, words.tag)]
    if own.kind in (Kind.COMPARE, Kind.COUNT, Kind.SUMMARY) or not _leans(own, names, things):
        return text if rest == text or _has_subject(own) else rest
    before = words.understand(last.understood)
    asks_result = asks_done(rest) is True
    if things:
        focus = without_plan(last.focus) if asks_result else last.focus
        if any(term.part is Part.POST for term in things) and not before.of_part(Part.POST):
            focus = _name_of(before) or _holder(focus, before)  # 脱贫户有多少, 镇长是谁: of the same town
        elif things[0].text in _DEPENDENT:
            focus += _done_and_counted(before, words.tag)
        return f"{focus}{rest}" if focus and not rest.startswith(focus) else text
    if names:
        return _asked_of(names[0], rest, before, words)
    doing = _doing(own, before, words.tag)
    handed = carried(before, words.tag, with_period=not periods(rest), doing=doing)
    if before.kind is Kind.PERSON and own.kind is not Kind.PERSON:
        handed = replace(handed, before=without_post(handed.before, before))
    if asks_result:
        handed = replace(handed, before=without_plan(handed.before))
    return handed.join(rest) or text


def _done_and_counted(before: Understanding, tag: Tag) -> str:
    """Return what a question counted with what is done to it: 开工项目 of 开工了几个项目; empty where it counted nothing so."""
    asks = question_phrases(before.text)
    heads = [term for term in before.of_part(Part.HEAD) if asks and term.span.start >= asks[0].end]
    said = [word.of(before.text) for word in before.analysis.words if asks and word.end <= asks[0].start]
    verb = next((word for word in reversed(said) if not tag(word).startswith("u")), "")  # not 了
    is_done = tag(verb).startswith("v") and verb not in LIGHT_VERBS
    return f"{verb}{heads[0].text}" if heads and is_done else ""


def _holder(focus: str, before: Understanding) -> str:
    """Return what a question was about where it may have posts of its own; empty for a figure: 财政收入是多少, 区长是谁."""
    about = [term for term in before.terms if term.text in focus]
    is_figure = bool(about) and all(term.part is Part.INDICATOR for term in about)
    return "" if is_figure else focus


def _doing(own: Understanding, before: Understanding, tag: Tag) -> Doing | None:
    """Return what a question says is done, beside the one before; None where it has no verb."""
    verbs = [term.text for term in own.terms if tag(term.text).startswith("v")]
    if not verbs:
        return None
    is_same = all(verb in LIGHT_VERBS | _CHANGE_VERBS or verb[0] in before.text for verb in verbs)
    return Doing.SAME if is_same else Doing.OTHER


def _leans(own: Understanding, names: Sequence[Term], things: Sequence[Term]) -> bool:
    """Return whether a question that asks leaves something unsaid: 总投资多少, 增长了多少, 江西的目标又是多少."""
    if names:
        return not things and any(term.text in DEPENDENT_NOUNS for term in own.terms)
    return not things or len(own.terms) <= _MOST_TERMS_OF_A_FOLLOW_UP


def _is_time(term: Term, text: str) -> bool:
    return any(span.overlaps(term.span) for span in periods(text))


def _is_fragment(own: Understanding, words: Words) -> bool:
    """Return whether a text is no more than a name, a period or a noun."""
    return 0 < len(own.terms) <= 1 or (
        bool(own.terms) and all(_is_time(term, own.text) for term in own.terms)
    )


def _asked_of(name: Term, rest: str, before: Understanding, words: Words) -> str:
    """Return 江西的目标又是多少 with what was asked of another before: its period, its noun."""
    handed = carried(before, words.tag, with_period=not periods(rest))
    said = f"{handed.before}{handed.behind}".replace(_name_of(before), "", 1)
    for noun in (term.text for term in before.terms if term.text in DEPENDENT_NOUNS):
        said = said.replace(noun, "").strip("的") if noun in rest else said
    return f"{rest[: name.span.end]}{said}{rest[name.span.end :]}"


def _more_of(last: Turn) -> str:
    """Return the last question asked for all there is: 隔离点有艾美家吧 → 隔离点有哪些."""
    one = HAS_ONE.search(last.understood)
    if one is None or (last.kind is not Kind.YES_NO and not last.understood.rstrip(_ENDS).endswith("吧")):
        return last.understood
    return f"{last.understood[: one.start()]}{one['has']}哪些?"


def _normalised(turn: Turn) -> Turn:
    """Return a turn with everything it says normalised: what it answered stands there as in the source."""
    return replace(
        turn,
        understood=normalise(turn.understood).text,
        answer=normalise(turn.answer).text if turn.answer else turn.answer,
        items=tuple(normalise(item).text for item in turn.items),
        focus=normalise(turn.focus).text,
    )


def _has_subject(question: Understanding) -> bool:
    return any(term.part in _OWN_SUBJECTS for term in question.terms)


def _in_place(x: str, last: Turn, words: Words) -> str:
    """Return the last question with `x` in the place of what it stands for: its subject, period or indicator."""
    before, new = words.understand(last.understood), words.understand(x)
    text = before.text
    own_periods = periods(x)
    others = [term for term in new.terms if not _is_time(term, x)]
    if own_periods and not others:
        return _in_period(x, text, last)
    asks = _asking(text)
    nouns = [term for term in others if is_noun(term, words.tag)]
    if (
        others
        and not nouns
        and not any(words.tag(term.text).startswith("v") for term in others if term.part is not Part.WORD)
    ):
        handed = carried(before, words.tag, with_period=not own_periods)
        return f"{handed.before}{handed.behind}{x}{asks}?"
    if others and all(term.part in (Part.WORD, Part.ACT) for term in others):
        swapped = _swapped(before, x, others[-1].text, words)
        if swapped is not None:
            return swapped
    if _has_subject(new):
        if any(term.part not in _OWN_SUBJECTS for term in others):
            return f"{x}{asks}?"  # 那滨江的企业复工率呢: both are new, only what is asked stays
        name = _name_of(before) or last.focus
        if name and name in text:
            return text.replace(name, _like(x, name, words), 1)
        return f"{x}{text}"
    if not last.focus:
        handed = carried(before, words.tag, with_period=not own_periods)
        return f"{handed.before}{handed.behind}{x}{asks}?"
    return f"{last.focus}{x}{asks}?"


def _name_of(question: Understanding) -> str:
    """Return the first name of a question, as many words as it has; empty for none."""
    names = question.of_part(Part.ENTITY)
    if not names:
        return ""
    end = names[0].span.end
    for name in names[1:]:
        end = name.span.end if name.span.start == end else end
    return question.text[names[0].span.start : end]


def _in_period(x: str, text: str, last: Turn) -> str:
    """Return the last question asked for another period."""
    x = counted_from(x, text)
    found = periods(text)
    if found:
        return text[: found[0].start] + x + text[found[0].end :]
    return f"{last.focus}{x}{text.removeprefix(last.focus)}"


def _like(name: str, before: str, words: Words) -> str:
    """Return 江阴高新区 for 江阴 after 无锡高新区, where the documents say so."""
    end = _AREA_END.search(before)
    if end is None or _AREA_END.search(name):
        return name
    whole = name + end.group()
    return whole if words.is_said(whole) else name


def _asking(text: str) -> str:
    """Return how a question asks, fit to stand behind another subject."""
    phrases = [span.of(text) for span in question_phrases(text)]
    return phrases[-1] if phrases and not phrases[-1].startswith(("几", "哪")) else "是多少"


def _swapped(before: Understanding, x: str, term: str, words: Words) -> str | None:
    """Return the last question with one word of the same sort exchanged: 签约 for 开工, 农村 for 城镇."""
    text, tag = before.text, words.tag
    for old in before.terms:
        if old.part not in (Part.WORD, Part.ACT, Part.HEAD) or tag(old.text)[:1] != tag(term)[:1]:
            continue
        end = min(old.span.start + len(x), old.span.end)  # 城镇 of 城镇居民
        if not _goes_before(x, text[end:], words):
            end = old.span.end
        is_first = before.terms[0].part is Part.FIGURE
        if tag(term).startswith("v") or is_first or _goes_before(x, text[end:], words):
            start = old.span.start
            figure = next((f for f in before.of_part(Part.FIGURE) if f.span.end == start), None)
            return text[: figure.span.start if figure else start] + x + text[end:]
    return None


def _goes_before(x: str, rest: str, words: Words) -> bool:
    """Return whether the documents say a word right before what follows another: 农村 before 居民人均可支配收入."""
    return rest[:1] not in ("", "的", *"?,。") and words.is_said(x[-2:] + rest[:2])
