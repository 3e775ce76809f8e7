"""Records of cells: the rows of a table, the `key: value` lines of a form, headings with one line below each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from answers.structure.fields import LONGEST_VALUE, Named, bracketed, fields, headed, records_of
from answers.structure.lines import Line
from answers.structure.records import Grid
from answers.structure.tables import context_of, tables

# A form is an article of so few lines, fewer of them sentences than fields: what stands anywhere on an invoice is said of all of it.
_MOST_LINES_OF_A_FORM = 60
_FEWEST_FIELDS, _LEAST_SHARE = 3, 0.3
_STOP = "。"
_MEETING = ("地点:", "会议地点:", "主持人:", "主持:")


def grids(lines: Sequence[Line], name: str = "") -> list[Grid]:
    """Return the tables of an article, its fields, and its headings with one line below each; `name` is its file's, normalised."""
    found = list(tables(lines))
    if in_brackets := tuple(bracketed(lines)):
        text = in_brackets[0].cells[0].source.context.document_text
        found.append(Grid(in_brackets, context_of(lines[0]), paper=text))
    head = "\n".join(line.text for line in lines if not line.source.passage.is_body)
    body = [line.text for line in lines if line.source.passage.is_body]
    sentences = sum(_STOP in text for text in body)
    read = [grid for one in (fields, headed) if (grid := _grid(one(lines), lines)) is not None]
    is_form = not any(len(text) > LONGEST_VALUE for text in body) and _is_form(read, lines, sentences)
    is_prose = any(len(text) > LONGEST_VALUE for text in body) or sentences > 1
    if is_prose and not is_form and not any(map(_is_of_a_meeting, lines)):
        # the fields of its head tell who wrote it and when, and are no matter of its own
        own = [line for line in lines if line.source.passage.is_body]
        read = [grid for one in (fields, headed) if (grid := _grid(one(own), own)) is not None]
    found += read
    if is_form:
        around = "\n".join(line.text for line in lines)
        for key in sorted({key for grid in found for key in grid.keys}, key=len, reverse=True):
            around = around.replace(key, "")  # what a field is called is said of its own value alone
        found = [replace(grid, form=around) for grid in found]
    return [replace(grid, context=f"{grid.context}\n{head}\n{name}") for grid in found]


def _grid(named: Iterator[Named], lines: Sequence[Line]) -> Grid | None:
    records = tuple(records_of(named))
    return Grid(records, context_of(lines[0])) if records else None


def _is_form(read: Sequence[Grid], lines: Sequence[Line], sentences: int) -> bool:
    """Return whether an article is a form: few lines beside its tables, many of them fields, and more fields than sentences."""
    outside = sum("|" not in line.text for line in lines)
    count = sum(len(record.cells) for grid in read for record in grid.records)
    is_short = outside <= _MOST_LINES_OF_A_FORM
    return is_short and count > sentences and count >= max(_FEWEST_FIELDS, _LEAST_SHARE * outside)


def _is_of_a_meeting(line: Line) -> bool:
    """Return whether a line of a paper's head says where a meeting was, or who led it: then who came and when are its matter."""
    return not line.source.passage.is_body and line.text.startswith(_MEETING)
