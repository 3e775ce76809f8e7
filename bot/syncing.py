"""A sync that can be watched and interrupted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from bot import texts
from bot.rendering.terminal import ProgressBar
from bot.services import Recognised, Services
from retrieval.sync import SyncReport, Unread


def unreadable(unread: Iterable[Unread]) -> list[Unread]:
    """Return the files that could not be read; one whose document was removed by hand is none of them."""
    return [one for one in unread if not one.is_removed]


def sync_in_sight(services: Services, stream: TextIO, *, full: bool = False) -> SyncReport:
    """Bring the library in step, with a line of progress at a terminal.

    `full` compares the bytes of every file, whatever its size and times say. Raises `KeyboardInterrupt` with what is to be said where it is interrupted: what was read is kept.
    """
    try:
        with ProgressBar(stream) as progress:
            return services.sync(progress, full=full)
    except KeyboardInterrupt:
        raise KeyboardInterrupt(texts.KEPT) from None


def recognise_in_sight(services: Services, stream: TextIO) -> Recognised:
    """Recognise the text of scans and pictures, with a line of progress at a terminal; an interruption is told as by `sync_in_sight`."""
    try:
        with ProgressBar(stream, say=texts.recognising) as progress:
            return services.recognise(progress)
    except KeyboardInterrupt:
        raise KeyboardInterrupt(texts.KEPT) from None
