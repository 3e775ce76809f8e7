"""What a button carries: short keys into our own tables, never more than Telegram's 64 bytes.

Callback data is counted in UTF-8 bytes (Bot API, InlineKeyboardButton): ids and digits only, no Chinese. Anybody can
send any data in a button's place, so what we did not write to the letter is no button; whether it may be pressed
where it stands is for those who carry it out (`handlers.presses`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from enum import IntEnum
from hashlib import sha256
from typing import Any, Final, get_type_hints

BYTES_LIMIT: Final = 64


@dataclass(frozen=True, slots=True)
class ShowSource:
    """Open the paragraph of a citation."""

    question_id: int
    n: int


@dataclass(frozen=True, slots=True)
class TurnTo:
    """Leaf from a citation's paragraph to another one of its document, by number."""

    question_id: int
    n: int
    number: int


@dataclass(frozen=True, slots=True)
class MoreEvidence:
    """Show further passages that bear on a question."""

    question_id: int


@dataclass(frozen=True, slots=True)
class Rate:
    """Say whether an answer was useful or wrong."""

    question_id: int
    useful: bool


@dataclass(frozen=True, slots=True)
class HandOver:
    """Give a question to the desk."""

    question_id: int


@dataclass(frozen=True, slots=True)
class SendAgain:
    """Send again what may not have arrived, or answer again what was apologised for."""

    outgoing_id: int


@dataclass(frozen=True, slots=True)
class AskAgain:
    """Ask a question again that was apologised for."""

    question_id: int


@dataclass(frozen=True, slots=True)
class PageOfDocuments:
    """Leaf in the list of documents."""

    page: int


@dataclass(frozen=True, slots=True)
class ConfirmRemoval:
    """Remove a document or leave it."""

    document_key: str
    sure: bool


@dataclass(frozen=True, slots=True)
class ChooseRemoval:
    """Ask whether one of several documents is to be removed."""

    document_key: str


class Decision(IntEnum):
    """What becomes of a file where the library has another of its name."""

    REPLACE = 1
    KEEP_BOTH = 2
    DROP = 3


@dataclass(frozen=True, slots=True)
class DecideUpload:
    """Take in the file that the button's message replies to, or drop it."""

    decision: Decision


@dataclass(frozen=True, slots=True)
class Settle:
    """At the desk: send the asker what the library answers now, or close without an answer."""

    pending_id: int
    answer: bool


@dataclass(frozen=True, slots=True)
class Annotate:
    """Send the draft that the button's message replies to as a Word file with comments."""


@dataclass(frozen=True, slots=True)
class ListSentences:
    """Show every sentence of the draft that the button's message replies to."""


@dataclass(frozen=True, slots=True)
class EndSubscription:
    """End a briefing."""

    subscription_id: int


Button = (
    ShowSource
    | TurnTo
    | MoreEvidence
    | Rate
    | HandOver
    | SendAgain
    | AskAgain
    | PageOfDocuments
    | ConfirmRemoval
    | ChooseRemoval
    | DecideUpload
    | Settle
    | EndSubscription
    | Annotate
    | ListSentences
)

# The letters are part of every message that was ever sent: none changes its meaning, new ones are added.
_LETTERS: Final[dict[str, type[Button]]] = {
    "s": ShowSource,
    "t": TurnTo,
    "m": MoreEvidence,
    "r": Rate,
    "h": HandOver,
    "g": SendAgain,
    "a": AskAgain,
    "d": PageOfDocuments,
    "x": ConfirmRemoval,
    "k": ChooseRemoval,
    "u": DecideUpload,
    "p": Settle,
    "e": EndSubscription,
    "c": Annotate,
    "l": ListSentences,
}
_LETTER_OF: Final = {kind: letter for letter, kind in _LETTERS.items()}


# Ids and numbers count from 1; SQLite's integers have 64 bits, one of them for the sign.
_NUMBER: Final = re.compile(r"[1-9][0-9]{0,18}")
_LARGEST: Final = 2**63 - 1
_KEY_DIGITS: Final = 12
_KEY: Final = re.compile(rf"[0-9a-f]{{{_KEY_DIGITS}}}")


def pack(button: Button) -> str:
    """Return the data of a button.

    >>> pack(ShowSource(17, 2)), pack(Rate(17, True))
    ('s:17:2', 'r:17:1')
    """
    values = (getattr(button, entry.name) for entry in fields(button))
    written = (str(int(value)) if isinstance(value, int) else value for value in values)
    return ":".join([_LETTER_OF[type(button)], *written])


def unpack(data: str) -> Button | None:
    """Return the button that was pressed; None for data that we never gave out.

    >>> unpack("s:17:2"), unpack("s:-1:2"), unpack("s:17:２")
    (ShowSource(question_id=17, n=2), None, None)
    """
    letter, *written = data.split(":")
    kind = _LETTERS.get(letter)
    if kind is None or len(written) != len(fields(kind)):
        return None
    hints = get_type_hints(kind)
    values = [_READERS[hints[entry.name]](text) for entry, text in zip(fields(kind), written, strict=True)]
    return None if None in values else kind(*values)


def _number(text: str) -> int | None:
    return int(text) if _NUMBER.fullmatch(text) and int(text) <= _LARGEST else None


def _flag(text: str) -> bool | None:
    return {"0": False, "1": True}.get(text)


def _decision(text: str) -> Decision | None:
    return {str(int(decision)): decision for decision in Decision}.get(text)


def _key(text: str) -> str | None:
    return text if _KEY.fullmatch(text) else None


# Each gives a value of its type, or None.
_READERS: Final[Mapping[type, Callable[[str], Any]]] = {
    int: _number,
    bool: _flag,
    str: _key,
    Decision: _decision,
}


def document_key(document_id: str) -> str:
    """Return a short key of a document, the same for ever (ids may be longer than a button holds)."""
    return sha256(document_id.encode()).hexdigest()[:_KEY_DIGITS]
