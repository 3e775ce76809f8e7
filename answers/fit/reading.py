"""What the reader is fitted on beside the public sets: the spans that answer the questions of a pile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from answers.answerer import Answerer
from answers.finding import Finder
from answers.fit.piles import PileQuestion
from answers.model import Style, Weights
from answers.model.fit.model import span_example
from answers.model.fit.spans import SpanExample
from answers.model.reader import PASSAGES_READ
from answers.questions.frames import without_frame
from answers.questions.intake import clean
from answers.questions.small_talk import without_small_talk
from answers.questions.understanding import Understanding
from answers.reading import view
from retrieval.normalise import normalise


@dataclass(frozen=True, eq=False)
class PileSpans:
    """A question of a pile as an example for the reader."""

    question: PileQuestion
    example: SpanExample


@dataclass(frozen=True)
class Tables:
    """The reader's weights by the documents that they were fitted on: all but those kept back, or one half of these."""

    whole: Weights
    halves: tuple[Weights, Weights]

    def parted(self, questions: Sequence[PileQuestion]) -> Iterator[tuple[Weights, Sequence[PileQuestion]]]:
        """Yield questions of a pile that is split with the weights that were not fitted on their documents."""
        yield self.whole, [one for one in questions if one.is_kept_back]
        for half in (0, 1):
            own = [one for one in questions if not one.is_kept_back and one.half == half]
            yield self.halves[1 - half], own


def understood(answerer: Answerer, question: PileQuestion) -> Understanding:
    """Return what a question is found to ask, as a chat and the console have it read."""
    text = without_frame(normalise(clean(without_small_talk(question.text))).text)
    return answerer.read(text)[1]


def pile_spans(
    answerer: Answerer, questions: Sequence[PileQuestion], weights: Weights
) -> Iterator[PileSpans]:
    """Yield an example for each question whose answer stands in the sentences that `weights` choose."""
    finder = Finder(answerer.searcher, answerer.sources, answerer.bigram_weight, weights)
    reader = finder.model.reader
    for question in questions:
        understanding = understood(answerer, question)
        if not understanding.terms or not question.answers:
            continue
        pairs = finder.look(understanding)[1][:PASSAGES_READ]
        example = span_example(
            reader.take_apart(understanding.analysis, understanding.kind, finder.model.idf),
            [reader.digest(view(source)) for source, _ in pairs],
            [score for _, score in pairs],
            Style.PLAIN,
            weights,
            [[normalise(form).text for form in part] for part in question.answers],
            [normalise(text).text for text in question.evidence],
        )
        if example is not None:
            yield PileSpans(question, example)
