"""What the documents hold for a question: sentences with their evidence, and the spans in them that may answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from answers.candidates import Candidate, across, admits, candidates
from answers.evidence import IN_HEADING, Evidence, weigh_evidence
from answers.matching import Matcher
from answers.questions.kinds import question_phrases
from answers.questions.parts import Part
from answers.questions.understanding import Understanding
from answers.ranking import RankedSentence, rank
from answers.reading import Likely, ModelReader
from answers.sources import Source, Sources
from answers.types import Kind, Turn
from retrieval.normalise import normalise
from retrieval.search import Found, Searcher
from retrieval.types import Hit, Span

_PASSAGES = 10
_SENTENCES = 12
_CANDIDATES_A_SENTENCE = 3
_LIKELY_SENTENCES = 3
# A span of the model's own is offered from these probabilities on; figures and dates are left to the rules.
_LEAST_LIKELY = {Kind.NUMBER: 0.5, Kind.DATE: 0.5, Kind.PERSON: 0.3, Kind.LIST: 0.3}
_LEAST_LIKELY_ELSE = 0.15
_LEAST_LIKELY_UNASKED = 0.5  # 江阴 告知书 names a subject and asks for no span of it
_SAME_BUT_FOR = 4  # code points: a hedge, a unit, a mark of quotation

# Below these the documents do not speak of what is asked; measured on tests/gold.
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
_LEAST_NEARNESS = 0.12
# Between that and this, only a sentence that says nearly everything counts (AUC of nearness alone .995).
_NEAR = 0.34
_COVERS_WHAT_IS_FAR = 0.7
# What evidence and a candidate's own score are worth beside its sentence's score; the same.
_COVERAGE_WEIGHT = 1.5
_SPAN_WEIGHT = 0.5
# What the model's probabilities are worth beside them.
_SENTENCE_LIKELY_WEIGHT = 0.8
_SPAN_LIKELY_WEIGHT = 0.6
# Below these a candidate is worse than its whole sentence.
_LEAST_SCORE = {
    Kind.NUMBER: 0.2,
    Kind.LIST: 0.3,
    Kind.HOW: 0.4,
    Kind.PLACE: 0.15,
    Kind.ORGANISATION: 0.15,
    Kind.YES_NO: 0.2,
}
# From these on the rules' best candidate needs no second opinion; figures, dates and people are theirs.
_ENOUGH = {Kind.NUMBER: 0.01, Kind.DATE: 0.01, Kind.PERSON: 0.85, Kind.LIST: 0.6, Kind.QUOTE: 0.5}
# Taken off where another sentence of the passage holds the name asked for and this one does not.
_AWAY_FROM_THE_NAME = 0.4
# Added for the passage that the turn before was answered from, and once more for its answer's sentence.
_BESIDE = 0.2


@dataclass(frozen=True, slots=True)
class Weighed:
    """A sentence with its evidence, and how likely the model finds it."""

    sentence: RankedSentence
    evidence: Evidence
    kind: Kind
    probability: float = 0.0

    @property
    def worth(self) -> float:
        """Return what sentences are compared by."""
        return (
            self.sentence.score
            + _COVERAGE_WEIGHT * self.evidence.coverage
            + _SENTENCE_LIKELY_WEIGHT * self.probability
        )

    @property
    def is_enough(self) -> bool:
        """Return whether the sentence bears out the question."""
        evidence = self.evidence
        coverage, predicate = _LEAST.get(self.kind, (_LEAST_COVERAGE, _LEAST_PREDICATE))
        return evidence.is_complete and evidence.coverage >= coverage and evidence.predicate >= predicate


@dataclass(frozen=True, slots=True)
class Option:
    """A candidate with the evidence of its sentence; `worth` is what candidates are compared by."""

    candidate: Candidate
    evidence: Evidence
    worth: float


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything that a reply is decided from: sentences and candidates best first."""

    hits: tuple[Hit, ...]
    nearness: float
    weighed: tuple[Weighed, ...]
    options: tuple[Option, ...]

    @property
    def accepted(self) -> tuple[Weighed, ...]:
        """Return the sentences that bear out the question; none where the corpus is too far from it."""
        if self.nearness < _LEAST_NEARNESS:
            return ()
        enough = (weighed for weighed in self.weighed if weighed.is_enough)
        if self.nearness >= _NEAR:
            return tuple(enough)
        return tuple(weighed for weighed in enough if weighed.evidence.coverage >= _COVERS_WHAT_IS_FAR)

    @property
    def is_far(self) -> bool:
        """Return whether the best sentence hardly speaks of what is asked."""
        return not self.weighed or self.weighed[0].evidence.coverage < _LEAST_COVERAGE / 2


