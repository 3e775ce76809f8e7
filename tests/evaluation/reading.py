"""How well the model chooses sentences and short answers: `python -m tests.evaluation.reading --folder DIR`.

CMRC 2018 dev is read with the shipped weights, which were not fitted on it; DRCD dev by halves of its
articles, one half read with weights fitted on the other (`python -m answers.fit --half 0 --out DIR`, whose
`weights.npz` is given as `--half-weights`). All paragraphs of a set are searched; the five best are read.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from answers.model.fit.sets import GoldQuestion, Pool, QuestionSet, read_set
from answers.model.reader import Reader
from answers.model.types import Style
from answers.model.weights import SHIPPED, load
from retrieval.analysis import Analyser
from retrieval.segmenter import open_segmenter
from tests.evaluation.reading_scores import exact_match, overlap

_PASSAGES_READ = 5
_SURE = 0.5


@dataclass
class Tally:
    """Sums over questions; `seconds` are processor time of reading, retrieval left out."""

    questions: int = 0
    first_passage: int = 0
    sentence_at: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    exact: int = 0
    overlap: float = 0.0
    sure: int = 0
    sure_exact: int = 0
    seconds: float = 0.0

    def row(self) -> str:
        """Return the figures in percent, as a line of the table."""
        count = max(self.questions, 1)
        sentences = [self.sentence_at[rank] for rank in (1, 2, 3)]
        shares = [self.first_passage, *sentences, self.exact, self.overlap, self.sure]
        cells = [f"{100 * share / count:.1f}" for share in shares]
        sure = f"{100 * self.sure_exact / max(self.sure, 1):.1f}"
        return " | ".join([str(self.questions), *cells, sure, f"{1000 * self.seconds / count:.1f}"])


def measure(
    reader: Reader, questions: QuestionSet, part: Sequence[GoldQuestion], style: Style
) -> tuple[Tally, dict[str, Tally]]:
    """Return the sums over some questions of a set, and those by kind."""
    pool = Pool(questions.passages)
    total, by_kind = Tally(), defaultdict[str, Tally](Tally)
    for gold in part:
        found, scores = pool.search(gold.analysis, _PASSAGES_READ)
        passages = [questions.passages[place] for place in found]
        started = time.process_time()
        reading = reader.read(gold.analysis, gold.kind, passages, pool.idf, scores, style)
        seconds = time.process_time() - started
        texts = [passage.analysis.text for passage in passages]
        holds = [
            any(answer in sentence.span.of(texts[sentence.passage]) for answer in gold.answers)
            for sentence in reading.sentences[:3]
        ]
        answer = reading.spans[0].span.of(texts[reading.spans[0].passage]) if reading.spans else ""
        exact = exact_match(answer, gold.answers)
        sure = bool(reading.spans) and reading.spans[0].probability >= _SURE
        for tally in (total, by_kind[gold.kind]):
            tally.questions += 1
            tally.first_passage += found[0] == gold.passage
            for rank in (1, 2, 3):
                tally.sentence_at[rank] += any(holds[:rank])
            tally.exact += exact
            tally.overlap += overlap(answer, gold.answers)
            tally.sure += sure
            tally.sure_exact += sure and exact
            tally.seconds += seconds
    return total, dict(by_kind)


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation.reading", description=__doc__)
    parser.add_argument("--folder", type=Path, default=os.environ.get("YOUJU_EVALUATION"))
    parser.add_argument("--weights", type=Path, default=SHIPPED)
    parser.add_argument("--half-weights", type=Path, help="fitted on the first half of DRCD's articles")
    parser.add_argument("--every", type=int, default=1, help="read every n-th question only")
    parser.add_argument("--kinds", action="store_true", help="also print the figures by kind")
    arguments = parser.parse_args()
    if arguments.folder is None:
        parser.error("say where the question sets are: --folder or YOUJU_EVALUATION")
    segmenter = open_segmenter(Path(tempfile.gettempdir()) / "youju-evaluation")
    runs = [("cmrc2018_dev", arguments.weights, None, Style.FULL)]
    if arguments.half_weights:
        runs.append(("drcd_dev", arguments.half_weights, 1, Style.BRIEF))
    say("set | questions | R@1 | sentence @1 | @2 | @3 | EM | F1 | p >= .5 | EM there | ms a question")
    say(" | ".join(["---"] * 11))
    for name, weights, half, style in runs:
        questions = read_set(Path(arguments.folder) / name, Analyser(segmenter))
        part = questions.questions if half is None else questions.half(half)
        total, by_kind = measure(Reader(segmenter, load(weights)), questions, part[:: arguments.every], style)
        say(f"{name} | {total.row()}")
        if arguments.kinds:
            for kind, tally in sorted(by_kind.items()):
                say(f"… {kind} | {tally.row()}")


if __name__ == "__main__":
    main()
