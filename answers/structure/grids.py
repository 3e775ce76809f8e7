"""Records of cells: the rows of a table, the `key: value` lines of a form, headings with one line below each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from answers.structure.fields import LONGEST_VALUE, fields, headed, records_of
from answers.structure.lines import Line
from answers.structure.records import Grid
from answers.structure.tables import context_of, tables

# A form is an article of so few lines, none of them prose: what stands anywhere on an invoice is said of all of it.
_MOST_LINES_OF_A_FORM = 60
_STOP = "。"  # two lines with one are sentences, and no form


def grids(lines: Sequence[Line], name: str = "") -> list[Grid]:
    """Return the tables of an article, its fields, and its headings with one line below each; `name` is its file's, normalised."""
    found = list(tables(lines))
    body = [line.text for line in lines if line.source.passage.is_body]
    is_prose = any(len(text) > LONGEST_VALUE for text in body) or sum(_STOP in text for text in body) > 1
    if is_prose:  # the fields of its head tell who wrote it and when, and are no matter of its own
        lines = [line for line in lines if line.source.passage.is_body]
    for read in (fields, headed):
        records = list(records_of(read(lines)))
        if records:
            found.append(Grid(tuple(records), context_of(lines[0])))
    if not is_prose and len(lines) <= _MOST_LINES_OF_A_FORM and any(not grid.is_table for grid in found):
        around = "\n".join(line.text for line in lines)
        for key in sorted({key for grid in found for key in grid.keys}, key=len, reverse=True):
            around = around.replace(key, "")  # what a field is called is said of its own value alone
        found = [replace(grid, form=around) for grid in found]
    return [replace(grid, context=f"{grid.context}\n{name}") for grid in found]
