"""What a question says of a grid: which records it names, which of their cells it asks for, and what it says beside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from answers.matching import SAME, Matcher
from answers.questions.parts import FRAME, Part, Term
from answers.questions.terms import LIGHT_VERBS
from answers.questions.understanding import Understanding
from answers.spans.runs import HAN_PAIR, longest_run
from answers.structure import papers
from answers.structure.mentions import Mention, differ, parts_of
from answers.structure.naming import (
    LEAST_RUN,
    SHARE_OF_A_NAME,
    by_use,
    called,
    mention_of,
    whole,
)
from answers.structure.records import Cell, Grid, Record, core_of
from answers.structure.times import columns_of
from answers.vocabulary import vocabulary
from retrieval.dates import find_dates
from retrieval.layout.forms import is_label
from retrieval.types import Span

_LEAST_SHARE = 0.5  # of a column's name that a question says: 值班人员 for 谁值班
# What a column's use is worth beside the share of its name that is said, and that share beside the rest: 联系方式 means
# 联系电话 rather than 联系人, 办公时间 rather than 办公地点.
_BY_USE, _BESIDE = 0.75, 0.3
_SAID = 0.5  # from which strength on a word counts as said
_SAYS_NOTHING = (
    FRAME
    | LIGHT_VERBS
    | vocabulary("asks-total")
    | vocabulary("service-words")
    | vocabulary("table-fillers")
    | vocabulary("document-sorts")
)
_PAPERS = vocabulary("document-sorts")
_BEFORE_A_HEAD = ("的", "、")  # what stands before the noun that a row's name ends in: 五、净利润
_MOST_OF_ONE_ENDING = 3
_OVER_AND_OVER = 3  # times that a paper names the place that it is of
_NAME_COLUMNS = vocabulary("name-columns")
_ONE = "一"
_COUNTS = ("数", "人员")  # how columns end that count what the question names: 招聘人数 for 招几个老师


@dataclass(frozen=True)
class Asked:
    """A question put to a grid."""

    question: Understanding
    grid: Grid
    matcher: Matcher

    @property
    def text(self) -> str:
        """Return the normalised question."""
        return self.question.text

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The cells that the question names, the longest words first; none within another's."""
        found: list[tuple[Span, int, Cell]] = []
        names = {name for key in self.grid.keys for name in called(core_of(key))}
        for place, record in enumerate(self.grid.records):
            for cell in record.cells:
                if cell.text in names and cell != record.name:
                    continue  # 年休假 as a remark is a column's name before all
                span = mention_of(cell.text, self.text, is_name=cell == record.name)
                if span is not None:
                    found.append((span, place, cell))
        if not any(cell == self.grid.records[place].name for _, place, cell in found):
            found += self._by_meaning()
        found.sort(key=lambda one: (-len(one[0]), one[0], one[1]))
        made: list[Mention] = []
        for span, group in groupby(found, key=lambda one: one[0]):
            if not any(other.span.overlaps(span) for other in made):
                made.append(Mention(span, tuple((place, cell) for _, place, cell in group)))
        return tuple(made)

    @cached_property
    def parts(self) -> tuple[Mention, ...]:
        """The records that the question names by a part of a cell: all of 某县 by 某县初中语文, below 岗位名称."""
        return parts_of(self.question.terms, self.grid, self.mentions)

    @property
    def filters(self) -> tuple[Mention, ...]:
        """What of the question tells which records are meant."""
        return (*self.mentions, *self.parts)

    def _by_meaning(self) -> list[tuple[Span, int, Cell]]:
        """Return the records that a word of the question names by a synonym (营收), or the one that a body's short name may be of (市科协)."""
        found: list[tuple[Span, int, Cell]] = []
        for term in self.question.terms:
            if term.part in (Part.DATE, Part.FIGURE, Part.SORT) or len(term.text) < LEAST_RUN:
                continue
            named = [
                (place, record.name, self._likeness(term, record.name))
                for place, record in enumerate(self.grid.records)
            ]
            same = [(place, name) for place, name, likeness in named if likeness >= SAME]
            short = [(place, name) for place, name, likeness in named if 0 < likeness < SAME]
            if not same and term.part is Part.ENTITY and len({name.text for _, name in short}) == 1:
                same = short
            if not same:
                same = self._ending_in(term)
            found += [(term.span, place, name) for place, name in same]
        return found

    def _ending_in(self, term: Term) -> list[tuple[int, Cell]]:
        """Return the few records whose names end in a word of the question: 归属于股东的净利润 for 净利润."""
        ends = tuple(f"{mark}{term.text}" for mark in _BEFORE_A_HEAD)
        named = [(place, record.name) for place, record in enumerate(self.grid.records)]
        found = [(place, name) for place, name in named if core_of(name.text).endswith(ends)]
        return found if len(found) <= _MOST_OF_ONE_ENDING else []

    def _likeness(self, term: Term, name: Cell) -> float:
        """Return how well a term names a record: 1 to the letter or by a synonym, less where it may be short for it."""
        core = core_of(name.text)
        for span in (where := self.matcher.find(term.text, core)).spans:
            is_most = len(span) >= SHARE_OF_A_NAME * len(core)
            if where.strength >= SAME and is_most:
                return 1.0
        is_short = self.matcher.strength(term.text, core) >= _SAID and all(sign in core for sign in term.text)
        return _SAID if is_short else 0.0

    @cached_property
    def times(self) -> tuple[tuple[str, Span], ...]:
        """The columns that are of the times that the question says, each with where it says so."""
        first = self.grid.records[0].cells[0].source.context.anchor
        found = []
        for term in self.question.terms:
            if term.part is Part.DATE:
                keys = columns_of(self.grid.keys, term.text, first) or ()
                found += [(key, term.span) for key in keys]
        return tuple(found)

    @cached_property
    def above(self) -> tuple[Mention, ...]:
        """What the question says of the lines above records, where these tell them apart."""
        lines = [record.above.strip().split("\n") for record in self.grid.records]
        found = []
        for name in dict.fromkeys(part for parts in lines for part in parts if part):
            span = mention_of(name, self.text, is_name=True)
            if span is not None:
                holds = tuple(
                    (place, self.grid.records[place].name)
                    for place, parts in enumerate(lines)
                    if name in parts
                )
                found.append(Mention(span, holds))
        return tuple(one for one in found if len(one.records) < len(self.grid.records))

    def records(self, mentions: Iterable[Mention]) -> list[int]:
        """Return the records that the mentions agree on: any of those of one column, all columns, each part of a cell."""
        chosen = set(range(len(self.grid.records)))
        by_column: dict[frozenset[str], set[int]] = {}
        for mention in mentions:
            if mention in self.parts:
                chosen &= mention.records
            else:
                by_column.setdefault(mention.keys, set()).update(mention.records)
        for records in by_column.values():
            chosen &= records
        return sorted(chosen)

    def without(self, spans: Iterable[Span]) -> str:
        """Return the question with some of its ranges blanked out."""
        text = self.text
        for span in spans:
            text = text[: span.start] + " " * len(span) + text[span.end :]
        return text

    def columns(self, text: str, without: Iterable[str] = ()) -> list[tuple[str, Span]]:
        """Return the columns that a text names, best first, each with where: entire names before parts of them."""
        left = set(without)
        found = [(key, core_of(key)) for key in self.grid.keys if key not in left]
        entire = [
            (key, span) for key, core in found for one in called(core) if (span := whole(one, text))
        ]  # 税率/征收率 is called either
        entire.sort(key=lambda one: -len(one[1]))
        apart: list[tuple[str, Span]] = []
        for key, span in entire:
            if not any(other.overlaps(span) for _, other in apart):
                apart.append((key, span))
        if apart:
            return sorted(apart, key=lambda one: one[1])
        return self._likeliest(found, text)

    def _likeliest(self, found: Sequence[tuple[str, str]], text: str) -> list[tuple[str, Span]]:
        """Return the columns that a text names in part, by a synonym or by their use, those that fit best."""
        used = dict(by_use(found, text))
        rated = []
        for key, core in found:
            run = longest_run(core, text, LEAST_RUN)
            if run is not None and (
                self._is_of_another(run, core) or run.of(text) in _PAPERS or _cuts_a_date(run, text)
            ):
                run = None
            share = len(run) / len(core) if run is not None else 0.0
            share += self._said_otherwise(core, text) if run is not None else 0.0
            same = next(
                (span for span in self.matcher.find(core, text).spans if HAN_PAIR.search(span.of(text))),
                None,
            )
            ways = [
                (_BY_USE, used.get(key)),
                (share if share >= _LEAST_SHARE else 0.0, run),
                (_LEAST_SHARE, same),
            ]
            worth, span = max(
                ((worth, span) for worth, span in ways if span is not None), default=(0.0, None)
            )
            if span is not None and worth >= _LEAST_SHARE:
                rated.append((round(worth + _BESIDE * share, 4), key, span))
        best = max((worth for worth, _, _ in rated), default=0.0)
        likeliest = [(key, span) for worth, key, span in rated if worth == best]
        names = [
            (key, span)
            for key, span in likeliest
            if core_of(key).removeprefix(span.of(text)) in _NAME_COLUMNS
        ]
        return names or likeliest

    def _said_otherwise(self, core: str, text: str) -> float:
        """Return the share of a column's name that a text says by synonyms: 夜间 of 平日夜间, for 平日晚上."""
        pieces = [core[at : at + LEAST_RUN] for at in range(0, len(core) - 1, LEAST_RUN)]
        others = [one for one in pieces if one not in text and self.matcher.strength(one, text) >= SAME]
        return LEAST_RUN * len(others) / len(core)

    def _is_of_another(self, run: Span, core: str) -> bool:
        """Return whether the end of a column's name is the end of another name in the question: 建设单位 for 施工单位."""
        if not (core.endswith(run.of(self.text)) and is_label(core)):
            return False
        entire = next(
            (term for term in self.question.terms if term.span.holds(run) and term.span.end == run.end), None
        )
        if entire is not None and len(entire.span) > len(run) and entire.text not in core:
            return True
        before = next((term for term in self.question.terms if term.span.end == run.start), None)
        return before is not None and before.text not in core and before.text not in self.grid.context

    def is_covered(self, records: Sequence[Record], spans: Sequence[Span]) -> bool:
        """Return whether what the question says beside some ranges stands in the records or around the grid."""
        around = "\n".join(
            [self.grid.context, *self.grid.keys, *(one.above for one in records)]
            + [cell.text for record in records for cell in record.cells]
        )
        return not any(
            self._is_amiss(term, f"{around}\n{self.grid.form}", spans, records)
            for term in self.question.terms
        )

    def differ(self, records: Sequence[Record], spans: Sequence[Span]) -> bool:
        """Return whether a word of the question beside some ranges is true of some of several records alone."""
        return differ(self.question.terms, self.grid, records, spans)

    def _is_amiss(self, term: Term, around: str, spans: Sequence[Span], records: Sequence[Record]) -> bool:
        """Return whether a term is said neither by the ranges nor by a text, or is of another time than the records' paper."""
        if any(span == term.span for _, span in self.times):
            return False
        time = papers.agreement(term, records)
        is_of_paper = term.part is Part.ENTITY and self.grid.paper.count(term.text) >= _OVER_AND_OVER
        return time < 0 or (time == 0 and not is_of_paper and self._is_unsaid(term, around, spans))

    def _is_unsaid(self, term: Term, around: str, spans: Sequence[Span]) -> bool:
        """Return whether neither the ranges nor a text account for a part of a term: 施工 of 施工单位."""
        rest = self.without(spans)[term.span.start : term.span.end].strip()
        if term.part is Part.HEAD and any(core_of(key).endswith(_COUNTS) for key in self.grid.keys):
            return False
        if rest.startswith(_ONE) and (len(rest) == LEAST_RUN or rest[1:] in around):
            return False  # 多少钱一公斤
        if not rest or term.part is Part.SORT or term.text in _SAYS_NOTHING or rest in _SAYS_NOTHING:
            return False
        return self.matcher.strength(rest, around) < _SAID and self.matcher.strength(term.text, around) < 1.0


def _cuts_a_date(run: Span, text: str) -> bool:
    """Return whether a stretch begins or ends within a date: 度末 of 一季度末, which is no 上年度末."""
    dates = [date.span for date in find_dates(text)]
    return any(run.overlaps(date) and not run.holds(date) and not date.holds(run) for date in dates)
