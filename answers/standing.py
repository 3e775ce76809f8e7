"""Whether a sentence that names nobody is told of the body or the person that a question names, or of another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from answers.sources import Source
from retrieval.types import Span


class Standing(Enum):
    """Of whom a sentence is told: of whom the question names, of another, or it is not known."""

    ASKED = auto()
    OTHER = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Referent:
    """Whom a sentence is told of.

    `places` are those of the question's terms that name whom it asks about, `key` the one of them that tells that name from
    others; `said` is how it was named before the sentence, or who was.
    """

    standing: Standing = Standing.UNKNOWN
    said: str = ""
    places: tuple[int, ...] = ()
    key: str = ""


UNKNOWN = Referent()

Refer = Callable[[Source, Span], Referent]
