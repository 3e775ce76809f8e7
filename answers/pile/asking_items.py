"""What is made or given in a list, each item with its amount: 各类产品年产多少, 捐了哪些物资、各多少."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from answers.pile.all_figures import DEEDS, items_asked
from answers.pile.articles import Article
from answers.pile.asked import of_those_named
from answers.pile.rows import listed, row_of
from answers.pile.telling import CLAUSE_END, Told
from answers.questions.parts import FRAME, Part
from answers.questions.understanding import Understanding
from answers.tools import Tools
from answers.types import Answer, Citation, Place, Question, Row
from answers.vocabulary import any_of, vocabulary
from retrieval.normalise import normalise
from retrieval.quantities import HEDGES
from retrieval.types import Span

_MADE_BY = re.compile(any_of(vocabulary("making-verbs")))
_GIVEN = re.compile(any_of(vocabulary("handing-verbs")))
_MADE = vocabulary("items-made")
_SAYS_NOTHING = (
    FRAME
    | vocabulary("table-words")
    | vocabulary("listing-fillers")
    | vocabulary("listed-things")
    | vocabulary("making-verbs")
    | vocabulary("items-made")
    | vocabulary("items-given")
    | vocabulary("words-of-making")
    | DEEDS
)
_HEDGED = rf"(?:{any_of(HEDGES)})?"
_JOIN = r"(?:、|以及|及|和|与)"
_BEHIND = re.compile(rf"(?P<label>[^,;。、:\d]{{2,20}}?){_JOIN}{_HEDGED}")  # (1000万片)液晶模组、(300万套)
_BEFORE = re.compile(rf"{_JOIN}(?P<label>[^,;。、:\d]{{2,20}}?){_HEDGED}")  # (5万只)、防护服(2000套)
_LAST = re.compile(r"(?P<label>[^,;。、:(\d]{2,20}?)(?=等?(?:[,;。、:(]|\Z))")
_FIRST = re.compile(rf"(?P<label>[^,;。、:\d]{{2,20}}?){_HEDGED}")
_POINTS_BACK = re.compile(any_of(vocabulary("points-back")))
_SAID = 0.75  # strength from which a text says a term
_DONE = "\u4e86"
_FEWEST = 2  # items
_CONFIDENCE = 0.7  # no gold question measures it


@dataclass(frozen=True, slots=True)
class _Run:
    """The figures of a list in one statement, each with what it is of."""

    told: tuple[Told, ...]
    labels: tuple[str, ...]


def ask_items(
    question: Question,
    understanding: Understanding,
    articles: Sequence[Article],
    told: Mapping[Place, Sequence[Told]],
    tools: Tools,
) -> Answer | None:
    """Return a row for each item of the list that a question asks for; None where it asks for none, or no single list tells it."""
    match = items_asked(understanding.text)
    if match is None:
        return None
    masked, own = of_those_named(understanding.text, articles)
    masked.append(Span(*match.span()))
    is_made = match["made"] is not None or (match["noun"] or match["listed"]) in _MADE
    terms = [
        term
        for term in understanding.terms
        if term.part is not Part.DATE
        and term.text not in _SAYS_NOTHING
        and not any(term.span.overlaps(span) for span in masked)
    ]
    acts = [] if is_made else [term.text.rstrip(_DONE) for term in terms if _GIVEN.match(term.text)]
    names = [term.text for term in terms if len(term.text) > 1 and not (acts and _GIVEN.match(term.text))]
    if not (is_made or acts):
        return None
    found = [
        run
        for article in own
        for run in _runs(told[article.place], acts)
        if _is_said(names, _statement(run), tools)
        or (_points_back(run) and _is_said(names, _passage(run), tools))
    ]
    found = [run for run in found if _is_said(names, _statement(run), tools)] or found
    return _reply(question, found[0], tools) if len(found) == 1 else None


def _runs(told: Sequence[Told], acts: Sequence[str]) -> Iterator[_Run]:
    """Yield the lists of an article whose clause says that something is made, or one of some deeds."""
    for _, group in groupby(told, key=lambda one: (one.fact.passage.id, one.fact.statement.start)):
        run: list[Told] = []
        for one in (*group, None):
            if one is not None and (not run or _is_joined(run[-1], one)):
                run.append(one)
                continue
            if len(run) >= _FEWEST and (labels := _labels(run, acts)):
                yield _Run(tuple(run), labels)
            run = [one] if one is not None else []


def _is_joined(last: Told, one: Told) -> bool:
    between = _between(last, one)
    return _BEHIND.fullmatch(between) is not None or _BEFORE.fullmatch(between) is not None


def _between(last: Told, one: Told) -> str:
    return normalise(one.fact.passage.text[last.fact.span.end : one.fact.span.start]).text


def _labels(run: Sequence[Told], acts: Sequence[str]) -> tuple[str, ...]:
    """Return what each figure of a list is of; nothing where that does not stand behind each, nor before each, or no verb leads up to it."""
    first, last = run[0].fact, run[-1].fact
    text = first.passage.text
    marks = list(CLAUSE_END.finditer(text, first.statement.start, first.span.start))
    lead = normalise(text[marks[-1].end() if marks else first.statement.start : first.span.start]).text
    verbs = list((_GIVEN if acts else _MADE_BY).finditer(lead))
    if not verbs or not all(act in lead for act in acts):
        return ()
    between = [_between(one, other) for one, other in pairwise(run)]
    behind = [_BEHIND.fullmatch(one) for one in between]
    end = _LAST.match(normalise(text[last.span.end : last.statement.end]).text)
    if all(behind) and end is not None:
        return tuple(one["label"] for one in (*behind, end) if one is not None)
    before = [_BEFORE.fullmatch(one) for one in between]
    begin = _FIRST.fullmatch(lead[verbs[-1].end() :])
    if all(before) and begin is not None:
        return tuple(one["label"] for one in (begin, *before) if one is not None)
    return ()


def _is_said(names: Sequence[str], text: str, tools: Tools) -> bool:
    return all(tools.matcher.strength(name, text) >= _SAID for name in names)


def _points_back(run: _Run) -> bool:
    """Return whether a list's statement begins with what points at the thing that the one before it names."""
    return _POINTS_BACK.match(run.told[0].statement) is not None


def _passage(run: _Run) -> str:
    """Return what a list's passage says up to its end, with whom it is told of."""
    fact = run.told[0].fact
    return normalise(f"{fact.subject} {fact.passage.text[: fact.statement.end]}").text


def _statement(run: _Run) -> str:
    return f"{run.told[0].subject} {run.told[0].statement}"


def _reply(question: Question, run: _Run, tools: Tools) -> Answer:
    rows: list[Row] = []
    citations: list[Citation] = []
    for one, label in zip(run.told, run.labels, strict=True):
        name = normalise(one.fact.quote).as_written(label)
        rows.append(row_of(name, one.fact, citations, tools.sources))
    return listed(question, rows, citations, _CONFIDENCE)
