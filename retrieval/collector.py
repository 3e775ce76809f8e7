"""Python's garbage collector, kept from looking at what is being made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


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
