"""In how many ways what stands around a candidate contradicts the question."""

from __future__ import annotations

from collections.abc import Iterable

from answers.agreement import demand_of, said_of
from answers.candidates import Candidate
from answers.constraints import contradictions
from answers.questions.understanding import Understanding
from answers.spans.clauses import clauses


def ways_contradicted(question: Understanding, candidates: Iterable[Candidate]) -> list[int]:
    """Return in how many ways the clauses of each candidate contradict the question."""
    words = demand_of(question).words
    found = []
    for candidate in candidates:
        source, sentence = candidate.source, candidate.sentence.span
        own = said_of(source, sentence, candidate.span, clauses(source.text, sentence))
        found.append(sum(contradictions(question.text, said, words) for said in own))
    return found
