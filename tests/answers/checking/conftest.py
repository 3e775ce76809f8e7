"""Checkers over small libraries written in the test, each made once; what becomes of one sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from answers.checking.checked import Checked
from answers.checking.checker import Checker
from tests.answers.conftest import Over

FULL_STOP = "\u3002"
Checking = Callable[..., Checker]


@pytest.fixture(scope="session")
def checking(over: Over) -> Checking:
    """A checker over texts given by name: checking(east="东陵高新区…"); the same texts give the same checker."""
    made: dict[tuple[tuple[str, str], ...], Checker] = {}

    def open_one(**texts: str) -> Checker:
        key = tuple(sorted(texts.items()))
        if key not in made:
            made[key] = Checker(over(**texts))
        return made[key]

    return open_one


def checked(checker: Checker, sentence: str) -> Checked:
    """Return what becomes of a draft of one sentence, given without its full stop."""
    (found,) = checker.check(sentence + FULL_STOP)
    return found
