"""What can go wrong with the model.

AnswersError
└── WeightsError       the weights are not there, or belong to another version
"""

from __future__ import annotations

from answers.errors import AnswersError


class WeightsError(AnswersError):
    """Weights that cannot be used."""
