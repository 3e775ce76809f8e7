"""A passage worked out once: its sentences, tokens and names."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from answers.model.hashing import Codes, code
from answers.model.lexicon import Lexicon, Token, punctuation
from answers.model.marks import Inside, Trait
from answers.model.names import Named, find_names
from answers.model.types import PassageView
from answers.spans.sentences import sentences
from retrieval.analysis import Analysis
from retrieval.types import Span

Numbers = NDArray[np.int32]
_NOTHING = frozenset([""])


@dataclass(frozen=True)
class Tokens:
    """The tokens of a text in order: words, parts of dates and figures, punctuation marks.

    `traits` are masks of `Trait`, `inside` masks of `Inside`.
    """

    start: Numbers
    end: Numbers
    code: Codes
    tag: Codes
    traits: Numbers
    inside: Numbers


@dataclass(frozen=True)
class SentenceDigest:
    """A sentence: its range and text, the names in it (each also as text), its words but grammar."""

    span: Span
    text: str
    names: tuple[tuple[Named, str], ...]
    content: frozenset[str]


@dataclass(frozen=True, eq=False)
class Digest:
    """A passage as both models need it; all places are in its normalised text."""

    text: str
    title: str
    analysis: Analysis
    word_tokens: tuple[Token, ...]

    @cached_property
    def sentences(self) -> tuple[SentenceDigest, ...]:
        """The sentences in order."""
        text = self.text
        names = find_names(text, self.analysis.words, self.word_tokens)
        content = [
            "" if token.traits & Trait.FUNCTION else piece
            for piece, token in zip(self.analysis.pieces, self.word_tokens, strict=True)
        ]
        name_starts = [named.start for named in names]
        found = []
        for span in sentences(text):
            words = self.analysis.numbers_within(span)
            own = names[bisect_left(name_starts, span.start) : bisect_right(name_starts, span.end - 1)]
            named = tuple([(name, text[name.start : name.end]) for name in own if name.end <= span.end])
            found.append(
                SentenceDigest(
                    span,
                    text[span.start : span.end],
                    named,
                    frozenset(content[words.start : words.stop]) - _NOTHING,
                )
            )
        return tuple(found)

    @cached_property
    def tokens(self) -> Tokens:
        """The tokens of the text."""
        return _tokens(self)


def digest(view: PassageView, lexicon: Lexicon) -> Digest:
    """Return the passage worked out."""
    analysis = view.analysis
    return Digest(analysis.text, view.title, analysis, tuple([lexicon[piece] for piece in analysis.pieces]))


_Row = tuple[int, int, int, int, int, int]


def _tokens(source: Digest) -> Tokens:
    text = source.text
    rows: list[_Row] = []
    place = 0
    is_run = False
    for word, token in zip(source.analysis.words, source.word_tokens, strict=True):
        start, end = word.start, word.end
        if place != start:
            rows.extend(_marks(text, place, start))
            is_run = False
        is_single = token.traits & (Trait.SINGLE | Trait.FUNCTION) == Trait.SINGLE
        inside = 0
        if is_single and is_run:
            inside = Inside.RUN_BEFORE
            rows[-1] = (*rows[-1][:5], rows[-1][5] | Inside.RUN_AFTER)
        is_run = is_single
        if token.parts:
            rows.extend(_parts(text, word, token))
        else:
            rows.append((start, end, token.code, token.tag, token.traits, inside))
        place = end
    rows.extend(_marks(text, place, len(text)))
    start_, end_, code_, tag, traits, inside_ = np.array(rows, dtype=np.int64).reshape(-1, 6).T
    return Tokens(
        start_.astype(np.int32), end_.astype(np.int32), code_.astype(np.uint32), tag.astype(np.uint32),
        traits.astype(np.int32), inside_.astype(np.int32),
    )  # fmt: skip


def _marks(text: str, start: int, end: int) -> list[_Row]:
    rows = []
    for place in range(start, end):
        if not text[place].isspace():
            mark = punctuation(text[place])
            rows.append((place, place + 1, mark.code, mark.tag, mark.traits, 0))
    return rows


def _parts(text: str, word: Span, token: Token) -> list[_Row]:
    """Return the tokens of the parts of a date or figure."""
    rows = []
    before = 0
    for end in token.parts:
        inside = Inside.WORD_BEFORE * (before > 0) | Inside.WORD_AFTER * (end < len(word))
        part = text[word.start + before : word.start + end]
        rows.append((word.start + before, word.start + end, code(part), token.tag, token.traits, inside))
        before = end
    return rows
