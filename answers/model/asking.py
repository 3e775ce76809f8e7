"""A question as the model reads it: what asks, what is asked for, and the terms to be found."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from answers.model.lexicon import Lexicon
from answers.model.marks import Name, Trait
from answers.questions.kinds import question_phrases
from answers.types import Kind
from retrieval.analysis import FUNCTION_WORDS, Analysis, bigrams, characters, to_query
from retrieval.types import Span

# The word that asks, as it is called here, and its forms; the first row that matches at the earliest place.
_ASKING = (
    ("何时", r"什么时[候间]|何时|啥时候?|什么日子"),
    ("哪年", r"哪一?年|何年"),
    ("哪天", r"哪一?[天日]|哪个?月|几[月日号]"),
    ("为何", r"(?<![称成作认以视])为什么|为何|因何|缘何|何以|为啥"),
    ("如何", r"怎么样?|如何|怎样|咋"),
    ("谁", r"谁|何人|哪一?位|什么人"),
    ("何处", r"哪里|哪儿|何处|何地|什么地方|在哪(?!个|一|些|座|所|家)"),
    ("多少", r"多少|若干"),
    ("多大", r"多[大高长远重久快宽深]"),
    ("第几", r"第几"),
    ("几", r"几(?!乎)"),
    ("哪些", r"哪些"),
    ("哪几", r"哪(?:[两二三四五六七八九十]|\d+)"),
    ("哪个", r"哪一?[个家所座种位条部项名支]"),
    ("哪", r"哪"),
    ("什么", r"什么|啥|何"),
    ("是否", r"是否|是不是|有没有|能否|吗[?]?$"),
)
ASKING = ("", *(name for name, _ in _ASKING))  # what `Asked.asking` may be
_ASKS = re.compile("|".join(f"(?P<_{number}>{pattern})" for number, (_, pattern) in enumerate(_ASKING)))
# What may stand between the noun asked for and the word that asks: 职业是什么, 被称为什么
_COPULA = re.compile("[是有为叫在于的指由被了作以到哪]|称为|叫做|位于|属于|隶属于")
# What may stand between the word that asks and the noun: 哪两个公司, 什么国家 asks for 国家 itself
_MEASURE = re.compile("[个家种项名位条件部座所支次场类首本款届间大点张国年天一]")
_LONGEST_HEAD = 6
_WANTED = {
    Kind.DATE: Name.DATE, Kind.NUMBER: Name.NUMBER, Kind.PERSON: Name.PERSON, Kind.PLACE: Name.PLACE,
    Kind.ORGANISATION: Name.ORGANISATION,
}  # fmt: skip
_WORK = re.compile("书|专辑|歌|电影|影片|作品|小说|节目|剧|单曲|杂志|文章|论文|著作|文件|漫画|游戏")


class Term(NamedTuple):  # some hundred a question
    """Something of the question that a passage may hold; `side` is -1 left of the asking word, 1 right."""

    text: str
    idf: float
    side: int = 0


@dataclass(frozen=True)
class Asked:
    """A question taken apart. Words and bigrams are told apart by sides; `head` is the noun asked for.

    `left` and `right` are the words beside the asking word, empty where there are none; `pieces` are all words in order.
    """

    text: str
    kind: Kind
    asking: str
    head: str
    left: str
    right: str
    unit: str
    wanted: int
    words: tuple[Term, ...]
    bigrams: tuple[Term, ...]
    trigrams: tuple[Term, ...]
    characters: tuple[Term, ...]
    word_set: frozenset[str]
    pieces: tuple[str, ...]


def take_apart(
    question: Analysis,
    kind: Kind,
    lexicon: Lexicon,
    idf: Callable[[str], float],
    character_idf: Callable[[str], float],
) -> Asked:
    """Return the question taken apart; `idf` weighs words and bigrams, `character_idf` characters."""
    text = question.text
    match = _ASKS.search(text)
    phrase = Span(*match.span()) if match else Span(len(text), len(text))
    asking = _ASKING[int(match.lastgroup[1:])][0] if match and match.lastgroup else ""
    gaps = question_phrases(text)
    query = to_query(question, gaps)
    left, right = _neighbours(question, phrase)
    head = _head(question, phrase, lexicon)
    open_text = _blanked(text, gaps)
    pieces = tuple(word.of(text) for word in question.words)
    return Asked(
        text=text,
        kind=kind,
        asking=asking,
        head=head,
        left=left,
        right=right,
        unit=text[phrase.end : phrase.end + 1] if asking in ("多少", "几", "哪几") else "",
        wanted=_WANTED.get(kind, Name.WORK if _WORK.search(head) else 0),
        words=_terms(query.words, idf, text, phrase),
        bigrams=_terms(query.bigrams, idf, text, phrase),
        trigrams=_trigrams(open_text, idf),
        characters=_terms(characters(open_text), character_idf, text, phrase),
        word_set=frozenset(pieces),
        pieces=pieces,
    )


def _blanked(text: str, gaps: tuple[Span, ...]) -> str:
    for gap in gaps:
        text = text[: gap.start] + " " * len(gap) + text[gap.end :]
    return text


def _terms(terms: tuple[str, ...], idf: Callable[[str], float], text: str, phrase: Span) -> tuple[Term, ...]:
    """Return the terms, each once, with the side of the asking word on which each stands first."""
    found = []
    for term in dict.fromkeys(terms):
        place = text.find(term)
        found.append(Term(term, idf(term), 0 if place < 0 else -1 if place < phrase.start else 1))
    return tuple(found)


def _trigrams(text: str, idf: Callable[[str], float]) -> tuple[Term, ...]:
    """Return the trigrams of the question, each weighing what its two bigrams weigh on average."""
    found = {}
    for one, other in pairwise(bigrams(text)):
        if len(one) == 2 and len(other) == 2 and one[1] == other[0] and one + other[1] in text:
            found[one + other[1]] = (idf(one) + idf(other)) / 2
    return tuple(Term(term, weight) for term, weight in found.items())


def _neighbours(question: Analysis, phrase: Span) -> tuple[str, str]:
    text = question.text
    left = [word for word in question.words if word.end <= phrase.start]
    right = [word for word in question.words if word.start >= phrase.end]
    return left[-1].of(text) if left else "", right[0].of(text) if right else ""


def _head(question: Analysis, phrase: Span, lexicon: Lexicon) -> str:
    """Return the noun asked for: after the asking word (什么职务), else before its copula (职业是什么)."""
    after = _nouns_after(question, phrase, lexicon)
    if after:
        return after[-_LONGEST_HEAD:]
    for word in reversed(question.words):
        piece = word.of(question.text)
        if word.end <= phrase.start and not _COPULA.fullmatch(piece):
            is_noun = lexicon[piece].traits & Trait.NOUN and piece not in FUNCTION_WORDS
            return piece if is_noun else ""
    return ""


def _nouns_after(question: Analysis, phrase: Span, lexicon: Lexicon) -> str:
    """Return the run of nouns that follows the asking word, a measure word between them left out."""
    nouns = ""
    place = phrase.end
    for word in question.words:
        if word.end <= phrase.end:
            continue
        if max(word.start, phrase.end) != place:
            break
        piece = question.text[place : word.end]
        place = word.end
        if not nouns and _MEASURE.fullmatch(piece):
            continue
        if not lexicon[piece].traits & Trait.NOUN:
            break
        nouns += piece
    return nouns
