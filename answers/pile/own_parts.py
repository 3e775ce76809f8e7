"""The value of the part of a sentence that says a thing's own words: 1000份 for 专票 of 发放了1000份专用发票和3800份普通发票."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from os.path import commonprefix

from answers.pile.cells import Cell, is_same_value
from answers.questions.parts import Part
from answers.questions.pieces import Each
from answers.questions.understanding import Understanding
from answers.sources import Source
from answers.spans.figures import with_hedge
from answers.spans.stretches import Stretch, is_said, statement_around, stretches, told_for
from answers.tools import Tools
from answers.types import Kind, Quote
from answers.vocabulary import any_of, vocabulary
from retrieval.normalise import normalise
from retrieval.quantities import alike_units, unit_of
from retrieval.types import Span

_SORTS = vocabulary("each-of") | vocabulary("listed-things")  # 地区 of 一般地区 tells no area from another
_FORMER = re.compile(any_of(vocabulary("asks-former")))
_CLAUSE_ENDS = re.compile("[,;:]")
_LINKS = "的了地和与"
_FEWEST = 2  # things that a sentence tells apart
_SHORTEST = 2  # code points of a word
_LONGEST_OWN = 6  # code points of what may be said spelled out as a whole
# Of a value read off the part that says the thing's words, where a sentence was found for it that may be surer.
_CONFIDENCE = 0.7


@dataclass(frozen=True, slots=True)
class _Thing:
    """One of several that are asked for: the words of its name that tell it from the others, and those that its question shares with theirs."""

    each: Each
    asked: Understanding
    own: tuple[str, ...]
    shared: tuple[str, ...]


def in_own_parts(
    cells: Mapping[Each, Cell | None], names: Sequence[str], tools: Tools
) -> dict[Each, Cell | None]:
    """Return cells, each with the value of that part of its sentence which says the thing's own words, where another part's stands there or none."""
    things = _things(cells, names, tools)
    return {
        one.each: cell if (cell := cells[one.each]) is None else _in_own_part(one, cell, things, tools)
        for one in things
    }


def of_the_named(
    cells: Mapping[Each, Cell | None], names: Sequence[str], tools: Tools
) -> dict[Each, Cell | None]:
    """Return cells without a value that was found for several, where its statement says all words of another one alone: 5个月 of 中小微企业 for 大企业."""
    things = _things(cells, names, tools)
    told = [(one, cell) for one in things if (cell := cells[one.each]) is not None and cell.value is not None]
    said = {one.each: _said(cell, one, tools) for one, cell in told}
    lost = {
        one.each
        for one, cell in told
        for other, own in told
        if said[one.each] < said[other.each] == 1 and is_same_value(cell, own)
    }
    return {each: None if each in lost else cell for each, cell in cells.items()}


def of_own_clauses(
    cells: Mapping[Each, Cell | None], names: Sequence[str], tools: Tools
) -> dict[Each, Cell | None]:
    """Return cells without a value in whose clause its sentence names another of the things, and this one in another clause: 甲区上了台阶,乙区突破9000亿元."""
    things = _things(cells, names, tools)
    return {
        one.each: replace(cell, value=None)
        if (cell := cells[one.each]) is not None and _is_in_clause_of_another(cell, one, things, tools)
        else cell
        for one in things
    }


def _is_in_clause_of_another(cell: Cell, thing: _Thing, things: Sequence[_Thing], tools: Tools) -> bool:
    source, value = tools.sources.find(cell.quote.passage.id), normalise(cell.value or "").text
    if source is None or not value:
        return False
    for statement in _statements(cell, source):
        text = statement.of(source.text)
        clauses = [clause for clause in _CLAUSE_ENDS.split(text) if value in clause]
        if len(clauses) != 1 or not _says_any(thing, text, tools) or _says_any(thing, clauses[0], tools):
            continue
        if any(one.own and _says_all(one, clauses[0], tools) for one in things if one is not thing):
            return True
    return False


def _says_any(thing: _Thing, text: str, tools: Tools) -> bool:
    return any(is_said(word, text, tools.matcher.strength) for word in thing.own)


def _says_all(thing: _Thing, text: str, tools: Tools) -> bool:
    return all(is_said(word, text, tools.matcher.strength) for word in thing.own)


def is_beside_own_words(each: Each, cell: Cell, names: Sequence[str], tools: Tools) -> bool:
    """Return whether a thing's own words stand between the same two semicolons as a cell's value."""
    (thing,) = _things([each], names, tools)
    source, value = tools.sources.find(cell.quote.passage.id), normalise(cell.value or "").text
    texts = [one.of(source.text) for one in _statements(cell, source)] if source is not None else []
    return any(
        value in part and any(is_said(word, part, tools.matcher.strength) for word in thing.own)
        for text in texts
        for part in text.split(";")
    )


def _things(cells: Iterable[Each], names: Sequence[str], tools: Tools) -> list[_Thing]:
    lead = commonprefix(list(names))  # noqa: RUF071 -- of characters, not of paths
    return [_thing(each, each.name.removeprefix(lead), tools) for each in cells]


def _thing(each: Each, name: str, tools: Tools) -> _Thing:
    """Return a thing with the words of its name behind what all names begin with; the name itself where words leave a part of it out: 大|企业."""
    asked = tools.understand(each.text)
    words = [term.text for term in asked.terms if len(term.text) >= _SHORTEST and term.part is not Part.DATE]
    own = [word for word in words if word in name]
    said = sorted((term.text for term in asked.terms if len(term.text) >= _SHORTEST), key=len, reverse=True)
    rest = reduce(lambda text, word: text.replace(word, ""), said, name)
    if _SHORTEST <= len(name) <= _LONGEST_OWN and rest.strip(_LINKS):
        own = [name]
    own = [word for word in own if word not in _SORTS] or own
    names = {
        term.text for term in asked.of_part(Part.ENTITY)
    }  # of whom it is told: the first part says it alone
    return _Thing(
        each, asked, tuple(own), tuple(word for word in words if word not in each.name and word not in names)
    )


def _said(cell: Cell, thing: _Thing, tools: Tools) -> float:
    """Return which share of a thing's own words the statements that a cell quotes, or the head of its article, say."""
    source = tools.sources.find(cell.quote.passage.id)
    if source is None or not thing.own:
        return 0.0
    text = "\n".join([source.heading, *(one.of(source.text) for one in _statements(cell, source))])
    return sum(is_said(word, text, tools.matcher.strength) for word in thing.own) / len(thing.own)


