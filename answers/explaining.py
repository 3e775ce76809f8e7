"""How a reply came about: what the question was taken for, what was found, and what decided."""

from __future__ import annotations

from dataclasses import dataclass

from answers.finding import Findings
from answers.questions.understanding import Understanding
from answers.types import Reply


@dataclass(frozen=True, slots=True)
class Explanation:
    """A question taken apart, what the library holds for it, and the reply."""

    understanding: Understanding
    findings: Findings
    reply: Reply
