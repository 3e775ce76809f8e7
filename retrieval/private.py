"""Files and folders for their owner alone: what lies in a library is its readers' business."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final

_FILE: Final = 0o600
_FOLDER: Final = 0o700
_OTHERS: Final = 0o077


def make_folder(folder: Path) -> None:
    """Make a folder where it is not there yet, for its owner alone; raise `OSError` where it cannot be made."""
    folder.mkdir(mode=_FOLDER, parents=True, exist_ok=True)


def keep_private(path: Path) -> None:
    """Take a file or folder of ours away from others; nothing happens where it is gone or another's."""
    with suppress(OSError):
        if path.stat().st_mode & _OTHERS:
            path.chmod(_FOLDER if path.is_dir() else _FILE)
