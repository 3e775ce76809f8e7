"""Drafts checked: for each sentence the places that could bear it, and the verdict."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from answers.answerer import Answerer
from answers.checking.checked import Checked, Difference, Verdict
from answers.checking.comparing import Outcome, compare, is_borne
from answers.checking.draft import LONGEST_SENTENCE, draft_of
from answers.checking.reading import PLACED, SAYING, Reading, Sort
from answers.checking.standing import Standing
from answers.checking.verbatim import find_verbatim
from answers.checking.where import Where
from answers.compose import numbered
from answers.deadline import check_time
from answers.facts.owners import owner_of
from answers.reprints import counted
from answers.sources import Source
from answers.types import Citation, Quote
from retrieval.analysis import Analysis, Query, to_query
from retrieval.normalise import normalise
from retrieval.ranking import View
from retrieval.types import Span

_PASSAGES = 6  # that are looked at for a sentence
_MOST_OF_REGION = 20  # documents; a region of more is no help
_WINDOWS = 3  # places of these that are compared word by word
# Terms of a sentence that are searched, of about 25 words and 40 bigrams: with all of them the search takes twice as long.
_MOST_WORDS, _MOST_BIGRAMS = 14, 12
_MOST_SENTENCES = 3  # of a place
_LEAST_BORNE = (
    0.6  # share of the words of a sentence, by weight, that have to stand in the place that bears it
)
_MUCH_BETTER = (
    0.15  # what holds so much less of a sentence than another place bears nothing: that one is meant
)
_LEAST_NEAR = 0.5  # and in the one from which it differs
_AGREES, _DIFFERS, _MISSING, _ANOTHER, _LONGER = 0.15, 0.1, 0.12, 0.15, 0.03
_FEWEST_PARTS = 2
_LEAST_OF_PART = 0.75  # a clause alone has few words, so more of them have to stand there
_KEPT = 4_096
_AS_OF = re.compile(r"(?:截至|截止到?|截止至)[^,;:。]{2,12}")


class Checker:
    """Checks drafts against one library."""

    def __init__(self, answerer: Answerer) -> None:
        self._answerer = answerer
        self._sources = answerer.sources
        self._searcher = answerer.searcher
        self._weigh = lru_cache(_KEPT)(self._weight)
        self._stands = Standing(answerer.matcher).stands
        self._readings = lru_cache(_KEPT)(self._reading)

    def check(self, text: str) -> Iterator[Checked]:
        """Yield each sentence of a draft with its verdict; raises `DraftError` for what is no draft."""
        for sentence in draft_of(text).sentences:
            check_time()
            yield self._check(sentence)

    def _check(self, sentence: str) -> Checked:
        if len(sentence) > LONGEST_SENTENCE:
            return Checked(sentence, Verdict.ABSENT)
        analysis = self._searcher.analyser.analyse(sentence)
        draft = self._read(analysis)
        sources = self._found(draft)
        for source in sources:
            span = find_verbatim(draft.text, source)
            if span is not None:
                return Checked(sentence, Verdict.VERBATIM, citations=self._cite(source, span))
        outcomes = self._outcomes(draft, sources)
        checked = self._judged(sentence, draft, outcomes)
        return self._in_parts(checked, draft, outcomes) or checked

    def _outcomes(self, draft: Reading, sources: Sequence[Source]) -> list[Outcome]:
        return [compare(draft, where, self._weigh, self._stands) for where in self._places(draft, sources)]

    def _in_parts(self, whole: Checked, draft: Reading, outcomes: Sequence[Outcome]) -> Checked | None:
        """Return a sentence as supported that is borne clause by clause by one article; None where it is not.

        Only where nothing differs, and the nearest place lacks what another clause tells: two figures of two paragraphs.
        """
        clauses = [one for one in draft.clauses if any(t.sort is Sort.FIGURE for t in draft.within(one))]
        if whole.verdict is not Verdict.ABSENT or not whole.missing or len(clauses) < _FEWEST_PARTS:
            return None
        if not any(one.agreeing and not one.others for one in outcomes):
            return None
        lead = [t.text for t in draft.within(clauses[0]) if t.sort in (Sort.NAME, Sort.PERIOD)]
        citations: list[Citation] = []
        for clause in clauses:
            said = clause.of(draft.text)
            part = self._read(
                self._searcher.analyser.analyse("".join(t for t in lead if t not in said) + said)
            )
            borne = [
                one
                for one in self._outcomes(part, self._found(part))
                if one.coverage >= _LEAST_OF_PART and is_borne(one, part, _LEAST_BORNE)
            ]
            if not borne:
                return None
            where = max(borne, key=_worth).where
            quote = Quote(where.source.passage, where.source.to_original(where.window))
            numbered(citations, quote, self._sources.document(where.source.passage.document_id))
        articles = {(one.quote.passage.document_id, one.quote.passage.article) for one in citations}
        if len(articles) > 1:
            return None
        return Checked(whole.sentence, Verdict.SUPPORTED, citations=tuple(citations))

    def _found(self, draft: Reading) -> list[Source]:
        """Return the passages that could bear a sentence, the likeliest first; those of a region that it names among them."""
        query = self._query(draft)
        hits = list(self._searcher.search(query, _PASSAGES).hits)
        named = [
            one
            for token in draft.tokens
            if token.sort is Sort.NAME
            for one in self._sources.of_region(token.text)
        ]
        within = frozenset(named)
        if 0 < len(within) <= _MOST_OF_REGION:
            hits += self._searcher.search(query, _PASSAGES, within).hits
        ids = dict.fromkeys(hit.passage.id for hit in hits)
        return [source for one in ids if (source := self._sources.find(one)) is not None]

    def _query(self, draft: Reading) -> Query:
        """Return the rarest words and bigrams of a sentence; the common ones cost as much to look up, and tell little."""
        self._searcher.look_up(draft.analysis)
        whole = to_query(draft.analysis)
        words = _rarest(whole.words, self._weigh, _MOST_WORDS)
        bigrams = _rarest(whole.bigrams, lambda pair: self._searcher.idf(pair, View.BIGRAMS), _MOST_BIGRAMS)
        return Query(words, bigrams, (), (), tuple(run for run in whole.runs if len(run) > 1))

    def _judged(self, sentence: str, draft: Reading, outcomes: Sequence[Outcome]) -> Checked:
        borne = [one for one in outcomes if is_borne(one, draft, _LEAST_BORNE)]
        best = max(borne or outcomes, key=_worth, default=None)
        meant = max(filter(_is_near, outcomes), key=_worth, default=None)
        if best is not None and borne and meant is not None and meant.coverage > best.coverage + _MUCH_BETTER:
            best, borne = meant, []
        if best is None:
            return Checked(sentence, Verdict.ABSENT)
        cited = self._cite(best.where.source, best.where.window)
        if borne:
            return Checked(sentence, Verdict.SUPPORTED, citations=cited, dropped=_dropped(draft, best.where))
        is_another_fact = (
            best.is_of_another and not best.agreeing and any(t.sort in PLACED for t in draft.tokens)
        )
        if best.others and best.coverage >= _LEAST_NEAR and not is_another_fact:
            differences = tuple(
                Difference(
                    _as_written(one.written, sentence),
                    _as_written(one.source, best.where.source.passage.text),
                    1,
                )
                for one in best.others
            )
            return Checked(sentence, Verdict.DIFFERS, differences, cited, best.missing)
        missing = (*best.missing, *(one.written for one in best.others)) if is_another_fact else best.missing
        return Checked(sentence, Verdict.ABSENT, citations=cited, missing=missing)

    def _places(self, draft: Reading, sources: Sequence[Source]) -> list[Where]:
        """Return the places that hold most of a sentence's words, the best first."""
        saying = [token for token in draft.tokens if token.sort in SAYING or token.sort in PLACED]
        weights = [(token.text, self._weigh(token.text)) for token in saying]
        placed = {token.text for token in saying if token.sort in (*PLACED, Sort.NAME)}
        found: list[tuple[float, int, Where]] = []
        for source in sources:
            heading, said = self._head(source)
            reading = self._readings(source)
            spans = reading.statements
            held = [
                {text for text, _ in weights if self._stands(text, span.of(reading.text))} for span in spans
            ]
            above = {text for text, _ in weights if text in heading}
            for first in range(len(spans)):
                together = set(above)
                for last in range(first, min(first + _MOST_SENTENCES, len(spans))):
                    if last > first and not (
                        (held[last] - together) & placed and (held[first] - held[last]) & placed
                    ):
                        break
                    together |= held[last]
                    worth = sum(weight for text, weight in weights if text in together) * (
                        1 - _LONGER * (last - first)
                    )
                    where = Where(source, reading, Span(spans[first].start, spans[last].end), heading, said)
                    found.append((worth, -len(found), where))
        return [where for _, _, where in sorted(found, key=lambda one: one[:2], reverse=True)[:_WINDOWS]]

    def _head(self, source: Source) -> tuple[str, str]:
        """Return what stands above a passage and whom its article is about, and who speaks in its document; normalised."""
        document = self._sources.document(source.passage.document_id)
        speaker = normalise(document.head.speaker.text).text if document.head.speaker is not None else ""
        owner = owner_of(source.context.heading, source.context.text)
        title = normalise(document.title).text
        return "\n".join((source.heading, title, owner.name, owner.region, speaker)), speaker

    def _reading(self, source: Source) -> Reading:
        return self._read(source.analysis)

    def _read(self, analysis: Analysis) -> Reading:
        segmenter = self._searcher.analyser.segmenter
        return Reading(analysis, segmenter.tag, segmenter.is_word)

    def _weight(self, text: str) -> float:
        return self._searcher.idf(text, View.WORDS)

    def _cite(self, source: Source, span: Span) -> tuple[Citation, ...]:
        quote = Quote(source.passage, source.to_original(span))
        cited = Citation(1, quote, self._sources.document(source.passage.document_id))
        return (counted(cited, self._sources),)


