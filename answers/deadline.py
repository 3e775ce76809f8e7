"""A limit to the time that answering may take, kept by answering itself: nobody can end a thread from outside."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from math import inf
from time import monotonic

from answers.errors import OutOfTimeError

_ends_at: ContextVar[float] = ContextVar("ends_at", default=inf)


@contextmanager
def time_limit(limit_s: float) -> Iterator[None]:
    """Let `check_time` raise once so many seconds have passed; counts for this thread alone."""
    token = _ends_at.set(monotonic() + limit_s)
    try:
        yield
    finally:
        _ends_at.reset(token)


def time_left() -> float:
    """Return how many seconds are left, less than none where the time is up; endless without a limit."""
    return _ends_at.get() - monotonic()


def check_time() -> None:
    """Raise `OutOfTimeError` where the time is up; never without a limit.

    To be called in every loop whose length the library decides: 0.1 µs a call.
    """
    if monotonic() > _ends_at.get():
        raise OutOfTimeError("answering took longer than it may")
