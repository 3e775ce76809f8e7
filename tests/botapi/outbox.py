"""Every call of the bot, with what came of it."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field

_KEPT = 200_000


@dataclass(frozen=True, slots=True)
class Call:
    """One call: the parameters as sent, the moment it came (server's clock), and the answer.

    `status` is the HTTP status, 0 when the connection was dropped.
    """

    method: str
    parameters: Mapping[str, str]
    uploads: tuple[str, ...]
    at: float
    status: int
    description: str = ""
    result: object = field(default=None, repr=False)

    @property
    def chat_id(self) -> int | None:
        """The chat it was about, if it named one by number."""
        named = self.parameters.get("chat_id", "")
        return int(named) if named.lstrip("-").isdecimal() else None


class Outbox:
    """The last 200,000 calls; used by the server's thread only."""

    def __init__(self) -> None:
        """Start empty."""
        self._calls: deque[Call] = deque(maxlen=_KEPT)

    def add(self, call: Call) -> None:
        """Append a call."""
        self._calls.append(call)

    def calls(self, method: str = "", chat_id: int | None = None) -> tuple[Call, ...]:
        """Return the calls of `method` (all without one) about a chat (any without one)."""
        return tuple(
            call
            for call in self._calls
            if (not method or call.method.lower() == method.lower())
            and (chat_id is None or call.chat_id == chat_id)
        )
