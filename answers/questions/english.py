"""Questions in English: what they ask for, which of their words only ask, how a word is said otherwise. Normalised text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from answers.questions.parts import HAN
from answers.types import Kind
from answers.vocabulary import table, vocabulary
from retrieval.types import Span

_WORDS = re.compile(r"[a-z]+(?:'[a-z]+)?")
_LEAST_WORDS = 3  # GDP, PPP项目 and Intel i7 are asked for in Chinese
_ASKING = vocabulary("english-asking")
# The endings of plurals and verbs, longest first.
_ENDINGS = ("ing", "ed", "es", "s", "d")
_SHORTEST_STEM = 3


def is_english(text: str) -> bool:
    """Return whether a normalised text is English: some words of it, and no Chinese character.

    >>> is_english("who is the director of the port?"), is_english("gdp?"), is_english("intel的投资是多少")
    (True, False, False)
    """
    return not HAN.search(text) and len(_WORDS.findall(text)) >= _LEAST_WORDS


def kind_of(text: str) -> Kind:
    """Return what an English question asks for, by how it begins.

    >>> kind_of("how many workers does it employ?"), kind_of("the budget of the library")
    (<Kind.NUMBER: 'number'>, <Kind.OTHER: 'other'>)
    """
    asked = text.strip()
    begun = [form for form in _kinds() if re.match(rf"{form}\b", asked)]
    return _kinds()[max(begun, key=len)] if begun else Kind.OTHER


@cache
def _kinds() -> Mapping[str, Kind]:
    return {form: Kind(name) for name, forms in table("english-kinds") for form in forms.split("|")}


def asking_words(text: str) -> tuple[Span, ...]:
    """Return the ranges of the words of an English question that only ask.

    >>> [span.of("who runs the port?") for span in asking_words("who runs the port?")]
    ['who', 'the']
    """
    return tuple(Span(*match.span()) for match in _WORDS.finditer(text) if match.group() in _ASKING)


def words_of_matter(text: str) -> Iterator[Span]:
    """Yield the ranges of the words of an English question that say what it is about."""
    for match in _WORDS.finditer(text):
        if match.group() not in _ASKING:
            yield Span(*match.span())


def inflected(word: str) -> tuple[str, ...]:
    """Return other forms of an English word, by its endings alone.

    >>> "employs" in inflected("employ"), "worker" in inflected("workers"), "purchase" in inflected("purchased")
    (True, True, True)
    """
    stems = [word, *(word.removesuffix(end) for end in _ENDINGS if word.endswith(end))]
    forms = [form for stem in stems if len(stem) >= _SHORTEST_STEM for form in (stem, f"{stem}e")]
    forms += [f"{stem}{end}" for stem in stems if len(stem) >= _SHORTEST_STEM for end in _ENDINGS]
    return tuple(form for form in dict.fromkeys(forms) if form != word)
