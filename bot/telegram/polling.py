"""Polling that is watched: whatever fails is tried again at a growing distance, and it is known since when.

An own loop, because python-telegram-bot's `Updater` tells nobody of a poll that timed out, and asks for a batch
that it cannot read again without a pause.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from datetime import timedelta
from typing import Final

from telegram import Bot
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError, TimedOut

from bot.errors import StartError, StoreError
from bot.telegram import operator_texts as texts
from bot.telegram.connection import PollRequest, insist
from bot.telegram.faults import wait_s
from bot.telegram.health import Pulse
from bot.telegram.intake import ALLOWED_UPDATES, DurableQueue
from bot.telegram.timing import Timing

logger = logging.getLogger(__name__)

# Two instances take turns: each is refused every 2-3 s and succeeds in between (measured).
_CONFLICTS_WITHIN_S: Final = 60.0
# A gateway may say 404 once, which reads like a refused token; a token that was revoked is refused for good.
_REFUSALS: Final = 3
_RETRY_LIMIT_S: Final = 30.0
_DOUBLINGS: Final = 10  # by then the limit is reached
_STOP_LIMIT_S: Final = 5.0


class Poller:
    """Asks for updates and queues them; gives up only where the token is refused or another instance polls."""

    def __init__(
        self, bot: Bot, request: PollRequest, queue: DurableQueue, pulse: Pulse, timing: Timing
    ) -> None:
        self._bot = bot
        self._request = request
        self._queue = queue
        self._pulse = pulse
        self._timing = timing
        self._offset = 0
        self._failures = 0  # in a row
        self._refusals = 0  # of the token, in a row
        self._conflicts: deque[float] = deque(maxlen=timing.conflicts)

    async def start(self) -> None:
        """Take down a webhook, beside which nothing can be polled; raises `TelegramError`."""
        await insist(self._bot.delete_webhook, self._timing.pause_s)

    async def run(self) -> None:
        """Poll until cancelled; raise `StartError` where it makes no sense to go on."""
        while True:
            try:
                await self._poll()
            except Exception as error:  # noqa: BLE001 -- every failure is logged, and ends in another poll
                await asyncio.sleep(await self._failed(error))

    async def stop(self) -> None:
        """Tell Telegram what was taken, so that another start is not told again."""
        if not self._offset:
            return
        try:
            async with asyncio.timeout(_STOP_LIMIT_S):
                await self._bot.get_updates(self._offset, timeout=0, allowed_updates=ALLOWED_UPDATES)
        except (TelegramError, TimeoutError) as error:  # the inbox knows them
            logger.info("the last updates were not confirmed: %s", type(error).__name__)

    async def _poll(self) -> None:
        """Take in one batch; the next poll confirms it, once all of it is queued."""
        async with asyncio.timeout(self._timing.stall_s):
            await self._bot.get_updates(
                self._offset,
                timeout=timedelta(seconds=self._timing.poll_s),
                allowed_updates=ALLOWED_UPDATES,
            )
        for incoming in self._request.batch.incoming:
            await self._queue.take_in(incoming)
        self._offset = max((number + 1 for number in self._request.batch.ids), default=self._offset)
        self._failures = self._refusals = 0
        self._pulse.heard()

    async def _failed(self, error: Exception) -> float:
        """Return after how many seconds to poll again; raise `StartError` where that makes no sense."""
        self._failures += 1
        self._refusals = self._refusals + 1 if isinstance(error, InvalidToken) else 0
        match error:
            case Conflict():
                self._conflicted()
            case InvalidToken() if self._refusals >= _REFUSALS:
                raise StartError(texts.WRONG_TOKEN) from None  # its message holds the token
            case TimedOut() | TimeoutError():
                # As behind a proxy that died: nothing comes back until the connection is a new one.
                await self._request.shutdown()
                await self._request.initialize()
            case _:
                pass
        expected = isinstance(error, TelegramError | TimeoutError | StoreError)
        is_news = self._failures == 1 and not expected
        trouble = str(error) if isinstance(error, StoreError) else type(error).__name__
        logger.warning("a poll failed: %s", trouble, exc_info=error if is_news else None)
        self._pulse.failed(trouble)
        if isinstance(error, RetryAfter):
            return wait_s(error)
        doublings = min(self._failures - 1, _DOUBLINGS)
        return min(self._timing.retry_s * 2.0**doublings, _RETRY_LIMIT_S)

    def _conflicted(self) -> None:
        now = time.monotonic()
        self._conflicts.append(now)
        logger.error("another instance polls with the same token")
        if len(self._conflicts) == self._timing.conflicts and now - self._conflicts[0] < _CONFLICTS_WITHIN_S:
            raise StartError(texts.ANOTHER_INSTANCE)
