"""Fitting of what chooses a table's cells: a conditional choice among the facts of one document, or of none of them.

What is fitted on are the questions of the piles that ask one figure of a document, and questions made of the facts themselves
(`made_of`), which say an indicator as tables ask for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from answers.answerer import Answerer
from answers.facts.fact import Fact
from answers.facts.owners import Owner, owner_of
from answers.facts.selecting import facts_in
from answers.fit.examples import bare
from answers.fit.made_of_facts import Made, made_of, without
from answers.fit.piles import Pile, PileQuestion, document_number, is_kept_back
from answers.model.fit.kernels import import_extra
from answers.periods import Anchor, asked_periods
from answers.pile.aliases import in_indicators
from answers.pile.asked import names_in
from answers.pile.choosing import NOTHING
from answers.pile.column import Column
from answers.pile.columns import Reader
from answers.pile.describing import FEATURES, describe
from answers.pile.telling import Told, told_by
from answers.trees import Floats
from retrieval.normalise import normalise
from retrieval.types import DocumentId

SHIPPED = Path(__file__).parents[1] / "vocabulary" / "fact-weights.tsv"

# A made question counts half: at .15, .5 and 1 the tables over fifteen reports have 82.5, 84.1 and 84.1 % of their cells right.
_MADE_WEIGHT = 0.5
_PENALTY = 1.0  # on the squares of the weights, of features in units of their spread
_STEPS = 800
_FEWEST_FACTS = 8
_PILES = ("reports", "notices")  # regulations tell of few figures
# Which way a feature may count, so that what few questions show by chance is not learnt.
_SPEAKS_FOR = frozenset(("indicator", "pairs", "pairs told", "unit fits"))
_SPEAKS_AGAINST = frozenset(
    (
        "untold",
        "variants added",
        "growth unasked",
        "growth lacking",
        "points",
        "share unasked",
        "former",
        "newly",
        "length",
    )
)
_HEAD = """# What each feature of a fact counts when a table looks for its cell (answers/pile/describing.py); `nothing` is that there is none.
# Source: fitted by answers/fit/facts.py on the project's own questions about reports and notices; a document of five is kept back.
"""


@dataclass(frozen=True, eq=False)
class FactChoice:
    """The facts that may answer one question by their features, and which of them do; none where it has no answer."""

    rows: Floats
    right: Floats
    weight: float = 1.0


@dataclass(frozen=True)
class _Document:
    told: tuple[Told, ...]
    owner: Owner
    anchor: Anchor


def fact_choices(pile: Pile, answerer: Answerer) -> Iterator[FactChoice]:
    """Yield what is fitted on of a pile: its questions on figures, and those made of its facts."""
    if pile.name not in _PILES:
        return
    documents = dict(_documents(answerer))
    for question in pile.fitted_on:
        path = pile.path_of(question.document)
        document = documents.get(path.name) if path is not None else None
        if document is not None and len(question.answers) <= 1:
            yield from _asked(question, document, answerer)
    for name, document in sorted(documents.items()):
        if not is_kept_back(Path(name).stem):
            for made in made_of(document.told, answerer, seed=document_number(name)):
                yield from _choice(made, document.anchor, answerer, _MADE_WEIGHT)


def _documents(answerer: Answerer) -> Iterator[tuple[str, _Document]]:
    """Yield the documents with enough facts to choose among, by their file names."""
    by_document: dict[DocumentId, list[Fact]] = {}
    for fact in facts_in(answerer.sources):
        by_document.setdefault(fact.passage.document_id, []).append(fact)
    for document_id, facts in by_document.items():
        source = answerer.sources.find(facts[0].passage.id)
        if source is not None and len(facts) >= _FEWEST_FACTS:
            owner = owner_of(source.context.heading, source.context.text)
            told = told_by(facts, answerer.lexicon)
            name = Path(answerer.sources.document(document_id).source).name
            yield name, _Document(told, owner, source.context.anchor)


def _asked(question: PileQuestion, document: _Document, answerer: Answerer) -> Iterator[FactChoice]:
    """Yield the choice of a question, unless no fact is what it asks for though it has an answer."""
    _, understanding = answerer.read(normalise(question.text).text)
    understanding = answerer.understand(in_indicators(understanding.text))
    owner = document.owner
    masked = names_in(understanding.text, [name for name in (owner.name, owner.region) if name])
    readings = Reader(understanding, masked).readings()
    if not readings:
        return
    column = _one_of(readings[0], understanding.text)
    wanted = [bare(form) for form in question.answers[0]] if question.answers else []
    evidence = [bare(sentence) for sentence in question.evidence]
    right = [
        any(_is_value(form, one) for form in wanted)
        and any(sentence in bare(one.fact.quote) or bare(one.fact.quote) in sentence for sentence in evidence)
        for one in document.told
    ]
    if any(right) or not wanted:
        yield from _choice(Made(column, document.told, right), document.anchor, answerer)
    if any(right):
        others = without(document.told, right)
        yield from _choice(Made(column, others, [False] * len(others)), document.anchor, answerer)


def _is_value(wanted: str, told: Told) -> bool:
    value = bare(told.fact.printed)
    return wanted in value or value == wanted


def _one_of(columns: Sequence[Column], text: str) -> Column:
    """Return a question's columns as one: it was written to ask one figure."""
    if len(columns) == 1:
        return columns[0]
    said = [column.is_target for column in columns if column.is_target is not None]
    return Column(
        tuple(dict(term for column in columns for term in column.terms).items()),
        text,
        said[0] if said else None,
        any(column.is_change for column in columns),
        columns[-1].units,
    )


