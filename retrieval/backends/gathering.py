"""Analysed passages to a segment's contents and postings; no string a term is made on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from retrieval.analysis import Analysis
from retrieval.backends.base import Entry, Indexed
from retrieval.backends.segments import Contents
from retrieval.bm25 import quantised
from retrieval.keys import Occurrences, Texts, together
from retrieval.postings import Postings
from retrieval.ranking import View


def contents_of(documents: Sequence[Indexed]) -> Contents:
    """Return what some documents hold."""
    entries = [entry for document in documents for entry in document.entries]
    counts = [len(document.entries) for document in documents]
    begins = _begins(documents)
    articles = [sum(begins[start : start + count]) for start, count in _stretches(counts)]
    return Contents(
        _bytes([document.id for document in documents]),
        _bytes([document.stamp for document in documents]),
        np.array([0, *accumulate(counts)], dtype=np.int64),
        np.array([0, *accumulate(articles)], dtype=np.int64),
        _bytes([entry.passage_id for entry in entries]),
        np.cumsum(begins, dtype=np.int32) - 1,
    )


def _begins(documents: Sequence[Indexed]) -> list[bool]:
    """Return for each passage whether an article begins with it."""
    found = []
    for document in documents:
        article: int | None = None
        for entry in document.entries:
            found.append(entry.article != article)
            article = entry.article
    return found


def _stretches(counts: Sequence[int]) -> Iterator[tuple[int, int]]:
    return zip(accumulate(counts, initial=0), counts, strict=False)


def _bytes(texts: Sequence[str]) -> NDArray[np.bytes_]:
    return (
        np.array([text.encode(errors="surrogateescape") for text in texts])
        if texts
        else np.empty(0, dtype="S1")
    )


def views_of(documents: Sequence[Indexed], contents: Contents) -> Iterator[tuple[View, Postings]]:
    """Yield the postings of the documents' passages, view by view."""
    entries = [entry for document in documents for entry in document.entries]
    rows = len(entries)
    texts = Texts([entry.body for entry in entries])
    yield View.WORDS, _postings(texts.words(), rows)
    yield View.PAIRS, _postings(texts.pairs(), rows)
    yield View.CHARACTERS, _postings(texts.characters(), rows)
    bigrams = texts.bigrams()
    yield View.BIGRAMS, _postings(bigrams, rows)
    yield View.ARTICLE, _of_articles(bigrams, entries, contents)
    yield View.HEADING, _of_headings(entries)


def _postings(occurrences: Occurrences, rows: int) -> Postings:
    lengths = np.bincount(occurrences.rows, minlength=rows).astype(np.int32)
    return Postings.of(occurrences, quantised(lengths))


def _of_articles(bigrams: Occurrences, entries: Sequence[Entry], contents: Contents) -> Postings:
    """Return the postings of articles: the bigrams of a title and of all its passages."""
    first_rows = np.flatnonzero(np.diff(contents.article_of, prepend=-1))
    titles = Texts([entries[row].title for row in first_rows.tolist()]).bigrams()
    occurrences = together(Occurrences(bigrams.keys, contents.article_of[bigrams.rows]), titles)
    return _postings(occurrences, len(first_rows))


def _of_headings(entries: Sequence[Entry]) -> Postings:
    """Return the postings of headings: each passage has the words of its own, worked out once a heading."""
    numbers: list[int] = []
    headings: list[Analysis] = []
    for entry in entries:
        if not headings or entry.heading is not headings[-1]:
            headings.append(entry.heading)
        numbers.append(len(headings) - 1)
    words = Texts(headings).words()
    bounds = np.searchsorted(words.rows, np.arange(len(headings) + 1))
    own = np.array(numbers, dtype=np.int64)
    counts = np.diff(bounds)[own] if entries else np.empty(0, dtype=np.int64)
    shifts = np.repeat(bounds[own] - (np.cumsum(counts) - counts), counts)
    rows = np.repeat(np.arange(len(entries), dtype=np.int32), counts)
    return _postings(Occurrences(words.keys[shifts + np.arange(len(shifts))], rows), len(entries))
