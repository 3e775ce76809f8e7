"""What is asked of several things that a question names side by side: each of them is asked for by itself."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial

from answers import templates
from answers.another import places_in
from answers.pile.cells import Cell, CellPlace, Facts, Limits, Places, find_cell, to_cell, to_table, values
from answers.pile.choosing import LEAST_P
from answers.pile.columns import is_target
from answers.pile.contending import (
    contending,
    exact_figures,
    is_of_asked_sort,
    losers,
    of_asked_sort,
    of_asked_status,
    of_one_status,
    owner_of_value,
    told_together,
)
from answers.pile.instead import is_said_behind, scopes_in
from answers.pile.own_articles import bodies_of, is_from_its_own, is_told_of, places_of
from answers.pile.own_parts import in_own_parts, is_beside_own_words, of_own_clauses, of_the_named
from answers.pile.posting import is_no_post, person_of
from answers.pile.rows import notes_on
from answers.pile.several import asks_difference
from answers.pile.until import as_length, with_days
from answers.questions.alternatives import either
from answers.questions.composed import coordination_of
from answers.questions.parts import Part
from answers.questions.pieces import Each
from answers.questions.understanding import Understanding
from answers.structure.measuring import which_more
from answers.tools import Tools
from answers.types import Abstention, Answer, Kind, Question, Turn
from retrieval.normalise import normalise
from retrieval.quantities import find_figures

# Probability of a subject's fact; what is less likely is looked for in sentences. .3, .5 and .7 fill 89.0,
# 88.5 and 88.5 % of the cells of seventy questions about three piles rightly (.3 two cells more), 3.1 % wrongly each.
_LEAST_OF_FACTS = 0.5
# The same where one sentence's figure was given to several: .1 and .2 fill the same cells of 83 questions about four piles, .3 one less
# rightly and one more wrongly.
_LEAST_OF_CLAIMED = 0.2
# Over the briefs of 2020 a least confidence of .3, .45 and .6 fills 56, 56 and 44 % of the cells rightly, 4 % wrongly each; what a
# person said may be a sentence.
_LIMITS = Limits(least=0.3, longest=120)
# Strength from which a sentence says a word that tells things apart: half of it (医药产业 in 医药等产业); .7 fills one cell less.
_SAID = 0.5
_FEWEST = 2  # things that can be compared
_TRIED = 4  # things of which nothing is found before the others are not asked for: each takes 40 ms


def ask_named(
    question: Question, understanding: Understanding, tools: Tools, open_facts: Callable[[], Facts]
) -> Answer | None:
    """Return a table of what is found of each of several things; None where a question names no two, or none is found.

    It is not sure where a question asks which one is more, and the documents do not know one of them.
    """
    coordination = coordination_of(understanding, tools.understand) if not understanding.is_text else None
    if coordination is None:
        return None
    whole = [either(each, understanding) or (each,) for each in coordination.each]
    readings = [[as_length(one) for one in alike] for alike in whole]
    asked = [one for alike in readings for one in alike]
    names = [each.name for each in coordination.each]
    plain = cache(lambda: tools.find(question, understanding, within=tools.within))
    find = partial(
        _find_each,
        names=names,
        tools=tools,
        facts=open_facts(),
        around=lambda: places_of(plain()),
        wants_target=is_target(understanding.text) is True,
    )
    cells = find(asked)
    if cells is None:
        return None
    in_full = {as_length(one): one for alike in whole for one in alike}
    cells = with_days(cells, in_full, find, lambda each, cell: is_beside_own_words(each, cell, names, tools))
    found = values(cells.values())
    if not found and (spoken := _told_apart(asked, names, tools, plain())) is not None:
        cells, found = spoken, values(spoken.values())
    if not found or (found < len(cells) and not coordination.is_said):
        return None
    if None in cells.values():
        cells = {each: cell or _spoken_of(each, names, tools, plain()) for each, cell in cells.items()}
        cells = in_own_parts(cells, names, tools)
    cells = _of_either(coordination.each, readings, cells)
    told = {each.name: cell for each, cell in cells.items()}
    figures = exact_figures(told)
    if asks_difference(understanding.text) and len({one.unit for one in figures}) > 1:
        return None
    ranking = which_more(understanding.text)
    is_whole = ranking is None or all(
        cell is not None or _is_known(each, names, tools) for each, cell in cells.items()
    )
    compared = None if ranking is not None and ranking.is_dated else ranking
    return replace(
        to_table(question, told),
        notes=notes_on(understanding.text, compared, figures, max(len(told), _FEWEST))
        if is_whole
        else (templates.NOT_ALL_TOLD,),
        is_sure=is_whole,
    )


def _told_apart(
    asked: Sequence[Each], names: Sequence[str], tools: Tools, plain: Answer | Abstention
) -> dict[Each, Cell | None] | None:
    """Return the cells of things that the sentence found for the whole question tells apart; None where it does not tell two of them."""
    if not isinstance(plain, Answer) or not plain.is_sure or not plain.citations:
        return None
    cells = in_own_parts({each: to_cell(plain, None) for each in asked}, names, tools)
    told = {each: cell for each, cell in cells.items() if cell is not None and cell.value is not None}
    return {each: told.get(each) for each in asked} if len(told) >= _FEWEST else None


def _of_either(
    asked: Sequence[Each], readings: Sequence[Sequence[Each]], cells: Mapping[Each, Cell | None]
) -> dict[Each, Cell | None]:
    """Return the cells of a table without those of an indicator that is not told, where the other one of the two that may be meant is."""
    kept: dict[Each, Cell | None] = {}
    for each, alike in zip(asked, readings, strict=True):
        told = [one for one in alike if (cell := cells[one]) is not None and cell.value is not None]
        kept.update({one: cells[one] for one in told} or {each: cells[alike[0]]})
    return kept


def _find_each(
    asked: Sequence[Each],
    names: Sequence[str],
    tools: Tools,
    facts: Facts,
    around: Callable[[], Places],
    *,
    wants_target: bool,
) -> dict[Each, Cell | None] | None:
    """Return what is found of each thing, no value twice; None where nothing is found of the first ones.

    `around` says in which articles the whole question is answered.
    """
    cells: dict[Each, Cell | None] = {}
    for each in asked:
        cells[each] = _fact(each, names, tools, facts, _LEAST_OF_FACTS) or _cell(each, names, tools)
        if len(cells) >= _TRIED and not values(cells.values()):
            return None
    for each, cell in cells.items():
        is_day = tools.understand(each.text).kind is Kind.DATE  # 1月30日 holds two figures
        if cell is not None and not is_day and len(find_figures(normalise(cell.value or "").text)) > 1:
            cells[each] = facts.fact_beside(cell, _own(each, names, tools)) or cell
    if not wants_target:
        cells = of_one_status(cells, facts.is_aimed_at)
    cells = of_asked_sort(of_asked_status(cells, facts.is_aimed_at))
    cells = told_together(
        cells, lambda each, cell, taken: facts.fact_beside(cell, _counted(each, names, tools), taken)
    )
    cells = of_own_clauses(in_own_parts(cells, names, tools), names, tools)
    for each in contending(asked, cells):
        cells[each] = _fact(each, names, tools, facts, _LEAST_OF_CLAIMED) or _own_beside(
            each, names, tools, cells[each], facts
        )
    cells = of_the_named(cells, names, tools)
    for each in losers(asked, cells):
        cells[each] = _another(each, names, tools, owner_of_value(each, cells))
    for each in losers(asked, cells):
        cells[each] = None
    for each in asked:
        if (own := cells[each]) is None or own.value is None:
            taken = {cell.place for cell in cells.values() if cell is not None}
            cells[each] = (
                _fact(each, names, tools, facts, LEAST_P, taken)
                or _beside(each, names, tools, cells, facts)
                or _figure(each, names, tools, cells, facts, taken, around)
                or own
            )
    cells = of_own_clauses(cells, names, tools)
    return of_asked_sort(of_asked_status(cells, facts.is_aimed_at))


def _fact(
    each: Each,
    names: Sequence[str],
    tools: Tools,
    facts: Facts,
    least: float,
    taken: Collection[CellPlace] = (),
) -> Cell | None:
    """Return the figure of a thing, else of whom it is told where its sentence tells it from the others, if it is likely enough."""
    understanding = tools.understand(each.text)
    if understanding.kind is not Kind.NUMBER:
        return None
    of_thing = facts.fact_of_thing(understanding, each.name, tools.within, taken)
    if of_thing is not None and of_thing.confidence >= least and is_of_asked_sort(each, of_thing):
        return of_thing
    cell = facts.fact_of(understanding, tools.within, taken)
    is_likely = cell is not None and cell.confidence >= least and is_of_asked_sort(each, cell)
    return (
        cell
        if cell is not None and is_likely and _tells_apart(cell, _own(each, names, tools), tools)
        else None
    )


def _tells_apart(cell: Cell, own: Collection[str], tools: Tools) -> bool:
    """Return whether a cell's sentence, or the head of its article, says one of the words that tell a thing from the others."""
    source = tools.sources.find(cell.quote.passage.id)
    text = f"{source.heading if source else ''}\n{normalise(cell.quote.text).text}"
    return not own or any(tools.matcher.strength(word, text) >= _SAID for word in own)


