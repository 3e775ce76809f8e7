"""Replies as plain text, for the console and for pipes."""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

from answers import templates
from answers.types import Abstention, Answer, Citation, Compound, Reply
from retrieval.normalise import is_traditional

Emphasis = Callable[[str], str]


def _same(text: str) -> str:
    return text


def to_text(reply: Reply, strong: Emphasis = _same, faint: Emphasis = _same) -> str:
    """Return a reply as the console prints it, our own words in the asker's script.

    `strong` marks the answer, `faint` the places; without them there is no markup at all.
    """
    traditional = is_traditional(reply.question.text)
    lines: list[str] = []
    if reply.question.is_follow_up:
        lines.append(faint(_ours(templates.understood(""), traditional) + reply.question.understood))
    lines.extend(_lines(reply, traditional, strong, faint, 0))
    return "\n".join(lines)


def _lines(reply: Reply, traditional: bool, strong: Emphasis, faint: Emphasis, counted: int) -> list[str]:
    match reply:
        case Answer():
            return _answer(reply, traditional, strong, faint, counted)
        case Abstention():
            return _abstention(reply, traditional, strong, faint)
        case Compound():
            lines: list[str] = []
            for part in reply.parts:
                lines.append(strong(f"◆ {part.question.understood}"))
                lines.extend(_lines(part, traditional, strong, faint, counted))
                counted += len(part.citations) if isinstance(part, Answer) else 0
            return lines
        case _:
            assert_never(reply)


def _answer(answer: Answer, traditional: bool, strong: Emphasis, faint: Emphasis, counted: int) -> list[str]:
    lead = answer.lead
    if counted:  # a later part of a compound: its citations are numbered on
        for citation in reversed(answer.citations):
            lead = lead.replace(templates.marker(citation.n), templates.marker(citation.n + counted))
    is_quote = answer.answer is None and lead.startswith(answer.citations[0].quote.text)
    lines = [strong(_ours(templates.PASSAGE_ONLY, traditional) + ":")] if is_quote else [strong(lead)]
    lines.extend(answer.notes)
    for citation in answer.citations:
        lines.append(f"  {templates.marker(citation.n + counted)} “{flat(citation.quote.text)}”")
        lines.append(faint(f"      {_ours('——', traditional)}{place(citation)}"))
    return lines


def _abstention(reply: Abstention, traditional: bool, strong: Emphasis, faint: Emphasis) -> list[str]:
    lines = [strong(_ours(templates.NOT_FOUND, traditional)), _ours(reply.reason, traditional)]
    if reply.matched:
        lines.append(_ours(templates.found_words(()), traditional) + "、".join(reply.matched))
    if reply.unmatched:
        lines.append(_ours(templates.unfound_words(()), traditional) + "、".join(reply.unmatched))
    if reply.nearest is not None:
        lines.append(faint(_ours(templates.nearest(""), traditional) + place(reply.nearest)))
        lines.append(faint(f"  “{flat(reply.nearest.quote.text)}”"))
    lines.append(faint(_ours(templates.searched(reply.searched), traditional)))
    return lines


def _ours(text: str, traditional: bool) -> str:
    return templates.in_script(text, traditional)


def flat(text: str) -> str:
    """Return a quotation on one line."""
    return text.replace("\n", " ")


def place(citation: Citation) -> str:
    """Return where a citation stands: title, section, publisher, date, file and paragraph."""
    passage, document = citation.quote.passage, citation.document
    parts = [f"《{passage.title}》"]
    if passage.section:
        parts.append(f"“{passage.section}”")
    parts.append(f"第 {passage.number} 段")
    details = [part for part in (document.publisher, document.published, document.source) if part]
    return " ".join(parts) + " · " + " · ".join(details)
