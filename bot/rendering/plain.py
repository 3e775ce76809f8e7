"""Replies as lines of plain text, for the console and for pipes."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from answers import templates
from answers.types import Abstention, Answer, Citation, Compound, Reply
from bot.rendering.numbering import parts_of
from bot.rendering.visible import laid_out, visible
from bot.rendering.wording import Wording
from retrieval.types import Span

# A quotation is set in by the width of "  [1] ", so that markers stand out.
_INDENT_OF_MARKER, _INDENT_OF_QUOTE = 2, 6
_LONGEST_NEAREST = 120

# Characters without width that word processors and web pages leave in running text.
_WITHOUT_WIDTH = str.maketrans("", "", "\xad\u200b\u200c\u200d\u2060\ufeff")


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


def to_text(reply: Reply) -> str:
    """Return a reply as a pipe gets it: not wrapped, not coloured, our own words in the asker's script."""
    return "\n".join(" " * line.indent + line.visible().text for line in lines_of(reply))


def lines_of(reply: Reply) -> tuple[Line, ...]:
    """Return the lines of a reply: the answer first, then the quotations, each with its place."""
    wording = Wording(reply.question)
    shown: set[int] = set()
    if not isinstance(reply, Compound):
        return tuple(_lines(reply, wording, shown))
    lines: list[Line] = []
    for part in parts_of(reply):
        lines.append(Line(f"◆ {part.question.understood}", Look.LEAD))
        lines.extend(_lines(part, wording, shown, says_understood=False))
    return tuple(lines)


def _lines(
    reply: Answer | Abstention, wording: Wording, shown: set[int], says_understood: bool = True
) -> list[Line]:
    """Return the lines of a reply; `shown` are the numbers whose quotations stand above, these are added."""
    if isinstance(reply, Answer):
        first, *others = _answer(reply, wording, shown)
    else:
        first, *others = _abstention(reply, wording, shown)
    lines = [first]
    if says_understood and reply.question.is_follow_up:
        understood = wording.ours(templates.understood("")) + reply.question.understood
        lines.append(Line(understood, Look.FAINT))
    return lines + others


def _answer(answer: Answer, wording: Wording, shown: set[int]) -> list[Line]:
    lead = wording.ours(passage_only(answer, shown)) if is_passage(answer) else wording.lead_of(answer)
    lines = [Line(line, Look.LEAD) for line in lead.split("\n")]
    lines.extend(Line(wording.ours(note)) for note in answer.notes)
    for citation in not_shown(answer.citations, shown):
        text = f"{templates.marker(citation.n)} {quoted(citation.quote.text)}"
        lines.append(Line(text, indent=_INDENT_OF_MARKER, hanging=_INDENT_OF_QUOTE))
        lines.append(Line(place(citation), Look.FAINT, _INDENT_OF_QUOTE, _INDENT_OF_QUOTE))
    return lines


def is_passage(answer: Answer) -> bool:
    """Return whether an answer is nothing but its first quotation."""
    return answer.answer is None and answer.lead.startswith(answer.citations[0].quote.text)


def passage_only(answer: Answer, shown: Collection[int]) -> str:
    """Return the first line of an answer that is a quotation; with its number where that stands above."""
    above = [citation.n for citation in answer.citations if citation.n in shown]
    return f"{templates.PASSAGE_ONLY}:{''.join(map(templates.marker, dict.fromkeys(above)))}"


def not_shown(citations: Iterable[Citation], shown: set[int]) -> Iterator[Citation]:
    """Yield those whose numbers are not among the shown, and add these to them."""
    for citation in citations:
        if citation.n not in shown:
            shown.add(citation.n)
            yield citation


def _abstention(reply: Abstention, wording: Wording, shown: set[int]) -> list[Line]:
    ours = wording.ours
    lines = [Line(ours(templates.NOT_FOUND)), Line(ours(reply.reason))]  # not bold: it is no answer
    words = []
    if reply.matched:
        words.append(ours(templates.found_words(())) + wording.as_asked(reply.matched))
    if reply.unmatched:
        words.append(ours(templates.unfound_words(())) + wording.as_asked(reply.unmatched))
    if words:
        lines.append(Line(" · ".join(words)))
    if reply.nearest is not None:
        head = f"{ours(templates.nearest(''))}{templates.marker(reply.nearest.n)}"
        if reply.nearest.n in shown:
            lines.append(Line(head))
        for citation in not_shown([reply.nearest], shown):
            near = quoted(_shortened(flat(citation.quote.text)))
            lines.append(Line(f"{head} {near}", hanging=_INDENT_OF_MARKER))
            lines.append(Line(place(citation), Look.FAINT, _INDENT_OF_MARKER, _INDENT_OF_MARKER))
    lines.append(Line(ours(templates.searched(reply.searched)), Look.FAINT))
    return lines


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_NEAREST else f"{text[:_LONGEST_NEAREST]}……"


# Marks of quotation, as Chinese texts use them; the outer ones are the first that the quoted text has none of.
_MARKS = (("\u201c", "\u201d"), ("\u300c", "\u300d"), ("\u300e", "\u300f"))


def quoted(text: str) -> str:
    """Return a text to the letter, on one line, between marks that tell its end from those within it.

    >>> quoted("复工率为90%。"), quoted("推行“云招商”。")
    ('“复工率为90%。”', '「推行“云招商”。」')
    """
    opens, closes = next((marks for marks in _MARKS if not set(marks) & set(text)), _MARKS[0])
    return f"{opens}{flat(text)}{closes}"


def flat(text: str) -> str:
    r"""Return a text on one line: a line break between Chinese characters leaves nothing, any other a space.

    >>> flat("复工\n复产 in\nWuxi")
    '复工复产 in Wuxi'
    """
    parts = laid_out(text.translate(_WITHOUT_WIDTH)).split("\n")
    lines = [line for part in parts if (line := part.strip())]
    joined = lines[:1]
    for before, after in pairwise(lines):
        is_wide = all(unicodedata.east_asian_width(side) in "WF" for side in (before[-1], after[0]))
        joined += ["" if is_wide else " ", after]
    return "".join(joined)


def place(citation: Citation) -> str:
    """Return where a citation stands: title, section, paragraph of the article, publisher, date and file."""
    passage, document = citation.quote.passage, citation.document
    parts = [
        f"《{passage.title}》",
        passage.section,
        f"第 {passage.place} 段",
        document.publisher,
        document.published,
        document.source,
    ]
    return visible(" · ".join(part for part in parts if part))
