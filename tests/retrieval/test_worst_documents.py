"""However a document is written, reading it takes time in proportion to its size."""

from __future__ import annotations

import pytest

from retrieval.analysis import Analyser
from retrieval.passages import LONGEST_SENTENCE
from retrieval.quantities import find_figures, find_quantities
from retrieval.types import Passage
from tests.reading import read
from tests.timing import takes_at_most
from tests.worst_documents import WORST_DOCUMENTS, WorstDocument

# A megabyte may take ten seconds (`python -m tests.benchmarks.worst_cases`). Of this much the slowest takes 0.25 s, on
# a busy machine twice that; what is not in proportion to the size took from four seconds to hours.
_SIZE_BYTES = 30_000
_MOST_S = 1.5
_LONGEST_HEAD = 700  # title and section of a passage, code points


@pytest.mark.parametrize("worst", WORST_DOCUMENTS, ids=lambda worst: worst.name)
def test_reading_takes_time_in_proportion_to_the_size(worst: WorstDocument, analyser: Analyser):
    data = worst.write(_SIZE_BYTES).encode()

    found: list[Passage] = []

    assert takes_at_most(_MOST_S, lambda: found.extend(read(data, worst.suffix, analyser)))
    assert all(len(passage.text) <= LONGEST_SENTENCE for passage in found)
    assert all(len(passage.title) + len(passage.section or "") <= _LONGEST_HEAD for passage in found)


@pytest.mark.parametrize("unit", ["一", "一百", "三分之一", "百分之", "1", "1,", "一千克", "2月", "二分之"])
def test_figures_are_found_in_time_in_proportion_to_the_text(unit: str):
    text = unit * (_SIZE_BYTES // len(unit.encode()))

    assert takes_at_most(_MOST_S, lambda: (find_figures(text), find_quantities(text)))
