"""The head of a document: title, sub-title, publisher, days, region, speaker, each with its place.

Order of trust: front matter, fields and title block, the signature below the text, the file's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from retrieval.layout import values
from retrieval.layout.areas import find_area
from retrieval.layout.dates import find_date
from retrieval.layout.enactments import Enactment, find_enactments
from retrieval.layout.fields import find_fields
from retrieval.layout.glossaries import without_marks
from retrieval.layout.lines import Line
from retrieval.layout.organs import find_issuer
from retrieval.layout.people import find_person
from retrieval.layout.signatures import find_signature
from retrieval.layout.title_block import Part, TitleBlock
from retrieval.layout.titles import joined_title, lines_of_title, says_its_genre
from retrieval.normalise import in_place
from retrieval.types import Basis, Head, HeadValue, IsWord, Span, locate, text_of

FrontMatter = Mapping[str, HeadValue]

_DAYS = frozenset({"date", "posted"})
_CLOCK = re.compile(r"\d[:时点]\d")
_COMPACT_DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)([01]\d)([0-3]\d)(?!\d)")
_DASHES = "—–―- "
_BRACKETED = re.compile(r"\([^()]*\)")
_LETTERHEAD = "文件"
_LINES_BELOW = 5


@dataclass(frozen=True, slots=True)
class Read:
    """A text as far as it has been read: its lines, of which `block` are the first; where it came from.

    What the page puts around the text is left out of the lines behind the block.

    `cited` are the numbers of its notes, whose marks are no part of a title.
    """

    text: str
    source: str
    lines: Sequence[Line]
    block: TitleBlock
    cited: frozenset[int] = frozenset()


def read_head(
    read: Read, is_word: IsWord, title: HeadValue | None = None, front: FrontMatter | None = None
) -> Head:
    """Return the head of a document.

    `title` is one that the text gives otherwise than by its title block, `front` what the front matter says.
    """
    front = front or {}
    said = _TitleBlockReader(read, is_word)
    rest = read.lines[len(read.block.parts) :]
    signature = find_signature(rest)
    name = PurePosixPath(read.source).name
    stem = in_place(PurePosixPath(name).stem)
    named = said.field("name")  # of a paper, or on a form of whom it tells: 名称:某某公司
    if named is not None and says_its_genre(in_place(named.text)):
        title = title or named
    title = front.get("title") or said.field("title") or title or said.title() or named
    title = title or HeadValue(name, Basis.FILE_NAME)
    subtitle = front.get("subtitle") or said.subtitle()
    issuer = front.get("publisher") or front.get("source") or said.field("publisher") or said.issuer(title)
    source_line = said.source_line() or _source_below(rest)
    publisher = issuer or signature.organ or said.field("source") or _source_in(source_line, read.text)
    stated = filter(None, [title, subtitle, said.post(), publisher])
    return Head(
        title,
        subtitle,
        publisher,
        front.get("date") or said.date() or signature.date or _date_of_name(stem),
        front.get("posted") or said.posted(),
        front.get("region") or _region(stated, read.text, is_word) or _region_of_name(stem, is_word),
        front.get("speaker") or said.field("speaker") or said.speaker(),
        source_line,
    )


class _TitleBlockReader:
    """Reads values off the lines of a title block."""

    def __init__(self, read: Read, is_word: IsWord) -> None:
        self._read, self._lines, self._block, self._is_word = read, read.lines, read.block, is_word
        self._fields = dict(reversed(tuple(self._read_fields())))

    def _read_fields(self) -> Iterator[tuple[str, HeadValue]]:
        for place in self._block.places(Part.FIELD):
            line = self._lines[place]
            for field in find_fields(line.text):
                span = field.value
                if not span and self._is_value(place + 1):
                    line = self._lines[place + 1]
                    span = values.whole(line)
                make = values.of_date if field.meaning in _DAYS else values.of_part
                value = make(line, span, Basis.FIELD) if span else None
                if value is not None:
                    yield field.meaning, value

    def _is_value(self, place: int) -> bool:
        """Return whether a line is the value of a field whose label stands above it."""
        return self._block.parts[place : place + 1] == (Part.FIELD,) and not find_fields(
            self._lines[place].text
        )

    def field(self, meaning: str) -> HeadValue | None:
        """Return the value of the first field of a meaning."""
        return self._fields.get(meaning)

    def title(self) -> HeadValue | None:
        lines, _ = self._lines_of_title()
        spans = [without_marks(line, self._read.cited) for line in lines]
        printed = [text_of(pieces, self._read.text) for pieces in spans]
        together = tuple(piece for pieces in spans for piece in pieces)
        return HeadValue(values.shown(joined_title(printed)), Basis.TITLE_BLOCK, together) if lines else None

    def subtitle(self) -> HeadValue | None:
        lines = self._at(self._block.places(Part.SUBTITLE))
        is_bracketed = bool(_BRACKETED.fullmatch("".join(line.text for line in lines)))
        margin = _DASHES + "()" if is_bracketed else _DASHES
        _, below = self._lines_of_title()
        return values.of_lines(lines, Basis.TITLE_BLOCK, margin=margin) or values.of_lines(
            below, Basis.TITLE_BLOCK, " "
        )

    def _lines_of_title(self) -> tuple[list[Line], list[Line]]:
        """Return the lines of the title and those that go on below it as a sub-title."""
        lines = self._at(self._block.title())
        count = lines_of_title([line.original for line in lines])
        return lines[:count], lines[count:]

    def issuer(self, title: HeadValue) -> HeadValue | None:
        """Return who issued the paper: by a line of its own, by the law's history, by the title."""
        within_title = Part.ISSUER in (self._block.parts[place] for place in self._block.title())
        above = self._block.places(Part.ORGAN) or self._block.places(Part.ISSUER)
        organs = self._at(_run(above))
        if organs and not within_title:
            return _without_letterhead(values.of_lines(organs, Basis.TITLE_BLOCK, " "))
        for line, enactment in self._enactments():
            if enactment.organ:
                return values.of_part(line, enactment.organ, Basis.TITLE_BLOCK)
        found = values.within(title, find_issuer, self._read.text)
        shown = find_issuer(in_place(title.text))
        return replace(found, text=shown.of(title.text)) if found and shown else None

    def date(self) -> HeadValue | None:
        """Return the document's own day: a field's, the speech's, a law's last change, one that stands alone."""
        return (
            self._fields.get("date")
            or next(self._days(Part.SUBTITLE), None)
            or self._last_change()
            or next(self._days(Part.DATE, with_clock=False), None)
        )

    def _last_change(self) -> HeadValue | None:
        """Return the last day on which a law got its wording, else the last on which it was passed."""
        found = self._enactments()
        first = found[0][1].meaning if found else ""
        days = (
            HeadValue(enactment.day, Basis.TITLE_BLOCK, line.places(enactment.place))
            for line, enactment in found
            if enactment.meaning == first
        )
        return max(days, key=lambda day: day.text, default=None)

    def _enactments(self) -> list[tuple[Line, Enactment]]:
        """Return what gave a law its wording, then what passed it, each with its line."""
        found = [
            (line, enactment)
            for line in self._at(self._block.places(Part.HISTORY))
            for enactment in find_enactments(line.text)
        ]
        return [pair for meaning in ("made", "passed") for pair in found if pair[1].meaning == meaning]

    def posted(self) -> HeadValue | None:
        """Return the day when the page was put on line."""
        return self._fields.get("posted") or next(self._days(Part.DATE, with_clock=True), None)

    def speaker(self) -> HeadValue | None:
        for line in self._at(self._block.places(Part.NAME)):
            span = find_person(line.text, self._is_word) or values.whole(line)
            return values.of_part(line, span, Basis.TITLE_BLOCK)
        return None

    def post(self) -> HeadValue | None:
        """Return the line that names the speaker with the post, which may name the region."""
        return values.of_lines(self._at(self._block.places(Part.NAME)[:1]), Basis.TITLE_BLOCK)

    def source_line(self) -> HeadValue | None:
        """Return the line that says where the text was taken from, with its value where that stands below."""
        for place in self._block.places(Part.FIELD):
            found = find_fields(self._lines[place].text)
            has_value_below = bool(found) and not found[-1].value and self._is_value(place + 1)
            if any(field.meaning == "source" and (field.value or has_value_below) for field in found):
                return values.of_lines(self._lines[place : place + 1 + has_value_below], Basis.FIELD)
        return None

    def _at(self, places: Iterable[int]) -> list[Line]:
        return [self._lines[place] for place in places]

    def _days(self, part: Part, with_clock: bool | None = None) -> Iterator[HeadValue]:
        for line in self._at(self._block.places(part)):
            has_clock = bool(_CLOCK.search(line.text))
            day = values.of_date(line, values.whole(line), Basis.TITLE_BLOCK)
            if day is not None and with_clock in (None, has_clock):
                yield day


