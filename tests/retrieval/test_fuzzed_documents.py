"""Whatever a file holds becomes passages that stand in it; `tests.benchmarks.fuzzed_inputs` tries far more."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.analysis import Analyser
from retrieval.errors import LoadError
from retrieval.loaders.encoding import decode
from tests.fuzzing import fuzzed_texts
from tests.reading import read


@given(fuzzed_texts(2_000), st.sampled_from([".txt", ".md"]))
@settings(max_examples=80, deadline=None)
def test_whatever_a_file_holds_becomes_passages_that_stand_in_it(analyser: Analyser, text: str, suffix: str):
    data = text.encode()
    try:
        decoded = decode("a.txt", data)
    except LoadError:
        return
    for passage in read(data, suffix, analyser):
        assert passage.text == "".join(span.of(decoded) for span in passage.spans)


@given(st.binary(max_size=400) | fuzzed_texts(400).map(str.encode), st.sampled_from([".txt", ".md"]))
@settings(max_examples=80, deadline=None)
def test_whatever_bytes_a_file_has_it_is_read_or_refused(analyser: Analyser, data: bytes, suffix: str):
    with suppress(LoadError):
        read(data, suffix, analyser)
