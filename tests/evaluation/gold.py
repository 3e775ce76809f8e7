"""How answers do on the project's gold files: `python -m tests.evaluation.gold [--originals DIR] [--misses]`.

Prints the share of each mark (see `answers.evaluation`) for each file and kind. The files on the original documents
are read where their folder is given, by argument or YOUJU_ORIGINALS.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from answers.answerer import Answerer
from answers.evaluation import GoldQuestion, Judgement, evaluate
from bot.gold import load_gold
from retrieval.analysis import Analyser
from retrieval.segmenter import open_segmenter
from tests.evaluation.answerers import answerer_over

PROJECT = Path(__file__).parents[2]
GOLD = PROJECT / "tests" / "gold"
OVER_SEEDS = ("seeds.jsonl", "seeds-follow-ups.jsonl", "unanswerable.jsonl")
OVER_ORIGINALS = ("originals.jsonl", "originals-follow-ups.jsonl", "readers-originals.jsonl")
_MARKS = ("text", "short", "cited", "answered", "abstained")


def by_kind(gold: Sequence[GoldQuestion], answerer: Answerer) -> dict[str, list[Judgement]]:
    """Return the judgements of each kind, `all` first; conversations and such as name no kind are of kind `-`."""
    judged: dict[str, list[Judgement]] = defaultdict(list)
    for question, judgement in zip(gold, evaluate(gold, answerer).judgements, strict=True):
        judged["all"].append(judgement)
        judged[question.kind or "-"].append(judgement)
    return judged


def row(name: str, judgements: Iterable[Judgement]) -> str:
    """Return a line of the table: how many questions, and the share of each mark in percent."""
    judged = list(judgements)
    cells = []
    for mark in _MARKS:
        given = [judgement.marks[mark] for judgement in judged if mark in judgement.marks]
        cells.append(f"{100 * sum(given) / len(given):.1f}" if given else "")
    return " | ".join([name, str(len(judged)), *cells])


def report(files: Iterable[str], answerer: Answerer, shows_misses: bool) -> None:
    """Print the tables of some gold files."""
    for file in files:
        judged = by_kind(load_gold(GOLD / file), answerer)
        for kind in ("all", *sorted(judged.keys() - {"all", "-"})):
            print(row(file if kind == "all" else f"… {kind}", judged[kind]), flush=True)  # noqa: T201
        for judgement in judged["all"] if shows_misses else ():
            if judgement.missed:
                print(f"    {','.join(judgement.missed)}: {judgement.question} = {judgement.answer}")  # noqa: T201


def main() -> None:
    """Print the tables of all gold files that can be read."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation.gold", description=__doc__)
    parser.add_argument("--originals", type=Path, default=os.environ.get("YOUJU_ORIGINALS"))
    parser.add_argument("--misses", action="store_true", help="print the questions that miss a mark too")
    arguments = parser.parse_args()
    print(" | ".join(["file and kind", "questions", *_MARKS]))  # noqa: T201
    print(" | ".join(["---"] * (2 + len(_MARKS))))  # noqa: T201
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        analyser = Analyser(open_segmenter(scratch))
        with answerer_over(PROJECT / "seeds", scratch / "seeds", analyser) as answerer:
            report(OVER_SEEDS, answerer, arguments.misses)
        if arguments.originals:
            with answerer_over(Path(arguments.originals), scratch / "originals", analyser) as answerer:
                report(OVER_ORIGINALS, answerer, arguments.misses)


if __name__ == "__main__":
    main()
