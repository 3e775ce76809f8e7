"""How updates come in: written down before Telegram is told that they arrived, handled once.

An update is confirmed after it has been put into the queue (polling: by the next offset; webhook: by the 200), so
a queue that writes first loses nothing when the process dies.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sqlite3
from collections.abc import Callable
from typing import Final

from telegram import Bot, Update

from bot.errors import StoreError
from bot.telegram import operator_texts as texts
from bot.telegram.queued import TooMuch, is_migration, lane_of, origin_of
from bot.telegram.rate_limit import RateLimit, Verdict
from bot.telegram.sending import Clock
from bot.telegram.store import Store
from bot.telegram.store.inbox import TRIES_LIMIT
from bot.telegram.updates import Incoming, said

logger = logging.getLogger(__name__)

ALLOWED_UPDATES: Final = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.INLINE_QUERY,
    Update.MY_CHAT_MEMBER,
)


class DurableQueue(asyncio.Queue[object]):
    """A queue that keeps what concerns us in the inbox first; the rest of a group's talk leaves no trace.

    Neither does what goes beyond its sender's share: it is dropped before anything is written.
    """

    def __init__(
        self, store: Store, limits: RateLimit, clock: Clock, concerns_us: Callable[[Update], bool]
    ) -> None:
        super().__init__()
        self._store = store
        self._limits = limits
        self._clock = clock
        self._concerns_us = concerns_us

    async def take_in(self, incoming: Incoming) -> None:
        """Keep an update and queue it, unless it has been seen before or is too much.

        Raises `StoreError` where it cannot be kept: it must not be confirmed then.
        """
        try:
            taken = self._taken(incoming)
        except StoreError:
            raise
        except Exception:  # misshapen in a way that the library lets through; the others must come in
            logger.exception("update %d is passed over", incoming.update.update_id)
            return
        if taken is not None:
            await self.put(taken)

    def _taken(self, incoming: Incoming) -> Update | TooMuch | None:
        """Return what is to be dealt with: the update, or that there was too much, or nothing."""
        update = incoming.update
        origin = origin_of(update) if self._concerns_us(update) else None
        if origin is None:
            return None
        verdict = self._limits.ask(origin.person_id, origin.chat_id, self._clock())
        if verdict is not Verdict.GO and not _is_news(update):
            return TooMuch(update, origin) if verdict is Verdict.NOTICE else None
        is_new = False
        try:
            is_new = self._store.inbox.take(update.update_id, incoming.payload, self._clock())
        except sqlite3.Error as error:
            raise StoreError(texts.inbox_unwritable(str(error))) from error
        finally:
            if verdict is Verdict.GO and not is_new:
                self._limits.take_back(origin.person_id, origin.chat_id)
        if not is_new:
            return None
        self._limits.wait(origin.person_id)
        return update

    async def take_up(self, bot: Bot) -> None:
        """Queue the updates that an earlier run did not finish; name those that are set aside."""
        for kept in self._store.inbox.unhandled():
            if kept.tries >= TRIES_LIMIT:
                logger.error("update %d ended %d runs and is set aside", kept.update_id, kept.tries)
                self._store.inbox.set_aside(kept.update_id)
                continue
            try:
                update = Update.de_json(json.loads(kept.payload), bot)
                person_id = lane_of(update)
            except Exception as error:  # noqa: BLE001 -- damaged, or written by another version; it is named
                logger.error(
                    "update %d of the inbox cannot be read and is set aside: %s", kept.update_id, said(error)
                )
                self._store.inbox.set_aside(kept.update_id)
                continue
            if person_id is not None:
                self._limits.wait(person_id)
            await self.put(update)


def _is_news(update: Update) -> bool:
    """Return whether an update says what became of a chat: that is never dropped."""
    return update.my_chat_member is not None or (update.message is not None and is_migration(update.message))
