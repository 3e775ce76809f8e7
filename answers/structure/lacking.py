"""What a table or a form does not have: 教育局 in a roster of other 局, 勘察单位 on a permit that names 施工单位 and 监理单位."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from answers.questions.parts import Part, Term
from answers.questions.understanding import Understanding
from answers.structure.records import IN_BRACKETS, Grid
from answers.vocabulary import vocabulary
from retrieval.vocabulary import words

_FEWEST_ALIKE = 2  # names of one ending, beside which another one is of their sort
_SORTS = tuple(vocabulary("area-endings") | vocabulary("body-endings"))
_LABELS = tuple(words("form-labels"))


def is_lacking(question: Understanding, grids: Iterable[Grid], text: str) -> bool:
    """Return whether a question asks for one of a sort of which an article has others, and not that one; `text` is the article's."""
    for grid in grids:
        names = (
            [IN_BRACKETS.sub("", record.name.text) for record in grid.records]
            if grid.is_table
            else list(grid.keys)
        )
        for named in _compounds(question.terms):
            ending = _ending(named[-1].text, _SORTS if grid.is_table else _LABELS)
            alike = [name for name in names if ending and name.endswith(ending) and name != ending]
            if len(set(alike)) < _FEWEST_ALIKE:
                continue
            own = named[-1].text if named[-1].text != ending else "".join(term.text for term in named[-2:])
            if own != ending and own not in text and own.removesuffix(ending) not in text:
                return True
    return False


def _compounds(terms: Sequence[Term]) -> Iterator[list[Term]]:
    """Yield for each term the terms that stand next to each other up to it: 宜春市 | 教育局."""
    run: list[Term] = []
    for term in terms:
        if term.part in (Part.DATE, Part.FIGURE, Part.SORT):
            run = []
            continue
        run = [*run, term] if run and run[-1].span.end == term.span.start else [term]
        yield run


def _ending(word: str, endings: Iterable[str]) -> str:
    """Return the longest ending that a word has, empty where it has none."""
    return max((one for one in endings if word.endswith(one)), key=len, default="")
