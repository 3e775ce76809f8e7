"""The characters of a PDF's page by pdfplumber, where pdfium leaves some out.

pdfium drops a text that takes no room, and one that is the same as that drawn before it, close by. In a font that neither the file
nor the machine has, that is each Chinese character set by itself (of a page set so, nothing but figures is left:
infiniflow/ragflow#5464), and the second of two equal cells. pdfminer goes by the widths in the file; it takes twenty times as long, so
that it reads those pages alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from io import BytesIO
from typing import Any

from retrieval.errors import LoadError
from retrieval.layout.printed_lines import Printed
from retrieval.loaders.extras import library

_MOST_OF_A_RANGE = 65_536  # codes of two bytes
_MOST_CODES = 1_000_000  # unfolded for a page: a second, 100 MB; a Chinese font has 20,000
_NO_ROOM = 0.001  # points
_EMPTY = 2  # bytes of a text's end
_SAME_LINE = 0.5  # of the lower one's height
_BACK = 1.0  # of its size, to the left, where a line begins: a mark that is set closer has the width of a character
_BLANK = 0.2  # of its size: a gap between words
_HAN_FROM = "\u4dff"
_UNKNOWN = "(cid:"  # a character of which only the number is known
# The fonts that every reader has, in which what takes no room is a blank
_STANDARD = ("helvetica", "arial", "times", "courier", "symbol", "zapf")

Glyph = tuple[Printed, tuple[float, float]]  # with the way that it runs: across and up


class _Codes:
    """The range of Python for pdfminer's modules that unfold ranges of a font's codes, as far as a page may cost.

    A file can say <00000000> <ffffffff>: four thousand million codes, each of which pdfminer would keep.
    """

    def __init__(self) -> None:
        self.left = 0

    def __call__(self, *bounds: int) -> range:
        made = range(*bounds)[: min(_MOST_OF_A_RANGE, self.left)]
        self.left -= len(made)
        return made


_CODES = _Codes()


class Plumbed:
    """The pages of a file by pdfplumber, which is opened where one is asked for."""

    def __init__(self, source: str, data: bytes) -> None:
        self._source, self._data = source, data
        self._opened: Any = None

    @contextmanager
    def page(self, place: int) -> Iterator[Any]:
        """Give a page, counted from 0, which takes no memory afterwards."""
        if self._opened is None:
            pdfplumber = library("pdfplumber", self._source, "PDF ")
            for unfolding in ("cmapdb", "pdffont"):
                vars(import_module(f"pdfminer.{unfolding}"))["range"] = _CODES
            self._opened = pdfplumber.open(BytesIO(self._data))
        _CODES.left = _MOST_CODES
        page = self._opened.pages[place]
        try:
            yield page
        finally:
            page.close()

    def glyphs(self, place: int) -> list[Glyph]:
        """Return the characters of a page in the file's order, those known by a number alone left out; none where pdfminer stumbles."""
        try:
            with self.page(place) as page:
                return list(_glyphs(page))
        except (LoadError, MemoryError):
            raise
        except Exception:  # noqa: BLE001 -- pdfminer raises whatever it stumbles over; what pdfium read is read all the same
            return []


def is_left_out(raw: Any, drawn: Any, text: Any) -> bool:
    """Return whether something drawn is a text without width or height, in a font that the file lacks, that a page's text is without."""
    if drawn.type != raw.FPDF_PAGEOBJ_TEXT:
        return False
    try:
        left, bottom, right, top = drawn.get_bounds()
    except RuntimeError:
        return False
    if (
        min(right - left, top - bottom) > _NO_ROOM
        or raw.FPDFTextObj_GetText(drawn.raw, text.raw, None, 0) > _EMPTY
    ):
        return False
    font = raw.FPDFTextObj_GetFont(drawn.raw)
    if not font or raw.FPDFFont_GetIsEmbedded(font) == 1:
        return False
    name = bytearray(raw.FPDFFont_GetBaseFontName(font, None, 0))
    raw.FPDFFont_GetBaseFontName(font, (raw.ctypes.c_char * len(name)).from_buffer(name), len(name))
    return not name.decode("latin-1").lower().startswith(_STANDARD)


def _glyphs(page: Any) -> Iterator[Glyph]:
    """Yield the characters of a page by their places from its left upper corner, with line breaks, and blanks between words."""
    left, top = page.mediabox[:2]
    last: Printed | None = None
    for drawn in page.chars:
        text: str = drawn["text"]
        across, up = drawn["matrix"][:2]
        if text.startswith(_UNKNOWN):
            continue
        box = drawn["x0"] - left, drawn["x1"] - left, drawn["top"] - top, drawn["bottom"] - top
        one = Printed(text, *box, box[3] - box[2] if across else box[1] - box[0])
        if last is not None:
            yield from _between(last, one)
        yield one, (across, up)
        last = one


def _between(last: Printed, one: Printed) -> Iterator[Glyph]:
    """Yield what stands between two characters that are set across and follow each other."""
    shared = min(last.bottom, one.bottom) - max(last.top, one.top)
    is_beside = shared >= _SAME_LINE * min(last.bottom - last.top, one.bottom - one.top)
    if not is_beside or one.left < last.right - _BACK * max(one.size, last.size):
        yield Printed("\n", 0, 0, 0, 0, 0), (1.0, 0.0)
    elif one.left - last.right > _BLANK * one.size and max(last.text, one.text) < _HAN_FROM:
        yield last._replace(text=" ", left=last.right), (1.0, 0.0)
