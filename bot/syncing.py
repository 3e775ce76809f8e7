"""A sync that can be watched and interrupted."""

from __future__ import annotations

from typing import TextIO

from bot import console_texts as texts
from bot.services import Services
from bot.terminal import ProgressBar
from retrieval.library import SyncReport


def sync_in_sight(services: Services, stream: TextIO) -> SyncReport:
    """Bring the library in step, with a line of progress at a terminal.

    Raises `KeyboardInterrupt` with what is to be said where it is interrupted: what was read is kept.
    """
    try:
        with ProgressBar(stream) as progress:
            return services.sync(progress)
    except KeyboardInterrupt:
        raise KeyboardInterrupt(texts.KEPT) from None
