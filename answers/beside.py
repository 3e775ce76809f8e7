"""A question of a message that is not answered, asked of the documents that answer the others: they are mostly of one matter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from answers.questions.understanding import Understanding
from answers.types import Abstention, Answer, Question, Turn
from retrieval.normalise import normalise
from retrieval.types import DocumentId


class Answering(Protocol):
    """What answers a question of some documents, and tells what the next one may refer to."""

    def read(self, text: str) -> tuple[str, Understanding]:
        """Return a normalised question as it is shown, and what it asks."""

    def turn(self, reply: Answer) -> Turn:
        """Return what a later question may refer to."""

    def find(
        self,
        question: Question,
        understanding: Understanding,
        beside: Turn | None = None,
        within: frozenset[DocumentId] | None = None,
    ) -> Answer | Abstention:
        """Return the reply found in some documents."""


def beside_answered(
    reply: Answer | Abstention, replies: Sequence[Answer | Abstention], answering: Answering
) -> Answer | Abstention:
    """Return a reply, or what the documents that answer other questions of its message say instead of one that is not sure.

    What it brings on 131 such messages is in tests/evaluation/results.md.
    """
    if isinstance(reply, Answer) and reply.is_sure:
        return reply
    answered = [one for one in replies if isinstance(one, Answer) and one.is_sure]
    if not answered:
        return reply
    within = frozenset(one.citations[0].document.id for one in answered)
    _, understanding = answering.read(normalise(reply.question.understood).text)
    again = answering.find(reply.question, understanding, answering.turn(answered[0]), within)
    return again if isinstance(again, Answer) and again.is_sure else reply
