"""The contents of several segments as one: what is gone is left out, what is left keeps its order and is counted anew."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from retrieval.backends.merged import kept
from retrieval.backends.segments import Contents, Held
from retrieval.postings import Numbers


def contents_of(some: Sequence[Held]) -> Contents:
    """Return what is left in several segments."""
    left = [_left(held) for held in some]
    return Contents(
        np.concatenate([one.documents for one in left]),
        np.concatenate([one.stamps for one in left]),
        _summed([np.diff(one.rows) for one in left]),
        _summed([np.diff(one.articles) for one in left]),
        np.concatenate([one.ids for one in left]),
        _numbered([one.article_of for one in left], [int(one.articles[-1]) for one in left]),
    )


def _left(held: Held) -> Contents:
    contents = held.segment.contents
    documents = kept(len(contents.documents), held.gone)
    rows = kept(len(contents.ids), held.gone_rows)
    articles = kept(int(contents.articles[-1]), held.gone_articles)
    number = np.cumsum(articles, dtype=np.int32) - 1
    return Contents(
        contents.documents[documents],
        contents.stamps[documents],
        _summed([np.diff(contents.rows)[documents]]),
        _summed([np.diff(contents.articles)[documents]]),
        contents.ids[rows],
        number[contents.article_of[rows]],
    )


def _summed(counts: Sequence[Numbers]) -> Numbers:
    return np.cumsum(np.concatenate([[0], *counts]), dtype=np.int64)


def _numbered(some: Sequence[NDArray[np.int32]], sizes: Sequence[int]) -> NDArray[np.int32]:
    shifts = np.cumsum([0, *sizes[:-1]])
    return np.concatenate([one + np.int32(shift) for one, shift in zip(some, shifts, strict=True)])
