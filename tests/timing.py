"""Processor time of what is called: that of this thread, whoever else keeps the machine busy."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable


def seconds(call: Callable[[], object]) -> float:
    """Return the processor time that a call takes."""
    started = time.thread_time()
    call()
    return time.thread_time() - started


def takes_at_most(limit_s: float, call: Callable[[], object], tries: int = 3) -> bool:
    """Return whether a call stays below so many seconds, in one of some tries: caches of a busy machine are cold."""
    return any(seconds(call) < limit_s for _ in range(tries))


async def comes_true(condition: Callable[[], bool], within_s: float = 20.0) -> bool:
    """Return whether a condition that rings no bell holds before so many seconds have passed."""
    since = time.monotonic()
    while not condition():
        if time.monotonic() - since > within_s:
            return False
        await asyncio.sleep(0.02)
    return True
