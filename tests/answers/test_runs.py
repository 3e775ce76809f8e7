"""Where a question says the longest run of a column's name, found at a cost in proportion to the name."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from answers.spans.runs import HAN_PAIR, longest_run
from retrieval.types import Span

_TEXTS = st.text(st.sampled_from("办理时限工作日3天 ,a"), max_size=14)


@given(_TEXTS, _TEXTS, st.integers(1, 4))
def test_the_longest_run_is_that_of_all_runs_tried_one_by_one(name, text, least):
    runs = [
        name[start:end]
        for start in range(len(name))
        for end in range(start + least, len(name) + 1)
        if name[start:end] in text and HAN_PAIR.search(name[start:end])
        if not any(map(str.isdigit, name[start:end]))
    ]
    longest = max(runs, key=len, default=None)

    at = text.find(longest) if longest is not None else 0
    wanted = None if longest is None else Span(at, at + len(longest))
    assert longest_run(name, text, least) == wanted
