"""What passes between this process and one that answers for it; both load these, and neither the other's side."""

from __future__ import annotations

from dataclasses import dataclass
from traceback import format_exception

from answers.errors import AnswersError
from answers.lexicon import Lexicon
from bot.telegram.answering.seam import Answered, Ask, Brief


@dataclass(frozen=True, slots=True)
class Step:
    """Up to where answering is in step: the number of the step, and the words that users have taught by then."""

    number: int
    lexicon: Lexicon

    def is_that_of(self, other: Step | None) -> bool:
        """Return whether another step is this one; lexicons are told apart without a look at their words."""
        return other is not None and (self.number, id(self.lexicon)) == (other.number, id(other.lexicon))


@dataclass(frozen=True, slots=True)
class Request:
    """What is wanted, in how many seconds; `step` is what has to be taken up before, None where nothing has."""

    wanted: Ask | Brief
    limit_s: float
    step: Step | None


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong that is no matter of the question: why, and where in the process that answers."""

    reason: str
    trace: str

    @classmethod
    def of(cls, error: Exception) -> Failure:
        """Return what an error is told as; errors themselves cannot all be pickled."""
        return cls(f"{type(error).__name__}: {error}", "".join(format_exception(error)))


Outcome = Answered | AnswersError | Failure
