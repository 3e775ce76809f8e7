"""What a question hands on to the next: all that it says beside its asking, its period taken out or left in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from answers.periods import NO_TIMES, RELATIVE_TIMES, YEARS
from answers.questions.kinds import question_phrases
from answers.questions.parts import FRAME, Part, Tag, Term
from answers.questions.understanding import Understanding
from answers.vocabulary import any_of, vocabulary
from retrieval.quantities import find_dates
from retrieval.types import Span
from retrieval.vocabulary.lists import words

DEPENDENT_NOUNS = vocabulary("dependent-nouns")
# 比上年 compares, and is no period that is asked for.
_PERIODS = any_of({*RELATIVE_TIMES, *vocabulary("relative-periods")})
_RELATIVE = re.compile(rf"{NO_TIMES}|(?<![比较])(?P<said>{_PERIODS})")
_YEAR = re.compile(r"(?<!\d)(?P<year>\d{4})年")
# Verbs, adverbs, prepositions and particles.
_DOING_TAGS = ("v", "d", "u", "p", "z")
_PREPOSITION = "p"  # 面粉厂在哪个县
_NOUN_TAGS = ("n", "j", "x", "l", "i", "b", "g", "an")
_EDGES = ",。?!;: 的"
_PARTICLES = "吗吧呢呀啊么"
_HOW_MUCH = re.compile(r"(?:多少|几)(?P<unit>\w{0,2})[?。]*$")
_COUNTED_BY = re.compile(rf"(?:多少|几)(?P<unit>{any_of(words('measure-words'))})")
# What anything is measured or counted by: 今年要建多少亩 of fields, and not 多少钱 of firms.
_OF_ANYTHING = frozenset(("", "个", *words("units"))) - frozenset(("元", "美元"))
_IN_ALL = re.compile(any_of(vocabulary("summed-up")))


# 定的目标 at the end, 预计 before a verb
_PLAN = re.compile(
    rf"(?:{any_of(vocabulary('setting-verbs'))})?[了的]{{0,2}}目标(?:值|数)?[是为的]?$|{any_of(vocabulary('planning-adverbs'))}"
)


def periods(text: str) -> tuple[Span, ...]:
    """Return the ranges of a normalised question that say for when it asks: dates, 去年, 上半年.

    >>> [span.of("江西去年和2022年的产量") for span in periods("江西去年和2022年的产量")]
    ['去年', '2022年']
    """
    found = [date.span for date in find_dates(text)]
    relative = [Span(*match.span()) for match in _RELATIVE.finditer(text) if match["said"]]
    return tuple(sorted(found + [span for span in relative if not any(map(span.overlaps, found))]))


def counted_from(period: str, text: str) -> str:
    """Return 2019年 for 去年 after a question on 2020年; any other period as it is."""
    year = _YEAR.search(text)
    unit, away = RELATIVE_TIMES.get(period, ("", 0))
    return f"{int(year['year']) + away}年" if year and unit == YEARS and away else period


def is_noun(term: Term, tag: Tag) -> bool:
    """Return whether a term names a thing that can be asked about, by itself."""
    if term.text in DEPENDENT_NOUNS or term.part is Part.DATE:
        return False
    return (term.part is not Part.WORD and term.part is not Part.ACT) or tag(term.text).startswith(_NOUN_TAGS)


class Doing(Enum):
    """What the verb of a later question says: more of the same (要建, 增长了), or something else (占地)."""

    SAME = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Carried:
    """What the question before says beside its asking: before and behind what asks, and by what it counts that (家 of 多少家)."""

    before: str
    behind: str
    unit: str = ""

    def join(self, rest: str) -> str:
        """Return a question that says only `rest`, completed: 广西 + 今年要建多少 + 高标准农田."""
        how_much = _HOW_MUCH.search(rest) if self.behind and not _IN_ALL.search(rest) else None
        if how_much is not None and how_much["unit"] in _OF_ANYTHING | {self.unit}:
            return f"{self.before}{rest.rstrip('?。')}{self.behind}?"
        if how_much is not None and not self.unit:
            return f"{self.before}{rest}"  # 送的是哪家公司,送了几份
        before = "" if rest.startswith(self.before) else self.before  # 实际|实际住了多少人
        return f"{before}{self.behind}{rest}"


def carried(question: Understanding, tag: Tag, *, with_period: bool, doing: Doing | None = None) -> Carried:
    """Return what a question hands on; what stands right before its asking gives way to what is done instead."""
    text = question.text
    asks = question_phrases(text)
    pieces = _pieces(text, [*asks, *(() if with_period else periods(text))])
    first = asks[0].start if asks else len(text)
    before, behind = [], []
    for piece in pieces:
        if piece.start < first:
            is_last = piece.end == first
            before.append(_without_doing(piece, question, tag, doing) if is_last else piece.of(text))
        elif said := [term for term in question.terms if piece.holds(term.span)]:
            behind.append(text[said[0].span.start : piece.end])
    counted = _COUNTED_BY.search(text)
    front, rest = (
        "".join(part.strip(_EDGES).rstrip(_PARTICLES) for part in parts) for parts in (before, behind)
    )
    return Carried(front, rest, counted["unit"] if counted is not None else "")


def without_plan(text: str) -> str:
    """Return what a question hands on without its asking for what is planned, where the next one asks for what is done.

    >>> without_plan("江阴到账外资定的目标"), without_plan("江阴预计新增的床位")
    ('江阴到账外资', '江阴新增的床位')
    """
    return _PLAN.sub("", text)


def _without_doing(piece: Span, question: Understanding, tag: Tag, doing: Doing | None) -> str:
    """Return a piece of a question without the verbs, adverbs and particles that it ends with: 建了 in 建了多少农田.

    Where something else is done its indicator goes as well: 投资 before 占地多大.
    """
    end = piece.end
    for word in reversed([word for word in question.analysis.words if piece.holds(word)]):
        said = word.of(question.text)
        if doing is None:
            return question.text[piece.start : word.start if tag(said) == _PREPOSITION else end]
        term = next((term for term in question.terms if term.span.overlaps(word)), None)
        is_other = doing is Doing.OTHER and term is not None and term.part is Part.INDICATOR
        if term is not None and is_noun(term, tag) and not is_other:
            break
        if not (is_other or tag(said).startswith(_DOING_TAGS) or said in FRAME):
            break
        end = word.start
    return question.text[piece.start : end]


def _pieces(text: str, away: Sequence[Span]) -> list[Span]:
    """Return the ranges of a text that are left where some are taken out, marks ending a range too."""
    left = [not any(span.start <= place < span.end for span in away) for place in range(len(text))]
    pieces = []
    start = 0
    for place in range(len(text) + 1):
        if place == len(text) or not left[place] or text[place] in ",。?!;":
            if place > start:
                pieces.append(Span(start, place))
            start = place + 1
    return pieces
