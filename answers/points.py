"""Points on a subject: whole sentences that mention it, those that hold figures first, one of each passage."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from answers.insisting import names_a_sibling
from answers.matching import Matcher
from answers.questions.parts import Part, Term
from answers.questions.understanding import Understanding
from answers.ranking import RankedSentence, rank
from answers.sources import Source
from retrieval.normalise import normalise
from retrieval.types import Span

_SHORTEST, _LONGEST = 12, 140
# Of a sentence that semicolons part: half of it is half of what it says. The longest of the originals that states
# figures on both sides of one has 166.
_LONGEST_JOINED = 280
_MENTIONED = 0.7  # to the letter, by a synonym, abbreviated; not in part
_MOST = 2 / 3  # of the words that the title does not settle
_JOINED = re.compile(r";[”’」』》)】\"']*$")


class Bearing(IntEnum):
    """How a stretch of a passage bears on a subject."""

    NONE = 0
    TITLE = 1  # the article's title has the subject's words, the stretch none of them
    SOME = 2  # it says one of the words
    FULL = 3  # it says most of them, or the article is about the very zone or body


@dataclass(frozen=True, slots=True)
class Point:
    """A stretch of a passage that bears on a subject, with how many figures it holds."""

    source: Source
    span: Span
    bearing: Bearing
    figures: int


def points(
    subject: Understanding,
    sources: Sequence[tuple[Source, float]],
    matcher: Matcher,
    weigh_bigram: Callable[[str], float],
    limit: int,
) -> list[Point]:
    """Return at most `limit` points, best first; only those that bear on the subject as well as any does.

    `sources` come with passage scores.
    """
    first: dict[str, RankedSentence] = {}
    for sentence in rank(subject, sources, matcher, weigh_bigram):
        first.setdefault(sentence.source.passage.id, sentence)
    found = [point for sentence in first.values() if (point := _best(subject, sentence, matcher))]
    bearing = max((point.bearing for point in found), default=Bearing.NONE)
    likely = [point for point in found if point.bearing is bearing][: 2 * limit]
    return sorted(likely, key=lambda point: point.figures == 0)[:limit]


def _best(subject: Understanding, sentence: RankedSentence, matcher: Matcher) -> Point | None:
    """Return the stretch of a sentence's passage that says most on the subject, None where none bears on it."""
    source = sentence.source
    found = [
        Point(source, span, _bearing(subject, source, span, matcher), _figures(source, span))
        for span in _stretches(source)
    ]
    return max(
        (point for point in found if point.bearing),
        key=lambda point: (point.bearing, point.figures, point.span.holds(sentence.span), len(point.span)),
        default=None,
    )


def _stretches(source: Source) -> Iterator[Span]:
    """Yield the sentences of a passage that may be a point; what semicolons join stays together where it can."""
    for parts in _joined(source):
        if len(parts) == 1:
            spans = [parts[0]]
        elif parts[-1].end - parts[0].start <= _LONGEST_JOINED:
            spans = [Span(parts[0].start, parts[-1].end)]
        else:
            spans = [Span(one.start, other.end) for place, one in enumerate(parts) for other in parts[place:]]
        longest = _LONGEST if len(parts) == 1 else _LONGEST_JOINED
        for span in spans:
            if _SHORTEST <= len(span) <= longest and not span.of(source.text).endswith("?"):
                yield span


def _joined(source: Source) -> Iterator[list[Span]]:
    """Yield the sentences of a passage, each as its parts between semicolons."""
    parts: list[Span] = []
    for span in source.sentences:
        if parts and not _JOINED.search(parts[-1].of(source.text)):
            yield parts
            parts = []
        parts.append(span)
    if parts:
        yield parts


def _bearing(subject: Understanding, source: Source, span: Span, matcher: Matcher) -> Bearing:
    text = span.of(source.text)
    title = normalise(source.passage.title).text
    unsettled = [term for term in subject.terms if not _settles(title, term, source)]
    if any(_is_about_another(term, text, source) for term in subject.terms):
        return Bearing.NONE
    said = sum(matcher.strength(term.text, text) >= _MENTIONED for term in unsettled)
    if said >= _MOST * len(unsettled):
        return Bearing.FULL
    if said:
        return Bearing.SOME
    return Bearing.TITLE if all(term.text in title for term in unsettled) else Bearing.NONE


def _settles(title: str, term: Term, source: Source) -> bool:
    """Return whether an article is about a zone, body or person by its title, and about no other of the kind."""
    return term.part is Part.ENTITY and term.text in title and not names_a_sibling(term, title, source.tag)


def _is_about_another(term: Term, text: str, source: Source) -> bool:
    """Return whether a stretch names another zone or body in place of the one asked for."""
    return term.part is Part.ENTITY and term.text not in text and names_a_sibling(term, text, source.tag)


def _figures(source: Source, span: Span) -> int:
    return sum(span.holds(figure.span) for figure in source.figures)
