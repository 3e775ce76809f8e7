"""The folder of documents watched for changes, where the library for it is installed (extra `office`)."""

from __future__ import annotations

import logging
from importlib.util import find_spec
from pathlib import Path
from threading import Event, Lock, Thread
from time import monotonic
from typing import Final

logger = logging.getLogger(__name__)

# A change is told of when nothing has changed for so long: until then a file may be half written, or its folder half copied.
_SETTLED_S: Final = 1.0
_LONGEST_S: Final = 60.0  # but for a folder that changes on and on
_STEP_MS: Final = 50  # so long a stop waits at most


class Watcher:
    """Tells whether a folder has changed since it was last asked."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stopping = Event()
        self._lock = Lock()
        self._first = self._last = 0.0  # changes not yet told of, by the clock; 0 for none
        self._thread: Thread | None = None

    def start(self) -> None:
        """Begin to watch; nothing happens where the library for it is not installed."""
        if find_spec("watchfiles") is not None:
            self._thread = Thread(target=self._watch, name="watch", daemon=True)
            self._thread.start()

    def has_changed(self) -> bool:
        """Return whether the folder has changed since the last call that said so, and come to rest."""
        now = monotonic()
        with self._lock:
            if not self._first or (now - self._last < _SETTLED_S and now - self._first < _LONGEST_S):
                return False
            self._first = 0.0
            return True

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
                step=_STEP_MS,
                stop_event=self._stopping,
                raise_interrupt=False,
            ):
                with self._lock:
                    self._last = monotonic()
                    self._first = self._first or self._last
        except (OSError, RuntimeError) as error:  # no folder, or no more watches to be had from the system
            logger.warning("the folder of documents is not watched: %s", error)
