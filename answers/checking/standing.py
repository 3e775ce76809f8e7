"""Whether a text says a word of a draft: to the letter, as a synonym, abbreviated, with a character put in."""

from __future__ import annotations

import re
from functools import lru_cache

from answers.checking.people import COUNTRIES
from answers.facts.names import PLACES
from answers.matching import Matcher
from answers.unions import wholes
from answers.vocabulary import vocabulary

_LEAST_STRENGTH, _SAME = 0.7, 0.9
_LONGEST_IN_PART = 6  # code points; what is longer is a title or a name, which one character makes another
_SHORTEST_STRETCHED, _MOST_PUT_IN = 4, 2  # characters
_ENDINGS = ("自治区", "地区", "省", "市", "县", "区")  # 滨江 is 滨江区 too
_SORTS = vocabulary("subject-endings")
_SHORTEST_PLACE, _LONGEST_PLACE = 2, 5  # code points
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_FRACTION = re.compile(r"\.\d")
_KEPT, _TERMS_KEPT = 32_768, 4_096


class Standing:
    """Tells whether texts say words; remembers what it was asked."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher
        self.stands = lru_cache(_KEPT)(self._stands)

    def _stands(self, term: str, text: str) -> bool:
        if _NUMBER.fullmatch(term) is not None:
            return _stands_whole(term, text)
        if term in text:
            return True
        core = _core(term)
        if core and core in text:
            return True
        if any(whole in text for whole in _wholes(term)) or any(one.search(text) for one in _letters(term)):
            return True
        if any(place in text and rest in text for place, rest in _place_and_rest(term)):
            return True
        strength = self._matcher.strength(term, text)
        if len(term) > _LONGEST_IN_PART:
            return strength >= _SAME
        return strength >= _LEAST_STRENGTH or _is_stretched(term, text)


def _stands_whole(number: str, text: str) -> bool:
    """Return whether a text says a number that is no part of a longer one: 80 is not in 7800家.

    >>> _stands_whole("80", "已有7800家"), _stands_whole("80", "达80%"), _stands_whole("3.7", "3.72亿元")
    (False, True, False)
    """
    at = text.find(number)
    while at >= 0:
        end = at + len(number)
        before, behind = text[max(0, at - 1) : at], text[end : end + 2]
        is_begun = before.isdigit() or before == "."
        if not is_begun and not behind[:1].isdigit() and not _FRACTION.match(behind):
            return True
        at = text.find(number, end)
    return False


@lru_cache(_TERMS_KEPT)
def _wholes(term: str) -> tuple[str, ...]:
    return tuple(wholes(term))


@lru_cache(_TERMS_KEPT)
def _letters(term: str) -> tuple[re.Pattern[str], ...]:
    """Return what says a country by its letter: 巴西 in 中巴, 乌克兰 in 乌方."""
    letter = COUNTRIES.get(term)
    if letter is None:
        return ()
    every = "".join(sorted(set(COUNTRIES.values())))
    return (re.compile(f"[{every}]{letter}|{letter}[{every}方]"),)


@lru_cache(_TERMS_KEPT)
def _place_and_rest(term: str) -> tuple[tuple[str, str], ...]:
    """Return a place that a longer name begins with, and what follows it: 内蒙古 and 草原."""
    cuts = range(_SHORTEST_PLACE, min(_LONGEST_PLACE, len(term) - 2) + 1)
    return tuple((term[:at], term[at:]) for at in cuts if term[:at] in PLACES and term[at:] not in _SORTS)


@lru_cache(_TERMS_KEPT)
def _core(term: str) -> str:
    """Return the name of an area without what says its sort; empty for what is none, or would be one character."""
    core = next((term.removesuffix(one) for one in _ENDINGS if term.endswith(one)), "")
    return core if len(core) > 1 else ""


def _is_stretched(term: str, text: str) -> bool:
    """Return whether a text says a word with a character or two put into it: 粮食产量 in 粮食总产量."""
    if len(term) < _SHORTEST_STRETCHED:
        return False
    at = text.find(term[0])
    while at >= 0:
        place, limit = at, at + len(term) + _MOST_PUT_IN
        for character in term[1:]:
            place = text.find(character, place + 1, limit)
            if place < 0:
                break
        else:
            return True
        at = text.find(term[0], at + 1)
    return False
