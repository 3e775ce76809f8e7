"""How much a person and a chat may ask, and how much the bot may write to a chat.

Questions: a window slides over the last minute, one notice a window. Messages: Telegram's true limits are
not published, so the bot writes freely until it is told to wait (429), obeys to the second, for that chat
alone, and then keeps below the pace that Telegram names for groups.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Final

WINDOW_S: Final = 60.0
# 20 messages a minute to the same group (Bots FAQ, "My bot is hitting limits"), for ten minutes after a 429:
# going straight back to full speed has led to bans of hours.
_PACE_S: Final = 3.0
_PACED_FOR_S: Final = 600.0


class Verdict(Enum):
    """What becomes of a question."""

    GO = auto()
    NOTICE = auto()  # too many: say so, once
    SILENCE = auto()  # too many, and it has been said


@dataclass(slots=True)
class _Window:
    """The times of the questions of the last minute, and whether the notice was given since they began."""

    times: deque[float] = field(default_factory=deque)
    noticed_at: float | None = None

    def is_full(self, limit: int, now: float) -> bool:
        while self.times and self.times[0] <= now - WINDOW_S:
            self.times.popleft()
        return len(self.times) >= limit


class RateLimit:
    """Counts the questions of persons and chats; ids of persons are positive, of groups negative."""

    def __init__(self, person_limit: int, chat_limit: int) -> None:
        self._person_limit = person_limit
        self._chat_limit = chat_limit
        self._windows: dict[int, _Window] = {}

    def ask(self, person_id: int, chat_id: int, now: float) -> Verdict:
        """Count a question, unless the person or the chat has had its share of the last minute."""
        limits = {chat_id: self._chat_limit, person_id: self._person_limit}
        full = None
        for subject_id, limit in limits.items():
            if self._windows.setdefault(subject_id, _Window()).is_full(limit, now):
                full = self._windows[subject_id]
        if full is None:
            for subject_id in limits:
                self._windows[subject_id].times.append(now)
            return Verdict.GO
        if full.noticed_at is not None and now - full.noticed_at < WINDOW_S:
            return Verdict.SILENCE
        full.noticed_at = now
        return Verdict.NOTICE

    def prune(self, now: float) -> None:
        """Forget whoever has not asked for a while, so that memory does not grow with the people met."""
        gone = [key for key, window in self._windows.items() if not window.is_full(1, now)]
        for key in gone:
            del self._windows[key]


class ChatBudget:
    """When each chat may be written to again; one for everything that writes."""

    def __init__(self) -> None:
        self._held_until: dict[int, float] = {}
        self._paced_until: dict[int, float] = {}

    def held_until(self, chat_id: int, now: float) -> float | None:
        """Return until when a chat must not be written to, or None."""
        held_until = self._held_until.get(chat_id, 0.0)
        if held_until > now:
            return held_until
        self._held_until.pop(chat_id, None)
        return None

    def hold(self, chat_id: int, wait_s: float, now: float) -> None:
        """Obey a 429: silence for so long, a slow pace for some time after."""
        self._held_until[chat_id] = now + wait_s
        self._paced_until[chat_id] = now + wait_s + _PACED_FOR_S

    def spend(self, chat_id: int, now: float) -> None:
        """Note that a message was sent to a chat."""
        if self._paced_until.get(chat_id, 0.0) > now:
            self._held_until[chat_id] = now + _PACE_S
        else:
            self._paced_until.pop(chat_id, None)
