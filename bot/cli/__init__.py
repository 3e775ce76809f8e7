"""The command line: `main` runs a command and returns its exit status."""

from __future__ import annotations

import os
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return its exit status (see `bot.cli.command.Status`)."""
    # Before NumPy is imported: matrices are small here, and threads that wait for each other take more time than they save.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from bot.cli.entry import main as run

    return run(arguments)


__all__ = ["main"]
