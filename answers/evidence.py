"""Whether a sentence bears a question out: its subject, its indicator, its period, each at its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from answers.insisting import Setting, is_borne_out, may_be_ours, names_a_body
from answers.matching import Matcher
from answers.questions.parts import INDICATORS_WITHIN, Part, Term
from answers.questions.understanding import Understanding
from answers.sources import Source
from answers.types import Kind
from retrieval.types import Span

# What a term is worth by where it stands; the sentence itself, its neighbours, the passage, the heading …
_IN_SENTENCE, _IN_NEIGHBOUR, _IN_PASSAGE, _IN_HEADING, _IN_ARTICLE, _IN_DOCUMENT = (
    1.0,
    0.7,
    0.55,
    0.8,
    0.25,
    0.15,
)
_INSISTED = (Part.ENTITY, Part.DATE, Part.FIGURE)
_STRONG = 0.5
_INDICATOR_LEVEL = 0.6  # to the letter in a neighbouring sentence, or three quarters of it in this one


@dataclass(frozen=True, slots=True)
class Evidence:
    """How well a sentence bears a question out. `levels` go with the question's terms, 0 for absent.

    `missing` are terms that the question insists on and the sentence lacks; `unstated` are provinces and cities
    that the paper calls its own (我市) without naming them.
    """

    levels: tuple[float, ...]
    coverage: float
    predicate: float
    missing: tuple[Term, ...]
    unstated: tuple[Term, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Return whether nothing that the question insists on is missing."""
        return not self.missing


def weigh_evidence(
    question: Understanding, source: Source, sentence: Span, matcher: Matcher, rivals: Sequence[Source]
) -> Evidence:
    """Return how well a sentence of a source bears the question out.

    `rivals` are the other sources found: where one of them is plainly about the very zone or body asked for,
    a source that merely holds parts of the name is not.
    """
    setting = Setting(question, source, sentence, matcher, rivals)
    around = _neighbourhood(source, sentence)
    levels = [_level(term, source, sentence, around, matcher) for term in question.terms]
    missing: list[Term] = []
    unstated: list[Term] = []
    named = {
        place
        for place, term in enumerate(question.terms)
        if term.part is Part.ENTITY and levels[place] >= _IN_PASSAGE
    }
    for place, term in enumerate(question.terms):
        if term.part in _INSISTED:
            has_company = len(named) > (place in named)
            if is_borne_out(term, levels[place] >= _IN_ARTICLE * _STRONG, has_company, setting):
                continue
            levels[place] = 0.0
            named.discard(place)
            if question.kind not in (*_NAMING, Kind.COMPARE) and may_be_ours(term, setting):
                unstated.append(term)
            else:
                missing.append(term)
        elif not _stands_near(term, levels, place, question, source, sentence, matcher):
            missing.append(term)
    if not missing and (subject := _subject(question)):
        own = [levels[place] for place, term in enumerate(question.terms) if term in subject]
        if max(own) <= _IN_ARTICLE and names_a_body(source):
            missing.extend(subject)  # 通力电梯的产能, where the passage is about another company
    missing.extend(
        term for term in _named_first(question, source) if levels[question.terms.index(term)] == 0.0
    )
    return Evidence(
        tuple(levels),
        _share(question, levels, tuple(Part)),
        _share(question, levels, (Part.WORD, Part.ACT, Part.HEAD, Part.INDICATOR, Part.POST)),
        tuple(missing),
        tuple(unstated),
    )


# Kinds that a figure answers, and kinds that a name or a figure does.
_FIGURED = (Kind.NUMBER, Kind.COMPARE)
_NAMING = (Kind.NUMBER, Kind.DATE, Kind.PERSON, Kind.PLACE, Kind.ORGANISATION)
_NOUNS = ("n", "j", "x", "b", "l", "i", "z")


