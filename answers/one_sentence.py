"""What one sentence says to all the questions of a message: of 146 messages that ask two things 123 are answered by one.

The message as a whole tells the sentence far better than either of its questions does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, pairwise, product
from math import log

from answers.contradicting import tell, ways_contradicted
from answers.finding import Findings, Option
from answers.of_its_kind import is_of_its_kind
from answers.questions.understanding import Understanding
from answers.ranking import RankedSentence

_OPTIONS = 4  # candidates of a question that are looked at: with so many the choice was measured
MOST_QUESTIONS = 3  # of a message: each of so many candidates is tried with each of the others
# Added to the log probability of answers that stand in the order of their questions. On 134 messages of the training sets .5 to 2 choose
# the same, 179 of 216 right; 0 chooses 170.
_IN_ORDER = 1.0
_TINY = 1e-9  # the probability of a question that has no answer in the sentence


def in_one_sentence(
    sentence: RankedSentence, questions: Sequence[Understanding], found: Sequence[Findings]
) -> tuple[Findings, ...]:
    """Return what was found for each question of a message with its answer in a sentence first, no two the same.

    A question for which nothing of its kind stands there has no candidates; neither has one whose only one is another's answer.
    """
    own = [_within(sentence, question, one) for question, one in zip(questions, found, strict=True)]
    chosen = _best_apart([options[:_OPTIONS] for options in own])
    return tuple(
        _of_sentence(question, sentence, one, first, options)
        for question, one, first, options in zip(questions, found, chosen, own, strict=True)
    )


def _within(sentence: RankedSentence, question: Understanding, found: Findings) -> list[Option]:
    """Return the candidates that stand in a sentence and are of the kind that is asked for, the likeliest first."""
    return [
        option
        for option in found.options
        if option.candidate.sentence.span == sentence.span
        and option.candidate.source.passage.id == sentence.source.passage.id
        and is_of_its_kind(question, option.candidate)
    ]


def _best_apart(options: Sequence[Sequence[Option]]) -> tuple[Option | None, ...]:
    """Return a candidate of each question, or none for it, so that no two overlap."""
    return max(filter(_are_apart, product(*((*own, None) for own in options))), key=_worth)


def _are_apart(chosen: Sequence[Option | None]) -> bool:
    said = [option.candidate for option in chosen if option is not None]
    return not any(
        one.span.overlaps(other.span) or one.text == other.text for one, other in combinations(said, 2)
    )


def _worth(chosen: Sequence[Option | None]) -> float:
    spans = [option.candidate.span for option in chosen if option is not None]
    ordered = sum(one.start < other.start for one, other in pairwise(spans))
    likely = sum(log(_TINY if option is None else option.probability + _TINY) for option in chosen)
    return likely + _IN_ORDER * ordered


def _of_sentence(
    question: Understanding,
    sentence: RankedSentence,
    found: Findings,
    first: Option | None,
    options: Sequence[Option],
) -> Findings:
    """Return findings with one candidate first, and the sentence before all others; what contradicts the question is that one's."""
    weighed = sorted(found.weighed, key=lambda one: one.sentence.span != sentence.span)
    if first is None:
        return replace(found, weighed=tuple(weighed), options=())
    told = tell(question, [first.candidate], [first.candidate.source])
    return replace(
        found,
        weighed=tuple(weighed),
        options=(first, *(option for option in options if option is not first)),
        is_contradicted=any(ways_contradicted(question, [first.candidate], told)),
        is_denied=told[0].is_denied,
        is_of_another=told[0].is_of_another or first.evidence.is_of_another,
    )
