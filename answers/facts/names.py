"""Names in a passage: places, bodies, projects, as words that the dictionary has cut; and words that point at one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from answers.facts.phrases import Word, text_of
from answers.facts.times import Time
from answers.vocabulary import longest_first, table, vocabulary

_ENDINGS = longest_first(vocabulary("subject-endings"))
_GENERIC = vocabulary("generic-subjects")
_OWN_AREAS = vocabulary("own-areas")
_LEADS = vocabulary("phrase-leads")
PLACES = frozenset(name for _, names in table("places")[1:] for name in names.split())
_BRACKET = re.compile(r"\([\u4e00-\u9fff]{1,6}\)")
_POINTED_AT = ("项目", "公司", "产业园", "基地", "园", "工程", "中心", "集团", "药业", "科技")
_MOST_WORDS = 12
_LONGEST = 24  # code points of a name
_SHORTEST = 2
_GRAMMAR = frozenset(("d", "p", "c", "u", "uj", "ul", "uz", "r", "m", "q", "y", "t"))
_VERBS = frozenset(("v", "vd", "vi", "vg"))
_NO_FIRST = frozenset(("vn", "a", "ad", "an"))
# First letters of the tags of what goes on with a noun: 本土半导体|高级|人才
_NOUNS_ON = frozenset("nabjsfl")
_PROPER = frozenset(("ns", "nt", "nz", "nr", "nrt", "nrfg", "x", "eng", "j"))
_AREA_TAGS = frozenset(("ns", "nt", "nr", "nz", "x"))
_MAY_HOLD_DIGITS = frozenset(("x", "m", "eng", "t"))
_LAST = frozenset(ending[-1] for ending in _ENDINGS)
_COMMON = vocabulary("common-places") | _GENERIC
_LONGER_ENDINGS = tuple(ending for ending in _ENDINGS if len(ending) > 1)
_BODIES = ("局", "厅", "法院", "检察院", "海关", "管委会", "委员会", "办事处")
_SHORTEST_BODY = 4  # 行政审批局; 该局, 市局 name none
_NAMING = vocabulary("naming-verbs")
_AREA_ENDINGS = tuple(
    ending for ending in _ENDINGS if ending.endswith(("区", "县", "市", "省", "镇", "街道"))
)
_COMPARING = ("比", "较", "分别", "同比", "环比", "年均", "累计")
_TRADES = vocabulary("trade-endings")
_COUNTRY = "中国"  # which begins names of bodies, and is nobody's by itself
_LISTING = "、和与及"
_LEVELS = frozenset(ending for ending in _ENDINGS if len(ending) == 1 and ending not in _BODIES)
_WITH_ITS_SORT = 2  # 该|项目
_SORTS = frozenset(
    ("公司", "学校", "医院", "集团", "学院")
)  # by themselves they are the one that was named last
_OTHERS = frozenset(("其他", "其余", "其中", "本科生", "本地", "本土", "此外", "此次"))
_POINTERS = frozenset(("该", "此", "本", "其"))


@dataclass(frozen=True, slots=True)
class Names:
    """The names in a passage: `text` is the passage's, `article` the text around, which tells what is a place (浦东 of 浦东新区)."""

    text: str
    article: str

    def at(self, words: Sequence[Word]) -> int:
        """Return how many of some words, from the first on, name a place, a body or a project; 0 where they begin with none.

        A name that others stand beside (甲园、乙园等40家企业) is an example, and nobody whose the values are.
        """
        best = 0
        is_proper_yet = is_firm_yet = is_project = False
        for count, word in enumerate(words[:_MOST_WORDS], 1):
            if count > 1 and not self._goes_on(words[count - 2], word):
                break
            if count == 1 and word.tag in _NO_FIRST:
                break
            if _stops(word, count):
                if not (is_proper_yet and word.text in _NAMING):
                    break
                is_project = True
            said = self.text[words[0].span.start : word.span.end]
            if len(said) > _LONGEST:
                break
            if self._is_name(
                said, word, count, is_proper=is_proper_yet, is_firm=is_firm_yet, is_project=is_project
            ):
                best = count
            is_proper_yet |= is_proper(word)
            is_firm_yet |= is_proper(word) and word.tag != "ns" and word.text not in PLACES
        is_listed = 0 < best < len(words) and self.text[words[best - 1].span.end] in _LISTING
        return 0 if is_listed else best

    def last(self, words: Sequence[Word]) -> str:
        """Return the last name of a body or a project in some words: what 该项目 of the next statement points back to."""
        found = ""
        at = 0
        while at < len(words):
            is_within = self.text[max(0, words[at].span.start - 1) : words[at].span.start] == "("
            count = 0 if is_within else self.at(words[at:])
            if count and (name := self.said(words[at : at + count])).endswith(_POINTED_AT):
                found = name
            at += max(count, 1)
        return found

    def _goes_on(self, word: Word, following: Word) -> bool:
        between = self.text[word.span.end : following.span.start]
        return not between or between in tuple("()·")

    def _is_name(
        self, said: str, word: Word, count: int, *, is_proper: bool, is_firm: bool, is_project: bool
    ) -> bool:
        if said in _GENERIC or said == _COUNTRY or len(said) < _SHORTEST:
            return False
        if count == 1 and (said in PLACES or (word.tag == "ns" and is_area(said, self.article))):
            return True
        if (
            said[-1] not in _LAST
            or not said.endswith(_ENDINGS)
            or (is_project and not said.endswith((*_POINTED_AT, *_BODIES)))
        ):
            return False
        ending = next(one for one in _ENDINGS if said.endswith(one))
        if (ending in _TRADES and not is_firm) or (
            ending in _BODIES and word.text != ending and word.text in _GENERIC
        ):
            return False  # 山东科技 is no company, 空间布局 no office
        if (
            ending in _LEVELS
            and word.text != ending
            and not (word.tag in _AREA_TAGS and len(word.text) > _SHORTEST)
        ):
            return False  # 上市 is no 市, 疫区 no 区
        is_known = count == 1 and word.tag in _AREA_TAGS and len(said) > len(ending) + 1
        return len(said) > len(ending) and (
            is_proper or is_known or (ending in _BODIES and len(said) >= _SHORTEST_BODY)
        )

    def said(self, words: Sequence[Word]) -> str:
        """Return a name as it is said, with what stands behind it in brackets: 杭州高新区(滨江)."""
        name = self.text[words[0].span.start : words[-1].span.end]
        bracket = _BRACKET.match(self.text, words[-1].span.end)
        return name + bracket.group() if bracket and len(name) < _LONGEST else name


