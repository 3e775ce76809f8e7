"""From a question to its hits: `python -m tests.benchmarks.hits_speed [--passages 500000] [--work DIR]`.

Understood and searched for once each, so that hardly a passage was read before; milliseconds of a processor. The passages are
public paragraphs, beyond their number windows of their sentences (`--folder` or YOUJU_EVALUATION), a hundred a file.
`--work DIR` keeps documents and library, which take minutes to make.
"""

# ruff: noqa: T201 -- what it prints is what it is for

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from answers.answerer import Answerer
from retrieval.collector import collector_paused
from tests.benchmarks.answering_stage import questions
from tests.benchmarks.opened_stage import opened
from tests.benchmarks.options import folder_of, parser_of

_QUESTIONS, _WARMING = 300, "复工率是多少?"


def main() -> int:
    """Print the times of understanding, of searching and of both."""
    parser = parser_of(__doc__)
    parser.add_argument("--passages", type=int, default=100_000)
    options = parser.parse_args()
    if (folder := folder_of(options, "hits_speed")) is None:
        return 0
    with tempfile.TemporaryDirectory() as made:
        answerer = opened(folder, options.passages, options.work or Path(made))
        asked = questions(folder, _QUESTIONS)
        times = [_timed(answerer, question) for question in [_WARMING, *asked]][1:]
        print(f"{answerer.searcher.size()} passages, {len(asked)} questions: ms, p50 / p95 / p99")
    understanding, searching = zip(*times, strict=True)
    for name, own in (
        ("understanding", understanding),
        ("searching", searching),
        ("question to hits", map(sum, times)),
    ):
        print(f"{name:17}", " / ".join(f"{figure:.2f}" for figure in _percentiles(own)))
    return 0


def _timed(answerer: Answerer, question: str) -> tuple[float, float]:
    """Return the milliseconds that a question takes to be understood, and to be searched for."""
    with collector_paused():
        begun = time.process_time_ns()
        understanding = answerer.understand(question)
        understood = time.process_time_ns()
        answerer.finder.search(understanding, None)
        return (understood - begun) / 1e6, (time.process_time_ns() - understood) / 1e6


def _percentiles(times: Iterable[float]) -> list[float]:
    every = statistics.quantiles(times, n=100, method="inclusive")
    return [every[share - 1] for share in (50, 95, 99)]


if __name__ == "__main__":
    raise SystemExit(main())
