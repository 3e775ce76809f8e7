"""What a document says of itself, asked for: who gave a report, on which day, who published it."""

from __future__ import annotations

import re
from collections.abc import Collection

from answers.another import places_in
from answers.questions.parts import Part
from answers.questions.understanding import Understanding
from answers.sources import Source, Sources
from answers.structure.found import Found
from answers.structure.records import Cell
from answers.types import Kind
from answers.vocabulary import any_of, vocabulary
from retrieval.normalise import normalise
from retrieval.types import Document, DocumentId, HeadValue, Span

_PAPER = any_of(vocabulary("document-sorts"))
_PAPER_SAID = re.compile(_PAPER)
_GIVEN = any_of(vocabulary("giving-verbs"))
_PUBLISHED = any_of(vocabulary("publishing-verbs"))
# 报告是谁作的 · 谁作的报告 · 报告的报告人是谁: what is asked for, its kind says.
_IS_GIVEN = re.compile(
    rf"(?:{_PAPER})的?[^,。?]{{0,8}}?(?:在[^,。?]{{1,10}}上)?(?:{_GIVEN})的?[?呢啊]*$|^[^,。?]{{1,5}}(?:{_GIVEN})[了的][^,。?]{{0,24}}(?:{_PAPER})[?呢啊]*$"
    rf"|(?:{_GIVEN})(?:{_PAPER})的(?:都)?(?:是[^,。?]{{1,4}}|[^,。?]{{0,3}}人)[?呢啊]*$"
    rf"|(?:{_PAPER})的?(?:报告人|主讲人|讲话人)[^,。?]{{0,4}}[?呢啊]*$"
)
_IS_PUBLISHED = re.compile(rf"(?:{_PAPER})的?[^,。?]{{0,10}}?(?:{_PUBLISHED})的?[?呢啊]*$")
_GIVES = {Kind.PERSON: "speaker", Kind.DATE: "date"}
_PUBLISHES = {Kind.PERSON: "publisher", Kind.ORGANISATION: "publisher", Kind.DATE: "date"}
_LONGEST_NAME = 40  # code points of what names a paper
_NAMING = (Part.ENTITY, Part.DATE)
_BY_WHOM = "由"  # 由国务院发布: who publishes a paper does not name it
_BLANK = re.compile(r"\s+")


def of_head(question: Understanding, sources: Sources, within: Collection[DocumentId] | None) -> Found | None:
    """Return what the head of the one document that a question names says; None where it asks for no such thing, or names no one."""
    ways = ((_IS_GIVEN, _GIVES), (_IS_PUBLISHED, _PUBLISHES))
    asked = next(
        (
            (kinds[question.kind], match)
            for form, kinds in ways
            if question.kind in kinds and (match := form.search(question.text))
        ),
        None,
    )
    if asked is None or asked[1].start() > _LONGEST_NAME:
        return None
    name, match = asked
    places = places_in(question.text)
    named = [
        term.text
        for term in question.of_part(*_NAMING)
        if not question.text.endswith(_BY_WHOM, 0, term.span.start)
    ]
    words = [*places, *(word for word in named if not any(place in word for place in places))]
    if not words:  # 职称评审通知是哪天发的: what stands before the sort of paper names it
        start = match.start()
        words = [term.text for term in question.terms if term.part is Part.WORD and term.span.end <= start]
    papers = _PAPER_SAID.findall(match.group())
    found = []
    for document_id in sources.labelled([*words, *papers[:1]]) if words else ():
        document = sources.document(document_id)
        value = getattr(document.head, name)
        if value is not None and value.spans and (within is None or document_id in within):
            found.append((document, value))
    if len(found) != 1:
        return None
    cell = _cell(name, *found[0], sources)
    return Found((cell,), (), len(match.group()) + sum(map(len, words))) if cell is not None else None


def _cell(name: str, document: Document, value: HeadValue, sources: Sources) -> Cell | None:
    """Return where the text says a value of its head."""
    for passage in sources.passages(document.id):
        if any(own.overlaps(said) for own in passage.spans for said in value.spans):
            source = sources.find(passage.id)
            span = _span(value, document, source) if source is not None else None
            if source is not None and span is not None:
                return Cell(name, source, span)
    return None


def _span(value: HeadValue, document: Document, source: Source) -> Span | None:
    said = normalise("".join(span.of(document.text) for span in value.spans)).text
    wanted = _BLANK.sub("", said)
    kept = [at for at, character in enumerate(source.text) if not character.isspace()]
    at = "".join(source.text[one] for one in kept).find(wanted) if wanted else -1
    return Span(kept[at], kept[at + len(wanted) - 1] + 1) if at >= 0 else None
