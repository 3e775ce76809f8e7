"""A table of one figure over the subjects of a pile, and what can be said of it as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from answers import templates
from answers.facts.fact import Fact
from answers.facts.owners import Owner, owner_of
from answers.facts.selecting import stored_facts
from answers.lexicon import Lexicon
from answers.periods import asked_periods
from answers.pile.asked import Asked, asked_of, in_indicators, may_ask
from answers.pile.choosing import choose
from answers.questions.understanding import Understanding
from answers.sources import Sources
from answers.tools import Tools
from answers.types import Answer, Citation, Question, Quote, Row

_FEWEST_VALUES = 2
# Of more articles nobody reads a table, and every article's subject would have to be looked for.
_MOST_ARTICLES = 400
_CONFIDENCE = 0.8  # as of a comparison: the share of cells that hold a value times this


def tabulate(
    tools: Tools, question: Question, understanding: Understanding, lexicon: Lexicon
) -> Answer | None:
    """Return a table of what a question asks of each subject; None where it asks of one, or two values cannot be found."""
    if not may_ask(understanding) or tools.articles() > _MOST_ARTICLES:
        return None
    owners = _owners(tools)
    understanding = tools.understand(in_indicators(understanding.text))
    asked = asked_of(understanding, [owner.name for owner in owners.values() if owner.name])
    if asked is None:
        return None
    facts: dict[Owner, list[Fact]] = {}
    for fact in stored_facts(tools.searcher.library, tools.sources):
        owner = owners.get((fact.passage.document_id, fact.passage.article))
        if owner is not None and owner.name and asked.wants(f"{owner.name}{owner.region}"):
            facts.setdefault(owner, []).append(fact)
    wanted = dict.fromkeys(
        owner for owner in owners.values() if owner.name and asked.wants(f"{owner.name}{owner.region}")
    )
    chosen = {
        owner: _chosen(asked, owner, facts.get(owner, ()), understanding, tools, lexicon) for owner in wanted
    }
    chosen = _within_bound(asked, chosen)
    if sum(fact is not None for fact in chosen.values()) < _FEWEST_VALUES:
        return None
    return _answer(question, asked, chosen, tools.sources)


def _owners(tools: Tools) -> dict[tuple[str, int], Owner]:
    """Return whom each article is about, by document and number, in order of source."""
    found: dict[tuple[str, int], Owner] = {}
    for document_id in tools.sources.names():
        if tools.within is not None and document_id not in tools.within:
            continue
        for passage in tools.sources.passages(document_id):
            place = (document_id, passage.article)
            if place not in found and (source := tools.sources.find(passage.id)) is not None:
                found[place] = owner_of(source.context.heading, source.context.text)
    return found


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
        n = next((one.n for one in citations if one.quote == quote), len(citations) + 1)
        if n > len(citations):
            citations.append(Citation(n, quote, sources.document(fact.passage.document_id)))
        rows.append(_row(owner, fact, n))
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
