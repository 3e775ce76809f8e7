"""What holds for every regular expression of the packages."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from tests.patterns import Found, patterns

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


@pytest.mark.parametrize("found", patterns(), ids=lambda found: found.where)
def test_no_class_of_a_pattern_holds_a_character_twice(found: Found, monkeypatch: pytest.MonkeyPatch):
    # Where two forms of one mark were meant, one of them has been lost. The parser would drop what stands twice.
    monkeypatch.setattr(_PARSER, "_uniq", list)
    parsed = _PARSER.parse(found.pattern.pattern, found.pattern.flags)

    assert [twice for members in _classes(parsed) for twice in _held_twice(members)] == []


def test_the_walk_finds_patterns_wherever_they_are_kept():
    found = {one.where.split(":")[0] for one in patterns()}

    assert {
        "answers.questions.splitting._MARKS",  # a name of a module
        "answers.questions.kinds.RULES.pattern",  # in dataclasses in a tuple
        "answers.model.sentence_features._CUES",  # in a dict
        "bot.rendering.markup._CUTS",  # in a tuple
        "answers.candidates.quotes",  # in a function
    } <= found
    assert len(patterns()) > 250
