"""In how many ways what stands around a candidate contradicts the question."""

from __future__ import annotations

from answers.candidates import Candidate
from answers.constraints import Said, contradictions
from answers.questions.understanding import Understanding
from answers.spans.clauses import clauses
from answers.types import Kind
from retrieval.normalise import normalise


def ways_contradicted(question: Understanding, candidate: Candidate) -> int:
    """Return in how many ways the clauses of a candidate contradict the question."""
    source, span = candidate.source, candidate.span
    section = normalise(source.passage.section or "").text
    words = (
        [] if question.kind is Kind.YES_NO else [term.text for term in question.terms if len(term.text) > 1]
    )
    found = 0
    for clause in clauses(source.text, candidate.sentence.span):
        if clause.overlaps(span):
            said = Said(
                clause.of(source.text),
                max(span.start, clause.start) - clause.start,
                section,
                source.context.year,
                min(span.end, clause.end) - clause.start,
                source.text[candidate.sentence.span.start : clause.start],
            )
            found += contradictions(question.text, said, words)
    return found