def _without_letterhead(organ: HeadValue | None) -> HeadValue | None:
    """Return the office that a letterhead names: 云岭市人民政府 | 文件."""
    if organ is None or not organ.text.endswith(_LETTERHEAD):
        return organ
    length = sum(map(len, organ.spans)) - len(_LETTERHEAD)
    return replace(
        organ, text=organ.text.removesuffix(_LETTERHEAD), spans=locate(organ.spans, Span(0, length))
    )


def _run(places: Sequence[int]) -> Sequence[int]:
    """Return the first places that stand together."""
    end = next((n for n in range(1, len(places)) if places[n] != places[n - 1] + 1), len(places))
    return places[:end]


def _source_below(lines: Sequence[Line]) -> HeadValue | None:
    """Return the line below the text that says where it was taken from: (来源:青海日报)."""
    for line in lines[-_LINES_BELOW:]:
        if any(field.meaning == "source" and field.value for field in find_fields(line.text)):
            return values.of_lines([line], Basis.FIELD)
    return None


def _source_in(line: HeadValue | None, text: str) -> HeadValue | None:
    def find(said: str) -> Span | None:
        return next((field.value for field in find_fields(said) if field.meaning == "source"), None)

    return values.within(line, find, text) if line else None


def _region(stated: Iterable[HeadValue], text: str, is_word: IsWord) -> HeadValue | None:
    """Return the first area that a value of the head names."""
    found = (values.within(value, lambda said: find_area(said, is_word), text) for value in stated)
    return next(filter(None, found), None)


def _region_of_name(stem: str, is_word: IsWord) -> HeadValue | None:
    span = find_area(stem, is_word)
    return HeadValue(span.of(stem), Basis.FILE_NAME) if span else None


def _date_of_name(stem: str) -> HeadValue | None:
    found = find_date(_COMPACT_DATE.sub(r"\1-\2-\3", stem))
    return HeadValue(found[0], Basis.FILE_NAME) if found else None
