"""What `answering_speed` needs: a corpus of public paragraphs as files, and a process that answers over it.

Run as a script, this file is that process: it may answer with the code of another checkout (PYTHONPATH), so it keeps
to what every version has.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PARAGRAPHS, _A_FILE = 100_000, 100
# Those that questions are asked about come first, then what lies around them.
_SETS = ("policies_half", "cmrc2018_dev", "cmrc2018_train", "drcd_dev", "news_100k")


@dataclass(frozen=True, slots=True)
class Timed:
    """A reply: processor and wall time in ms, whether it answers, what it says; the process's own memory after it in MB.

    Its own is what no file holds, 0 where the system does not tell.
    """

    cpu_ms: float
    wall_ms: float
    is_answer: bool
    said: str
    own_mb: float


class Side:
    """A process that answers with one checkout's code."""

    def __init__(self, checkout: Path, documents: Path, work: Path) -> None:
        library = work / f"library-{checkout.resolve().name}"
        self._process = subprocess.Popen(
            [sys.executable, __file__, str(documents), str(library), str(work / "blocks")],
            cwd=checkout,
            # Threads for matrices wait for each other: the program uses one, and so do both sides.
            env=os.environ | {"PYTHONPATH": str(checkout), "PYTHONUTF8": "1", "OPENBLAS_NUM_THREADS": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self._read()

    def ask(self, question: str) -> Timed:
        """Return the reply to a question that was not asked before."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        return Timed(**self._read())

    def end(self) -> None:
        """End the process."""
        self._process.communicate()

    def _read(self) -> Any:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("the process that answers has ended")
        return json.loads(line)


def write_documents(sets: Path, into: Path) -> None:
    """Write the public paragraphs as Markdown, a hundred a file, each under its heading; each text once."""
    into.mkdir(parents=True, exist_ok=True)
    paragraphs = list(_paragraphs(sets))
    for start in range(0, len(paragraphs), _A_FILE):
        lines: list[str] = []
        heading = None
        for title, text in paragraphs[start : start + _A_FILE]:
            if title != heading:
                heading = title
                lines += [f"# {title}", ""]
            lines += [text, ""]
        (into / f"{start // _A_FILE:04}.md").write_text("\n".join(lines), "utf-8")


def questions(sets: Path, count: int) -> list[str]:
    """Return questions on policies and on encyclopedia articles in turns."""
    asked = [
        [row["question"] for row in rows_of(sets / name / "questions.jsonl.gz")]
        for name in ("policies_half", "cmrc2018_dev")
    ]
    each = [found[:: max(1, len(found) // (count // 2))][: count // 2] for found in asked]
    return [question for pair in zip(*each, strict=True) for question in pair]


def _paragraphs(sets: Path) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for name in _SETS:
        for row in rows_of(sets / name / "passages.jsonl.gz"):
            if row["text"] not in seen and len(seen) < PARAGRAPHS:
                seen.add(row["text"])
                yield " ".join(row["title"].split()) or "-", " ".join(row["text"].split("\n"))


def texts_of(sets: Path) -> Iterator[str]:
    """Yield the texts of all public passages, some more than once."""
    for name in _SETS:
        yield from (row["text"] for row in rows_of(sets / name / "passages.jsonl.gz"))


def rows_of(path: Path) -> Iterator[Mapping[str, Any]]:
    """Yield the rows of a file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _answer(documents: Path, folder: Path, blocks: Path) -> None:
    """Answer the questions of standard input, each a line of JSON."""
    from answers.answerer import Answerer
    from retrieval.analysis import Analyser
    from retrieval.backends.embedded import EmbeddedBackend
    from retrieval.library import Library
    from retrieval.search import Searcher
    from retrieval.segmenter import open_segmenter

    try:
        from retrieval.collector import collect_seldom
    except ImportError:  # a checkout from before the collector was told to
        pass
    else:
        collect_seldom()
    blocks.mkdir(parents=True, exist_ok=True)
    analyser = Analyser(open_segmenter(blocks))
    library = Library(folder, analyser)
    library.sync(documents)
    answerer = Answerer(Searcher(library, EmbeddedBackend(folder / "postings"), analyser))
    answerer.keep_step()
    if hasattr(answerer.searcher, "tidy"):  # as a sync does at its end
        answerer.searcher.tidy()
    print("null", flush=True)  # noqa: T201 -- ready
    for line in sys.stdin:
        cpu, wall = time.process_time(), time.perf_counter()
        reply = answerer.reply(json.loads(line))
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        timed = {"cpu_ms": cpu * 1000, "wall_ms": wall * 1000}
        parts = getattr(reply, "parts", (reply,))
        timed |= {
            "is_answer": any(hasattr(part, "citations") for part in parts),
            "said": _said(reply),
            "own_mb": _own_mb(),
        }
        print(json.dumps(timed, ensure_ascii=False), flush=True)  # noqa: T201 -- to the process that asks


def _own_mb() -> float:
    told = Path("/proc/self/smaps_rollup")
    if not told.exists():
        return 0.0
    return int(told.read_text().split("Anonymous:")[1].split()[0]) / 1024


def _said(reply: Any) -> str:
    from bot.rendering.plain import to_text

    try:
        from bot.rendering.shown import show
    except ModuleNotFoundError:  # a checkout from before replies were shown in two steps
        return to_text(reply)
    return to_text(show(reply))


if __name__ == "__main__":
    _answer(*map(Path, sys.argv[1:]))