def _own_beside(
    each: Each, names: Sequence[str], tools: Tools, cell: Cell | None, facts: Facts
) -> Cell | None:
    """Return the figure of a thing that the sentence of its cell tells under its name, else the cell: 310万元 for 1711万元."""
    found = facts.fact_beside(cell, _own(each, names, tools)) if cell is not None else None
    return found if found is not None and is_of_asked_sort(each, found) else cell


def _beside(
    each: Each, names: Sequence[str], tools: Tools, cells: Mapping[Each, Cell | None], facts: Facts
) -> Cell | None:
    """Return the figure of a thing in a sentence that tells that of another one: 柴油3.86万吨 behind 汽油18.17万吨."""
    if tools.understand(each.text).kind is not Kind.NUMBER:
        return None
    own = _own(each, names, tools)
    told = [cell for cell in cells.values() if cell is not None and cell.value is not None]
    taken = {cell.place for cell in told}
    values = {cell.value for cell in told}
    found = (facts.fact_beside(cell, own, taken) for cell in told)
    return next((cell for cell in found if cell is not None and cell.value not in values), None)


def _figure(
    each: Each,
    names: Sequence[str],
    tools: Tools,
    cells: Mapping[Each, Cell | None],
    facts: Facts,
    taken: Collection[CellPlace],
    around: Callable[[], Places],
) -> Cell | None:
    """Return the figure of a thing that no sentence is found for, none that is another's.

    It is looked for in the articles that tell of the others, else in those where the whole question is answered.
    """
    understanding = tools.understand(each.text)
    if understanding.kind is not Kind.NUMBER:
        return None
    places = {cell.article for cell in cells.values() if cell is not None}
    known = [
        term.text for term in understanding.of_part(Part.ENTITY) if all(term.text in one for one in names)
    ]
    cell = facts.fact_in(understanding, places or around(), taken, known)
    if cell is not None and not is_told_of(cell, bodies_of(each, known, understanding), tools.sources):
        return None
    is_likely = cell is not None and cell.confidence >= _LEAST_OF_FACTS
    is_apart = places or (cell is not None and _tells_apart(cell, _own(each, names, tools), tools))
    return cell if is_likely and is_apart else None


