"""Of each sentence that names nobody: is it told of the body or the person that a question names, or of another."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from answers.insisting import find_organisation
from answers.matching import Matcher
from answers.questions.parts import Tag
from answers.questions.understanding import Understanding
from answers.referents.asked import Name, asked_name
from answers.referents.sorts import ANY, FIRM, PERSON, THING, fits, may_be, sorts_of
from answers.referents.subjects import begins_clause, bodies_in, find_pointer, is_subject
from answers.sources import Source
from answers.standing import UNKNOWN, Referent, Standing
from retrieval.types import DocumentId, Span

Earlier = Callable[[Source], Iterable[Source]]

# Sentences before one that are looked at. With 3 one in ten of the questions whose name stands two and more before is not
# answered, with 6, 12 and 30 all are alike (2026-11-27).
_FURTHEST = 8
_WHOLE_NAME = 16  # code points behind the beginning of a name within which it ends
_SPEAKER = 80  # code points behind a quotation that tell whose it is
_ALIKE = 2  # code points that a name begins with, by which it may be another form of the same
_OPENS, _CLOSES = "\u201c", "\u201d"
_CLAUSE = re.compile(r"[^\u3002!?;,\n]+")
_STATEMENT_END = re.compile(r"[\u3002!?\n]")
_BLANK = "\u3002, "
_WIDE = frozenset(("area", "office"))  # that others lie in


class Referents:
    """Finds whom sentences are told of, for one question.

    `sources` are those found for it; `earlier` gives the passages before one in its article, the nearest first.
    """

    def __init__(
        self, question: Understanding, matcher: Matcher, sources: Sequence[Source], tag: Tag, earlier: Earlier
    ) -> None:
        self._question, self._matcher, self._earlier = question, matcher, earlier
        self._asked = asked_name(question, tag, sources)
        self._told_of: dict[tuple[DocumentId, int], bool] = {}

    def of(self, source: Source, sentence: Span) -> Referent:
        """Return whom a sentence is told of; not known where it names somebody itself, or is told of what nobody named."""
        name = self._asked
        if name is None or name.key not in source.context.text:
            return UNKNOWN
        if name.find(sentence.of(source.text), self._matcher) is not None:
            return UNKNOWN
        pointer = find_pointer(source, sentence)
        if pointer is None or (name.is_person and pointer.sort != PERSON):
            return UNKNOWN
        own = [body.start for body in bodies_in(source, sentence)]
        own += [person.span.start for person in source.people if sentence.holds(person.span)]
        if any(
            at < pointer.start or (not pointer.is_said and is_subject(source, sentence, at)) for at in own
        ):
            return UNKNOWN
        sort = ANY if pointer.sort == PERSON and not name.is_person else pointer.sort
        return (
            self._speaker(name, source, sentence)
            or self._before(name, source, sentence, sort)
            or self._named_after(name, source, sentence, is_said=pointer.is_said)
        )

    def _speaker(self, name: Name, source: Source, sentence: Span) -> Referent | None:
        """Return who says the quotation that a sentence stands in, where what follows names whom is asked about."""
        text = source.text
        opened = text.rfind(_OPENS, 0, sentence.start + 1)
        if opened <= text.rfind(_CLOSES, 0, sentence.start):
            return None
        closed = text.find(_CLOSES, sentence.start)
        if closed < 0:
            return UNKNOWN
        told = _STATEMENT_END.split(text[closed + 1 : closed + _SPEAKER].lstrip(_BLANK), maxsplit=1)[0]
        found = name.find(told, self._matcher)
        return _found(name, Standing.ASKED, name.text) if found is not None else None

    def _before(self, name: Name, source: Source, sentence: Span, sort: str) -> Referent | None:
        """Return whom the nearest sentence before one names that a word of a sort may speak of; None where none does."""
        is_anothers = False  # a project may be that of the firm told of in between
        for one, span in self._sentences(source, sentence):
            run = self._told_in(name, one, span, sort)
            if run is not None and is_anothers:
                return UNKNOWN
            if run is not None:
                is_meant = name.is_person or may_be(sort, one.text[run.start : run.end + _WHOLE_NAME])
                return _found(name, Standing.ASKED, run.of(one.text)) if is_meant else UNKNOWN
            other = _person_in(one, span) if sort == PERSON else _body_in(one, span, sort)
            if other and name.is_short_for(other):
                return _found(name, Standing.ASKED, other)
            if other and self._is_rival(name, other, source):
                is_here = name.find(source.context.text, self._matcher) is not None
                return _found(name, Standing.OTHER, other) if is_here else UNKNOWN
            owner = _body_in(one, span, ANY) if sort == THING else ""
            is_anothers |= bool(owner) and FIRM in sorts_of(owner)
        return None

    def _sentences(self, source: Source, sentence: Span) -> Iterator[tuple[Source, Span]]:
        """Yield the sentences before one in its section, the nearest first, as many as are looked at."""
        left, section = _FURTHEST, source.section
        spans: Sequence[Span] = [span for span in source.sentences if span.end <= sentence.start]
        earlier = iter(self._earlier(source))
        one: Source | None = source
        while one is not None:
            for span in spans[::-1][:left]:
                yield one, span
            left -= len(spans)
            one = next(earlier, None) if left > 0 else None
            if one is not None and one.section != section:
                return
            spans = one.sentences if one is not None else ()

    def _told_in(self, name: Name, source: Source, sentence: Span, sort: str) -> Span | None:
        """Return where a sentence that is told of whom is asked about names it; None where it is not."""
        run = name.find(sentence.of(source.text), self._matcher)
        if run is None:
            return None
        own = Span(sentence.start + run.start, sentence.start + run.end)
        return own if name.is_person or sort == FIRM or is_subject(source, sentence, own.start) else None

    def _is_rival(self, name: Name, other: str, source: Source) -> bool:
        """Return whether another is of the sort of whom is asked about, and the article is not about the one asked about."""
        is_alike = other[:_ALIKE] in self._question.text or name.key[:_ALIKE] in other
        if is_alike or name.key in source.heading:
            return False
        return name.is_person or not sorts_of(name.text).isdisjoint(sorts_of(other))

    def _named_after(self, name: Name, source: Source, sentence: Span, *, is_said: bool) -> Referent:
        """Return that a sentence is told of another where its article names whom is asked about only behind it."""
        if not is_said or name.key in source.heading or not sorts_of(name.text).isdisjoint(_WIDE):
            return UNKNOWN
        if not self._is_told_of(name, source):
            return UNKNOWN
        before = self._said_before(source, sentence)
        return UNKNOWN if name.find(before, self._matcher) is not None else _found(name, Standing.OTHER)

    def _said_before(self, source: Source, sentence: Span) -> str:
        """Return what stands before a sentence in its section; in its article, where the section began long before."""
        text = source.context.text
        own = [source.text[: sentence.start]]
        for one in self._earlier(source):
            if one.section != source.section:
                return "\n".join(own)
            own.append(one.text)
        return text[: text.find(source.text) + sentence.start]

    def _is_told_of(self, name: Name, source: Source) -> bool:
        """Return whether an article has a clause that is told of whom is asked about."""
        key = (source.passage.document_id, source.passage.article)
        if key not in self._told_of:
            clauses = _CLAUSE.findall(source.context.text)
            runs = [(clause, name.find(clause, self._matcher)) for clause in clauses if name.key in clause]
            self._told_of[key] = any(
                run is not None and begins_clause(clause[: run.start]) for clause, run in runs
            )
        return self._told_of[key]


def _found(name: Name, standing: Standing, said: str = "") -> Referent:
    return Referent(standing, said, name.places, name.key)


def _person_in(source: Source, sentence: Span) -> str:
    people = [one.span.of(source.text) for one in source.people if sentence.holds(one.span)]
    return people[-1] if people else ""


def _body_in(source: Source, sentence: Span, sort: str) -> str:
    """Return the last body in a sentence that a word of a sort may speak of; empty where there is none."""
    fitting = [body for body in bodies_in(source, sentence) if fits(sort, body.name)]
    told = [body.name for body in fitting if is_subject(source, sentence, body.start)]
    bodies = told or [body.name for body in fitting if sort != ANY]
    if not bodies and sort in (ANY, FIRM):
        return find_organisation(sentence.of(source.text))
    return bodies[-1] if bodies else ""
