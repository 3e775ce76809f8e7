"""Whether answers abstain where they ought to, and only there: `python -m tests.evaluation.abstention --folder DIR`.

On-topic: tests/gold/unanswerable.jsonl over seeds/ and tests/gold/unanswerable-policies.jsonl over the policies:
questions made unanswerable by changing a name, a year, an indicator, a post, a date or a zone, each with a twin that
the documents answer; readers-policies.jsonl: the same by another hand, without a look at the program. Off-topic: questions of CMRC 2018 dev, put to the policies and seeds/ together, beside the
policies' own questions. AUC is the chance that an answerable question is answered with more confidence than one that
is not (an abstention counts as 0, a tie as a half).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from answers.answerer import Answerer
from answers.evaluation import evaluate
from answers.types import Answer, Compound
from bot.gold import load_gold
from retrieval.analysis import Analyser
from retrieval.segmenter import open_segmenter
from tests.evaluation.answerers import answerer_over, write_policies
from tests.evaluation.public_sets import rows

PROJECT = Path(__file__).parents[2]
SEEDS = PROJECT / "tests" / "gold" / "unanswerable.jsonl"
POLICIES = PROJECT / "tests" / "gold" / "unanswerable-policies.jsonl"
READERS = PROJECT / "tests" / "gold" / "readers-policies.jsonl"
_SAMPLE = 500
_SAMPLE_SEED = 20201122


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, whether the documents answer it, and how sure the answer was (0: abstained)."""

    question: str
    is_answerable: bool
    confidence: float

    @property
    def is_kept(self) -> bool:
        """Return whether it was answered."""
        return self.confidence > 0


@dataclass(frozen=True, slots=True)
class Shares:
    """Of the answerable questions the share answered, of the others the share refused, in percent; AUC 0 to 1."""

    answerable: int
    kept: float
    unanswerable: int
    refused: float
    auc: float

    def row(self, name: str) -> str:
        """Return a line of the table."""
        return f"{name} | {self.answerable} | {self.kept:.1f} | {self.unanswerable} | {self.refused:.1f} | {self.auc:.3f}"


def ask(answerer: Answerer, question: str, is_answerable: bool) -> Asked:
    """Put a question; of several in one message the surest answer counts."""
    reply = answerer.reply(question)
    parts = reply.parts if isinstance(reply, Compound) else (reply,)
    sure = max((part.confidence for part in parts if isinstance(part, Answer)), default=0.0)
    return Asked(question, is_answerable, sure)


def shares(asked: Sequence[Asked]) -> Shares:
    """Return the shares of questions put."""
    yes = [one for one in asked if one.is_answerable]
    no = [one for one in asked if not one.is_answerable]
    wins = sum((a.confidence > b.confidence) + 0.5 * (a.confidence == b.confidence) for a in yes for b in no)
    return Shares(
        len(yes),
        100 * sum(one.is_kept for one in yes) / max(1, len(yes)),
        len(no),
        100 * sum(not one.is_kept for one in no) / max(1, len(no)),
        wins / max(1, len(yes) * len(no)),
    )


def on_topic(answerer: Answerer, gold: Path) -> list[Asked]:
    """Put the questions of a gold file."""
    return [ask(answerer, question.turns[-1], bool(question.answers)) for question in load_gold(gold)]


def off_topic(answerer: Answerer, own: Iterable[str], folder: Path, sample: int) -> list[Asked]:
    """Put questions of the policies' own, and a sample of CMRC's."""
    others = [row["question"] for row in rows(folder / "cmrc2018_dev" / "questions.jsonl.gz")]
    others = random.Random(_SAMPLE_SEED).sample(others, min(sample, len(others)))
    return [ask(answerer, question, True) for question in own] + [
        ask(answerer, question, False) for question in others
    ]


