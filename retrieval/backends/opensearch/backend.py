"""Postings in an OpenSearch cluster: found there, scored here, the same as the embedded ones."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import RLock
from typing import TypeVar

from retrieval.analysis import Query
from retrieval.backends.base import Floor, Indexed, Match, Statistics
from retrieval.backends.opensearch.address import Address
from retrieval.backends.opensearch.client import Client
from retrieval.backends.opensearch.faults import CONFLICT, BuildGoneError, RefusedError, explained
from retrieval.backends.opensearch.health import Health, health
from retrieval.backends.opensearch.reading import Held, Reader
from retrieval.backends.opensearch.snapshot import Snapshot
from retrieval.backends.opensearch.writing import Writer
from retrieval.errors import BackendUnavailableError
from retrieval.ranking import View
from retrieval.types import DocumentId, PassageId

_T = TypeVar("_T")
_log = logging.getLogger(__name__)

# A build is made anew without what is gone from it where that is more than this share of what is left, or so many
# documents that their names, which go along with every search, take a tenth of a millisecond each time.
_SHARE_GONE, _MOST_GONE = 0.1, 300
# A build that replaces another is asked for as often: each time it may be replaced again meanwhile.
_BUILDS_TRIED = 3


class OpenSearchBackend:
    """BM25 over a cluster: each build an index behind an alias, which is switched once all of it is counted.

    A build only grows. A change brings its documents in under a number of its own, and counts once that number stands
    in the state of the build, one small document that is replaced whole; what it takes out is named there. So a kill
    leaves the old state, whoever searches goes on with the one that it began with, and several processes may read while
    one writes. `tidy` makes a build without what is gone and switches the alias to it.

    What is held is scored here, by its own terms, df, lengths and averages: what is gone and not yet merged away in the
    cluster changes no score. An answer is whole or an error, `BackendUnavailableError`: all shards took part, in time.

    May be used from several threads.
    """

    def __init__(self, address: Address) -> None:
        self.address = address
        self._client = Client(address)
        self._writer = Writer(self._client)
        self._lock = RLock()
        self._reader: Reader | None = None
        self._held: tuple[Reader, Mapping[DocumentId, Held]] | None = None
        self._distrusted = ""
        self._is_known = False

    # -- what is searched ---------------------------------------------------------------------------------

    def search(
        self,
        query: Query,
        limit: int,
        within: Collection[DocumentId] | None = None,
        floor: Floor | None = None,
    ) -> tuple[Match, ...]:
        """Return at most `limit` passages, best first, ties by passage id; none for an empty query.

        Where documents are given, those of the `limit` passages that are theirs; where a floor is given, the last may
        be missing that lie below it and come no nearer to the question. Raises `BackendUnavailableError` where the
        cluster does not give all of them.
        """
        return self._asking(lambda reader: reader.search(query, limit, within, floor), ())

    def statistics(self, terms: Mapping[View, Collection[str]]) -> Statistics:
        """Return the numbers of passages that hold some terms, and of all; raises what `search` raises."""
        nothing = Statistics(
            dict.fromkeys(View, 0), {view: dict.fromkeys(some, 0) for view, some in terms.items()}
        )
        return self._asking(lambda reader: reader.statistics(terms), nothing)

    def holding(self, view: View, terms: Sequence[str]) -> tuple[PassageId, ...]:
        """Return the passages (for ARTICLE: of the articles) that hold every term, in order; none for no terms."""
        return self._asking(lambda reader: reader.holding(view, terms), ())

    def _asking(self, ask: Callable[[Reader], _T], nothing: _T) -> _T:
        """Ask what is held; where another build has taken its place, ask that."""
        for _ in range(_BUILDS_TRIED):
            reader = self._reader
            if reader is None:
                return nothing
            try:
                return ask(reader)
            except BuildGoneError:
                self._take_up(reader)
        raise BackendUnavailableError(f"OpenSearch({self.address})上的索引正被反复重建;请稍后再试")

    def _take_up(self, gone: Reader) -> None:
        with self._lock:
            if self._reader is gone:
                self._take(self._writer.current())

    # -- what is held -------------------------------------------------------------------------------------

    def refresh(self, *, full: bool = False) -> str:
        """Take up what other processes have applied; return the version that the postings are at.

        `full` counts what the cluster holds: where that is not what was written, all of it is left out.
        """
        with self._lock:
            if not self._is_known:
                self._client.version()
                self._is_known = True
            self._take(self._writer.current())
            if full and self._reader is not None and not self._is_whole(self._reader):
                _log.warning("OpenSearch(%s)上的索引有残缺,正在重建", self.address)
                self._distrusted = self._reader.snapshot.index
                self._take(None)
            return self._reader.snapshot.version if self._reader is not None else ""

    def _take(self, found: Snapshot | None) -> None:
        if found is None or found.index == self._distrusted:
            self._reader = None
        elif self._reader is None or self._reader.snapshot != found:
            self._reader = Reader(self._client, found)

    def _is_whole(self, reader: Reader) -> bool:
        size = reader.snapshot.size
        return self._asking(lambda one: one.counted(), (0, 0, 0)) == (
            size.documents,
            size.passages,
            size.articles,
        )

    def documents(self) -> Mapping[DocumentId, str]:
        """Return the stamps of the documents that are held."""
        nothing: Mapping[DocumentId, Held] = {}
        return {id_: one.stamp for id_, one in self._asking(self._documents, nothing).items()}

    def _documents(self, reader: Reader) -> Mapping[DocumentId, Held]:
        kept = self._held
        if kept is None or kept[0] is not reader:
            kept = self._held = reader, reader.documents()
        return kept[1]

    def health(self) -> Health:
        """Return how the cluster is; raise `BackendUnavailableError` where it does not say."""
        return health(self._client)

    def close(self) -> None:
        """Close the connections to the cluster."""
        self._client.close()

    # -- changes ------------------------------------------------------------------------------------------

    def apply(self, version: str, added: Iterable[Indexed], removed: Collection[DocumentId]) -> None:
        """Take documents out and others in, which brings the postings to a version of the library.

        Raises `BackendUnavailableError` where the cluster does not take it; what was held stays then.
        """
        with self._changing() as reader:
            if reader is None or not reader.snapshot.size.documents:
                made = self._writer.build(reader.snapshot if reader else None, version, added)
            else:
                held = self._documents(reader)
                made = self._writer.change(reader.snapshot, held, version, added, removed)
            self._keep(*made)

    def tidy(self) -> None:
        """Make a build without what is gone where that is much; takes minutes at 100,000 passages."""
        with self._changing() as reader:
            if reader is not None and _is_due(reader.snapshot):
                self._keep(*self._writer.copy(reader))

    @contextmanager
    def _changing(self) -> Iterator[Reader | None]:
        """Take up what others did, and give what is held; raise where another process replaces it meanwhile."""
        with self._lock:
            self.refresh()
            try:
                yield self._reader
            except BuildGoneError as error:
                raise explained(RefusedError(CONFLICT, ""), self.address) from error

    def _keep(self, state: Snapshot, held: Mapping[DocumentId, Held]) -> None:
        """Take what was just written."""
        self._take(state)
        self._held = (self._reader, held) if self._reader is not None else None


def _is_due(state: Snapshot) -> bool:
    return state.gone_passages > _SHARE_GONE * state.size.passages or len(state.gone) > _MOST_GONE
