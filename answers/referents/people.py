"""Whom 他 or 他们 at the head of a sentence stands for: the people whom the sentence before names."""

from __future__ import annotations

import re

from answers.sources import Source
from retrieval.types import Span

_PLURAL = re.compile("(?:他|她)们(?!的)")
_ONE = re.compile("[他她](?![们的])")
_BLANK = " \t\n\u3000"


def people_meant(source: Source, sentence: Span, asked: str) -> tuple[tuple[str, ...], Span] | None:
    """Return the people whom a sentence that begins with 他们, 他 or 她 is told of, and where they are named.

    Those of the nearest sentence before it in its passage that names anybody but whom a question names (`asked` is its text); of one
    alone where it says 他 or 她. None where it begins with nothing of the kind, or that cannot be said.
    """
    start = sentence.start + len(sentence.of(source.text)) - len(sentence.of(source.text).lstrip(_BLANK))
    is_plural = _PLURAL.match(source.text, start) is not None
    if not is_plural and _ONE.match(source.text, start) is None:
        return None
    for before in reversed([span for span in source.sentences if span.end <= sentence.start]):
        named = [one.span.of(source.text) for one in source.people if before.holds(one.span)]
        others = tuple(dict.fromkeys(name for name in named if name not in asked))
        if others:
            return (others, before) if is_plural or len(named) == 1 else None
    return None
