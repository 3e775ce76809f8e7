"""The original documents, where they are given; further libraries, closed at the end."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from retrieval.analysis import Analyser
from retrieval.library import Library


@pytest.fixture
def open_library(analyser: Analyser) -> Iterator[Callable[[Path], Library]]:
    opened: list[Library] = []

    def open_one(folder: Path) -> Library:
        opened.append(Library(folder, analyser))
        return opened[-1]

    yield open_one
    for library in opened:
        library.close()


@pytest.fixture
def originals() -> Path:
    folder = os.environ.get("YOUJU_ORIGINALS")
    if not folder:
        pytest.skip("YOUJU_ORIGINALS does not say where the original documents lie")
    return Path(folder).resolve()
