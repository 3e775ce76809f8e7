"""How a text agrees with a question in what the question's words do not say alone.

Of which year it tells, of what was done or of what is planned, of a change or of how much there is, with which
restrictions (per head, of the towns, in the first quarter), and whether it denies.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from answers.sources import Source
from answers.vocabulary import vocabulary
from retrieval.types import Span


def _any_of(name: str) -> str:
    """Return an alternation of the words of a vocabulary, the longest first."""
    return "|".join(map(re.escape, sorted(vocabulary(name), key=lambda word: (-len(word), word))))


_RESTRICTIONS = re.compile(_any_of("restrictions"))
_CHANGES = re.compile(_any_of("changes"))
_PLANNED = re.compile(_any_of("planned"))
_DONE = re.compile(_any_of("done"))
_PLANNED_HEADINGS = re.compile(_any_of("planned-headings"))
_DONE_HEADINGS = re.compile(_any_of("done-headings"))
_NEGATIONS = re.compile("[未没不无非禁勿免]")
_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)(?![.%\u4e07\u4ebf\u5143])")
_RELATIVE = (("今年", 0), ("本年", 0), ("去年", -1), ("上年", -1), ("上一年", -1), ("前年", -2), ("明年", 1))
# Before a figure they tell how much there is, whatever word of change stands before them.
_LEVELS = tuple("到至达为")
_REACH = 5  # code points before a figure in which a word of change is about it
_KEPT = 4096


@lru_cache(_KEPT)
def time_of(text: str) -> int:
    """Return 1 where a text tells of what is planned, -1 where of what was done, 0 where of neither or both.

    >>> time_of("今年要建成多少公里"), time_of("去年建成了多少公里"), time_of("建成多少公里")
    (1, -1, 0)
    """
    return bool(_PLANNED.search(text)) - bool(_DONE.search(text))


@lru_cache(_KEPT)
def _time_of_heading(text: str) -> int:
    return bool(_PLANNED_HEADINGS.search(text)) - bool(_DONE_HEADINGS.search(text))


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
    """What a question asks beside its words; `text` is normalised."""

    text: str

    @cached_property
    def time(self) -> int:
        """As `time_of`."""
        return time_of(self.text)

    @cached_property
    def restrictions(self) -> frozenset[str]:
        """As `restrictions`."""
        return restrictions(self.text)

    @cached_property
    def asks_change(self) -> bool:
        """Whether it asks how much something rose or fell."""
        return _CHANGES.search(self.text) is not None

    @cached_property
    def denials(self) -> int:
        """How many of its characters deny, the ways to ask left out."""
        return len(_NEGATIONS.findall(self.text.replace("是不是", "").replace("有没有", "")))

    def of_sentence(self, source: Source, span: Span) -> tuple[float, ...]:
        """Return how a sentence agrees: its years, those over it, its time, what it leaves out, how it denies."""
        text, heading = span.of(source.text), source.heading
        now = int(source.context.year[:4]) if source.context.year else None
        asked = years(self.text, now)
        over = years(heading, None) | ({now} if now is not None else frozenset())
        return (
            fit(asked, years(text, now)),
            fit(asked, over),
            self.time * (time_of(text) or _time_of_heading(heading)),
            self.time * _time_of_heading(heading),
            len(self.restrictions - restrictions(f"{text}\n{heading}")),
            self.denials - min(len(_NEGATIONS.findall(text)), self.denials + 1),
        )

    def of_span(self, text: str, span: Span, clauses: Sequence[Span]) -> tuple[float, ...]:
        """Return how a span agrees: the time of its clauses, the restrictions in them, change or level before it."""
        own = [clause for clause in clauses if clause.overlaps(span)]
        told = text[own[0].start : own[-1].end] if own else ""
        found = restrictions(told)
        return (
            self.time * time_of(told),
            len(found - self.restrictions),
            len(self.restrictions - found),
            self._change(text[max(span.start - _REACH, 0) : span.start])
            if any(map(str.isdigit, span.of(text)))
            else 0,
        )

    def _change(self, before: str) -> int:
        """Return 1 where what stands before a figure makes a change of it as asked, or none as asked, else -1."""
        is_change = _CHANGES.search(before) is not None and not before.endswith(_LEVELS)
        return 1 if is_change is self.asks_change else -1
