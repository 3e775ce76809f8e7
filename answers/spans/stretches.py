"""The parts of a sentence that tell one value each: 1000份专用发票 | 3800份普通发票. All of it reads normalised text."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from os.path import commonprefix

from retrieval.types import Span

# What parts two values, the strongest first: 免征不超过5个月;减征不超过3个月.
_MARKS = (re.compile(";"), re.compile("[,:]"), re.compile("、|以及|[和与及]"))
_STOPS = "。!?\n"
_END = re.compile("[,;。!?\n]")
# 由|5年|延长至|8年: how something was, and how it is
_FROM = re.compile(r"[从由原自](?:[^,;、\d]{0,12})$")
_TO = re.compile(r"[^,;、\d]{0,6}[至到为][^,;、\d]{0,4}")
_LONGEST_GAP = 3  # code points between two characters of an abbreviation: 专用发票 of 专票
_HAN = re.compile("[\u3400-\u9fff]+")
_AS_PARALLEL = 2  # code points before two values
_SAME = 0.95  # strength of a synonym, as `answers.matching` has it


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a sentence and the one value that it tells; `former` is what the value was before it changed."""

    span: Span
    value: Span
    former: Span | None = None


def statement_around(text: str, sentence: Span) -> Span:
    """Return what stands between two full stops around a sentence, which may end with a semicolon.

    >>> text = "一。免征5个月;减征3个月。"
    >>> statement_around(text, Span(2, 8)).of(text)
    '免征5个月;减征3个月。'
    """
    before = max(text.rfind(mark, 0, sentence.start) for mark in _STOPS) + 1
    behind = [at for mark in _STOPS if (at := text.find(mark, max(sentence.start, sentence.end - 1))) >= 0]
    return Span(before, min(behind, default=len(text) - 1) + 1)


def stretches(text: str, sentence: Span, values: Sequence[Span]) -> tuple[Stretch, ...]:
    """Return the parts of a sentence, one for each of the values in it that are alike; parted by the strongest mark between two of them.

    >>> text = "向甲厂发放1000份专用发票和3800份普通发票,保证开票"
    >>> parts = stretches(text, Span(0, len(text)), [Span(5, 10), Span(15, 20)])
    >>> [part.span.of(text) for part in parts]
    ['向甲厂发放1000份专用发票', '3800份普通发票']
    >>> text = "结转年限由5年延长至8年"
    >>> [part.value.of(text) for part in stretches(text, Span(0, 12), [Span(5, 7), Span(10, 12)])]
    ['8年']
    """
    own = sorted((one for one in values if sentence.holds(one)), key=lambda one: one.start)
    told = _changes(text, own)
    found: list[Stretch] = []
    start = sentence.start
    for place, (former, value) in enumerate(told):
        if place + 1 == len(told):
            match = _END.search(text, value.end, sentence.end)
            end, following = (match.start() if match else sentence.end), sentence.end
        else:
            other, last = told[place + 1]
            between = Span(value.end, (other or last).start)
            mark = _parting(text, between)
            if mark is None:
                return ()
            end, following = mark.start, mark.end
        found.append(Stretch(Span(start, end), value, former))
        start = following
    return tuple(found)


def _changes(text: str, values: Sequence[Span]) -> list[tuple[Span | None, Span]]:
    """Return values with what each was before, where the sentence tells it: (5年, 8年) of 由5年延长至8年."""
    found: list[tuple[Span | None, Span]] = []
    for value in values:
        if found and found[-1][0] is None:
            before = found[-1][1]
            is_former = _FROM.search(text, max(0, before.start - 16), before.start)
            if is_former and _TO.fullmatch(text, before.end, value.start):
                found[-1] = (before, value)
                continue
        found.append((None, value))
    return found


def _parting(text: str, between: Span) -> Span | None:
    """Return the first of the strongest marks between two values, None where none stands there."""
    for mark in _MARKS:
        match = mark.search(text, between.start, between.end)
        if match is not None:
            return Span(*match.span())
    return None


def told_for(
    text: str,
    parts: Sequence[Stretch],
    own: Sequence[str],
    shared: Sequence[str],
    strength: Callable[[str, str], float],
) -> Stretch | None:
    """Return the one part that alone says words of a thing, one of its `own` words among them; None where none or several do.

    `own` tell it from the others that are asked for, `shared` do not, and where a part says these, the one returned does;
    `strength` says how far a text says a word.
    """
    texts = [part.span.of(text) for part in parts]
    by_own = [_saying(word, texts, partial(is_said, strength=strength)) for word in own]
    by_shared = [_saying(word, texts, lambda one, within: strength(one, within) >= _SAME) for word in shared]
    chosen = {next(iter(saying)) for saying in (*by_own, *by_shared) if len(saying) == 1}
    by_topic = [saying for saying in by_shared if saying == {0}]
    if len(chosen) > 1 and by_topic:
        chosen = {next(iter(saying)) for saying in by_own if len(saying) == 1}
        if len(chosen) == 1 and _is_parallel(text, parts[0], parts[next(iter(chosen))]):
            by_shared = [saying for saying in by_shared if saying != {0}]
    is_own = any(len(saying) == 1 for saying in by_own)
    if len(chosen) != 1 or not is_own:
        return None
    (place,) = chosen
    is_said_there = all(place in saying for saying in (*by_own, *by_shared) if saying)
    return parts[place] if is_said_there else None


def _is_parallel(text: str, first: Stretch, other: Stretch) -> bool:
    """Return whether the same is said before two values, so that what the first part is about is what the other is: 免收期限不超过, 减半期限不超过."""
    before = (text[: (part.former or part.value).start][::-1] for part in (first, other))
    return len(commonprefix(list(before))) >= _AS_PARALLEL  # noqa: RUF071 -- of characters, not of paths


def _saying(word: str, texts: Sequence[str], says: Callable[[str, str], bool]) -> set[int]:
    """Return which parts say a word."""
    return {place for place, text in enumerate(texts) if says(word, text)}


def is_said(word: str, text: str, strength: Callable[[str, str], float]) -> bool:
    """Return whether a text says a word, or spells it out where it is short for something: 专票, 增值税专用发票.

    >>> exactly = lambda word, text: float(word in text)
    >>> is_said("专票", "1000份专用发票", exactly), is_said("专票", "3800份普通发票", exactly), is_said("大企业", "大型企业", exactly)
    (True, False, True)
    """
    return strength(word, text) >= _SAME or _is_spelled_out(word, text)


def _is_spelled_out(word: str, text: str) -> bool:
    start = text.find(word[0]) if len(word) > 1 else -1
    while start >= 0:
        place = start
        for character in word[1:]:
            following = text.find(character, place + 1, place + 2 + _LONGEST_GAP)
            if following < 0:
                break
            place = following
        else:
            if _HAN.fullmatch(text, start, place + 1):
                return True
        start = text.find(word[0], start + 1)
    return False
