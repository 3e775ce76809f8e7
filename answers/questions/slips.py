"""Slips of the pen: one wrong character that sounds or looks like the one which the documents say (体问 for 体温).

Looked for only where a question says what no document does. A name is never turned into another: people, bodies and places,
figures and what stands in quotation marks are left as they were typed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from answers.questions.parts import (
    FRAME,
    HAN,
    INDICATOR_SUFFIX,
    INDICATORS,
    NAMED_AREA,
    NAMED_BODY,
    Part,
    Tag,
    Term,
)
from answers.questions.terms import LIGHT_VERBS
from answers.questions.understanding import Understanding
from answers.spans.names import SURNAMES
from answers.vocabulary import table, vocabulary
from retrieval.analysis import FUNCTION_WORDS
from retrieval.types import Span

_LONGEST = 4  # characters of a word that a slip is mended in
_AREA_ENDS = "区市县镇乡村省"
_NAMES = ("nr", "ns", "nt")
# Pronouns, numerals, adverbs, prepositions and particles are no pieces of a word that was mistyped; nor are words that
# only frame a question or say nothing, where nothing else stands beside them.
_NO_PIECE_TAGS = ("r", "m", "d", "p", "u", "c", "y", "f")
_SAYS_NOTHING = FRAME | LIGHT_VERBS
_LEADS_TO_WHOM = vocabulary("leads-to-whom")
_NEGATIONS = vocabulary("negations")  # 没批 says what 每批 does not
_MOST_CHARACTERS = 40  # a longer question is pasted, and what it says is not looked up a character at a time


@dataclass(frozen=True, slots=True)
class Corpus:
    """What the documents say: a text to the letter, in how many passages as a word; what the dictionary says of a word."""

    is_said: Callable[[str], bool]
    count: Callable[[str], int]
    is_word: Callable[[str], bool]
    tag: Tag


def find_slip(question: Understanding, corpus: Corpus) -> str | None:
    """Return a normalised question with the slip mended that it has; None where it has none that is plain."""
    text = question.text
    if len(text) > _MOST_CHARACTERS:
        return None
    words = _looked_at(question, corpus)
    for first, last in _stretches(words):
        stretch = Span(words[first].start, words[last].end)
        typed = stretch.of(text)
        if corpus.is_word(typed) or corpus.is_said(typed) or _says_nothing(words[first : last + 1], text):
            continue
        if _cuts_an_indicator(stretch, text):
            continue
        found = [
            (corpus.count(changed), changed)
            for place in range(len(typed))
            if HAN.match(typed[place]) and not _tells_apart(text, stretch.start + place)
            for character in _alike(typed[place])
            for changed in [typed[:place] + character + typed[place + 1 :]]
            if _is_meant(changed, place, corpus)
        ]
        if found:
            return text[: stretch.start] + max(found)[1] + text[stretch.end :]
    return None


def _looked_at(question: Understanding, corpus: Corpus) -> list[Span]:
    """Return the words of a question that may be pieces of a word with a slip: no names, nothing that asks or frames."""
    text = question.text
    kept = [term.span for term in question.terms if _is_name(term, text, corpus)]
    asking = {span.start for span in question.asks}
    return [
        word
        for word in question.analysis.words
        if not any(word.overlaps(span) for span in (*kept, *question.asks))
        and not (word.end in asking and word.of(text) in _LEADS_TO_WHOM)
        and word.of(text) not in FUNCTION_WORDS
        and word.of(text) not in _NEGATIONS
        and not corpus.tag(word.of(text)).startswith(_NO_PIECE_TAGS)
    ]


def _says_nothing(words: Sequence[Span], text: str) -> bool:
    return all(word.of(text) in _SAYS_NOTHING for word in words)


def _cuts_an_indicator(stretch: Span, text: str) -> bool:
    """Return whether a stretch ends amid what is measured, which is no word together with what stands before it: 电占|比."""
    ends = range(stretch.end + 1, min(stretch.end + _LONGEST, len(text) + 1))
    found = (INDICATORS.search(text, stretch.start, end) for end in ends)
    return any(one is not None and stretch.start < one.start() < stretch.end for one in found)


def _stretches(words: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Yield which words, side by side, make two to four characters together: 体|问, 返岗|律, 高薪|区; longest first."""
    for first, word in enumerate(words):
        for last in range(min(first + _LONGEST, len(words)) - 1, first - 1, -1):
            is_run = all(one.end == two.start for one, two in pairwise(words[first : last + 1]))
            if is_run and 1 < words[last].end - word.start <= _LONGEST:
                yield first, last


def _is_name(term: Term, text: str, corpus: Corpus) -> bool:
    """Return whether a term names somebody or something, or states a figure: what is never taken for a slip."""
    if term.is_quoted or term.part in (Part.DATE, Part.FIGURE):
        return True
    behind = text[term.span.end : term.span.end + _LONGEST]
    if NAMED_BODY.match(behind) or NAMED_BODY.search(term.text):
        return True
    if corpus.is_word(term.text):
        return corpus.tag(term.text).startswith(_NAMES) and term.part is Part.ENTITY
    is_person = term.text[0] in SURNAMES and len(term.text) < _LONGEST and term.text[-1] not in _AREA_ENDS
    return term.part is Part.ENTITY and is_person


def _tells_apart(text: str, place: int) -> bool:
    """Return whether a character tells a body or an area from others of its sort: 风 in 恒风机械, 轻 in 轻河高新区."""
    return any(
        NAMED_BODY.search(text[place + 1 : end]) or NAMED_AREA.search(text[place + 1 : end])
        for end in range(place + 3, place + 2 + _LONGEST)
    )


def _is_meant(changed: str, place: int, corpus: Corpus) -> bool:
    """Return whether the documents say a changed stretch as a word of theirs; they are looked at last, as it takes longest.

    除法 is none in 排除法律障碍, nor 量器 in 计量器具.
    """
    if not _may_be_word(changed, place, corpus):
        return False
    return corpus.count(changed) > 0 if corpus.is_word(changed) else corpus.is_said(changed)


def _may_be_word(changed: str, place: int, corpus: Corpus) -> bool:
    if corpus.is_word(changed):
        tag = corpus.tag(changed)
        return changed[-1] in _AREA_ENDS if tag.startswith(_NAMES) else tag.startswith(("n", "v"))
    is_indicator = place == len(changed) - 1 and changed[place] in INDICATOR_SUFFIX
    return is_indicator or not all(map(HAN.match, changed))  # 返岗率, e企赢


@cache
def _alike_characters() -> Mapping[str, str]:
    groups = [row[-1] for name in ("same-sound", "same-shape") for row in table(name)]
    alike: dict[str, dict[str, None]] = {}
    for group in groups:
        for character in group:
            alike.setdefault(character, {}).update(dict.fromkeys(group))
    return {character: "".join(others) for character, others in alike.items()}


def _alike(character: str) -> str:
    """Return the characters that sound or look like one, itself left out."""
    return _alike_characters().get(character, "").replace(character, "")
