"""Fitting the reader on the public sets and the piles: all of it, and by halves of the piles' documents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from answers.fit.piles import Pile, answerer_over
from answers.fit.reading import PileSpans, Tables, pile_spans
from answers.model import Style, Weights, vectors
from answers.model.fit.model import Fitted, examples_of_sets, fit_choice_of_sentences, pose, with_spans
from answers.model.fit.net import Fitter
from answers.model.fit.quantise import quantised
from answers.model.fit.sets import read_set
from answers.model.fit.spans import SpanExample
from answers.model.lexicon import Lexicon
from retrieval.analysis import Analyser

Say = Callable[[str], None]

_TIMES = 2  # that an example of a pile counts: they are few, and nearest to what is asked
# Of the net: over the public sets alone, then over the piles and part of the sets; chosen on documents kept back.
_FIRST_PASSES, _LATER_PASSES = 5, 3
_EVERY = 2  # of so many examples of the sets, which are known by then, the later passes go over one
_WATCHED = 400  # examples that tell how large the numbers in the net become


@dataclass(frozen=True)
class ReaderExamples:
    """What the reader is fitted on; `used` says of each set and pile how much, a line each.

    `weights` are those that choose sentences, without hashed features yet.
    """

    weights: Weights
    of_sets: Sequence[SpanExample]
    of_piles: Sequence[PileSpans]
    used: Sequence[str]


class ReaderFit:
    """Fits the reader on examples: first the net on the public sets alone, from which every fit goes on."""

    def __init__(self, examples: ReaderExamples, say: Say) -> None:
        self._examples = examples
        self._say = say
        every = [*examples.of_sets, *(one.example for one in examples.of_piles)]
        tags = {int(tag) for example in every for tag in np.unique(example.values.net.tags)}
        self._fitter = Fitter(vectors.load(), sorted(tags))
        self._start = self._fitter.fit(examples.of_sets, _FIRST_PASSES, None, say)

    def whole(self) -> Weights:
        """Return the weights fitted on everything."""
        return self._fit(self._examples.of_piles)

    def tables(self, whole: Weights) -> Tables:
        """Return weights fitted on each half of the piles' documents, beside those fitted on the whole."""
        first, second = (
            self._fit([one for one in self._examples.of_piles if one.question.half == half])
            for half in (0, 1)
        )
        return Tables(whole, (first, second))

    def _fit(self, of_piles: Sequence[PileSpans]) -> Weights:
        of_sets, own = self._examples.of_sets, _TIMES * [one.example for one in of_piles]
        later = [*of_sets[::_EVERY], *own]
        fitted = self._fitter.fit(later, _LATER_PASSES, self._start, self._say)
        watched = [(one.values.net, one.style) for one in later[:: max(1, len(later) // _WATCHED)]]
        net = quantised(fitted, self._fitter.tags, watched, vectors.load())
        return replace(with_spans(self._examples.weights, [*of_sets, *own]), net=net)


def reader_examples(
    evaluation: Path,
    half: int | None,
    piles: Sequence[Pile],
    analyser: Analyser,
    scratch: Path,
    say: Callable[[str], None],
) -> ReaderExamples:
    """Return what the reader is fitted on; with `half` only that half of DRCD's articles."""
    cmrc, drcd = (read_set(evaluation / name, analyser) for name in ("cmrc2018_train", "drcd_dev"))
    part = drcd.questions if half is None else drcd.half(half)
    known, posed = pose(
        [Fitted(cmrc, cmrc.questions, Style.FULL), Fitted(drcd, part, Style.BRIEF)],
        Lexicon(analyser.segmenter),
    )
    say(f"public sets: {len(posed)} questions")
    weights = fit_choice_of_sentences(known, posed)
    say("the choice of sentences is fitted")
    of_sets = tuple(examples_of_sets(posed, weights))
    say(f"public sets: spans of {len(of_sets)} questions")
    used = [f"{len(cmrc.questions)} questions of {cmrc.name}", f"{len(part)} questions of {drcd.name}"]
    of_piles: list[PileSpans] = []
    for pile in piles:
        with answerer_over(pile.documents, scratch / f"{pile.name}-library", analyser) as answerer:
            own = tuple(pile_spans(answerer, pile.fitted_on, weights))
        say(f"{pile.name}: spans of {len(own)} questions")
        used.append(f"{len(own)} questions on {pile.name}")
        of_piles += own
    return ReaderExamples(weights, of_sets, tuple(of_piles), used)
