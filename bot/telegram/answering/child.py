"""A process that answers, as the bot sees it: started, asked, killed where it does not come back.

It is a Python of its own (no fork: this process has threads and connections to SQLite), in a session of its own, so that
a key that interrupts the bot does not reach it. It ends when the connection does, however the bot ends.
"""

from __future__ import annotations

import pickle
import sys
from dataclasses import replace
from math import inf
from multiprocessing.connection import Pipe
from subprocess import DEVNULL, Popen
from typing import Final

from answers.errors import AnswersError, OutOfTimeError
from bot.errors import AnsweringError, ProcessGoneError
from bot.settings import Settings
from bot.telegram import operator_texts as texts
from bot.telegram.answering.messages import Failure, Outcome, Request, Step
from bot.telegram.answering.seam import Answered, Ask, Brief

_START: Final = (
    "import sys; sys.path[:] = sys.argv[2:]; "
    "from bot.telegram.answering.serving import serve; serve(int(sys.argv[1]))"
)
# It is ready after 1 s; on a machine that is busy or swaps it may take much longer.
_START_S: Final = 60.0
# From the moment that it should have noticed that its time is up until it is killed; less than a thread is given.
_GRACE_S: Final = 0.5


class Child:
    """A process that answers; of one thread at a time."""

    def __init__(self, settings: Settings) -> None:
        """Start it and wait until it is ready; raise `AnsweringError` where that fails."""
        self._told: Step | None = None  # what it has taken up
        try:
            self._connection, theirs = Pipe()
            with theirs:
                number = theirs.fileno()
                self._process = Popen(
                    [sys.executable, "-P", "-c", _START, str(number), *sys.path],
                    pass_fds=(number,), stdin=DEVNULL, stdout=DEVNULL, start_new_session=True,
                )  # fmt: skip
        except OSError as error:
            raise AnsweringError(str(error)) from error
        self._send(replace(settings, telegram_token="", webhook_secret="", proxy=None))
        first = self._receive(_START_S)
        if first is None or isinstance(first, Failure):
            self.kill()
            raise AnsweringError(texts.child_not_ready(_START_S) if first is None else first.reason)

    @property
    def pid(self) -> int:
        """Return the number of the process."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Return whether it may be asked."""
        return self._process.poll() is None

    def answer(self, wanted: Ask | Brief, step: Step, limit_s: float) -> Answered:
        """Return what is wanted, from the library as it is at a step or later.

        Raises what answering raises; `OutOfTimeError` as well where it does not come back in time, and is killed for
        that; `ProcessGoneError` where it has ended meanwhile; `AnsweringError` where it has failed.
        """
        is_told = step.is_that_of(self._told)
        self._told = None
        self._send(Request(wanted, limit_s, None if is_told else step))
        outcome = self._receive(max(0.0, limit_s) + _GRACE_S)
        if outcome is None:
            self.kill()
            raise OutOfTimeError(texts.child_killed(self.pid))
        if isinstance(outcome, Failure):
            failed = AnsweringError(outcome.reason)
            failed.add_note(outcome.trace)
            raise failed
        self._told = step
        if isinstance(outcome, AnswersError):
            raise outcome
        return outcome

    def kill(self) -> None:
        """End it, whatever it is at; whoever waits for an answer learns that it is gone."""
        self._process.kill()
        self._process.wait()

    def _send(self, value: Settings | Request) -> None:
        try:
            self._connection.send_bytes(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
        except OSError:
            raise self._gone() from None

    def _receive(self, limit_s: float) -> Outcome | None:
        """Return what it sends; None where nothing comes in so many seconds."""
        try:
            if not self._connection.poll(None if limit_s == inf else limit_s):
                return None
            outcome: Outcome = pickle.loads(self._connection.recv_bytes())
        except (OSError, EOFError):
            raise self._gone() from None
        return outcome

    def _gone(self) -> ProcessGoneError:
        self.kill()  # its connection may be gone before the process is
        return ProcessGoneError(texts.child_gone(self.pid, self._process.returncode))
