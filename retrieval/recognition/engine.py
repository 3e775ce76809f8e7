"""Characters of a picture by rapidocr (PP-OCR on onnxruntime), whose models lie in its wheel: nothing is fetched."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from functools import cache
from statistics import median
from typing import Any, Final

from retrieval.layout.printed_lines import PrintedLine

# Pixels a point of a page: 108 dots an inch. Measured on three pages printed and scanned again: 127 of 127 figures right, at
# 144 dots 125.
SCALE: Final = 1.5
_LEAST_SURE = 0.5  # rapidocr's own bound; below stand seals and specks
_OF_ONE_SIZE = 0.3  # by which the heights of boxes may differ from the usual one without another size of type
_LONG = (
    10  # characters of a box that is a line of the text: a quarter of them begin at its left edge or before
)
# Heights of a box a character: of a scanned page 1.0, 2.5 letter-spaced; the recogniser at times reads two characters of a whole line, and all
# of it with some more pixels around.
_WIDEST, _ROOM = 4.0, 4
_OVERLAP = 0.5  # of their heights, of two boxes of one line
_QUIET: Final = {
    "Global.log_level": "critical",
    # Pages are read one after the other, beside others' work: two threads that wait for each other gain nothing on two cores.
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    # A line at a time: six together are padded to the longest and take 815 MB for a scanned page of a book, one 435; of 180
    # figures on three printed pages 180 are right, 178 with six.
    "Rec.rec_batch_num": 1,
}


def recognise(pixels: Any) -> tuple[PrintedLine, ...]:
    """Return the lines of a page given by its pixels (rows, columns, red green blue), in points, from top to bottom; none for an empty one."""
    found = _engine()(pixels, use_det=True, use_cls=True)  # it keeps what it was told last
    if found.boxes is None:
        return ()
    boxes = []
    for box, text, score in zip(found.boxes, found.txts, found.scores, strict=True):
        left, top, right, bottom = (
            *(float(side) for side in box.min(axis=0)),
            *(float(side) for side in box.max(axis=0)),
        )
        if (right - left) > _WIDEST * (bottom - top) * len(text.strip()):
            text, score = _once_more(pixels, (left, top, right, bottom)) or (text, score)
        if score >= _LEAST_SURE and text.strip():
            boxes.append(PrintedLine(text, left / SCALE, right / SCALE, top / SCALE, bottom / SCALE, 0.0))
    return tuple(_of_usual_size(list(_lines(boxes))))


def _once_more(pixels: Any, box: tuple[float, float, float, float]) -> tuple[str, float] | None:
    """Return what a line says, recognised by itself with some room around it, and how sure that is; None where nothing is."""
    left, top, right, bottom = map(round, box)
    part = pixels[max(0, top - _ROOM) : bottom + _ROOM, max(0, left - _ROOM) : right + _ROOM]
    found = _engine()(part, use_det=False, use_cls=False)
    return (found.txts[0], found.scores[0]) if found.txts else None


@cache
def _engine() -> Any:
    from rapidocr import RapidOCR

    for name in ("RapidOCR", "rapidocr"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    return RapidOCR(params=_QUIET)


def _lines(boxes: Sequence[PrintedLine]) -> Iterator[PrintedLine]:
    """Yield the lines that boxes make: those side by side at one height are one; what stands in the margin comes last."""
    lefts = sorted(box.left for box in boxes if len(box.text) >= _LONG)
    edge = lefts[len(lefts) // 4] if lefts else 0.0
    margin = [box for box in boxes if box.right <= edge]
    line: list[PrintedLine] = []
    for box in sorted(
        (box for box in boxes if box not in margin), key=lambda one: (one.top + one.bottom, one.left)
    ):
        if line and _shared(line[-1], box) < _OVERLAP:
            yield _joined(line)
            line = []
        line.append(box)
    if line:
        yield _joined(line)
    yield from margin


def _shared(one: PrintedLine, other: PrintedLine) -> float:
    height = min(one.bottom - one.top, other.bottom - other.top)
    return (min(one.bottom, other.bottom) - max(one.top, other.top)) / height if height > 0 else 0.0


def _joined(boxes: Sequence[PrintedLine]) -> PrintedLine:
    boxes = sorted(boxes, key=lambda one: one.left)
    top, bottom = min(one.top for one in boxes), max(one.bottom for one in boxes)
    height = max(one.bottom - one.top for one in boxes)
    text = "  ".join(one.text.strip() for one in boxes)
    return PrintedLine(text, boxes[0].left, max(one.right for one in boxes), top, bottom, height)


def _of_usual_size(lines: Sequence[PrintedLine]) -> Iterator[PrintedLine]:
    """Yield lines with one size for those of about one height: boxes are some pixels higher where a letter reaches up."""
    usual = median(line.size for line in lines) if lines else 0.0
    for line in lines:
        is_usual = abs(line.size - usual) <= _OF_ONE_SIZE * usual
        yield (
            PrintedLine(line.text, line.left, line.right, line.top, line.bottom, usual) if is_usual else line
        )
