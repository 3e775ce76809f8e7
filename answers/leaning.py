"""What a candidate gains or loses by the turn that a question leans on."""

from __future__ import annotations

from answers.candidates import Candidate
from answers.types import Turn
from retrieval.normalise import normalise

# Added to the log probability for the passage that the turn before was answered from, and once more for its
# answer's sentence; taken off twice for what was answered already.
_BESIDE = 0.7


def leaning(candidate: Candidate, turn: Turn) -> float:
    """Return what a candidate gains or loses by the turn that the question leans on."""
    if candidate.source.passage.id not in turn.passage_ids:
        return 0.0
    answer = normalise(turn.answer or "").text
    if answer and answer in candidate.text and not any(map(str.isdigit, candidate.text.replace(answer, ""))):
        return -2 * _BESIDE  # it was said already, and nothing beside: 2月17日, 2月17日开始办理
    return 2 * _BESIDE if answer and answer in candidate.sentence.text else _BESIDE
