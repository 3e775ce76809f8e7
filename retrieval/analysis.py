"""Text to terms: words, character bigrams, characters and word pairs of the normalised text.

Four views of one text, each with a BM25 of its own; which of them help, and with which weights, is measured
in tests/evaluation. Figures with their units and dates are cut out before jieba sees the text.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, chain, compress, pairwise

from retrieval.normalise import Normalised, normalise
from retrieval.quantities import figure_terms, find_quantities
from retrieval.segmenter import Segmenter
from retrieval.types import Span

# Function words: too common to tell passages apart. Only questions are cleared of them.
_FUNCTION_WORDS = """
    的 了 着 过 和 与 跟 及 以及 或 在 是 为 对 于 从 到 向 由 把 被 让 给 以 将
    也 都 就 还 又 再 才 很 更 最 而 但 并 且 之 其 该 此 这 那 这个 那个 这些
    那些 等 中 里 上 下 内 外 后 前 时 吗 呢 吧 啊 呀 么 嘛 一个 一下 其中 已
    已经 有 地 得 所 则 若 如 因 我 你 他 她 它 我们 你们 他们 请 请问 请教 想
    知道 关于 当中 之中 之间 期间 来 去 能 会 可以 没有 到底 究竟 大概 具体 分别
    目前 现在 今 您 麻烦 帮 帮忙 帮我 查 查查 查一下 告诉 告诉我 介绍 介绍一下 说说
    讲讲
