"""The limit on calls per group, where a test wants it enforced."""

from collections import defaultdict, deque
from math import ceil

from tests.botapi.errors import too_many_requests

_WINDOW_S = 60.0


class GroupBudget:
    """The moments of the last calls per group; used by the server's thread only."""

    def __init__(self) -> None:
        """Start with none."""
        self._moments: dict[int, deque[float]] = defaultdict(deque)

    def spend(self, chat_id: int, limit: int, now_s: float) -> None:
        """Count a call; raise `ApiError` 429 for more than `limit` of them within a minute."""
        moments = self._moments[chat_id]
        while moments and moments[0] <= now_s - _WINDOW_S:
            moments.popleft()
        if len(moments) >= limit:
            raise too_many_requests(max(1, ceil(moments[0] + _WINDOW_S - now_s)))
        moments.append(now_s)