def _named_first(question: Understanding, source: Source) -> list[Term]:
    """Return the first words of runs of nouns: 星光 in 星光智能信息技术创新园 tells it from every other."""
    if question.kind not in _NAMING:
        return []
    firsts: list[Term] = []
    before: Term | None = None
    terms = [*question.terms, None]
    for term, following in pairwise(terms):
        assert term is not None
        goes_on = before is not None and before.span.end == term.span.start and _is_noun(before, source)
        runs_on = (
            following is not None and following.span.start == term.span.end and _is_noun(following, source)
        )
        if _is_noun(term, source) and runs_on and not goes_on and len(term.text) > 1:
            firsts.append(term)
        before = term
    return firsts


def _is_noun(term: Term, source: Source) -> bool:
    return term.part in (Part.WORD, Part.HEAD) and source.tag(term.text).startswith(_NOUNS)


def _stands_near(
    term: Term,
    levels: Sequence[float],
    place: int,
    question: Understanding,
    source: Source,
    sentence: Span,
    matcher: Matcher,
) -> bool:
    """Return whether a term that has to stand beside the answer does, in the sentence or a neighbouring one."""
    near = levels[place] >= _IN_NEIGHBOUR * _STRONG
    match term.part:
        case Part.HEAD:
            return near or _other_head(question, levels, term)
        case Part.POST:
            return near or question.kind is not Kind.PERSON
        case Part.ACT:
            return near or question.kind not in (Kind.NUMBER, Kind.DATE)
        case Part.INDICATOR:
            return question.kind not in _FIGURED or _has_indicator(
                term, levels[place], sentence, source, matcher
            )
        case _:
            return True


def _has_indicator(term: Term, level: float, sentence: Span, source: Source, matcher: Matcher) -> bool:
    """Return whether a sentence is about an indicator; one that only a neighbour names counts where it names no other."""
    text = sentence.of(source.text)
    if matcher.find(term.text, text).strength >= _INDICATOR_LEVEL:
        return True
    return level >= _INDICATOR_LEVEL and not INDICATORS_WITHIN.search(text)


def _subject(question: Understanding) -> tuple[Term, ...]:
    """Return the plain words before the first 的, which name what the question is about; none where a name does."""
    at = question.text.find("的")
    terms = [term for term in question.terms if term.span.end <= at]
    if at < 0 or any(term.part not in (Part.WORD, Part.ACT) for term in terms):
        return ()
    return tuple(terms)


def _other_head(question: Understanding, levels: Sequence[float], term: Term) -> bool:
    """Return whether what is counted is named by another word too, and that one is there."""
    return any(
        other is not term and other.part is Part.HEAD and level >= _IN_NEIGHBOUR
        for other, level in zip(question.terms, levels, strict=True)
    )


def _share(question: Understanding, levels: Sequence[float], parts: Sequence[Part]) -> float:
    chosen = [
        (weight, level)
        for term, weight, level in zip(question.terms, question.weights, levels, strict=True)
        if term.part in parts
    ]
    total = sum(weight for weight, _ in chosen)
    return sum(weight * level for weight, level in chosen) / total if total else 1.0


def _neighbourhood(source: Source, sentence: Span) -> str:
    """Return the sentence with the one before and the one after."""
    place = next((at for at, span in enumerate(source.sentences) if span.overlaps(sentence)), 0)
    start = source.sentences[max(0, place - 1)].start
    end = source.sentences[min(len(source.sentences) - 1, place + 1)].end
    return source.text[start:end]


def _level(term: Term, source: Source, sentence: Span, around: str, matcher: Matcher) -> float:
    places = (
        (_IN_SENTENCE, sentence.of(source.text)),
        (_IN_HEADING if term.part is Part.ENTITY else 0.5, source.heading),
        (_IN_NEIGHBOUR, around),
        (_IN_PASSAGE, source.text),
        (_IN_ARTICLE, source.context.text),
    )
    best = 0.0
    for worth, text in places:
        if worth > best:
            best = max(best, worth * matcher.find(term.text, text).strength)
    if best < _IN_DOCUMENT:  # the document is long, and read for this
        best = max(best, _IN_DOCUMENT * matcher.find(term.text, source.context.document_text).strength)
    return best
