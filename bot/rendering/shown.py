"""What a reply shows, worked out once: plain text, --json and chats are forms of the same `Shown`.

Numbers run through all parts of a reply, a quotation that stands above is not shown again, our own words are in the
script of the question. What a form adds is layout alone: lines, keys, styles and buttons.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from answers import templates
from answers.types import Abstention, Answer, Citation, Compound, Conflict, Question, Reply, Row
from bot.rendering.numbering import citations_of, nearest_of, parts_of
from bot.rendering.quotations import place, quoted
from bot.rendering.wording import Wording


class Status(StrEnum):
    """What became of a message: an answer, text that may hold it, neither."""

    ANSWERED = "answered"
    RELATED = "related"
    ABSTAINED = "abstained"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label of ours, and words of the asker's behind it."""

    label: str
    words: str

    def __str__(self) -> str:
        return self.label + self.words


@dataclass(frozen=True, slots=True)
class Shown:
    """A reply as it is shown: part by part, and as one.

    `understood` is set for a follow-up. `citations` are what the reply rests on, by their numbers, `nearest` what
    is merely near. `first_line` is for lists and headings.
    """

    reply: Reply
    wording: Wording
    understood: Labelled | None
    parts: tuple[Part, ...]
    citations: tuple[Citation, ...]
    nearest: tuple[Citation, ...]
    first_line: str

    @property
    def question(self) -> Question:
        """Return the question, or the message of several."""
        return self.reply.question

    @property
    def status(self) -> Status:
        """Return whether one of the questions is answered, else whether something related is shown."""
        answers = list(self._answered)
        if any(said.reply.is_sure for said in answers):
            return Status.ANSWERED
        return Status.RELATED if answers else Status.ABSTAINED

    @property
    def answers(self) -> tuple[str, ...]:
        """Return the shortest direct answers of the parts that have one."""
        return tuple(said.reply.answer for said in self._answered if said.reply.answer)

    @property
    def as_of(self) -> str | None:
        """Return the day or period of the first figure that has one."""
        return next((said.reply.as_of for said in self._answered if said.reply.as_of), None)

    @property
    def confidence(self) -> float:
        """Return that of the least certain answer; 0 without one."""
        return min((said.reply.confidence for said in self._answered), default=0.0)

    @property
    def table(self) -> tuple[Row, ...]:
        """Return the rows of all comparisons."""
        return tuple(row for said in self._answered for row in said.reply.table)

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Return what papers of different days say otherwise."""
        return tuple(conflict for said in self._answered for conflict in said.reply.conflicts)

    @property
    def matched(self) -> tuple[str, ...]:
        """Return the words of the question that were found; each once."""
        return tuple(dict.fromkeys(word for part in self.parts for word in part.said.reply.matched))

    @property
    def unmatched(self) -> tuple[str, ...]:
        """Return the words of the question that no document says; each once."""
        return tuple(dict.fromkeys(word for part in self.parts for word in part.said.reply.unmatched))

    @property
    def first_nearest(self) -> Citation | None:
        """Return the text nearest to the first question without an answer."""
        abstained = (part.said for part in self.parts if isinstance(part.said, ShownAbstention))
        return next((said.reply.nearest for said in abstained if said.reply.nearest is not None), None)

    @property
    def _answered(self) -> Iterator[ShownAnswer]:
        return (part.said for part in self.parts if isinstance(part.said, ShownAnswer))


@dataclass(frozen=True, slots=True)
class Part:
    """The reply to one question. Where there are several, a heading says which, and how it was understood."""

    said: ShownAnswer | ShownAbstention
    heading: str | None = None
    understood: Labelled | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """A text that a reply quotes: its marker, the words between marks, where they stand."""

    citation: Citation
    marker: str
    words: str
    place: str

    @classmethod
    def of(cls, citation: Citation) -> Quotation:
        """Return a citation as it is shown."""
        return cls(citation, templates.marker(citation.n), quoted(citation.quote.text), place(citation))


@dataclass(frozen=True, slots=True)
class ShownAnswer:
    """An answer as it is shown.

    `pointer` leads to the quotations of an answer that is nothing but the first of them, and names those that
    stand above; `is_above` says that the first does. `quotations` are those that do not.
    """

    reply: Answer
    lead: str
    pointer: str | None
    is_above: bool
    notes: tuple[str, ...]
    quotations: tuple[Quotation, ...]


@dataclass(frozen=True, slots=True)
class ShownAbstention:
    """An abstention as it is shown: that nothing was found and why, which words were, what is nearest.

    `nearest_label` stands before the nearest text; `nearest` is None where that stands above (`nearest_above` is
    its marker then), and without one.
    """

    reply: Abstention
    head: str
    reason: str
    matched: Labelled | None
    unmatched: Labelled | None
    nearest_label: str
    nearest: Quotation | None
    nearest_above: str | None
    searched: str


def show(reply: Reply) -> Shown:
    """Return a reply as it is shown."""
    wording = Wording(reply.question)
    above: set[int] = set()
    parts = []
    for part in parts_of(reply):
        said = (
            _answer(part, wording, above) if isinstance(part, Answer) else _abstention(part, wording, above)
        )
        if isinstance(reply, Compound):
            question = part.question
            parts.append(Part(said, f"◆ {question.understood}", _understood(question, wording)))
        else:
            parts.append(Part(said))
    return Shown(
        reply=reply,
        wording=wording,
        understood=_understood(reply.question, wording),
        parts=tuple(parts),
        citations=citations_of(reply),
        nearest=nearest_of(reply),
        first_line=_first_line(reply),
    )


def _understood(question: Question, wording: Wording) -> Labelled | None:
    if not question.is_follow_up:
        return None
    return Labelled(wording.ours(templates.understood("")), question.understood)


def _answer(answer: Answer, wording: Wording, above: set[int]) -> ShownAnswer:
    """Return an answer as it is shown; `above` are the numbers whose quotations stand above, these are added."""
    first = answer.citations[0]
    is_passage = answer.answer is None and answer.lead.startswith(first.quote.text)
    return ShownAnswer(
        reply=answer,
        lead=wording.lead_of(answer),
        pointer=_pointer(answer, above, wording) if is_passage or not answer.is_sure else None,
        is_above=first.n in above,
        notes=tuple(map(wording.ours, answer.notes)),
        quotations=tuple(map(Quotation.of, _fresh(answer.citations, above))),
    )


def _pointer(answer: Answer, above: set[int], wording: Wording) -> str:
    """Return what leads to quotations: with their numbers where they stand above."""
    numbers = dict.fromkeys(citation.n for citation in answer.citations if citation.n in above)
    line = f"{templates.PASSAGE_ONLY}:" if answer.is_sure else answer.lead
    return wording.ours(line) + "".join(map(templates.marker, numbers))


def _abstention(reply: Abstention, wording: Wording, above: set[int]) -> ShownAbstention:
    """Return an abstention as it is shown; `above` as for an answer."""
    ours, near = wording.ours, reply.nearest
    is_above = near is not None and near.n in above
    return ShownAbstention(
        reply=reply,
        head=ours(templates.NOT_FOUND),
        reason=ours(reply.reason),
        matched=_words(templates.found_words(()), reply.matched, wording),
        unmatched=_words(templates.unfound_words(()), reply.unmatched, wording),
        nearest_label=ours(templates.nearest("")),
        nearest=next(map(Quotation.of, _fresh([near] if near is not None else [], above)), None),
        nearest_above=templates.marker(near.n) if near is not None and is_above else None,
        searched=ours(templates.searched(reply.searched)),
    )


def _words(label: str, words: Sequence[str], wording: Wording) -> Labelled | None:
    return Labelled(wording.ours(label), wording.as_asked(words)) if words else None


def _fresh(citations: Iterable[Citation], above: set[int]) -> Iterator[Citation]:
    """Yield those whose numbers are not among those above, and add these to them."""
    for citation in citations:
        if citation.n not in above:
            above.add(citation.n)
            yield citation


def _first_line(reply: Reply) -> str:
    match reply:
        case Answer():
            return reply.lead
        case Abstention():
            return reply.reason
        case Compound():
            return _first_line(reply.parts[0]) if reply.parts else ""
