"""The replies to several questions of one message as rows of one table, where two and more are a few words each."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from answers import templates
from answers.pile.cells import Cell, Facts, to_cell
from answers.pile.changes import asks_by_how_much, change_asked, names_no_more
from answers.questions.kinds import question_phrases
from answers.tools import Tools
from answers.types import Abstention, Answer, Citation, Kind, Row
from answers.vocabulary import any_of, vocabulary
from retrieval.vocabulary.lists import words

# 走访了多少家企业 · 解决问题多少个: what only asks how many, with its measure.
_ASKS = re.compile(
    rf"了?(?:{any_of(vocabulary('in-all'))})?[各有是为达到]{{0,3}}(?:多少|几)(?:{any_of(words('units') + words('measure-words'))}|钱)?"
)
_EDGES = " ,;?。的呢:"
_FEWEST = 2  # parts that are answered
# Probability of a figure that no sentence alone answers with, or where a sentence gave what is another part's; .1 and .5 fill the same
# cells of seventy questions about three piles.
_LEAST_OF_FACTS = 0.3
_LONGEST = 40  # code points of a cell


def as_rows(
    parts: Sequence[str],
    replies: Sequence[Answer | Abstention],
    tools: Tools,
    open_facts: Callable[[], Facts],
) -> tuple[Answer | Abstention, ...]:
    """Return the replies to the parts of a message, those of a few words with a row of the table that they make together.

    `parts` are the questions as they were asked, normalised. The figure that one of them asks for in the articles that the replies cite
    stands where a reply has none, or has that of another part.
    """
    places = {
        (one.quote.passage.document_id, one.quote.passage.article)
        for reply in replies
        if isinstance(reply, Answer) and reply.is_sure
        for one in reply.citations[:1]
    }
    replies, own = _of_change(parts, replies, tools)
    cells: list[Cell | None] = []
    made: list[Answer | Abstention] = []
    for part, reply, cell in zip(parts, replies, own, strict=True):
        taken = {one.place for one in cells if one is not None}
        understanding = tools.understand(part)
        is_lacking = isinstance(reply, Answer) and (cell is None or cell.place in taken)
        if is_lacking and understanding.kind is Kind.NUMBER:
            fact = open_facts().fact_in(understanding, places)
            if fact is not None and fact.confidence >= _LEAST_OF_FACTS and fact.place not in taken:
                cell, reply = fact, _of_figure(reply, fact)
        if cell is not None and cell.place in taken:
            cell = None
        cells.append(cell)
        made.append(reply)
    if sum(cell is not None for cell in cells) < _FEWEST:
        return tuple(made)
    return tuple(
        replace(reply, table=(Row(_label(part), cell.value, cell.as_of, 1),))
        if isinstance(reply, Answer) and cell is not None and not reply.table
        else reply
        for part, reply, cell in zip(parts, made, cells, strict=True)
    )


def _of_change(
    parts: Sequence[str], replies: Sequence[Answer | Abstention], tools: Tools
) -> tuple[list[Answer | Abstention], list[Cell | None]]:
    """Return the replies and the cells of those of a few words, where the parts ask how something was, is and changed as one statement tells it.

    By how much it changed is not told of another thing.
    """
    cells = [
        to_cell(reply, reply.answer) if isinstance(reply, Answer) and _is_short(reply) else None
        for reply in replies
    ]
    told = change_asked(parts, cells, tools)
    if told is None:
        return list(replies), cells
    changed = [
        told.cell_of(part, parts[0], tools) or (None if asks_by_how_much(part) else cell)
        for part, cell in zip(parts, cells, strict=True)
    ]
    made: list[Answer | Abstention] = []
    for part, reply, cell, before in zip(parts, replies, changed, cells, strict=True):
        if cell is not None and cell is not before:
            made.append(_of_figure(reply, cell))
        elif cell is None and asks_by_how_much(part):
            made.append(Abstention(reply.question, templates.NOT_TOGETHER, searched=tools.articles()))
        else:
            made.append(reply)
    return made, changed


def _is_short(reply: Answer) -> bool:
    return reply.is_sure and reply.answer is not None and len(reply.answer) <= _LONGEST


def _of_figure(reply: Answer | Abstention, cell: Cell) -> Answer:
    """Return the reply whose answer is a figure of an article."""
    value = cell.value or ""
    return Answer(
        reply.question,
        templates.lead(value, cell.as_of, (1,)),
        value,
        (Citation(1, cell.quote, cell.document),),
        round(cell.confidence, 4),
        as_of=cell.as_of,
    )


def _label(part: str) -> str:
    """Return what stands before the value of a part: 变化幅度 of 提了几成, else its question without what only asks."""
    return templates.BY_HOW_MUCH if names_no_more(part) else _name(part)


def _name(part: str) -> str:
    """Return a question without what only asks: 走访企业 of 走访了多少家企业.

    >>> _name("专班走访了多少家企业?"), _name("区长是谁?")
    ('专班走访企业', '区长')
    """
    name = _ASKS.sub("", part)
    for span in reversed(question_phrases(name)):
        name = f"{name[: span.start]}{name[span.end :]}"
    return name.strip(_EDGES) or part.strip(_EDGES)
