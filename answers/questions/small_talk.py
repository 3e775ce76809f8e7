"""What people say to a program without asking it anything: greetings, thanks, "exit", a bare number.

A text is small talk where nothing else is left of it: 你好 is, 你好,江阴的复工率是多少 is a question. What is
compared is normalised (width, case, simplified characters) and cut into words of one alphabet and single
Chinese characters; marks, blanks and what does not show do not count.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from itertools import pairwise
from typing import Final

from answers.questions.intake import LONGEST_QUESTION
from answers.vocabulary import table
from retrieval.normalise import normalise
from retrieval.types import Span


class SmallTalk(StrEnum):
    """What a text is that asks nothing; of several in one text the last of this list counts: 好的,谢谢 thanks."""

    NOTHING = "nothing"  # marks alone, a lone letter, 啊, 请问
    NUMBER = "number"
    ACKNOWLEDGEMENT = "acknowledgement"
    GREETING = "greeting"
    TEST = "test"
    PRESENCE = "presence"  # 在吗
    PRAISE = "praise"
    COMPLAINT = "complaint"  # 不对, 答错了
    THANKS = "thanks"
    GOODBYE = "goodbye"
    ABOUT = "about"  # 你是谁, 你能做什么
    HELP = "help"
    EXIT = "exit"


_WEIGHT: Final = {kind: weight for weight, kind in enumerate(SmallTalk)}
# 老师 and 机器人 may stand beside small talk, but not beside these: 测试机器人 and 帮助老师 may be asked for.
_UNSOCIABLE: Final = frozenset({SmallTalk.TEST, SmallTalk.HELP, SmallTalk.EXIT})
# What may be taken off a question's front, and off its end: 对吧 at the end belongs to the question.
_BEFORE: Final = frozenset(SmallTalk) - _UNSOCIABLE - {SmallTalk.ABOUT, SmallTalk.NUMBER, SmallTalk.COMPLAINT}
_AFTER: Final = frozenset({SmallTalk.THANKS, SmallTalk.GOODBYE})
# The same with no mark between, for loose forms: 收到 and 感谢 may be words of the question.
_RIGHT_BEFORE: Final = frozenset({SmallTalk.GREETING, SmallTalk.PRESENCE})
_RIGHT_AFTER: Final = frozenset({SmallTalk.THANKS})
# A longer number is a figure that a document may hold; 1 or 12 is a choice from a list, or a slip.
_DIGITS_OF_A_CHOICE: Final = 3
_WITHIN_A_FIGURE: Final = frozenset("./:")
_LONGEST_REPEATED: Final = 8  # letters, of hello and of shorter words

_PARTICLE, _ADDRESSEE, _LOOSE = "particle", "addressee", "loose"
_PIECES: Final = re.compile(r"[a-z]+|[0-9]+|\S")
# What parts small talk from a question; after a quotation mark the words belong to what is quoted.
_PARTING: Final = frozenset("\n,.!?;:~\u2014\u3001\u3002")
_AROUND_A_LETTER: Final = " \n\t.,!?;:~()\u3002"  # not those of C++ and C#
# Marks that make a number a figure: 91.9%.
_UNITS: Final = frozenset("%\u2030\u00a5$\u20ac\u00a3\u00b0")


@dataclass(frozen=True, slots=True)
class _Form:
    """A way of saying something: its kind, None for particles and forms of address.

    A loose one may stand beside a question with no mark between: 你好江阴的复工率.
    """

    kind: SmallTalk | None
    is_addressee: bool = False
    is_loose: bool = False


_Reading = tuple[_Form, ...]
_Forms = Mapping[tuple[str, ...], _Form]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a normalised text and its place there."""

    text: str
    span: Span


def small_talk(text: str) -> SmallTalk | None:
    """Return what kind of small talk a text is; None for a question, a blank text and an endless one.

    >>> small_talk("谢谢谢谢啦!"), small_talk("1"), small_talk("复工率"), small_talk("你好,江阴的复工率是多少")
    (<SmallTalk.THANKS: 'thanks'>, <SmallTalk.NUMBER: 'number'>, None, None)
    """
    if not text.strip() or len(text) > LONGEST_QUESTION:
        return None
    normalised = normalise(text).text
    words = _words(normalised)
    reading = _readings(words, _forms())[-1]
    if reading is not None:
        return _kind_of(reading)
    if _is_choice(normalised, words):
        return SmallTalk.NUMBER
    letter = normalised.strip(_AROUND_A_LETTER)
    return SmallTalk.NOTHING if len(letter) == 1 and letter.isascii() and letter.isalpha() else None


def without_small_talk(text: str) -> str:
    """Return a question without the greeting before it and the thanks behind it; small talk alone as it is.

    >>> without_small_talk("您好,江阴的复工率是多少?谢谢!")
    '江阴的复工率是多少?'
    """
    if small_talk(text) is not None or len(text) > LONGEST_QUESTION:
        return text
    normalised = normalise(text)
    words = _words(normalised.text)
    first = _front(normalised.text, words)
    last = _end(normalised.text, words)
    if first >= last or (first == 0 and last == len(words)):
        return text
    start = words[first].span.start if first else 0
    end = words[last].span.start if last < len(words) else len(normalised.text)
    kept = normalised.to_original(Span(start, end))
    return text[kept.start : kept.end].rstrip(" ,\uff0c\u3001")


