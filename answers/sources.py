"""Passages as answering reads them: sentences, names and figures worked out once, with their article around."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, partial
from itertools import count, groupby, takewhile
from typing import NamedTuple

from answers.another import find_places
from answers.context import YEAR, Context, Surroundings, context_of
from answers.deadline import check_time
from answers.labels import Labels
from answers.periods import Period, own_period, section_periods
from answers.spans.figures import figures
from answers.spans.lists import Enumeration, enumerations
from answers.spans.names import Person, find_people
from answers.spans.ranges import Ranges
from answers.spans.sentences import sentences
from retrieval import ids
from retrieval.analysis import Analysis
from retrieval.errors import DamagedDocumentError, UnknownDocumentError
from retrieval.normalise import normalise
from retrieval.quantities import Date, Figure, find_dates
from retrieval.search import Searcher
from retrieval.sketches import letters_of
from retrieval.types import Document, DocumentId, Passage, PassageId, Span

Tag = Callable[[str], str]

_STROKE = "|"
_BULLETS = "■□●◆◇★▌▶► "
# A question looks at some fifteen passages and two hundred at most. With 500, 200 and 32 kept a question takes .04 longer than
# with these (300 at 100,000 paragraphs), with 20,000, 2,000 and all texts no less, and 40 MB more.
_CACHED_SOURCES = 2_000
_CACHED_ARTICLES = 1_000
_TEXTS_KEPT = 200  # of whole documents, which are some 50 kB
_WORDS_KEPT = 2_000
_LETTERS_KEPT = 64  # articles that others are reprints of: some 10 kB each
_SECTIONS_KEPT = 256  # passages of one section follow one another


class Whole(NamedTuple):
    """Where the figures, the dates, the people of a text stand, and where its quantities do: figures and dates."""

    figures: Ranges
    dates: Ranges
    people: Ranges
    quantities: Ranges


@dataclass(frozen=True)
class Source:
    """A passage with what was worked out about it; all spans are in its normalised text."""

    passage: Passage
    analysis: Analysis
    context: Context
    tag: Tag

    @cached_property
    def text(self) -> str:
        """The normalised text."""
        return self.analysis.text

    @property
    def words(self) -> tuple[str, ...]:
        """Return the words of the normalised text."""
        return self.analysis.pieces

    @cached_property
    def heading(self) -> str:
        """The normalised title and section."""
        return f"{self.context.heading}\n{self.section}"

    @cached_property
    def section(self) -> str:
        """The normalised section, empty where there is none."""
        return _normalised(self.passage.section or "")

    @cached_property
    def own_periods(self) -> tuple[Period, ...]:
        """What is told of where a sentence says nothing else: the period of its section, else of its document's title."""
        return section_periods(self.section) or own_period(self.context.anchor)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """The sentences; headings in front of them only where they state a figure (入驻企业88家)."""
        found = sentences(self.text)
        headings = takewhile(self._is_mere_heading, found[:-1])
        return found[sum(1 for _ in headings) :]

    def _is_mere_heading(self, span: Span) -> bool:
        text = span.of(self.text).lstrip(_BULLETS)
        cells = [cell.strip() for cell in text.split(_STROKE)]
        is_said = text in self.heading or (len(cells) > 1 and all(cell in self.heading for cell in cells))
        return is_said and not any(figure.span.overlaps(span) for figure in self.figures)

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """The people named."""
        return find_people(self.text, self.analysis.words, self.tag)

    @cached_property
    def places(self) -> tuple[tuple[Span, ...], ...]:
        """The places named, a row a level."""
        return find_places(self.words, lambda: self.analysis.words)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures, dates left out."""
        return figures(self.text)

    @cached_property
    def dates(self) -> tuple[Date, ...]:
        """The dates."""
        return find_dates(self.text)

    @cached_property
    def whole(self) -> Whole:
        """Where figures, dates and people stand."""
        figures = Ranges.of([figure.span for figure in self.figures])
        dates = Ranges.of([date.span for date in self.dates])
        return Whole(
            figures, dates, Ranges.of([person.span for person in self.people]), figures.joined(dates)
        )

    @cached_property
    def enumerations(self) -> tuple[Enumeration, ...]:
        """The lists, in order."""
        return enumerations(self.text, self.analysis.words, self.tag)

    def to_original(self, span: Span) -> Span:
        """Return the range of the passage's own text that a range of the normalised text came from."""
        return self.analysis.normalised.to_original(span)


