"""The piles fitted on: documents of one genre in a folder, and the questions that were written about them."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from zlib import crc32

from answers.answerer import Answerer
from retrieval.analysis import Analyser
from retrieval.backends.embedded import EmbeddedBackend
from retrieval.library import Library
from retrieval.search import Searcher

# Which question files are about which documents. News of television is third-party text, for measuring alone.
FITTED_ON = {
    "reports": (1, 2, 3, 4, 11, 12, 18, 19),
    "notices": (5, 6, 8, 14, 15, 16, 17, 21),
    "rules": (13, 20),
}
_KEPT_BACK = 5  # of so many documents one is measured on and not fitted on
_HALVES = 2
_OFF_TOPIC = 100  # questions of an encyclopaedia
# The same text printed twice: on one side of every split.
_TWINS = {
    "ncp-46ec7eacc0ce3952975314ab154fbc57": "ncp-098bd64fb7133f4fba1fcdf9666c77a5",
    "ncp-f5c1ed72c7bd375a8efc362d65833f99": "ncp-7382c690f1ca32cb97e213e96fb61c8e",
}


@dataclass(frozen=True)
class PileQuestion:
    """A question about one document of a pile; no answers: the document does not say.

    `answers` are parts, each with its acceptable forms; `evidence` are the sentences that hold them. `is_made`: nobody
    asked it so, it was made of one that has an answer (`unanswerable`). `kind` is what its writer called it.
    """

    id: str
    text: str
    document: str
    answers: tuple[tuple[str, ...], ...]
    evidence: tuple[str, ...]
    is_made: bool = False
    kind: str | None = None

    @property
    def unanswerable(self) -> PileQuestion:
        """The question as one that other documents do not answer."""
        return replace(self, answers=(), evidence=(), is_made=True)

    @property
    def is_kept_back(self) -> bool:
        """Return whether the question's document is measured on and not fitted on."""
        return is_kept_back(self.document)

    @property
    def half(self) -> int:
        """Return the half of the documents fitted on that the question's belongs to, 0 or 1."""
        return document_number(self.document) // _KEPT_BACK % _HALVES


def document_number(document: str) -> int:
    """Return the number by which documents are told apart when they are split: that of the name's CRC-32."""
    return crc32(_TWINS.get(document, document).encode())


def is_kept_back(document: str) -> bool:
    """Return whether a document is measured on and not fitted on."""
    return document_number(document) % _KEPT_BACK == 0


@dataclass(frozen=True)
class Pile:
    """Documents in a folder and the questions about them.

    `is_split`: some of its documents are kept back, and the reader is fitted on the questions about the others.
    """

    name: str
    documents: Path
    questions: tuple[PileQuestion, ...]
    is_split: bool = True

    @property
    def fitted_on(self) -> tuple[PileQuestion, ...]:
        """The questions that are fitted on."""
        return tuple(one for one in self.questions if not (self.is_split and one.is_kept_back))

    @property
    def kept_back(self) -> tuple[PileQuestion, ...]:
        """The questions that are measured on."""
        return tuple(one for one in self.questions if self.is_split and one.is_kept_back)

    def path_of(self, document: str) -> Path | None:
        """Return the file of a document: of that name, else the only one whose name begins so."""
        if not document:
            return None
        begun = [path for path in sorted(self.documents.iterdir()) if path.name.startswith(document)]
        exact = [path for path in begun if path.stem == document] or begun
        return exact[0] if len(exact) == 1 else None


@contextmanager
def answerer_over(documents: Path, library_folder: Path, analyser: Analyser) -> Iterator[Answerer]:
    """Give an answerer over a library of the documents in a folder; the library is closed at the end."""
    library = Library(library_folder, analyser)
    try:
        library.sync(documents)
        answerer = Answerer(Searcher(library, EmbeddedBackend(library_folder / "postings"), analyser))
        answerer.keep_step()
        yield answerer
    finally:
        library.close()


def read_questions(path: Path) -> tuple[PileQuestion, ...]:
    """Return the questions of a file, an object a line; conversations are left out."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return tuple(
        PileQuestion(
            str(row.get("id") or row["question"]),
            row["question"],
            row.get("document") or "",
            tuple(map(tuple, row["answers"])),
            tuple(row.get("evidence", ())),
            kind=row.get("kind"),
        )
        for row in rows
        if "question" in row
    )


def question_file(number: int) -> str:
    """Return the name of a numbered file of questions."""
    return f"briefing-{number:02}.jsonl"


def write_piles(evaluation: Path, without: Collection[int], folder: Path) -> tuple[Pile, ...]:
    """Write the documents of each genre into a folder of their own, and return the piles.

    `train/` and `reports/` lie beside `evaluation`. Question files with a number in `without` are left out, and so
    are the documents that no other file asks about.
    """
    train = evaluation.parent / "train"
    piles = []
    for genre, numbers in FITTED_ON.items():
        questions = tuple(
            question
            for number in numbers
            if number not in without
            for question in read_questions(train / question_file(number))
        )
        if questions:
            into = folder / genre / "documents"
            into.mkdir(parents=True, exist_ok=True)
            _write_documents(genre, evaluation, {question.document for question in questions}, into)
            piles.append(Pile(genre, into, questions))
    return tuple(piles)


def _write_documents(genre: str, evaluation: Path, wanted: Collection[str], into: Path) -> None:
    if genre == "notices":
        parts: dict[str, list[str]] = {}
        for row in _rows(evaluation / "policies_half" / "passages.jsonl.gz"):
            document = row["id"].split("#")[0]
            if document in wanted:
                parts.setdefault(document, [row["title"]]).append(row["text"])
        for document, texts in parts.items():
            (into / f"{document}.txt").write_text("\n".join(texts), "utf-8")
        return
    beside = evaluation.parent
    for path in (*beside.glob(f"{genre}/*"), *beside.glob(f"train/{genre}/*")):
        if path.stem in wanted:
            shutil.copy(path, into / path.name)


def own_piles(gold: Path, seeds: Path, originals: Path | None) -> tuple[Pile, ...]:
    """Return the project's own questions: over the seeds, and over the original documents where they are given."""
    over = [("seeds.jsonl", seeds), ("unanswerable.jsonl", seeds)]
    if originals is not None:
        over += [("originals.jsonl", originals), ("readers-originals.jsonl", originals)]
    return tuple(
        Pile(f"own-{file.removesuffix('.jsonl')}", documents, read_questions(gold / file), is_split=False)
        for file, documents in over
    )


def off_topic(evaluation: Path, gold: Path | None) -> tuple[PileQuestion, ...]:
    """Return questions of other fields: of an encyclopaedia, and of everyday life where the project's own are given.

    Of the latter every second; the others are measured on.
    """
    rows = list(_rows(evaluation / "cmrc2018_train" / "questions.jsonl.gz"))
    asked = [(f"cmrc-{row['id']}", row["question"]) for row in rows[:: len(rows) // _OFF_TOPIC]]
    if gold is not None:
        asked += [(one.id, one.text) for one in read_questions(gold / "off-topic.jsonl")[::2]]
    return tuple(PileQuestion(id_, text, "", (), (), is_made=True) for id_, text in asked)


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)
