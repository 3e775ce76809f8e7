"""Whether something is allowed, needed, open: the sentence that lays it down (未成年人须由监护人陪同)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from answers.matching import Matcher
from answers.questions.parts import FRAME, Part, Term
from answers.questions.terms import LIGHT_VERBS
from answers.questions.understanding import Understanding
from answers.sources import Source
from answers.structure.listed import Listed
from answers.structure.listings import Item
from answers.types import Kind
from answers.vocabulary import table, vocabulary
from retrieval.types import Span

_RULES = tuple(vocabulary("rule-words"))
_MODALS = tuple(vocabulary("modal-words"))
_OTHERWISE = {word: tuple(others.split()) for word, others in table("said-otherwise")}
_SAYS_NOTHING = FRAME | LIGHT_VERBS | vocabulary("rule-words") | vocabulary("service-words")
# Of the words of a question, by their characters, that the sentence says; its heading says them half.
_INSISTED = (Part.ENTITY, Part.DATE, Part.FIGURE)  # and whom the rule is for, which stands first
_LEAST_SAID, _IN_HEADING = 0.6, 0.5


def rule(question: Understanding, sources: Sequence[Source], matcher: Matcher) -> Listed | None:
    """Return the sentence that lays down what a yes-or-no question asks, None where none says enough of it."""
    if question.kind is not Kind.YES_NO:
        return None
    said_otherwise = [word for word in _OTHERWISE if word in question.text]
    terms = _terms(question, said_otherwise)
    total = sum(map(len, said_otherwise)) + sum(len(term.text) for term in terms)
    best: tuple[float, Item] | None = None
    for source in sources:
        for span in source.sentences:
            text = span.of(source.text)
            if not total or not any(word in text for word in _RULES):
                continue
            if any(not _is_said(word, text) for word in said_otherwise):
                continue
            levels = [(term, _level(term, text, source.heading, matcher)) for term in terms]
            insisted = [level for term, level in levels if term.part in _INSISTED]
            first = [] if said_otherwise else [level for _, level in levels[:1]]
            held = sum(level * len(term.text) for term, level in levels) + sum(map(len, said_otherwise))
            is_more = best is None or held / total > best[0]
            if all((*insisted, *first)) and held >= _LEAST_SAID * total and is_more:
                best = held / total, Item(source, span)
    return Listed((best[1],), best[0]) if best is not None else None


def asks_of_nobody(question: Understanding, is_said: Callable[[str], bool]) -> bool:
    """Return whether a yes-or-no question is about somebody of whom no document says a word: 外籍人员可以申请吗."""
    if question.kind is not Kind.YES_NO:
        return False
    whom: list[Term] = []
    for term in question.terms:
        if whom and whom[-1].span.end != term.span.start:
            break
        whom.append(term)
    behind = question.text[whom[-1].span.end :] if whom else ""
    return behind.startswith(_MODALS) and len(whom[0].text) > 1 and not is_said(whom[0].text)


def _terms(question: Understanding, said_otherwise: Sequence[str]) -> list[Term]:
    """Return the terms that say something, without those of the words that a text may say otherwise."""
    taken = [
        Span(at, at + len(word))
        for word in (*said_otherwise, *_MODALS)
        if (at := question.text.find(word)) >= 0
    ]
    return [
        term
        for term in question.terms
        if term.text not in _SAYS_NOTHING and not any(span.overlaps(term.span) for span in taken)
    ]


def _is_said(word: str, text: str) -> bool:
    return word in text or any(other in text for other in _OTHERWISE[word])


def _level(term: Term, text: str, heading: str, matcher: Matcher) -> float:
    """Return how far a sentence says a term, its heading half."""
    return max(matcher.strength(term.text, text), _IN_HEADING * matcher.strength(term.text, heading))
