"""What is asked of several subjects and is no figure: each of them is asked for by itself, in its own documents."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence

from answers.facts.owners import Owner
from answers.pile.asked import Asked, occurrences
from answers.pile.cells import Cell, Limits, find_cell, to_table, values
from answers.pile.columns import is_target
from answers.pile.leading import is_called_so, leader_of
from answers.pile.several import EACH, WHICH
from answers.questions.each import OF_SUBJECTS
from answers.questions.understanding import Understanding
from answers.tools import Tools
from answers.types import Answer, Kind, Question
from answers.vocabulary import any_of, vocabulary
from retrieval.types import DocumentId, Span

# Asked of named subjects, these have an answer of a few words each; of all there are, those of `_NO_FIGURES`.
_KINDS = (
    Kind.PERSON,
    Kind.DATE,
    Kind.PLACE,
    Kind.ORGANISATION,
    Kind.LIST,
    Kind.DEFINITION,
    Kind.OTHER,
    Kind.COMPARE,
)
_NO_FIGURES = (
    Kind.PERSON, Kind.DATE, Kind.PLACE, Kind.ORGANISATION, Kind.DEFINITION, Kind.HOW, Kind.REASON, Kind.QUOTE, Kind.LIST
)  # fmt: skip
_SHORT = (Kind.PERSON, Kind.DATE, Kind.PLACE)
_LISTED = "\u3001"
_CLAUSE_ENDS = re.compile("[,;?。]")
_ASKS = re.compile(rf"{any_of(vocabulary('asking-words'))}|哪")
# A reply that is as likely wrong fills no cell, and a cell is read at a glance; .3 and .7, 20 and 80 code points fill the same cells of
# seventy questions about three piles.
_LIMITS = Limits(least=0.5, longest=40)
_JOINING = vocabulary("joining-words") | {"", "、", ","}
_FEWEST_VALUES = 2  # of less nobody makes a table
# Where no subject is named, a table that less than a third of them fill is of a question that asks of something else: 下给哪几家电力公司.
# On 82 questions for tables about three piles no cell is lost by it.
_LEAST_SHARE = 1 / 3
_MOST_SUBJECTS = 40  # at 40 ms each, a second and a half
# Subjects of which nothing is found before the others are not asked for, each takes 40 ms: 2, 4 and 8 fill 86.6, 88.5 and
# 88.5 % of the cells of seventy questions about three piles rightly.
_TRIED = 4


def ask_each(
    question: Question,
    understanding: Understanding,
    asked: Asked,
    subjects: Mapping[Owner, frozenset[DocumentId]],
    tools: Tools,
    is_aimed_at: Callable[[Cell], bool],
) -> Answer | None:
    """Return a table of what a question that asks for no figure finds of each subject; None where two are not found.

    `subjects` are those that are asked for, with their documents. What is known to be aimed at alone is no result.
    """
    kinds = _KINDS if asked.named else _NO_FIGURES
    if understanding.kind not in kinds or len(subjects) > _MOST_SUBJECTS:
        return None
    if _lists_others(understanding.text, asked.named):
        return None
    first = EACH.search(understanding.text)
    which = WHICH.match(understanding.text, first.start()) if first is not None else None
    if which is not None and not _ASKS.search(understanding.text, which.end()):
        return None  # 哪些省提到了低空经济 asks for the provinces
    cells: dict[str, Cell | None] = {}
    for owner, documents in subjects.items():
        name = next((one for one in asked.named if owner.is_called([one])), owner.name)
        text = _of_one(understanding.text, asked.named, name)
        if text is None:
            return None
        cell = _find(text, documents, tools)
        whole = _of_one(understanding.text, asked.named, owner.name)
        if cell is None and whole is not None and whole != text:
            cell = _find(whole, documents, tools)  # by its whole name, where a place has the same
        is_aimed = cell is not None and not is_target(understanding.text) and is_aimed_at(cell)
        cells[owner.name] = None if is_aimed else cell
        if len(cells) >= _TRIED and not values(cells.values()):
            return None
    is_few = not asked.named and values(cells.values()) < _LEAST_SHARE * len(cells)
    fewest = (
        1 if understanding.kind in _SHORT and _are_listed(understanding.text, asked.named) else _FEWEST_VALUES
    )
    if values(cells.values()) < fewest or is_few:
        return None
    return to_table(question, cells)


def _find(text: str, documents: frozenset[DocumentId], tools: Tools) -> Cell | None:
    """Return what a question about one subject finds; of a leader by any of his names no one whom his sentence does not call so."""
    asked = tools.understand(text)
    if (leader := leader_of(asked, tools, documents)) is not None:
        return leader
    cell = find_cell(text, tools, documents, _LIMITS)
    return cell if cell is not None and is_called_so(asked, cell.quote) else None


def asks_no_figure(understanding: Understanding, asked: Asked, owners: Sequence[Owner], tools: Tools) -> bool:
    """Return whether what is asked of each subject is a person, a day or a place."""
    if asked.ranking or asked.bound or understanding.units is not None or not owners:
        return False
    text = _of_one(understanding.text, asked.named, owners[0].name)
    return text is not None and tools.understand(text).kind in _NO_FIGURES


def _of_one(text: str, named: Collection[str], name: str) -> str | None:
    """Return a question about several as one about a single one of them; None where what stands for them is not found.

    >>> _of_one("四川、安徽的省长分别是谁?", ("四川", "安徽"), "安徽"), _of_one("各省省长是谁?", (), "安徽省")
    ('安徽的省长是谁?', '安徽省省长是谁?')
    """
    text = _without_named(text, named)
    each = _each(text)
    if each is not None and not occurrences(text[: each.end], named):
        text = text[
            : _first_end(text, each)
        ]  # 各地做报告的是谁,什么职务? 甲、乙: what each is asked of first
    span = _run_of(text, named) or _each(text)
    if span is None:
        return None
    return OF_SUBJECTS.sub("", f"{text[: span.start]}{name}{text[span.end :]}")


def _without_named(text: str, named: Collection[str]) -> str:
    """Return a question about each of several without the clause that only says behind it who they are: ?要江阴、无锡两家."""
    each = _each(text)
    if each is None:
        return text
    spans = [span for span in occurrences(text, named) if span.start > each.end]
    behind = [mark.start() for mark in _CLAUSE_ENDS.finditer(text, each.end)]
    cut = next((mark for mark in behind if spans and mark < spans[0].start), None)
    rest = text[cut:] if cut is not None else ""
    return text[:cut] if rest and not _ASKS.search(rest) else text


def _first_end(text: str, each: Span) -> int:
    """Return where the clause ends that asks of each."""
    mark = _CLAUSE_ENDS.search(text, each.end)
    return (
        mark.start()
        if mark is not None and mark.group() != "?" and _ASKS.search(text, each.start, mark.start())
        else len(text)
    )


def _each(text: str) -> Span | None:
    match = EACH.search(text)
    return Span(*match.span()) if match else None


def _are_listed(text: str, named: Collection[str]) -> bool:
    """Return whether the names of a question stand side by side with 、 between them: the same is asked of each, and of none together."""
    run = _run_of(text, named)
    return run is not None and _LISTED in run.of(text)


def _lists_others(text: str, named: Collection[str]) -> bool:
    """Return whether a question lists what is more than the names of subjects, and some that name none: each of those is asked of.

    >>> _lists_others("财政局经费、青河公积金、云溪住建这三份通知哪天发的?", ("青河", "云溪"))
    True
    >>> _lists_others("青河、云溪这两份通知哪天发的?", ("青河", "云溪"))
    False
    """
    clause = next((one for one in _CLAUSE_ENDS.split(text) if occurrences(one, named)), "")
    pieces = clause.split(_LISTED)
    of_subjects = [piece for piece in pieces if occurrences(piece, named)]
    return len(pieces) > len(of_subjects) > 0 and any(
        piece not in named for piece in of_subjects[:-1] or of_subjects
    )


def _run_of(text: str, named: Collection[str]) -> Span | None:
    """Return where the first of several names begins and the last one ends that nothing but 、 or 和 parts from it."""
    spans = occurrences(text, named)
    if not spans:
        return None
    run = spans[0]
    for span in spans[1:]:
        if text[run.end : span.start].strip() not in _JOINING:
            break
        run = Span(run.start, span.end)
    return run if run != spans[0] else None
