"""Whom a sentence is told of that names nobody: the body or the person named last before it in its article."""

from answers.referents.earlier import passages_before
from answers.referents.referents import Referents

__all__ = ["Referents", "passages_before"]
