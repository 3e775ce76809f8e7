"""A sentence that tells of several rows of a table, row by row: each with what is measured, which is said of the first alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from answers.checking.reading import Reading
from answers.checking.rows import Row
from answers.checking.tokens import SAYING, Sort, Token
from answers.unions import RESPECTIVELY
from retrieval.types import Span

_FEWEST = 2
_NOUNS = ("n", "vn", "j", "l", "x")


def claims_by_row(draft: Reading, rows: Iterable[Row]) -> tuple[str, ...]:
    """Return what a sentence says of each of the rows that it names, or of one row in several tables; none where it names no row.

    Where a table has names in its columns (福田, 罗湖), these are what it has rows for.
    """
    proper = tuple(one.text for one in draft.tokens if one.sort is Sort.NAME)
    names: set[str] = set()
    for row in rows:
        is_wide = any(name and one.startswith(name) for name in row.columns for one in proper)
        names |= set(row.columns) if is_wide else {row.name}
    said = _said(draft.text, names - {""})
    if len(said) < _FEWEST:
        return tuple(_clause_by_clause(draft, said[0])) if said else ()
    return tuple(_paired(draft, said)) or tuple(_one_by_one(draft, said))


def _said(text: str, names: set[str]) -> list[Span]:
    """Return where a text says names, in order, the longest where one is a part of another."""
    found: list[Span] = []
    for name in sorted(names, key=len, reverse=True):
        at = text.find(name)
        if at >= 0 and not any(one.overlaps(Span(at, at + len(name))) for one in found):
            found.append(Span(at, at + len(name)))
    return sorted(found)


def _paired(draft: Reading, said: Sequence[Span]) -> Iterator[str]:
    """Yield the names of a list each with the figure that 分别 gives it: 东陵县、西岭县产量分别为8吨、9吨."""
    text = draft.text
    at = text.find(RESPECTIVELY, said[-1].end)
    figures = [one for one in draft.tokens if one.sort is Sort.FIGURE and one.span.start >= at]
    clause = draft.clauses[draft.clause_of(at)] if at >= 0 else Span(0, 0)
    if at < 0 or len(figures) != len(said) or not clause.holds(said[0]):
        return
    measured = text[said[-1].end : at]
    for name, figure in zip(said, figures, strict=True):
        yield f"{text[: said[0].start]}{name.of(text)}{measured}{figure.text}"


def _one_by_one(draft: Reading, said: Sequence[Span]) -> Iterator[str]:
    """Yield each stretch of clauses from one that names a row up to one that names another."""
    text = draft.text
    named: dict[int, Span] = {}
    for name in said:
        named.setdefault(draft.clause_of(name.start), name)
    if len(named) < len(said):
        return
    starts = [draft.clauses[at].start for at in named]
    lead, measured = text[: said[0].start], _measured(draft, said[0])
    for (start, end), name in zip(pairwise([*starts, len(text)]), said, strict=True):
        claim = text[start:end].rstrip(",;。")
        if name is said[0] or _names_a_thing(draft, Span(start, end), name):
            yield claim
        else:
            yield f"{lead}{text[start : name.end]}{measured}{claim[name.end - start :]}"


def _clause_by_clause(draft: Reading, name: Span) -> Iterator[str]:
    """Yield each clause with a figure, behind the row's name where it does not say it; nothing where there is only one."""
    counted = [one for one in draft.clauses if any(t.sort is Sort.FIGURE for t in draft.within(one))]
    for clause in counted if len(counted) >= _FEWEST else ():
        said = clause.of(draft.text).strip()
        yield said if clause.holds(name) else f"{draft.text[: name.end]}{said}"


def _measured(draft: Reading, name: Span) -> str:
    """Return what is said between a name and the figure behind it."""
    figure = next(
        (one for one in draft.tokens if one.sort is Sort.FIGURE and one.span.start >= name.end), None
    )
    return (
        ""
        if figure is None
        else "".join(one.text for one in _saying(draft, Span(name.end, figure.span.start)))
    )


def _names_a_thing(draft: Reading, span: Span, name: Span) -> bool:
    """Return whether a range says what is measured, its row's name aside."""
    words = (one for one in _saying(draft, span) if not name.overlaps(one.span))
    return any(draft.tag(one.text).startswith(_NOUNS) for one in words)


def _saying(draft: Reading, span: Span) -> list[Token]:
    return [one for one in draft.within(span) if one.sort in SAYING]
