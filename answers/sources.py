"""Passages as answering reads them: sentences, names and figures worked out once, with their article around."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

from answers.spans.figures import figures
from answers.spans.names import Person, find_people
from answers.spans.sentences import sentences
from retrieval.analysis import Analysis
from retrieval.library import Library
from retrieval.normalise import normalise
from retrieval.quantities import Date, Figure, find_dates
from retrieval.types import Document, DocumentId, Passage, PassageId, Span

Tag = Callable[[str], str]

_CACHED_SOURCES = 20_000
_CACHED_ARTICLES = 2_000


@dataclass(frozen=True)
class Context:
    """An article as a whole, normalised: its heading, its text, and the headings of its document's others.

    `year` is when its document was published (2021年), empty where that is not known.
    """

    heading: str
    text: str
    document_text: str
    other_headings: tuple[str, ...]
    year: str = ""


@dataclass(frozen=True)
class Source:
    """A passage with what was worked out about it; all spans are in its normalised text."""

    passage: Passage
    analysis: Analysis
    context: Context
    tag: Tag

    @property
    def text(self) -> str:
        """Return the normalised text."""
        return self.analysis.text

    @cached_property
    def heading(self) -> str:
        """The normalised title and section."""
        return f"{self.context.heading}\n{normalise(self.passage.section or '').text}"

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences."""
        return sentences(self.text)

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """The people named."""
        return find_people(self.text, self.analysis.words, self.tag)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures, dates left out."""
        return figures(self.text)

    @cached_property
    def dates(self) -> tuple[Date, ...]:
        """The dates."""
        return find_dates(self.text)

    def to_original(self, span: Span) -> Span:
        """Return the range of the passage's own text that a range of the normalised text came from."""
        return self.analysis.normalised.to_original(span)


class Sources:
    """The sources of one library, kept as long as they are asked for."""

    def __init__(self, library: Library, tag: Tag) -> None:
        self._library = library
        self._tag = tag
        self._version = ""
        self.source = lru_cache(_CACHED_SOURCES)(self._source)
        self._article = lru_cache(_CACHED_ARTICLES)(self._read_article)
        self.document = lru_cache(_CACHED_ARTICLES)(library.document)

    def keep_step(self) -> None:
        """Forget everything where the library has changed."""
        version = self._library.version
        if version != self._version:
            self._version = version
            self.source.cache_clear()
            self._article.cache_clear()
            self.document.cache_clear()

    def passages(self, document_id: DocumentId) -> tuple[Passage, ...]:
        """Return the document's passages in order."""
        return self._library.passages(document_id)

    def documents(self) -> tuple[Document, ...]:
        """Return all documents in order of source."""
        return self._library.documents()

    def find(self, passage_id: PassageId) -> Source | None:
        """Return the source of a passage, None where the passage is gone."""
        passage = self._library.passage(passage_id)
        return self.source(passage) if passage is not None else None

    def article_of(self, passage: Passage) -> tuple[Passage, ...]:
        """Return the passages of the article that a passage is part of, in order."""
        return tuple(
            other for other in self.passages(passage.document_id) if other.article == passage.article
        )

    def _source(self, passage: Passage) -> Source:
        context = self._article(passage.document_id, passage.article)
        return Source(passage, self._library.analysis(passage.id), context, self._tag)

    def _read_article(self, document_id: DocumentId, article: int) -> Context:
        passages = self._library.passages(document_id)
        own = [passage for passage in passages if passage.article == article]
        others = {passage.title for passage in passages if passage.article != article}
        document = self.document(document_id)
        region = document.region or ""
        return Context(
            normalise(f"{own[0].title if own else ''}\n{region}".strip()).text,
            normalise("\n".join(passage.text for passage in own)).text,
            normalise("\n".join(passage.text for passage in passages)).text,
            tuple(sorted(normalise(title).text for title in others)),
            f"{document.published[:4]}年" if document.published else "",
        )
