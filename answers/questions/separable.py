"""Verbs that 了 stands inside of: 上了市 is 上市, 复了工 is 复工."""

from __future__ import annotations

from collections.abc import Callable

from retrieval.analysis import Analysis

_INSIDE = ("了", "过")


def with_verbs_joined(analysis: Analysis, is_word: Callable[[str], bool]) -> str:
    """Return a question's text with the verbs put together that the dictionary holds as one word.

    Only words of one character each are joined: 市 of 上了市场首位 is none.
    """
    text, words = analysis.text, analysis.words
    for first, inside, last in reversed([*zip(words, words[1:], words[2:], strict=False)]):
        is_apart = len(first) == len(last) == 1 and inside.of(text) in _INSIDE
        is_beside = first.end == inside.start and inside.end == last.start
        if is_apart and is_beside and is_word(first.of(text) + last.of(text)):
            text = f"{text[: first.end]}{text[last.start :]}"
    return text
