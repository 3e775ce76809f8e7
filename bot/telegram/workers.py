"""Threads for work that would hold up the event loop: so much at once, with a limit that counts the work alone.

Python cannot end a thread. Work that has had its time is told so by its own checks (`answers.deadline`); where it
does not heed them, its thread is given up to it and another takes over, so that others go on.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import Any, Final, TypeVar

from answers.deadline import time_limit
from answers.errors import OutOfTimeError

# From the moment that work should have noticed that its time is up until its thread is given up.
_GRACE_S: Final = 1.0
# Each takes its part of the processor from the others: with so many, nothing would be answered in time.
SPARE_THREADS: Final = 6

_T = TypeVar("_T")
_Job = Callable[[], None]


class Workers:
    """Runs work in threads, the first to come first; for one event loop."""

    def __init__(self, name: str, at_once: int) -> None:
        self._name = name
        self._slots = asyncio.Semaphore(at_once)
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._threads = 0
        self._busy = 0  # threads at work, those given up to it included
        self._given_up: set[Future[Any]] = set()

    @property
    def given_up(self) -> int:
        """Return how many threads are held by work that has had its time."""
        return len(self._given_up)

    async def run(self, work: Callable[[], _T], limit_s: float | None = None) -> _T:
        """Return what the work gives; waiting for a thread does not count against the limit.

        Raises `OutOfTimeError` where it takes longer, or where no thread can be had any more.
        """
        async with self._slots:
            if self.given_up >= SPARE_THREADS:
                raise OutOfTimeError("too many threads are held by work that does not end")
            job = self._begin(work, limit_s)
            done = asyncio.wrap_future(job)
            try:
                await asyncio.wait({done}, timeout=limit_s + _GRACE_S if limit_s is not None else None)
                if done.done():
                    return await done
                raise OutOfTimeError("work goes on though its time is over: its thread is given up to it")
            finally:
                done.cancel()  # nobody waits for what comes of it now
                self._leave(job)

    def close(self) -> None:
        """End the threads that have nothing to do; those at work end with their work, or with the process."""
        for _ in range(self._threads):
            self._jobs.put(None)

    def _begin(self, work: Callable[[], _T], limit_s: float | None) -> Future[_T]:
        job: Future[_T] = Future()

        def do() -> None:
            if not job.set_running_or_notify_cancel():
                return
            try:
                if limit_s is None:
                    job.set_result(work())
                else:
                    with time_limit(limit_s):
                        job.set_result(work())
            except BaseException as error:  # noqa: BLE001 -- whoever waits for the work gets it
                job.set_exception(error)

        self._busy += 1
        if self._busy > self._threads:
            self._threads += 1
            # A daemon: work that does not end must not keep the process from ending.
            Thread(target=self._serve, name=f"{self._name} {self._threads}", daemon=True).start()
        self._jobs.put(do)
        return job

    def _leave(self, job: Future[_T]) -> None:
        """Count the thread of a job as free, at once or when the job ends."""
        if job.done():
            self._busy -= 1
            return
        loop = asyncio.get_running_loop()
        self._given_up.add(job)

        def come_back(_: Future[_T]) -> None:
            with suppress(RuntimeError):  # the loop is closed: the process ends
                loop.call_soon_threadsafe(self._come_back, job)

        job.add_done_callback(come_back)

    def _come_back(self, job: Future[Any]) -> None:
        self._given_up.discard(job)
        self._busy -= 1

    def _serve(self) -> None:
        while (job := self._jobs.get()) is not None:
            job()
