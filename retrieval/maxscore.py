"""Which rows may be the best of a sum over terms, found without adding every posting up: MaxScore, exact.

Turtle and Flood, "Query Evaluation: Strategies and Optimizations", Information Processing & Management 31 (1995).
Terms are taken in order of the most that each can add, those that are frequent last. At every moment

- a row has at least what it has been given, and at most `rest` more, which is what the terms not yet taken can add
  together: every term adds between 0 and its `most`;
- enough rows have at least `least` in the end: some for which all terms were added or looked up, each counted once.

So a row that has less than `least - rest` has enough rows above it, and is left out; what may be equal stays,
however ties are broken. Sums are taken in single precision and in another order than that of `get_scores`; for that
`least` is lowered by more than rounding can do to sums of so many. Rows that remain are to be scored by
`get_batch_scores`, and ranked by that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import accumulate
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retrieval.impacts import Addends, Singles, add, looked_up
from retrieval.keys import Rows
from retrieval.postings import Numbers, firsts

# Tried on 6 and 23 million postings of words, 100,000 and 500,000 passages: with half or twice of each a question takes
# as long, within a tenth.
_FEW_POSTINGS = 30_000  # of all terms together: they are added, whatever they could add
_FIRST_POSTINGS = 12_000  # added before the first sample is taken
_GROWTH = 4  # times as many before the next, where that has too few rows
_SAMPLE = 48  # rows, three times `few` where that is more
_REPEATED = 8  # times, hardly ever oftener, does one of the best rows stand in the lists that were added
_SHORT = 16_000  # postings of a list that is added whatever it could add: to look rows up in it takes as long
_POSTINGS_A_LOOK = 6  # are added in the time of one bisection
_ROUNDING = 2.0**-22  # of a sum, for each of its terms: eight times what single precision does, both ways
_LEAST_SCORE = 1e-30  # what scores at all has more


class Wanted(NamedTuple):
    """Which rows are wanted: the `few` best, and of the `limit` best those with at least a `share` of the best score."""

    limit: int
    few: int
    share: float = 1.0

    def least(self, scores: Singles) -> float:
        """Return the score that any row has that is wanted, given the scores of some different rows, in the end or less."""
        if len(scores) < self.few:
            return 0.0
        least = nth_best(scores, self.few)
        if self.few < self.limit:
            least = min(least, self.share * float(scores.max()))
            least = max(least, nth_best(scores, self.limit))
        return least


class Sheet(NamedTuple):
    """What a search works on: a score a row, and a mark a row, of which there are some more to make eights."""

    scores: Singles
    marks: NDArray[np.bool_]

    @staticmethod
    def of(rows: int) -> Sheet:
        """Return a sheet for so many rows."""
        return Sheet(np.zeros(rows, dtype=np.float32), np.zeros(-(-rows // 8) * 8, dtype=bool))


def contenders(terms: Sequence[Addends], sheet: Sheet, wanted: Wanted) -> Numbers:
    """Return rows, ascending, that have all of those wanted among those that score above 0, and few others.

    The sheet's scores are what rows have beside the terms, below 0 for those that are none; they are written over.
    """
    scores = sheet.scores
    ordered = sorted(terms, key=lambda term: (bool(term.codes), -term.most))
    rest = [*accumulate((term.most for term in reversed(ordered)), initial=0.0)][::-1]
    kept = 1.0 - _ROUNDING * (len(ordered) + 8)
    is_little = sum([term.size for term in ordered]) <= _FEW_POSTINGS
    budget = _FEW_POSTINGS if is_little else _FIRST_POSTINGS
    taken = added = 0
    least = 0.0
    sample: list[Rows] = []
    while taken < len(ordered) and rest[taken] >= least:
        begun = taken
        while taken < len(ordered) and rest[taken] >= least:
            is_late = bool(ordered[taken].codes) and not is_little
            if not least and taken > begun and (is_late or added + ordered[taken].size > budget):
                break
            added += ordered[taken].size
            taken += 1
        touched = add(ordered[begun:taken], scores)
        if not least:
            sample += touched
            least = kept * _bound(ordered[taken:], scores, sample, wanted)
            budget = _GROWTH * added
    add([term for term in ordered[taken:] if term.size <= _SHORT], scores)
    left = [term for term in ordered[taken:] if term.size > _SHORT]
    rows, found = _looked_through(left, sheet, least)
    return rows[found >= kept * wanted.least(found)]


def _bound(left: Sequence[Addends], scores: Singles, sample: Sequence[Rows], wanted: Wanted) -> float:
    """Return what is wanted at least, by the best of a sample; 0 where it has too few.

    Rows of the sample may stand there several times.
    """
    rows: Rows = np.concatenate(sample)
    size = max(_SAMPLE, 3 * wanted.few)
    if len(rows) > _REPEATED * size:
        rows = rows.take(_best(scores.take(rows), _REPEATED * size))
    rows = np.sort(rows)
    once = rows[firsts(rows)].astype(np.int64)
    if len(once) < wanted.few:
        return 0.0
    found = scores.take(once)
    if len(once) > size:
        some = np.sort(_best(found, size))
        once, found = once.take(some), found.take(some)
    found += looked_up(left, once)
    return max(0.0, wanted.least(found))


def _looked_through(left: Sequence[Addends], sheet: Sheet, least: float) -> tuple[Numbers, Singles]:
    """Return the rows that have so much in the end, and what; the terms that are left cannot lift a row on their own."""
    scores = sheet.scores
    rest = sum([term.most for term in left])
    rows = _reaching(sheet, max(least - rest, _LEAST_SCORE))
    found = scores.take(rows)
    frequent = [term for term in left if term.codes]
    for some in filter(None, (frequent, *([term] for term in left if not term.codes))):
        rest -= sum([term.most for term in some])
        if some is frequent or some[0].size > _POSTINGS_A_LOOK * len(rows):
            found += looked_up(some, rows)
        else:
            before = scores.take(rows)
            add(some, scores)
            found += scores.take(rows) - before
        may = np.flatnonzero(found >= least - rest)
        rows, found = rows.take(may), found.take(may)
    return rows, found


def _reaching(sheet: Sheet, least: float) -> Numbers:
    """Return the rows that have so much or more: eight are looked at in one, since most have not."""
    scores, marks = sheet
    np.greater_equal(scores, least, out=marks[: len(scores)])
    eights = np.flatnonzero(marks.view(np.uint64) != 0)
    places = np.flatnonzero(marks.reshape(-1, 8)[eights])
    rows: Numbers = (eights.take(places >> 3) << 3) + (places & 7)
    return rows


def nth_best(scores: Singles, n: int) -> float:
    """Return the n-th best of some scores, 0 where there are fewer."""
    return float(np.partition(scores, len(scores) - n)[len(scores) - n]) if n <= len(scores) else 0.0


def _best(scores: Singles, n: int) -> Numbers:
    """Return the places of the `n` best scores, in no order."""
    return np.argpartition(scores, len(scores) - n)[len(scores) - n :]


class Scratch:
    """Sheets, each for one search at a time: to allocate megabytes anew may cost as much as a search."""

    def __init__(self, rows: int) -> None:
        self._rows = rows
        self._free: list[Sheet] = []

    @contextmanager
    def borrowed(self) -> Iterator[Sheet]:
        """Give a sheet, its values as they happen to be, for as long as the caller works with it."""
        try:
            sheet = self._free.pop()
        except IndexError:
            sheet = Sheet.of(self._rows)
        yield sheet
        self._free.append(sheet)
