"""What stands around a question and asks nothing: 麻烦帮我查一下 …, 领导问 …, … 来着, 急!, @bot. All of it reads normalised text.

Small talk that is parted from the question (你好, 谢谢) is taken off before (`small_talk`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from answers.questions.kinds import question_phrases
from answers.vocabulary import table

_MARKS = " ,。!?:;~、…—.\n\t"
_SHORTEST = 2  # characters of a question
# @bot at the front: who is spoken to in a group.
_SPOKEN_TO = re.compile(r"@[^\s@,:]{1,32}[\s,:]+")
# 我是办公室的小王, · 我这边是县政府办, · 这里是值班室,: who asks
_WHO_ASKS = re.compile(r"(?:我|我们|我这边|我这里|这里|这边)是[^,。?!]{1,14}[,。!]\s*")
# 销售(额) is 销售额, and 复工(复产) is 复工 called otherwise
_ENDING_IN_BRACKETS = re.compile("(?<=[\u4e00-\u9fff])\\(([\u4e00-\u9fff])\\)")
_IN_BRACKETS = re.compile("\\(([\u4e00-\u9fff]{2,6})\\)")
_TRIES_TO_RECALL, _HESITATION = "来着", "那个"  # 那个西山镇的户数多少来着
_END_OF_YES_NO = "吗么"


def without_frame(text: str) -> str:
    """Return a normalised question without what frames it; as it is where nothing would be left.

    >>> without_frame("麻烦帮我查一下,滨江的复工率是多少来着?谢谢!")
    '滨江的复工率是多少?'
    >>> without_frame("领导问滨江的复工率"), without_frame("请示文件有几份?"), without_frame("你知道区长是谁吗?")
    ('滨江的复工率', '请示文件有几份?', '区长是谁?')
    """
    text = _without_brackets(text)
    rest = _without_end(text)
    if rest != text and _TRIES_TO_RECALL in text:
        rest = rest.lstrip(_MARKS).removeprefix(_HESITATION)
    rest = _without_front(rest)
    return rest if len(rest.strip(_MARKS)) >= _SHORTEST else text


def _without_brackets(text: str) -> str:
    """Return a question without brackets around the end of a word, and without those that only say what it is also called.

    >>> _without_brackets("甲厂销售(额)多少,员工到岗(返岗)率多少?"), _without_brackets("滨江(高新区)的复工率")
    ('甲厂销售额多少,员工到岗率多少?', '滨江(高新区)的复工率')
    """
    return _IN_BRACKETS.sub(_unless_alike, _ENDING_IN_BRACKETS.sub(r"\1", text))


def _unless_alike(brackets: re.Match[str]) -> str:
    """Return nothing for what is as long as what stands before it and shares a character with it, else all."""
    other = brackets[1]
    before = brackets.string[max(0, brackets.start() - len(other)) : brackets.start()]
    return "" if len(before) == len(other) and set(before) & set(other) and before != other else brackets[0]


@cache
def _forms(use: str) -> Mapping[str, str]:
    """Return the forms of one use, the longest first, each with the characters that make another word of it."""
    forms = {
        word: "".join(more) for name, words, *more in table("frames") if name == use for word in words.split()
    }
    return dict(sorted(forms.items(), key=lambda form: (-len(form[0]), form[0])))


def _starting(use: str, text: str) -> str:
    """Return the longest form of a use that a text begins with; empty for none."""
    return next(
        (
            form
            for form, not_before in _forms(use).items()
            if text.startswith(form) and (len(text) == len(form) or text[len(form)] not in not_before)
        ),
        "",
    )


def _without_front(text: str) -> str:
    """Return a text without the forms that it begins with, one after the other."""
    while True:
        text = text.lstrip(_MARKS)
        rest = _after_one(text)
        if len(rest.strip(_MARKS)) < _SHORTEST or rest == text:
            return text
        text = rest


def _after_one(text: str) -> str:
    """Return a text without the form that it begins with; as it is where it begins with none."""
    for pattern in (_SPOKEN_TO, _WHO_ASKS):
        if match := pattern.match(text):
            return text[match.end() :]
    if form := _starting("open", text):
        return _without_particles(text[len(form) :])
    if (form := _starting("can", text)) and _starting("open", text[len(form) :]):
        return text[len(form) :].rstrip("?").removesuffix("吗")
    if form := _starting("marked", text):
        rest = _without_particles(text[len(form) :])
        if rest[:1] and rest[0] in _MARKS:
            return rest
    if form := _starting("knows", text):
        rest = text[len(form) :].lstrip(",").rstrip("?。! ")
        asks = [span for span in question_phrases(rest) if span.of(rest) not in ("吗", "有没有", "是不是")]
        if asks:
            return rest.rstrip(_END_OF_YES_NO) + "?"
    return text


def _without_particles(text: str) -> str:
    """Return a text without the particles that it begins with, where a mark or the question follows: 请问一下哈,."""
    for particle in _forms("particle"):
        if text.startswith(particle):
            after = text[len(particle) :]
            is_alone = (
                not after or after[0] in _MARKS or particle == "一下" or bool(_starting("particle", after))
            )
            return _without_particles(after) if is_alone else text
    return text


def _without_end(text: str) -> str:
    """Return a text without the forms that it ends with; a question mark before, between or behind them is kept."""
    asks, kept = False, text
    while True:
        bare = kept.rstrip(_MARKS)
        asks = asks or "?" in kept[len(bare) :]
        before = _before_a_form(_before_particles(bare))
        if len(before.strip(_MARKS)) < _SHORTEST:
            break
        kept = before
    if kept == text:
        return text
    return f"{bare}?" if asks else bare


def _before_a_form(text: str) -> str:
    """Return what stands before the form that a text ends with; empty for none."""
    for use in ("close", "closed"):
        for form in _forms(use):
            before = text.removesuffix(form)
            if before != text and (use == "close" or before[-1:] in tuple(_MARKS)):
                return before
    return ""


def _before_particles(text: str) -> str:
    """Return a text without the particles at its end, where a form stands before them: 谢谢啦, 多少来着呀."""
    bare = text
    for particle in _forms("particle"):
        if bare.endswith(particle):
            bare = bare.removesuffix(particle)
            break
    ends = any(bare.endswith(form) for use in ("close", "closed") for form in _forms(use))
    return bare if ends else text
