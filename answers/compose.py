"""Replies put together from candidates: short answers as they stand in the source, with their quotations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from answers import templates
from answers.candidates import Candidate
from answers.evidence import Evidence
from answers.questions.understanding import Understanding
from answers.ranking import RankedSentence
from answers.reprints import is_reprint
from answers.sources import Source, Sources
from answers.spans.dates import as_of
from answers.types import Abstention, Answer, Citation, Kind, Question, Quote
from retrieval.types import Document, Span


def numbered(citations: list[Citation], quote: Quote, document: Document) -> int:
    """Return the number of a quotation among some citations, which it joins where it is not among them yet."""
    n = next((one.n for one in citations if one.quote == quote), len(citations) + 1)
    if n > len(citations):
        citations.append(Citation(n, quote, document))
    return n


def cite(sources: Sources, quoted: Iterable[tuple[Source, Span]]) -> tuple[Citation, ...]:
    """Return numbered citations of ranges of normalised texts, each range once; what reprints say alike by the first alone."""
    made: list[Citation] = []
    for source, span in quoted:
        original = source.to_original(span)
        if not original:
            continue
        quote = Quote(source.passage, original)
        if not any(is_reprint(quote, one.quote, sources) for one in made):
            numbered(made, quote, sources.document(source.passage.document_id))
    return tuple(made)


def short_answer(
    question: Question,
    understanding: Understanding,
    candidate: Candidate,
    evidence: Evidence,
    confidence: float,
    sources: Sources,
    further: Sequence[RankedSentence] = (),
) -> Answer:
    """Return the answer of a candidate: its words, then its sentence, then sentences that add to it."""
    source = candidate.source
    original = source.passage.text
    items, answer = _printed_items(candidate), printed_answer(candidate)
    own_quotes = [(source, span) for span in _sentences_of(candidate)]
    own_quotes += [(place, _sentence_around(place, item)) for place, item in candidate.elsewhere]
    quoted = own_quotes + [(sentence.source, sentence.span) for sentence in further]
    citations = cite(sources, quoted)
    period = as_of(source.text, candidate.span.start) if understanding.kind is Kind.NUMBER else None
    period_text = stated = source.to_original(period).of(original) if period else None
    if stated == templates.NOW:
        period_text = citations[0].document.published
        stated = templates.now(period_text)
    own = len(cite(sources, own_quotes))
    return Answer(
        question,
        templates.lead(answer, stated, range(1, own + 1)),
        answer,
        citations,
        round(confidence, 4),
        as_of=period_text,
        notes=_notes(evidence),
        items=items,
        matched=found(understanding, evidence),
        unmatched=unsaid(understanding, evidence, sources),
    )


def printed_answer(candidate: Candidate) -> str:
    """Return a candidate as its source prints it, the items of a list joined."""
    return "、".join(_printed_items(candidate)) or _printed(candidate.source, candidate.span)


def _printed_items(candidate: Candidate) -> tuple[str, ...]:
    own = [(candidate.source, item) for item in candidate.items]
    return tuple(_printed(place, item) for place, item in own or candidate.elsewhere)


def _sentence_around(source: Source, span: Span) -> Span:
    return next((sentence for sentence in source.sentences if sentence.overlaps(span)), span)


def _sentences_of(candidate: Candidate) -> list[Span]:
    """Return the sentences that a candidate's span reaches over, joined where they stand side by side."""
    reached = [span for span in candidate.source.sentences if span.overlaps(candidate.span)]
    if not reached:
        return [candidate.sentence.span]
    return [Span(min(span.start for span in reached), max(span.end for span in reached))]


def passage_answer(
    question: Question,
    understanding: Understanding,
    sentences: Sequence[RankedSentence],
    evidence: Evidence,
    confidence: float,
    sources: Sources,
    answer: str | None = None,
) -> Answer:
    """Return an answer that shows sentences, with a short answer where one is given."""
    citations = cite(sources, [(sentence.source, sentence.span) for sentence in sentences])
    first = templates.lead(answer, None, [1]) if answer else citations[0].quote.text + templates.marker(1)
    return Answer(
        question,
        first,
        answer,
        citations,
        round(confidence, 4),
        notes=_notes(evidence),
        matched=found(understanding, evidence),
        unmatched=unsaid(understanding, evidence, sources),
    )


def related(
    question: Question,
    understanding: Understanding,
    sentences: Sequence[RankedSentence],
    evidence: Evidence,
    confidence: float,
    sources: Sources,
) -> Answer:
    """Return the sentences nearest to a question that may not hold its answer, under a line that says so."""
    return Answer(
        question,
        templates.RELATED,
        None,
        cite(sources, [(sentence.source, sentence.span) for sentence in sentences]),
        round(confidence, 4),
        is_sure=False,
        matched=found(understanding, evidence),
        unmatched=unsaid(understanding, evidence, sources),
    )


def _notes(evidence: Evidence) -> tuple[str, ...]:
    """Return what the reader has to know beside the answer: places that the source does not name."""
    words = [term.text for term in evidence.unstated]
    return (templates.unstated(words),) if words else ()


def abstention(
    question: Question,
    understanding: Understanding,
    reason: str,
    evidence: Evidence | None,
    nearest: RankedSentence | None,
    sources: Sources,
) -> Abstention:
    """Return an abstention that says what was found, what was not, and where the nearest text sits."""
    citations = cite(sources, [(nearest.source, nearest.span)]) if nearest else ()
    return Abstention(
        question,
        reason,
        found(understanding, evidence) if evidence else (),
        unsaid(understanding, evidence, sources),
        citations[0] if citations else None,
        sources.count(),
    )


_FOUND = 0.3


def found(understanding: Understanding, evidence: Evidence) -> tuple[str, ...]:
    """Return the terms of the question that are borne out, in their order."""
    pairs = zip(understanding.terms, evidence.levels, strict=True)
    return tuple(dict.fromkeys(term.text for term, level in pairs if level >= _FOUND))


def unsaid(understanding: Understanding, evidence: Evidence | None, sources: Sources) -> tuple[str, ...]:
    """Return the terms of the question that no document says, in their order.

    What is said elsewhere than where an answer would stand is neither found nor unsaid.
    """
    levels = evidence.levels if evidence else (0.0,) * len(understanding.terms)
    unfound = (term.text for term, level in zip(understanding.terms, levels, strict=True) if level < _FOUND)
    return tuple(word for word in dict.fromkeys(unfound) if not sources.is_said(word))


_EDGES = " \n,。;、:"


def _printed(source: Source, span: Span) -> str:
    """Return a range as its source prints it, without line breaks and marks that only part it from what is beside it."""
    text = span.of(source.text)
    start = span.end - len(text.lstrip(_EDGES))
    end = span.start + len(text.rstrip(_EDGES))
    printed = source.to_original(Span(start, max(start, end))).of(source.passage.text)
    return "".join(printed.split("\n"))
