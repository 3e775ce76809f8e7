"""How much a person and a chat may send, and how much the bot may write to a chat.

Sent to the bot: everything counts (messages, commands, presses, inline questions, uploads, edits); a window
slides over the last minute, one notice a window. Written by the bot: Telegram's true limits are not published,
so the bot writes freely until it is told to wait (429), obeys to the second, for that chat alone, and then
keeps below the pace that Telegram names for groups.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final

WINDOW_S: Final = 60.0
# An admin drops a folder of files into the chat at once, or clears the desk press by press.
_ADMINS_SHARE: Final = 10
# 20 messages a minute to the same group (Bots FAQ, "My bot is hitting limits"), for ten minutes after a 429:
# going straight back to full speed has led to bans of hours.
_PACE_S: Final = 3.0
_PACED_FOR_S: Final = 600.0


class Verdict(Enum):
    """What becomes of something that was sent."""

    GO = auto()
    NOTICE = auto()  # too much: say so, once
    SILENCE = auto()  # too much, and it has been said or cannot be


@dataclass(slots=True)
class _Window:
    """When something was sent in the last minute, how much of it waits, and when the notice was given."""

    times: deque[float] = field(default_factory=deque)
    waiting: int = 0
    noticed_at: float | None = None

    def is_full(self, limit: int, now: float) -> bool:
        # A time that is yet to come was noted before the clock was set back.
        while self.times and not now - WINDOW_S < self.times[0] <= now:
            self.times.popleft()
        return len(self.times) >= limit or self.waiting >= limit

    def is_noticed(self, now: float) -> bool:
        return self.noticed_at is not None and now - WINDOW_S < self.noticed_at <= now


class RateLimit:
    """Shares of persons (ids are positive) and groups (negative): so much a minute, so much waiting at once."""

    def __init__(self, person_limit: int, chat_limit: int, admins: Collection[int] = ()) -> None:
        self._person_limit = person_limit
        self._chat_limit = chat_limit
        self._admins = frozenset(admins)
        self._windows: dict[int, _Window] = {}

    def ask(self, person_id: int, chat_id: int | None, now: float) -> Verdict:
        """Count something that was sent, unless the person or the chat has had its share.

        Without a chat there is no place for a notice.
        """
        full = None
        shares = self._shares(person_id, chat_id)
        for subject_id, limit in shares.items():
            if self._window(subject_id).is_full(limit, now):
                full = self._window(subject_id)
        if full is None:
            for subject_id in shares:
                self._window(subject_id).times.append(now)
            return Verdict.GO
        if chat_id is None or full.is_noticed(now):
            return Verdict.SILENCE
        full.noticed_at = now
        return Verdict.NOTICE

    def take_back(self, person_id: int, chat_id: int | None) -> None:
        """Count the last one no longer: it came a second time, or must come again because it could not be kept."""
        for subject_id in self._shares(person_id, chat_id):
            self._window(subject_id).times.pop()

    def wait(self, person_id: int) -> None:
        """Note that something of a person waits for its turn, until it is `done`."""
        self._window(person_id).waiting += 1

    def done(self, person_id: int) -> None:
        """Note that something of a person has been dealt with."""
        self._window(person_id).waiting -= 1

    def prune(self, now: float) -> None:
        """Forget whoever has sent nothing for a while, so that memory does not grow with the people met."""
        gone = [key for key, window in self._windows.items() if not window.is_full(1, now)]
        for key in gone:
            del self._windows[key]

    def _shares(self, person_id: int, chat_id: int | None) -> dict[int, int]:
        """Return who has which share; a person's private chat has the person's."""
        own = self._person_limit * (_ADMINS_SHARE if person_id in self._admins else 1)
        return {person_id: own} if chat_id is None else {chat_id: self._chat_limit, person_id: own}

    def _window(self, subject_id: int) -> _Window:
        return self._windows.setdefault(subject_id, _Window())


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of time, in seconds of the clock; it is over where the clock has been set back to before it."""

    start: float
    end: float

    def holds(self, now: float) -> bool:
        return self.start <= now < self.end


_NEVER: Final = _Stretch(0.0, 0.0)


class ChatBudget:
    """When each chat may be written to again; one for everything that writes."""

    def __init__(self) -> None:
        self._held: dict[int, _Stretch] = {}
        self._paced: dict[int, _Stretch] = {}

    def held_until(self, chat_id: int, now: float) -> float | None:
        """Return until when a chat must not be written to, or None."""
        held = self._held.get(chat_id, _NEVER)
        if held.holds(now):
            return held.end
        self._held.pop(chat_id, None)
        return None

    def hold(self, chat_id: int, wait_s: float, now: float) -> None:
        """Obey a 429: silence for so long, a slow pace for some time after."""
        self._held[chat_id] = _Stretch(now, now + wait_s)
        self._paced[chat_id] = _Stretch(now, now + wait_s + _PACED_FOR_S)

    def spend(self, chat_id: int, now: float) -> None:
        """Note that a message was sent to a chat."""
        if self._paced.get(chat_id, _NEVER).holds(now):
            self._held[chat_id] = _Stretch(now, now + _PACE_S)
        else:
            self._paced.pop(chat_id, None)
