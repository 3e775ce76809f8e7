"""Titles or regions of all documents in one text, in which a word is found at once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, islice

from retrieval.types import DocumentId

_END = "\n"


@dataclass(frozen=True, slots=True)
class Labels:
    """Labels side by side, a line each; `starts` is where each begins, in the order of `ids`."""

    text: str
    starts: tuple[int, ...]
    ids: tuple[DocumentId, ...]

    @classmethod
    def of(cls, labelled: Iterable[tuple[DocumentId, str]]) -> Labels:
        """Return the labels of some documents; those that are empty are left out."""
        rows = [(id_, label.replace(_END, " ") + _END) for id_, label in labelled if label]
        starts = (0, *accumulate(len(label) for _, label in rows))[:-1]
        return cls("".join(label for _, label in rows), starts, tuple(id_ for id_, _ in rows))

    def saying(self, word: str, limit: int | None = None) -> tuple[DocumentId, ...]:
        """Return the documents whose label says a word, at most so many, in order.

        >>> labels = Labels.of([("a", "江西省"), ("b", "江苏省"), ("c", "江西省")])
        >>> labels.saying("江西"), labels.saying("江", 2), labels.saying("西藏")
        (('a', 'c'), ('a', 'b'), ())
        """
        return tuple(islice(self._saying(word), limit))

    def _saying(self, word: str) -> Iterator[DocumentId]:
        at = self.text.find(word) if word and _END not in word else -1
        while at >= 0:
            place = bisect_right(self.starts, at) - 1
            yield self.ids[place]
            is_last = place + 1 == len(self.starts)
            at = -1 if is_last else self.text.find(word, self.starts[place + 1])
