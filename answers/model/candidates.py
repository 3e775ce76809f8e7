"""The spans that might answer a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from answers.model.digest import Digest, Numbers
from answers.model.excerpt import Excerpt, excerpt
from answers.model.marks import Inside, Trait

_LONGEST, _LONGEST_CLAUSES, _LONGEST_INSIDE = 40, 100, 14
_CUT_BEFORE = Inside.WORD_BEFORE | Inside.RUN_BEFORE
_CUT_AFTER = Inside.WORD_AFTER | Inside.RUN_AFTER


@dataclass(frozen=True)
class Candidates:
    """Spans that might answer, as the first and the last of their tokens in the excerpt."""

    first: NDArray[np.intp]
    last: NDArray[np.intp]


def candidates(source: Excerpt) -> Candidates:
    """Return every span between two borders of words, names and parts of figures within one sentence.

    Spans begin and end with a word; they have at most 40 characters, 100 from clause border to clause
    border, 14 where a border cuts a word or a run of unknown characters.
    """
    is_word = source.traits & Trait.WORD > 0
    words = np.flatnonzero(is_word)
    starts, ends = source.start[words], source.end[words]
    length = ends[None, :] - starts[:, None]
    same = source.sentence[words][None, :] == source.sentence[words][:, None]
    opens_clause, closes_clause = ~is_word[words - 1], ~is_word[words + 1]
    whole = opens_clause[:, None] & closes_clause[None, :]
    cut = (source.inside[words] & _CUT_BEFORE > 0)[:, None] | (source.inside[words] & _CUT_AFTER > 0)[None, :]
    is_short = (
        (length <= _LONGEST_INSIDE) | ~cut & (length <= _LONGEST) | whole & (length <= _LONGEST_CLAUSES)
    )
    first, last = np.nonzero(same & (length > 0) & is_short)
    return Candidates(words[first], words[last])


_SENTENCES_KEPT = 100  # of some 7 kB, beside their passages


def candidates_of(parts: Sequence[tuple[Digest, int]]) -> tuple[Candidates, Numbers]:
    """Return the candidates of sentences in a row (see `excerpt`), and how often each stands in its passage."""
    firsts, lasts, counts = [], [], []
    tokens = 0
    for passage, index in parts:
        own = _of_sentence(passage, index)
        firsts.append(own.first + tokens)
        lasts.append(own.last + tokens)
        counts.append(own.counts)
        tokens += own.tokens
    return Candidates(np.concatenate(firsts), np.concatenate(lasts)), np.concatenate(counts)


@dataclass(frozen=True)
class _OfSentence:
    """The candidates of one sentence by its tokens, how often each is repeated, and how many tokens there are."""

    first: NDArray[np.intp]
    last: NDArray[np.intp]
    counts: Numbers
    tokens: int


@lru_cache(_SENTENCES_KEPT)
def _of_sentence(passage: Digest, index: int) -> _OfSentence:
    source = excerpt([(passage, index)])
    found = candidates(source)
    return _OfSentence(found.first, found.last, repeats(source, found, [passage]), len(source.start))


# Longer candidates hardly ever stand twice in a passage.
_LONGEST_REPEATED = 12
_MOST, _IN_TITLE = 3, 4
MOST_REPEATS = _MOST + _IN_TITLE


def repeats(source: Excerpt, found: Candidates, passages: Sequence[Digest]) -> Numbers:
    """Return how often each candidate's text stands in its passage, 3 at most, 4 more if it is in the title.

    `passages` are those of the excerpt's sentences. Long candidates count as standing once.
    """
    counts = [1] * len(found.first)
    ends = source.end[found.last].tolist()
    groups = np.flatnonzero(np.diff(found.first, prepend=-1))  # from one start, in rising length
    opening = found.first[groups]
    starts, sentences = source.start[opening].tolist(), source.sentence[opening].tolist()
    borders = pairwise([*groups.tolist(), len(ends)])
    for (group, after), start, sentence in zip(borders, starts, sentences, strict=True):
        text, title = passages[sentence].text, passages[sentence].title
        for place in range(group, after):
            if ends[place] - start > _LONGEST_REPEATED:
                break
            piece = source.text[start : ends[place]]
            count = min(text.count(piece), _MOST) + _IN_TITLE * (piece in title)
            if count == 1:  # what goes on from here stands once, too
                break
            counts[place] = count
    return np.array(counts, dtype=np.int32)
