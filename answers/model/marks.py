"""The bits of the masks that tokens and names carry; plain integers, for they are read for every word."""

from __future__ import annotations

from typing import Final


class Name:
    """What a stretch of text names, by its form."""

    DATE: Final = 1
    NUMBER: Final = 2
    PERSON: Final = 4
    PLACE: Final = 8
    ORGANISATION: Final = 16
    WORK: Final = 32
    QUOTE: Final = 64
    LATIN: Final = 128


NAMES: Final = {
    "date": Name.DATE, "number": Name.NUMBER, "person": Name.PERSON, "place": Name.PLACE,
    "organisation": Name.ORGANISATION, "work": Name.WORK, "quote": Name.QUOTE, "latin": Name.LATIN,
}  # fmt: skip


class Trait:
    """What a token is good for."""

    WORD: Final = 1
    NOUN: Final = 2
    VERB: Final = 4
    FUNCTION: Final = 8
    SINGLE: Final = 16
    CLAUSE: Final = 32
    ENUMERATION: Final = 64
    OPENS: Final = 128
    CLOSES: Final = 256
    SURNAME: Final = 512


class Inside:
    """What a border at a token cuts: a word (a date's or figure's parts), or a run of unknown characters."""

    WORD_BEFORE: Final = 1
    WORD_AFTER: Final = 2
    RUN_BEFORE: Final = 4
    RUN_AFTER: Final = 8