@lru_cache(_SECTIONS_KEPT)
def _normalised(section: str) -> str:
    return normalise(section).text


class Sources:
    """The sources of one library, kept as long as they are asked for.

    Every loop of answering whose length the library decides fetches something here: that is where the time is
    checked (`answers.deadline`).
    """

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        library = self._library = searcher.library
        self._tag: Tag = searcher.analyser.segmenter.tag
        self._version = ""
        self.source = lru_cache(_CACHED_SOURCES)(self._source)
        self._article = lru_cache(_CACHED_ARTICLES)(self._read_article)
        self._surroundings = lru_cache(_CACHED_ARTICLES)(self._read_surroundings)
        self._text_of = lru_cache(_TEXTS_KEPT)(library.text_of)
        self.document = lru_cache(_TEXTS_KEPT)(library.document)
        self._sizes = lru_cache(1)(library.sizes)
        self.is_said = lru_cache(_WORDS_KEPT)(self._is_said)
        self._origins = lru_cache(1)(self._read_origins)
        self._labels = lru_cache(1)(self._read_labels)
        self._regions = lru_cache(1)(self._read_regions)
        self._titles = lru_cache(1)(self._read_titles)
        self.alike = lru_cache(_CACHED_ARTICLES)(library.alike)
        self.letters = lru_cache(_LETTERS_KEPT)(self._letters)

    def keep_step(self) -> None:
        """Forget everything where the library has changed."""
        version = self._library.version
        if version != self._version:
            self._version = version
            own = (self.source, self._article, self._surroundings, self._text_of, self.document)
            labels = (self._origins, self._labels, self._regions, self._titles)
            for kept in (*own, *labels, self._sizes, self.is_said, self.alike, self.letters):
                kept.cache_clear()

    def count(self) -> int:
        """Return how many articles there are."""
        return self._sizes().articles

    def _is_said(self, word: str) -> bool:
        """Return whether a document says a normalised word: in its text, in a title, as its region or publisher."""
        check_time()
        return self._searcher.is_said(word) or word in self._origins()

    def _read_origins(self) -> str:
        return normalise("\n".join(self._library.origins())).text

    def labelled(self, words: Sequence[str], year: str = "") -> tuple[DocumentId, ...]:
        """Return the documents whose title or region says all of some normalised words, and that are of a year (2025年).

        A document is of the year that its title names, else of that it was published in.
        """
        return tuple(
            id_
            for id_, label, own_year in self._labels()
            if all(word in label for word in words) and year in ("", own_year)
        )

    def of_region(self, name: str) -> tuple[DocumentId, ...]:
        """Return the documents whose region a normalised name is, be it without what says its sort: 江西 of 江西省."""
        return self._regions().saying(name)

    def titled(self, name: str, limit: int) -> tuple[DocumentId, ...]:
        """Return the documents whose title says a normalised name, at most so many."""
        return self._titles().saying(name, limit)

    def about(self, name: str, limit: int) -> tuple[DocumentId, ...]:
        """Return the documents whose region a normalised name is, else those whose title says it; none where more than so many do."""
        found = self._regions().saying(name, limit + 1) or self._titles().saying(name, limit + 1)
        return found if len(found) <= limit else ()

    def _read_regions(self) -> Labels:
        return Labels.of((id_, label.partition("\n")[2]) for id_, label, _ in self._labels())

    def _read_titles(self) -> Labels:
        return Labels.of((id_, label.partition("\n")[0]) for id_, label, _ in self._labels())

    def _read_labels(self) -> tuple[tuple[DocumentId, str, str], ...]:
        made = []
        for label in self._searcher.library.labels():
            title = normalise(label.title).text
            named = YEAR.search(title)
            year = named.group() if named else f"{label.published[:4]}年" if label.published else ""
            made.append((label.document_id, f"{title}\n{normalise(label.region).text}", year))
        return tuple(made)

    def names(self) -> tuple[DocumentId, ...]:
        """Return the documents' ids in order of source."""
        return tuple(self._library.sources())

    def passages(self, document_id: DocumentId) -> tuple[Passage, ...]:
        """Return the document's passages in order."""
        check_time()
        return self._library.passages(document_id)

    def documents(self) -> tuple[Document, ...]:
        """Return all documents in order of source."""
        return self._library.documents()

    def find(self, passage_id: PassageId) -> Source | None:
        """Return the source of a passage, None where the passage is gone or its document damaged."""
        check_time()
        passage = self._library.passage(passage_id)
        if passage is None:
            return None
        try:
            return self.source(passage)
        except (DamagedDocumentError, UnknownDocumentError):  # the library tells of it in the log
            return None

    def following(self, passage: Passage) -> Iterator[Source]:
        """Yield the passages that follow in the same article, in order, as far as they can be read."""
        for number in count(passage.number + 1):
            source = self.find(ids.passage_id(passage.document_id, number))
            if source is None or source.passage.article != passage.article:
                return
            yield source

    def numbers(self, document_id: DocumentId, article: int) -> range:
        """Return the numbers of an article's passages, which follow one another; none for an unknown one."""
        return self._library.numbers(document_id, article)

    def between(
        self, document_id: DocumentId, numbers: range, article: int | None = None
    ) -> tuple[Source, ...]:
        """Return a document's passages of these numbers, in order, up to the first that is not there, read in one go.

        Of an article alone where one is given. Raises `DamagedDocumentError` and `UnknownDocumentError`.
        """
        if article is not None:
            own = self.numbers(document_id, article)
            numbers = range(max(numbers.start, own.start), min(numbers.stop, own.stop))
        passage_ids = [ids.passage_id(document_id, number) for number in numbers]
        read = self._library.read(passage_ids)
        return tuple(self.source(read[one][0]) for one in takewhile(read.__contains__, passage_ids))

    def _letters(self, document_id: DocumentId, article: int) -> str:
        """Return what an article says, its marks and blanks aside."""
        check_time()
        return letters_of(self._library.title_and_text(document_id, article)[1])

    def _source(self, passage: Passage) -> Source:
        check_time()
        context = self._article(passage.document_id, passage.article)
        return Source(passage, self._library.analysis(passage.id), context, self._tag)

    def _read_article(self, document_id: DocumentId, article: int) -> Context:
        check_time()
        document = self.document(document_id)
        title, text = self._library.title_and_text(document_id, article)
        return context_of(document, article, title, text, self._surroundings(document_id))

    def _read_surroundings(self, document_id: DocumentId) -> Surroundings:
        library = self._library
        return Surroundings(
            partial(self._text_of, document_id),
            lambda: {number: one.title for number, one in library.outline(document_id).items()},
        )


def sources_of(
    document: Document, passages: Sequence[tuple[Passage, Analysis]], tag: Tag
) -> Iterator[Source]:
    """Yield the passages of a document, given in order, as sources, without a library to read from."""
    surroundings = Surroundings(
        cache(lambda: "\n".join(analysis.text for _, analysis in passages)),
        lambda: {passage.article: passage.title for passage, _ in passages},
    )
    for article, group in groupby(passages, key=lambda pair: pair[0].article):
        own = list(group)
        text = "\n".join(analysis.text for _, analysis in own)
        context = context_of(document, article, own[0][0].title, text, surroundings)
        yield from (Source(passage, analysis, context, tag) for passage, analysis in own)
