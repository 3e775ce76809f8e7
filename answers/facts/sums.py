"""Totals of a sentence that its parts do not add up to, where they are said to be all of it, or are by their kinds: 48个项目,其中工业18个,服务业31个."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from answers.otherwise import SHARES
from answers.spans.wholes import is_inexact
from answers.vocabulary import any_of, table, vocabulary
from retrieval.quantities import Figure, find_figures

_STATEMENT = re.compile(r"[^。;!?\n]+")
_AMONG = re.compile("其中[:,]?")
_KINDS = tuple(
    (how == "all", tuple(re.compile(any_of(kind.split())) for kind in kinds))
    for how, *kinds in table("whole-kinds")
)
_CHANGED = re.compile(
    rf"(?:{any_of(vocabulary('growth-verbs'))})了?$"
)  # 减产|849吨 is no part of what is produced
_LABEL = re.compile(r"[^,、:和与\d]*$")  # what stands right before a part: 服务业|31个
_PRINTED = re.compile(r"(?P<digits>\d[\d,]*(?:\.(?P<decimals>\d+))?)(?P<power>[十百千万亿]*)")
_FEWEST = 2  # parts
_HEDGE = 2  # code points before a figure that may say that it is no exact one: 将近
_HALF = Decimal("0.5")  # of the last digit that is printed


@dataclass(frozen=True, slots=True)
class Misfit:
    """A total and its parts as printed, and the parts' sum as a decimal string in their unit."""

    total: str
    parts: tuple[str, ...]
    sum: str


def misfits(text: str) -> Iterator[Misfit]:
    """Yield the totals in a normalised text that their parts do not add up to, by more than rounding can make.

    Parts are figures in the total's unit behind 其中, one of each of some kinds that have nothing in common. They may be less
    than the total where there may be other kinds, and never more.

    >>> [one.sum for one in misfits("共48个项目,其中工业18个,服务业31个。出口5亿元,其中民营3亿元、国有4亿元")]
    ['49']
    """
    for statement in _STATEMENT.finditer(text):
        said = statement.group()
        among = _AMONG.search(said)
        figures = find_figures(said) if among is not None else ()
        before = [one for one in figures if among is not None and one.span.end <= among.start()]
        behind = [one for one in figures if among is not None and one.span.start >= among.end()]
        for is_all, kinds in _KINDS:
            parts = _parts(said, behind, kinds)
            total = next((one for one in reversed(before) if parts and one.unit == parts[0].unit), None)
            if total is None or any(_is_inexact(said, one) for one in (total, *parts)):
                continue
            if (found := _misfit(total, parts, is_all=is_all)) is not None:
                yield found
                break


def _parts(said: str, figures: Sequence[Figure], kinds: Sequence[re.Pattern[str]]) -> tuple[Figure, ...]:
    """Return the figure of each kind, those of two kinds at least in one unit and as many digits; none where a kind has two."""
    found: dict[int, Figure] = {}
    for figure in figures:
        label = _label(said, figure)
        own = [place for place, kind in enumerate(kinds) if kind.search(label)]
        if len(own) > 1 or (own and own[0] in found):
            return ()
        if own and figure.value is not None and figure.unit and not _CHANGED.search(label):
            found[own[0]] = figure
    parts = tuple(found.values())
    is_one_unit = len({one.unit for one in parts}) == 1 and parts[0].unit not in SHARES
    return parts if len(parts) >= _FEWEST and is_one_unit else ()


def _label(said: str, figure: Figure) -> str:
    match = _LABEL.search(said, 0, figure.span.start)
    return match.group() if match else ""


def _is_inexact(said: str, figure: Figure) -> bool:
    label = _label(said, figure)
    return _CHANGED.search(label) is not None or is_inexact(f"{label[-_HEDGE:]}{figure.span.of(said)}")


def _misfit(total: Figure, parts: Sequence[Figure], *, is_all: bool) -> Misfit | None:
    """Return a total whose parts are more, or less where they are all of it, by more than rounding can make; None for others.

    None as well where they are printed in unlike powers: 1.2亿元 and 3000万元.
    """
    printed = [_PRINTED.fullmatch(one.number) for one in (total, *parts)]
    known = [one for one in printed if one is not None]
    if len(known) < len(printed) or len({one["power"] for one in known}) > 1:
        return None
    whole, *own = (Decimal(one["digits"].replace(",", "")) for one in known)
    over = sum(own, Decimal(0)) - whole
    rounded = [one for one in known if one["decimals"] or one["power"]]  # a count is exact
    slack = sum((_HALF.scaleb(-len(one["decimals"] or "")) for one in rounded), Decimal(0))
    if over > slack or (is_all and -over > slack):
        digits, *others = (one["digits"] for one in known)
        return Misfit(digits, tuple(others), str(sum(own, Decimal(0))))
    return None