def _statements(cell: Cell, source: Source) -> list[Span]:
    """Return what stands between two full stops around the sentences that a cell quotes."""
    found = (
        statement_around(source.text, sentence)
        for sentence in source.sentences
        if cell.quote.span.overlaps(source.to_original(sentence))
    )
    return list(dict.fromkeys(found))


def _in_own_part(thing: _Thing, cell: Cell, things: Sequence[_Thing], tools: Tools) -> Cell:
    source = tools.sources.find(cell.quote.passage.id)
    if source is None or thing.asked.kind not in (Kind.NUMBER, Kind.DATE):
        return cell
    statements = _statements(cell, source)
    found = {
        value: statement
        for statement in statements
        if (value := _told(statement, thing, cell, things, source, tools)) is not None
    }
    if len(found) == 1:
        ((value, statement),) = found.items()
        return _with_value(cell, value, statement, source)
    is_others = any(_is_of_another(statement, cell, thing, source, tools) for statement in statements)
    return replace(cell, value=None) if is_others and not found else cell


def _told(
    statement: Span, thing: _Thing, cell: Cell, things: Sequence[_Thing], source: Source, tools: Tools
) -> Span | None:
    """Return the value of the part of a statement that is a thing's own, None where the cell shows it, or things are not told apart there.

    What a value was before it changed is what it is now, unless the question asks how it was.
    """
    parts = stretches(source.text, statement, _values(cell, thing.asked, source))
    given = [part for part in parts if _is_shown(part.value, cell, source)]
    changed = [part for part in parts if part.former and _is_shown(part.former, cell, source)]
    if len(changed) == 1 and not _FORMER.search(thing.each.text):
        return changed[0].value
    if len(parts) < _FEWEST or (cell.value is not None and len(given) != 1):
        return None
    own = {one: _own_part(one, parts, source, tools) for one in things}
    told = [part for part in own.values() if part is not None]
    mine = own[thing]
    is_apart = len(told) >= _FEWEST and len(set(told)) == len(told)
    return mine.value if mine is not None and is_apart and mine not in given else None


def _own_part(thing: _Thing, parts: Sequence[Stretch], source: Source, tools: Tools) -> Stretch | None:
    return told_for(source.text, parts, thing.own, thing.shared, tools.matcher.strength)


def _is_of_another(statement: Span, cell: Cell, thing: _Thing, source: Source, tools: Tools) -> bool:
    """Return whether a thing is told of behind the semicolon that ends what tells a cell's value: 税款延期3个月;社保费延长至4月底."""
    value = normalise(cell.value or "").text
    if not value:
        return False
    before, mark, behind = statement.of(source.text).partition(value)
    end = behind.find(";")
    if not mark or end < 0 or value in behind:
        return False
    told, later = f"{before}{behind[:end]}", behind[end:]
    strength = tools.matcher.strength
    is_told = any(is_said(word, told, strength) for word in thing.own)
    return not is_told and any(is_said(word, later, strength) for word in thing.own)


def _values(cell: Cell, asked: Understanding, source: Source) -> list[Span]:
    """Return where the values of a passage stand that are of one sort with a cell's, or would answer where it has none."""
    if asked.kind is Kind.DATE:
        return [date.span for date in source.dates if date.day is not None]
    units = set(asked.units or ())
    if cell.value is not None:
        units = {
            one
            for figure in source.figures
            if source.to_original(figure.span).of(cell.quote.passage.text) in cell.value
            for one in alike_units(unit_of(figure))
        }
    return [figure.span for figure in source.figures if unit_of(figure) in units]


def _is_shown(value: Span, cell: Cell, source: Source) -> bool:
    """Return whether a value is what a cell shows."""
    return cell.value is not None and value.of(source.text) in normalise(cell.value).text


def _with_value(cell: Cell, value: Span, statement: Span, source: Source) -> Cell:
    passage = cell.quote.passage
    span = source.to_original(with_hedge(source.text, value))
    quote = cell.quote if cell.quote.span.overlaps(span) else Quote(passage, source.to_original(statement))
    return replace(
        cell, quote=quote, value=span.of(passage.text), confidence=max(cell.confidence, _CONFIDENCE), items=()
    )
