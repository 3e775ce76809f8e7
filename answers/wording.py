"""A question put into the documents' own words: 人社局 where they say 人力资源和社会保障局, 狗 where they say 犬.

Looked for only where a question says what no document does: nothing that is said is taken for something else.
A name is put another way only where both are known to mean the same, or where one is the other abbreviated.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

from answers.abbreviations import names_of_bodies, shorter_names, spelled_out, whole_name
from answers.lexicon import Lexicon, names_of_indicators, spoken
from answers.matching import stands
from answers.questions.english import inflected, is_english, words_of_matter
from answers.questions.kinds import question_phrases
from answers.questions.parts import HAN
from answers.questions.understanding import Understanding
from answers.sources import Sources
from answers.spans.quoted import quoted
from answers.vocabulary import vocabulary
from retrieval.analysis import Query, to_query
from retrieval.normalise import normalise
from retrieval.search import Searcher
from retrieval.types import Hit, Span

# A shorter word is one only where the dictionary cuts it out: 农行 is none in 农行业.
_SHORTEST_ANYWHERE = 3
_MOST_CHARACTERS = 80  # a longer question is pasted from a document, or quotes one
_HITS = 10  # passages that tell which of several words the documents say of what is asked
_OTHER_WORDS = 2  # searches more for a question with words that have others
# Letters that the tags of what may be short for two words begin with: nouns, and what no dictionary has. Of 990 questions on notices
# others take two fifths of the looking and give nothing that is meant.
_MAY_BE_SHORT = ("n", "x", "j")
_PAIR = 2  # characters of an abbreviation of two words
_BEFORE_ASKING = vocabulary("everyday-before-asking")


@dataclass(frozen=True)
class Wording:
    """Puts questions into the words of one library's documents."""

    searcher: Searcher
    sources: Sources
    lexicon: Lexicon

    def of(self, question: Understanding) -> str:
        """Return a question's normalised text in the documents' words; as it is where they say what it says."""
        text = question.text
        if len(text) > _MOST_CHARACTERS:
            return text
        if is_english(text):
            return self._in_english(text)
        kept = [*question.asks, *quoted(text)]
        worded = self._put(question, self._others, kept, lambda word: self._other(question, word))
        return self._spelled_out(self._with_names(worded))

    def near(
        self, question: Understanding, hits: Callable[[], Sequence[Hit]], *, names_alone: bool = False
    ) -> str:
        """Return a question's normalised text with what the passages found for it (`hits`) say in the place of everyday words.

        Words that other documents say are put so too: what nothing was found for was asked in other words than its answer has.
        `names_alone`: only the names of indicators are put so, which mean the same.
        """
        kept = [*question.asks, *quoted(question.text)]
        if len(question.text) > _MOST_CHARACTERS or is_english(question.text):
            return question.text
        words = names_of_indicators() if names_alone else self._spoken
        texts = cache(lambda: [normalise(hit.passage.text).text for hit in hits()[:_HITS]])
        return self._put(question, words, kept, lambda word: self._beside(question, word, words, texts()))

    def _put(
        self,
        question: Understanding,
        words: Mapping[str, Sequence[str]],
        kept: Sequence[Span],
        other_for: Callable[[Span], str],
    ) -> str:
        """Return a question's text with others for some of its words, the longest at each place."""
        text = question.text
        edges = {edge for word in question.analysis.words for edge in (word.start, word.end)}
        longest = max(map(len, words), default=0)
        made: list[str] = []
        last = place = 0
        while place < len(text):
            word = self._word_at(Span(place, min(len(text), place + longest)), text, kept, edges, words)
            other = "" if word is None else other_for(word)
            if word is None or not other:
                place += 1
                continue
            made += [text[last:place], other]
            place = last = word.end
        return "".join([*made, text[last:]])

    def queries(self, question: Understanding) -> tuple[Query, ...]:
        """Return queries for a question in other words beside its own: those of the lexicon that the documents say."""
        weighed = sorted(zip(question.weights, question.terms, strict=True), key=lambda pair: -pair[0])
        texts = [
            question.text[: term.span.start] + other + question.text[term.span.end :]
            for _, term in weighed
            for other in self.lexicon.others(term.text)
            if other not in question.text and self.sources.is_said(other)
        ]
        analyses = [self.searcher.analyser.analyse(text) for text in texts[:_OTHER_WORDS]]
        return tuple(to_query(analysis, question_phrases(analysis.text)) for analysis in analyses)

    def _in_english(self, text: str) -> str:
        """Return an English question with its words inflected as the documents have them: employs for employ.

        Where the documents are in another language, words that they do not say are left out: what they do say may
        answer it (the concentration of PM2.5).
        """
        is_foreign = not self.sources.is_said("the")
        for span in reversed(list(words_of_matter(text))):
            word = span.of(text)
            if not self._is_said(word):
                said = next(
                    (form for form in inflected(word) if self.searcher.df(form)), "" if is_foreign else word
                )
                text = text[: span.start] + said + text[span.end :]
        return text

    @cached_property
    def _others(self) -> dict[str, tuple[str, ...]]:
        """What may stand for a word, the closest first."""
        lexicon = self.lexicon
        words = dict.fromkeys([*lexicon.synonyms, *lexicon.everyday])
        return {word: lexicon.others(word) + lexicon.everyday.get(word, ()) for word in words}

    @cached_property
    def _spoken(self) -> dict[str, tuple[str, ...]]:
        """What may stand for a word of talk, said by a document or not."""
        everyday, called = self.lexicon.everyday, names_of_indicators()
        words = dict.fromkeys([*everyday, *spoken(), *called])
        return {
            word: everyday.get(word, ()) + spoken().get(word, ()) + called.get(word, ()) for word in words
        }

    def _word_at(
        self,
        within: Span,
        text: str,
        kept: Sequence[Span],
        edges: set[int],
        words: Mapping[str, Sequence[str]],
    ) -> Span | None:
        """Return the longest word with others that a stretch of a text begins with, nothing that asks or is quoted."""
        start = within.start
        for end in range(within.end, start, -1):
            word = Span(start, end)
            is_known = word.of(text) in words and not self._waits_for_asking(word, text, kept)
            if not is_known or any(word.overlaps(span) for span in kept):
                continue
            is_long = len(word) >= _SHORTEST_ANYWHERE and HAN.match(text[start]) is not None
            if is_long or (start in edges and end in edges):
                return word
        return None

    def _waits_for_asking(self, word: Span, text: str, kept: Sequence[Span]) -> bool:
        """Return whether a word has others only right before what asks, and stands elsewhere: 收了 of 收了材料, but not of 收了多少."""
        return word.of(text) in _BEFORE_ASKING and not any(span.start == word.end for span in kept)

    def _other(self, question: Understanding, word: Span) -> str:
        """Return what the documents say for a word that none of them says; empty for one that is said."""
        typed = word.of(question.text)
        if self._is_said(typed):
            return ""
        others = [other for other in self._others[typed] if self._is_said(other)]
        if any(other in question.text for other in others):
            return ""
        return self._nearest(others, question) if len(others) > 1 else "".join(others)

    def _beside(
        self,
        question: Understanding,
        word: Span,
        words: Mapping[str, Sequence[str]],
        texts: Sequence[str],
    ) -> str:
        """Return what the first of some passages says for a word that it does not say; empty where none does."""
        typed = word.of(question.text)
        for text in texts:
            for other in words[typed]:
                is_new = other in typed or other not in question.text
                if is_new and typed not in text and stands(other, text):
                    return other
        if self._is_said(typed):
            return ""
        return next((other for other in words[typed] if self._is_said(other)), "")

    def _is_said(self, word: str) -> bool:
        """Return whether a document says a word; a single character only where it is a word: 涨, not that of 涨幅."""
        return self.searcher.df(word) > 0 if len(word) == 1 else self.sources.is_said(word)

    def _nearest(self, others: Sequence[str], question: Understanding) -> str:
        """Return that of some words which the first of the passages found for a question says; else the first."""
        for hit in self.searcher.search(question.query, _HITS).hits:
            text = normalise(hit.passage.text).text
            for other in others:
                if stands(other, text):
                    return other
        return others[0]

    def _with_names(self, text: str) -> str:
        """Return a text whose bodies that nobody names are spelled out, or abbreviated, as the documents do."""
        kept = quoted(text)
        ends = {word.end for word in self._cut(text)}
        by_end: dict[int, list[Span]] = {}
        for stretch in names_of_bodies(text):
            if stretch.end in ends and not any(stretch.overlaps(span) for span in kept):
                by_end.setdefault(stretch.end, []).append(stretch)
        for stretches in reversed(by_end.values()):
            if not self.sources.is_said(stretches[-1].of(text)):
                text = self._named(text, stretches)
        return text

    def _named(self, text: str, stretches: Sequence[Span]) -> str:
        """Return a text with the first of some stretches (one end, longest first) that the documents say otherwise."""
        texts = [glance.text for glance in self.searcher.holding_characters(stretches[-1].of(text))]
        for stretch in stretches:
            name = stretch.of(text)
            said = whole_name(name, texts, self._cut) if texts else ""
            said = said or next((one for one in shorter_names(name) if self.sources.is_said(one)), "")
            if said:
                return text[: stretch.start] + said + text[stretch.end :]
        return text

    def _spelled_out(self, text: str) -> str:
        """Return a text with abbreviations of two characters that nobody says spelled out: 保额 as 保险额度."""
        kept = quoted(text)
        tag = self.searcher.analyser.segmenter.tag
        for span in reversed(_pairs(self._cut(text))):
            pair = span.of(text)
            is_other = any(span.overlaps(one) for one in kept) or not all(map(HAN.match, pair))
            is_other = is_other or not tag(pair).startswith(_MAY_BE_SHORT)
            if is_other or self.sources.is_said(pair) or not all(map(self.sources.is_said, pair)):
                continue
            texts = [glance.text for glance in self.searcher.holding_characters(pair)]
            said = spelled_out(pair, texts, self._cut, tag)
            text = text[: span.start] + (said or pair) + text[span.end :]
        return text

    def _cut(self, text: str) -> Sequence[Span]:
        return self.searcher.analyser.analyse(text).words


def _pairs(words: Sequence[Span]) -> list[Span]:
    """Return the words of two characters, and the pairs of words of one side by side."""
    pairs = [word for word in words if len(word) == _PAIR]
    pairs += [
        Span(one.start, other.end)
        for one, other in pairwise(words)
        if len(one) == len(other) == 1 and one.end == other.start
    ]
    return sorted(pairs)
