"""A megabyte of the worst case for each pattern and for reading: `python -m tests.benchmarks.worst_cases`.

Every pattern meets runs of its own characters and what its repeats take longest for, a million characters each; every
document of `tests.worst_documents` is loaded, laid out, cut and analysed at a megabyte. Processor time.
"""

# ruff: noqa: T201 -- what it prints is what it is for

import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from retrieval.analysis import Analyser
from retrieval.quantities import find_figures
from retrieval.segmenter import open_segmenter
from tests.patterns import Found, patterns
from tests.reading import read
from tests.timing import seconds
from tests.worst_cases import is_bounded, own_characters, worst_texts
from tests.worst_documents import WORST_DOCUMENTS, WorstDocument

_SIZE = 1_000_000
_MOST_S = 10.0
_SHOWN = 8
_CHARACTERS_A_TEXT = 40  # of a pattern without long repeats, each in a run of its own


def _texts(found: Found) -> Iterator[str]:
    """Yield a million characters of each of a pattern's own; of several at once where no repeat is long."""
    own = sorted(own_characters(found.pattern))
    if not is_bounded(found.pattern):
        yield from (character * _SIZE for character in own)
        yield from worst_texts(found.pattern, _SIZE)
        return
    for start in range(0, len(own), _CHARACTERS_A_TEXT):
        some = own[start : start + _CHARACTERS_A_TEXT]
        yield "".join(character * (_SIZE // len(some)) for character in some)
        yield "".join(some) * (_SIZE // len(some))


def _reading(worst: WorstDocument, analyser: Analyser) -> float:
    data = worst.write(_SIZE).encode()
    return seconds(lambda: read(data, worst.suffix, analyser))


def _worst(name: str, found: list[tuple[float, str]]) -> bool:
    """Print the slowest; return whether one is too slow."""
    found.sort(reverse=True)
    print(
        f"{name}: {len(found)} runs, slowest:",
        *(f"{took:.2f} s {what}" for took, what in found[:_SHOWN]),
        sep="\n  ",
    )
    return found[0][0] > _MOST_S


def main() -> int:
    """Run them all; return 1 where one takes more than ten seconds."""
    numerals = seconds(lambda: find_figures("一" * _SIZE))
    print(f"find_figures of a million numerals: {numerals:.2f} s")
    with tempfile.TemporaryDirectory() as folder:
        analyser = Analyser(open_segmenter(Path(folder)))
        read("热身".encode(), ".txt", analyser)
        documents = [(_reading(worst, analyser), worst.name) for worst in WORST_DOCUMENTS]
    wrong = _worst("documents of 1 MB", documents) or numerals > _MOST_S
    met = [
        (seconds(partial(run, text)), f"{found.where} on {text[:12]!r}")
        for found in patterns()
        for text in _texts(found)
        for run in found.runs
    ]
    return int(_worst("patterns on a million characters", met) or wrong)


if __name__ == "__main__":
    raise SystemExit(main())
