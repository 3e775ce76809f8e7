"""How a cluster is, for whoever looks after it."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.backends.opensearch.client import Client
from retrieval.backends.opensearch.faults import CREATE_BLOCK, FLOOD_BLOCK


@dataclass(frozen=True, slots=True)
class Health:
    """A cluster's version, its state ("green", "yellow", "red"), its nodes and the shards that are on none of them.

    Full it is where its disks have no room: then it answers, whatever its state, and takes nothing.
    """

    version: str
    status: str
    nodes: int
    unassigned_shards: int
    is_full: bool


def health(client: Client) -> Health:
    """Return how a cluster is; raise `BackendUnavailableError` where it does not say, or has no manager."""
    version = client.version()
    found = client.read("GET", "/_cluster/health")
    blocks = client.read("GET", f"/_cluster/state/blocks/{client.address.name}", ignore_unavailable="true")[
        "blocks"
    ]
    is_flooded = any(FLOOD_BLOCK in held for held in blocks.get("indices", {}).values())
    is_full = is_flooded or CREATE_BLOCK in blocks.get("global", {})
    return Health(version, found["status"], found["number_of_nodes"], found["unassigned_shards"], is_full)
