"""The folder of documents watched for changes, where the library for it is installed (extra `office`)."""

from __future__ import annotations

import logging
from importlib.util import find_spec
from pathlib import Path
from threading import Event, Thread
from typing import Final

logger = logging.getLogger(__name__)

# A change is told of when nothing has changed for so long: until then a file may be half written, or its folder half copied.
_SETTLED_MS: Final = 1000
_LONGEST_MS: Final = 60_000  # but for a folder that changes on and on


class Watcher:
    """Tells whether a folder has changed since it was last asked."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._changed, self._stopping = Event(), Event()
        self._thread: Thread | None = None

    def start(self) -> None:
        """Begin to watch; nothing happens where the library for it is not installed."""
        if find_spec("watchfiles") is not None:
            self._thread = Thread(target=self._watch, name="watch", daemon=True)
            self._thread.start()

    def has_changed(self) -> bool:
        """Return whether the folder has changed since the last call, and come to rest."""
        was_set = self._changed.is_set()
        self._changed.clear()
        return was_set

    def stop(self) -> None:
        """End watching."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()

    def _watch(self) -> None:
        from watchfiles import watch

        logging.getLogger("watchfiles").setLevel(logging.WARNING)  # it tells of each change
        try:
            for _ in watch(
                self._folder,
                step=_SETTLED_MS,
                debounce=_LONGEST_MS,
                stop_event=self._stopping,
                raise_interrupt=False,
            ):
                self._changed.set()
        except (OSError, RuntimeError) as error:  # no folder, or no more watches to be had from the system
            logger.warning("the folder of documents is not watched: %s", error)
