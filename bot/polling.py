"""Polling that is watched: a poll that stalls is mended, a second instance ends the process.

A timeout of getUpdates never reaches python-telegram-bot's error handler, so only the age of the last poll
that came back tells a stall from silence.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from datetime import timedelta
from typing import Any, Final

from telegram.error import Conflict, InvalidToken, TelegramError
from telegram.ext import Updater
from telegram.request import HTTPXRequest

from bot import operator_texts as texts
from bot.errors import StartError
from bot.health import Pulse
from bot.intake import ALLOWED_UPDATES
from bot.timing import Timing

logger = logging.getLogger(__name__)

# Two instances take turns: each is refused every 2-3 s and succeeds in between (measured).
_CONFLICTS_WITHIN_S: Final = 60.0
_BOOTSTRAP_RETRIES: Final = 3
_STOP_LIMIT_S: Final = 5.0


class PollRequest(HTTPXRequest):
    """The connection for getUpdates; notes when a poll came back well."""

    def __init__(self, pulse: Pulse, **options: Any) -> None:
        super().__init__(**options)
        self._pulse = pulse

    async def do_request(self, *arguments: Any, **options: Any) -> tuple[int, bytes]:
        """Make the request and note when it succeeded."""
        code, payload = await super().do_request(*arguments, **options)
        if code == 200:
            self._pulse.polled_at = time.monotonic()
        return code, payload


class Poller:
    """Starts the polling, restarts it when it stalls, and gives up where another instance polls too."""

    def __init__(
        self,
        updater: Updater,
        request: PollRequest,
        pulse: Pulse,
        timing: Timing,
    ) -> None:
        self._updater = updater
        self._request = request
        self._pulse = pulse
        self._timing = timing
        self._conflicts: deque[float] = deque(maxlen=timing.conflicts)
        self._started_at = time.monotonic()

    async def start(self) -> None:
        """Begin to poll."""
        self._started_at = time.monotonic()
        self._pulse.polled_at = self._pulse.polled_at or self._started_at
        await self._updater.initialize()
        await self._updater.start_polling(
            timeout=timedelta(seconds=self._timing.poll_s),
            bootstrap_retries=_BOOTSTRAP_RETRIES,
            allowed_updates=list(ALLOWED_UPDATES),
            error_callback=self._on_error,
        )

    async def watch(self) -> None:
        """Mend stalls until cancelled; raise `StartError` where another instance goes on polling."""
        while True:
            await asyncio.sleep(self._timing.watch_s)
            now = time.monotonic()
            if (
                len(self._conflicts) == self._timing.conflicts
                and now - self._conflicts[0] < _CONFLICTS_WITHIN_S
            ):
                raise StartError(texts.ANOTHER_INSTANCE)
            age_s = now - max(self._pulse.polled_at or 0.0, self._started_at)
            if age_s > self._timing.stall_s:
                logger.error("no poll came back for %.0f s: polling starts anew", age_s)
                await self._restart()

    async def stop(self) -> None:
        """Stop polling; a poll that hangs is cut off."""
        if self._updater.running:
            try:
                async with asyncio.timeout(_STOP_LIMIT_S):
                    await self._updater.stop()
            except TimeoutError:
                logger.warning("the last poll was cut off")

    async def _restart(self) -> None:
        """Begin again with fresh connections."""
        await self.stop()
        await self._request.shutdown()
        await self._request.initialize()
        try:
            await self.start()
        except InvalidToken:
            raise StartError(texts.WRONG_TOKEN) from None  # its message holds the token
        except TelegramError as error:
            logger.warning("polling could not start: %s", type(error).__name__)

    def _on_error(self, error: TelegramError) -> None:
        if isinstance(error, Conflict):
            self._conflicts.append(time.monotonic())
            logger.error("another instance polls with the same token")
        else:
            logger.warning("a poll failed: %s", type(error).__name__)