"""
FUNCTION_WORDS = frozenset(_FUNCTION_WORDS.split())

_WORDLIKE = re.compile(r"[\w%‰°]")
_CJK = "\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUNS = re.compile(rf"[{_CJK}]+|[^\W_{_CJK}]+(?:[.,][^\W_{_CJK}]+)*")
_UNBROKEN = re.compile(r"[\w%]{2,}")
_IS_CJK = re.compile(rf"[{_CJK}]")
_IS_LETTER = re.compile(rf"[^\W_{_CJK}]")


@dataclass(frozen=True)
class Analysis:
    """A normalised text and where its words lie in it (spaces and punctuation between them left out).

    `edges` are the words' starts and ends, each an unsigned 32-bit number of this machine: start, end, start …
    """

    normalised: Normalised
    edges: bytes

    @staticmethod
    def of(normalised: Normalised, words: Iterable[Span]) -> Analysis:
        """Return the analysis of a text whose words lie there."""
        edges = array("I", [edge for word in words for edge in (word.start, word.end)])
        return Analysis(normalised, edges.tobytes())

    @property
    def text(self) -> str:
        """Return the normalised text."""
        return self.normalised.text

    @property
    def words(self) -> tuple[Span, ...]:
        """Return the words, as ranges of the normalised text."""
        return _spans(self.edges)

    @property
    def pieces(self) -> tuple[str, ...]:
        """Return the words as texts."""
        return _pieces(self.text, self.edges)

    def words_within(self, span: Span) -> tuple[Span, ...]:
        """Return the words that begin within a range of the normalised text."""
        own = self.numbers_within(span)
        return self.words[own.start : own.stop]

    def numbers_within(self, span: Span) -> range:
        """Return the numbers, from 0 on, of the words that begin within a range of the normalised text."""
        return range(bisect_left(self._starts, span.start), bisect_left(self._starts, span.end))

    @cached_property
    def _starts(self) -> array[int]:
        return array("I", self.edges)[::2]

    def _places(self) -> Iterator[tuple[int, int]]:
        edges = memoryview(self.edges).cast("I")
        return zip(edges[::2], edges[1::2], strict=True)

    @cached_property
    def word_terms(self) -> tuple[str, ...]:
        """The words; beside figures and dates their parts (`2.3万` beside `2.3万家`)."""
        text = self.text
        terms = []
        for start, end in self._places():
            piece = text[start:end]
            terms.append(piece)
            if len(piece) > 1 and (may_begin_a_figure(piece[0]) or may_end_a_figure(piece[-1])):
                terms.extend(figure_terms(piece))
        return tuple(terms)

    @cached_property
    def bigram_terms(self) -> tuple[str, ...]:
        """Pairs of neighbouring Chinese characters; runs of Latin letters or digits whole."""
        return bigrams(self.text)

    @cached_property
    def character_terms(self) -> tuple[str, ...]:
        """Single Chinese characters; runs of Latin letters or digits whole."""
        return characters(self.text)

    @cached_property
    def pair_terms(self) -> tuple[str, ...]:
        """Pairs of neighbouring words, where no punctuation stands between."""
        text = self.text
        return tuple(
            f"{text[start:end]} {text[end:stop]}"
            for (start, end), (following, stop) in pairwise(self._places())
            if end == following
        )


# Passages are kept by the thousand, what is made of their words only as long as one question needs it: some 10 kB each.
_LATELY_ASKED = 64


@lru_cache(_LATELY_ASKED)
def _spans(edges: bytes) -> tuple[Span, ...]:
    places = memoryview(edges).cast("I").tolist()
    return tuple(map(Span, places[::2], places[1::2]))


@lru_cache(_LATELY_ASKED)
def _pieces(text: str, edges: bytes) -> tuple[str, ...]:
    places = memoryview(edges).cast("I").tolist()
    return tuple([text[start:end] for start, end in zip(places[::2], places[1::2], strict=True)])


# A quick look at a word's last character spares most words the search for a figure: 三个, 两次, 十余名.
_UNIT_ENDS = frozenset(
    "个家名人位户份条件辆台套张项次场所座栋批期类种款度元倍成月日年天周岁时分秒米里吨斤亩级组队届"
)


def is_cjk(character: str) -> bool:
    """Return whether the character is one of those that `bigrams` pairs."""
    return _IS_CJK.match(character) is not None


def is_letter(character: str) -> bool:
    """Return whether the character is a letter or digit of those that `bigrams` keeps whole."""
    return _IS_LETTER.match(character) is not None


def may_begin_a_figure(character: str) -> bool:
    """Return whether a word that begins so is looked into for figures and dates."""
    return character.isdigit()


def may_end_a_figure(character: str) -> bool:
    """Return whether a word that ends so is looked into for figures and dates."""
    return character in _UNIT_ENDS


def bigrams(text: str) -> tuple[str, ...]:
    """Return the bigrams of a normalised text.

    >>> bigrams("复工率91.9%")
    ('复工', '工率', '91.9')
    """
    terms: list[str] = []
    for run in _RUNS.findall(text):
        if len(run) == 1 or not _IS_CJK.match(run):
            terms.append(run)
        else:
            terms.extend([run[place : place + 2] for place in range(len(run) - 1)])
    return tuple(terms)


def characters(text: str) -> tuple[str, ...]:
    """Return the characters of a normalised text, runs of Latin letters or digits whole.

    >>> characters("复工EMS")
    ('复', '工', 'EMS')
    """
    terms: list[str] = []
    for run in _RUNS.findall(text):
        if len(run) == 1 or not _IS_CJK.match(run):
            terms.append(run)
        else:
            terms.extend(run)
    return tuple(terms)


def is_chinese(term: str) -> bool:
    """Return whether a bigram or character is of Chinese characters: a text that holds it has it as a term.

    A run of letters or digits is one term only as a whole.
    """
    return bool(_IS_CJK.match(term))


class Analyser:
    """Turns text into its analysis with one segmenter."""

    def __init__(self, segmenter: Segmenter) -> None:
        self.segmenter = segmenter

    def analyse(self, text: str) -> Analysis:
        """Return the analysis of a text as it was written."""
        normalised = normalise(text)
        return Analysis(normalised, self._edges(normalised.text))

    def take_in(self, text: str) -> Analysis:
        """Return the analysis of a text of a document, of which much more may come."""
        self.segmenter.expect(len(text))
        return self.analyse(text)

    def _edges(self, text: str) -> bytes:
        edges = array("I")
        start = 0
        for quantity in find_quantities(text):
            # 一个 in 一个个, 三级 in 三级医院 and the like are jieba's to cut where the numeral is Chinese
            # and the piece is a word of its own.
            self._cut(text, start, quantity.start, edges)
            edges.extend((quantity.start, quantity.end))
            start = quantity.end
        self._cut(text, start, len(text), edges)
        return edges.tobytes()

    def _cut(self, text: str, start: int, end: int, edges: array[int]) -> None:
        """Add where the words of a range of `text` lie; what is no word (blanks, punctuation) is left out."""
        if start == end or not _WORDLIKE.search(text, start, end):  # a comma between two figures
            return
        words = self.segmenter.cut(text[start:end])
        ends = accumulate(map(len, words), initial=start)
        edges.extend(chain.from_iterable(compress(pairwise(ends), map(_is_wordlike, words))))


@lru_cache(
    16_384
)  # much text is some ten thousand words over and over: 95 of 100 are known, of 65,536 kept 97
def _is_wordlike(piece: str) -> bool:
    return _WORDLIKE.search(piece) is not None


@dataclass(frozen=True, slots=True)
class Query:
    """The terms that a search is asked for, view by view; terms may repeat and then count twice.

    `runs` are the unbroken stretches of the question that the terms are from.
    """

    words: tuple[str, ...]
    bigrams: tuple[str, ...]
    characters: tuple[str, ...]
    pairs: tuple[str, ...]
    runs: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.bigrams)


def to_query(analysis: Analysis, without: tuple[Span, ...] = ()) -> Query:
    """Return the terms of a question: function words dropped, and what lies in `without` cut out first.

    `without` are ranges of the normalised text, usually the question phrase (多少家, 是哪天). A question of
    nothing else keeps all its terms.
    """
    words = [w for w in analysis.words if not any(w.overlaps(gap) for gap in without)]
    kept = [w for w in words if w.of(analysis.text) not in FUNCTION_WORDS]
    if not kept:
        return Query(
            analysis.word_terms,
            analysis.bigram_terms,
            analysis.character_terms,
            analysis.pair_terms,
            tuple(_UNBROKEN.findall(analysis.text)),
        )
    text = analysis.text
    for gap in without:  # a space breaks the runs, so that no bigram reaches over the gap
        text = text[: gap.start] + " " * len(gap) + text[gap.end :]
    reduced = Analysis.of(analysis.normalised, kept)
    pairs = Analysis.of(analysis.normalised, words).pair_terms
    runs = tuple(_UNBROKEN.findall(text))
    return Query(reduced.word_terms, bigrams(text), characters(text), pairs, runs)
