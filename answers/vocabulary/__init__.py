"""Lists of words that come with the program, a file each; # starts a comment."""

from __future__ import annotations

from pathlib import Path


def vocabulary(name: str) -> frozenset[str]:
    """Return the words of a file of this folder, given without its suffix."""
    lines = Path(__file__).with_name(f"{name}.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines for word in line.split("#")[0].split())


def table(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of a tab-separated file of this folder, given without its suffix; # begins a comment line."""
    lines = Path(__file__).with_name(f"{name}.tsv").read_text("utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))
