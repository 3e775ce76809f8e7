"""Presses and inline questions that wait for the bot's answer, each answered once."""

import asyncio
import itertools
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.botapi.errors import QUERY_TOO_OLD, bad_request
from tests.botapi.json_values import JsonObject


@dataclass(frozen=True, slots=True)
class CallbackAnswer:
    """What the presser of a button is shown: nothing, a line at the top, or a box to close."""

    text: str = ""
    is_alert: bool = False
    url: str = ""


@dataclass(frozen=True, slots=True)
class InlineResult:
    """One line of an inline answer; choosing it sends `content` (an InputMessageContent)."""

    id: str
    title: str
    description: str
    content: JsonObject = field(repr=False)
    reply_markup: JsonObject | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class InlineAnswer:
    """What somebody who typed an inline question is offered."""

    results: tuple[InlineResult, ...]
    cache_time_s: int
    is_personal: bool
    next_offset: str = ""


Answer = CallbackAnswer | InlineAnswer


class Queries:
    """The questions that are open; used by the server's thread only."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Start with none; they close when `clock` passes their lifetime."""
        self._clock = clock
        self._ids = itertools.count(4_000_000_000_000_001)
        self._open: dict[str, tuple[float, asyncio.Future[Answer]]] = {}

    def open(self, lifetime_s: float) -> tuple[str, "asyncio.Future[Answer]"]:
        """Return the id of a new query and what will hold its answer."""
        query_id = str(next(self._ids))
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._open[query_id] = self._clock() + lifetime_s, answer
        return query_id, answer

    def close(self, query_id: str, answer: Answer) -> None:
        """Answer a query; raise `ApiError` if it is unknown, too old or answered already."""
        expires_at, waiting = self._open.pop(query_id, (0.0, None))
        if waiting is None or self._clock() > expires_at:
            raise bad_request(QUERY_TOO_OLD)
        if not waiting.done():
            waiting.set_result(answer)
