"""What tests of several packages share: an analyser, an empty library, a searcher over it, the seeds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.analysis import Analyser
from retrieval.backends.embedded import EmbeddedBackend
from retrieval.library import Library
from retrieval.search import Searcher
from retrieval.segmenter import open_segmenter


@pytest.fixture(scope="session")
def blocks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder where the dictionary's blocks lie."""
    return tmp_path_factory.mktemp("blocks")


@pytest.fixture(scope="session")
def analyser(blocks: Path) -> Analyser:
    return Analyser(open_segmenter(blocks))


@pytest.fixture
def library(tmp_path: Path, analyser: Analyser) -> Iterator[Library]:
    opened = Library(tmp_path / "library", analyser)
    yield opened
    opened.close()


@pytest.fixture
def searcher(library: Library, analyser: Analyser) -> Searcher:
    return Searcher(library, EmbeddedBackend(library.folder / "postings"), analyser)


@pytest.fixture(scope="session")
def seeds() -> Path:
    return Path(__file__).parents[1] / "seeds"
