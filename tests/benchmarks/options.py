"""What the scripts that measure on public sets are told on the command line."""

# ruff: noqa: T201 -- what it prints is what it is for

from __future__ import annotations

import argparse
import os
from pathlib import Path


def parser_of(description: str | None) -> argparse.ArgumentParser:
    """Return a parser with `--folder`, where the public sets lie, and `--work`, where what was made of them is kept."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--folder", type=Path, default=os.environ.get("YOUJU_EVALUATION"))
    parser.add_argument("--work", type=Path)
    return parser


def folder_of(options: argparse.Namespace, script: str) -> Path | None:
    """Return where the public sets lie; None, and a line says that the script is left out, where nothing tells it."""
    if options.folder is None:
        print(f"{script} left out: --folder or YOUJU_EVALUATION says where the public sets lie")
        return None
    return Path(options.folder)
