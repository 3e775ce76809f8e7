"""Places of a text that look like misprints: a character set twice, a quotation that is never closed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from answers.sources import Source
from answers.vocabulary import vocabulary
from retrieval.types import Span
from retrieval.vocabulary.lists import words

_DOUBLED = re.compile("([\u4e00-\u9fff])\\1")
_MAY_DOUBLE = vocabulary("doubled")
_SURNAMES = words("surnames")
_OPENS, _CLOSES = "\u201c", "\u201d"
# 他说:“…: a speech goes on in the next paragraph, which opens it anew
_BEFORE_SPEECH = ":。!? \n"
_AROUND = 2  # characters that are shown on either side


def may_have_misprints(text: str) -> bool:
    """Return whether a passage's own text is worth to be read for misprints; cheap, and never False for one that has any."""
    return _DOUBLED.search(text) is not None or text.count(_OPENS) > text.count(_CLOSES)


def find_misprints(source: Source) -> Iterator[Span]:
    """Yield the ranges of a source's normalised text that look like misprints, with a little of what stands around, in no order."""
    yield from _doubled(source)
    if (opened := _never_closed(source.text)) is not None:
        yield opened


def _doubled(source: Source) -> Iterator[Span]:
    """Yield where a character that is a word by itself stands twice: 抓|抓|抓实."""
    last = -1
    people = [one.span for one in source.people]
    for one, other in pairwise(source.analysis.words):
        said = one.of(source.text)
        if len(said) > 1 or other.of(source.text) != said or one.end != other.start:
            continue
        if said in _MAY_DOUBLE or not _DOUBLED.fullmatch(said * 2) or one.start <= last:
            continue
        if (
            any(person.overlaps(one) for person in people)
            or source.text[one.start - 1 : one.start] in _SURNAMES
        ):
            continue  # 李宇宇
        last = other.end
        yield Span(max(0, one.start - _AROUND), min(len(source.text), other.end + _AROUND))


def _never_closed(text: str) -> Span | None:
    """Return where a quotation within a sentence begins that the passage never closes; None where it has none."""
    if text.count(_OPENS) <= text.count(_CLOSES):
        return None
    opened: int | None = None
    for at, character in enumerate(text):
        if character == _OPENS and opened is not None:
            break
        if character in (_OPENS, _CLOSES):
            opened = at if character == _OPENS else None
    if opened is None or opened == 0 or text[opened - 1] in _BEFORE_SPEECH:
        return None
    return Span(max(0, opened - _AROUND), min(len(text), opened + 1 + 2 * _AROUND))
