"""Questions to replies: understand, search, rank sentences, find spans, weigh the evidence, compose."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from answers import templates
from answers.candidates import Candidate, across, candidates
from answers.compose import abstention, passage_answer, short_answer
from answers.counting import count
from answers.comparison import compare
from answers.evidence import IN_HEADING, Evidence, weigh_evidence
from answers.lexicon import Lexicon, built_in
from answers.matching import Matcher
from answers.questions.follow_ups import focus_of, own_items, resolve
from answers.questions.intake import clean
from answers.questions.splitting import split
from answers.questions.terms import Part
from answers.questions.understanding import Understanding, understand
from answers.ranking import RankedSentence, rank
from answers.sources import Source, Sources
from answers.summary import brief
from answers.types import Abstention, Answer, Compound, Kind, Question, Reply, Turn
from retrieval.backends.base import View
from retrieval.search import Searcher

_PASSAGES = 10
_SENTENCES = 12
# Below these the documents do not speak of what is asked; measured on tests/gold.
_LEAST_COVERAGE = 0.5
_LEAST_PREDICATE = 0.25
_LEAST_NEARNESS = 0.2
_SURE = 0.55
# What a candidate's own score and its evidence are worth beside its sentence's score.
_SPAN_WEIGHT = 0.5
_LEAST_OF_FURTHER = 0.6
# Kinds whose answers run over more than a sentence.
_TOLD_AT_LENGTH = (Kind.HOW, Kind.REASON, Kind.QUOTE, Kind.DEFINITION, Kind.OTHER)
_COVERAGE_WEIGHT = 1.5


class Answerer:
    """Answers questions from one library; may be used from several threads."""

    def __init__(self, searcher: Searcher, lexicon: Lexicon | None = None) -> None:
        self.searcher = searcher
        lexicon = lexicon or built_in()
        self.matcher = Matcher(lexicon)
        segmenter = searcher.analyser.segmenter
        self._abbreviations = [word for word in lexicon.words() if len(word) > 1 and not segmenter.is_word(word)]
        self.sources = Sources(searcher.library, searcher.analyser.segmenter.tag)
        self._weigh = lru_cache(50_000)(self._weight)

    def keep_step(self) -> None:
        """Take up what has changed in the library."""
        self.searcher.keep_step()
        self.sources.keep_step()
        self._weigh.cache_clear()

    def reply(self, text: str, earlier: Sequence[Turn] = ()) -> Reply:
        """Return the reply to a question, earlier turns (oldest first) taken into account.

        Raises `QuestionError` for a text that is no question: empty, too long.
        """
        asked = clean(text)
        parts = split(asked)
        if len(parts) == 1:
            return self._answer(asked, earlier)
        turns = list(earlier)
        replies: list[Answer | Abstention] = []
        for part in parts:
            reply = self._answer(part, turns)
            turns.append(self.turn(reply))
            replies.append(reply)
        return Compound(Question(asked, asked, Kind.OTHER), tuple(replies))

    def brief(self, subject: str, document_ids: Sequence[str] | None = None) -> Answer | Abstention:
        """Return cited points on a subject, from these documents only where they are given."""
        asked = clean(subject)
        question = Question(asked, asked, Kind.SUMMARY)
        return brief(self, question, self.understand(asked), document_ids)

    def turn(self, reply: Reply) -> Turn:
        """Return what a later question may refer to."""
        if isinstance(reply, Compound):
            return self.turn(reply.parts[-1])
        question = reply.question
        understanding = self.understand(question.understood)
        if isinstance(reply, Abstention):
            return Turn(question.understood, question.kind, focus=focus_of(understanding, None))
        source = self.sources.find(reply.citations[0].quote.passage.id)
        return Turn(
            question.understood,
            question.kind,
            reply.answer,
            reply.items or own_items(question.text),
            tuple(dict.fromkeys(citation.document.id for citation in reply.citations)),
            tuple(dict.fromkeys(citation.quote.passage.id for citation in reply.citations)),
            focus_of(understanding, source),
        )

    def understand(self, text: str) -> Understanding:
        """Return what a question is found to ask."""
        return understand(
            self.searcher.analyser, text, self._weigh, self._is_said, self._abbreviations
        )

    def _weight(self, term: str) -> float:
        """Return a term's idf: the mean over its bigrams, so that how it was cut does not matter."""
        if len(term) == 1:
            return 0.5 * self.searcher.idf(term, View.CHARACTERS)
        pairs = [term[place : place + 2] for place in range(len(term) - 1)]
        if not all("\u3400" <= character <= "\u9fff" for character in term):
            return self.searcher.idf(term, View.WORDS)
        return sum(self.searcher.idf(pair, View.BIGRAMS) for pair in pairs) / len(pairs)

    def _is_said(self, pair: str) -> bool:
        return self.searcher.df(pair, View.BIGRAMS) > 0

    def bigram_weight(self, bigram: str) -> float:
        """Return a bigram's idf."""
        return self.searcher.idf(bigram, View.BIGRAMS)

    def _answer(self, text: str, earlier: Sequence[Turn]) -> Answer | Abstention:
        understood = resolve(text, earlier, self.understand, self.searcher.analyser.segmenter.tag)
        understanding = self.understand(understood)
        question = Question(text, understood, understanding.kind)
        match understanding.kind:
            case Kind.COMPARE:
                reply = compare(self, question, understanding)
                if reply is not None:
                    return reply
            case Kind.COUNT:
                reply = count(self, question, understanding)
                if reply is not None:
                    return reply
            case Kind.SUMMARY:
                return brief(self, question, understanding, None)
            case _:
                pass
        return self.find(question, understanding)

    def find(self, question: Question, understanding: Understanding) -> Answer | Abstention:
        """Return the reply found in single sentences."""
        found = self.searcher.search(understanding.query, _PASSAGES)
        sources = [(source, hit.score) for hit in found.hits if (source := self.sources.find(hit.passage.id))]
        if not sources:
            reason = templates.NOTHING_LIKE_IT if self.searcher.size() else templates.EMPTY_LIBRARY
            return abstention(question, understanding, reason, None, None, self.sources)
        ranked = rank(understanding, sources, self.matcher, self.bigram_weight)
        everywhere = [source for source, _ in sources]
        weighed = [
            (sentence, weigh_evidence(understanding, sentence.source, sentence.span, self.matcher, everywhere))
            for sentence in ranked[:_SENTENCES]
        ]
        best, best_evidence = weighed[0]
        accepted = [pair for pair in weighed if self._is_enough(pair[1])]
        if found.nearness < _LEAST_NEARNESS or not accepted:
            reason = self._reason(best_evidence)
            return abstention(question, understanding, reason, best_evidence, best, self.sources)
        return self._choose(question, understanding, accepted, everywhere)

    @staticmethod
    def _is_enough(evidence: Evidence) -> bool:
        return (
            evidence.is_complete
            and evidence.coverage >= _LEAST_COVERAGE
            and evidence.predicate >= _LEAST_PREDICATE
        )

    @staticmethod
    def _reason(evidence: Evidence) -> str:
        if evidence.missing:
            return templates.missing([term.text for term in evidence.missing])
        return templates.NOTHING_LIKE_IT if evidence.coverage < _LEAST_COVERAGE / 2 else templates.NOT_TOGETHER

    def _choose(
        self,
        question: Question,
        understanding: Understanding,
        accepted: Sequence[tuple[RankedSentence, Evidence]],
        sources: Sequence[Source],
    ) -> Answer | Abstention:
        """Return the answer of the best candidate, else the best sentence."""
        scored: list[tuple[float, Candidate, Evidence]] = []
        for sentence, evidence in accepted:
            found = candidates(understanding, sentence, self.matcher)[:3]
            if (listed := across(understanding, sentence, self.sources)) is not None:
                found.append(listed)
            for candidate in found:
                total = sentence.score + _SPAN_WEIGHT * candidate.score + _COVERAGE_WEIGHT * evidence.coverage
                scored.append((total, candidate, evidence))
        scored = _nearer_the_name(understanding, scored)
        if scored:
            total, candidate, evidence = scored[0]
            confidence = min(0.99, 0.5 * evidence.coverage + 0.5 * candidate.score + 0.1)
            further = [] if confidence >= _SURE else self._further(accepted, candidate.sentence)
            return short_answer(
                question, understanding, candidate, evidence, confidence, self.sources, further
            )
        sentence, evidence = max(accepted, key=lambda pair: pair[0].score + _COVERAGE_WEIGHT * pair[1].coverage)
        is_typed = understanding.kind in (Kind.NUMBER, Kind.DATE, Kind.PERSON)
        if is_typed and not _says_the_post(understanding, sentence.text):
            return abstention(question, understanding, templates.NOT_TOGETHER, evidence, sentence, self.sources)
        count = 2 if understanding.kind in _TOLD_AT_LENGTH else 1
        shown = [sentence, *self._further(accepted, sentence, count)]
        return passage_answer(question, understanding, shown, evidence, 0.5 * evidence.coverage, self.sources)

    @staticmethod
    def _further(
        accepted: Sequence[tuple[RankedSentence, Evidence]], chosen: RankedSentence, count: int = 1
    ) -> list[RankedSentence]:
        """Return the sentences to show beside one that is not sure, best first, those of its passage before others."""

        def worth(pair: tuple[RankedSentence, Evidence]) -> float:
            near = 0.2 if pair[0].source is chosen.source else 0.0
            return pair[0].score + _COVERAGE_WEIGHT * pair[1].coverage + near

        least = _LEAST_OF_FURTHER * max(map(worth, accepted))
        others = sorted((pair for pair in accepted if pair[0] != chosen), key=worth, reverse=True)
        return [pair[0] for pair in others[:count] if worth(pair) >= least]


