"""`python -m answers.fit --folder DIR`: fit the reader, and the trees that choose, on the questions in a folder."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from answers import scorer
from answers.errors import AnswersError
from answers.fit.choice import fit
from answers.fit.examples import Example
from answers.fit.facts import SHIPPED as FACT_WEIGHTS
from answers.fit.facts import fit_facts, save_fact_weights
from answers.fit.fitting import ReaderFit, reader_examples
from answers.fit.gathering import Gatherer
from answers.fit.piles import FITTED_ON, off_topic, own_piles, write_piles
from answers.fit.provenance import write_choice_provenance, write_reader_provenance
from answers.fit.report import report
from answers.model import SHIPPED, weights
from answers.model.fit.kernels import import_extra
from retrieval.analysis import Analyser
from retrieval.segmenter import open_segmenter

_SEEDS = Path(__file__).parents[2] / "seeds"
_NEEDED = ("jax", "lightgbm", "numba", "scipy")


def main() -> int:
    """Fit the reader on CMRC 2018 train, DRCD dev and the piles, then the trees; write both and their provenance."""
    arguments = _parser().parse_args()
    if arguments.folder is None:
        _say("say where the question sets are: --folder or YOUJU_EVALUATION")
        return 2
    try:
        for name in _NEEDED:
            import_extra(name)
        with tempfile.TemporaryDirectory() as scratch:
            _fit(arguments, Path(scratch))
    except (AnswersError, FileNotFoundError) as error:
        _say(str(error))
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m answers.fit", description=main.__doc__)
    add = parser.add_argument
    add(
        "--folder", type=Path, default=_path("YOUJU_EVALUATION"), help="holds the sets; train/ lies beside it"
    )
    add("--gold", type=Path, help="holds the project's own questions; without it they are left out")
    add("--originals", type=Path, default=_path("YOUJU_ORIGINALS"), help="the documents of some of these")
    add(
        "--without",
        type=int,
        choices=sorted(number for numbers in FITTED_ON.values() for number in numbers),
        nargs="+",
        default=(),
        metavar="NUMBER",
        help="files of questions to leave out, with the documents that only they ask about",
    )
    add("--half", type=int, choices=(0, 1), help="fit the reader alone, on this half of DRCD's articles")
    add("--out", type=Path, default=SHIPPED.parent, help="the folder to write to")
    return parser


def _fit(arguments: argparse.Namespace, scratch: Path) -> None:
    analyser = Analyser(open_segmenter(scratch))
    piles = write_piles(arguments.folder, arguments.without, scratch)
    read = reader_examples(arguments.folder, arguments.half, piles, analyser, scratch, _say)
    arguments.out.mkdir(parents=True, exist_ok=True)
    day = datetime.now(UTC).date()
    path = arguments.out / SHIPPED.name
    reader_fit = ReaderFit(read, _say)
    weights.save(reader_fit.whole(), path)
    write_reader_provenance(path, read.used, day)
    _say(f"{path} is written")
    if arguments.half is not None:
        return
    others = off_topic(arguments.folder, arguments.gold)
    gatherer = Gatherer(reader_fit.tables(weights.load(path)), analyser, scratch, others)
    _say("the reader is fitted by halves")
    own = own_piles(arguments.gold, _SEEDS, arguments.originals) if arguments.gold else ()
    examples: list[Example] = []
    used = []
    for pile in (*piles, *own):
        made = list(gatherer.fitted_on(pile))
        examples += made
        used.append(f"{len(made)} examples of {len(pile.fitted_on)} questions on {pile.name}")
        _say(used[-1])
    path = arguments.out / scorer.SHIPPED.name
    fitted = fit(examples, _say)
    scorer.save(fitted, path)
    write_choice_provenance(path, used, day)
    _say(f"{path} is written")
    choices = [choice for pile in piles for choice in gatherer.fact_choices(pile)]
    save_fact_weights(fit_facts(choices, _say), FACT_WEIGHTS)
    _say(f"{FACT_WEIGHTS} is written")
    for pile in piles:
        _say(report(pile.name, fitted, list(gatherer.whole(pile, pile.kept_back))))


def _path(variable: str) -> Path | None:
    value = os.environ.get(variable)
    return Path(value) if value else None


def _say(line: str) -> None:
    sys.stderr.write(f"{datetime.now(UTC):%H:%M:%S} {line}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
