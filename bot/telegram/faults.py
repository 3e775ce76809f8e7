"""What a failed call to Telegram means for a message: pure, one decision a line.

python-telegram-bot 22: BadRequest and TimedOut are NetworkErrors too, so the order of the cases matters.
"""

from __future__ import annotations

from enum import Enum, auto
from typing import Final

import httpx
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

# The request never left, so that sending it again cannot double anything.
_NEVER_LEFT: Final = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)

# Telegram's words (tdlib/telegram-bot-api) for chats that cannot be written to.
_GONE: Final = (
    "chat not found",
    "user is deactivated",
    "have no rights to send",
    "not enough rights to send",
    "chat_write_forbidden",
    "topic_closed",
)


class Fate(Enum):
    """What has become of a message."""

    LATER = auto()  # not sent; try again
    UNKNOWN = auto()  # the connection is over: it arrived, or it never will
    MAY_YET_COME = auto()  # nobody answered: it may have arrived, or arrive later
    UNREACHABLE = auto()  # the chat cannot be written to
    REFUSED = auto()  # Telegram does not take this message


class Adjustment(Enum):
    """What to leave out when Telegram refuses a message for it; each is tried once."""

    MARKUP = "can't parse entities"
    THREAD = "message thread not found"
    REPLY = "message to be replied not found"


def fate(error: TelegramError) -> Fate:
    """Return what an error of a sending call means."""
    match error:
        case Forbidden():
            return Fate.UNREACHABLE
        case BadRequest():
            return Fate.UNREACHABLE if _says(error, *_GONE) else Fate.REFUSED
        case NetworkError() if isinstance(error.__cause__, _NEVER_LEFT):
            return Fate.LATER
        case TimedOut():
            return Fate.MAY_YET_COME
        case NetworkError():
            return Fate.UNKNOWN
        case _:  # RetryAfter, a token that is refused for the moment, a conflict
            return Fate.LATER


def adjustment(error: TelegramError) -> Adjustment | None:
    """Return what to leave out before trying again, or None."""
    if not isinstance(error, BadRequest):
        return None
    return next((entry for entry in Adjustment if _says(error, entry.value)), None)


def is_unchanged(error: TelegramError) -> bool:
    """Return whether an edit failed because the message says that already, which is success."""
    return isinstance(error, BadRequest) and _says(error, "message is not modified")


def wait_s(error: RetryAfter) -> float:
    """Return how long Telegram asks to wait; a timedelta in later versions of the library."""
    wait = error.retry_after
    return float(wait) if isinstance(wait, int | float) else wait.total_seconds()


def _says(error: TelegramError, *words: str) -> bool:
    message = error.message.lower()
    return any(word in message for word in words)
