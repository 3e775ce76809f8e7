"""The queue of updates: what the bot has not confirmed yet, fetched by one poller at a time."""

import asyncio
import itertools
from collections.abc import Callable
from dataclasses import dataclass

from tests.botapi.bell import Bell
from tests.botapi.errors import OTHER_POLLER, ApiError, conflict
from tests.botapi.json_values import JsonObject

# Only sent to those who name them (Bot API, getUpdates, allowed_updates).
_OPTIONAL_KINDS = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
# The server waits for more to come before it answers a poll (Client.h, LONG_POLL_WAIT_AFTER).
_GATHERING_S = 0.001
_FIRST_ID = 730_000_001


@dataclass(frozen=True, slots=True)
class Update:
    """One update; those with the same `order_key` reach a webhook one after another."""

    id: int
    kind: str
    value: JsonObject
    order_key: int
    expires_at: float

    def to_json(self) -> JsonObject:
        """Return it as an Update."""
        return {"update_id": self.id, self.kind: self.value}


class UpdateQueue:
    """Updates in order of arrival; used by the server's thread only."""

    def __init__(self, clock: Callable[[], float]) -> None:
        """Start empty; updates older than their lifetime by `clock` are forgotten."""
        self._clock = clock
        self._ids = itertools.count(_FIRST_ID)
        self._pending: dict[int, Update] = {}
        self._poller: asyncio.Future[None] | None = None
        self._is_waking = False
        self._next_conflict_at = 0.0
        # What the bot asked for last, empty for the default; it outlives a restart of the bot.
        self.allowed: tuple[str, ...] = ()
        self.on_push: Callable[[Update], None] | None = None
        # Rung when the bot begins to wait and when it takes something.
        self.bell = Bell()

    def __len__(self) -> int:
        """Return how many updates are not confirmed."""
        return len(self._pending)

    def push(self, kind: str, value: JsonObject, order_key: int, lifetime_s: float) -> None:
        """Queue an update, unless the bot did not ask for its kind."""
        wanted = kind in self.allowed if self.allowed else kind not in _OPTIONAL_KINDS
        if not wanted:
            return
        update = Update(next(self._ids), kind, value, order_key, self._clock() + lifetime_s)
        self._pending[update.id] = update
        if self.on_push is not None:
            self.on_push(update)
        if self._poller is not None and not self._is_waking:
            self._is_waking = True
            asyncio.get_running_loop().call_later(_GATHERING_S, self._wake)

    @property
    def is_polled(self) -> bool:
        """Whether the bot is waiting for the next update."""
        return self._poller is not None

    def pending(self, limit: int | None = None) -> tuple[Update, ...]:
        """Return at most `limit` updates, oldest first."""
        now = self._clock()
        if any(update.expires_at < now for update in self._pending.values()):
            live = {i: each for i, each in self._pending.items() if each.expires_at >= now}
            self._pending = live
        return tuple(itertools.islice(self._pending.values(), limit))

    def confirm(self, offset: int) -> None:
        """Forget what is below `offset`; a negative one leaves that many from the end."""
        ids = list(self._pending)
        kept = ids[offset:] if offset < 0 else [id_ for id_ in ids if id_ >= offset]
        if len(kept) < len(ids):
            self._pending = {id_: self._pending[id_] for id_ in kept}
            self.bell.ring()

    def remove(self, update_id: int) -> None:
        """Forget one update that a webhook took."""
        self._pending.pop(update_id, None)
        self.bell.ring()

    def clear(self) -> None:
        """Forget all updates."""
        self._pending.clear()

    async def poll(self, limit: int, timeout_s: float, pause_s: float) -> tuple[Update, ...]:
        """Return what is pending, or wait for it up to `timeout_s`; end another such wait."""
        found = self.pending(limit)
        if found or timeout_s <= 0:
            return found
        self.interrupt(conflict(OTHER_POLLER), pause_s)
        loop = asyncio.get_running_loop()
        poller = self._poller = loop.create_future()
        timer = loop.call_later(timeout_s, _finish, poller)
        self.bell.ring()
        try:
            await poller
        finally:
            timer.cancel()
            if self._poller is poller:
                self._poller = None
        return self.pending(limit)

    def interrupt(self, error: ApiError, pause_s: float) -> None:
        """End a waiting poll with `error`: at once, or later if another just ended so."""
        poller, self._poller = self._poller, None
        if poller is None or poller.done():
            return
        loop = asyncio.get_running_loop()
        if loop.time() >= self._next_conflict_at:
            self._next_conflict_at = loop.time() + pause_s
            _finish(poller, error)
        else:
            loop.call_later(pause_s, _finish, poller, error)

    def _wake(self) -> None:
        self._is_waking = False
        if self._poller is not None:
            _finish(self._poller)


def _finish(poller: "asyncio.Future[None]", error: ApiError | None = None) -> None:
    if poller.done():
        return
    if error is None:
        poller.set_result(None)
    else:
        poller.set_exception(error)
