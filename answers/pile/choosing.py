"""Which of a subject's facts is the figure that a table asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from answers.facts.fact import Fact, Status
from answers.facts.keys import indicator_key
from answers.facts.owners import Owner
from answers.lexicon import Lexicon
from answers.matching import Matcher
from answers.otherwise import SHARES
from answers.periods import Period, agreement
from answers.pile.asked import Asked
from answers.vocabulary import vocabulary
from retrieval.normalise import normalise
from retrieval.types import Span

# A fact has to hold most of what is asked for, by weight: at .65, .75 and .85 of 302 cells over reports 57, 55 and 54 % are right
# and 4.0, 4.3 and 3.6 wrong. What is taken off below was set by looking at these tables, not measured one by one.
_LEAST_COVERED = 0.75
_IN_CLAUSE = 0.7  # a word that stands in the clause and not in the indicator
_OTHER_SUBJECT, _ADDED_VARIANT, _OTHER_END, _LENGTH = 0.25, 0.3, 0.3, 0.004
_FROM = 0.3  # 由45万辆增至356万辆: the first of the two is how it was
_LEAST_WORTH = 0.6
_IS_FROM = re.compile("[\u4ece\u7531]$")
_SPANS_OF_YEARS = vocabulary("spans-of-years")
_CLAUSE = re.compile(r"[^,;:\u3002\uff0c\uff1b\uff1a\n]*$")
_ENDS_OF_SHARES = ("率", "比例", "比重", "占比")
_RATE, _SHORTEST = "率", 2  # 5302家企业100%复工 tells a 复工率


def choose(
    asked: Asked,
    owner: Owner,
    facts: Iterable[Fact],
    periods: Sequence[Period],
    matcher: Matcher,
    lexicon: Lexicon,
) -> Fact | None:
    """Return the fact of an owner that is asked for, the likeliest first of several; None where none holds enough."""
    best: tuple[float, Fact] | None = None
    for fact in facts:
        if not fact.number or not (
            _fits_status(asked, fact) and _fits_period(periods, fact) and _fits_unit(asked, fact)
        ):
            continue
        worth = _worth(asked, owner, fact, matcher, lexicon)
        if worth is not None and (best is None or worth > best[0]):
            best = worth, fact
    return best[1] if best else None


def _fits_status(asked: Asked, fact: Fact) -> bool:
    if asked.status is Status.TARGET:
        return fact.status in (Status.TARGET, Status.EXPECTED)
    if asked.is_change:
        return fact.status is Status.CHANGE or (fact.status is Status.ACTUAL and fact.unit in SHARES)
    return fact.status is Status.ACTUAL


def _fits_period(periods: Sequence[Period], fact: Fact) -> bool:
    if not periods:
        return True
    if fact.year is None:
        return not any(word in fact.period for word in _SPANS_OF_YEARS)
    told = Period(Span(0, 0), fact.year, fact.months)
    return any(agreement(one, told) >= 0 for one in periods)


def _fits_unit(asked: Asked, fact: Fact) -> bool:
    if asked.is_change:
        return fact.unit in SHARES or fact.status is Status.CHANGE
    if any(term.endswith(_ENDS_OF_SHARES) for term, _ in asked.terms):
        return fact.unit in SHARES or not fact.unit
    return not asked.units or not fact.unit or any(unit and fact.unit.endswith(unit) for unit in asked.units)


def _worth(asked: Asked, owner: Owner, fact: Fact, matcher: Matcher, lexicon: Lexicon) -> float | None:
    """Return how well a fact says what is asked for; None where it leaves out too much, or is another variant."""
    told = normalise(f"{fact.scope}{fact.indicator}").text
    clause = normalise(_clause(fact)).text
    total = sum(weight for _, weight in asked.terms) or 1.0
    is_share = fact.unit in SHARES
    covered = 0.0
    for term, weight in asked.terms:
        forms = (term, term.removesuffix(_RATE)) if is_share and len(term) > _SHORTEST else (term,)
        covered += weight * max(
            max(matcher.strength(form, told), _IN_CLAUSE * matcher.strength(form, clause)) for form in forms
        )
    share = covered / total
    words = "".join(term for term, _ in asked.terms)
    own, wanted = indicator_key(fact.indicator, lexicon), indicator_key(words, lexicon)
    is_growth = asked.is_change or asked.status is Status.TARGET
    lacking = {one for one in wanted.variants - own.variants if one != "增速"}
    added = {one for one in own.variants - wanted.variants if not (is_growth and one == "增速")}
    if share < _LEAST_COVERED or lacking:
        return None
    subject = normalise(fact.subject).text
    is_own = (
        not subject or subject in (owner.name, owner.region) or subject in owner.name or owner.name in subject
    )
    ends = any(
        own.name.endswith((indicator_key(term, lexicon).name, term.removesuffix(_RATE)))
        for term, _ in asked.terms
    )
    worth = (
        share
        - _OTHER_SUBJECT * (not is_own)
        - _ADDED_VARIANT * len(added)
        - _OTHER_END * (not ends)
        - _FROM * bool(_IS_FROM.search(_before(fact)))
        - _LENGTH * max(0, len(told) - len(words))
    )
    return worth if worth >= _LEAST_WORTH else None


def _before(fact: Fact) -> str:
    """Return what stands before a fact's value in its statement."""
    return fact.passage.text[fact.statement.start : fact.span.start].removesuffix(fact.hedge)


def _clause(fact: Fact) -> str:
    """Return what stands before a fact's value in its clause, and a little of what stands behind it."""
    text = fact.passage.text
    before = _CLAUSE.search(_before(fact))
    return f"{before.group() if before else ''}{text[fact.span.end : fact.span.end + 8]}"