def _front(text: str, words: Sequence[_Word]) -> int:
    """Return how many words of small talk stand before a question."""
    if not words or text[: words[0].span.start].strip():
        return 0
    readings = _readings(words, _forms())
    for count in range(len(words) - 1, 0, -1):
        gap = text[words[count - 1].span.end : words[count].span.start]
        is_one_name = not gap.strip() and words[count - 1].text.isascii() and words[count].text.isascii()
        if not is_one_name and _may_go(readings[count], gap, _BEFORE, _RIGHT_BEFORE):
            return count
    return 0


def _end(text: str, words: Sequence[_Word]) -> int:
    """Return how many words there are up to the small talk behind a question."""
    readings = _readings(words[::-1], _backwards())
    for count in range(1, len(words)):
        gap = text[words[count - 1].span.end : words[count].span.start]
        if _may_go(readings[len(words) - count], gap, _AFTER, _RIGHT_AFTER):
            return count
    return len(words)


def _may_go(
    reading: _Reading | None, gap: str, kinds: Collection[SmallTalk], beside: Collection[SmallTalk]
) -> bool:
    """Return whether words may be taken off a question, with `gap` between: they are of these kinds.

    Where there is no mark in the gap they are loose forms of the kinds that may stand right `beside` it.
    """
    said = [form for form in reading or () if form.kind is not None]
    if reading is None or not said or _kind_of(reading) is None:
        return False
    if gap.strip() or "\n" in gap:
        is_parted = all(mark in _PARTING or mark.isspace() or _is_picture(mark) for mark in gap)
        return is_parted and all(form.kind in kinds for form in said)
    may_belong = not gap and len(said) < len(reading)  # 你好哈尔滨: 哈 may belong to the question
    return not may_belong and all(form.is_loose and form.kind in beside for form in said)


def _is_choice(text: str, words: Sequence[_Word]) -> bool:
    """Return whether a text is nothing but short whole numbers: 1, 二, "1,3"; 2020, 91.9 and 1/4 are figures."""
    for word in words:
        is_short = len(word.text) <= _DIGITS_OF_A_CHOICE or len(set(word.text)) == 1
        if not (word.text.isnumeric() and is_short):
            return False
    gaps = (text[one.span.end : two.span.start] for one, two in pairwise(words))
    return bool(words) and not any(gap in _WITHIN_A_FIGURE for gap in gaps)


def _kind_of(reading: _Reading) -> SmallTalk | None:
    """Return what a text comes to; None where a form of address makes other words of it."""
    kinds = {form.kind for form in reading if form.kind is not None}
    if any(form.is_addressee for form in reading) and not kinds - _UNSOCIABLE:
        return None
    return max(kinds, key=_WEIGHT.__getitem__, default=SmallTalk.NOTHING)


def _readings(words: Sequence[_Word], forms: _Forms) -> list[_Reading | None]:
    """Return for each number of words how the first so many read as forms, in as few as can be; None: not at all."""
    texts = [word.text for word in words]
    readings: list[_Reading | None] = [()]
    for end in range(1, len(words) + 1):
        best: _Reading | None = None
        for start in range(max(0, end - _longest()), end):
            before = readings[start]
            if before is None or (best is not None and len(before) + 1 >= len(best)):
                continue
            form = forms.get(tuple(texts[start:end]))
            if form is not None:
                best = (*before, form)
        readings.append(best)
    return readings


def _words(text: str) -> list[_Word]:
    """Return the words of a normalised text: letters of one run, digits of one run, single characters."""
    known, words = _known(), []
    for match in _PIECES.finditer(text):
        found = match.group()
        if found.isalnum() or found in known or found in _UNITS:
            span = Span(match.start(), match.end())
            words += [_Word(word, span) for word in _spelled(found)]
    return words


def _spelled(word: str) -> Sequence[str]:
    """Return a word as the forms are written: 您 as 你, okok and okkk as ok."""
    if word in _spellings():
        return _spellings()[word]
    if word in _known() or not (word.isascii() and word.isalpha()):
        return (word,)
    shortened = word.rstrip(word[-1]) + word[-1]
    repeated = (
        word[:size] for size in range(2, _LONGEST_REPEATED) if word == word[:size] * (len(word) // size)
    )
    units = (unit for unit in (shortened, *repeated) if len(unit) > 1 and unit in _known())
    return (next(units, word),)


def _is_picture(mark: str) -> bool:
    """Return whether a character is an emoji or joins emojis; neither is a word."""
    return unicodedata.category(mark) in ("So", "Sk", "Mn", "Cf")


@cache
def _spellings() -> Mapping[str, tuple[str, ...]]:
    return {written: tuple(meant) for written, meant in table("spellings")}


@cache
def _forms() -> _Forms:
    """Return the forms of the vocabulary by their words."""
    forms: dict[tuple[str, ...], _Form] = {}
    for name, written, *more in table("small-talk"):
        kind = None if name in (_PARTICLE, _ADDRESSEE) else SmallTalk(name)
        form = _Form(kind, name == _ADDRESSEE, _LOOSE in more)
        for entry in written.split():
            forms.setdefault(tuple(_PIECES.findall(entry.replace("-", " "))), form)
    return forms


@cache
def _known() -> frozenset[str]:
    return frozenset(word for form in _forms() for word in form)


@cache
def _longest() -> int:
    """Return how many words the longest form has."""
    return max(map(len, _forms()))


@cache
def _backwards() -> _Forms:
    return {words[::-1]: form for words, form in _forms().items()}
