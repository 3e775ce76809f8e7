"""How much the bot may write to a chat, as Telegram teaches it.

Telegram's true limits are not published, so the bot writes freely until it is told to wait (429), obeys to the
second, for that chat alone, and then keeps below the pace that Telegram names for groups.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.telegram.faults import wait_s

# 20 messages a minute to the same group (Bots FAQ, "My bot is hitting limits"), for ten minutes after a 429:
# going straight back to full speed has led to bans of hours.
_PACE_S: Final = 3.0
_PACED_FOR_S: Final = 600.0
_SENDS: Final = "send"  # endpoints are called sendMessage, sendPhoto and so on
_WRITES: Final = (_SENDS, "edit")

_Answer = bool | dict[str, Any] | list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch of time, in seconds of the clock; it is over where the clock has been set back to before it."""

    start: float
    end: float

    def holds(self, now: float) -> bool:
        return self.start <= now < self.end


_NEVER: Final = _Stretch(0.0, 0.0)


class ChatBudget:
    """When each chat may be written to again."""

    def __init__(self) -> None:
        self._silent: dict[int, _Stretch] = {}
        self._paced: dict[int, _Stretch] = {}
        self._spaced: dict[int, _Stretch] = {}

    def silent_until(self, chat_id: int, now: float) -> float | None:
        """Return until when Telegram wants nothing for a chat, or None."""
        return _end(self._silent, chat_id, now)

    def held_until(self, chat_id: int, now: float) -> float | None:
        """Return until when no message must be sent to a chat, or None."""
        return self.silent_until(chat_id, now) or _end(self._spaced, chat_id, now)

    def hold(self, chat_id: int, wait_s: float, now: float) -> None:
        """Obey a 429: silence for so long, a slow pace for some time after."""
        self._silent[chat_id] = _Stretch(now, now + wait_s)
        self._paced[chat_id] = _Stretch(now, now + wait_s + _PACED_FOR_S)

    def spend(self, chat_id: int, now: float) -> None:
        """Note that a message was sent to a chat."""
        if self._paced.get(chat_id, _NEVER).holds(now):
            self._spaced[chat_id] = _Stretch(now, now + _PACE_S)
        else:
            self._paced.pop(chat_id, None)


def _end(stretches: dict[int, _Stretch], chat_id: int, now: float) -> float | None:
    """Return when the stretch of a chat ends; one that is over is forgotten."""
    stretch = stretches.get(chat_id, _NEVER)
    if stretch.holds(now):
        return stretch.end
    stretches.pop(chat_id, None)
    return None


class ChatLimiter(BaseRateLimiter[None]):
    """One budget a chat, shared by everything that writes there; every call that names a chat may bring a 429.

    What comes too early is not sent: `RetryAfter` is raised, as by Telegram, and whoever made the call knows when
    to try again. Who can wait asks `held_until` first. Edits keep to Telegram's word, not to the pace.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._budget = ChatBudget()

    def held_until(self, chat_id: int) -> float | None:
        """Return until when no message must be sent to a chat, or None."""
        return self._budget.held_until(chat_id, self._clock())

    def hold(self, chat_id: int, wait_s: float) -> None:
        """Send nothing to a chat for so long."""
        self._budget.hold(chat_id, wait_s, self._clock())

    async def initialize(self) -> None:
        """Nothing is needed."""

    async def shutdown(self) -> None:
        """Nothing is held."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, _Answer]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: None,
    ) -> _Answer:
        """Make a call, unless its chat must not be written to yet; learn of a 429."""
        chat_id = data.get("chat_id")
        if not isinstance(chat_id, int):
            return await callback(*args, **kwargs)
        sends, now = endpoint.startswith(_SENDS), self._clock()
        until = self._budget.held_until if sends else self._budget.silent_until
        end = until(chat_id, now) if endpoint.startswith(_WRITES) else None
        if end is not None:
            raise RetryAfter(timedelta(seconds=end - now))
        try:
            answer = await callback(*args, **kwargs)
        except RetryAfter as error:
            self.hold(chat_id, wait_s(error))
            raise
        if sends:
            self._budget.spend(chat_id, self._clock())
        return answer
