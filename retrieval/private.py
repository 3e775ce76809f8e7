"""Files and folders for their owner alone: what lies in a library is its readers' business."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final

_OWNERS: Final = 0o700
_OTHERS: Final = 0o077


def make_folder(folder: Path) -> None:
    """Make a folder where it is not there yet, for its owner alone; raise `OSError` where it cannot be made."""
    folder.mkdir(mode=_OWNERS, parents=True, exist_ok=True)


def keep_private(path: Path) -> None:
    """Take a file or folder of ours away from others; nothing happens where it is gone or another's."""
    with suppress(OSError):
        mode = path.stat().st_mode
        if mode & _OTHERS:
            path.chmod(mode & _OWNERS)


def keep_all_private(folder: Path, ours: tuple[str, ...]) -> None:
    """Take what lies in a folder away from others: what begins with one of the names `ours`, and what is below.

    The folder itself is taken away where it holds nothing else: it may be anybody's.
    """
    try:
        entries = list(folder.iterdir())
    except OSError:
        return
    own = [entry for entry in entries if entry.name.startswith(ours)]
    for entry in own:
        keep_private(entry)
        if entry.is_dir():
            for path in entry.rglob("*"):
                keep_private(path)
    if len(own) == len(entries):
        keep_private(folder)
