"""The figures of what no article is about: a project, a company, a loan, each told of it by its name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from answers.facts.owners import Owner
from answers.matching import SAME, Matcher
from answers.pile.articles import Article
from answers.pile.asked import occurrences
from answers.pile.column import Column
from answers.pile.telling import Told
from answers.questions.parts import Part, Term
from answers.questions.understanding import Understanding
from answers.types import Place
from retrieval.types import Span


def names_of_thing(question: Understanding, name: str, subjects: Collection[Span]) -> list[Term]:
    """Return the terms that a thing goes by in the question about it: names and what is quoted, else all its words.

    Whom articles are about is none; `subjects` are where the question names those.
    """
    spans = occurrences(question.text, [name])
    own = [
        term
        for term in question.terms
        if any(span.holds(term.span) for span in spans) and not any(one.holds(term.span) for one in subjects)
    ]
    named = [term for term in own if _is_name(term)]
    return named or [term for term in own if len(term.text) > 1 and term.part is Part.WORD]


def _is_name(term: Term) -> bool:
    return term.part is Part.ENTITY or term.is_quoted


def told_of(
    names: Sequence[Term], articles: Iterable[Article], told: Mapping[Place, Sequence[Told]], matcher: Matcher
) -> dict[Place, list[Told]]:
    """Return the facts that are told of a thing, article by article.

    Those whose subject it is, by its whole name or an abbreviated one, the only one where common words name it (航天 of a project);
    where there are none, those of the statements that say its name and are of nothing else.
    """
    own: dict[Place, list[Told]] = {}
    beside: dict[Place, list[Told]] = {}
    for article in articles:
        nobody_else = (article.owner.name, article.owner.region, "")
        for one in told[article.place]:
            if all(is_short_for(term.text, one.subject) for term in names):
                own.setdefault(article.place, []).append(one)
            elif one.fact.subject in nobody_else and _says(names, one.statement, matcher):
                beside.setdefault(article.place, []).append(one)
    if not all(map(_is_name, names)):
        return own if len({one.subject for ones in own.values() for one in ones}) == 1 else {}
    return own or beside


def is_of_thing_unasked(told: Told, owner: Owner, column: Column) -> bool:
    """Return whether a fact is told of a thing of which a column that asks of whom its article is about says nothing."""
    subject = told.fact.subject
    if not subject or subject in (owner.name, owner.region):
        return False
    names = (term for term, _ in column.terms if len(term) > 1 and not told.subject.endswith(term))
    return not any(term in told.subject for term in names)


def is_short_for(name: str, whole: str) -> bool:
    """Return whether the characters of a name stand in another one in their order.

    >>> is_short_for("先导产业园", "无锡先导集成电路装备与材料产业园"), is_short_for("星洲园", "先导产业园")
    (True, False)
    """
    rest = iter(whole)
    return all(character in rest for character in name)


def _says(names: Sequence[Term], text: str, matcher: Matcher) -> bool:
    return all(matcher.strength(term.text, text) >= SAME for term in names)