def _cell(each: Each, names: Sequence[str], tools: Tools, taken: Cell | None = None) -> Cell | None:
    """Return what is found of one thing by its own name; something else than what is another's, where that is given."""
    beside = None
    if taken is not None:
        passage = taken.quote.passage
        beside = Turn(each.text, Kind.OTHER, taken.value, (), (passage.document_id,), (passage.id,))
    asked = tools.understand(each.text)
    if beside is None and (person := person_of(asked, each.name, tools)) is not None:
        return person
    cell = find_cell(each.text, tools, tools.within, _LIMITS, beside)
    if cell is not None and is_no_post(asked, each.name, cell):
        cell = replace(cell, value=None)
    if cell is not None and is_said_behind(scopes_in(each.text), cell.quote.text, cell.value or ""):
        return replace(cell, value=None)  # 企业复工率91.9%,规上工业企业全部复工
    own = _own(each, names, tools)
    if (
        cell is None or not cell.matched or not own
    ):  # nothing is matched where a table's row was found by its name
        return cell
    return cell if own & set(cell.matched) or is_from_its_own(cell, each, tools.sources) else None


def _another(each: Each, names: Sequence[str], tools: Tools, taken: Cell | None) -> Cell | None:
    """Return what else is found of a thing than what is another's; of figures the facts tell more than the next best sentence."""
    return None if tools.understand(each.text).kind is Kind.NUMBER else _cell(each, names, tools, taken)


def _own(each: Each, names: Sequence[str], tools: Tools) -> set[str]:
    """Return the words of a thing's name that tell it from the others."""
    terms = {term.text for term in tools.understand(each.text).terms}
    return {term for term in terms if term in each.name and not all(term in name for name in names)}


def _counted(each: Each, names: Sequence[str], tools: Tools) -> set[str]:
    """Return the words of a thing's name that tell it from the others, where it is counted; none otherwise."""
    return _own(each, names, tools) if tools.understand(each.text).kind is Kind.NUMBER else set()


def _spoken_of(each: Each, names: Sequence[str], tools: Tools, plain: Answer | Abstention) -> Cell | None:
    """Return the cell of a thing that the sentence found for the whole question speaks of; None where it does not."""
    own = _own(each, names, tools)
    if not isinstance(plain, Answer) or not plain.is_sure or not own:
        return None
    return to_cell(plain, None) if own <= set(plain.matched) else None


def _is_known(each: Each, names: Sequence[str], tools: Tools) -> bool:
    """Return whether the documents know a thing: one is of the place that it is, or they say all words of its name."""
    if places := places_in(each.name):
        return any(tools.sources.labelled([place]) for place in places)
    return all(map(tools.sources.is_said, _own(each, names, tools)))
