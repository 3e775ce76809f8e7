"""Two dated papers that say the same with another figure: the newer one answers, and what the older says is told."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from answers import templates
from answers.candidates import Candidate
from answers.compose import printed_answer
from answers.finding import Option
from answers.lexicon import Lexicon
from answers.questions.carrying import periods
from answers.questions.parts import Part
from answers.questions.understanding import Understanding
from answers.sources import Sources
from answers.types import Answer, Citation, Conflict, Kind, Row
from retrieval.normalise import normalise
from retrieval.quantities import find_figures
from retrieval.types import Span

_LOOKED_AT = 8  # options whose articles may tell another figure


def newest(
    question: Understanding, options: Sequence[Option], sources: Sources
) -> tuple[Option, tuple[Option, ...]]:
    """Return the option to answer with, and those that say otherwise in older papers, the newest first.

    A question that says for when it asks is answered with the first option, whatever others say.
    """
    first = options[0]
    if periods(question.text):
        return first, ()
    versions = [first]
    for other in options[1:]:
        if _is_version(first.candidate, other.candidate) and all(
            other.candidate.source.passage.document_id != one.candidate.source.passage.document_id
            for one in versions
        ):
            versions.append(other)
    dated = [one for one in versions if _published(one, sources)]
    if len(versions) == 1 or len(dated) < len(versions):
        return first, ()
    ordered = sorted(dated, key=lambda one: _published(one, sources), reverse=True)
    latest = _published(ordered[0], sources)
    return ordered[0], tuple(one for one in ordered[1:] if _published(one, sources) < latest)


def with_others(
    reply: Answer, question: Understanding, options: Sequence[Option], sources: Sources, lexicon: Lexicon
) -> Answer:
    """Return a short answer that is a figure with what other articles say of the same thing otherwise, and why."""
    if question.kind is not Kind.NUMBER or not reply.answer or reply.conflicts:
        return reply
    own = reply.citations[0].quote.passage
    elsewhere = [
        option
        for option in options[:_LOOKED_AT]
        if (passage := option.candidate.source.passage).document_id != own.document_id
        or passage.article != own.article
    ]
    told = {(one.number, one.unit) for one in find_figures(normalise(reply.answer).text)}
    if not any(_may_be_otherwise(option, told) for option in elsewhere):
        return reply
    from answers.conflicting import with_conflicts  # 0.1 s of patterns, which most questions need not

    return with_conflicts(reply, question, elsewhere, sources, lexicon)


def _may_be_otherwise(option: Option, told: Collection[tuple[str, str]]) -> bool:
    """Return whether an option bears a question out with another figure than those told, in the unit of one."""
    source, span = option.candidate.source, option.candidate.span
    others = {(one.number, one.unit) for one in source.figures if one.span.overlaps(span)}
    units = {unit for _, unit in told}
    return option.evidence.is_complete and any(
        unit in units and (number, unit) not in told for number, unit in others
    )


def conflict_of(
    question: Understanding, versions: Sequence[Option], citations: Sequence[Citation], sources: Sources
) -> Conflict:
    """Return what papers say otherwise than the newest of them, which stands first among the options given."""
    rows, notes = [], []
    for option in versions:
        candidate = option.candidate
        passage = candidate.source.passage
        document = sources.document(passage.document_id)
        value, published = printed_answer(candidate), document.published or ""
        number = next((one.n for one in citations if one.quote.passage.id == passage.id), None)
        rows.append(Row(document.title, value, published or None, number))
        notes.append(templates.says_otherwise(document.title, published, value))
    return Conflict(
        _words(question, Part.ENTITY),
        _words(question, Part.INDICATOR, Part.HEAD, Part.WORD),
        tuple(rows),
        "\n".join(notes[1:]),
    )


def _words(question: Understanding, *parts: Part) -> str | None:
    return "".join(term.text for term in question.of_part(*parts)) or None


def _published(option: Option, sources: Sources) -> str:
    return sources.document(option.candidate.source.passage.document_id).published or ""


def _is_version(one: Candidate, other: Candidate) -> bool:
    """Return whether two candidates stand in sentences that differ in figures alone, and hold other figures."""
    return _figures(one) != _figures(other) and _without_figures(one) == _without_figures(other) is not None


def _figures(candidate: Candidate) -> list[str]:
    source = candidate.source
    return [one.span.of(source.text) for one in source.figures if one.span.overlaps(candidate.span)]


def _without_figures(candidate: Candidate) -> str | None:
    """Return a candidate's sentence with its figures taken out; None where the candidate holds none."""
    source, sentence = candidate.source, candidate.sentence.span
    figures = [figure.span for figure in source.figures if sentence.holds(figure.span)]
    if not any(figure.overlaps(candidate.span) for figure in figures):
        return None
    pieces = []
    start = sentence.start
    for figure in figures:
        pieces.append(Span(start, max(start, figure.start)).of(source.text))
        start = max(start, figure.end)
    return "#".join([*pieces, source.text[start : sentence.end]])
