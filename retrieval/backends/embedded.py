"""Postings in this process: memory-mapped arrays beside the library, made anew when the library changes."""

from __future__ import annotations

import shutil
import tempfile
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from time import time
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.analysis import Query
from retrieval.backends.base import Entry, Match, View
from retrieval.postings import PostingsBuilder, look_up
from retrieval.types import PassageId

# (k1, b) of each view; measured on policy questions and encyclopedia questions, tests/evaluation/results.md.
PARAMETERS: Mapping[View, tuple[float, float]] = {
    View.WORDS: (0.9, 0.4),
    View.BIGRAMS: (0.9, 0.4),
    View.CHARACTERS: (1.2, 0.75),
    View.PAIRS: (0.6, 0.4),
    View.HEADING: (0.9, 0.4),
    View.ARTICLE: (1.2, 0.75),
}
# What the first stage ranks by.
FIRST_STAGE: Mapping[View, float] = {View.WORDS: 1.0, View.BIGRAMS: 0.6, View.HEADING: 0.3, View.ARTICLE: 0.3}

_FORMAT = 1
_TERMS_KEPT = 8192  # a question looks up some forty, most of them twice and more
_ARRAYS = ("keys", "offsets", "rows", "impacts")
_SCRATCH = ".building-"
_LONGEST_BUILD_S = 24 * 3600


