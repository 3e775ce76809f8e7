"""What tests of several packages share: an analyser, an empty library, a searcher over it, the seeds.

An answerer remembers its replies: the files that put every question of the gold files to it run in one process.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from pkgutil import resolve_name
from shutil import copytree, disk_usage

import certifi
import pytest
from xdist.scheduler import LoadFileScheduling

from answers.answerer import Answerer
from retrieval.analysis import Analyser
from retrieval.backends.embedded import EmbeddedBackend
from retrieval.library import Library
from retrieval.search import Searcher
from retrieval.segmenter import open_segmenter
from tests.evaluation.answerers import answerer_over

_ASK_ALL_QUESTIONS = frozenset(
    {
        "tests/answers/test_gold.py",
        "tests/answers/test_verbatim.py",
        "tests/answers/test_widths.py",
        "tests/bot/rendering/test_records.py",
    }
)


# Files in memory: nothing waits for a disk, which takes half as long again. A container may lend but 64 MB of it.
_IN_MEMORY = Path("/dev/shm")
_ENOUGH_MEMORY_BYTES = 2 << 30


def pytest_configure() -> None:
    if _IN_MEMORY.is_dir() and disk_usage(_IN_MEMORY).free >= _ENOUGH_MEMORY_BYTES:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_IN_MEMORY))


class _ByFile(LoadFileScheduling):
    """Gives a process a file at a time, or some that belong together."""

    def _split_scope(self, nodeid: str) -> str:
        file = super()._split_scope(nodeid)
        return "all questions" if file in _ASK_ALL_QUESTIONS else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> _ByFile:
    return _ByFile(config, log)


@pytest.fixture(scope="session", autouse=True)
def _weights_read_once() -> Iterator[None]:
    """A process reads what was fitted once, a twentieth of a second; here hundreds of answerers would each do so."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("answers.model.load", "answers.finding.load"):
            patch.setattr(name, cache(resolve_name(name)))
        yield


@pytest.fixture(scope="session", autouse=True)
def _one_authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Each client over HTTP reads the certificates of all authorities, 0.03 s; a server on loopback needs none."""
    end = "-----END CERTIFICATE-----\n"
    file = tmp_path_factory.mktemp("authority") / "one.pem"
    file.write_text(Path(certifi.where()).read_text("utf-8").partition(end)[0] + end, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSL_CERT_FILE", str(file))
        yield


@pytest.fixture(scope="session")
def blocks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder where the dictionary's blocks lie, which takes a second to sort; the processes of a run share it."""
    run = tmp_path_factory.getbasetemp()
    return (run.parent if "PYTEST_XDIST_WORKER" in os.environ else run) / "blocks"


@pytest.fixture(scope="session")
def analyser(blocks: Path) -> Analyser:
    return Analyser(open_segmenter(blocks))


@pytest.fixture(scope="session")
def data_home(tmp_path_factory: pytest.TempPathFactory, blocks: Path, analyser: Analyser) -> Path:
    """A user's data folder that holds nothing of the person who runs the tests."""
    folder = tmp_path_factory.mktemp("data")
    copytree(blocks, folder / "youju")
    return folder


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


@pytest.fixture(scope="session")
def seeds_answerer(
    tmp_path_factory: pytest.TempPathFactory, analyser: Analyser, seeds: Path
) -> Iterator[Answerer]:
    with answerer_over(seeds, tmp_path_factory.mktemp("seeds-library"), analyser) as answerer:
        yield answerer


@pytest.fixture(scope="session")
def originals_answerer(tmp_path_factory: pytest.TempPathFactory, analyser: Analyser) -> Iterator[Answerer]:
    folder = os.environ.get("YOUJU_ORIGINALS")
    if not folder:
        pytest.skip("YOUJU_ORIGINALS does not say where the original documents lie")
    with answerer_over(Path(folder).resolve(), tmp_path_factory.mktemp("originals"), analyser) as answerer:
        yield answerer
