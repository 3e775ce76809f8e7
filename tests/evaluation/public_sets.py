"""The public passages and questions as documents of a library that lies in memory."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from retrieval.analysis import Analyser, Analysis
from retrieval.backends.base import Entry, Indexed
from retrieval.library import Library
from retrieval.types import DocumentId, Glance, Passage, PassageId, Span


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the passages that answer it."""

    text: str
    gold: frozenset[PassageId]
    document: DocumentId


def rows(path: Path) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of a gzipped JSONL file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def pooled(folder: Path, by_title: bool = False) -> tuple[list[Passage], list[Question]]:
    """Return a set: each passage a document, or with `by_title` those of one title one document."""
    documents: dict[str, str] = {}
    passages = []
    for row in rows(folder / "passages.jsonl.gz"):
        document = documents.setdefault(row["title"], row["id"]) if by_title else row["id"]
        passages.append(_passage(row["id"], document, row["title"], row["text"]))
    of = {passage.id: passage.document_id for passage in passages}
    questions = [
        Question(row["question"], frozenset([row["passage_id"]]), of[row["passage_id"]])
        for row in rows(folder / "questions.jsonl.gz")
    ]
    return passages, questions


def policies(folder: Path, news: Path) -> tuple[list[Passage], list[Question]]:
    """Return the policies' chunks among the news, with the policy questions; chunks of one text are one."""
    first: dict[str, PassageId] = {}
    same: dict[str, PassageId] = {}
    passages = []
    for row in rows(folder / "passages.jsonl.gz"):
        same[row["id"]] = first.setdefault(row["text"], row["id"])
        if same[row["id"]] == row["id"]:
            passages.append(_passage(row["id"], row["id"].split("#")[0], row["title"], row["text"]))
    for row in rows(news / "passages.jsonl.gz"):
        broadcast = row["id"].rsplit("-", 1)[0]
        passages.append(_passage(row["id"], f"{broadcast}/{row['title']}", row["title"], row["text"]))
    questions = [
        Question(row["question"], frozenset(same[chunk] for chunk in row["chunk_ids"]), row["passage_id"])
        for row in rows(folder / "questions.jsonl.gz")
    ]
    return passages, questions


def _passage(identity: str, document: str, title: str, text: str) -> Passage:
    return Passage(PassageId(identity), DocumentId(document), title, None, 1, text, (Span(0, len(text)),))


class PublicLibrary(Library):
    """Passages as a searcher and a backend ask for them, without files: only what searching needs."""

    def __init__(self, passages: Sequence[Passage], analyser: Analyser) -> None:
        self._analyser = analyser
        self._held = {passage.id: passage for passage in passages}
        self._texts: dict[PassageId, str] = {}
        self._by_document: dict[DocumentId, list[Passage]] = {}
        for passage in passages:
            self._by_document.setdefault(passage.document_id, []).append(passage)

    @contextmanager
    def unchanged(self) -> Iterator[None]:
        yield

    def refresh(self) -> str:
        return "public"

    def read(self, passage_ids: Sequence[PassageId]) -> dict[PassageId, tuple[Passage, Analysis]]:
        nothing = self._analyser.analyse("")
        return {passage_id: (self._held[passage_id], nothing) for passage_id in passage_ids}

    def glances(self, passage_ids: Sequence[PassageId]) -> dict[PassageId, Glance]:
        found = [self._held[passage_id] for passage_id in passage_ids]
        return {
            passage.id: Glance(passage.id, passage.document_id, 0, passage.title, self._texts[passage.id])
            for passage in found
        }

    def alike(self, document_id: DocumentId, article: int) -> tuple[tuple[DocumentId, int], ...]:
        return ()  # no passage of the sets is the reprint of another

    def stamps(self) -> dict[DocumentId, str]:
        return dict.fromkeys(self._by_document, "public")

    def indexed(self, documents: Iterable[DocumentId]) -> Iterator[Indexed]:
        titles: dict[str, Analysis] = {}
        for document in documents:
            entries = []
            for passage in self._by_document[document]:
                analysis = self._analyser.analyse(passage.text)
                self._texts[passage.id] = analysis.text
                title = titles.get(passage.title)
                if title is None:
                    title = titles[passage.title] = self._analyser.analyse(passage.title)
                entries.append(Entry(passage.id, 0, analysis, title, title))
            yield Indexed(document, "public", tuple(entries))
