"""A document to what the library keeps of it: articles, passages, and the words of them; and to what is indexed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from retrieval.analysis import Analyser, Analysis
from retrieval.backends.base import Entry
from retrieval.errors import LoadError
from retrieval.facts import Extractor, Facts
from retrieval.loaders.encoding import REPLACEMENT
from retrieval.loaders.table import load_with_digest
from retrieval.recognition.shelf import Shelf
from retrieval.types import Document, Passage


@dataclass(frozen=True, slots=True)
class Taken:
    """A document, its blocks left out, with its passages, each with its analysis; `facts` are None where nobody draws them."""

    document: Document
    articles: int
    passages: tuple[tuple[Passage, Analysis], ...]
    facts: Facts | None = None

    @property
    def remark(self) -> str | None:
        """Return what was odd about the file, None where nothing was."""
        count = self.document.text.count(REPLACEMENT)
        damage = (
            f"有 {count} 处字节无法辨认,已用 {REPLACEMENT} 代替;请把原文件另存为 UTF-8" if count else None
        )
        return ";".join(filter(None, (self.document.remark, damage))) or None


@dataclass(frozen=True, slots=True)
class Intake:
    """What a document is taken in with: what cuts its words, what draws its facts, if anything does, what was recognised of scans."""

    analyser: Analyser
    extractor: Extractor | None = None
    shelf: Shelf | None = None

    def load(self, path: Path, source: str) -> tuple[Document, str]:
        """Return what a file holds, what was recognised of it too, and its digest; raise `LoadError` where it is no text."""
        return load_with_digest(path, source, self.analyser.segmenter.is_word, self.shelf)

    def take_in(self, document: Document) -> Taken:
        """Return what a document holds; raise `LoadError` where it has no text proper."""
        # Imported here: a question asked of a library that is in step needs none of it, and it takes 20 ms.
        from retrieval.passages import passages

        made = passages(document)
        if not made:
            raise LoadError(document.source, "文件里没有正文")
        analysed = tuple((passage, self.analyser.take_in(passage.text)) for passage in made)
        facts = self.facts(document, analysed)
        return Taken(replace(document, blocks=()), made[-1].article + 1, analysed, facts)

    def facts(self, document: Document, passages: Sequence[tuple[Passage, Analysis]]) -> Facts | None:
        """Return the facts of a document whose passages are given; None where nobody draws them."""
        if self.extractor is None:
            return None
        return Facts(self.extractor.version, self.extractor.extract(document, passages))


def entries(passages: Iterable[tuple[Passage, Analysis]], analyser: Analyser) -> Iterator[Entry]:
    """Yield passages as they are indexed, article by article; those of one heading share its analysis."""
    key: tuple[str, str | None] | None = None
    for passage, body in sorted(passages, key=lambda pair: pair[0].article):
        if key != (passage.title, passage.section):
            key = (passage.title, passage.section)
            heading = analyser.take_in(f"{passage.title}\n{passage.section or ''}")
            title = analyser.take_in(passage.title)
        yield Entry(passage.id, passage.article, body, heading, title)
