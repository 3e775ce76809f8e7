"""Postings in this process: segments mapped from files beside the library, each change a small one of its own."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from errno import EACCES, EPERM, EROFS
from functools import partial
from pathlib import Path
from threading import RLock
from time import monotonic
from typing import TypeVar

import numpy as np

from retrieval.analysis import Query
from retrieval.backends import gathering, merging
from retrieval.backends.base import Floor, Indexed, Match, Statistics
from retrieval.backends.chunks import in_chunks
from retrieval.backends.folder import SegmentFolder
from retrieval.backends.index import Index
from retrieval.backends.manifest import Manifest
from retrieval.backends.merged import Merged
from retrieval.backends.segments import Contents, Held, Segment, Views
from retrieval.errors import PostingsError
from retrieval.loaders.names import shown
from retrieval.ranking import View
from retrieval.reasons import why
from retrieval.types import DocumentId, PassageId

_T = TypeVar("_T")
_log = logging.getLogger(__name__)

# Passages are gathered until their texts are so long: sorting their terms takes some 100 MB at a time.
_CHARACTERS_A_SEGMENT = 1_000_000
# The last segments become one at once where they have no more passages than this: it takes a tenth of a second.
_SMALL = 5_000
# All but the first become one where there are more than this. A first sync writes some forty at 100,000 passages, and
# makes one of them at its end; until then each costs a question a tenth of a millisecond.
_MOST = 64
# All become one where what was added and taken away since the first is more than this share of it.
_SHARE_BESIDE = 0.1
# After a change that could not be written the next waits so long: a large one takes a minute of a processor.
_PAUSE_S = 60.0
_FORBIDDEN = frozenset({EACCES, EPERM, EROFS})

_Write = Callable[[Contents, Views], Held]


class EmbeddedBackend:
    """BM25 over segments in a folder; the manifest says which, and is replaced whole: a kill loses nothing.

    What an apply adds is a segment of its own, what it takes out is marked; `tidy` makes one of them again. A
    segment that is damaged is left out, so that its documents are missing until they are added again. Where the
    folder cannot be written, what is applied stays in memory. Several processes may write, one after the other.

    With `reads_only` the folder is another process's to write: what that has not written yet stays in memory here.

    May be used from several threads; a search that runs during a change ends on what it began with.
    """

    def __init__(self, folder: Path, *, reads_only: bool = False) -> None:
        self._folder = SegmentFolder(folder, reads_only=reads_only)
        self._lock = RLock()
        self._manifest = Manifest()  # as it was last read or written; what is in memory only is beside it
        self._version = ""
        self._index = Index(())
        self._is_distrusted = False
        self._trouble = ""
        self._not_before = 0.0

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
        be missing that lie below it. Raises `PostingsError` where the
        postings turn out to be damaged: `refresh` leaves out what is, then.
        """
        return self._trusting(lambda index: index.search(query, limit, within, floor))

    def statistics(self, terms: Mapping[View, Collection[str]]) -> Statistics:
        """Return the numbers of passages that hold some terms, and of all; raises what `search` raises."""
        return self._trusting(lambda index: index.statistics(terms))

    def holding(self, view: View, terms: Sequence[str]) -> tuple[PassageId, ...]:
        """Return the passages (for ARTICLE: of the articles) that hold every term, in order; none for no terms."""
        return self._trusting(lambda index: index.holding(view, terms))

    def _trusting(self, ask: Callable[[Index], _T]) -> _T:
        """Take what does not fit together in the arrays for damage."""
        index = self._index
        try:
            return ask(index)
        except (IndexError, ValueError, OverflowError) as error:
            with self._lock:
                if self._index is index:  # else put right meanwhile
                    self._is_distrusted = True
            raise PostingsError(
                f"索引 {shown(self._folder.path)} 有损坏({error});请再试一次,会自动重建"
            ) from error

    # -- what is held -------------------------------------------------------------------------------------

    def refresh(self, *, full: bool = False) -> str:
        """Take up what other processes have applied; return the version that the postings are at.

        What is damaged is left out; `full` looks at every byte for that.
        """
        with self._lock:
            found, held, damage = self._folder.read(self._index.held, full=full or self._is_distrusted)
            if damage:
                _log.warning("索引有损坏,正在重建(%s)", "、".join(damage))
            if found != self._manifest or damage or self._is_distrusted:
                self._take(found, held, "" if damage else found.version)
            self._is_distrusted = False
            return self._version

    def _take(self, found: Manifest, held: Sequence[Held], version: str) -> None:
        self._manifest = found
        self._index = Index(held)
        self._version = version

    def documents(self) -> Mapping[DocumentId, str]:
        """Return the stamps of the documents that are held."""
        return self._index.documents()

    def damage(self, version: str) -> tuple[str, ...] | None:
        """Return the files that are not what was written; None where a version of the library is not stored."""
        found = self._folder.damage()
        return found or (() if self.refresh() == version else None)

    # -- changes ------------------------------------------------------------------------------------------

    def apply(self, version: str, added: Iterable[Indexed], removed: Collection[DocumentId]) -> None:
        """Take documents out and others in, which brings the postings to a version of the library.

        Raises `PostingsError` where they cannot be written; the former ones then stay in use.
        """
        with self._changing() as write:
            gone = set(removed)
            made = []
            for some in in_chunks(added, _CHARACTERS_A_SEGMENT):
                gone.update(document.id for document in some)
                contents = gathering.contents_of(some)
                made.append(write(contents, gathering.views_of(some, contents)))
            left = [one.without(gone) for one in self._index.held]
            kept = self._compact([*(one for one in left if not one.is_empty), *made], write)
            self._put(version, kept, write)

    def tidy(self) -> None:
        """Make one segment of all where the later ones have grown; takes seconds at 100,000 passages."""
        if not _is_due(self._index.held):
            return
        with self._changing() as write:
            if write is not _in_memory and _is_due(self._index.held):
                self._put(self._version, [self._merge(self._index.held, write)], write)

    @contextmanager
    def _changing(self) -> Iterator[_Write]:
        """Keep other writers waiting, and take up what they did; gives how segments are written.

        What was kept in memory when the folder could not be written is written now.
        """
        if monotonic() < self._not_before:
            raise PostingsError(self._trouble)
        with self._lock, ExitStack() as stack:
            is_writable = not self._folder.reads_only and self._telling(partial(self._enter, stack))
            self.refresh()
            if not is_writable:
                yield _in_memory
                return
            kept = [one if one.file else self._write_out(one) for one in self._index.held]
            self._take(self._manifest, kept, self._version)
            yield self._write

    def _enter(self, stack: ExitStack) -> bool:
        """Enter the folder for writing; return whether it can be written."""
        try:
            stack.enter_context(self._folder.writing())
        except OSError as error:
            if error.errno not in _FORBIDDEN:
                raise
            reason = why(error)
            _log.warning("索引文件夹不能写入:%s(%s);索引只留在内存里", shown(self._folder.path), reason)
            return False
        return True

    def _write(self, contents: Contents, views: Views) -> Held:
        return self._telling(lambda: self._folder.write(contents, views))

    def _write_out(self, held: Held) -> Held:
        written = self._write(held.segment.contents, held.segment.views.items())
        return replace(written, gone=held.gone)

    def _put(self, version: str, held: Sequence[Held], write: _Write) -> None:
        """Take some segments for the postings; in the folder as well, where it is written at all."""
        is_kept = write is not _in_memory
        found = self._telling(lambda: self._folder.put(version, held)) if is_kept else self._manifest
        self._take(found, held, version)

    def _telling(self, work: Callable[[], _T]) -> _T:
        """Turn what keeps us from writing into an error of ours, and wait before the next change."""
        try:
            return work()
        except OSError as error:
            reason = why(error)
            where = shown(self._folder.path)
            self._trouble = f"索引写不进 {where}({reason});请腾出空间或检查权限后再试,原有的索引没有改动"
            self._not_before = monotonic() + _PAUSE_S
            raise PostingsError(self._trouble) from error

    def _compact(self, held: Sequence[Held], write: _Write) -> Sequence[Held]:
        """Make one of the last segments where they are small, of all but the first where they are many."""
        first = len(held)
        rows = 0
        while first and rows + held[first - 1].rows_left <= _SMALL:
            first -= 1
            rows += held[first].rows_left
        if len(held) > _MOST:
            first = min(first, 1)
        return [*held[:first], self._merge(held[first:], write)] if len(held) - first > 1 else held

    def _merge(self, held: Sequence[Held], write: _Write) -> Held:
        return write(merging.contents_of(held), self._merged_views(held))

    def _merged_views(self, held: Sequence[Held]) -> Iterator[tuple[View, Merged]]:
        """Yield the views of several segments as one; mapped anew for each, so that one is in memory at a time."""
        for view in View:
            yield view, Merged([self._folder.mapped_anew(one).part(view) for one in held])


def _in_memory(contents: Contents, views: Views) -> Held:
    whole = {view: one.to_postings() if isinstance(one, Merged) else one for view, one in views}
    return Held(Segment(contents, whole), None, np.empty(0, dtype=np.int64))


def _is_due(held: Sequence[Held]) -> bool:
    if not held:
        return False
    beside = sum(one.rows_left for one in held[1:]) + len(held[0].gone_rows)
    return beside > _SHARE_BESIDE * held[0].rows_left
