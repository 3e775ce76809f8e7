"""A question as the model reads it: what asks, what is asked for, and the terms to be found."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

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
_ASKS = re.compile("|".join(f"(?P<_{number}>{pattern})" for number, (_, pattern) in enumerate(_ASKING)))
_COPULAS = frozenset("是 有 为 叫 在 于 的 指 由 被 了 作 称为 叫做 位于 以 到 属于 隶属于 哪".split())
_MEASURES = frozenset(
    "个 家 种 项 名 位 条 件 部 座 所 支 次 场 类 首 本 款 届 间 大 点 张 国 年 天 一".split()
)
_WANTED = {
    Kind.DATE: Name.DATE, Kind.NUMBER: Name.NUMBER, Kind.PERSON: Name.PERSON, Kind.PLACE: Name.PLACE,
    Kind.ORGANISATION: Name.ORGANISATION,
}  # fmt: skip
_WORKS = re.compile(
    r"(?:书|专辑|歌曲?|电影|影片|作品|小说|节目|电视剧|单曲|剧|杂志|文章|论文|著作|文件|漫画|游戏)"
)


@dataclass(frozen=True)
class Term:
    """Something of the question that a passage may hold; `side` is -1 left of the asking word, 1 right of it."""

    text: str
    idf: float
    side: int = 0
    place: int = 0


@dataclass(frozen=True)
class Asked:
    """A question taken apart. Words and bigrams are told apart by sides; `head` is the noun asked for.

    `left` and `right` are the words beside the asking word, empty where there are none.
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
    asking = _ASKING[int((match.lastgroup or "_0")[1:])][0] if match else ""
    gaps = question_phrases(text)
    query = to_query(question, gaps)
    pieces = [word.of(text) for word in question.words]
    left, right = _neighbours(question, phrase)
    wanted = _WANTED.get(kind, 0)
    head = _head(question, phrase, lexicon)
    if not wanted and _WORKS.search(head):
        wanted = Name.WORK
    open_text = "".join(
        " " if any(gap.start <= i < gap.end for gap in gaps) else c for i, c in enumerate(text)
    )
    return Asked(
        text, kind, asking, head, left, right, _unit(text, phrase, asking), wanted,
        _word_terms(query.words, text, phrase, idf),
        tuple(Term(term, idf(term), _side(text, term, phrase), 0) for term in dict.fromkeys(query.bigrams)),
        _trigrams(open_text, idf),
        tuple(Term(term, character_idf(term)) for term in dict.fromkeys(characters(open_text))),
        frozenset(pieces),
    )  # fmt: skip


def _side(text: str, term: str, phrase: Span) -> int:
    place = text.find(term)
    return 0 if place < 0 else -1 if place < phrase.start else 1


def _word_terms(
    words: tuple[str, ...], text: str, phrase: Span, idf: Callable[[str], float]
) -> tuple[Term, ...]:
    return tuple(
        Term(word, idf(word), _side(text, word, phrase), text.find(word)) for word in dict.fromkeys(words)
    )


def _trigrams(text: str, idf: Callable[[str], float]) -> tuple[Term, ...]:
    """Return the trigrams of the question, each weighing what its two bigrams weigh on average."""
    pairs = bigrams(text)
    found = {}
    for one, other in zip(pairs, pairs[1:], strict=False):
        if len(one) == 2 and len(other) == 2 and one[1] == other[0] and one + other[1] in text:
            found[one + other[1]] = (idf(one) + idf(other)) / 2
    return tuple(Term(term, weight) for term, weight in found.items())


def _neighbours(question: Analysis, phrase: Span) -> tuple[str, str]:
    text = question.text
    left = [word for word in question.words if word.end <= phrase.start]
    right = [word for word in question.words if word.start >= phrase.end]
    return left[-1].of(text) if left else "", right[0].of(text) if right else ""


def _head(question: Analysis, phrase: Span, lexicon: Lexicon) -> str:
    """Return the noun that is asked for: after the asking word (什么职务), else before its copula (职业是什么)."""
    text = question.text
    end = phrase.end
    start = -1
    for word in question.words:
        if word.end <= phrase.end:
            continue
        piece = text[max(word.start, phrase.end) : word.end]
        if word.start > end or start < 0 and word.start != end and word.start > phrase.end:
            break
        if start < 0 and piece in _MEASURES:
            end = word.end
            continue
        if not lexicon[piece].traits & Trait.NOUN:
            break
        start, end = (max(word.start, phrase.end) if start < 0 else start), word.end
    if start >= 0:
        return text[start:end][-6:]
    for word in reversed(question.words):
        piece = word.of(text)
        if word.end <= phrase.start and piece not in _COPULAS:
            is_noun = lexicon[piece].traits & Trait.NOUN and piece not in FUNCTION_WORDS
            return piece if is_noun else ""
    return ""


def _unit(text: str, phrase: Span, asking: str) -> str:
    """Return the unit that a figure should have: 家 for 多少家企业; empty where none is said."""
    if asking not in ("多少", "几", "哪几"):
        return ""
    return text[phrase.end : phrase.end + 1]
