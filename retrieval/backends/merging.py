"""Several segments as one: what is gone is left out, what is left keeps its order and is counted anew."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from retrieval.backends.segments import Contents, Held
from retrieval.parts import Part
from retrieval.postings import SHAPE_BYTES, Numbers, Postings, firsts, narrow, width

_BLOCK = 1 << 20  # postings moved at a time: the numbers of their places take 16 MB


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
    documents = _kept(len(contents.documents), held.gone)
    rows = _kept(len(contents.ids), held.gone_rows)
    articles = _kept(int(contents.articles[-1]), held.gone_articles)
    number = np.cumsum(articles, dtype=np.int32) - 1
    return Contents(
        contents.documents[documents],
        contents.stamps[documents],
        _summed([np.diff(contents.rows)[documents]]),
        _summed([np.diff(contents.articles)[documents]]),
        contents.ids[rows],
        number[contents.article_of[rows]],
    )


def _kept(size: int, gone: Numbers) -> NDArray[np.bool_]:
    kept = np.ones(size, dtype=bool)
    kept[gone] = False
    return kept


def _summed(counts: Sequence[Numbers]) -> Numbers:
    return np.cumsum(np.concatenate([[0], *counts]), dtype=np.int64)


def _numbered(some: Sequence[NDArray[np.int32]], sizes: Sequence[int]) -> NDArray[np.int32]:
    shifts = np.cumsum([0, *sizes[:-1]])
    return np.concatenate([one + np.int32(shift) for one, shift in zip(some, shifts, strict=True)])


def merge(parts: Sequence[Part]) -> Postings:
    """Return the postings of several parts as one."""
    left = [_without_gone(part) for part in parts]
    keys = np.concatenate([postings.keys for postings in left])
    counts = np.concatenate([postings.counts for postings in left])
    order = np.argsort(keys, kind="stable")  # the parts' order within a term, so that rows ascend
    starts = np.flatnonzero(firsts(keys[order]))
    goals = np.empty_like(counts)  # where each term's postings of each part come to lie
    goals[order] = np.cumsum(counts[order]) - counts[order]
    table = np.unique(np.concatenate([postings.table for postings in left]))
    rows = np.empty(int(counts.sum()), dtype=np.int32)
    shapes = np.empty(len(rows), dtype=width(len(table), SHAPE_BYTES))
    row = term = 0
    for postings in left:
        numbers = np.searchsorted(table, postings.table).astype(shapes.dtype)
        for block, places in _blocks(postings, goals[term : term + len(postings.keys)]):
            rows[places] = postings.rows[block] + np.int32(row)
            shapes[places] = numbers[postings.shapes[block]]
        row += len(postings.lengths)
        term += len(postings.keys)
    return Postings(
        keys=keys[order][starts],
        offsets=narrow(np.append(goals[order][starts], len(rows))),
        rows=rows,
        shapes=shapes,
        table=table,
        lengths=np.concatenate([postings.lengths for postings in left]),
    )


def _without_gone(part: Part) -> Postings:
    """Return a part's postings without those of rows that are gone."""
    postings = part.postings
    if not len(part.gone):
        return postings
    is_left = _kept(len(postings.lengths), part.gone)
    kept = is_left[postings.rows]
    held = np.cumsum(np.append(0, kept))[postings.offsets.astype(np.int64)]
    counts = np.diff(held)
    number = np.cumsum(is_left, dtype=np.int32) - 1
    return replace(
        postings,
        keys=postings.keys[counts > 0],
        offsets=narrow(np.append(0, np.cumsum(counts[counts > 0]))),
        rows=number[postings.rows[kept]],
        shapes=postings.shapes[kept],
        lengths=postings.lengths[is_left],
    )


def _blocks(postings: Postings, goals: Numbers) -> Iterator[tuple[slice, Numbers]]:
    """Yield ranges of the postings, each with the places that its postings go to: whole terms, a block at a time."""
    offsets = postings.offsets.astype(np.int64)
    cuts = np.searchsorted(offsets, np.arange(0, len(postings.rows), _BLOCK)).tolist()
    for first, last in pairwise([*cuts, len(goals)]):
        block = slice(int(offsets[first]), int(offsets[last]))
        shifts = np.repeat(goals[first:last] - offsets[first:last], np.diff(offsets[first : last + 1]))
        yield block, shifts + np.arange(block.start, block.stop)
