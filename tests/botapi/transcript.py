"""What happens in a chat, in order, for those who look at it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from tests.botapi.bell import Bell
from tests.botapi.messages import Message


class EventKind(StrEnum):
    """What people notice in a chat."""

    SENT = "sent"
    EDITED = "edited"
    DELETED = "deleted"
    ACTION = "action"
    DRAFT = "draft"
    REACTION = "reaction"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened at `at` (seconds of the server's clock).

    `message` is as it became, or as it was when it was deleted; `note` is the action ("typing"),
    the draft so far, or the reaction.
    """

    kind: EventKind
    at: float
    by_bot: bool
    message: Message | None = None
    thread_id: int | None = None
    note: str = ""

    def __str__(self) -> str:
        """Return it on a line: what happened, to what."""
        what = str(self.message) if self.message else ""
        return " ".join(filter(None, (f"({self.kind})", what, self.note)))


class Transcript:
    """The events of one chat; used by the server's thread only."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._events: list[Event] = []
        self._bell = Bell()

    def __len__(self) -> int:
        """Return how many events there are."""
        return len(self._events)

    def __iter__(self) -> Iterator[Event]:
        """Return the events from the first."""
        return iter(self._events)

    def since(self, start: int) -> tuple[Event, ...]:
        """Return the events from number `start`."""
        return tuple(self._events[start:])

    def add(self, event: Event) -> None:
        """Append `event` and wake whoever waits for one."""
        self._events.append(event)
        self._bell.ring()

    async def first(self, start: int, fits: Callable[[Event], bool]) -> tuple[int, Event]:
        """Return the first event from number `start` on that fits, with its number; wait for it."""
        index = start
        while True:
            for event in self._events[index:]:
                if fits(event):
                    return index, event
                index += 1
            await self._bell.next_ring()

    def __str__(self) -> str:
        """Return it line by line."""
        return "\n".join(f"    {event}" for event in self._events) or "    (nothing)"
