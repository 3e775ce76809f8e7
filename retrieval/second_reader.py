"""A second process that reads files, so that two cores share what a first sync takes longest over.

It is a Python of its own (no fork: this process has threads), started with what files are read with, and knows nothing of the
library's file: it is told of files one after another, and sends back in the same order what they hold. It ends when this process
does, however that ends.
"""

from __future__ import annotations

import os
import pickle
import sys
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from queue import Empty, SimpleQueue
from subprocess import DEVNULL, Popen
from threading import Thread
from typing import TYPE_CHECKING

from retrieval.collector import collector_paused
from retrieval.intake import Intake
from retrieval.reading import Outcome, Request, read

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_START = "import sys; sys.path[:] = sys.argv[2:]; from retrieval.second_reader import serve; serve(int(sys.argv[1]))"


class SecondReader:
    """The second process as the first sees it; of one thread."""

    def __init__(self, intake: Intake) -> None:
        """Start it; raise `OSError` where that fails, `TypeError`, `AttributeError` or `PicklingError` where it cannot be told of `intake`."""
        from multiprocessing.connection import (
            Pipe,  # a sync that has little to read does without, and it takes 10 ms
        )

        told = pickle.dumps(intake)
        self._connection, theirs = Pipe()
        command = [sys.executable, "-P", "-c", _START, str(theirs.fileno()), *sys.path]
        with theirs:
            # In a session of its own, a key that interrupts this process does not reach it.
            self._process = Popen(
                command, pass_fds=(theirs.fileno(),), stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL,
                start_new_session=True,
            )  # fmt: skip
        self._arrived: SimpleQueue[bytes | None] = SimpleQueue()
        self._asked: deque[Request] = deque()
        self.asked_bytes = 0  # of the files it was told of and has not sent back
        self.is_ready = False
        self.is_alive = True
        self._send(told)
        self._receiving = Thread(target=_receive, args=(self._connection, self._arrived), daemon=True)
        self._receiving.start()

    @property
    def asked(self) -> tuple[Request, ...]:
        """The files it was told of and has not sent back, in order."""
        return tuple(self._asked)

    def ask(self, request: Request) -> None:
        """Tell it of a file; nothing happens where it is not alive any more."""
        self._asked.append(request)
        self.asked_bytes += request.size_bytes
        self._send(pickle.dumps(request))

    def _send(self, data: bytes) -> None:
        with suppress(OSError):  # that it is gone shows where its outcomes are received
            self._connection.send_bytes(data)

    def outcomes(self, *, waits: bool) -> Iterator[tuple[Request, Outcome]]:
        """Yield what has come back; where it `waits`, for one of them at least, or until the process is gone."""
        while self.is_alive:
            try:
                data = self._arrived.get(block=waits)
            except Empty:
                return
            if data is None:
                self.is_alive = False
            elif not self.is_ready:
                self.is_ready = True
            else:
                waits = False
                with collector_paused():
                    outcome: Outcome = pickle.loads(data)
                request = self._asked.popleft()
                self.asked_bytes -= request.size_bytes
                yield request, outcome

    def close(self) -> None:
        """End it, whatever it is at."""
        self._process.kill()
        self._process.wait()
        self._receiving.join()  # nobody is to read from a connection that is closed
        self._connection.close()


def _receive(connection: Connection[bytes, bytes], arrived: SimpleQueue[bytes | None]) -> None:
    """Take what comes as it comes, so that the second process never waits for the first to have time."""
    with suppress(OSError, EOFError):
        while True:
            arrived.put(connection.recv_bytes())
    arrived.put(None)


def serve(number: int) -> None:
    """Read files for the process at the other end of a connection, until that is gone."""
    from multiprocessing.connection import Connection

    connection: Connection[bytes, bytes] = Connection(number)
    intake: Intake = pickle.loads(connection.recv_bytes())
    requests: SimpleQueue[Request] = SimpleQueue()
    Thread(target=_hear, args=(connection, requests), daemon=True).start()
    connection.send_bytes(b"")  # ready
    while True:
        outcome = read(intake, requests.get())
        with collector_paused():
            data = pickle.dumps(outcome, pickle.HIGHEST_PROTOCOL)
        connection.send_bytes(data)


def _hear(connection: Connection[bytes, bytes], requests: SimpleQueue[Request]) -> None:
    """Take requests as they come; end at once when whoever asks is gone, though a file takes long."""
    with suppress(OSError, EOFError):
        while True:
            requests.put(pickle.loads(connection.recv_bytes()))
    os._exit(0)
