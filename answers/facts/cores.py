"""What the words before a value say: the noun phrase, the verb of a change, what it is compared with; all that links them left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from answers.facts.phrases import Word, text_of
from answers.vocabulary import vocabulary

_LINKS = vocabulary("value-links")
_LEADS = vocabulary("phrase-leads")
_GROWTH = vocabulary("growth-verbs")
_MANNERS = vocabulary("growth-manners")
_LEVELS = ("到", "至", "为", "达")
# Those kept in the name of a change; jieba makes one word of them and the verb.
_SHOWN_MANNERS = ("年均", "月均", "同比", "环比")
_COMPARING = frozenset(("比", "较", "同"))
_DIFFERING = frozenset("高低多少快慢")
_AFTER = "后"
_AFTER_AT = 3  # words before it: 全部|建成|后, 达产|后
OTHERS = frozenset(("其他", "其余"))
_ADVERB = "d"
_PARTICLES = frozenset("了着过的地得")
_RESPECTIVELY = "分别"
_LISTING = frozenset("、和与及")
_NOUNS = frozenset(("vn", "an", "b", "s", "f", "l", "j", "i", "eng", "x", "t", "g"))
_VERBS = frozenset(("v", "vd", "vi", "vg", "vq"))
_NO_BEGINNING = frozenset(("d", "p", "c", "u", "uj", "ul", "r", "y"))


class Core(NamedTuple):
    """The words before a value without what links them to it: `growth` is the verb of a change, `is_level` where 到 follows it.

    `listed` are the words before 分别, None where it is not said; `relation` what a gap is told to: 比全市平均水平高.
    """

    words: tuple[Word, ...]
    growth: str = ""
    is_level: bool = False
    listed: tuple[Word, ...] | None = None
    relation: str = ""

    @property
    def is_change(self) -> bool:
        """Whether the value says by how much something changed."""
        return bool(self.growth) and not self.is_level


def core_of(words: Sequence[Word], text: str) -> Core:
    """Take off what links a phrase to its value, the verb of a change, and what leads up to it."""
    respective = next((at for at, word in enumerate(words) if word.text == _RESPECTIVELY), None)
    end, growth, is_level = len(words), "", False
    while end:
        word = words[end - 1].text
        if not growth and _grows(word):
            growth = word
        elif word in _LINKS or (growth and word in _MANNERS):
            is_level |= not growth and word.endswith(_LEVELS)
            if growth and not is_level and word in _SHOWN_MANNERS:
                growth = word + growth
        else:
            break
        end -= 1
    compared = next((at for at in range(end) if words[at].text in _COMPARING), end) if growth else end
    relation = ""
    if compared < end and growth in _DIFFERING and not any(map(_is_of_time, words[compared + 1 : end])):
        relation = text_of(words[compared:end], text) + growth
    if respective is None:
        return Core(_led(words[:compared]), growth, is_level, relation=relation)
    return Core(_led(words[respective + 1 : compared]), growth, is_level, _led(words[:respective]), relation)


def _grows(word: str) -> bool:
    return word in _GROWTH or (word.startswith(_SHOWN_MANNERS) and word[2:] in _GROWTH)


def _is_of_time(word: Word) -> bool:
    return word.tag == "t" or word.text in _MANNERS or any(map(str.isdigit, word.text))


def _led(words: Sequence[Word]) -> tuple[Word, ...]:
    start = next((at + 1 for at in range(1, min(_AFTER_AT, len(words) - 1)) if words[at].text == _AFTER), 0)
    while start < len(words) and leads_up(words, start, len(words)):
        start += 1
    if 0 < start < len(words) - 1 and words[start].text in _LEVELS:  # 争取|到|口罩
        start += 1
    return tuple(words[start:])


def leads_up(words: Sequence[Word], at: int, end: int) -> bool:
    """Return whether a word leads up to the phrase behind it; of one character only before a longer one: 在|沪 is part of it."""
    if at >= end:
        return False
    word = words[at]
    if word.text in _PARTICLES:
        return True
    is_lead = word.text in _LEADS or (word.tag in _NO_BEGINNING and word.text not in OTHERS)
    return is_lead and (
        len(word.text) > 1 or (at + 1 < end and (word.tag == _ADVERB or len(words[at + 1].text) > 1))
    )


def has_noun(words: Sequence[Word]) -> bool:
    """Return whether a noun is among some words."""
    return any(word.tag in _NOUNS or word.tag.startswith("n") for word in words if len(word.text) > 1)


def is_verb(word: Word) -> bool:
    """Return whether a word is a verb."""
    return word.tag in _VERBS


def split_list(words: Sequence[Word], text: str) -> list[tuple[Word, ...]]:
    """Return the items of a list: 水果、蔬菜和茶叶产量."""
    items: list[list[Word]] = [[]]
    for word in words:
        if word.text in _LISTING or (items[-1] and "、" in text[items[-1][-1].span.end : word.span.start]):
            items.append([])
        if word.text not in _LISTING:
            items[-1].append(word)
    return [tuple(item) for item in items if item]
