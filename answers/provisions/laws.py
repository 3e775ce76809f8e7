"""The provisions of a law as it prints them, and the documents that the name of a law may mean."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from answers.provisions.asked import GENRES, NUMBER, number_of
from answers.sources import Source, Sources
from retrieval.errors import DamagedDocumentError, UnknownDocumentError
from retrieval.normalise import normalise
from retrieval.types import DocumentId, Passage, Span

_LABEL = re.compile(
    rf"^[ #*]*(?P<label>{NUMBER}(?:之[一二三四五六七八九十])?)(?=[ :、(*\u4e00-\u9fff])", re.MULTILINE
)
_BRACKETS = re.compile(r" ?\([^()]{1,20}\)$")
# A document with fewer is no law: a line of any may happen to begin with 第一条.
_LEAST = 3
# The next provision has a number further on by one, or by a few where some were repealed; a line that begins with
# the number of another provision (第二十条规定的……) hardly has.
_STEP = 3
_LONGEST = 5_000  # passages of a document that is read whole; the longest code has 1,260 provisions
_SHORTEST_NAME = 2  # code points: 宪法
_MOST_NAMED = 20  # documents whose titles end alike are looked at; of more none is meant


@dataclass(frozen=True, slots=True)
class Provision:
    """A provision: its number, how it is printed (第十三条), and where its text stands, in order."""

    number: int
    label: str
    places: tuple[tuple[Source, Span], ...]

    def holds(self, passage: Passage, span: Span) -> bool:
        """Return whether a range of a passage's own text begins in it."""
        return any(
            source.passage.id == passage.id and own.start <= span.start < own.end
            for source, own in ((one, one.to_original(place)) for one, place in self.places)
        )


@dataclass(frozen=True, slots=True)
class _Mark:
    """Where a provision begins: the place of its passage among those read, and the place in its text."""

    at: int
    start: int
    number: int
    label: str


def provisions(sources: Sources, document_id: DocumentId) -> tuple[Provision, ...]:
    """Return the provisions of a document in order, none where it is no law or is damaged, which the log tells."""
    passages = sources.passages(document_id)
    if len(passages) > _LONGEST:
        return ()
    try:
        read = [sources.source(passage) for passage in passages if passage.is_body]
    except (DamagedDocumentError, UnknownDocumentError):
        return ()
    marks = list(_marks(read))
    if len(marks) < _LEAST:
        return ()
    ends: list[_Mark | None] = [*marks[1:], None]
    return tuple(
        Provision(mark.number, mark.label, tuple(_places(read, mark, end)))
        for mark, end in zip(marks, ends, strict=True)
    )


def _marks(read: Sequence[Source]) -> Iterator[_Mark]:
    last = 0
    for at, source in enumerate(read):
        for begun in _LABEL.finditer(source.text):
            number = number_of(begun)
            if number is not None and (last == 0 or number == 1 or last <= number <= last + _STEP):
                last = number
                yield _Mark(at, begun.start("label"), number, begun["label"].replace(" ", ""))


def _places(read: Sequence[Source], mark: _Mark, end: _Mark | None) -> Iterator[tuple[Source, Span]]:
    """Yield what stands from one mark to the next, within the part of the law that the first is in."""
    first = read[mark.at]
    is_ended = end is not None and end.at == mark.at
    yield first, Span(mark.start, end.start if is_ended and end else len(first.text))
    if is_ended:
        return
    for at in range(mark.at + 1, len(read) if end is None else end.at + 1):
        source = read[at]
        stop = end.start if end is not None and end.at == at else len(source.text)
        start = source.sentences[0].start if source.sentences else 0  # behind the headings
        if _part(source) != _part(first) or start >= stop:
            return
        yield source, Span(start, stop)


def _part(source: Source) -> tuple[int, str | None]:
    return source.passage.article, source.passage.section


def laws_named(name: str, sources: Sources) -> tuple[DocumentId, ...]:
    """Return the documents that the words before 第几条 may name: whose titles end with the most of them.

    Of these those alone whose title says nothing else, if there are any. 个体户条例 does not name every 条例, nor
    《水土保持法》 the 水土保持法实施条例.
    """
    for start in range(len(name) - _SHORTEST_NAME + 1):
        said = name[start:]
        if start and said in GENRES:
            return ()
        saying = {one: title_of(one, sources) for one in sources.titled(said, _MOST_NAMED)}
        found = tuple(one for one, title in saying.items() if title.endswith(said))
        if found:
            return tuple(one for one in found if saying[one] == said) or found
    return ()


def laws(sources: Sources) -> tuple[DocumentId, ...]:
    """Return documents that are laws by their titles, at most some of each genre."""
    found = (one for genre in sorted(GENRES) for one in sources.titled(genre, _MOST_NAMED))
    return tuple(one for one in dict.fromkeys(found) if title_of(one, sources).endswith(tuple(GENRES)))


def title_of(document_id: DocumentId, sources: Sources) -> str:
    """Return the normalised title of a law, without what stands in brackets behind it: (试行), (2023年修订)."""
    return _BRACKETS.sub("", normalise(sources.document(document_id).title).text)
