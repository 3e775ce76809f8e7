"""What every home of postings must do, done by a cluster."""

from __future__ import annotations

from collections.abc import Callable
from inspect import signature

import pytest

from retrieval.backends.base import Backend
from tests.retrieval import test_backends
from tests.retrieval.test_backends import ask, backend, documents

__all__ = ["ask", "backend", "documents"]  # the fixtures of the contract

pytestmark = pytest.mark.opensearch


@pytest.fixture
def open_backend(open_at, fresh_name) -> Callable[[], Backend]:
    name = fresh_name()
    return lambda: open_at(name, shards=2, replicas=0)


_CONTRACT = {
    name: test
    for name, test in vars(test_backends).items()
    if name.startswith("test_") and {"backend", "open_backend"} & signature(test).parameters.keys()
}
assert len(_CONTRACT) > 10
globals().update(_CONTRACT)
