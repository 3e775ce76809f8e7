"""Which of the subjects of a pile say or do something: 哪几个省提到了低空经济; each with the sentence that says so."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from answers.facts.owners import Owner
from answers.matching import SAME, Matcher
from answers.pile.cells import Cell, to_table
from answers.pile.several import WHICH
from answers.questions.parts import FRAME, Part
from answers.questions.terms import LIGHT_VERBS
from answers.questions.understanding import Understanding
from answers.sources import Source
from answers.tools import Tools
from answers.types import Answer, Kind, Place, Question, Quote
from answers.vocabulary import any_of, vocabulary
from retrieval.types import Span

_KINDS = (Kind.LIST, Kind.OTHER, Kind.PLACE, Kind.ORGANISATION, Kind.COUNT)
_ASKS_MORE = re.compile(rf"{any_of(vocabulary('asking-words'))}|分别|各")
_OR = vocabulary("or-words")
_SAYS_NOTHING = FRAME | LIGHT_VERBS | _OR | vocabulary("saying-verbs") | vocabulary("table-words")
# 哪些园区(都|没有)公布了…
_TELLS = re.compile(
    rf"(?:[都也还]|没有?|尚未|未)*(?:{any_of(vocabulary('telling-verbs') | vocabulary('publishing-verbs'))})"
)
_CLAUSE_ENDS = re.compile("[,;]")
_EDGES = " ,;\uff0c\uff1b\u3002\n"
_PASSAGES = 12  # of each subject's documents that are looked at; 6 and 24 find the same in seventy questions
# Of what is asked, by weight, that a sentence says: .6, .8 and .9 fill 89.0, 88.5 and 88.5 % of the cells of seventy questions about
# three piles rightly (.6 two cells more), 3.1 % wrongly each.
_LEAST = 0.8
_LONGEST = 120  # code points of a cell
_MOST_SUBJECTS = 60  # a search each; a country has 34 provinces


@dataclass(frozen=True, slots=True)
class _Said:
    """A term of what is asked, with the words that it is made of: 减免 and 房租 of 减免房租."""

    text: str
    words: tuple[str, ...]
    weight: float

    def strength(self, sentence: str, matcher: Matcher) -> float:
        """Return how well a sentence says it, whole or each of its words in any order: 房租、物业费给予减免."""
        whole = matcher.strength(self.text, sentence)
        is_apart = len(self.words) > 1 and all(len(word) > 1 for word in self.words)
        return (
            max(whole, SAME * min(matcher.strength(word, sentence) for word in self.words))
            if is_apart
            else whole
        )


def ask_which(
    question: Question,
    understanding: Understanding,
    subjects: Mapping[Owner, Collection[Place]],
    tools: Tools,
) -> Answer | None:
    """Return the subjects of which a sentence says what is asked; None where the question is another, or none says so.

    `subjects` have their articles, each by its document and its number there.
    """
    which = WHICH.search(understanding.text)
    if which is None or understanding.kind not in _KINDS or not 1 < len(subjects) <= _MOST_SUBJECTS:
        return None
    if any(term.span.end <= which.start() for term in understanding.of_part(Part.ENTITY)):
        return None  # 大庙街道带动了哪些地方…
    rest = understanding.text[which.end() :]
    analysis = tools.searcher.analyser.analyse(understanding.text)
    said = [
        (
            term,
            _Said(
                term.text, tuple(word.of(analysis.text) for word in analysis.words_within(term.span)), weight
            ),
        )
        for term, weight in zip(understanding.terms, understanding.weights, strict=True)
        if term.span.start >= which.end() and term.text not in _SAYS_NOTHING
    ]
    terms: list[tuple[_Said, ...]] = []
    for last, (term, one) in zip((None, *(term for term, _ in said)), said, strict=False):
        if last is not None and understanding.text[last.span.end : term.span.start] in _OR:
            terms[-1] += (one,)
        else:
            terms.append((one,))
    if not terms or _ASKS_MORE.search(rest):
        return None
    found: dict[str, Cell | None] = {}
    for owner, articles in subjects.items():
        cell = _says(terms, understanding, articles, tools)
        if cell is not None:
            found[owner.name] = cell
    if not found:
        return None
    return replace(to_table(question, found, of=len(subjects)), answer="、".join(found))


def untold(understanding: Understanding, tools: Tools) -> tuple[str, ...]:
    """Return the indicators that a question asks whether subjects tell, where no document says a word of any: 哪些园区公布了就业率.

    None where it asks something else, or one of them is said.
    """
    which = WHICH.search(understanding.text)
    indicators = understanding.of_part(Part.INDICATOR)
    if which is None or not indicators or _TELLS.match(understanding.text, which.end()) is None:
        return ()
    if any(term.span.start < which.end() or tools.sources.is_said(term.text) for term in indicators):
        return ()
    return tuple(term.text for term in indicators)


def _says(
    terms: Sequence[Sequence[_Said]],
    asked: Understanding,
    articles: Collection[Place],
    tools: Tools,
) -> Cell | None:
    """Return the sentence of some articles that says the most of what is asked, if it says nearly all; of several the shortest."""
    documents = frozenset(document_id for document_id, _ in articles)
    hits = tools.searcher.search(asked.query, _PASSAGES, documents).hits
    own = [hit.passage.id for hit in hits if (hit.passage.document_id, hit.passage.article) in articles]
    sources = [source for one in own if (source := tools.sources.find(one)) is not None]
    rated = [
        (_share(terms, span.of(source.text), tools), source, span)
        for source in sources
        if source.passage.is_body
        for span in source.sentences
    ]
    most = max((share for share, _, _ in rated), default=0.0)
    if most < _LEAST:
        return None
    found = [_cell(source, span, share, terms, tools) for share, source, span in rated if share == most]
    return min(found, key=lambda cell: len(cell.value or cell.quote.text))


def _share(terms: Sequence[Sequence[_Said]], sentence: str, tools: Tools) -> float:
    """Return how much of what is asked a sentence says, by weight; of what is joined by 或 one is enough."""
    weights = [max(one.weight for one in alike) for alike in terms]
    total = sum(weights)
    said = sum(
        weight * max(one.strength(sentence, tools.matcher) for one in alike)
        for weight, alike in zip(weights, terms, strict=True)
    )
    return said / total if total else 0.0


def _cell(source: Source, span: Span, share: float, terms: Sequence[Sequence[_Said]], tools: Tools) -> Cell:
    """Return the cell of a sentence: what it says in its shortest clause that alone says all, else the sentence."""
    quote = Quote(source.passage, source.to_original(span))
    edges = [
        span.start,
        *(mark.end() + span.start for mark in _CLAUSE_ENDS.finditer(span.of(source.text))),
        span.end,
    ]
    clauses = [Span(start, end) for start, end in pairwise(edges) if start < end]
    said = min(
        (one for one in clauses if _share(terms, one.of(source.text), tools) >= _LEAST), key=len, default=span
    )
    text = source.to_original(said).of(source.passage.text).strip(_EDGES)
    document = tools.sources.document(source.passage.document_id)
    return Cell(quote, document, text if len(text) <= _LONGEST else None, None, round(share, 4))
