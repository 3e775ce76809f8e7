"""What the trees are fitted on: the questions of the piles, each read with weights that had not seen its document.

Each question is asked of its whole pile and of a library of its document alone, so that what is fitted holds for few
documents as for many; every third that has an answer is asked once more of the half of the pile that lacks its
document, as one without, and so are questions of other fields.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from answers.answerer import Answerer
from answers.fit.examples import Example, examples
from answers.fit.facts import FactChoice, fact_choices
from answers.fit.piles import Pile, PileQuestion, answerer_over, document_number
from answers.fit.reading import Tables
from retrieval.analysis import Analyser

_EVERY = 3  # of so many questions with an answer one is asked where there is none


@dataclass(frozen=True)
class Gatherer:
    """Makes examples of piles, read with `tables`; libraries are made in the folder `scratch`.

    `off_topic` are questions that no pile has to do with.
    """

    tables: Tables
    analyser: Analyser
    scratch: Path
    off_topic: Sequence[PileQuestion] = ()

    def fitted_on(self, pile: Pile) -> Iterator[Example]:
        """Yield the examples of a pile that are fitted on."""
        yield from self.whole(pile, pile.fitted_on)
        yield from self._alone(pile)
        if pile.is_split:
            yield from self._elsewhere(pile)
            yield from self.whole(pile, self.off_topic)

    def whole(self, pile: Pile, questions: Sequence[PileQuestion]) -> Iterator[Example]:
        """Yield the examples of questions asked of their whole pile."""
        with answerer_over(pile.documents, self.scratch / f"{pile.name}-library", self.analyser) as answerer:
            yield from self._read(answerer, pile, questions)

    def fact_choices(self, pile: Pile) -> Iterator[FactChoice]:
        """Yield what the choice of a table's cells is fitted on."""
        with answerer_over(pile.documents, self.scratch / f"{pile.name}-library", self.analyser) as answerer:
            yield from fact_choices(pile, answerer)

    def _alone(self, pile: Pile) -> Iterator[Example]:
        by_document = sorted(pile.fitted_on, key=lambda question: question.document)
        for document, questions in groupby(by_document, lambda question: question.document):
            path = pile.path_of(document)
            if path is not None:
                with self._over([path]) as answerer:
                    yield from self._read(answerer, pile, tuple(questions))

    def _elsewhere(self, pile: Pile) -> Iterator[Example]:
        chosen = [question for question in pile.fitted_on if question.answers][::_EVERY]
        for side in (0, 1):
            paths = [path for path in sorted(pile.documents.iterdir()) if _side(path.stem) == side]
            asked = [question.unanswerable for question in chosen if _side(question.document) != side]
            if paths:
                with self._over(paths) as answerer:
                    yield from self._read(answerer, pile, asked)

    @contextmanager
    def _over(self, paths: Sequence[Path]) -> Iterator[Answerer]:
        """Give an answerer over some documents alone."""
        with TemporaryDirectory(dir=self.scratch) as name:
            documents = Path(name) / "documents"
            documents.mkdir()
            for path in paths:
                shutil.copy(path, documents)
            with answerer_over(documents, Path(name) / "library", self.analyser) as answerer:
                yield answerer

    def _read(self, answerer: Answerer, pile: Pile, questions: Sequence[PileQuestion]) -> Iterator[Example]:
        parted = self.tables.parted(questions) if pile.is_split else [(self.tables.whole, questions)]
        for weights, own in parted:
            yield from examples(answerer, own, weights)


def _side(document: str) -> int:
    """Return the half of a pile that a document lies in when questions are asked of the other half."""
    return document_number(document) // 31 % 2
