"""Questions of the training sets whose documents were kept back, asked as a person does: `python -m tests.evaluation.kept_back [FOLDER]`.

FOLDER (else YOUJU_EVALUATION) holds the public sets, the training sets lie beside it. Of the questions with an answer: `text`, answered
and the answer stands in the reply; `shown`, what is merely related too; `short`, in the short answer, at most three times as long; `wrong`, answered without it or with
a wrong short answer. `refused`, of the others. Then how well the confidence of the replies given is one: the expected calibration
error over tenths, and how many of the short answers at .8 and more are right.
"""

# ruff: noqa: T201 -- what it prints is what it is for

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from answers.answerer import Answerer
from answers.evaluation import GoldQuestion, evaluate, holds
from answers.fit.piles import Pile, answerer_over, write_piles
from answers.types import Answer, Compound
from retrieval.analysis import Analyser
from retrieval.segmenter import open_segmenter

_TENTHS = 10
_HIGH = 0.8  # confidence from which the issue on answers wants nine of ten right


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it went; `is_short_right` is None where no short answer is asked for, `confidence` 0 where it was refused.

    `is_misled`: the short answer holds no part of the right one.
    """

    has_answer: bool
    is_answered: bool
    is_shown: bool
    is_short_right: bool | None
    is_short: bool
    is_misled: bool
    confidence: float

    @property
    def is_in_text(self) -> bool:
        """Return whether it was answered with the answer in what is shown."""
        return self.is_answered and self.is_shown

    @property
    def is_wrong(self) -> bool:
        """Return whether it was answered without the answer, or with a wrong short one."""
        return self.is_answered and (not self.is_in_text or self.is_misled)

    @property
    def is_right(self) -> bool:
        """Return whether what was answered is right."""
        return self.has_answer and not self.is_wrong and not (self.is_short and self.is_short_right is False)


def main() -> int:
    """Print the figures of each pile, and of all."""
    folder = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("YOUJU_EVALUATION")
    if folder is None:
        print("kept_back left out: FOLDER or YOUJU_EVALUATION says where the public sets lie")
        return 0
    every: list[Asked] = []
    with TemporaryDirectory() as made:
        scratch = Path(made)
        analyser = Analyser(open_segmenter(scratch))
        for pile in write_piles(Path(folder), (), scratch):
            with answerer_over(pile.documents, scratch / f"{pile.name}-library", analyser) as answerer:
                asked = list(_asked(pile, answerer))
            print(_told(pile.name, asked))
            every += asked
    print(_told("all", every))
    print(_calibration([one for one in every if one.is_answered]))
    return 0


def _asked(pile: Pile, answerer: Answerer) -> Iterator[Asked]:
    for question in pile.kept_back:
        gold = GoldQuestion((question.text,), question.answers, question.kind, None)
        (judged,) = evaluate([gold], answerer).judgements
        reply = answerer.reply(question.text)
        marks = judged.marks
        answers = [
            one
            for one in (reply.parts if isinstance(reply, Compound) else (reply,))
            if isinstance(one, Answer)
        ]
        is_answered = any(one.is_sure for one in answers)  # what is merely related is not
        yield Asked(
            bool(question.answers),
            is_answered,
            marks.get("text", False),
            marks.get("short"),
            judged.answer is not None,
            "short" in marks and _is_misled(question.answers, judged.answer),
            min((one.confidence for one in answers), default=0.0),
        )


def _is_misled(parts: Sequence[Sequence[str]], answer: str | None) -> bool:
    """Return whether a short answer holds no part of the right one."""
    return answer is not None and not any(holds([part], answer) for part in parts)


def _told(name: str, asked: Sequence[Asked]) -> str:
    own = [one for one in asked if one.has_answer]
    figures = {
        "text": [one.is_in_text for one in own],
        "shown": [one.is_shown for one in own],
        "short": [one.is_short_right for one in own if one.is_short_right is not None],
        "wrong": [one.is_wrong for one in own],
        "refused": [not one.is_answered for one in asked if not one.has_answer],
    }
    shares = ", ".join(f"{label} {100 * float(np.mean(marks)):.1f}" for label, marks in figures.items())
    return f"{name}: {len(own)} with an answer and {len(asked) - len(own)} without: {shares}"


def _calibration(answered: Sequence[Asked]) -> str:
    confidence = np.array([one.confidence for one in answered])
    right = np.array([one.is_right for one in answered])
    tenth = np.minimum((confidence * _TENTHS).astype(int), _TENTHS - 1)
    error = sum(
        abs(float(confidence[tenth == one].mean() - right[tenth == one].mean())) * (tenth == one).mean()
        for one in set(tenth.tolist())
    )
    high = [one.is_right for one in answered if one.is_short and one.confidence >= _HIGH]
    return f"calibration error {error:.3f}; {len(high)} short answers at {_HIGH} and more, {100 * float(np.mean(high)):.1f} % of them right"


if __name__ == "__main__":
    raise SystemExit(main())
