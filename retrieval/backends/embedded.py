"""Postings in this process: memory-mapped arrays beside the library, made anew when the library changes."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from retrieval.analysis import Query
from retrieval.backends.base import Entry, Match, View
from retrieval.bm25 import LuceneBM25
from retrieval.postings import term_key
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
FIRST_STAGE: Mapping[View, float] = {View.WORDS: 1.0, View.BIGRAMS: 0.6, View.HEADING: 0.3}

_FORMAT = 1
_ARRAYS = ("keys", "offsets", "rows", "impacts")


@dataclass(frozen=True, slots=True)
class _Field:
    """A view's postings, each with what it adds to a score."""

    keys: NDArray[np.uint64]
    offsets: NDArray[np.int64]
    rows: NDArray[np.int32]
    impacts: NDArray[np.float32]

    def find(self, term: str) -> slice | None:
        key = np.uint64(term_key(term))
        place = int(np.searchsorted(self.keys, key))
        if place == len(self.keys) or self.keys[place] != key:
            return None
        return slice(int(self.offsets[place]), int(self.offsets[place + 1]))

    def add_scores(self, terms: Sequence[str], scores: NDArray[np.float32], weight: float = 1.0) -> None:
        """Add the scores of all rows for `terms`; a term counts as often as it is given."""
        for term, count in Counter(terms).items():
            found = self.find(term)
            if found is not None:
                np.add.at(scores, self.rows[found], self.impacts[found] * np.float32(weight * count))


class EmbeddedBackend:
    """BM25 over postings in files; a folder a version, put in place by rename, so that a kill costs a rebuild."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._version = ""
        self._fields: dict[View, _Field] = {}
        self._ids: NDArray[np.bytes_] = np.empty(0, dtype="S1")
        self._articles: NDArray[np.int32] = np.empty(0, dtype=np.int32)
        self._lock = Lock()

    def keep_step(self, version: str, entries: Iterable[Entry]) -> None:
        """Index `entries` (in the order of their ids) unless `version` is what is indexed already."""
        with self._lock:
            if version == self._version:
                return
            home = self._folder / f"{version}-{_FORMAT}"
            if not home.is_dir():
                _build(home, entries)
                _sweep(self._folder, keep=home)
            self._open(home)
            self._version = version

    def _open(self, home: Path) -> None:
        self._ids = np.load(home / "ids.npy", mmap_mode="r")
        self._articles = np.load(home / "articles.npy", mmap_mode="r")
        self._fields = {
            view: _Field(*(np.load(home / f"{view}-{name}.npy", mmap_mode="r") for name in _ARRAYS)) for view in View
        }

    def search(self, query: Query, limit: int) -> tuple[Match, ...]:
        """Return at most `limit` passages, best first, ties by passage id; none for an empty query."""
        size = len(self._ids)
        if not query or not size or limit <= 0:
            return ()
        terms = _terms(query)
        scores = np.zeros(size, dtype=np.float32)
        views: dict[View, NDArray[np.float32]] = {}
        for view in View:
            length = size if view is not View.ARTICLE else int(self._articles[-1]) + 1
            views[view] = np.zeros(length, dtype=np.float32)
            self._fields[view].add_scores(terms[view], views[view])
        for view, weight in FIRST_STAGE.items():
            scores += np.float32(weight) * views[view]
        best = _top(scores, limit)
        views[View.ARTICLE] = views[View.ARTICLE][self._articles]
        columns = {view: column[best].tolist() for view, column in views.items()}
        return tuple(
            Match(PassageId(passage_id.decode()), score, {view: columns[view][place] for view in View})
            for place, (passage_id, score) in enumerate(
                zip(self._ids[best].tolist(), scores[best].tolist(), strict=True)
            )
        )

    def df(self, view: View, term: str) -> int:
        """Return how many passages (for ARTICLE: articles) hold the term."""
        found = self._fields[view].find(term) if self._fields else None
        return found.stop - found.start if found else 0

    def size(self) -> int:
        """Return how many passages are indexed."""
        return len(self._ids)


def _terms(query: Query) -> dict[View, tuple[str, ...]]:
    return {
        View.WORDS: query.words,
        View.BIGRAMS: query.bigrams,
        View.CHARACTERS: query.characters,
        View.PAIRS: query.pairs,
        View.HEADING: query.words,
        View.ARTICLE: query.bigrams,
    }


def _top(scores: NDArray[np.float32], limit: int) -> NDArray[np.int64]:
    """Return the rows of the `limit` best positive scores, best first, ties by row."""
    if limit < len(scores):
        threshold = max(np.partition(scores, len(scores) - limit)[len(scores) - limit], np.float32(1e-9))
        rows = np.flatnonzero(scores >= threshold)
    else:
        rows = np.flatnonzero(scores > 0)
    order = np.lexsort((rows, -scores[rows]))
    return rows[order[:limit]]


def _build(home: Path, entries: Iterable[Entry]) -> None:
    """Write a version's arrays into a folder beside `home`, then rename it."""
    home.parent.mkdir(parents=True, exist_ok=True)
    ids: list[str] = []
    articles: dict[str, int] = {}
    article_terms: list[list[str]] = []
    rows: list[int] = []
    columns: dict[View, list[tuple[str, ...]]] = {view: [] for view in View}
    for entry in entries:
        ids.append(entry.passage_id)
        article = articles.setdefault(entry.article_key, len(articles))
        rows.append(article)
        if article == len(article_terms):
            article_terms.append(list(entry.terms[View.ARTICLE]))
        article_terms[article].extend(entry.terms[View.BIGRAMS])
        for view, terms in entry.terms.items():
            if view is not View.ARTICLE:
                columns[view].append(terms)
    columns[View.ARTICLE] = [tuple(terms) for terms in article_terms]
    scratch = Path(tempfile.mkdtemp(dir=home.parent, prefix=".building-"))
    np.save(scratch / "ids.npy", np.array(ids, dtype="S") if ids else np.empty(0, dtype="S1"))
    np.save(scratch / "articles.npy", np.array(rows, dtype=np.int32))
    for view, column in columns.items():
        _write_field(scratch, view, column)
    if home.is_dir():  # another process was faster
        shutil.rmtree(scratch)
    else:
        scratch.rename(home)


def _write_field(folder: Path, view: View, column: Sequence[Sequence[str]]) -> None:
    k1, b = PARAMETERS[view]
    bm25 = LuceneBM25(column, k1=k1, b=b)
    postings = bm25.postings
    arrays = (postings.keys, postings.offsets, postings.passages, bm25.impacts().astype(np.float32))
    for name, values in zip(_ARRAYS, arrays, strict=True):
        np.save(folder / f"{view}-{name}.npy", values)


def _sweep(folder: Path, keep: Path) -> None:
    """Remove the postings of former versions; a process that has them open keeps its maps."""
    for other in folder.iterdir():
        if other != keep and other.is_dir() and not other.name.startswith(".building-"):
            shutil.rmtree(other, ignore_errors=True)
