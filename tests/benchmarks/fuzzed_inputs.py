"""30,000 fuzzed inputs to questions, files, layout and markup: `python -m tests.benchmarks.fuzzed_inputs [SEED]`.

No input may end in anything but a reply, passages, messages or the error that names what is amiss, and none may take
a second of processor time. What fails is printed with its kind and number; the same seed makes the same inputs.
"""

# ruff: noqa: T201 -- what it prints is what it is for

import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from answers.answerer import Answerer
from answers.errors import QuestionError
from answers.lexicon import parse_synonyms, parse_words
from answers.questions.small_talk import small_talk
from answers.types import Turn
from bot.rendering.plain import to_text
from bot.rendering.quotations import flat
from bot.rendering.records import record
from bot.rendering.shown import show
from bot.telegram.briefings import parse_order
from bot.telegram.command_text import command_in
from bot.telegram.rendering.chat import drafts_of
from bot.telegram.rendering.drafts import drafts
from bot.telegram.rendering.markup import UNITS_LIMIT, Run, Style, block, html, plain, split, units
from retrieval.analysis import Analyser
from retrieval.errors import LoadError
from retrieval.segmenter import open_segmenter
from tests.evaluation.answerers import answerer_over
from tests.fuzzing import Fuzz
from tests.reading import read

_SEEDS = Path(__file__).parents[2] / "seeds"
_INPUTS = {"question": 12_000, "file": 6_000, "document": 6_000, "markup": 6_000}
_LONGEST = {"question": 520, "file": 4_000, "document": 4_000, "markup": 6_000}
_MOST_S = 1.0
_TURNS = 3  # of a conversation, then a new one
_SHOWN = 20


class Targets:
    """What is done with each kind of input."""

    def __init__(self, fuzz: Fuzz, answerer: Answerer, analyser: Analyser) -> None:
        self._fuzz, self._answerer, self._analyser = fuzz, answerer, analyser
        self._turns: list[Turn] = []

    def question(self) -> None:
        text = self._fuzz.text(_LONGEST["question"])
        small_talk(text), command_in(text), parse_order(text)
        self._turns = self._turns[: self._fuzz.choice.randint(0, _TURNS)]
        try:
            reply = self._answerer.reply(text, self._turns)
        except QuestionError:
            return
        self._turns.append(self._answerer.turn(reply))
        shown = show(reply)
        assert all(units(draft.plain) <= UNITS_LIMIT for draft in drafts_of(shown, 1))
        to_text(shown), record(shown, "library", 0.0)

    def file(self) -> None:
        self._read(self._fuzz.data(_LONGEST["file"]))

    def document(self) -> None:
        self._read(self._fuzz.text(_LONGEST["document"]).encode())

    def _read(self, data: bytes) -> None:
        with suppress(LoadError):
            read(data, self._fuzz.choice.choice((".txt", ".md")), self._analyser)

    def markup(self) -> None:
        choice = self._fuzz.choice
        texts = [self._fuzz.text(_LONGEST["markup"]) for _ in range(choice.randint(1, 3))]
        runs = [[Run(part, choice.choice(list(Style))) for part in text.split("\n")] for text in texts]
        blocks = [block(*own, folded=choice.random() < 0.3) for own in runs]
        parts = split(blocks, choice.choice((20, 300, UNITS_LIMIT)))
        assert all(html(part) for part in parts)
        assert "".join(map(plain, parts)).split() == "".join(map(plain, parts)).split()
        drafts(blocks), flat(texts[0]), parse_synonyms(texts[0].split("\n")), parse_words(texts)


def _run(kind: str, target: Callable[[], None], times_s: list[float]) -> int:
    """Run a kind of input so often as it is to be run; return how many failed."""
    failed = 0
    for number in range(_INPUTS[kind]):
        started = time.thread_time()
        try:
            target()
        except Exception:  # noqa: BLE001 -- whatever happens is what is looked for
            failed += 1
            if failed <= _SHOWN:
                print(f"{kind} {number}: {traceback.format_exc(limit=-4)}", flush=True)
        times_s.append(time.thread_time() - started)
        if times_s[-1] > _MOST_S:
            print(f"{kind} {number}: {times_s[-1]:.1f} s", flush=True)
    return failed


def main() -> int:
    """Run all inputs; return 1 where one failed or took too long."""
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 8
    documents = [path.read_text("utf-8") for path in sorted(_SEEDS.glob("*.md"))]
    wrong = False
    with tempfile.TemporaryDirectory() as folder:
        analyser = Analyser(open_segmenter(Path(folder)))
        with answerer_over(_SEEDS, Path(folder) / "library", analyser) as answerer:
            for kind in _INPUTS:
                targets = Targets(Fuzz(seed, documents), answerer, analyser)
                times_s: list[float] = []
                failed = _run(kind, getattr(targets, kind), times_s)
                slow = sum(taken > _MOST_S for taken in times_s)
                wrong |= bool(failed or slow)
                mean = sum(times_s) / len(times_s) * 1000
                print(f"{kind}: {len(times_s)} inputs, {failed} failed, {slow} over {_MOST_S:.0f} s, "
                      f"mean {mean:.1f} ms, longest {max(times_s):.2f} s", flush=True)  # fmt: skip
    return int(wrong)


if __name__ == "__main__":
    raise SystemExit(main())
