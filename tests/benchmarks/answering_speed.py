"""From question to reply at 100,000 paragraphs: `python -m tests.benchmarks.answering_speed [--against CHECKOUT]`.

The paragraphs and questions are public sets (`--folder` or YOUJU_EVALUATION). Another checkout answers each question
right after this one, so that both meet the same machine. `--work DIR` keeps the documents and the libraries, which
take some minutes to make.
"""

# ruff: noqa: T201 -- what it prints is what it is for

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.answering_stage import PARAGRAPHS, Side, Timed, questions, write_documents
from tests.benchmarks.options import folder_of, parser_of

_QUESTIONS = 300
_WARMING = ("复工率是多少?", "疫情防控有哪些措施?", "谁主持了会议?")
_HERE = Path(__file__).parents[2]


def main() -> int:
    """Print the times of each checkout, its memory, how many replies differ; return 1 where refusals are the dearer.

    They are compared among questions on policies, every other one: nearly all that are refused are of these.
    """
    parser = parser_of(__doc__)
    parser.add_argument("--against", type=Path)
    options = parser.parse_args()
    if (folder := folder_of(options, "answering_speed")) is None:
        return 0
    with tempfile.TemporaryDirectory() as made:
        work = (options.work or Path(made)).resolve()
        documents = work / "documents"
        if not documents.exists():
            write_documents(folder, documents)
        checkouts = [_HERE, *([options.against.resolve()] if options.against else [])]
        asked = [*_WARMING, *questions(folder, _QUESTIONS)]
        sides = [Side(checkout, documents, work) for checkout in checkouts]
        timed = [[side.ask(question) for side in sides] for question in asked][len(_WARMING) :]
        for side in sides:
            side.end()
    by_side = list(zip(*timed, strict=True))
    print(f"{PARAGRAPHS} paragraphs, {_QUESTIONS} questions: ms, p50 / p95 / p99")
    for checkout, replies in zip(checkouts, by_side, strict=True):
        _report(checkout.name, replies)
    if options.against:
        print(f"replies that differ: {sum(one.said != other.said for one, other in timed)}")
    answers, refusals = _apart(by_side[0][::2])
    return int(_percentile(refusals, 0.95) > _percentile(answers, 0.95))


def _report(name: str, replies: Sequence[Timed]) -> None:
    answers, refusals = _apart(replies)
    of_policies, refused = _apart(replies[::2])
    wall = [reply.wall_ms for reply in replies]
    for what, times in (
        ("replies, CPU", answers + refusals),
        (f"{len(answers)} answers, CPU", answers),
        (f"{len(refusals)} refusals, CPU", refusals),
        (f"- {len(of_policies)} on policies", of_policies),
        (f"- {len(refused)} refused of these", refused),
        ("replies, wall", wall),
    ):
        figures = " / ".join(f"{_percentile(times, share):.1f}" for share in (0.5, 0.95, 0.99))
        print(f"{name:12} {what:20} {figures}")
    print(f"{name:12} own memory at the end {replies[-1].own_mb:.0f} MB")


def _apart(replies: Sequence[Timed]) -> tuple[list[float], list[float]]:
    """Return the processor times of answers and of refusals."""
    return (
        [reply.cpu_ms for reply in replies if reply.is_answer],
        [reply.cpu_ms for reply in replies if not reply.is_answer],
    )


def _percentile(times: Sequence[float], share: float) -> float:
    return statistics.quantiles(times, n=100, method="inclusive")[round(share * 100) - 1] if times else 0.0


if __name__ == "__main__":
    raise SystemExit(main())
