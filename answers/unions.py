"""Words that say two things in one (城乡 is 城镇 and 农村): whether a draft counts one of them where its source counts both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from answers.vocabulary import table

RESPECTIVELY = "分别"


@dataclass(frozen=True, slots=True)
class Union:
    """A word for several things, and for each of them, in the word's own order, the words that say it alone."""

    word: str
    members: tuple[tuple[str, ...], ...]

    def alone(self, text: str) -> str:
        """Return the first word of a text that says but one of them, empty for none."""
        text = text.replace(self.word, "")
        return next((word for column in self.members for word in column if word in text), "")

    def each(self, item: str) -> list[str]:
        """Return what an item of a list says of each: 城乡居民 to 城镇居民, 农村居民."""
        return [item.replace(self.word, column[0]) for column in self.members]


UNIONS = tuple(Union(row[0], tuple(tuple(column.split()) for column in row[1:])) for row in table("unions"))


def wholes(term: str) -> Iterator[str]:
    """Yield a term with the word for several things in the place of the one that it names: 农村居民 to 城乡居民."""
    for union in UNIONS:
        if union.word not in term:
            for member in (member for column in union.members for member in column if member in term):
                yield term.replace(member, union.word)


def each_of(items: Sequence[str], of: int) -> list[str]:
    """Return a list with an item for each thing that a word says in one, where so many are asked for; else as it is."""
    if len(items) < of:
        for at, item in enumerate(items):
            for union in (one for one in UNIONS if one.word in item):
                return [*items[:at], *union.each(item), *items[at + 1 :]]
    return list(items)


def find_part(written: str, told: str) -> tuple[str, str] | None:
    """Return where one of two phrases counts all that a word says and the other only one thing of it; None for neither."""
    for union in UNIONS:
        own, other = union.alone(written), union.alone(told)
        if (
            union.word in told
            and union.word not in written
            and own
            and not other
            and RESPECTIVELY not in told
        ):
            return own, union.word
        if (
            union.word in written
            and union.word not in told
            and other
            and not own
            and RESPECTIVELY not in written
        ):
            others = sum(any(word in told for word in column) for column in union.members)
            return (union.word, other) if others == 1 else None
    return None
