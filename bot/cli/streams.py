"""Standard streams made fit for use before anything is written to them."""

from __future__ import annotations

import os
import sys


def make_ready() -> None:
    """Let the three standard streams be open, and the two for output UTF-8 with newlines as they are.

    A stream that was closed (`>&-`) leads nowhere from then on: else its number would go to the next file that
    is opened, and what is printed into that file.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest free number: this one
    sys.stdin = sys.stdin or os.fdopen(0)
    sys.stdout = sys.stdout or os.fdopen(1, "w")
    sys.stderr = sys.stderr or os.fdopen(2, "w")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
