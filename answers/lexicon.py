"""What the words of a question may be called in the documents: synonyms, from plain text files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Lexicon:
    """For each word, the words that may stand in its place; all normalised."""

    synonyms: Mapping[str, tuple[str, ...]]

    def others(self, word: str) -> tuple[str, ...]:
        """Return what may stand in the place of `word`, itself left out."""
        return self.synonyms.get(word, ())

    def words(self) -> tuple[str, ...]:
        """Return all words that have others, longest first."""
        return tuple(sorted(self.synonyms, key=lambda word: (-len(word), word)))


def parse_synonyms(lines: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the synonyms of a file: a group a line, words separated by spaces; # starts a comment.

    >>> parse_synonyms(["# 到岗", "返岗 到岗"])
    {'返岗': ('到岗',), '到岗': ('返岗',)}
    """
    made: dict[str, tuple[str, ...]] = {}
    for line in lines:
        group = line.split("#")[0].split()
        for word in group:
            others = tuple(other for other in group if other != word)
            made[word] = tuple(dict.fromkeys(made.get(word, ()) + others))
    return made


@cache
def built_in() -> Lexicon:
    """Return the lexicon that comes with the program."""
    text = files("answers").joinpath("synonyms.txt").read_text("utf-8")
    return Lexicon(parse_synonyms(text.splitlines()))
