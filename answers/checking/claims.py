"""Sentences of several claims: each has a verdict of its own, the sentence the worst of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from answers.checking.checked import Checked, Difference, Verdict
from answers.checking.reading import Reading
from answers.checking.tokens import Sort, Token
from answers.compose import numbered
from answers.types import Citation
from retrieval.types import Span

_FEWEST = 2
_SHORTEST = 4  # code points of a claim


def leading(draft: Reading) -> list[Token]:
    """Return whom and what time a sentence begins with, which hold for all its clauses."""
    first = next(iter(draft.clauses), Span(0, 0))
    return [one for one in draft.within(first) if one.sort in (Sort.NAME, Sort.PERIOD)]


def claims_of(draft: Reading) -> tuple[str, ...]:
    """Return what semicolons set apart in a sentence, each behind whom and what time it begins with; none for a single claim."""
    said = [one.of(draft.text).strip() for one in draft.segments if len(one) >= _SHORTEST]
    if len(said) < _FEWEST:
        return ()
    lead = leading(draft)
    return tuple("".join(one.text for one in lead if one.text not in claim) + claim for claim in said)


def put_together(whole: Checked, claims: Sequence[Checked]) -> Checked | None:
    """Return a sentence with the verdicts of its claims put together; None where they say no less against it than the whole does."""
    if not claims or (
        _against(claims) >= _against((whole,)) and not all(one.verdict.vouches for one in claims)
    ):
        return None
    worst = max(claims, key=lambda one: _WORSE.index(one.verdict)).verdict
    verdict = Verdict.SUPPORTED if worst.vouches else worst
    citations: list[Citation] = []
    differences: list[Difference] = []
    shown = sorted(claims, key=lambda one: -_WORSE.index(one.verdict))
    for claim in shown:
        for cited in claim.citations[:1]:
            n = numbered(citations, cited.quote, cited.document)
            differences += [replace(one, n=n) for one in claim.differences]
    missing = tuple(dict.fromkeys(word for claim in claims for word in claim.missing))
    return Checked(whole.sentence, verdict, tuple(differences), tuple(citations), missing)


_WORSE = (Verdict.VERBATIM, Verdict.SUPPORTED, Verdict.ABSENT, Verdict.DIFFERS)


def _against(checked: Sequence[Checked]) -> int:
    """Return how much is said against some sentences: what differs, what is missing, else that they are not borne."""
    return sum(max(not one.verdict.vouches, len(one.differences) + len(one.missing)) for one in checked)
