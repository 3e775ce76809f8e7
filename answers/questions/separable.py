"""Verbs that 了 or 过 stands inside of: 上了市 is 上市, 复过工 is 复工."""

from __future__ import annotations

from retrieval.analysis import Analysis
from retrieval.segmenter import Segmenter

# Verbs, and directions that serve as such: 上 of 上了市; 多 of 多了个 is neither.
_TAGS = ("v", "f")
_INSIDE = ("了", "过")


def with_verbs_joined(analysis: Analysis, segmenter: Segmenter) -> str:
    """Return a question's text with the verbs put together that the dictionary holds as one word.

    Only a verb and what it is done to, of one character each, are joined: 市 of 上了市场首位 is none.
    """
    text, words = analysis.text, analysis.words
    for first, inside, last in reversed([*zip(words, words[1:], words[2:], strict=False)]):
        is_apart = (
            len(first) == len(last) == 1
            and inside.of(text) in _INSIDE
            and segmenter.tag(first.of(text)).startswith(_TAGS)
        )
        is_beside = first.end == inside.start and inside.end == last.start
        if is_apart and is_beside and segmenter.is_word(first.of(text) + last.of(text)):
            text = f"{text[: first.end]}{text[last.start :]}"
    return text
