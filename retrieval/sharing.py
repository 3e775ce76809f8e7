"""Files read in order, by a second process as well where there is so much to read that its start pays."""

from __future__ import annotations

import logging
import os
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing
from pickle import PicklingError

from retrieval.intake import Intake
from retrieval.reading import Outcome, Request, read
from retrieval.second_reader import SecondReader

_log = logging.getLogger(__name__)

# The second process is ready after 0.35 s and costs 0.5 s of a processor and 160 MB; two cores that had other work as well
# filled a library of 1.2 MB in 2.7 s by two and in 2.9 s by one, of 2.6 MB in 5.6 and 6.5 s.
_ENOUGH_BYTES = 2**20
# What the second process is told of beforehand, 1.1 s of reading, 0.5 where no facts are drawn: it is not to wait while a batch is
# written and its postings made, which takes 0.6 s. Of 1 MB the first waited for the second (34 and 41 s of a processor, now 39 and 39),
# of 0.5 MB the second for the first where no facts are drawn (13 and 19 s, now 17 and 20).
_ASKED_BYTES = 3 * 2**18
# What both read before its turn comes, some 30 MB of memory: enough for the first to go on while the second is at what it was told of.
_AHEAD_BYTES = 2**21


def read_in_order(
    intake: Intake, requests: Iterable[Request], size_bytes: int
) -> Generator[Outcome, None, None]:
    """Yield what comes of each file, of so many bytes together; a request is taken shortly before its file is read."""
    second = _started(intake) if size_bytes >= _ENOUGH_BYTES and _cores() > 1 else None
    if second is None:
        yield from (read(intake, request) for request in requests)
        return
    with closing(second):
        yield from _Shared(intake, iter(requests), size_bytes, second).outcomes()


class _Shared:
    """Reading by two processes: whichever is free takes the next file, as far ahead as memory allows."""

    def __init__(
        self, intake: Intake, requests: Iterator[Request], size_bytes: int, second: SecondReader
    ) -> None:
        self._intake = intake
        self._requests = requests
        self._left_bytes = size_bytes  # of the files that neither has been given
        self._second = second
        self._given: deque[Request] = deque()  # to either of the two, and not handed on yet: in order
        self._given_bytes = 0
        self._read: dict[str, Outcome] = {}

    def outcomes(self) -> Iterator[Outcome]:
        """Yield what comes of each file, in order."""
        while True:
            self._take_back(waits=False)
            self._ask()
            if self._given and self._given[0].source in self._read:
                request = self._given.popleft()
                self._given_bytes -= request.size_bytes
                yield self._read.pop(request.source)
            elif (own := self._next()) is not None:
                self._read[own.source] = read(self._intake, own)
            elif self._given:
                self._take_back(waits=True)
            else:
                return

    def _next(self) -> Request | None:
        """Return the file that is to be read next; None where there is none, or enough waits to be handed on."""
        if self._given_bytes >= _AHEAD_BYTES:
            return None
        request = next(self._requests, None)
        if request is not None:
            self._given.append(request)
            self._given_bytes += request.size_bytes
            self._left_bytes -= request.size_bytes
        return request

    def _ask(self) -> None:
        """Keep the second process busy while this one writes; towards the end half of what is left is this one's."""
        while self._second.is_ready and self._second.asked_bytes < min(_ASKED_BYTES, self._left_bytes / 2):
            request = self._next()
            if request is None:
                return
            self._second.ask(request)

    def _take_back(self, *, waits: bool) -> None:
        """Take what the second process has read; read here what it was told of, where it is gone."""
        if not self._second.is_alive:
            return
        for request, outcome in self._second.outcomes(waits=waits):
            self._read[request.source] = outcome
        if not self._second.is_alive:
            left = self._second.asked
            _log.warning("协助读取文件的进程已中止,其余文件由本进程读取")
            for request in left:
                self._read[request.source] = read(self._intake, request)


def _started(intake: Intake) -> SecondReader | None:
    try:
        return SecondReader(intake)
    except (OSError, PicklingError, TypeError, AttributeError) as error:
        _log.warning("无法启动协助读取文件的进程(%s),全部文件由本进程读取", error)
        return None


def _cores() -> int:
    """Return on how many cores this process may run."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