def _choice(made: Made, anchor: Anchor, answerer: Answerer, weight: float = 1.0) -> Iterator[FactChoice]:
    """Yield the choice of a column among facts; none where no fact may be meant, or not the right one."""
    column = made.column
    key = column.key(answerer.lexicon)
    periods = asked_periods(column.when, anchor)
    found = [
        (row, is_right)
        for one, is_right in zip(made.told, made.right, strict=True)
        if (row := describe(column, key, one, periods, answerer.matcher)) is not None
    ]
    if found and (any(is_right for _, is_right in found) or not any(made.right)):
        rows, rights = zip(*found, strict=True)
        yield FactChoice(np.array(rows, dtype=np.float64), np.array(rights, dtype=np.float64), weight)


def fit_facts(choices: Sequence[FactChoice], say: Callable[[str], None]) -> dict[str, float]:
    """Return the weights of `FEATURES` and of `NOTHING` under which the right facts are likeliest.

    Maximum conditional likelihood with a quadratic penalty, by L-BFGS-B within the signs that features may have.
    """
    optimize = import_extra("scipy.optimize")
    spread = np.vstack([one.rows for one in choices]).std(axis=0) + 1e-6
    rows = np.vstack([one.rows / spread for one in choices])
    right = np.concatenate([one.right for one in choices])
    counts = np.array([len(one.rows) for one in choices])
    group = np.repeat(np.arange(len(choices)), counts)
    first = np.concatenate([[0], np.cumsum(counts)[:-1]])
    weight = np.array([one.weight for one in choices])
    answered = np.array([bool(one.right.any()) for one in choices])

    def loss(parameters: Floats) -> tuple[float, Floats]:
        own, nothing = parameters[:-1], parameters[-1]
        scores = rows @ own
        most = np.maximum(nothing, np.maximum.reduceat(scores, first))
        chances, none = np.exp(scores - most[group]), np.exp(nothing - most)
        total = np.bincount(group, chances) + none
        held = np.bincount(group, chances * right)
        likely = np.where(answered, held, none)
        value = -(weight * np.log(likely / total + 1e-12)).sum() + _PENALTY * (own**2).sum()
        wanted = np.where(answered[group], chances * right / np.maximum(held, 1e-12)[group], 0.0)
        slope = rows.T @ (weight[group] * (chances / total[group] - wanted)) + 2 * _PENALTY * own
        return value, np.append(slope, (weight * (none / total - ~answered)).sum())

    bounds = [_bound(name) for name in FEATURES] + [(None, None)]
    fitted = optimize.minimize(
        loss, np.zeros(len(bounds)), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": _STEPS}
    )
    say(f"facts: {len(choices)} choices, loss {fitted.fun / weight.sum():.4f} a choice")
    values = np.append(fitted.x[:-1] / spread, fitted.x[-1])
    return dict(zip((*FEATURES, NOTHING), values.tolist(), strict=True))


def _bound(name: str) -> tuple[float | None, float | None]:
    return (0.0, None) if name in _SPEAKS_FOR else (None, 0.0) if name in _SPEAKS_AGAINST else (None, None)


def save_fact_weights(weights: dict[str, float], path: Path) -> None:
    """Write weights as a table, a feature a line."""
    lines = [f"{name}\t{value:.4f}\n" for name, value in weights.items()]
    path.write_text(_HEAD + "".join(lines), encoding="utf-8")
