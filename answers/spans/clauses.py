"""Clauses of a sentence, and which of them an answer has to stand in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from retrieval.types import Span

_CLAUSE = re.compile(r"(?:[^,;。!?\n]|(?<=\d),(?=\d{3}(?!\d)))+")  # 2,490元 is one


@lru_cache(1_000)
def clauses(text: str, sentence: Span) -> tuple[Span, ...]:
    """Return the clauses of a sentence, cut at commas.

    >>> [span.of("投资5亿元,年产值9亿元") for span in clauses("投资5亿元,年产值9亿元", Span(0, 13))]
    ['投资5亿元', '年产值9亿元']
    >>> len(clauses("由每月2,280元调整为每月2,490元", Span(0, 22)))
    1
    """
    return tuple(Span(*match.span()) for match in _CLAUSE.finditer(text, sentence.start, sentence.end))


def bound(own: Sequence[Span], words: Sequence[Span], spans: Sequence[Span]) -> tuple[Span, ...]:
    """Return those of `spans` that stand in a clause with one of `words`, all of them where none does.

    A word with a figure of its own clause binds: 年产值 in 总投资5亿元,年产值9亿元 leaves 5亿元 out.
    """
    binding = [clause for clause in own if any(clause.holds(word) for word in words)]
    inside = tuple(span for span in spans if any(clause.overlaps(span) for clause in binding))
    return inside or tuple(spans)