class Finder:
    """Finds what one library holds for a question."""

    def __init__(self, searcher: Searcher, sources: Sources, bigram_weight: Callable[[str], float]) -> None:
        self._searcher = searcher
        self._sources = sources
        self._bigram_weight = bigram_weight
        self._model = ModelReader(searcher)

    def find(self, question: Understanding, matcher: Matcher, beside: Turn | None = None) -> Findings:
        """Return what the library holds for a question; empty findings for an empty library.

        `beside` is the turn that the question leans on: what stands in its passage, and in the sentence of its
        answer, is likelier meant.
        """
        if not question.terms:
            return Findings((), 0.0, (), ())  # “”是谁 names nothing that could be borne out
        found = self._searcher.search(question.query, _PASSAGES)
        pairs = [(source, hit.score) for hit in found.hits if (source := self._sources.find(hit.passage.id))]
        findings = self._by(question, pairs, found, matcher, Likely())
        if _wants_reading(question, findings):
            findings = self._by(question, pairs, found, matcher, self._model.read(question, pairs))
        options = _nearer_the_name(question, findings.options)
        if beside is not None:
            leaning = (_leaning(option, beside) for option in options)
            options = sorted(leaning, key=lambda option: -option.worth)
        return replace(findings, options=tuple(options))

    def _by(
        self,
        question: Understanding,
        pairs: Sequence[tuple[Source, float]],
        found: Found,
        matcher: Matcher,
        likely: Likely,
    ) -> Findings:
        """Return the findings by the rules and by what is likely."""
        everywhere = [source for source, _ in pairs]
        weighed = tuple(
            Weighed(
                sentence,
                weigh_evidence(question, sentence.source, sentence.span, matcher, everywhere),
                question.kind,
                likely.sentences.get((sentence.source.passage.id, sentence.span), 0.0),
            )
            for sentence in _best(rank(question, pairs, matcher, self._bigram_weight), likely)
        )
        findings = Findings(found.hits, found.nearness, weighed, ())
        options = self._options(question, findings.accepted, matcher, likely)
        return replace(findings, options=tuple(options))

    def _options(
        self, question: Understanding, accepted: Sequence[Weighed], matcher: Matcher, likely: Likely
    ) -> list[Option]:
        options = []
        for weighed in accepted:
            found = candidates(question, weighed.sentence, matcher)[:_CANDIDATES_A_SENTENCE]
            listed = across(question, weighed.sentence, self._sources)
            found = _with_likely(
                question, found if listed is None else [*found, listed], weighed.sentence, likely
            )
            for candidate in found:
                if max(candidate.score, candidate.probability) < _LEAST_SCORE.get(question.kind, 0.0):
                    continue
                worth = weighed.worth + _SPAN_WEIGHT * candidate.score
                worth += _SPAN_LIKELY_WEIGHT * candidate.probability
                options.append(Option(candidate, weighed.evidence, worth))
        return options


def _wants_reading(question: Understanding, findings: Findings) -> bool:
    """Return whether the model is to be asked: the rules found too little, and there is something to read."""
    if not findings.accepted:
        return False
    enough = _ENOUGH.get(question.kind, 1.0)
    return max((option.candidate.score for option in findings.options), default=0.0) < enough


def _best(ranked: Sequence[RankedSentence], likely: Likely) -> list[RankedSentence]:
    """Return the sentences to be weighed: the best by rank, and those that the model finds likeliest."""
    likeliest = set(list(likely.sentences)[:_LIKELY_SENTENCES])
    return [
        sentence
        for place, sentence in enumerate(ranked)
        if place < _SENTENCES or (sentence.source.passage.id, sentence.span) in likeliest
    ]


def _with_likely(
    question: Understanding, found: Sequence[Candidate], sentence: RankedSentence, likely: Likely
) -> list[Candidate]:
    """Return the rules' candidates with their probabilities, and the model's own where its kind admits them."""
    passage_id = sentence.source.passage.id
    spans = {
        span: probability
        for (passage, span), probability in likely.spans.items()
        if passage == passage_id and sentence.span.holds(span)
    }
    made = [replace(candidate, probability=_agreeing(candidate.span, spans)) for candidate in found]
    own = {candidate.span for candidate in found}
    least = _LEAST_LIKELY.get(question.kind, _LEAST_LIKELY_ELSE)
    if question.kind is Kind.OTHER and not question_phrases(question.text):
        least = _LEAST_LIKELY_UNASKED
    for span, probability in spans.items():
        if span not in own and probability >= least and admits(question, sentence, span, found):
            made.append(Candidate(sentence, span, 0.0, probability=probability))
    return made


def _agreeing(span: Span, spans: Mapping[Span, float]) -> float:
    """Return the probability of the likely spans that mean the same: one within the other, not much longer."""
    return sum(
        probability
        for other, probability in spans.items()
        if (span.holds(other) or other.holds(span)) and abs(len(span) - len(other)) <= _SAME_BUT_FOR
    )


def _leaning(option: Option, turn: Turn) -> Option:
    worth = option.worth
    if option.candidate.source.passage.id in turn.passage_ids:
        worth += _BESIDE
        answer = normalise(turn.answer or "").text
        if answer and option.candidate.text.endswith(answer):
            worth -= 3 * _BESIDE  # it was said already
        elif answer and answer in option.candidate.sentence.text:
            worth += _BESIDE
    return Option(option.candidate, option.evidence, worth)


def _nearer_the_name(question: Understanding, options: Sequence[Option]) -> list[Option]:
    """Return the options best first; where a sentence holds the name asked for, others of its passage count less."""
    names = [place for place, term in enumerate(question.terms) if term.part is Part.ENTITY][:1]

    def is_named(option: Option) -> bool:
        return all(option.evidence.levels[place] >= IN_HEADING for place in names)

    named = {option.candidate.source.passage.id for option in options if is_named(option)}
    weighed = [
        option
        if is_named(option) or option.candidate.source.passage.id not in named
        else Option(option.candidate, option.evidence, option.worth - _AWAY_FROM_THE_NAME)
        for option in options
    ]
    return sorted(weighed, key=lambda option: -option.worth)
