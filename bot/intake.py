"""How updates come in: written down before Telegram is told that they arrived, handled once.

python-telegram-bot puts an update into the queue before it confirms the batch (polling: the next offset;
webhook: the 200), so a queue that writes first loses nothing when the process dies.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sqlite3
from collections.abc import Awaitable, Callable
from typing import Final

from telegram import Bot, Update
from telegram.error import TelegramError
from telegram.ext import BaseUpdateProcessor

from bot.sending import Clock
from bot.store import Store

logger = logging.getLogger(__name__)

_AT_ONCE: Final = 64
ALLOWED_UPDATES: Final = (
    Update.MESSAGE,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.MY_CHAT_MEMBER,
)


class DurableQueue(asyncio.Queue[object]):
    """A queue that keeps what concerns us in the inbox first; the rest of a group's talk leaves no trace."""

    def __init__(self, store: Store, clock: Clock, concerns_us: Callable[[Update], bool]) -> None:
        super().__init__()
        self._store = store
        self._clock = clock
        self._concerns_us = concerns_us

    async def put(self, item: object) -> None:
        """Keep an update and queue it, unless it has been seen before; anything else is passed on."""
        if isinstance(item, Update):
            if not self._concerns_us(item):
                return
            try:
                new = self._store.inbox.take(item.update_id, item.to_json(), self._clock())
            except sqlite3.Error as error:
                # A TelegramError makes the poll try again, without confirming what could not be kept.
                raise TelegramError(f"the inbox cannot be written: {error}") from error
            if not new:
                return
        await super().put(item)

    async def take_up(self, bot: Bot) -> None:
        """Queue the updates that an earlier run did not finish."""
        for payload in self._store.inbox.unhandled():
            await super().put(Update.de_json(json.loads(payload), bot))


class Processor(BaseUpdateProcessor):
    """Handles updates side by side and notes in the inbox that they are done."""

    def __init__(self, store: Store) -> None:
        super().__init__(_AT_ONCE)
        self._store = store

    async def do_process_update(self, update: object, coroutine: Awaitable[object]) -> None:
        """Handle one update; errors have gone to the error handler by now."""
        await coroutine
        if isinstance(update, Update):
            self._store.inbox.done(update.update_id)

    async def initialize(self) -> None:
        """Nothing is needed."""

    async def shutdown(self) -> None:
        """Nothing is held."""
