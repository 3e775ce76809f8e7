"""Drafts checked: for each sentence the places that could bear it, and the verdict."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import lru_cache

from answers.answerer import Answerer
from answers.checking.abreast import claims_by_row
from answers.checking.called import rows_of_others
from answers.checking.checked import Checked, Verdict
from answers.checking.claims import claims_of, leading, put_together
from answers.checking.comparing import Outcome, compare, is_borne
from answers.checking.draft import LONGEST_SENTENCE, Said, draft_of
from answers.checking.judging import LEAST_BORNE, judge, worth
from answers.checking.naming import whole_name
from answers.checking.passages import Told, told_by, windows
from answers.checking.reading import Reading
from answers.checking.standing import Standing
from answers.checking.tokens import PLACED, SAYING, Sort
from answers.checking.verbatim import find_verbatim
from answers.checking.where import Where
from answers.compose import numbered
from answers.context import Context
from answers.deadline import check_time
from answers.facts.names import PLACES
from answers.facts.owners import owner_of
from answers.reprints import counted
from answers.sources import Source
from answers.types import Citation, Quote
from retrieval.analysis import Analysis, Query, to_query
from retrieval.normalise import normalise
from retrieval.ranking import View
from retrieval.types import DocumentId, Span

_PASSAGES = 6  # that are looked at for a sentence
_MOST_OF_REGION = 20  # documents; a region of more is no help
_WINDOWS = 3  # places of these that are compared word by word
# Terms of a sentence that are searched, of about 25 words and 40 bigrams: with all of them the search takes twice as long.
_MOST_WORDS, _MOST_BIGRAMS = 14, 12
_LONGER = 0.03  # of its worth that a place loses for each sentence more
_FEWEST_PARTS = 2
_LEAST_OF_PART = 0.75  # a clause alone has few words, so more of them have to stand there
_KEPT = 4_096
_WHOLE_COUNTRY = re.compile("[全我]国")


class Checker:
    """Checks drafts against one library."""

    def __init__(self, answerer: Answerer) -> None:
        self._answerer = answerer
        self._sources = answerer.sources
        self._searcher = answerer.searcher
        self._analyse = answerer.searcher.analyser.analyse
        self._weigh = lru_cache(_KEPT)(self._weight)
        self._stands = Standing(answerer.matcher).stands
        self._readings = lru_cache(_KEPT)(self._reading)
        self._subject = lru_cache(_KEPT)(self._article_subject)

    def check(self, text: str) -> Iterator[Checked]:
        """Yield each sentence of a draft with its verdict, but for titles, which claim nothing; raises `DraftError` for what is no draft."""
        for line in draft_of(text).lines:
            subject = ""  # of the sentences before, in this line
            for said in line:
                check_time()
                checked, subject = self._check(said, subject)
                if checked is not None:
                    yield checked

    def _check(self, said: Said, before: str) -> tuple[Checked | None, str]:
        """Return a sentence with its verdict, None for a title, and whom it is about: `before` where it names nobody."""
        sentence = said.text
        if len(sentence) > LONGEST_SENTENCE:
            return Checked(sentence, Verdict.ABSENT), before
        draft = self._read(self._analyse(said.read))
        is_title = said.may_be_title and not draft.has_placed
        names = any(one.sort in (Sort.NAME, Sort.POST) for one in draft.tokens)
        if is_title and not names:
            return None, before
        alone = self._alone(sentence, draft)
        if is_title and alone.verdict is Verdict.ABSENT:
            return None, before
        named = next((one for one in leading(draft) if one.sort is Sort.NAME), None)
        if named is not None:
            return alone, whole_name(draft, named)
        if not before or not draft.has_placed or _WHOLE_COUNTRY.search(draft.text):
            return alone, before
        return self._of(before, sentence, alone), before

    def _of(self, subject: str, sentence: str, alone: Checked) -> Checked:
        """Return a sentence that names nobody as one about whom those before it name, where a source of theirs tells of it.

        `alone` is its verdict by itself, which holds where the source is theirs already, or tells nothing of it.
        """
        if self._is_about(subject, alone):
            return alone
        draft = self._read(self._analyse(subject + sentence))
        carried = self._alone(sentence, draft)
        is_lead = any(one.written and one.written in subject for one in carried.differences)
        if carried.verdict is Verdict.ABSENT and alone.verdict is Verdict.DIFFERS:
            return carried  # what another says otherwise is no difference
        if not self._is_about(subject, carried) or is_lead or carried.verdict is Verdict.ABSENT:
            return alone
        return carried

    def _is_about(self, subject: str, checked: Checked) -> bool:
        """Return whether the source of a sentence is an article about somebody, or names them."""
        for citation in checked.citations[:1]:
            source = self._sources.find(citation.quote.passage.id)
            if source is not None:
                return self._stands(subject, self._head(source)[0]) or self._stands(subject, source.text)
        return False

    def _alone(self, sentence: str, draft: Reading) -> Checked:
        """Return a sentence with its verdict; `draft` is how it reads, maybe with whom it is about before it."""
        sources = self._found(draft)
        for source in sources:
            span = find_verbatim(draft.text, source)
            if span is not None:
                return Checked(sentence, Verdict.VERBATIM, citations=self._cite(source, span))
        whole = self._clause_by_clause(sentence, draft, sources)
        if whole.verdict.vouches:
            return whole
        rows = [told.row for one in sources for told in self._readings(one) if told.row is not None]
        claims = claims_by_row(draft, rows) or claims_of(draft)
        return put_together(whole, [self._claim(sentence, one) for one in claims]) or whole

    def _claim(self, sentence: str, claim: str) -> Checked:
        """Return the verdict on one of a sentence's claims."""
        draft = self._read(self._analyse(claim))
        return self._clause_by_clause(sentence, draft, self._found(draft))

    def _clause_by_clause(self, sentence: str, draft: Reading, sources: Sequence[Source]) -> Checked:
        outcomes = self._outcomes(draft, sources)
        checked = self._judged(sentence, draft, outcomes)
        return self._in_parts(checked, draft, outcomes) or checked

    def _outcomes(self, draft: Reading, sources: Sequence[Source]) -> list[Outcome]:
        return [compare(draft, where, self._weigh, self._stands) for where in self._places(draft, sources)]

    def _in_parts(self, whole: Checked, draft: Reading, outcomes: Sequence[Outcome]) -> Checked | None:
        """Return a sentence as supported that is borne clause by clause, in two places; None where it is not.

        Two articles may bear it only where it names whom it is about, so that each has to tell of the same.
        """
        lead = leading(draft)
        clauses = _clauses_apart(whole, draft) if any(one.agreeing for one in outcomes) else ()
        citations: list[Citation] = []
        for said in clauses:
            where = self._bearing("".join(one.text for one in lead if one.text not in said) + said)
            if where is None:
                return None
            quote = Quote(where.source.passage, where.source.to_original(where.cited))
            numbered(citations, quote, self._sources.document(where.source.passage.document_id))
        articles = {(one.quote.passage.document_id, one.quote.passage.article) for one in citations}
        if not articles or (len(articles) > 1 and not any(one.sort is Sort.NAME for one in lead)):
            return None
        return Checked(whole.sentence, Verdict.SUPPORTED, citations=tuple(citations))

    def _bearing(self, said: str) -> Where | None:
        """Return the place that bears a clause, None where none does."""
        part = self._read(self._analyse(said))
        borne = [
            one
            for one in self._outcomes(part, self._found(part))
            if one.coverage >= _LEAST_OF_PART and is_borne(one, part, LEAST_BORNE)
        ]
        return max(borne, key=worth).where if borne else None

    def _found(self, draft: Reading) -> list[Source]:
        """Return the passages that could bear a sentence, the likeliest first; those of a region that it names among them."""
        query = self._query(draft)
        hits = list(self._searcher.search(query, _PASSAGES).hits)
        names = (token.text for token in draft.tokens if token.sort is Sort.NAME)
        within = frozenset(one for name in names for one in self._sources.about(name, _MOST_OF_REGION))
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
        found = judge(sentence, draft, outcomes)
        cited = self._cite(found.where.source, found.where.cited) if found.where is not None else ()
        return Checked(sentence, found.verdict, found.differences, cited, found.missing, found.dropped)

    def _places(self, draft: Reading, sources: Sequence[Source]) -> list[Where]:
        """Return the places that hold most of a sentence's words, the best first."""
        saying = [token for token in draft.tokens if token.sort in SAYING or token.sort in PLACED]
        weights = [(token.known_by, self._weigh(token.text)) for token in saying]
        placed = {token.known_by for token in saying if token.sort in (*PLACED, Sort.NAME)}
        found: list[tuple[float, int, Where]] = []
        rows = [(one.reading, one.row) for source in sources for one in self._readings(source) if one.row]
        others = rows_of_others(draft, rows, self._weigh, self._stands)
        for source in sources:
            heading, owner, speaker = self._head(source)
            posted = self._posted(source)
            above = {text for text, _ in weights if text in heading}
            for reading, spans, row in self._readings(source):
                held = [
                    {text for text, _ in weights if self._stands(text, one.of(reading.text))} for one in spans
                ]
                for first, last in windows(held, above, placed):
                    together = above.union(*held[first : last + 1])
                    said = sum(weight for text, weight in weights if text in together)
                    window = Span(spans[first].start, spans[last].end)
                    where = Where(
                        source,
                        reading,
                        window,
                        heading,
                        owner,
                        speaker,
                        posted,
                        row,
                        is_anothers=row in others,
                    )
                    found.append((said * (1 - _LONGER * (last - first)), -len(found), where))
        best = [where for _, _, where in sorted(found, key=lambda one: one[:2], reverse=True)]
        return _with_its_own(best, {token.text for token in saying if token.sort is Sort.NAME})

    def _head(self, source: Source) -> tuple[str, str, str]:
        """Return what stands above a passage and whom its article is about, that alone, and who speaks in its document; normalised."""
        title, name, region, speaker = self._subject(source.passage.document_id, source.context)
        return "\n".join((source.heading, title, name, region, speaker)), name, speaker

    def _posted(self, source: Source) -> tuple[Span, ...]:
        """Return where a document says when it was put on line, for a passage of its head; nothing for any other."""
        if source.passage.is_body:
            return ()
        posted = self._sources.document(source.passage.document_id).head.posted
        return posted.spans if posted is not None else ()

    def _article_subject(self, document_id: DocumentId, context: Context) -> tuple[str, str, str, str]:
        """Return the title of a document, whom an article of it is about, its region, and who speaks; normalised."""
        document = self._sources.document(document_id)
        speaker = normalise(document.head.speaker.text).text if document.head.speaker is not None else ""
        owner = owner_of(context.heading, context.text)
        name = owner.name if self._is_named(owner.name, context.heading) else ""
        return normalise(document.title).text, name, owner.region, speaker

    def _is_named(self, name: str, heading: str) -> bool:
        """Return whether a title names a place with whole words: 延长春节假期 is not about 长春."""
        if name not in PLACES or name not in heading:
            return True
        return any(word.startswith(name) for word in self._analyse(heading).pieces)

    def _reading(self, source: Source) -> tuple[Told, ...]:
        return told_by(source, self._read(source.analysis), lambda text: self._read(self._analyse(text)))

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


def _with_its_own(places: Sequence[Where], names: Collection[str]) -> list[Where]:
    """Return the best places, in place of the last of them the best that is told of one of some names where none is."""
    best = list(places[:_WINDOWS])
    of_names = (one for one in places if any(name in one.heading for name in names))
    own = next(of_names, None)
    return [*best[: _WINDOWS - 1], own] if own is not None and own not in best else best


def _clauses_apart(whole: Checked, draft: Reading) -> tuple[str, ...]:
    """Return the clauses with figures of a sentence of which the nearest place lacks some and has the others; none for any other."""
    clauses = [one for one in draft.clauses if any(t.sort is Sort.FIGURE for t in draft.within(one))]
    if whole.verdict.vouches or not whole.missing or len(clauses) < _FEWEST_PARTS:
        return ()
    counted = [one.of(draft.text) for one in clauses]
    if not all(any(one in text for text in counted) for one in whole.missing):
        return ()  # what is missing stands in a clause that nothing would bear
    said = [one.of(draft.text) for one in draft.clauses]
    lacking = [text for text in said if any(one in text for one in whole.missing)]
    is_apart = all(any(one.written and one.written in text for text in lacking) for one in whole.differences)
    return tuple(counted) if is_apart else ()
