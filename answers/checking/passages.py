"""A passage as checking reads it: its sentences, those of them that are read together, and each row of its table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from typing import NamedTuple

from answers.checking.reading import Reading
from answers.checking.rows import BORDER, Row, rows_in
from answers.sources import Source
from retrieval.types import Span

_MOST_SENTENCES = 3  # of a place


class Told(NamedTuple):
    """Some sentences of a passage as they read, or a row of its table."""

    reading: Reading
    spans: tuple[Span, ...]
    row: Row | None = None


def told_by(source: Source, whole: Reading, read: Callable[[str], Reading]) -> tuple[Told, ...]:
    """Return the sentences of a passage together, and each row of its table by itself; `whole` is how the passage reads."""
    rows = tuple(rows_in(source))
    if not rows:
        return (Told(whole, whole.statements),)
    beside = [one for one in whole.statements if BORDER not in one.of(whole.text)]
    of_rows = [(read(row.read), row) for row in rows]
    return (
        *(Told(whole, (one,)) for one in beside),
        *(Told(reading, (Span(0, len(reading.text)),), row) for reading, row in of_rows),
    )


def windows(held: Sequence[Set[str]], above: Set[str], placed: Set[str]) -> Iterator[tuple[int, int]]:
    """Yield the first and last of sentences that are read together: each alone, and with those behind it that add figures or names to its own.

    `held` is what each of them says, `above` what their titles say, `placed` the figures and names of a draft.
    """
    for first in range(len(held)):
        together = set(above)
        for last in range(first, min(first + _MOST_SENTENCES, len(held))):
            if last > first and not (
                (held[last] - together) & placed and (held[first] - held[last]) & placed
            ):
                continue
            together |= held[last]
            yield first, last
