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
from telegram.ext import BaseUpdateProcessor

from bot import operator_texts as texts
from bot.errors import StoreError
from bot.sending import Clock
from bot.store import Store
from bot.store.inbox import TRIES_LIMIT
from bot.updates import said

logger = logging.getLogger(__name__)

_AT_ONCE: Final = 64
ALLOWED_UPDATES: Final = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
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
        """Keep an update and queue it, unless it has been seen before; anything else is passed on.

        Raises `StoreError` where it cannot be kept: it must not be confirmed then.
        """
        if not isinstance(item, Update) or self._keep(item):
            await super().put(item)

    def _keep(self, update: Update) -> bool:
        """Keep an update that concerns us; return whether it is a new one."""
        try:
            payload = update.to_json() if self._concerns_us(update) else None
        except Exception:  # misshapen in a way that the library lets through; the others must come in
            logger.exception("update %d is passed over", update.update_id)
            return False
        if payload is None:
            return False
        try:
            return self._store.inbox.take(update.update_id, payload, self._clock())
        except sqlite3.Error as error:
            raise StoreError(texts.inbox_unwritable(str(error))) from error

    async def take_up(self, bot: Bot) -> None:
        """Queue the updates that an earlier run did not finish; name those that are set aside."""
        for kept in self._store.inbox.unhandled():
            if kept.tries > TRIES_LIMIT:
                logger.error("update %d ended %d runs and is set aside", kept.update_id, TRIES_LIMIT)
                continue
            try:
                update = Update.de_json(json.loads(kept.payload), bot)
            except Exception as error:  # noqa: BLE001 -- damaged, or written by another version; it is named
                logger.error(
                    "update %d of the inbox cannot be read and is set aside: %s", kept.update_id, said(error)
                )
                self._store.inbox.set_aside(kept.update_id)
            else:
                await super().put(update)


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
