"""How a text agrees with a question in what the question's words do not say alone.

Of which year it tells, with which restrictions (per head, of the towns, in the first quarter), whether of a change or of
how much there is, and what of it contradicts the question (`answers.constraints`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from answers.constraints import (
    Said,
    asks_change,
    asks_done,
    change,
    is_change,
    order,
    polarity,
    status,
    tells_done,
    variant,
)
from answers.questions.understanding import Understanding
from answers.sources import Source
from answers.spans.figures import wanted_units
from answers.types import Kind
from answers.vocabulary import any_of, table, vocabulary
from retrieval.types import Span

_OF_SHARES = ("占",)
_SHARE_ASKED = re.compile(any_of(vocabulary("share-ends")))
_COUNTED = {unit: nouns.split() for unit, nouns in table("counted-by")}
_RESTRICTIONS = re.compile(any_of(vocabulary("restrictions")))
_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)(?![.%\u4e07\u4ebf\u5143])")
_RELATIVE = (("今年", 0), ("本年", 0), ("去年", -1), ("上年", -1), ("上一年", -1), ("前年", -2), ("明年", 1))
_KEPT = 4096
_PART = "\u5176\u4e2d"  # of which


@lru_cache(_KEPT)
def years(text: str, now: int | None) -> frozenset[int]:
    """Return the years that a text names, those that it tells from `now` (今年, 去年) where that is known.

    >>> sorted(years("2023年和去年", 2026))
    [2023, 2025]
    """
    found = {int(match["year"]) for match in _YEAR.finditer(text)}
    if now is not None:
        found |= {now + step for word, step in _RELATIVE if word in text}
    return frozenset(found)


@lru_cache(_KEPT)
def restrictions(text: str) -> frozenset[str]:
    """Return the words in a text that restrict what it counts.

    >>> sorted(restrictions("全省城镇居民人均可支配收入"))
    ['人均', '全省', '城镇', '居民']
    """
    return frozenset(_RESTRICTIONS.findall(text))


def fit(asked: frozenset[int], told: frozenset[int]) -> int:
    """Return 1 where years agree, -1 where they do not, 0 where either is not known."""
    if not asked or not told:
        return 0
    return 1 if asked & told else -1


@dataclass(frozen=True)
class Demand:
    """What a question asks beside its words: `text` is normalised, `words` are those that a denial may change."""

    text: str
    words: tuple[str, ...]

    @cached_property
    def restrictions(self) -> frozenset[str]:
        """As `restrictions`."""
        return restrictions(self.text)

    @cached_property
    def counted(self) -> frozenset[str]:
        """What it counts by its measure word without naming it: 企业 of 多少家."""
        units = wanted_units(self.text) or ("",)
        return frozenset(_COUNTED.get(units[0], ()))

    @cached_property
    def implied(self) -> frozenset[str]:
        """What it says by asking for a share without naming it: 占 of 城镇化率."""
        return frozenset(_OF_SHARES) if _SHARE_ASKED.search(self.text) else frozenset()

    @cached_property
    def asks_change(self) -> bool:
        """Whether it asks by how much something changed."""
        return asks_change(self.text)

    @cached_property
    def asks_done(self) -> int:
        """Whether it asks for what is done (1) or planned (-1); 0 where it does not say."""
        return _sign(asks_done(self.text))

    def of_sentence(self, source: Source, span: Span) -> tuple[int, ...]:
        """Return how a sentence agrees: in its years, in those over it, in what is done, and what it leaves out.

        And whether it tells of what is done (1) or planned (-1), whatever is asked.
        """
        text, heading, year = span.of(source.text), source.heading, source.context.year
        now = int(year[:4]) if year else None
        asked = years(self.text, now)
        over = years(heading, None) | ({now} if now is not None else frozenset())
        return (
            fit(asked, years(text, now)),
            fit(asked, over),
            status(self.text, Said(text, 0, source.section, year)),
            len(self.restrictions - restrictions(f"{text}\n{heading}")),
            _sign(tells_done(text, source.section, year)),
        )

    def of_span(self, text: str, own: Sequence[Said]) -> tuple[int, ...]:
        """Return how a span agrees with its text and its clauses beside `of_clauses`.

        As a change or a level; how many restrictions it adds and leaves out.
        """
        found = frozenset[str]().union(*(restrictions(said.clause) for said in own))
        has_figure = any(map(str.isdigit, text))
        kinds = [1 if is_change(said) is self.asks_change else -1 for said in own if has_figure]
        return extreme(kinds), len(found - self.restrictions), len(self.restrictions - found)

    def of_clauses(self, own: Sequence[Said]) -> tuple[int, ...]:
        """Return how the clauses of a span agree: in denial, in what is done, before or after, as a change, in the indicator."""
        text, words = self.text, self.words
        return (
            extreme(polarity(text, said, words) for said in own),
            extreme(status(text, said) for said in own),
            extreme(order(text, said) for said in own),
            extreme(change(text, said) for said in own),
            extreme(variant(text, said, words) for said in own),
        )


def part(demand: Demand, said: Said) -> int:
    """Return -1 where a clause tells of a part of what is asked for, and not of one that the question names; else 0.

    >>> asked = Demand("全县总人口是多少?", ())
    >>> part(asked, Said("其中城镇人口259358人", 6)), part(asked, Said("全县总人口565012人", 5))
    (-1, 0)
    >>> asked = Demand("规上服务业复工了多少家?", ())
    >>> part(asked, Said("其中规上服务业企业复工993家", 11)), part(asked, Said("其中规上服务业民营企业复工52家", 13))
    (0, -1)
    >>> part(Demand("城镇化率是多少?", ()), Said("占总人口的比重(常住人口城镇化率)为62.07%", 19, before="其中,城镇常住人口2810万人,"))
    0
    """
    before = f"{said.before}{said.clause[: said.start]}"
    if _PART not in before:
        return 0
    own = said.clause[: said.end].rpartition(_PART)[
        2
    ]  # 其中城镇人口25万人, 乡村人口30万人 as one candidate too
    found = restrictions(own)
    added = found - demand.restrictions - demand.implied
    return -1 if added - (demand.counted if found & demand.restrictions else frozenset()) else 0


def demand_of(question: Understanding) -> Demand:
    """Return what a question demands; one that is answered by yes or no may be denied."""
    words = tuple(term.text for term in question.terms if len(term.text) > 1)
    return Demand(question.text, () if question.kind is Kind.YES_NO else words)


def said_of(source: Source, sentence: Span, span: Span, clauses: Sequence[Span]) -> tuple[Said, ...]:
    """Return where a span stands in each of the clauses of its sentence that it shares."""
    section, year = source.section, source.context.year
    return tuple(
        Said(
            clause.of(source.text),
            max(span.start, clause.start) - clause.start,
            section,
            year,
            min(span.end, clause.end) - clause.start,
            source.text[sentence.start : clause.start],
        )
        for clause in clauses
        if clause.overlaps(span)
    )


def _sign(is_so: bool | None) -> int:
    return 0 if is_so is None else 1 if is_so else -1


def extreme(marks: Iterable[int]) -> int:
    """Return -1 where any mark is, else the largest; 0 for none."""
    found = {0, *marks}
    return -1 if -1 in found else max(found)
