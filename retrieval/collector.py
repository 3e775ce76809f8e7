"""Python's garbage collector, kept from looking at what is being made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# A question leaves 3,400 new objects behind, in caches, and hardly a cycle: at Python's 700 the collector runs after
# each one, every tenth time for 7 ms. At 20,000 a question takes .965 of its time, at 100,000 as much, and all together
# .955 and .935 (300 questions, 100,000 paragraphs). Cycles that wait are some megabytes at most.
_NEW_OBJECTS = 50_000


def collect_seldom() -> None:
    """Let the collector of this process wait for many new objects; for a process that answers questions."""
    gc.set_threshold(_NEW_OBJECTS, *gc.get_threshold()[1:])


@contextmanager
def collector_paused() -> Iterator[None]:
    """Collect no cycles of objects meanwhile.

    Reading a file makes its blocks, tokens and lines by the hundred thousand, and hardly a cycle among them; the
    collector would go through all of them over and over (a quarter of the time that a long list takes). So it is with
    a question: of 100,000 paragraphs a twelfth of its time, and one in thirty waits up to 0.3 s for a full collection.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
