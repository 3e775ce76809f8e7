"""A bell: rung when something changed, for those who wait until something is so."""

import asyncio
from collections.abc import Callable


class Bell:
    """Wakes everybody who waits; used by the server's thread only."""

    def __init__(self) -> None:
        """Nobody waits yet."""
        self._waiters: list[asyncio.Future[None]] = []

    def ring(self) -> None:
        """Wake all who wait."""
        waiters, self._waiters = self._waiters, []
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(None)

    async def next_ring(self) -> None:
        """Wait until it rings."""
        waiter = asyncio.get_running_loop().create_future()
        self._waiters.append(waiter)
        await waiter

    async def until(self, condition: Callable[[], bool]) -> None:
        """Wait, from ring to ring, until `condition` holds."""
        while not condition():
            await self.next_ring()
