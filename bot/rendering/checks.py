"""A checked draft: as records, as rows, and as a table with what needs a hand below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, Final

from answers.checking.checked import Checked, Verdict
from bot import texts
from bot.rendering.plain import Line, Look
from bot.rendering.quotations import flat, place, quoted
from bot.rendering.records import citation_record
from bot.rendering.tables import Cell
from bot.rendering.terminal import pad, width

COLUMNS: Final = ("number", "sentence", "verdict", "written", "source", "missing", "place")
_GAP = "  "
_OPENS, _CLOSES = "\u3010", "\u3011"
_WIDEST = 24  # columns of what was written and what the source has, before what is longer shifts its row
_LONGEST = 120  # characters of a sentence or a source that are shown beside one another
_BEFORE, _BEHIND = 60, 20  # of them that are shown before and behind what differs


def record(checked: Checked) -> dict[str, Any]:
    """Return a sentence as JSON has it; its keys, in this order, are a promise."""
    return {
        "sentence": checked.sentence,
        "verdict": checked.verdict.value,
        "differences": [
            {"written": one.written, "source": one.source, "n": one.n} for one in checked.differences
        ],
        "citations": [citation_record(citation) for citation in checked.citations],
        "missing": list(checked.missing),
        "dropped": checked.dropped,
    }


def row(number: int, checked: Checked) -> tuple[Cell, ...]:
    """Return a sentence as a row of CSV."""
    return (
        number, checked.sentence, checked.verdict.value, written(checked), told(checked), "、".join(checked.missing),
        place(checked.citations[0]) if checked.citations else "",
    )  # fmt: skip


def written(checked: Checked) -> str:
    """Return what was written otherwise than the source has it."""
    return "、".join(one.written for one in checked.differences)


def told(checked: Checked) -> str:
    """Return what the source has in its place; that it has nothing there, where it lacks what was written."""
    return "、".join(one.source or texts.NOT_THERE for one in checked.differences)


def summary(checked: Sequence[Checked]) -> str:
    """Return how many sentences there are of each verdict."""
    counts = Counter(one.verdict for one in checked)
    return texts.checked(len(checked), [(texts.VERDICTS[one], counts[one]) for one in Verdict])


def short_place(checked: Checked) -> str:
    """Return where the source of a sentence stands, its article and paragraph alone; empty where there is none."""
    if not checked.citations:
        return ""
    passage = checked.citations[0].quote.passage
    return texts.check_place(flat(passage.title), passage.place)


def lines(checked: Sequence[Checked]) -> tuple[Line, ...]:
    """Return the summary, a table with a line a sentence, and beneath it both texts of what needs a hand."""
    rows = [_cells(number, one) for number, one in enumerate(checked, 1)]
    columns = [
        min(_WIDEST, max(width(cell) for cell in cells))
        for cells in zip(texts.CHECK_HEAD[:4], *(row[:4] for row in rows), strict=True)
    ]
    shown = [Line(summary(checked), Look.LEAD), Line(_joined(texts.CHECK_HEAD, columns), Look.FAINT)]
    shown += [Line(_joined(cells, columns), hanging=4) for cells in rows]
    for number, one in enumerate(checked, 1):
        if one.needs_comment:
            shown += _beneath(number, one)
    return tuple(shown)


def _cells(number: int, checked: Checked) -> tuple[str, ...]:
    has = written(checked) or "、".join(checked.missing)
    return (
        str(number),
        texts.VERDICTS[checked.verdict],
        flat(has) or texts.NOTHING,
        flat(told(checked)) or texts.NOTHING,
        short_place(checked) or texts.NOTHING,
    )


def _joined(cells: Sequence[str], columns: Sequence[int]) -> str:
    return _GAP.join([*(pad(cell, size) for cell, size in zip(cells, columns, strict=False)), cells[-1]])


def _beneath(number: int, checked: Checked) -> list[Line]:
    found = [Line(texts.check_sentence(number, cut(checked.sentence)), hanging=4)]
    if checked.dropped:
        found.append(Line(texts.check_dropped(checked.dropped), indent=4, hanging=4))
    if checked.citations and checked.verdict.needs_a_hand:
        quote = told_by(checked)
        label = texts.CHECK_NEAREST if checked.verdict is Verdict.ABSENT else texts.CHECK_SOURCE
        found.append(Line(f"{label}{quote}", indent=4, hanging=4))
        found.append(Line(place(checked.citations[0]), Look.FAINT, indent=4, hanging=4))
    elif checked.verdict is Verdict.ABSENT:
        found.append(Line(texts.CHECK_NOTHING_NEAR, indent=4))
    return found


def whole(number: int, checked: Checked) -> Iterator[Line]:
    """Yield a sentence and its sources in full, what differs between brackets in both, and what is to be said of it."""
    yield Line(texts.check_verdict(number, texts.VERDICTS[checked.verdict]), Look.LEAD)
    own = [one.written for one in checked.differences]
    yield Line(f"{texts.CHECK_WRITTEN}{_bracketed(flat(checked.sentence), own)}", hanging=4)
    label = texts.CHECK_NEAREST if checked.verdict is Verdict.ABSENT else texts.CHECK_SOURCE
    for citation in checked.citations:
        told = [one.source for one in checked.differences if one.n == citation.n]
        yield Line(f"{label}{quoted(_bracketed(flat(citation.quote.text), told))}", hanging=4)
        yield Line(place(citation), Look.FAINT, hanging=4)
    for one in checked.differences:
        yield Line(texts.check_otherwise(one.written or texts.NOT_THERE, one.source or texts.NOT_THERE))
    if checked.missing:
        yield Line(texts.check_missing(checked.missing), hanging=4)
    if checked.dropped:
        yield Line(texts.check_dropped(checked.dropped), hanging=4)
    if not checked.citations:
        yield Line(texts.CHECK_NOTHING_NEAR)


def _bracketed(text: str, pieces: Sequence[str]) -> str:
    """Return a text with some of its pieces between brackets, each where it stands first; longer ones before those within them."""
    for piece in sorted(filter(None, set(map(flat, pieces))), key=lambda one: (-len(one), one)):
        before, said, behind = text.partition(piece)
        if said and before.count(_OPENS) == before.count(_CLOSES):
            text = f"{before}{_OPENS}{said}{_CLOSES}{behind}"
    return text


def cut(text: str, around: Sequence[str] = ()) -> str:
    """Return a text on one line, cut where it is too long to be set beside another, to what stands around the first of some pieces."""
    whole = flat(text)
    if len(whole) <= _LONGEST:
        return whole
    at = min((whole.find(flat(piece)) for piece in around if piece and flat(piece) in whole), default=0)
    if at < _LONGEST - _BEHIND:
        return f"{whole[:_LONGEST]}\u2026"
    start = min(at - _BEFORE, len(whole) - _LONGEST)
    end = "\u2026" if start + _LONGEST < len(whole) else ""
    return f"\u2026{whole[start : start + _LONGEST]}{end}"


def told_by(checked: Checked) -> str:
    """Return the source of a sentence on one line, cut around what differs."""
    pieces = [one.source for one in checked.differences if one.n == checked.citations[0].n]
    return quoted(cut(checked.citations[0].quote.text, pieces))