def _rarest(terms: Sequence[str], weigh: Callable[[str], float], limit: int) -> tuple[str, ...]:
    """Return the terms that weigh most, each once, in their own order."""
    kept = sorted(dict.fromkeys(terms), key=lambda term: (-weigh(term), term))[:limit]
    return tuple(term for term in dict.fromkeys(terms) if term in kept)


def _is_near(one: Outcome) -> bool:
    """Return whether a place tells of what a sentence does, and otherwise."""
    return bool(one.others) and not one.missing and not one.is_of_another


def _worth(one: Outcome) -> float:
    return (
        one.coverage
        + _AGREES * one.agreeing
        - _DIFFERS * len(one.others)
        - _MISSING * len(one.missing)
        - _ANOTHER * one.is_of_another
        - _LONGER * len(one.where.reading.within(one.where.window)) / 100
    )


def _dropped(draft: Reading, where: Where) -> str:
    """Return the time up to which a source tells, where a sentence that it bears leaves the time out; empty for none."""
    if any(token.sort in (Sort.DAY, Sort.PERIOD) for token in draft.tokens):
        return ""
    match = _AS_OF.search(where.text)
    return match.group() if match and match.group() not in draft.text else ""


def _as_written(piece: str, text: str) -> str:
    return normalise(text).as_written(piece)
