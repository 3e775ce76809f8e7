"""Lanes: what one person sends is dealt with one after the other, what different people send side by side."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from bot.telegram.queued import lane_of
from bot.telegram.rate_limit import RateLimit
from bot.telegram.store import Store

# No limit of its own: each person has one update under way, threads and sender have theirs.
_AT_ONCE: Final = 1_000_000


@dataclass(slots=True)
class _Lane:
    """Whose turn it is, in the order of arrival, and how many are in the lane."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    length: int = 0


class Lanes(BaseUpdateProcessor):
    """Deals with updates, a lane for each person while there is something in it."""

    def __init__(self, store: Store, limits: RateLimit) -> None:
        super().__init__(_AT_ONCE)
        self._store = store
        self._limits = limits
        self._lanes: dict[int, _Lane] = {}
        self._tasks: set[asyncio.Task[Any]] = set()

    def __len__(self) -> int:
        """Return how much is being dealt with or waits for its turn."""
        return sum(lane.length for lane in self._lanes.values())

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        """Deal with one update when its turn has come; errors have gone to the error handler by then."""
        person_id, task = lane_of(update), asyncio.current_task()
        if task is not None:
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        try:
            async with self._turn(person_id):
                if isinstance(update, Update):
                    self._store.inbox.begin(update.update_id)
                await coroutine
                if isinstance(update, Update):
                    self._store.inbox.done(update.update_id)
        finally:
            if isinstance(coroutine, Coroutine):
                coroutine.close()  # of one that was cut off before its turn
            if isinstance(update, Update) and person_id is not None:
                self._limits.done(person_id)

    @asynccontextmanager
    async def _turn(self, person_id: int | None) -> AsyncIterator[None]:
        if person_id is None:
            yield
            return
        lane = self._lanes.setdefault(person_id, _Lane())
        lane.length += 1
        try:
            async with lane.lock:
                yield
        finally:
            lane.length -= 1
            if not lane.length:
                del self._lanes[person_id]

    async def initialize(self) -> None:
        """Nothing is needed."""

    async def shutdown(self) -> None:
        """Cut off what is still under way: an update that is not done is taken up at the next start."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
