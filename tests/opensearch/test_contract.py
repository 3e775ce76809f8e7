"""What every home of postings must do, done by a cluster."""

from __future__ import annotations

from collections.abc import Callable
from inspect import signature

import pytest

from retrieval.backends.base import Backend
from tests.retrieval import test_backends

pytestmark = pytest.mark.opensearch

_FIXTURE = type(test_backends.open_backend)
_CONTRACT = {
    name: found
    for name, found in vars(test_backends).items()
    if isinstance(found, _FIXTURE)
    or (name.startswith("test_") and {"backend", "open_backend"} & signature(found).parameters.keys())
}
assert len(_CONTRACT) > 10
globals().update(_CONTRACT)


@pytest.fixture
def open_backend(open_at, fresh_name) -> Callable[[], Backend]:
    name = fresh_name()
    return lambda: open_at(name, shards=2, replicas=0)
