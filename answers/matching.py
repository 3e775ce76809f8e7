"""Where the words of a question stand in a text: to the letter, as a synonym, abbreviated, or in part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from answers.abbreviations import with_total
from answers.lexicon import Lexicon
from answers.vocabulary import any_of, vocabulary
from retrieval.numerals import HAN_DIGITS, whole_number
from retrieval.quantities import find_same, in_digits, may_be_a_quantity
from retrieval.types import Span

# To the letter is 1. A synonym counts as little less, so that it only yields to the word itself where both stand; what has the characters in
# their order (市监局 in 市场监管局) may be another body, and counts as less than what has most of the pairs.
SAME = 0.95  # the strength of a synonym: from here on a text says what a term says
_ABBREVIATED = 0.7
_IN_PART = 0.8  # times the share of the term's bigrams
_LEAST_SHARE = 0.5
_TERMS_KEPT = 4_096
_FOUND_KEPT = 2_048  # a question looks for some two hundred; 50,000 are no faster, and keep the texts that they were found in
_IMPORT_AND, _EXPORT = "进", "出口"
_LONGEST_STRETCH = 3  # 市监局 in 市场监管局: the whole may be this many times as long


class Occurrence(NamedTuple):  # made by the hundred for a question
    """How well a term is found in a text (1 to the letter, 0 not at all), and where."""

    strength: float
    spans: tuple[Span, ...] = ()


_NOWHERE = Occurrence(0.0)


class Matcher:
    """Finds terms in normalised texts with one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.find = lru_cache(_FOUND_KEPT)(self._find)
        self._known = lru_cache(_TERMS_KEPT)(self._look_up)

    def strength(self, term: str, text: str) -> float:
        """Return how well a term is found in a text; where it stands is not looked for if it is there to the letter."""
        return 1.0 if term in text else self.find(term, text).strength

    def _look_up(self, term: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return what else may stand for a term (its figure in digits, its synonyms), and its bigrams."""
        others = (
            in_digits(term),
            *as_first(term),
            *as_share(term),
            *self._lexicon.others(term),
            *with_total(term),
        )
        bigrams = tuple(term[place : place + 2] for place in range(len(term) - 1))
        return tuple(other for other in others if other != term), bigrams

    def _find(self, term: str, text: str) -> Occurrence:
        if term in text:
            return Occurrence(1.0, exactly(term, text))
        others, bigrams = self._known(term)
        for other in others:
            if stands(other, text):
                return Occurrence(SAME, exactly(other, text))
        if may_be_a_quantity(term) and (same := find_same(term, text)):
            return Occurrence(SAME, same)
        if len(term) < 3:
            return _NOWHERE
        in_part = _in_part(bigrams, text)
        return _abbreviated(term, text) if in_part is _NOWHERE else in_part


_FIRST_WORDS = ("第一", "首", "头一")
_FIRST = re.compile(
    rf"(?P<word>{any_of(_FIRST_WORDS)})(?P<counted>{any_of(word[1:] for word in vocabulary('firsts') if word.startswith('首'))})"
)


def as_first(term: str) -> tuple[str, ...]:
    """Return how else the first of several is called.

    >>> as_first("第一批"), as_first("首家"), as_first("第二批")
    (('首批', '头一批'), ('第一家', '头一家'), ())
    """
    match = _FIRST.fullmatch(term)
    if match is None:
        return ()
    return tuple(f"{word}{match['counted']}" for word in _FIRST_WORDS if word != match["word"])


_TENTHS = re.compile(r"(?P<tenths>[一二两三四五六七八九]|[1-9])成(?P<half>半?)")
_PERCENT = re.compile(r"(?P<tenths>[1-9])(?P<half>[05])%")


def as_share(term: str) -> tuple[str, ...]:
    """Return how else a share in tenths is said, or one in percent.

    >>> as_share("八成"), as_share("9成"), as_share("六成半"), as_share("80%"), as_share("27%")
    (('80%',), ('90%',), ('65%',), ('八成', '8成'), ())
    """
    if (tenths := _TENTHS.fullmatch(term)) is not None:
        number = whole_number(tenths["tenths"])
        return (f"{number}{5 if tenths['half'] else 0}%",)
    if (percent := _PERCENT.fullmatch(term)) is not None:
        half = "半" if percent["half"] == "5" else ""
        return tuple(f"{one}成{half}" for one in (HAN_DIGITS[int(percent["tenths"])], percent["tenths"]))
    return ()


def exactly(term: str, text: str) -> tuple[Span, ...]:
    """Return where a term stands in a text to the letter."""
    spans = []
    start = text.find(term)
    while start >= 0:
        spans.append(Span(start, start + len(term)))
        start = text.find(term, start + len(term))
    return tuple(spans)


def stands(other: str, text: str) -> bool:
    """Return whether a text says what may stand for a term; 出口 of 进出口 is both, and none of them.

    >>> stands("出口总值", "进出口总值67亿元"), stands("出口总值", "进出口总值67亿元,出口总值51亿元")
    (False, True)
    """
    if not other.startswith(_EXPORT):
        return other in text
    return any(not text.endswith(_IMPORT_AND, 0, place.start) for place in exactly(other, text))


def _in_part(pairs: Sequence[str], text: str) -> Occurrence:
    """Return where at least half of a term's bigrams stand."""
    found = [pair for pair in pairs if pair in text]
    share = len(found) / len(pairs)
    if share < _LEAST_SHARE:
        return _NOWHERE
    return Occurrence(_IN_PART * share, tuple(span for pair in found for span in exactly(pair, text)[:3]))


def _abbreviated(term: str, text: str) -> Occurrence:
    """Return where all characters of a term stand in their order, close together."""
    start = text.find(term[0])
    while start >= 0:
        place = start
        limit = start + _LONGEST_STRETCH * len(term)
        for character in term[1:]:
            place = text.find(character, place + 1, limit)
            if place < 0:
                break
        else:
            if not set(",。;!?\n") & set(text[start:place]):
                return Occurrence(_ABBREVIATED, (Span(start, place + 1),))
        start = text.find(term[0], start + 1)
    return _NOWHERE
