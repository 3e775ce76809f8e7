"""What a pile says of each of its subjects, indicator by indicator: figures, plans, words alone, or nothing."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from answers.facts.fact import Fact, Status
from answers.facts.keys import IndicatorKey, indicator_key, names_of
from answers.facts.owners import owner_of
from answers.facts.selecting import each_once, stored_facts
from answers.lexicon import Lexicon
from answers.misprints import find_misprints, may_have_misprints
from answers.reprints import texts_among
from answers.sources import Sources
from answers.vocabulary import any_of, vocabulary
from retrieval.library import Library
from retrieval.types import Document, Passage

_INDICATORS = 8  # columns, where none are named: what a terminal of a hundred columns holds
_FEWEST_SUBJECTS = 2  # that say an indicator, for it to be missed elsewhere
_SHORTEST, _LONGEST = 2, 8  # code points of the name of a column that nobody asked for
MOST_SPOTS = 100  # places that are looked for; more are not read
_UP_TO_NOW = re.compile(any_of(vocabulary("up-to-now")))
_WORD = 2  # code points of most words
_PLANNED = (Status.TARGET, Status.EXPECTED)


class State(StrEnum):
    """What is said of an indicator of a subject: a figure, one that is planned, the name alone, nothing."""

    VALUE = "value"
    PLANNED = "planned"
    WORDS = "words"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Cell:
    """An indicator of a subject; `facts` are its figures, `documents` how many texts say one, reprints of one counted once."""

    subject: str
    indicator: str
    state: State
    facts: tuple[Fact, ...]
    documents: int

    @property
    def is_single(self) -> bool:
        """Whether one text alone says its figures."""
        return bool(self.facts) and self.documents == 1

    @property
    def undated(self) -> int:
        """Return how many of its figures are told of no time."""
        return sum(not fact.period for fact in self.facts)


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that wants a look, with what stands there as printed."""

    passage: Passage
    text: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """The cells, row by row; how many articles were looked at, and how many documents of how many say no day of their own.

    `floating` are places of such documents that tell of a time by their own day (截至目前), `misprints` such as look like it; both in
    order of source, some of them where they are many.
    """

    subjects: tuple[str, ...]
    indicators: tuple[str, ...]
    cells: tuple[Cell, ...]
    articles: int
    documents: int
    undated_documents: int
    floating: tuple[Spot, ...] = ()
    misprints: tuple[Spot, ...] = ()

    def row(self, subject: str) -> tuple[Cell, ...]:
        """Return the cells of a subject, in the order of the indicators."""
        return tuple(cell for cell in self.cells if cell.subject == subject)


def coverage_of(
    library: Library, sources: Sources, lexicon: Lexicon, asked: Sequence[str] = ()
) -> Coverage | None:
    """Return what the pile says of some indicators of each subject, else of those that most subjects say; None for no subjects."""
    texts = _articles(sources)
    owners = {place: owner for place, (owner, _) in texts.items() if owner}
    facts: dict[str, list[Fact]] = {owner: [] for owner in owners.values()}
    for fact in each_once(stored_facts(library, sources), sources):
        owner = owners.get((fact.passage.document_id, fact.passage.article))
        if owner is not None:
            facts[owner].append(fact)
    said = {
        owner: "\n".join(text for place, (_, text) in texts.items() if owners.get(place) == owner)
        for owner in facts
    }
    names = tuple(dict.fromkeys(asked)) or _most_said(facts, lexicon)
    if not facts or not names:
        return None
    cells = tuple(
        _cell(owner, name, own, said[owner], lexicon, sources)
        for owner, own in facts.items()
        for name in names
    )
    documents = library.documents()
    return Coverage(
        tuple(facts),
        names,
        cells,
        len(texts),
        len(documents),
        sum(one.published is None for one in documents),
        tuple(islice(_floating(documents, sources), MOST_SPOTS)),
        tuple(islice(_misprints(documents, sources), MOST_SPOTS)),
    )


def _floating(documents: Sequence[Document], sources: Sources) -> Iterator[Spot]:
    """Yield where documents without a day say up to when by their own."""
    for document in documents:
        if document.published is None:
            for passage in sources.passages(document.id):
                yield from (Spot(passage, match.group()) for match in _UP_TO_NOW.finditer(passage.text))


def _misprints(documents: Sequence[Document], sources: Sources) -> Iterator[Spot]:
    for document in documents:
        for passage in sources.passages(document.id):
            source = sources.find(passage.id) if may_have_misprints(passage.text) else None
            if source is not None:
                spans = sorted(find_misprints(source))
                yield from (Spot(passage, source.to_original(one).of(passage.text)) for one in spans)


def _articles(sources: Sources) -> dict[tuple[str, int], tuple[str, str]]:
    """Return whom each article is about, empty where that is not known, and its text; in order of source."""
    found: dict[tuple[str, int], tuple[str, str]] = {}
    for document_id in sources.names():
        for passage in sources.passages(document_id):
            place = (document_id, passage.article)
            if place not in found and (source := sources.find(passage.id)) is not None:
                context = source.context
                found[place] = owner_of(context.heading, context.text).name, context.text
    return found


def _most_said(facts: Mapping[str, Sequence[Fact]], lexicon: Lexicon) -> tuple[str, ...]:
    """Return the indicators that most subjects say a figure of, as they are said most often."""
    subjects: dict[str, set[str]] = defaultdict(set)
    spoken: dict[str, Counter[str]] = defaultdict(Counter)
    for owner, own in facts.items():
        for fact in own:
            key = indicator_key(fact.indicator, lexicon)
            if fact.status is Status.ACTUAL and not key.variants and _SHORTEST <= len(key.name) <= _LONGEST:
                subjects[key.name].add(owner)
                spoken[key.name][fact.indicator] += 1
    order = sorted(subjects, key=lambda name: (-len(subjects[name]), -spoken[name].total(), name))
    return tuple(
        min(spoken[name], key=lambda said: (-spoken[name][said], said))
        for name in order
        if len(subjects[name]) >= _FEWEST_SUBJECTS
    )[:_INDICATORS]


def _cell(
    owner: str, indicator: str, facts: Sequence[Fact], text: str, lexicon: Lexicon, sources: Sources
) -> Cell:
    asked = indicator_key(indicator, lexicon)
    own = [fact for fact in facts if _is_of(indicator_key(fact.indicator, lexicon), asked)]
    actual = [fact for fact in own if fact.status is Status.ACTUAL]
    planned = [fact for fact in own if fact.status in _PLANNED]
    if actual:
        state = State.VALUE
    elif planned:
        state = State.PLANNED
    elif any(name in text for name in names_of(asked, lexicon)) or any(
        _has_both_words(asked.name, sentence) for sentence in text.split("\u3002")
    ):
        state = State.WORDS
    else:
        state = State.MISSING
    shown = tuple(actual or planned)
    places = ((fact.passage.document_id, fact.passage.article) for fact in shown)
    return Cell(owner, indicator, state, shown, texts_among(places, sources))


def _is_of(told: IndicatorKey, asked: IndicatorKey) -> bool:
    return told.holds(asked) or (told.variants == asked.variants and _has_both_words(asked.name, told.name))


def _has_both_words(name: str, text: str) -> bool:
    """Return whether a text holds both words of a name of two, in whatever order: 签约项目 in 项目签约."""
    half = len(name) // 2
    return len(name) == 2 * _WORD and name[:half] in text and name[half:] in text
