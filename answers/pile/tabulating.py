"""A table of one figure over the subjects of a pile, and what can be said of it as a whole."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from answers import templates
from answers.compose import numbered
from answers.facts.fact import Fact
from answers.facts.owners import Owner, owner_of
from answers.facts.selecting import stored_facts
from answers.lexicon import Lexicon
from answers.periods import asked_periods
from answers.pile.asked import Asked, asked_of, in_indicators
from answers.pile.choosing import choose
from answers.questions.understanding import Understanding
from answers.sources import Sources
from answers.tools import Tools
from answers.types import Answer, Citation, Question, Quote, Row
from retrieval.types import DocumentId

_FEWEST_VALUES = 2
# Of more articles nobody reads a table, and every article's subject would have to be looked for.
_MOST_ARTICLES = 400
_CONFIDENCE = 0.8  # as of a comparison: the share of cells that hold a value times this


@dataclass(frozen=True, slots=True)
class _Article:
    """Whom an article is about, and the facts that it holds."""

    document_id: DocumentId
    owner: Owner
    facts: list[Fact]


class Tables:
    """The tables over one library as it is; its subjects and facts are read once, when the first table is asked for."""

    def __init__(self, tools: Tools, lexicon: Lexicon) -> None:
        self._tools, self._lexicon = tools, lexicon

    @cached_property
    def _articles(self) -> tuple[_Article, ...]:
        """The articles that are about somebody, in order of source; none of a library that holds too many."""
        sources = self._tools.sources
        if sources.count() > _MOST_ARTICLES:
            return ()
        found: dict[tuple[str, int], _Article] = {}
        for document_id in sources.names():
            for passage in sources.passages(document_id):
                place = (document_id, passage.article)
                if place not in found and (source := sources.find(passage.id)) is not None:
                    owner = owner_of(source.context.heading, source.context.text)
                    found[place] = _Article(document_id, owner, [])
        for fact in stored_facts(self._tools.searcher.library, sources):
            article = found.get((fact.passage.document_id, fact.passage.article))
            if article is not None:
                article.facts.append(fact)
        return tuple(article for article in found.values() if article.owner.name)

    def tabulate(
        self, question: Question, understanding: Understanding, within: Collection[DocumentId] | None
    ) -> Answer | None:
        """Return a table of what a question asks of each subject; None where it asks of one, or two values cannot be found.

        `within` are the documents that alone are looked at, None for all.
        """
        articles = [one for one in self._articles if within is None or one.document_id in within]
        understanding = self._tools.understand(in_indicators(understanding.text))
        asked = asked_of(understanding, [one.owner.name for one in articles])
        if asked is None:
            return None
        facts: dict[Owner, list[Fact]] = {}
        for article in articles:
            if asked.wants(f"{article.owner.name}{article.owner.region}"):
                facts.setdefault(article.owner, []).extend(article.facts)
        chosen = {
            owner: _chosen(asked, owner, own, understanding, self._tools, self._lexicon)
            for owner, own in facts.items()
        }
        chosen = _within_bound(asked, chosen)
        if sum(fact is not None for fact in chosen.values()) < _FEWEST_VALUES:
            return None
        return _answer(question, asked, chosen, self._tools.sources)


def _chosen(
    asked: Asked,
    owner: Owner,
    facts: Sequence[Fact],
    understanding: Understanding,
    tools: Tools,
    lexicon: Lexicon,
) -> Fact | None:
    source = tools.sources.find(facts[0].passage.id) if facts else None
    if source is None:
        return None
    periods = asked_periods(understanding.text, source.context.anchor)
    return choose(asked, owner, facts, periods, tools.matcher, lexicon)


def _within_bound(asked: Asked, chosen: dict[Owner, Fact | None]) -> dict[Owner, Fact | None]:
    """Return only those whose figure is within the bound that is asked for."""
    bound = asked.bound
    if bound is None:
        return chosen
    return {
        owner: fact
        for owner, fact in chosen.items()
        if fact is not None and fact.number and bound.holds((float(fact.number),))
    }


def _answer(question: Question, asked: Asked, chosen: dict[Owner, Fact | None], sources: Sources) -> Answer:
    citations: list[Citation] = []
    rows: list[Row] = []
    for owner, fact in _in_order(asked, chosen):
        if fact is None:
            rows.append(Row(owner.name, None))
            continue
        quote = Quote(fact.passage, fact.statement)
        rows.append(_row(owner, fact, numbered(citations, quote, sources.document(fact.passage.document_id))))
    found = [row for row in rows if row.value is not None]
    return Answer(
        question,
        "\n".join(
            [
                templates.tabled(len(rows), len(found)),
                *(templates.row(row.name, row.value, row.as_of, row.n) for row in rows),
            ]
        ),
        "、".join(row.value for row in found if row.value),
        tuple(citations),
        round(_CONFIDENCE * len(found) / len(rows), 4),
        notes=_notes(asked, chosen, found),
        table=tuple(rows),
        items=tuple(row.name for row in rows),
    )


def _row(owner: Owner, fact: Fact, n: int) -> Row:
    return Row(
        owner.name,
        f"{fact.hedge}{fact.value}",
        fact.period or None,
        n,
        indicator=fact.indicator or None,
        number=fact.number or None,
        unit=fact.unit or None,
        scope=fact.scope or None,
        status=fact.status.value,
    )


def _in_order(asked: Asked, chosen: dict[Owner, Fact | None]) -> list[tuple[Owner, Fact | None]]:
    """Return subjects in the order of the pile; the greatest or the least first where that is asked and can be said."""
    pairs = list(chosen.items())
    if asked.ranking is None or not _is_comparable(chosen):
        return pairs
    direction = -asked.ranking.direction
    return sorted(pairs, key=lambda pair: (pair[1] is None, direction * _number(pair[1])))


def _number(fact: Fact | None) -> Decimal:
    return Decimal(fact.number) if fact is not None and fact.number else Decimal(0)


def _is_comparable(chosen: dict[Owner, Fact | None]) -> bool:
    """Return whether all figures have a number, in one unit, of one scope."""
    facts = [fact for fact in chosen.values() if fact is not None]
    return all(fact.number for fact in facts) and len({(fact.unit, fact.scope) for fact in facts}) == 1


def _notes(asked: Asked, chosen: dict[Owner, Fact | None], rows: Sequence[Row]) -> tuple[str, ...]:
    """Return what is to be said of the table as a whole: who comes first, or why none does."""
    if asked.ranking is None:
        return ()
    if not _is_comparable(chosen):
        return (templates.UNLIKE_SCOPES,)
    first = [row for row in rows if row.number == rows[0].number]
    return (templates.comes_first("、".join(row.name for row in first), rows[0].value or ""),)