def _stops(word: Word, count: int) -> bool:
    """Return whether a word is no part of a name: a verb, an adverb, a number; a name that no dictionary has is cut to single ones."""
    if word.tag in _GRAMMAR or (word.tag in _MAY_HOLD_DIGITS and any(map(str.isdigit, word.text))):
        return True
    return (
        word.tag in _VERBS and (count == 1 or len(word.text) > 1) and not word.text.endswith(_LONGER_ENDINGS)
    )


def is_proper(word: Word) -> bool:
    """Return whether a word is a proper name, or one that no dictionary has."""
    return word.text in PLACES or (word.tag in _PROPER and word.text not in _COMMON)


@lru_cache(4096)
def is_area(name: str, article: str) -> bool:
    """Return whether an article says a name with what ends the names of areas: 浦东 where it says 浦东新区."""
    return name not in _COMMON and any(f"{name}{ending}" in article for ending in _AREA_ENDINGS)


def lead(words: Sequence[Word], times: Sequence[Time]) -> int:
    """Return how many words of a clause lead up to what it tells: conjunctions, adverbs, times, what counts it (第八届)."""
    count = 0
    while count < len(words):
        word = words[count]
        is_time = bool(times) and any(time.span.overlaps(word.span) for time in times)
        is_counted = count > 0 and words[count - 1].text[:1] == "第" and word.tag == "m"
        if not (is_time or is_counted or _leads(word) or _is_short_lead(words, count)):
            break
        count += 1
    return count


def _leads(word: Word) -> bool:
    return (word.text in _LEADS and len(word.text) > 1 and word.text not in _COMPARING) or (
        word.text[:1] == "第" and word.tag in ("m", "x")
    )


def _is_short_lead(words: Sequence[Word], at: int) -> bool:
    """Return whether a word of one character leads up to a longer one: 在|全国, and not 在|沪."""
    word = words[at]
    is_lead = (word.text in _LEADS or word.tag in ("c", "d", "p")) and word.text not in _COMPARING
    return is_lead and at + 1 < len(words) and len(words[at + 1].text) > 1


def is_own_area(word: Word) -> bool:
    """Return whether a word means the document's own place: 全市, 我省."""
    return word.text in _OWN_AREAS


def pointing(words: Sequence[Word]) -> int:
    """Return how many words from the first on point back to what was named before: 该|项目, 该局, 公司; 0 where none do."""
    if not words:
        return 0
    first = words[0].text
    if first[:1] in _POINTERS and first not in _OTHERS:
        return 1 if len(first) > 1 else min(_WITH_ITS_SORT, len(words))
    return int(first in _SORTS)


def name_within(words: Sequence[Word], text: str) -> tuple[Word, ...]:
    """Return the words from the first on up to the last that ends a name, else up to a verb: what 的 gives a value to."""
    named = [count for count in range(1, len(words) + 1) if _ends_a_name(words, count, text)]
    if named:
        return tuple(words[: named[-1]])
    verb = next(
        (at for at, word in enumerate(words) if word.tag in _VERBS or word.tag in _GRAMMAR), len(words)
    )
    return tuple(words[:verb])


def _parts(word: Word) -> bool:
    """Return whether a word stands between names, and in none: 落户 of 康养项目落户东陵高新区."""
    return word.tag in _GRAMMAR or (word.tag in _VERBS and len(word.text) > 1)


def is_named(words: Sequence[Word], text: str) -> bool:
    """Return whether some words are a name by their ending, and no common one."""
    said = text_of(words, text)
    return len(said) >= _SHORTEST_BODY and said not in _GENERIC and said.endswith(_LONGER_ENDINGS)


def _ends_a_name(words: Sequence[Word], count: int, text: str) -> bool:
    said = text_of(words[:count], text)
    is_whole = all(word.text in _NAMING or not _parts(word) for word in words[:count])
    goes_on = count < len(words) and words[count].tag[:1] in _NOUNS_ON and words[count].tag != "ad"
    return is_whole and not goes_on and len(said) <= _LONGEST and said.endswith(_LONGER_ENDINGS)
