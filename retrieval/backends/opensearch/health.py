"""How a cluster is, for whoever looks after it."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.backends.opensearch.client import Client


@dataclass(frozen=True, slots=True)
class Health:
    """A cluster's version, its state ("green", "yellow", "red"), its nodes and the shards that are on none of them."""

    version: str
    status: str
    nodes: int
    unassigned_shards: int


def health(client: Client) -> Health:
    """Return how a cluster is; raise `BackendUnavailableError` where it does not say, or has no manager."""
    version = client.version()
    found = client.read("GET", "/_cluster/health")
    return Health(version, found["status"], found["number_of_nodes"], found["unassigned_shards"])
