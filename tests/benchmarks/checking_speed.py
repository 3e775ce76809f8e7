"""Sentences of a draft held against many passages: `python -m tests.benchmarks.checking_speed [FOLDER…] [--work DIR]`.

Two sorts, each sentence once, in milliseconds of a processor: sentences of the passages with a digit changed, and true ones in other
words (tests/gold/paraphrases; FOLDER… are the documents that these are about). The passages are public paragraphs (`--folder` or
YOUJU_EVALUATION). `--work DIR` keeps documents and library.
"""

# ruff: noqa: T201 -- what it prints is what it is for

from __future__ import annotations

import re
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from answers.checking.checker import Checker
from tests.benchmarks.opened_stage import opened
from tests.benchmarks.options import folder_of, parser_of
from tests.benchmarks.search_corpora_stage import passages

_PARAPHRASES = Path(__file__).parents[1] / "gold" / "paraphrases"
_CHANGED, _APART = 200, 400  # sentences, and passages from one to the next
_SHORTEST, _LONGEST = 12, 130  # characters
_ENDS = re.compile("(?<=[\u3002\uff01\uff1b])")
_DIGIT = re.compile(r"\d")


def main() -> int:
    """Print the times of both sorts."""
    parser = parser_of(__doc__)
    parser.add_argument("beside", nargs="*", type=Path)
    parser.add_argument("--passages", type=int, default=100_000)
    options = parser.parse_args()
    if (folder := folder_of(options, "checking_speed")) is None:
        return 0
    with tempfile.TemporaryDirectory() as made:
        answerer = opened(folder, options.passages, options.work or Path(made), options.beside)
        checker = Checker(answerer)
        list(checker.check(_WARMING))
        print(f"{answerer.searcher.size()} passages: ms a sentence, mean / p50 / p95")
        for name, sentences in (
            ("a digit changed", list(_changed(folder, options.passages))),
            ("other words", _paraphrases()),
        ):
            times = list(_times(checker, sentences))
            every = statistics.quantiles(times, n=100, method="inclusive")
            print(
                f"{name:16} {len(times):4} {statistics.mean(times):6.1f} / {every[49]:.1f} / {every[94]:.1f}"
            )
    return 0


_WARMING = "复工率达到95%。"


def _times(checker: Checker, sentences: list[str]) -> Iterator[float]:
    begun = time.process_time_ns()
    for _ in checker.check("\n".join(sentences)):
        ended = time.process_time_ns()
        yield (ended - begun) / 1e6
        begun = ended


def _changed(folder: Path, size: int) -> Iterator[str]:
    """Yield sentences of passages far from each other, the first digit of each made another."""
    found = 0
    for number, text in enumerate(passages(folder, size)):
        if number % _APART or found >= _CHANGED:
            continue
        for sentence in _ENDS.split(" ".join(text.split())):
            digit = _DIGIT.search(sentence)
            if digit is not None and _SHORTEST <= len(sentence) <= _LONGEST:
                found += 1
                other = str((int(digit.group()) + 1) % 10)
                yield f"{sentence[: digit.start()]}{other}{sentence[digit.end() :]}"
                break


def _paraphrases() -> list[str]:
    return [
        line
        for path in sorted(_PARAPHRASES.glob("*.txt"))
        for line in path.read_text("utf-8").splitlines()
        if line
    ]


if __name__ == "__main__":
    raise SystemExit(main())
