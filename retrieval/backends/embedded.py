"""Postings in this process: memory-mapped arrays beside the library, made anew when the library changes."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from errno import EDQUOT, EFBIG, ENOSPC, EROFS
from pathlib import Path
from threading import Lock
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from retrieval.analysis import Query
from retrieval.backends import array_files
from retrieval.backends.array_files import BrokenArraysError
from retrieval.backends.base import Entry, Match, View
from retrieval.backends.building import Gathered
from retrieval.backends.index import EMPTY, Index
from retrieval.errors import PostingsError
from retrieval.loaders.names import shown
from retrieval.types import PassageId

_log = logging.getLogger(__name__)

# What the first stage ranks by.
FIRST_STAGE: Mapping[View, float] = {View.WORDS: 1.0, View.BIGRAMS: 0.6, View.HEADING: 0.3, View.ARTICLE: 0.3}

_FORMAT = 2
# Building takes a minute at 100,000 passages: after one that could not be written the next waits so long.
_PAUSE_S = 60.0
_FULL = frozenset({ENOSPC, EDQUOT, EFBIG})


class EmbeddedBackend:
    """BM25 over postings in files: a folder a version, put in place by rename; a kill costs a rebuild.

    May be used from several threads; a search that runs while the version changes ends on the version it
    began with.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._version = ""
        self._index = EMPTY
        self._lock = Lock()
        self._distrusted = False
        self._trouble = ""
        self._not_before = 0.0

    def keep_step(self, version: str, entries: Iterable[Entry], *, full: bool = False) -> None:
        """Index `entries` (in the order of their ids) unless `version` is what is indexed already.

        What is stored of it and is not what was written is made anew; `full` looks at every byte for that.
        Where the folder cannot be written the postings stay in memory. Raises `PostingsError` where they
        cannot be written for another reason; the former ones then stay in use.
        """
        with self._lock:
            if version == self._version and not full:
                return
            home = self._folder / f"{version}-{_FORMAT}"
            if self._distrusted:
                shutil.rmtree(home, ignore_errors=True)
                self._distrusted = False
            self._index = self._stored(home, full=full) or self._made(home, entries)
            self._version = version

    def damage(self, version: str) -> tuple[str, ...] | None:
        """Return the stored files of a version that are not what was written; None where it is not stored."""
        home = self._folder / f"{version}-{_FORMAT}"
        return array_files.broken_files(home) if home.is_dir() else None

    @staticmethod
    def _stored(home: Path, *, full: bool) -> Index | None:
        try:
            arrays = array_files.load(home, full=full)
            return Index.of(arrays) if arrays is not None else None
        except BrokenArraysError as error:
            _log.warning("索引有损坏,正在重建(%s)", error)
            shutil.rmtree(home, ignore_errors=True)
            return None

    def _made(self, home: Path, entries: Iterable[Entry]) -> Index:
        if monotonic() < self._not_before:
            raise PostingsError(self._trouble)
        gathered = Gathered.of(entries)
        try:
            index = Index.of(array_files.write(home, gathered.arrays()))
        except PermissionError as error:
            return self._in_memory(gathered, error)
        except OSError as error:
            if error.errno == EROFS:
                return self._in_memory(gathered, error)
            self._trouble = _trouble(self._folder, error)
            self._not_before = monotonic() + _PAUSE_S
            raise PostingsError(self._trouble) from error
        array_files.sweep(self._folder, keep=home)
        return index

    def _in_memory(self, gathered: Gathered, error: OSError) -> Index:
        _log.warning("索引文件夹不能写入:%s(%s);索引只留在内存里", shown(self._folder), error.strerror)
        return Index.of(dict(gathered.arrays()))

    def search(self, query: Query, limit: int) -> tuple[Match, ...]:
        """Return at most `limit` passages, best first, ties by passage id; none for an empty query.

        Raises `PostingsError` where the postings turn out to be damaged: `keep_step` makes them anew then.
        """
        index = self._index
        if not query or not len(index.ids) or limit <= 0:
            return ()
        with self._trusting(index):
            return self._found(index, query, limit)

    @contextmanager
    def _trusting(self, index: Index) -> Iterator[None]:
        """Take what does not fit together in the arrays for damage."""
        try:
            yield
        except (IndexError, ValueError, OverflowError) as error:
            with self._lock:
                if self._index is index:  # else made anew meanwhile
                    self._distrusted, self._version = True, ""
            raise PostingsError(
                f"索引 {shown(self._folder)} 有损坏({error});请再试一次,会自动重建"
            ) from error

    @staticmethod
    def _found(index: Index, query: Query, limit: int) -> tuple[Match, ...]:
        size = len(index.ids)
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
        with self._trusting(index):
            held = index.fields[view].rows_of_all(terms)
            rows = np.flatnonzero(np.isin(index.articles, held)) if view is View.ARTICLE else held
            return tuple(PassageId(passage_id.decode()) for passage_id in index.ids[rows].tolist())

    def df(self, view: View, term: str) -> int:
        """Return how many passages (for ARTICLE: articles) hold the term."""
        index = self._index
        if view not in index.fields:
            return 0
        with self._trusting(index):
            found = index.fields[view].find(term)
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


def _trouble(folder: Path, error: OSError) -> str:
    reason = "磁盘已满" if error.errno in _FULL else error.strerror or str(error)
    return f"索引写不进 {shown(folder)}({reason});请腾出空间或检查权限后再试,原有的索引没有改动"
