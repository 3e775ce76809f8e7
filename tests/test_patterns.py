"""What holds for every regular expression of the packages."""

from __future__ import annotations

import itertools
import re
import sys
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest

from tests.patterns import Found, marks, patterns
from tests.timing import seconds, takes_at_most
from tests.worst_cases import is_bounded, worst_texts

_PARSER = sys.modules["re._parser"]
_CONSTANTS = sys.modules["re._constants"]


def _classes(parsed: Any) -> Iterator[list[tuple[Any, Any]]]:
    """Yield the character classes of a parsed pattern."""
    if isinstance(parsed, tuple) and len(parsed) == 2 and parsed[0] is _CONSTANTS.IN:
        yield parsed[1]
    elif isinstance(parsed, tuple | list) or type(parsed).__name__ == "SubPattern":
        for part in parsed:
            yield from _classes(part)


def _held_twice(members: list[tuple[Any, Any]]) -> Iterator[str]:
    """Yield the characters that two members of a class hold."""
    singles = [chr(value) for kind, value in members if kind is _CONSTANTS.LITERAL]
    yield from {one for one in singles if singles.count(one) > 1}
    for kind, value in members:
        if kind is _CONSTANTS.RANGE:
            yield from (one for one in singles if value[0] <= ord(one) <= value[1])
            others = [other for sort, other in members if sort is _CONSTANTS.RANGE and other is not value]
            yield from (chr(value[0]) for other in others if other[0] <= value[0] <= other[1])
        elif kind is _CONSTANTS.CATEGORY:
            name = str(value).removeprefix("CATEGORY_")
            letter = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}.get(name.removeprefix("NOT_"), "")
            category = re.compile(letter.upper() if name.startswith("NOT_") else letter)
            yield from (one for one in singles if category.match(one))


def test_no_class_of_a_pattern_holds_a_character_twice(monkeypatch: pytest.MonkeyPatch):
    # Where two forms of one mark were meant, one of them has been lost. The parser would drop what stands twice.
    monkeypatch.setattr(_PARSER, "_uniq", list)
    twice = [
        (found.where, character)
        for found in patterns()
        for members in _classes(_PARSER.parse(found.pattern.pattern, found.pattern.flags))
        for character in _held_twice(members)
    ]

    assert twice == []


# Seconds of processor time for the largest text: what takes less has no room for a square, on a fast machine either. For four times the text
# a linear pattern takes four times as long, a quadratic one sixteen times.
_TINY, _SMALL, _LARGE = 200, 2_000, 8_000
_AT_ONCE_S = 0.006
_MOST_FOR_A_TINY_TEXT_S = 0.02
_MOST_GROWTH = 9
_TRIES = 3


def test_the_time_of_a_pattern_grows_with_the_text_and_not_with_its_square():
    checked = [one for one in patterns() if not is_bounded(one.pattern)]
    slow = [(one.where, text) for one in checked for text in _texts_that_take_long(one)]

    assert slow == []
    assert len(checked) > 50


def _texts_that_take_long(found: Found) -> Iterator[str]:
    """Yield the beginnings of texts for which a pattern takes a time that grows with their square."""
    texts = zip(*(worst_texts(found.pattern, size) for size in (_TINY, _SMALL, _LARGE)), strict=True)
    for (tiny, small, large), run in itertools.product(texts, found.runs):
        if not takes_at_most(_MOST_FOR_A_TINY_TEXT_S, partial(run, tiny)):
            yield tiny[:80]
            continue
        if takes_at_most(_AT_ONCE_S, partial(run, large)):
            continue
        once = min(seconds(partial(run, small)) for _ in range(_TRIES))
        if not takes_at_most(_MOST_GROWTH * once, partial(run, large)):
            yield small[:80]


@pytest.mark.parametrize("pattern", [r"[一二]+个", r"说.*了", r"[ #]*$"])
def test_a_quadratic_pattern_would_be_noticed(pattern: str):
    found = Found("", re.compile(pattern), frozenset({"search"}))

    assert any(_texts_that_take_long(found))


def test_no_set_of_marks_holds_a_mark_twice():
    found = list(marks())

    assert [(where, text) for where, text in found if len(set(text)) < len(text)] == []
    assert len(found) > 20


def test_the_walk_finds_patterns_wherever_they_are_kept():
    found = {one.where.split(":")[0] for one in patterns()}

    assert {
        "answers.questions.splitting._MARKS",  # a name of a module
        "answers.questions.kinds.RULES.pattern",  # in dataclasses in a tuple
        "answers.model.sentence_features._CUES",  # in a dict
        "bot.telegram.rendering.markup._CUTS",  # in a tuple
        "answers.candidates.quotes",  # in a function
    } <= found
    assert len(patterns()) > 250
