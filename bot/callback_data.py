"""What a button carries: short keys into our own tables, never more than Telegram's 64 bytes.

Callback data is counted in UTF-8 bytes (Bot API, InlineKeyboardButton): ids and digits only, no Chinese.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from hashlib import sha256
from typing import Final, get_type_hints

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
    """Say whether an answer was useful (1) or wrong (0)."""

    question_id: int
    useful: int


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
    """Remove a document (1) or leave it (0)."""

    document_key: str
    sure: int


@dataclass(frozen=True, slots=True)
class Settle:
    """At the desk: send the asker what the library answers now (1), or close without an answer (0)."""

    pending_id: int
    answer: int


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
    | Settle
    | EndSubscription
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
    "p": Settle,
    "e": EndSubscription,
}
_LETTER_OF: Final = {kind: letter for letter, kind in _LETTERS.items()}


def pack(button: Button) -> str:
    """Return the data of a button.

    >>> pack(ShowSource(17, 2))
    's:17:2'
    """
    return ":".join(
        [_LETTER_OF[type(button)], *(str(getattr(button, entry.name)) for entry in fields(button))]
    )


def unpack(data: str) -> Button | None:
    """Return the button that was pressed; None for data that we never gave out.

    >>> unpack("s:17:2")
    ShowSource(question_id=17, n=2)
    """
    letter, *values = data.split(":")
    kind = _LETTERS.get(letter)
    if kind is None or len(values) != len(fields(kind)):
        return None
    hints = get_type_hints(kind)
    try:
        return kind(*(hints[entry.name](value) for entry, value in zip(fields(kind), values, strict=True)))
    except ValueError:
        return None


def document_key(document_id: str) -> str:
    """Return a short key of a document, the same for ever (ids may be longer than a button holds)."""
    return sha256(document_id.encode()).hexdigest()[:12]
