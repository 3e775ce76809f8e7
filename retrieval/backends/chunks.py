"""Documents some at a time, as many as are taken in in one go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from retrieval.backends.base import Indexed


def in_chunks(documents: Iterable[Indexed], characters: int) -> Iterator[list[Indexed]]:
    """Yield documents until their texts are so many characters long together, one at least at a time."""
    some: list[Indexed] = []
    length = 0
    for document in documents:
        some.append(document)
        length += sum(len(entry.body.text) for entry in document.entries)
        if length >= characters:
            yield some
            some, length = [], 0
    if some:
        yield some
