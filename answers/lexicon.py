"""What users may teach: synonyms, names, stop words; plain text, a comment starts with #."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from retrieval.normalise import in_place, normalise


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words that may stand for each other, names to be taken whole, words to be left out; all normalised."""

    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    stop_words: frozenset[str] = frozenset()

    def others(self, word: str) -> tuple[str, ...]:
        """Return what may stand in the place of `word`, itself left out."""
        return self.synonyms.get(word, ())

    def words(self) -> tuple[str, ...]:
        """Return all words that have others, longest first."""
        return tuple(sorted(self.synonyms, key=lambda word: (-len(word), word)))

    def with_more(self, other: Lexicon) -> Lexicon:
        """Return this lexicon with what another holds as well."""
        words = dict.fromkeys([*self.synonyms, *other.synonyms])
        synonyms = {word: tuple(dict.fromkeys(self.others(word) + other.others(word))) for word in words}
        names = tuple(dict.fromkeys(self.names + other.names))
        return Lexicon(synonyms, names, self.stop_words | other.stop_words)


def parse_synonyms(lines: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Return the synonyms of a file: a group a line, words separated by spaces.

    >>> parse_synonyms(["\uff03 到岗", "返崗 到岗"])
    {'返岗': ('到岗',), '到岗': ('返岗',)}
    """
    made: dict[str, tuple[str, ...]] = {}
    for line in lines:
        group = _words(line)
        for word in group:
            others = tuple(other for other in group if other != word)
            made[word] = tuple(dict.fromkeys(made.get(word, ()) + others))
    return made


def parse_words(lines: Iterable[str]) -> tuple[str, ...]:
    """Return the words of a file, as many a line as there are, each once.

    >>> parse_words(["# 名称", "斯菲尔电气 泰林生物", "泰林生物"])
    ('斯菲尔电气', '泰林生物')
    """
    return tuple(dict.fromkeys(word for line in lines for word in _words(line)))


def _words(line: str) -> list[str]:
    return [normalise(word).text for word in in_place(line).split("#")[0].split()]


@cache
def built_in() -> Lexicon:
    """Return the lexicon that comes with the program."""
    text = files("answers.vocabulary").joinpath("synonyms.txt").read_text("utf-8")
    return Lexicon(parse_synonyms(text.splitlines()))
