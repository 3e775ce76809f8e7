"""The questions of one message: they are mostly of one matter, and one sentence answers them all.

Where it does not, one that is not answered is asked of the documents that answer the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from answers.deciding import decide
from answers.finding import Finder, Findings
from answers.matching import Matcher
from answers.one_sentence import MOST_QUESTIONS, in_one_sentence
from answers.probability import SURE
from answers.questions.understanding import Understanding
from answers.sources import Sources
from answers.types import Abstention, Answer, Question, Turn
from retrieval.normalise import normalise
from retrieval.search import Found
from retrieval.types import DocumentId

# Of messages of which nothing was answered, what was found with less than this was wrong in three of three.
_LEAST = 0.5


class Answering(Protocol):
    """What answers a question of some documents, and tells what the next one may refer to."""

    finder: Finder
    sources: Sources
    matcher: Matcher

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


def settled(
    whole: Understanding, replies: Sequence[Answer | Abstention], answering: Answering
) -> tuple[Answer | Abstention, ...]:
    """Return the replies to the questions of a message, each with what was found for the others."""
    of_one = of_one_sentence(whole, replies, answering)
    return tuple(beside_answered(reply, of_one, answering) for reply in of_one)


def of_one_sentence(
    whole: Understanding, replies: Sequence[Answer | Abstention], answering: Answering
) -> Sequence[Answer | Abstention]:
    """Return the replies to the questions of a message, where the sentence found for it as a whole says more, as that one says.

    How often it is right is in tests/evaluation/results.md.
    """
    is_settled = all(
        _is_plain(reply) and not _is_said(reply, replies[:at]) for at, reply in enumerate(replies)
    )
    if len(replies) > MOST_QUESTIONS or is_settled:
        return replies
    matcher, finder = answering.matcher, answering.finder
    found = finder.find(whole, matcher)
    if not found.weighed or found.holds < found.thresholds.answer:
        return replies
    sentence = found.weighed[0].sentence
    hits = tuple(hit for hit in found.hits if hit.passage.id == sentence.source.passage.id)
    among = Found(hits, found.nearness, 1.0)
    asked = [answering.read(normalise(reply.question.understood).text)[1] for reply in replies]
    # Those that stay are chosen for as well: what stands before and behind them tells the others in their order. Without them 64 of 146
    # messages are right in both, with them 67.
    own = in_one_sentence(sentence, asked, [finder.find(one, matcher, among=among) for one in asked])
    stays = [
        _stands_in(sentence.text, reply) and not _is_said(reply, replies[:at])
        for at, reply in enumerate(replies)
    ]
    staying = [reply for reply, is_one in zip(replies, stays, strict=True) if is_one]
    is_alone = not any(isinstance(reply, Answer) and reply.is_sure for reply in replies)
    made: list[Answer | Abstention] = []
    for reply, is_one, one, findings in zip(replies, stays, asked, own, strict=True):
        if is_one:
            made.append(reply)
            continue
        other = decide(reply.question, one, _as_sure_as(found.holds, findings), answering.sources)
        is_better = not (_is_said(other, staying) or _lacks_what_nobody_says(findings, answering.sources))
        made.append(_better(reply, other, is_alone=is_alone) if is_better else reply)
    return made


def _lacks_what_nobody_says(findings: Findings, sources: Sources) -> bool:
    """Return whether the best sentence lacks something that a question insists on and that no document says."""
    missing = findings.weighed[0].evidence.missing if findings.weighed else ()
    return any(not sources.is_said(term.text) for term in missing)


def _is_plain(reply: Answer | Abstention) -> bool:
    """Return whether a reply is a short answer that stands alone."""
    return isinstance(reply, Answer) and reply.answer is not None and reply.confidence >= SURE


def _stands_in(sentence: str, reply: Answer | Abstention) -> bool:
    """Return whether a short answer that is sure stands in a sentence."""
    if not isinstance(reply, Answer) or reply.answer is None:
        return False
    return reply.is_sure and _says(sentence, normalise(reply.answer).text)


def _is_said(reply: Answer | Abstention, others: Sequence[Answer | Abstention]) -> bool:
    """Return whether the short answer of a reply holds that of another, or is part of it."""
    said = reply.answer if isinstance(reply, Answer) else None
    told = [one.answer for one in others if isinstance(one, Answer) and one.answer]
    return said is not None and any(_says(said, one) or _says(one, said) for one in told)


def _says(text: str, said: str) -> bool:
    """Return whether a text says something, a figure not as the end of a longer one.

    >>> _says("已有33条恢复", "3条"), _says("已有33条恢复", "33条"), _says("放宽到1.5倍", "5倍")
    (False, True, False)
    """
    at = text.find(said)
    while at >= 0:
        before = text[at - 1 : at]
        if not said[:1].isdigit() or not (before.isdigit() or before == "."):
            return True
        at = text.find(said, at + 1)
    return False


def _as_sure_as(holds: float, findings: Findings) -> Findings:
    """Return findings of a sentence that holds the answers to a message with this probability.

    The candidate chosen there is right with the mean of that and of how sure the question by itself was of the passage's best: of 216 that
    were chosen so, by fifths of the latter, 44, 71, 65, 89 and 91 %, where the mean is 47 to 88.
    """
    return replace(findings, holds=holds, confidence=(holds + findings.confidence) / 2)


def _better(reply: Answer | Abstention, other: Answer | Abstention, *, is_alone: bool) -> Answer | Abstention:
    """Return the reply that says more, the first of two that say as much.

    A sentence without an answer in it says no more than nothing. Where nothing of a message was answered (`is_alone`), it counts as well, but
    neither it nor a short answer where it is as likely wrong as right.
    """
    if not isinstance(other, Answer) or not other.is_sure:
        return reply
    if is_alone:
        return other if other.confidence >= _LEAST else reply
    if other.answer is None:
        return reply
    if not isinstance(reply, Answer) or not reply.is_sure:
        return other
    return other if reply.answer is None or reply.confidence < other.confidence else reply


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