def _says_the_post(question: Understanding, sentence: str) -> bool:
    """Return whether a sentence without a name says who holds the post asked for: 以主要领导为组长."""
    posts = [term.text for term in question.of_part(Part.POST)]
    return bool(posts) and all(re.search(rf"(?:为|任|当|是).{{0,4}}{re.escape(post)}|{re.escape(post)}由", sentence) for post in posts)


_AWAY_FROM_THE_NAME = 0.4


def _nearer_the_name(
    question: Understanding, scored: Sequence[tuple[float, Candidate, Evidence]]
) -> list[tuple[float, Candidate, Evidence]]:
    """Return the candidates best first; where a sentence holds the name asked for, others of its passage count less."""
    names = [place for place, term in enumerate(question.terms) if term.part is Part.ENTITY][:1]

    def is_named(evidence: Evidence) -> bool:
        return all(evidence.levels[place] >= IN_HEADING for place in names)

    named = {candidate.source.passage.id for _, candidate, evidence in scored if is_named(evidence)}
    weighed = [
        (
            total - _AWAY_FROM_THE_NAME * (not is_named(evidence) and candidate.source.passage.id in named),
            candidate,
            evidence,
        )
        for total, candidate, evidence in scored
    ]
    return sorted(weighed, key=lambda row: -row[0])
