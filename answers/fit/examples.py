"""Questions with known answers as examples: what answering gathers for each, and which of it is right."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from answers.answerer import Answerer
from answers.compose import printed_answer
from answers.finding import Finder, Gathered
from answers.fit.piles import PileQuestion
from answers.fit.reading import understood
from answers.model import Weights
from answers.scorer import Gathering
from retrieval.normalise import normalise

Marks = NDArray[np.bool_]

# A short answer may be so many times as long as the gold answer, and so many characters more.
_TIMES, _MORE = 3, 10


@dataclass(frozen=True, eq=False)
class Example:
    """What was gathered for a question, and what of it is right.

    `right` are the candidates that answer it, of those in the sentences of its evidence where one of them does;
    `hits` are those that hold any part of the answer. `held` says of each sentence which parts it holds: sentences
    by parts; `is_evidence` whether it is one of the evidence's.
    """

    question: PileQuestion
    gathering: Gathering
    right: Marks
    hits: Marks
    held: Marks
    is_evidence: Marks

    @property
    def is_answerable(self) -> bool:
        """Return whether the documents answer the question."""
        return bool(self.question.answers)

    @property
    def closest(self) -> Marks:
        """Return those of the right candidates that say the least beside the answer."""
        if not self.right.any():
            return self.right
        parts = [[bare(form) for form in part] for part in self.question.answers]
        beside = [len(text) - _length_held(parts, text) for text in map(bare, self.gathering.texts)]
        least = min(number for number, is_right in zip(beside, self.right, strict=True) if is_right)
        closest: Marks = self.right & (np.array(beside) == least)
        return closest

    @property
    def answering(self) -> Marks:
        """Return the sentences that hold the most parts of the answer, of the evidence's where one of them does."""
        counts = self.held.sum(axis=1)
        best: Marks = (counts == counts.max(initial=0)) & (counts > 0)
        own: Marks = best & self.is_evidence
        return own if own.any() else best

    def is_held(self, places: Sequence[int]) -> bool:
        """Return whether some sentences together hold every part of the answer."""
        return self.is_answerable and bool(self.held[list(places)].any(axis=0).all())


def examples(answerer: Answerer, questions: Sequence[PileQuestion], weights: Weights) -> Iterator[Example]:
    """Yield an example for each question that anything was found for, read with `weights`."""
    finder = Finder(answerer.searcher, answerer.sources, answerer.bigram_weight, weights)
    for question in questions:
        understanding = understood(answerer, question)
        if not understanding.terms:
            continue
        gathered = finder.gather(understanding, answerer.matcher)
        if not gathered.weighed:
            continue
        yield _labelled(question, gathered)


def _labelled(question: PileQuestion, gathered: Gathered) -> Example:
    """Return what was gathered for a question with what of it is right."""
    parts = [[bare(form) for form in part] for part in question.answers]
    evidence = [bare(text) for text in question.evidence]
    longest = _TIMES * sum(max(map(len, part)) for part in parts) + _MORE
    texts = [bare(printed_answer(draft.candidate)) for draft in gathered.drafts]
    right = [bool(parts) and _holds_all(parts, text) and len(text) <= longest for text in texts]
    hits = [any(_stands(form, text) for part in parts for form in part) for text in texts]
    sentences = [bare(one.sentence.text) for one in gathered.weighed]
    held = [[any(_stands(form, text) for form in part) for part in parts] for text in sentences]
    is_evidence = [not evidence or any(text in one or one in text for one in evidence) for text in sentences]
    marks = np.array(right, dtype=np.bool_)
    own = marks & np.array(is_evidence, dtype=np.bool_)[gathered.features.places]
    return Example(
        question,
        gathered.features,
        own if own.any() else marks,
        np.array(hits, dtype=np.bool_),
        np.array(held, dtype=np.bool_).reshape(len(sentences), len(parts)),
        np.array(is_evidence, dtype=np.bool_),
    )


def _holds_all(parts: Sequence[Sequence[str]], text: str) -> bool:
    return all(any(_stands(form, text) for form in part) for part in parts)


def _length_held(parts: Sequence[Sequence[str]], text: str) -> int:
    """Return how much of a text the parts of an answer are, each in its longest form that stands there."""
    return sum(max((len(form) for form in part if _stands(form, text)), default=0) for part in parts)


def _stands(wanted: str, text: str) -> bool:
    """Return whether a text holds another, a figure not as the end of a longer one (5% in 4.5%)."""
    before = r"(?<![\d.\-\u2212])" if wanted[:1].isdigit() else ""
    return re.search(before + re.escape(wanted), text) is not None


def bare(text: str) -> str:
    """Return a text normalised and without spaces."""
    return "".join(normalise(text).text.split())
