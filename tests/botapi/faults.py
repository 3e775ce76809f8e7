"""Faults on order: what goes wrong with which calls, how often, at random but repeatably."""

import random
from dataclasses import dataclass

from tests.botapi.errors import ApiError, bad_request, forbidden, too_many_requests
from tests.botapi.parameters import Parameters

ANY_METHOD = "*"


@dataclass(frozen=True, slots=True)
class Fault:
    """What one call suffers: a delay, then an error, a dropped connection, or neither.

    With `is_after_effect` the call is carried out first and only its answer is lost.
    """

    error: ApiError | None = None
    delay_s: float = 0.0
    is_dropped: bool = False
    is_after_effect: bool = False
    # Sent instead of the JSON envelope, as a proxy in front of Telegram would.
    page: str = ""

    @classmethod
    def flood(cls, retry_after_s: int) -> "Fault":
        """Return 429 that asks to wait."""
        return cls(too_many_requests(retry_after_s))

    @classmethod
    def forbidden(cls, reason: str = "bot was blocked by the user") -> "Fault":
        """Return 403."""
        return cls(forbidden(reason))

    @classmethod
    def refusal(cls, reason: str) -> "Fault":
        """Return 400."""
        return cls(bad_request(reason))

    @classmethod
    def bad_gateway(cls, *, is_after_effect: bool = False) -> "Fault":
        """Return 502 with the page of a proxy, no JSON."""
        page = "<html><head><title>502 Bad Gateway</title></head></html>"
        error = ApiError(502, "Bad Gateway")
        return cls(error, page=page, is_after_effect=is_after_effect)

    @classmethod
    def server_error(cls, code: int = 500) -> "Fault":
        """Return 5xx in the JSON envelope."""
        return cls(ApiError(code, "Internal Server Error"))

    @classmethod
    def hang(cls, delay_s: float, *, is_after_effect: bool = False) -> "Fault":
        """Answer, properly, only after `delay_s`; the effect is early if `is_after_effect`."""
        return cls(delay_s=delay_s, is_after_effect=is_after_effect)

    @classmethod
    def drop(cls, *, is_after_effect: bool = False) -> "Fault":
        """Close the connection without an answer."""
        return cls(is_dropped=True, is_after_effect=is_after_effect)


class _Order:
    def __init__(self, fault: Fault, method: str, chat_id: int | None, times: int | None) -> None:
        self.fault = fault
        self.method = method.lower()
        self.chat_id = chat_id
        self.times = times
        self.probability = 1.0
        self.dice = random.Random(0)

    def strikes(self, method: str, parameters: Parameters) -> bool:
        """Return whether this call is hit, and count it."""
        if self.times == 0 or self.method not in (ANY_METHOD, method.lower()):
            return False
        if self.chat_id is not None and parameters.integer("chat_id") != self.chat_id:
            return False
        if self.dice.random() >= self.probability:
            return False
        if self.times is not None:
            self.times -= 1
        return True


class Faults:
    """The faults on order, tried in order; used by the server's thread only."""

    def __init__(self) -> None:
        """Start with none."""
        self._orders: list[_Order] = []

    def order(
        self,
        fault: Fault,
        method: str,
        *,
        times: int | None = None,
        chat_id: int | None = None,
        probability: float = 1.0,
        seed: int = 0,
    ) -> None:
        """Let calls of `method` suffer `fault`, `times` times, each with `probability`."""
        order = _Order(fault, method, chat_id, times)
        order.probability, order.dice = probability, random.Random(seed)
        self._orders.append(order)

    def cancel(self) -> None:
        """Let nothing go wrong from now on."""
        self._orders.clear()

    def next(self, method: str, parameters: Parameters) -> Fault | None:
        """Return what this call suffers, or None."""
        # getUpdates runs all the time: "any method" means what the bot does, not how it listens.
        hit = (
            order.fault
            for order in self._orders
            if not (order.method == ANY_METHOD and method.lower() == "getupdates")
            and order.strikes(method, parameters)
        )
        return next(hit, None)
