"""In how many ways what stands around a candidate contradicts the question."""

from __future__ import annotations

from answers.agreement import demand_of, said_of
from answers.candidates import Candidate
from answers.constraints import contradictions
from answers.questions.understanding import Understanding
from answers.spans.clauses import clauses


def ways_contradicted(question: Understanding, candidate: Candidate) -> int:
    """Return in how many ways the clauses of a candidate contradict the question."""
    source, sentence = candidate.source, candidate.sentence.span
    words = demand_of(question).words
    own = said_of(source, sentence, candidate.span, clauses(source.text, sentence))
    return sum(contradictions(question.text, said, words) for said in own)
