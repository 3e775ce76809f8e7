"""Replies as lines of plain text, for the console and for pipes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from bot.rendering.quotations import flat, quoted
from bot.rendering.shown import Labelled, Shown, ShownAbstention, ShownAnswer
from bot.rendering.visible import visible
from retrieval.types import Span

# A quotation is set in by the width of "  [1] ", so that markers stand out.
_INDENT_OF_MARKER, _INDENT_OF_QUOTE = 2, 6
_LONGEST_NEAREST = 120


class Look(StrEnum):
    """What a line is to its reader: a terminal shows them differently, a pipe does not."""

    LEAD = "lead"
    TEXT = "text"
    FAINT = "faint"


@dataclass(frozen=True, slots=True)
class Line:
    """A line before it is wrapped: `indent` columns before it, `hanging` before what is wrapped.

    `marked` is the range of `text` that is shown as quoted.
    """

    text: str
    look: Look = Look.TEXT
    indent: int = 0
    hanging: int = 0
    marked: Span | None = None

    def visible(self) -> Line:
        """Return the line as it may be printed, its marked range moved along with what was replaced."""
        if self.marked is None:
            return replace(self, text=visible(self.text))
        before = visible(self.text[: self.marked.start])
        within = visible(self.marked.of(self.text))
        text = before + within + visible(self.text[self.marked.end :])
        return replace(self, text=text, marked=Span(len(before), len(before) + len(within)))


def to_text(shown: Shown) -> str:
    """Return a reply as a pipe gets it: not wrapped, not coloured, our own words in the asker's script."""
    return "\n".join(" " * line.indent + line.visible().text for line in lines_of(shown))


def lines_of(shown: Shown) -> tuple[Line, ...]:
    """Return the lines of a reply: the answer first, then the quotations, each with its place."""
    lines: list[Line] = []
    for part in shown.parts:
        if part.heading is not None:
            lines.append(Line(part.heading, Look.LEAD))
            lines.extend(_lines(part.said, None))
        else:
            lines.extend(_lines(part.said, shown.understood))
    return tuple(lines)


def _lines(said: ShownAnswer | ShownAbstention, understood: Labelled | None) -> list[Line]:
    first, *others = _answer(said) if isinstance(said, ShownAnswer) else _abstention(said)
    return [first, *([Line(str(understood), Look.FAINT)] if understood is not None else []), *others]


def _answer(answer: ShownAnswer) -> list[Line]:
    lead = answer.lead if answer.pointer is None else answer.pointer
    look = Look.LEAD if answer.reply.is_sure else Look.TEXT
    lines = [Line(line, look) for line in lead.split("\n")]
    lines.extend(map(Line, answer.notes))
    for quotation in answer.quotations:
        text = f"{quotation.marker} {quotation.words}"
        lines.append(Line(text, indent=_INDENT_OF_MARKER, hanging=_INDENT_OF_QUOTE))
        lines.append(Line(quotation.place, Look.FAINT, _INDENT_OF_QUOTE, _INDENT_OF_QUOTE))
    return lines


def _abstention(abstention: ShownAbstention) -> list[Line]:
    lines = [Line(abstention.head), Line(abstention.reason)]  # not bold: it is no answer
    words = [str(words) for words in (abstention.matched, abstention.unmatched) if words is not None]
    if words:
        lines.append(Line(" · ".join(words)))
    if abstention.nearest_above is not None:
        lines.append(Line(abstention.nearest_label + abstention.nearest_above))
    if abstention.nearest is not None:
        nearest = abstention.nearest
        near = quoted(_shortened(flat(nearest.citation.quote.text)))
        lines.append(Line(f"{abstention.nearest_label}{nearest.marker} {near}", hanging=_INDENT_OF_MARKER))
        lines.append(Line(nearest.place, Look.FAINT, _INDENT_OF_MARKER, _INDENT_OF_MARKER))
    lines.append(Line(abstention.searched, Look.FAINT))
    return lines


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_NEAREST else f"{text[:_LONGEST_NEAREST]}……"
