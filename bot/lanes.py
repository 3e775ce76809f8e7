"""Lanes: what concerns one person is done one after the other, different people at the same time."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable

Work = Callable[[], Awaitable[None]]


class Lanes:
    """A lane for each key while there is work in it; nothing is kept of an empty lane."""

    def __init__(self) -> None:
        self._waiting: dict[int, deque[Work]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    def __len__(self) -> int:
        return sum(1 + len(waiting) for waiting in self._waiting.values())

    def submit(self, key: int, work: Work) -> None:
        """Do the work after what is in the lane already; the work must not raise."""
        if key in self._waiting:
            self._waiting[key].append(work)
            return
        self._waiting[key] = deque()
        task = asyncio.create_task(self._drain(key, work), name=f"lane {key}")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _drain(self, key: int, work: Work) -> None:
        try:
            await work()
            while self._waiting[key]:
                await self._waiting[key].popleft()()
        finally:
            del self._waiting[key]

    async def finish(self, timeout_s: float) -> None:
        """Wait for the work under way; cut off what takes longer (its question is taken up again later)."""
        if not self._tasks:
            return
        _, late = await asyncio.wait(self._tasks, timeout=timeout_s)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
