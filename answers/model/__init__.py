"""A log-linear model that chooses sentences and short answers; no neural network, nothing learnt while it runs."""

from answers.model.reader import Reader
from answers.model.types import PassageView, Reading, ScoredSentence, ScoredSpan, Style
from answers.model.weights import SHIPPED, Weights, load

__all__ = [
    "SHIPPED", "PassageView", "Reader", "Reading", "ScoredSentence", "ScoredSpan", "Style", "Weights", "load",
]  # fmt: skip
