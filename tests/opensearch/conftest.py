"""A cluster of three nodes for all tests of this folder; skipped, with the reason, where it cannot run."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from itertools import count

import pytest

from retrieval.analysis import Analyser
from retrieval.backends.embedded import EmbeddedBackend
from retrieval.backends.opensearch.address import Address
from retrieval.backends.opensearch.backend import OpenSearchBackend
from tests.opensearch.cluster import CannotRunError, Cluster
from tests.opensearch.questions import Asked, load

# `make cluster` asks 200 questions; a run before a change is taken, which has less time, says how many it asks.
_IN_FULL = 200
_QUESTIONS = int(os.environ.get("YOUJU_CLUSTER_QUESTIONS", _IN_FULL))
in_full = pytest.mark.skipif(_QUESTIONS < _IN_FULL, reason="takes long, and is left out where time is short")
_numbers = count()

OpenAt = Callable[..., OpenSearchBackend]


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    pytest.importorskip(
        "opensearchpy", reason="opensearch-py is not installed: pip install -e '.[opensearch]'"
    )
    try:
        started = Cluster()
    except CannotRunError as error:
        pytest.skip(f"no cluster: {error}")
    yield started
    started.close()


@pytest.fixture(scope="module", autouse=True)
def _emptied(cluster: Cluster) -> Iterator[None]:
    """What one file of tests leaves behind would have to be recovered where another kills nodes."""
    yield
    cluster.empty()


@pytest.fixture(scope="session")
def fresh_name() -> Callable[[], str]:
    return lambda: f"test-{next(_numbers)}"


@pytest.fixture(scope="session")
def open_at(cluster: Cluster) -> OpenAt:
    """Opens what lies under a name in the cluster, as a new process would."""

    def opened(name: str, shards: int = 1, replicas: int = 1) -> OpenSearchBackend:
        return OpenSearchBackend(
            Address.parse(f"{cluster.address}/{name}?shards={shards}&replicas={replicas}")
        )

    return opened


@pytest.fixture(scope="session")
def asked(analyser: Analyser, tmp_path_factory: pytest.TempPathFactory) -> Asked:
    return load(analyser, tmp_path_factory.mktemp("asked"), _QUESTIONS)


@pytest.fixture
def embedded(asked: Asked, tmp_path_factory: pytest.TempPathFactory) -> EmbeddedBackend:
    """The postings beside the library, with the same documents."""
    made = EmbeddedBackend(tmp_path_factory.mktemp("embedded") / "postings")
    made.apply("1", asked.documents, [])
    return made
