"""What the documents hold for a question: sentences with their evidence, and the spans in them that may answer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

import numpy as np

from answers.candidates import Candidate, across, bare, candidates, sound
from answers.contradicting import tell, ways_contradicted
from answers.evidence import Evidence, Weigher
from answers.features import Draft, Weighed, describe, describe_sentences
from answers.leaning import leaning
from answers.looking import Lookout
from answers.matching import SAME, Matcher
from answers.probability import Floats
from answers.questions.english import is_english
from answers.questions.understanding import Understanding
from answers.ranking import RankedSentence, rank
from answers.reading import Likely, ModelReader
from answers.referents import Referents, passages_before
from answers.scorer import NEVER, Choice, Gathering, Scorer, Setting, Thresholds, in_order, load
from answers.sources import Source, Sources
from answers.types import Kind, Turn
from retrieval.search import Found, Searcher
from retrieval.types import DocumentId, Hit

if TYPE_CHECKING:
    from answers.model import Weights

_SENTENCES = 12
_CANDIDATES_A_SENTENCE = 3

# Below these a sentence does not bear a question out by the rules; measured on tests/gold. They decide no more: the
# scorer is told.
_LEAST_COVERAGE = 0.5
_LEAST_PREDICATE = 0.25
# Why and how are asked in the asker's words, and answered by a whole sentence that can be judged by reading it.
_LEAST = {
    Kind.REASON: (0.42, 0.12),
    Kind.HOW: (0.42, 0.12),
    Kind.YES_NO: (0.42, 0.12),
    Kind.QUOTE: (0.42, 0.12),
    Kind.DEFINITION: (0.42, 0.12),
    Kind.OTHER: (0.42, 0.12),
    Kind.LIST: (0.47, _LEAST_PREDICATE),
}
# What evidence and the model's probability are worth beside a sentence's score.
_COVERAGE_WEIGHT = 1.5
_SENTENCE_LIKELY_WEIGHT = 0.8
# Added to the log probability of a candidate for each way in which its clause contradicts the question.
_CONTRADICTED = -2.5


@dataclass(frozen=True, slots=True)
class Option:
    """A candidate with the evidence of its sentence, and its probability among the candidates of its question."""

    candidate: Candidate
    evidence: Evidence
    probability: float


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything that a reply is decided from: sentences and candidates best first.

    `unsaid` is the share of the question, by weight, that no document says. `confidence` is the probability that the
    first option is right, `holds` that the best sentences hold the answer; 0 where there are none. `is_contradicted`
    where the clause of the first option says other than what is asked: a target for what was done. `is_denied` where it denies what is asked. `is_of_another`
    where it is told of another place, work or post.
    """

    hits: tuple[Hit, ...]
    nearness: float
    unsaid: float = 0.0
    weighed: tuple[Weighed, ...] = ()
    options: tuple[Option, ...] = ()
    confidence: float = 0.0
    holds: float = 0.0
    thresholds: Thresholds = NEVER
    is_contradicted: bool = False
    is_denied: bool = False
    is_of_another: bool = False


@dataclass(frozen=True)
class Gathered:
    """What a question's passages hold, before it is compared: sentences and candidates with their features."""

    hits: tuple[Hit, ...]
    weighed: tuple[Weighed, ...]
    drafts: tuple[Draft, ...]
    features: Gathering


