"""The body or the person that a question names, and where a text says it, be it by a part of its name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from answers.facts.names import PLACES
from answers.matching import Matcher
from answers.questions.parts import NO_NAME_TAGS, Part, Tag, Term
from answers.questions.understanding import Understanding
from answers.sources import Source
from answers.spans.names import SURNAMES
from answers.spans.runs import longest_run
from retrieval.types import Span

_LEAST_RUN = 3  # code points of a name that are it: 景安重 of 景安重工
_IN_PART = 0.5  # of a name: 恒和科技机械 for 恒和机械
_NAME_TAGS = ("x", "nz", "nt", "nr")
_OF_A_PERSON = (2, 3)  # code points
_GOES_ON = 2  # code points of a name that a person's would be the beginning of: 吴越半导体
_LONGEST_GAP = 1  # code points between two words of a name: 百联又\u4e00城
_OWNING = "的"


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a question: `key` is the word of it that tells it from others, `places` are those of its terms."""

    text: str
    key: str
    places: tuple[int, ...]
    is_insisted: bool
    is_person: bool = False

    def find(self, text: str, matcher: Matcher) -> Span | None:
        """Return where a text says the name, or as much of it as names the same; None where it does not."""
        if self.key not in text:
            return None
        if self.is_person:
            at = text.find(self.text)
            return Span(at, at + len(self.text))
        run = longest_run(self.text, text, _LEAST_RUN)
        if run is not None and self.key in run.of(text):
            return run
        found = matcher.find(self.text, text)
        if found.strength < _IN_PART:
            return None
        return Span(min(one.start for one in found.spans), max(one.end for one in found.spans))

    def is_short_for(self, name: str) -> bool:
        """Return whether another name says all characters of this one's key in their order: 先导产业园 for 先导材料产业园."""
        rest = iter(name)
        return len(self.key) >= _LEAST_RUN and all(character in rest for character in self.key)


def asked_name(question: Understanding, tag: Tag, sources: Sequence[Source]) -> Name | None:
    """Return the name that a question is about, the first that has to be said; None where it names none but places.

    `sources` are those found: they tell who is a person.
    """
    names = list(_names(question, tag, sources))
    return next((name for name in names if name.is_insisted), names[0] if names else None)


def _names(question: Understanding, tag: Tag, sources: Sequence[Source]) -> Iterator[Name]:
    terms = question.terms
    run: list[int] = []
    for place, term in enumerate(terms):
        is_part = term.part in (Part.ENTITY, Part.WORD) and not tag(term.text).startswith(NO_NAME_TAGS)
        if run and not (is_part and _goes_on(question.text, terms[run[-1]], term)):
            yield from _named(question, run, tag, sources)
            run = []
        if is_part:
            run.append(place)
    yield from _named(question, run, tag, sources)


def _goes_on(text: str, before: Term, term: Term) -> bool:
    between = text[before.span.end : term.span.start]
    return len(between) <= _LONGEST_GAP and between != _OWNING


def _named(
    question: Understanding, run: Sequence[int], tag: Tag, sources: Sequence[Source]
) -> Iterator[Name]:
    """Yield the name that a run of words is, where one of them but a place is a name."""
    own = [place for place in run if question.terms[place].text not in PLACES]
    terms = [question.terms[place] for place in own]
    if not any(term.part is Part.ENTITY or tag(term.text).startswith(_NAME_TAGS) for term in terms):
        return
    first = next((term for term in terms if not tag(term.text).startswith("ns")), terms[0])
    text = question.text[question.terms[run[0]].span.start : question.terms[run[-1]].span.end]
    if _is_person(first, text, sources):
        yield Name(first.text, first.text, (question.terms.index(first),), is_insisted=True, is_person=True)
    elif len(text) >= _LEAST_RUN:
        is_insisted = any(term.part is Part.ENTITY for term in terms)
        yield Name(text, first.text, tuple(run), is_insisted)


def _is_person(term: Term, text: str, sources: Sequence[Source]) -> bool:
    """Return whether some sources name a person so, and none goes on as the question does."""
    name = term.text
    if term.part is not Part.ENTITY or len(name) not in _OF_A_PERSON or name[0] not in SURNAMES:
        return False
    longer = text[text.find(name) :][: len(name) + _GOES_ON]
    if len(longer) > len(name) + 1 and any(longer in source.text for source in sources):
        return False
    return any(name == one.span.of(source.text) for source in sources for one in source.people)
