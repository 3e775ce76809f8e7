"""A memory with a bound in bytes."""

from __future__ import annotations

from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor

from hypothesis import given
from hypothesis import strategies as st

from retrieval.cache import Cache


@given(st.lists(st.tuples(st.integers(0, 6), st.text("a", max_size=9)), max_size=40), st.integers(0, 20))
def test_never_more_than_the_bound_and_always_what_was_asked_for_last(asked, limit):
    cache: Cache[int, str] = Cache(limit, len)
    expected: OrderedDict[int, str] = OrderedDict()

    for key, value in asked:
        if key in expected:
            expected.move_to_end(key)
        elif len(value) <= limit:
            while sum(map(len, expected.values())) + len(value) > limit:
                expected.popitem(last=False)
            expected[key] = value
        assert cache.get(key, lambda _, value=value: value) == expected.get(key, value)

        assert cache.size_bytes == sum(map(len, expected.values())) <= limit


def test_a_value_put_again_takes_the_place_of_the_former():
    cache: Cache[str, str] = Cache(10, len)

    cache.put("a", "1234")
    cache.put("a", "12345678")

    assert (cache.find("a"), cache.size_bytes) == ("12345678", 8)
    cache.clear()
    assert (cache.find("a"), cache.size_bytes) == (None, 0)


def test_several_threads_may_ask_at_once():
    cache: Cache[int, str] = Cache(50, len)

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda n: cache.get(n % 17, lambda key: "x" * key), range(4000)))

    assert found == ["x" * (n % 17) for n in range(4000)]
    assert cache.size_bytes <= 50
