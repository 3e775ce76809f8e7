"""Segments: some documents' postings in a file, never changed once written; what is gone since is told beside."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.backends import arrays
from retrieval.backends.arrays import Array, Streams
from retrieval.backends.manifest import Listed
from retrieval.backends.merged import Merged, offsets_of
from retrieval.keys import Keys
from retrieval.parts import Part
from retrieval.postings import Numbers, Postings
from retrieval.ranking import View
from retrieval.types import DocumentId

_POSTINGS = tuple(field.name for field in fields(Postings))


@dataclass(frozen=True, slots=True)
class Contents:
    """What documents a segment holds, with their passages (rows) and articles, all in order.

    `documents` are their ids, `stamps` tell their contents from any other, both as bytes. Document i has the rows
    `rows[i]:rows[i + 1]` and the articles `articles[i]:articles[i + 1]`, int64 both. For each row, `ids` is its
    passage's id as bytes, `article_of` (int32) the article that it is part of.
    """

    documents: NDArray[np.bytes_]
    stamps: NDArray[np.bytes_]
    rows: Numbers
    articles: Numbers
    ids: NDArray[np.bytes_]
    article_of: NDArray[np.int32]


_CONTENTS = tuple(field.name for field in fields(Contents))


@dataclass(frozen=True, slots=True)
class Segment:
    """Documents and the postings of their passages, never changed once made."""

    contents: Contents
    views: Mapping[View, Postings]

    def __len__(self) -> int:
        return len(self.contents.ids)


def read(path: Path) -> Segment:
    """Map a segment's file; raise `DamagedError` where it is none."""
    found = arrays.read(path)
    return Segment(
        Contents(**_chosen(found, "", _CONTENTS)),
        {view: Postings(**_chosen(found, f"{view}-", _POSTINGS)) for view in View},
    )


Views = Iterable[tuple[View, Postings | Merged]]


def write(path: Path, contents: Contents, views: Views) -> None:
    """Write a segment's file; the views may be made one after another, those merged a range of terms at a time."""
    arrays.write(path, _arrays(contents, views))


def _arrays(contents: Contents, views: Views) -> Iterator[tuple[str, Array] | Streams]:
    for name in _CONTENTS:
        yield name, getattr(contents, name)
    for view, postings in views:
        if isinstance(postings, Merged):
            yield from _streamed(view, postings)
        else:
            for name in _POSTINGS:
                yield f"{view}-{name}", getattr(postings, name)
        del postings  # before the next view is made: two in memory at once are 60 MB more


def _streamed(view: View, merged: Merged) -> Iterator[tuple[str, Array] | Streams]:
    keys: list[Keys] = []
    counts: list[Numbers] = []

    def pieces() -> Iterator[Sequence[Array]]:
        for some in merged.ranges():
            keys.append(some.keys)
            counts.append(some.counts)
            yield some.rows, some.shapes

    types = {f"{view}-rows": np.dtype(np.int32), f"{view}-shapes": merged.shape_type}
    yield Streams(types, len(merged), pieces())
    yield f"{view}-keys", np.concatenate(keys)
    yield f"{view}-offsets", offsets_of(counts)
    yield f"{view}-table", merged.table
    yield f"{view}-lengths", merged.lengths


def _chosen(found: Mapping[str, Array], prefix: str, names: Iterable[str]) -> dict[str, Any]:
    missing = [name for name in names if prefix + name not in found]
    if missing:
        raise arrays.DamagedError(f"{prefix}{missing[0]} is missing")
    return {name: found[prefix + name] for name in names}


@dataclass(frozen=True, slots=True)
class Held:
    """A segment of which some documents are gone: their numbers in it, ascending.

    `file` is where it lies, None where it is in memory only.
    """

    segment: Segment
    file: Listed | None
    gone: Numbers

    @property
    def listed(self) -> Listed:
        """Return how the manifest tells of it."""
        assert self.file is not None, "what is in memory only is in no manifest"
        return replace(self.file, gone=tuple(self.gone.tolist()))

    @property
    def is_empty(self) -> bool:
        """Return whether all documents are gone."""
        return len(self.gone) == len(self.segment.contents.documents)

    @property
    def rows_left(self) -> int:
        """Return how many passages are not gone."""
        return len(self.segment) - len(self.gone_rows)

    @property
    def gone_rows(self) -> Numbers:
        """Return the rows of the passages that are gone, ascending."""
        return _expanded(self.segment.contents.rows, self.gone)

    @property
    def gone_articles(self) -> Numbers:
        """Return the articles that are gone, ascending."""
        return _expanded(self.segment.contents.articles, self.gone)

    def part(self, view: View) -> Part:
        """Return the postings of a view, with what is gone among what it counts."""
        return Part(self.segment.views[view], self.gone_articles if view is View.ARTICLE else self.gone_rows)

    def without(self, documents: Collection[DocumentId]) -> Held:
        """Return the segment with some documents gone, those of them that it holds."""
        return replace(self, gone=np.union1d(self.gone, self._numbers_of(documents)))

    def rows_of(self, documents: Collection[DocumentId]) -> Numbers:
        """Return the rows of some documents, those of them that it holds."""
        return _expanded(self.segment.contents.rows, self._numbers_of(documents))

    def _numbers_of(self, documents: Collection[DocumentId]) -> Numbers:
        wanted = np.array([document.encode(errors="surrogateescape") for document in documents] or [b""])
        return np.flatnonzero(np.isin(self.segment.contents.documents, wanted))

    def documents(self) -> dict[DocumentId, str]:
        """Return the stamps of the documents that are not gone."""
        contents = self.segment.contents
        left = np.ones(len(contents.documents), dtype=bool)
        left[self.gone] = False
        found = zip(contents.documents[left].tolist(), contents.stamps[left].tolist(), strict=True)
        return {
            DocumentId(id_.decode(errors="surrogateescape")): stamp.decode(errors="surrogateescape")
            for id_, stamp in found
        }


def _expanded(bounds: Numbers, numbers: Numbers) -> Numbers:
    """Return all that lies between the bounds of some numbers: for number i, `bounds[i]` to `bounds[i + 1]`."""
    starts, counts = bounds[numbers], bounds[numbers + 1] - bounds[numbers]
    shifts = np.repeat(starts - (np.cumsum(counts) - counts), counts)
    return shifts + np.arange(len(shifts))
