"""Processes that answer, where one core is not enough: the interpreter's lock lets a process answer on one at a time."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from queue import Empty, LifoQueue
from threading import Lock, Thread
from time import monotonic
from typing import Final

from answers.deadline import time_left
from answers.errors import OutOfTimeError
from bot.errors import AnsweringError, ProcessGoneError
from bot.services import Services
from bot.telegram import operator_texts as texts
from bot.telegram.answering.child import Child
from bot.telegram.answering.messages import Step
from bot.telegram.answering.seam import Answered, Ask, Brief, OwnProcess

logger = logging.getLogger(__name__)

# After a start that failed the next is tried so much later.
_PAUSE_S: Final = 60.0


@dataclass(slots=True, eq=False)
class _Place:
    """A place for a process, None where this process stands in; whoever has taken it from those that are free has it alone."""

    child: Child | None = None
    not_before: float = 0.0  # when a start may be tried again


class Pool:
    """Answers by as many processes as are set; for as many threads, of more some wait.

    A process that ends, or does not heed the time, is replaced, and a question that it was at is asked once more. Where one
    cannot be started this process answers in its place, until it can.
    """

    def __init__(self, services: Services) -> None:
        self._services = services
        self._own = OwnProcess(services)
        self._places = [_Place() for _ in range(services.settings.answering_processes)]
        self._free: LifoQueue[_Place] = LifoQueue()  # the last remembers most of what is asked now
        self._lock = Lock()
        self._is_closed = False

    def start(self) -> None:
        """Start the processes, and return when all can answer or could not be started."""
        _ = self._services.answerer  # postings that are missing are made by this process
        for starting in [self._in_background(self._fill, place) for place in self._places]:
            starting.join()

    def answer(self, wanted: Ask | Brief) -> Answered:
        """Return what is wanted, by the next process that is free.

        Raises what `Answering.answer` raises, `AnsweringError` where a process failed, or two ended over it.
        """
        step = Step(self._services.searcher.steps, self._services.answerer.lexicon)
        try:
            return self._answer(wanted, step, may_be_here=True)
        except ProcessGoneError:
            if self._is_closed:
                raise
            # Not here: where it was the question that ended the process, it is not to end the bot.
            return self._answer(wanted, step, may_be_here=False)

    def _answer(self, wanted: Ask | Brief, step: Step, *, may_be_here: bool) -> Answered:
        place = self._take()
        child = place.child
        try:
            if child is not None:
                return child.answer(wanted, step, time_left())
            if not may_be_here:
                raise ProcessGoneError(texts.NO_OTHER_CHILD)
            return self._own.answer(wanted)
        finally:
            self._give_back(place)

    def close(self) -> None:
        """End all processes; whoever waits for one of them gets `ProcessGoneError`."""
        with self._lock:
            self._is_closed = True
            for child in [place.child for place in self._places]:
                if child is not None:
                    child.kill()

    def _take(self) -> _Place:
        """Return a place that is free; raise `OutOfTimeError` where there is none in time."""
        while True:
            left_s = time_left()
            try:
                place = self._free.get(timeout=None if left_s == inf else max(0.0, left_s))
            except Empty:
                raise OutOfTimeError("no process that answers became free in time") from None
            if place.child is None or place.child.is_alive or self._is_closed:
                return place
            self._give_back(place)  # it ended while it had nothing to do

    def _give_back(self, place: _Place) -> None:
        """Let others have a place: at once, or as soon as its process is replaced where that has ended."""
        if self._is_closed:
            self._free.put(place)
        elif place.child is None:
            if monotonic() >= place.not_before:
                place.not_before = inf  # until this start has failed
                self._in_background(self._start_for, place)
            self._free.put(place)
        elif place.child.is_alive:
            self._free.put(place)
        else:
            logger.warning(texts.child_replaced(place.child.pid))
            place.child = None
            self._in_background(self._fill, place)

    def _in_background(self, work: Callable[[_Place], None], place: _Place) -> Thread:
        # A daemon: a process that does not get ready must not keep this one from ending.
        thread = Thread(target=work, args=(place,), daemon=True)
        thread.start()
        return thread

    def _fill(self, place: _Place) -> None:
        """Start a process for a place, and let others have it then."""
        try:
            self._start_for(place)
        finally:
            self._free.put(place)

    def _start_for(self, place: _Place) -> None:
        try:
            child = Child(self._services.settings)
        except AnsweringError as error:
            logger.warning(texts.child_not_started(str(error)))
            place.not_before = monotonic() + _PAUSE_S
            return
        with self._lock:
            if self._is_closed:
                child.kill()
            else:
                place.child = child
