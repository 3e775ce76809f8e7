"""How the trees do on questions that were kept back: a line of figures."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from answers.fit.examples import Example
from answers.scorer import SHOWN, Scorer, in_order


def report(name: str, scorer: Scorer, examples: Sequence[Example]) -> str:
    """Return how often the best candidate is right, the best sentences hold the answer, and a reply would be right.

    In percent of the questions with an answer; `refused` in percent of those without.
    """
    short, held, text, refused = [], [], [], []
    for example in examples:
        choice = scorer.choose(example.gathering)
        is_answered = choice.holds >= scorer.thresholds.answer
        if not example.is_answerable:
            refused.append(not is_answered)
            continue
        is_held = example.is_held(in_order(choice.sentences)[:SHOWN].tolist())
        short.append(choice.best >= 0 and bool(example.right[choice.best]))
        held.append(is_held)
        text.append(is_answered and is_held)
    figures = (("short", short), ("held", held), ("text", text), ("refused", refused))
    shares = ", ".join(f"{label} {_percent(marks)}" for label, marks in figures)
    return f"{name}, kept back: {len(short)} with an answer and {len(refused)} without: {shares}"


def _percent(marks: Sequence[bool]) -> str:
    return f"{100 * np.mean(marks):.1f}" if marks else "-"
