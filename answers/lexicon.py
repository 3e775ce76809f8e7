"""What users may teach: synonyms, names, stop words; plain text, a comment starts with #."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from answers.vocabulary import lines, table
from retrieval.normalise import in_place, normalise


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words that may stand for each other, names to be taken whole, words to be left out; all normalised.

    `everyday` words are said for others in talk; what a document says in their place means the same only where none
    says the word itself (掏钱, 出资).
    """

    synonyms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    stop_words: frozenset[str] = frozenset()
    everyday: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def others(self, word: str) -> tuple[str, ...]:
        """Return what may stand in the place of `word`, itself left out."""
        return self.synonyms.get(word, ())

    def words(self) -> tuple[str, ...]:
        """Return all words that have others, longest first."""
        return tuple(sorted(self.synonyms, key=lambda word: (-len(word), word)))

    def with_more(self, other: Lexicon) -> Lexicon:
        """Return this lexicon with what another holds as well."""
        names = tuple(dict.fromkeys(self.names + other.names))
        return Lexicon(
            _joined(self.synonyms, other.synonyms),
            names,
            self.stop_words | other.stop_words,
            _joined(self.everyday, other.everyday),
        )


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


def _joined(*all_others: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Return for each word what any of some mappings has for it, in their order."""
    joined: dict[str, tuple[str, ...]] = {}
    for others in all_others:
        for word, meant in others.items():
            joined[word] = tuple(dict.fromkeys(joined.get(word, ()) + meant))
    return joined


@cache
def built_in() -> Lexicon:
    """Return the lexicon that comes with the program."""
    equal = [parse_synonyms(lines(name)) for name in ("synonyms", "organisations", "indicators", "variants")]
    everyday = {_words(word)[0]: tuple(_words(meant)) for word, meant in table("everyday")}
    return Lexicon(
        _joined(*equal, parse_synonyms(_offices())),
        everyday=_joined(everyday, parse_synonyms(lines("regional"))),
    )


@cache
def spoken() -> Mapping[str, tuple[str, ...]]:
    """Return what papers may write for words of talk, the nearest first; the file is normalised.

    They are looked for only where nothing is found for a question: more of them have other meanings, too, than of the `everyday` ones.
    """
    return {word: tuple(meant.split()) for word, meant in table("spoken")}


@cache
def names_of_indicators() -> Mapping[str, tuple[str, ...]]:
    """Return for a name of an indicator its others; the file is normalised. Looked for where nothing sure is found for a question."""
    groups = [line.split() for line in lines("names-of-indicators") if not line.startswith("#")]
    return {name: tuple(other for other in group if other != name) for group in groups for name in group}


def _offices() -> Iterator[str]:
    """Yield the names of offices that mean the same, a group a line: 人社局 人力资源和社会保障局."""
    for short, wholes in table("offices"):
        for ending, whole_endings in table("office-endings"):
            names = [whole + end for whole in wholes.split() for end in whole_endings.split()]
            yield " ".join([short + ending, *names])
