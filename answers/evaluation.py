"""Replies scored against gold questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from answers.questions.small_talk import small_talk
from answers.types import Abstention, Answer, Kind, Reply, Turn
from retrieval.normalise import normalise

if TYPE_CHECKING:
    from answers.answerer import Answerer

# Kinds that a passage answers, not a short span.
_NOT_SHORT = (Kind.COMPARE, Kind.DEFINITION, Kind.QUOTE, Kind.SUMMARY)


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """Turns of a conversation, the last of which is scored; no answers: it must be refused.

    `answers` are parts, each with its acceptable forms; `document` is how the right source's name begins.
    """

    turns: tuple[str, ...]
    answers: tuple[tuple[str, ...], ...]
    kind: str | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """How one gold question went: its marks by name, and what was answered."""

    question: str
    marks: dict[str, bool]
    answer: str | None

    @property
    def missed(self) -> tuple[str, ...]:
        """Return the names of the marks it missed."""
        return tuple(name for name, mark in self.marks.items() if not mark)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The judgements of a gold file."""

    judgements: tuple[Judgement, ...]

    def rates(self) -> dict[str, float]:
        """Return the share of each mark, by name."""
        marks: dict[str, list[bool]] = defaultdict(list)
        for judgement in self.judgements:
            for name, mark in judgement.marks.items():
                marks[name].append(mark)
        return {name: round(sum(found) / len(found), 4) for name, found in sorted(marks.items())}

    def count(self, name: str) -> int:
        """Return how many questions were given a mark of that name."""
        return sum(name in judgement.marks for judgement in self.judgements)

    def misses(self) -> tuple[Judgement, ...]:
        """Return the judgements that miss a mark."""
        return tuple(judgement for judgement in self.judgements if judgement.missed)


def evaluate(gold: Iterable[GoldQuestion], answerer: Answerer) -> Outcome:
    """Return how the answerer does on gold questions, each conversation on its own."""
    return Outcome(tuple(_judge(question, _last_reply(question, answerer)) for question in gold))


def _last_reply(question: GoldQuestion, answerer: Answerer) -> Reply:
    turns: list[Turn] = []
    for text in question.turns[:-1]:
        if small_talk(text) is None:
            turns.append(answerer.turn(answerer.reply(text, turns)))
    return answerer.reply(question.turns[-1], turns)


def _judge(gold: GoldQuestion, reply: Reply) -> Judgement:
    parts = reply.parts if not isinstance(reply, Answer | Abstention) else (reply,)
    answered = [part for part in parts if isinstance(part, Answer)]
    short = "、".join(part.answer for part in answered if part.answer)
    asked = " → ".join(gold.turns)
    if not gold.answers:
        return Judgement(asked, {"abstained": not answered}, short or None)
    quotes = [
        (citation.document.source, citation.quote.text) for part in answered for citation in part.citations
    ]
    shown = "\n".join([part.lead for part in answered] + [quote for _, quote in quotes])
    marks = {
        "answered": bool(answered),
        "text": bool(answered) and holds(gold.answers, shown),
        "cited": all(
            any(
                (gold.document is None or source.startswith(gold.document)) and holds([part], quote)
                for source, quote in quotes
            )
            for part in gold.answers
        ),
    }
    if gold.kind not in _NOT_SHORT:
        size = sum(len(_bare(part[0])) for part in gold.answers)
        marks["short"] = holds(gold.answers, short) and len(_bare(short)) <= 3 * size + 10
    return Judgement(asked, marks, short or None)


def holds(parts: Sequence[Sequence[str]], text: str) -> bool:
    """Return whether a text holds each part of an answer, in any of its forms."""
    bare = _bare(text)
    return all(any(_bare(form) in bare for form in part) for part in parts)


def _bare(text: str) -> str:
    return "".join(normalise(text).text.split())
