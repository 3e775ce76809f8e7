"""How much a person and a chat may send to the bot.

Everything counts (messages, commands, presses, inline questions, uploads, edits); a window slides over the last
minute, one notice a window.
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
