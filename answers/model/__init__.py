"""The model that chooses sentences and short answers: log-linear, with a small net beside; it learns nothing while it runs."""

from answers.model.reader import Reader
from answers.model.types import PassageView, Reading, ScoredSentence, ScoredSpan, Style
from answers.model.weights import SHIPPED, Weights, load

__all__ = [
    "SHIPPED", "PassageView", "Reader", "Reading", "ScoredSentence", "ScoredSpan", "Style", "Weights", "load",
]  # fmt: skip
