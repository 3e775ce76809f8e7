"""What a table or a form does not have: 教育局 in a roster of other 局, 勘察单位 on a permit that names 施工单位 and 监理单位."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from answers.matching import Matcher
from answers.questions.parts import Part, Term
from answers.questions.understanding import Understanding
from answers.sources import Source
from answers.structure.records import IN_BRACKETS, Grid
from answers.vocabulary import vocabulary
from retrieval.vocabulary import words

_FEWEST_ALIKE = 2  # names of one ending, beside which another one is of their sort
_AREAS = vocabulary("area-endings")
_SORTS = tuple(_AREAS | vocabulary("body-endings"))
_LEAST_OF_A_THING = 3  # code points: shorter nouns have too many other words
_NOUN = "n"
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
            short = own if grid.is_table and ending not in _AREAS else own.removesuffix(ending)
            if own != ending and own not in text and short not in text:
                return True
    return False


def names_a_thing_unsaid(question: Understanding, source: Source, matcher: Matcher) -> bool:
    """Return whether a question is of a thing that an article does not say: 计算器, where it tells what else may be brought."""
    around = f"{source.context.heading}\n{source.context.text}"
    return any(
        term.part in (Part.WORD, Part.HEAD)
        and len(term.text) >= _LEAST_OF_A_THING
        and source.tag(term.text) == _NOUN
        and matcher.strength(term.text, around) == 0.0
        for term in question.terms
    )


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
