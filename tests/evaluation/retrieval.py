"""Measure retrieval on public questions, and on the gold files of a folder of documents.

    python -m tests.evaluation.retrieval --folder DIR            (or YOUJU_EVALUATION)
    python -m tests.evaluation.retrieval --documents DIR --gold FILE.jsonl…

Prints R@1, R@5, R@10 and MRR@10 in percent, and the milliseconds of one core that a question takes.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from answers.questions.kinds import question_phrases
from retrieval.analysis import Analyser, Query, to_query
from retrieval.backends.embedded import EmbeddedBackend
from retrieval.library import Library
from retrieval.normalise import normalise
from retrieval.search import Searcher
from retrieval.segmenter import open_segmenter
from retrieval.types import Passage
from tests.evaluation.public_sets import PublicLibrary, Question, policies, pooled

_DEPTH = 10


@dataclass(frozen=True, slots=True)
class Figures:
    """What one set of questions gave, in percent and milliseconds."""

    questions: int
    r1: float
    r5: float
    r10: float
    mrr10: float
    document1: float
    ms: float
    ms95: float

    def __str__(self) -> str:
        return (
            f"{self.questions:5} questions  R@1 {self.r1:6.2f}  R@5 {self.r5:6.2f}  R@10 {self.r10:6.2f}  "
            f"MRR@10 {self.mrr10:6.2f}  document@1 {self.document1:6.2f}  "
            f"{self.ms:5.1f} ms (95 %: {self.ms95:5.1f})"
        )


def as_query(analyser: Analyser, question: str) -> Query:
    """Return the terms of a question, the phrase that only asks cut out."""
    analysis = analyser.analyse(question)
    return to_query(analysis, question_phrases(analysis.text))


def measure(
    searcher: Searcher, questions: Sequence[Question], is_right: Callable[[Question, Passage], bool]
) -> Figures:
    """Return the figures of a searcher that is in step with its library."""
    ranks: list[int] = []
    documents = 0
    times = []
    for question in questions:
        start = time.thread_time()
        hits = searcher.search(as_query(searcher.analyser, question.text), _DEPTH).hits
        times.append((time.thread_time() - start) * 1000)
        ranks.append(next((hit.rank for hit in hits if is_right(question, hit.passage)), 0))
        documents += bool(hits) and hits[0].passage.document_id == question.document
    percent = 100 / len(questions)
    times.sort()
    return Figures(
        len(questions),
        percent * sum(rank == 1 for rank in ranks),
        percent * sum(0 < rank <= 5 for rank in ranks),
        percent * sum(0 < rank <= 10 for rank in ranks),
        percent * sum(1 / rank for rank in ranks if rank),
        percent * documents,
        times[len(times) // 2],
        times[int(len(times) * 0.95)],
    )


def _is_gold(question: Question, passage: Passage) -> bool:
    return passage.id in question.gold


def public(folder: Path, analyser: Analyser, scratch: Path) -> None:
    """Print the figures of the public sets in `folder`."""
    sets = {
        "policies": lambda: policies(folder / "policies_half", folder / "news_100k"),
        "cmrc": lambda: pooled(folder / "cmrc2018_dev"),
        "drcd": lambda: pooled(folder / "drcd_dev"),
        "drcd by title": lambda: pooled(folder / "drcd_dev", by_title=True),
    }
    for name, load in sets.items():
        passages, questions = load()
        start = time.process_time()
        searcher = Searcher(PublicLibrary(passages, analyser), EmbeddedBackend(scratch / name), analyser)
        searcher.keep_step()
        searcher.tidy()
        built_s = time.process_time() - start
        peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{name}: {len(passages)} passages, indexed in {built_s:.1f} s, peak {peak_mb:.0f} MB")  # noqa: T201
        parts = {"all": questions}
        if name == "policies":
            parts |= {"even (tuned on)": questions[::2], "odd": questions[1::2]}
        for part, chosen in parts.items():
            print(f"  {part:16} {measure(searcher, chosen, _is_gold)}")  # noqa: T201


def documents(folder: Path, gold: Path, analyser: Analyser, scratch: Path) -> None:
    """Print how often a passage of the right document that holds the gold answer is found in `folder`."""
    library = Library(scratch / "documents", analyser)
    library.sync(folder)
    searcher = Searcher(library, EmbeddedBackend(scratch / "documents" / "postings"), analyser)
    searcher.keep_step()
    sources = {document.id: document.source for document in library.documents()}
    answers: dict[str, tuple[str, list[str]]] = {}
    for line in gold.read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["answers"] and row.get("document"):
            answers[row["question"]] = (
                row["document"],
                [alternative for part in row["answers"] for alternative in part],
            )

    def is_right(question: Question, passage: Passage) -> bool:
        document, wanted = answers[question.text]
        text = _bare(passage.text)
        return Path(sources[passage.document_id]).name.startswith(document) and any(
            _bare(w) in text for w in wanted
        )

    asked = [
        Question(
            text,
            frozenset(),
            next((i for i, source in sources.items() if Path(source).name.startswith(document))),
        )
        for text, (document, _) in answers.items()
    ]
    print(f"{gold.name}: {searcher.size()} passages\n  {measure(searcher, asked, is_right)}")  # noqa: T201


def _bare(text: str) -> str:
    return "".join(normalise(text).text.split())


def main() -> int:
    """Measure what the arguments name."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folder", type=Path, default=os.environ.get("YOUJU_EVALUATION"))
    parser.add_argument("--documents", type=Path)
    parser.add_argument("--gold", type=Path, nargs="*", default=[])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        analyser = Analyser(open_segmenter(scratch))
        for gold in options.gold:
            documents(options.documents, gold, analyser, scratch)
        if options.folder and not options.gold:
            public(Path(options.folder), analyser, scratch)
        elif not options.gold:
            parser.error("--folder DIR or YOUJU_EVALUATION says where the public sets lie")
    return 0


if __name__ == "__main__":
    sys.exit(main())