class _Field:
    """A view's postings, each with what it adds to a score; where those of a term lie is remembered."""

    def __init__(
        self,
        keys: NDArray[np.uint64],
        offsets: NDArray[np.int64],
        rows: NDArray[np.int32],
        impacts: NDArray[np.float32],
    ) -> None:
        self._keys = keys
        self._offsets = offsets
        self._rows = rows
        self._impacts = impacts
        self.find = lru_cache(_TERMS_KEPT)(self._find)

    def _find(self, term: str) -> slice | None:
        return look_up(term, self._keys, self._offsets)

    def add_scores(self, terms: Sequence[str], scores: NDArray[np.float32], weight: float = 1.0) -> None:
        """Add the scores of all rows for `terms`; a term counts as often as it is given."""
        for term, count in Counter(terms).items():
            found = self.find(term)
            if found is not None:
                np.add.at(scores, self._rows[found], self._impacts[found] * np.float32(weight * count))

    def scores_at(self, terms: Sequence[str], rows: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the scores of some rows (ascending), the same as `add_scores` gives them, in the order of the rows.

        A look-up of a few hundred rows is cheaper than adding up postings that half of all passages hold.
        """
        scores = np.zeros(len(rows), dtype=np.float32)
        for term, count in Counter(terms).items():
            found = self.find(term)
            if found is not None:
                own = self._rows[found]
                places = np.minimum(np.searchsorted(own, rows), len(own) - 1)
                held = np.flatnonzero(own[places] == rows)
                scores[held] += self._impacts[found][places[held]] * np.float32(count)
        return scores

    def rows_of_all(self, terms: Sequence[str]) -> NDArray[np.int32]:
        """Return the rows that hold every one of `terms`, ascending; none for no terms."""
        found = [self.find(term) for term in terms]
        lists = sorted((self._rows[one] for one in found if one is not None), key=len)
        if not terms or len(lists) < len(found):
            return self._rows[:0]
        rows = lists[0]
        for other in lists[1:]:
            rows = np.intersect1d(rows, other, assume_unique=True)
        return rows

    def rarest(self, terms: Sequence[str], least: int) -> NDArray[np.int32] | None:
        """Return the rows of the rarest of `terms` that at least so many rows hold; None where there is none."""
        found = [found for term in terms if (found := self.find(term)) and found.stop - found.start >= least]
        return self._rows[min(found, key=lambda one: one.stop - one.start)] if found else None


@dataclass(frozen=True, slots=True)
class _Index:
    """One version's arrays: the passages' ids, the article each is part of, and the views."""

    ids: NDArray[np.bytes_]
    articles: NDArray[np.int32]
    fields: Mapping[View, _Field]

    @staticmethod
    def load(home: Path) -> _Index:
        """Map the arrays of a folder; raises `OSError`, `ValueError` or `EOFError` where one is amiss."""
        fields = {view: _Field(*(_mapped(home / f"{view}-{name}.npy") for name in _ARRAYS)) for view in View}
        return _Index(_mapped(home / "ids.npy"), _mapped(home / "articles.npy"), fields)


def _mapped(path: Path) -> NDArray[Any]:
    """Map an array's file; as a plain array, since each slice of a `memmap` costs ten times as much."""
    mapped: NDArray[Any] = np.load(path, mmap_mode="r").view(np.ndarray)
    return mapped


_EMPTY = _Index(np.empty(0, dtype="S1"), np.empty(0, dtype=np.int32), {})


class EmbeddedBackend:
    """BM25 over postings in files: a folder a version, put in place by rename; a kill costs a rebuild.

    May be used from several threads; a search that runs while the version changes ends on the version it
    began with.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._version = ""
        self._index = _EMPTY
        self._lock = Lock()

    def keep_step(self, version: str, entries: Iterable[Entry]) -> None:
        """Index `entries` (in the order of their ids) unless `version` is what is indexed already."""
        with self._lock:
            if version == self._version:
                return
            home = self._home(version)
            was_there = home.is_dir()
            try:
                self._index = _Index.load(home)
            except (OSError, ValueError, EOFError):  # not made yet, swept away by another process, or broken
                if was_there:  # what another process has put there since is whole
                    shutil.rmtree(home, ignore_errors=True)
                _build(home, entries)
                self._index = _Index.load(home)
                _sweep(self._folder, keep=home)
            self._version = version

    def is_built(self, version: str) -> bool:
        """Return whether the postings of a version lie in the folder."""
        return self._home(version).is_dir()

    def _home(self, version: str) -> Path:
        return self._folder / f"{version}-{_FORMAT}"

    def search(self, query: Query, limit: int) -> tuple[Match, ...]:
        """Return at most `limit` passages, best first, ties by passage id; none for an empty query."""
        index = self._index
        size = len(index.ids)
        if not query or not size or limit <= 0:
            return ()
        terms = _terms(query)
        scores = np.zeros(size, dtype=np.float32)
        views: dict[View, NDArray[np.float32]] = {}
        for view, weight in FIRST_STAGE.items():
            length = size if view is not View.ARTICLE else int(index.articles[-1]) + 1
            added = np.zeros(length, dtype=np.float32)
            index.fields[view].add_scores(terms[view], added)
            views[view] = added if view is not View.ARTICLE else added[index.articles]
            scores += np.float32(weight) * views[view]
        best = best_rows(scores, limit, index.fields[View.BIGRAMS].rarest(terms[View.BIGRAMS], limit))
        columns = {view: column[best].tolist() for view, column in views.items()}
        columns |= {
            view: index.fields[view].scores_at(terms[view], best).tolist()
            for view in View
            if view not in FIRST_STAGE
        }
        articles = index.articles[best]
        siblings = (
            np.searchsorted(index.articles, articles, "right") - np.searchsorted(index.articles, articles) - 1
        )
        return tuple(
            Match(
                PassageId(passage_id.decode()), score, {view: columns[view][place] for view in View}, others
            )
            for place, (passage_id, score, others) in enumerate(
                zip(index.ids[best].tolist(), scores[best].tolist(), siblings.tolist(), strict=True)
            )
        )

    def holding(self, view: View, terms: Sequence[str]) -> tuple[PassageId, ...]:
        """Return the passages (for ARTICLE: of the articles) that hold every term, in order; none for no terms."""
        index = self._index
        if not len(index.ids):
            return ()
        held = index.fields[view].rows_of_all(terms)
        rows = np.flatnonzero(np.isin(index.articles, held)) if view is View.ARTICLE else held
        return tuple(PassageId(passage_id.decode()) for passage_id in index.ids[rows].tolist())

    def df(self, view: View, term: str) -> int:
        """Return how many passages (for ARTICLE: articles) hold the term."""
        field = self._index.fields.get(view)
        found = field.find(term) if field is not None else None
        return found.stop - found.start if found else 0

    def size(self) -> int:
        """Return how many passages are indexed."""
        return len(self._index.ids)


def _terms(query: Query) -> dict[View, tuple[str, ...]]:
    return {
        View.WORDS: query.words,
        View.BIGRAMS: query.bigrams,
        View.CHARACTERS: query.characters,
        View.PAIRS: query.pairs,
        View.HEADING: query.words,
        View.ARTICLE: query.bigrams,
    }


def best_rows(
    scores: NDArray[np.float32], limit: int, sample: NDArray[np.int32] | None = None
) -> NDArray[np.int64]:
    """Return the rows of the `limit` best positive scores, best first, ties by row.

    `sample` are rows better than most, each once. The worst of their `limit` best is a bound that no row of the
    result falls below, so only what reaches it is looked at. Partitioning all scores instead takes up to 9 ms at
    100,000 rows, since most of them are 0 and equal (tests/benchmarks/results.md).
    """
    bound = _kth_best(scores[sample], limit) if sample is not None else np.float32(0)
    rows = np.flatnonzero(scores >= bound) if bound > 0 else np.flatnonzero(scores > 0)
    rows = rows[scores[rows] >= _kth_best(scores[rows], limit)]
    order = np.lexsort((rows, -scores[rows]))
    return rows[order[:limit]]


def _kth_best(scores: NDArray[np.float32], k: int) -> np.float32:
    """Return the k-th best of some scores, 0 where there are fewer."""
    best: np.float32 = (
        np.partition(scores, len(scores) - k)[len(scores) - k] if k <= len(scores) else np.float32(0)
    )
    return best


def _build(home: Path, entries: Iterable[Entry]) -> None:
    """Write a version's arrays into a folder beside `home`, then rename it."""
    home.parent.mkdir(parents=True, exist_ok=True)
    ids: list[str] = []
    rows = array("i")
    builders = {view: PostingsBuilder() for view in View}
    article_key: str | None = None
    article_terms: list[str] = []
    for entry in entries:
        if entry.article_key != article_key:
            if article_key is not None:
                builders[View.ARTICLE].add(article_terms)
            article_key, article_terms = entry.article_key, list(entry.terms[View.ARTICLE])
        article_terms.extend(entry.terms[View.BIGRAMS])
        ids.append(entry.passage_id)
        rows.append(len(builders[View.ARTICLE]))
        for view, terms in entry.terms.items():
            if view is not View.ARTICLE:
                builders[view].add(terms)
    if article_key is not None:
        builders[View.ARTICLE].add(article_terms)
    scratch = Path(tempfile.mkdtemp(dir=home.parent, prefix=_SCRATCH))
    np.save(scratch / "ids.npy", np.array(ids, dtype="S") if ids else np.empty(0, dtype="S1"))
    np.save(scratch / "articles.npy", np.array(rows, dtype=np.int32))
    for view in View:
        _write_field(scratch, view, builders.pop(view))
    try:
        scratch.rename(home)
    except OSError:  # another process was faster
        shutil.rmtree(scratch)
        if not home.is_dir():
            raise


def _write_field(folder: Path, view: View, builder: PostingsBuilder) -> None:
    from retrieval.bm25 import LuceneBM25  # rank-bm25 imports multiprocessing; a search needs neither

    k1, b = PARAMETERS[view]
    bm25 = LuceneBM25(builder, k1=k1, b=b)
    postings = bm25.postings
    impacts = bm25.impacts().astype(np.float32)
    arrays: tuple[NDArray[Any], ...] = (postings.keys, postings.offsets, postings.passages, impacts)
    for name, values in zip(_ARRAYS, arrays, strict=True):
        np.save(folder / f"{view}-{name}.npy", values)


def _sweep(folder: Path, keep: Path) -> None:
    """Remove the postings of former versions, and what killed builds left.

    A process that has them open keeps its maps.
    """
    for other in folder.iterdir():
        is_building = other.name.startswith(_SCRATCH) and time() - other.stat().st_mtime < _LONGEST_BUILD_S
        if other != keep and other.is_dir() and not is_building:
            shutil.rmtree(other, ignore_errors=True)