class Finder:
    """Finds what one library holds for a question.

    `weights` are those that its model reads with, where not those that come with the program.
    """

    def __init__(
        self,
        searcher: Searcher,
        sources: Sources,
        bigram_weight: Callable[[str], float],
        weights: Weights | None = None,
    ) -> None:
        self._searcher = searcher
        self._sources = sources
        self._bigram_weight = bigram_weight
        self._lookout = Lookout(searcher, sources)
        self.model = ModelReader(searcher, weights)

    @cached_property
    def _scorer(self) -> Scorer:
        return load()

    def find(
        self,
        question: Understanding,
        matcher: Matcher,
        beside: Turn | None = None,
        within: Collection[DocumentId] | None = None,
        own: Found | None = None,
        among: Found | None = None,
    ) -> Findings:
        """Return what the library holds for a question; empty findings for an empty library.

        `beside` is the turn that the question leans on: what stands in its passage, and in the sentence of its
        answer, is likelier meant. `within` are the documents that alone are looked at, where the question says so.
        `own` is what `search` found for it, where that was asked before; `among` what alone is looked at, whatever found it.
        """
        if not question.terms:
            return Findings((), 0.0)  # “”是谁 names nothing that could be borne out
        gathered = self.gather(question, matcher, within, own, among)
        if not gathered.weighed:
            return Findings(gathered.hits, 0.0)
        drafted = [draft.candidate for draft in gathered.drafts]
        told = [draft.told for draft in gathered.drafts]
        against = np.array(ways_contradicted(question, drafted, told), dtype=np.float64)
        bonus: Floats = _CONTRADICTED * against
        if beside is not None:
            bonus = bonus + np.array([leaning(candidate, beside) for candidate in drafted])
        choice = self._scorer.choose(gathered.features, bonus)
        return replace(
            _ordered(gathered, choice),
            thresholds=self._scorer.thresholds,
            is_contradicted=choice.best >= 0 and bool(against[choice.best]),
            is_denied=choice.best >= 0 and told[choice.best].is_denied,
            is_of_another=choice.best >= 0 and told[choice.best].is_of_another,
        )

    def search(self, question: Understanding, within: Collection[DocumentId] | None) -> Found:
        """Return what is found in a question's own words alone, in all documents or in some."""
        return self._lookout.search(question, within)

    def gather(
        self,
        question: Understanding,
        matcher: Matcher,
        within: Collection[DocumentId] | None = None,
        own: Found | None = None,
        among: Found | None = None,
    ) -> Gathered:
        """Return the sentences and candidates of the best passages, with their features."""
        found, pairs = self.look(question, within, own, among)
        likely = self.model.read(question, pairs)
        weighed = self._weigh(question, pairs, matcher, likely)
        found_in = [
            (candidate, place)
            for place, one in enumerate(weighed)
            for candidate in self._candidates(question, one.sentence, matcher, likely)
        ]
        told = [
            own.of_another() if weighed[place].evidence.is_of_another else own
            for own, (_, place) in zip(
                tell(question, [one for one, _ in found_in], [one.sentence.source for one in weighed]),
                found_in,
                strict=True,
            )
        ]
        drafts = tuple(Draft(*draft, own) for draft, own in zip(found_in, told, strict=True))
        sentences = describe_sentences(question, weighed, likely)
        features = Gathering(
            describe(question, drafts, weighed, sentences, likely, matcher),
            sentences,
            np.array([draft.place for draft in drafts], dtype=np.intp),
            tuple(draft.candidate.text for draft in drafts),
            self._setting(question, found, weighed, pairs, matcher, likely.by_net),
        )
        return Gathered(found.hits, weighed, drafts, features)

    def look(
        self,
        question: Understanding,
        within: Collection[DocumentId] | None = None,
        own: Found | None = None,
        among: Found | None = None,
    ) -> tuple[Found, list[tuple[Source, float]]]:
        """Return what the search finds for a question, and the sources of it with their scores."""
        found = self._lookout.look(question, within, own) if among is None else among
        pairs = [(source, hit.score) for hit in found.hits if (source := self._sources.find(hit.passage.id))]
        return found, pairs

    def _weigh(
        self,
        question: Understanding,
        pairs: Sequence[tuple[Source, float]],
        matcher: Matcher,
        likely: Likely,
    ) -> tuple[Weighed, ...]:
        """Return the best sentences by rank, and those that the model read, with their evidence."""
        tag = self._searcher.analyser.segmenter.tag
        sources = [source for source, _ in pairs]
        referents = Referents(question, matcher, sources, tag, partial(passages_before, self._sources))
        weigher = Weigher(question, matcher, sources, tag, referents.of)
        best = max((score for _, score in pairs), default=1.0) or 1.0
        passages = {source.passage.id: (place, score / best) for place, (source, score) in enumerate(pairs)}
        weighed = []
        for at, sentence in enumerate(rank(question, pairs, matcher, self._bigram_weight)):
            place = (sentence.source.passage.id, sentence.span)
            if at >= _SENTENCES and place not in likely.spans_of:
                continue
            evidence = weigher.weigh(sentence.source, sentence.span)
            worth = sentence.score + _COVERAGE_WEIGHT * evidence.coverage
            worth += _SENTENCE_LIKELY_WEIGHT * likely.sentences.get(place, 0.0)
            weighed.append(
                Weighed(sentence, evidence, worth, _is_enough(question.kind, evidence), *passages[place[0]])
            )
        return tuple(weighed)

    def _candidates(
        self, question: Understanding, sentence: RankedSentence, matcher: Matcher, likely: Likely
    ) -> list[Candidate]:
        """Return the rules' candidates in a sentence, and the model's."""
        made = candidates(question, sentence, matcher)[:_CANDIDATES_A_SENTENCE]
        listed = across(question, sentence, self._sources)
        if listed is not None:
            made.append(listed)
        if made and is_english(question.text):
            return made  # the model was fitted on Chinese
        own = {candidate.span for candidate in made}
        place = (sentence.source.passage.id, sentence.span)
        spans = dict.fromkeys(bare(sentence.source, span) for span, _ in likely.spans_of.get(place, ()))
        made += [Candidate(sentence, span, 0.0) for span in spans if span not in own]
        return sound(made)

    def _setting(
        self,
        question: Understanding,
        found: Found,
        weighed: Sequence[Weighed],
        pairs: Sequence[tuple[Source, float]],
        matcher: Matcher,
        by_net: float,
    ) -> Setting:
        total = sum(question.weights) or 1.0
        texts = [f"{source.text}\n{source.heading}" for source, _ in pairs]
        weights = list(zip(question.terms, question.weights, strict=True))
        unread = sum(
            weight
            for term, weight in weights
            if not any(matcher.strength(term.text, text) >= SAME for text in texts)
        )
        unsaid = sum(weight for term, weight in weights if not self._sources.is_said(term.text))
        return Setting(
            question.kind,
            max((one.evidence.coverage for one in weighed), default=0.0),
            max((one.evidence.predicate for one in weighed), default=0.0),
            unread / total,
            unsaid / total,
            found.nearness,
            any(one.is_enough for one in weighed),
            len(question.terms),
            by_net,
        )


def _ordered(gathered: Gathered, choice: Choice) -> Findings:
    """Return what was gathered, best first, ties by place."""
    options = sorted(
        range(len(gathered.drafts)),
        key=lambda place: (place != choice.best, -round(float(choice.candidates[place]), 9), place),
    )
    drafts, weighed = gathered.drafts, gathered.weighed
    return Findings(
        gathered.hits,
        gathered.features.setting.nearness,
        gathered.features.setting.unsaid,
        tuple(weighed[place] for place in in_order(choice.sentences)),
        tuple(
            Option(drafts[at].candidate, weighed[drafts[at].place].evidence, float(choice.candidates[at]))
            for at in options
        ),
        choice.confidence,
        choice.holds,
    )


def _is_enough(kind: Kind, evidence: Evidence) -> bool:
    """Return whether a sentence bears out a question of a kind, by the rules."""
    coverage, predicate = _LEAST.get(kind, (_LEAST_COVERAGE, _LEAST_PREDICATE))
    return evidence.is_complete and evidence.coverage >= coverage and evidence.predicate >= predicate
