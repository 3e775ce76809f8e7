"""What is written to a cluster: a build behind the alias, changes to it, and builds in its place."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count
from time import monotonic
from typing import Any
from uuid import uuid4

from retrieval.backends.base import Indexed
from retrieval.backends.chunks import in_chunks
from retrieval.backends.opensearch.client import REFRESHING_S, WAITS_FOR_SHARDS, Client, as_json
from retrieval.backends.opensearch.faults import CONFLICT, INCOMPLETE, BuildGoneError, RefusedError, explained
from retrieval.backends.opensearch.packing import Source, pack, unpack
from retrieval.backends.opensearch.reading import Held, Reader
from retrieval.backends.opensearch.schema import index_of
from retrieval.backends.opensearch.snapshot import STATE_ID, Size, Snapshot
from retrieval.errors import BackendUnavailableError, RetrievalError
from retrieval.types import DocumentId

_log = logging.getLogger(__name__)

# Documents are packed until their texts are so long, and sent when what is to be sent takes so much: a node of 512 MB
# takes such requests one after another without refusing any.
_CHARACTERS_PACKED = 100_000
_BULK_CHARACTERS = 4_000_000
_TOLD_EVERY_S = 5.0
# What a build is searched with once it is whole: what it lacks then, another copy of a shard gets within that time.
_SEARCHED = {"index": {"refresh_interval": "1s"}}
_ORDERED = 1 << 32  # objects that a change may bring in
_IS_THERE = "resource_already_exists_exception"


@dataclass(slots=True)
class Added:
    """What a change has brought in so far: the documents by id, and how many objects were sent."""

    documents: dict[DocumentId, Held]
    size: Size
    objects: int = 0


class Writer:
    """Writes the builds of one address; one process at a time may."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._name = client.address.name

    # -- states -------------------------------------------------------------------------------------------

    def current(self) -> Snapshot | None:
        """Return what is held behind the alias; None where nothing is, or what another format wrote."""
        return self._state(self._name)

    def _state(self, index: str) -> Snapshot | None:
        found = self._client.find(f"/{index}/_doc/{STATE_ID}")
        if found is None:
            return None
        return Snapshot.from_json(
            found["_index"], found["_source"], (found["_seq_no"], found["_primary_term"])
        )

    def _store(self, state: Snapshot) -> Snapshot:
        """Put a state in the place of the one that it was made from; raise where another has come there meanwhile."""
        params: dict[str, Any] = {**WAITS_FOR_SHARDS}
        if state.revision is not None:
            params |= {"if_seq_no": state.revision[0], "if_primary_term": state.revision[1]}
        path = f"/{state.index}/_doc/{STATE_ID}"
        try:
            answer = self._client.write("PUT", path, state.to_json(), **params)
        except BackendUnavailableError:
            stored = self._state(state.index)  # what was given up for lost may have been carried out
            if stored is None or replace(stored, revision=state.revision) != state:
                raise
            return stored
        return replace(state, revision=(answer["_seq_no"], answer["_primary_term"]))

    # -- changes ------------------------------------------------------------------------------------------

    def change(
        self,
        state: Snapshot,
        held: Mapping[DocumentId, Held],
        version: str,
        added: Iterable[Indexed],
        removed: Collection[DocumentId],
    ) -> tuple[Snapshot, dict[DocumentId, Held]]:
        """Bring a change into a build; return what is held then. Until it is whole nobody finds any of it."""
        claimed = self._store(state.claiming())
        made = self._bring_in(claimed, added)
        gone = {id_: held[id_] for id_ in {*removed, *made.documents} if id_ in held}
        replaced = Size()
        for one in gone.values():
            replaced = replaced.plus(one.size)
        owners = [one.owner for one in gone.values()]
        committed = self._store(claimed.committing(version, made.size, owners, replaced))
        left = {id_: one for id_, one in held.items() if id_ not in gone}
        return committed, left | made.documents

    def build(
        self, old: Snapshot | None, version: str, added: Iterable[Indexed]
    ) -> tuple[Snapshot, dict[DocumentId, Held]]:
        """Make a build of some documents, and switch the alias to it; return what is held then.

        Raises `BackendUnavailableError` where the old one was changed meanwhile; then that stays.
        """
        state = Snapshot.new(self._new_name(), old)
        with self._building(state.index):
            made = self._bring_in(state, added)
            if old is not None and self.current() != old:
                raise explained(RefusedError(CONFLICT, ""), self._client.address)
            state = self._publish(state.committing(version, made.size, (), Size()))
        return state, made.documents

    def copy(self, old: Reader) -> tuple[Snapshot, dict[DocumentId, Held]]:
        """Make a build of what another holds, without what is gone from it; raises what `build` does."""
        return self.build(old.snapshot, old.snapshot.version, unpack(old.sources()))

    def _bring_in(self, state: Snapshot, added: Iterable[Indexed]) -> Added:
        """Write documents as the change whose number was given out last; raise where the cluster does not hold each."""
        made = Added({}, Size())
        self._send(state.index, state.claimed, self._packed(state.claimed, added, made))
        self._require(state, made.size)
        return made

    def _packed(self, born: int, added: Iterable[Indexed], made: Added) -> Iterator[Source]:
        numbers = count()
        for some in in_chunks(added, _CHARACTERS_PACKED):
            for one in pack(some, [f"{born}-{next(numbers)}" for _ in some]):
                if one.document.id in made.documents:
                    raise ValueError(f"{one.document.id} was given twice")
                made.documents[one.document.id] = Held(one.document.stamp, one.owner, one.size)
                made.size = made.size.plus(one.size)
                yield from one.sources

    def _send(self, index: str, born: int, sources: Iterable[Source]) -> None:
        """Write objects, each under its number: what is sent twice is there once."""
        lines: list[str] = []
        size = sent = 0
        told = monotonic()
        for number, source in enumerate(sources, born * _ORDERED):
            lines.append(as_json({"index": {"_id": str(number)}}))
            lines.append(as_json(source | {"born": born, "number": number}))
            size += len(lines[-1])
            if size >= _BULK_CHARACTERS:
                self._client.bulk(index, lines)
                sent += len(lines) // 2
                lines, size = [], 0
            if monotonic() - told >= _TOLD_EVERY_S:
                told = monotonic()
                _log.info("OpenSearch:已写入 %d 条", sent)
        if lines:
            self._client.bulk(index, lines)
        answer = self._client.write("POST", f"/{index}/_refresh", timeout_s=REFRESHING_S)
        if failed := answer["_shards"]["failed"]:
            raise self._incomplete(f"{failed} 个分片没有刷新")

    def _require(self, state: Snapshot, size: Size) -> None:
        """Count what the change whose number was given out last has brought in."""
        brought = replace(state, first=state.claimed, generation=state.claimed)
        counted = Reader(self._client, brought).counted()
        if counted != (size.documents, size.passages, size.articles):
            raise self._incomplete(f"写入后清点不符:{counted}")

    def _incomplete(self, reason: str) -> BackendUnavailableError:
        return explained(RefusedError(503, reason, INCOMPLETE), self._client.address)

    # -- builds -------------------------------------------------------------------------------------------

    def _new_name(self) -> str:
        return f"{self._name}.{uuid4().hex[:12]}"

    @contextmanager
    def _building(self, index: str) -> Iterator[None]:
        """Make an index; take it away again where it does not come to be searched."""
        try:
            self._client.write("PUT", f"/{index}", index_of(self._client.address), done=_IS_THERE)
            yield
        except BaseException:
            self._drop(index)
            raise

    def _publish(self, state: Snapshot) -> Snapshot:
        """Switch the alias to a build, and take away all others of that name."""
        stored = self._store(state)
        self._client.write("PUT", f"/{state.index}/_settings", _SEARCHED)
        others = [name for name in self._builds() if name != state.index]
        actions: list[Source] = [{"add": {"index": state.index, "alias": self._name, "is_write_index": True}}]
        actions += [{"remove_index": {"index": name}} for name in others]
        try:
            self._client.write("POST", "/_aliases", {"actions": actions})
        except BuildGoneError:  # it was carried out though no answer came: the others are gone
            now = self.current()
            if now is None or now.index != state.index:
                raise
        return stored

    def _builds(self) -> list[str]:
        return list(self._client.read("GET", f"/{self._name}.*/_alias"))

    def _drop(self, index: str) -> None:
        try:
            self._client.read("DELETE", f"/{index}", ignore_unavailable="true")
        except RetrievalError as error:
            _log.warning("OpenSearch:没能删掉未完成的索引 %s(%s)", index, error)
