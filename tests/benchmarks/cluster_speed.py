"""A cluster of three nodes at 100,000 passages: `python -m tests.benchmarks.cluster_speed [--folder DIR]`.

Public passages and 200 questions (`--folder` or YOUJU_EVALUATION; Maven and Java as for `make cluster`; half an hour). With
one shard, and with three of which each has a copy: what filling takes, how many lists of ten are those of the embedded
postings to the last bit, when filled, when a ninth was taken out, and when a build without it was merged into one segment.
With three shards a node is killed while each question is asked five times.
"""

# ruff: noqa: T201 -- what it prints is what it is for

from __future__ import annotations

import os
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from itertools import cycle, islice
from pathlib import Path

import numpy as np

from retrieval.analysis import Analyser, Query
from retrieval.backends.base import Backend, Match
from retrieval.backends.embedded import EmbeddedBackend
from retrieval.backends.opensearch.address import Address
from retrieval.backends.opensearch.backend import OpenSearchBackend
from retrieval.segmenter import open_segmenter
from tests.benchmarks.options import folder_of, parser_of
from tests.opensearch.cluster import CannotRunError, Cluster
from tests.opensearch.questions import public

_PASSAGES, _QUESTIONS, _TOP = 100_000, 200, 10
_ROUNDS = 5  # of all questions, while a node is killed: 1,000
_GONE_OF = 9  # more than the tenth from which on a build is made anew
_LAYOUTS = ((1, 0), (3, 1))  # shards, further copies of each

_Lists = list[tuple[Match, ...]]


@contextmanager
def _told(what: str, cluster: Cluster) -> Iterator[None]:
    """Print what something took: of wall time, of a processor of ours, our peak so far, what the nodes hold, the load."""
    started, spent = time.monotonic(), time.process_time()
    yield
    wall, own = time.monotonic() - started, time.process_time() - spent
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{what}: {wall:.0f} s, of it {own:.0f} s of our processor; our peak {peak_mb:.0f} MB, "
        f"nodes {cluster.memory_mb():.0f} MB; load {os.getloadavg()[0]:.1f}",
        flush=True,
    )


def _compare(what: str, backend: Backend, queries: Sequence[Query], expected: _Lists) -> int:
    """Ask each question, and print how many lists are right and what one took; return how many are not."""
    times, right = [], 0
    for query, list_ in zip(queries, expected, strict=True):
        started = time.perf_counter()
        found = backend.search(query, _TOP)
        times.append((time.perf_counter() - started) * 1000)
        right += found == list_
    p50, p95 = np.percentile(times, [50, 95])
    print(
        f"{what}: {right} of {len(queries)} lists the same; ms a question, p50 / p95: {p50:.0f} / {p95:.0f}; "
        f"load {os.getloadavg()[0]:.1f}",
        flush=True,
    )
    return len(queries) - right


def _kill(backend: Backend, cluster: Cluster, queries: Sequence[Query], expected: _Lists) -> int:
    """Ask each question some times while a node is killed; return how many lists are wrong."""
    total = _ROUNDS * len(queries)
    asked = islice(cycle(zip(queries, expected, strict=True)), total)
    wrong, slowest = 0, 0.0
    victim = (cluster.manager() + 1) % len(cluster.ports)
    for number, (query, list_) in enumerate(asked):
        if number == total // _ROUNDS:
            cluster.kill(victim)
        started = time.perf_counter()
        wrong += backend.search(query, _TOP) != list_
        slowest = max(slowest, time.perf_counter() - started)
    print(f"a node killed: {total - wrong} of {total} lists right, the slowest {slowest:.1f} s", flush=True)
    cluster.start(victim)
    return wrong


def main() -> int:
    """Print the figures; return 1 where a list is another, and 0 where there is no cluster or no set to try it with."""
    parser = parser_of(__doc__)
    options = parser.parse_args()
    if (folder := folder_of(options, "cluster_speed")) is None:
        return 0
    try:
        cluster = Cluster()
    except CannotRunError as error:
        print(f"cluster_speed left out: {error}")
        return 0
    with closing(cluster), tempfile.TemporaryDirectory() as scratch:
        return int(_measure(cluster, folder, Path(scratch)) > 0)


def _measure(cluster: Cluster, folder: Path, scratch: Path) -> int:
    analyser = Analyser(open_segmenter(scratch))
    library, queries = public(folder, analyser, _PASSAGES, _QUESTIONS)
    ids = sorted(library.stamps())
    embedded = EmbeddedBackend(scratch / "postings")
    with _told("embedded postings filled", cluster):
        embedded.apply("1", library.indexed(ids), [])
    full = [embedded.search(query, _TOP) for query in queries]
    embedded.apply("2", (), ids[::_GONE_OF])
    left = [embedded.search(query, _TOP) for query in queries]
    print(f"{_PASSAGES} passages, {len(ids)} documents, {len(ids[::_GONE_OF])} of them taken out")
    wrong = 0
    for shards, replicas in _LAYOUTS:
        name = f"{shards} shards x {replicas + 1}"
        address = f"{cluster.address}/test-{shards}?shards={shards}&replicas={replicas}"
        with closing(OpenSearchBackend(Address.parse(address))) as backend:
            with _told(f"{name} filled", cluster):
                backend.apply("1", library.indexed(ids), [])
            wrong += _compare(f"{name}, filled", backend, queries, full)
            if replicas:
                wrong += _kill(backend, cluster, queries, full)
            with _told(f"{name}, taken out", cluster):
                backend.apply("2", (), ids[::_GONE_OF])
            wrong += _compare(f"{name}, taken out", backend, queries, left)
            with _told(f"{name}, a build without what is gone", cluster):
                backend.tidy()
            cluster.merge()
            wrong += _compare(f"{name}, merged", backend, queries, left)
        cluster.empty()
    return wrong


if __name__ == "__main__":
    raise SystemExit(main())