def policy_questions(folder: Path, sample: int | None = None) -> list[tuple[str, str]]:
    """Return the policies' questions, or a sample of them, each with the id of its document."""
    found = [
        (row["question"], row["passage_id"]) for row in rows(folder / "policies_half" / "questions.jsonl.gz")
    ]
    return found if sample is None else random.Random(_SAMPLE_SEED).sample(found, sample)


def changes(gold: Path, asked: Iterable[Asked]) -> dict[str, list[Asked]]:
    """Return the unanswerable questions by what was changed in them."""
    lines = [json.loads(line) for line in gold.read_text("utf-8").splitlines()]
    changed = {line["question"]: line["changed"] for line in lines if line["changed"]}
    found: dict[str, list[Asked]] = defaultdict(list)
    for one in asked:
        if one.question in changed:
            found[changed[one.question]].append(one)
    return dict(sorted(found.items()))


def report_on_topic(name: str, answerer: Answerer, gold: Path, shows_misses: bool) -> list[Asked]:
    """Print the lines of a gold file, and return what was put."""
    asked = on_topic(answerer, gold)
    print(shares(asked).row(name), flush=True)  # noqa: T201
    for change, those in changes(gold, asked).items():
        print(f"… {change} changed | | | {len(those)} | {shares(those).refused:.1f} |")  # noqa: T201
    twins = [question for question in load_gold(gold) if question.answers]
    right = evaluate(twins, answerer).rates()
    print(f"… twins right: text {100 * right['text']:.1f}, cited {100 * right['cited']:.1f} | | | | |")  # noqa: T201
    show_misses(asked, shows_misses)
    return asked


def show_misses(asked: Iterable[Asked], shows_misses: bool) -> None:
    """Print the questions wrongly refused or wrongly answered, where they are wanted."""
    for one in asked if shows_misses else ():
        if one.is_kept != one.is_answerable:
            went = "refused" if one.is_answerable else f"answered {one.confidence:.2f}"
            print(f"    {went}: {one.question}")  # noqa: T201


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation.abstention", description=__doc__)
    parser.add_argument("--folder", type=Path, default=os.environ.get("YOUJU_EVALUATION"))
    parser.add_argument("--sample", type=int, default=_SAMPLE, help="how many CMRC questions are put")
    parser.add_argument("--misses", action="store_true", help="print the questions that went wrong too")
    arguments = parser.parse_args()
    print("questions | answerable | kept | unanswerable | refused | AUC")  # noqa: T201
    print("--- | --- | --- | --- | --- | ---")  # noqa: T201
    with tempfile.TemporaryDirectory() as temporary:
        scratch = Path(temporary)
        analyser = Analyser(open_segmenter(scratch))
        with answerer_over(PROJECT / "seeds", scratch / "seeds", analyser) as answerer:
            asked = report_on_topic("on-topic, seeds", answerer, SEEDS, arguments.misses)
        if not arguments.folder:
            print("(no policies: say where the question sets are, --folder or YOUJU_EVALUATION)")  # noqa: T201
            return
        folder = Path(arguments.folder)
        write_policies(folder, scratch / "documents")
        with answerer_over(scratch / "documents", scratch / "policies", analyser) as answerer:
            asked += report_on_topic("on-topic, policies", answerer, POLICIES, arguments.misses)
            report_on_topic("readers' questions, policies", answerer, READERS, arguments.misses)
        print(shares(asked).row("on-topic, all"), flush=True)  # noqa: T201
        for brief in (PROJECT / "seeds").glob("*.md"):
            if brief.name != "README.md":
                shutil.copy(brief, scratch / "documents" / brief.name)
        with answerer_over(scratch / "documents", scratch / "together", analyser) as answerer:
            asked = off_topic(
                answerer, [question for question, _ in policy_questions(folder)], folder, arguments.sample
            )
        print(shares(asked).row("off-topic (CMRC among policies and seeds)"), flush=True)  # noqa: T201
        show_misses(asked, arguments.misses)


if __name__ == "__main__":
    main()
