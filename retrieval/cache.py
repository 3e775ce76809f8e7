"""A memory with a bound in bytes: what was not asked for the longest leaves first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Cache(Generic[K, V]):
    """Values by key; all together take `limit_bytes` at the most, each as many as `size_of` says.

    May be used from several threads; what two of them want at once may be made twice.
    """

    def __init__(self, limit_bytes: int, size_of: Callable[[V], int]) -> None:
        self._limit_bytes = limit_bytes
        self._size_of = size_of
        self._held: OrderedDict[K, tuple[V, int]] = OrderedDict()
        self._lock = Lock()
        self.size_bytes = 0

    def find(self, key: K) -> V | None:
        """Return a value, None where it is not there."""
        with self._lock:
            held = self._held.get(key)
            if held is None:
                return None
            self._held.move_to_end(key)
        return held[0]

    def find_all(self, keys: Iterable[K]) -> dict[K, V]:
        """Return those values that are there, in the order of their keys."""
        found = {}
        with self._lock:
            for key in keys:
                held = self._held.get(key)
                if held is not None:
                    self._held.move_to_end(key)
                    found[key] = held[0]
        return found

    def get(self, key: K, make: Callable[[K], V]) -> V:
        """Return a value, made and kept where it is not there."""
        value = self.find(key)
        if value is None:
            value = make(key)
            self.put(key, value)
        return value

    def put(self, key: K, value: V) -> None:
        """Keep a value; one that is larger than all may be is not kept."""
        size_bytes = self._size_of(value)
        with self._lock:
            self._drop(key)
            if size_bytes > self._limit_bytes:
                return
            while self.size_bytes + size_bytes > self._limit_bytes:
                self._drop(next(iter(self._held)))
            self._held[key] = value, size_bytes
            self.size_bytes += size_bytes

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._held.clear()
            self.size_bytes = 0

    def _drop(self, key: K) -> None:
        if key in self._held:
            self.size_bytes -= self._held.pop(key)[1]
