"""Whose a value is: the place, body or project that its clause begins with, else what was named before, else the document's own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from answers.facts.phrases import Word, text_of
from answers.facts.times import Time
from answers.vocabulary import any_of, longest_first, table, vocabulary

_ENDINGS = longest_first(vocabulary("subject-endings"))
_GENERIC = vocabulary("generic-subjects")
_OWN_AREAS = vocabulary("own-areas")
_LEADS = vocabulary("phrase-leads")
_PLACES = frozenset(name for _, names in table("places")[1:] for name in names.split())
_AREAS = any_of(
    ending
    for ending in _ENDINGS
    if ending.endswith(("区", "街道", "县", "镇", "湾", "港")) and len(ending) > 1
)
_NAMED_AREA = re.compile(rf"(?P<name>[\u4e00-\u9fff]{{1,8}}?(?:{_AREAS}|县)(?:\([\u4e00-\u9fff]{{1,6}}\))?)")
_BRACKET = re.compile(r"\([\u4e00-\u9fff]{1,6}\)")
_YEAR = re.compile(r"\d{4}年度?")
_ENDING = re.compile(rf"(?:{any_of(_ENDINGS)})$")
_POINTED_AT = ("项目", "公司", "产业园", "基地", "园", "工程", "中心", "集团", "药业", "科技")
_MOST_WORDS = 12
_LONGEST = 24  # code points of a name
_SHORTEST = 2
_FEWEST = 3  # times that a text says the name of whom it is about
_GRAMMAR = ("d", "p", "c", "u", "uj", "ul", "uz", "r", "m", "q", "y", "t")
_VERBS = ("v", "vd", "vi", "vg")
_NO_FIRST = ("vn", "a", "ad", "an")
_NOUNS_ON = frozenset(
    "nabjsfl"
)  # first letters of the tags of what goes on with a noun: 本土半导体|高级|人才
_PROPER = ("ns", "nt", "nz", "nr", "nrt", "nrfg", "x", "eng", "j")
_AREA_TAGS = ("ns", "nt", "nr", "nz", "x")
_COMMON = vocabulary("common-places") | _GENERIC
_LONGER_ENDINGS = tuple(ending for ending in _ENDINGS if len(ending) > 1)
_BODIES = ("局", "厅", "法院", "检察院", "海关", "管委会", "委员会", "办事处")
_SHORTEST_BODY = 4  # 行政审批局; 该局, 市局 name none
_NAMING = vocabulary("naming-verbs")
_AREA_ENDINGS = tuple(
    ending for ending in _ENDINGS if ending.endswith(("区", "县", "市", "省", "镇", "街道"))
)
_LISTING = "、和与及"
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
        is_proper = is_project = False
        for count, word in enumerate(words[:_MOST_WORDS], 1):
            if count > 1 and not self._goes_on(words[count - 2], word):
                break
            if count == 1 and word.tag in _NO_FIRST:
                break
            if _stops(word, count):
                if not (is_proper and word.text in _NAMING):
                    break
                is_project = True
            said = text_of(words[:count], self.text)
            if len(said) > _LONGEST:
                break
            if self._is_name(said, word, count, is_proper=is_proper, is_project=is_project):
                best = count
            is_proper |= _is_proper(word)
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

    def _is_name(self, said: str, word: Word, count: int, *, is_proper: bool, is_project: bool) -> bool:
        if said in _GENERIC or len(said) < _SHORTEST:
            return False
        if count == 1 and (said in _PLACES or (word.tag == "ns" and is_area(said, self.article))):
            return True
        if not said.endswith(_ENDINGS) or (is_project and not said.endswith((*_POINTED_AT, *_BODIES))):
            return False
        ending = next(one for one in _ENDINGS if said.endswith(one))
        if (
            len(ending) == 1
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
    if word.tag in _GRAMMAR or any(map(str.isdigit, word.text)):
        return True
    return (
        word.tag in _VERBS and (count == 1 or len(word.text) > 1) and not word.text.endswith(_LONGER_ENDINGS)
    )


def _is_proper(word: Word) -> bool:
    return word.text in _PLACES or (word.tag in _PROPER and word.text not in _COMMON)


@lru_cache(4096)
def is_area(name: str, article: str) -> bool:
    """Return whether an article says a name with what ends the names of areas: 浦东 where it says 浦东新区."""
    return name not in _COMMON and any(f"{name}{ending}" in article for ending in _AREA_ENDINGS)


def lead(words: Sequence[Word], times: Sequence[Time]) -> int:
    """Return how many words of a clause lead up to what it tells: conjunctions, adverbs, times, what counts it (第八届)."""
    count = 0
    while count < len(words):
        word = words[count]
        is_time = any(time.span.overlaps(word.span) for time in times)
        is_counted = count > 0 and words[count - 1].text[:1] == "第" and word.tag == "m"
        if not (is_time or is_counted or _leads(word) or _is_short_lead(words, count)):
            break
        count += 1
    return count


def _leads(word: Word) -> bool:
    return (word.text in _LEADS and len(word.text) > 1) or (word.text[:1] == "第" and word.tag in ("m", "x"))


def _is_short_lead(words: Sequence[Word], at: int) -> bool:
    """Return whether a word of one character leads up to a longer one: 在|全国, and not 在|沪."""
    word = words[at]
    is_lead = word.text in _LEADS or word.tag in ("c", "d", "p")
    return is_lead and word.text != "分别" and at + 1 < len(words) and len(words[at + 1].text) > 1


def is_own_area(word: Word) -> bool:
    """Return whether a word means the document's own place: 全市, 我省."""
    return word.text in _OWN_AREAS


def points_back(words: Sequence[Word]) -> bool:
    """Return whether a clause begins with what was named before: 该项目, 该产业园."""
    return bool(words) and words[0].text[:1] in _POINTERS


def name_within(words: Sequence[Word], text: str) -> tuple[Word, ...]:
    """Return the words from the first on up to the last that ends a name, else up to a verb: what 的 gives a value to."""
    named = [count for count in range(1, len(words) + 1) if _ends_a_name(words, count, text)]
    if named:
        return tuple(words[: named[-1]])
    verb = next((at for at, word in enumerate(words) if word.tag in (*_VERBS, *_GRAMMAR)), len(words))
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


@lru_cache(64)
def own_subject(heading: str, text: str) -> str:
    """Return whom an article is about: the area that its title names, else the region, else the area that its text names most.

    `heading` is the title, and the document's region below it where that is known; all of it normalised.
    """
    title, _, region = heading.partition("\n")
    title = _YEAR.sub("", title)
    said = Counter(filter(None, (_stripped(match["name"]) for match in _NAMED_AREA.finditer(text))))
    in_title = [name for match in _NAMED_AREA.finditer(title) if (name := _stripped(match["name"]))]
    named = next((name for name in in_title if name not in _GENERIC), "") or _in_brackets(title, said)
    if named or in_title:
        return named or _fullest(in_title[0], said)
    if region:
        return region
    most = [name for name, count in said.most_common() if count >= _FEWEST and name not in _GENERIC]
    return next((word for word in sorted(_PLACES) if word in title), most[0] if most else "")


def _in_brackets(title: str, said: Counter[str]) -> str:
    """Return the area that a text calls by another name in brackets, which its title has: 杭州高新区(滨江) of 滨江."""
    for name in sorted(said, key=lambda name: (-said[name], name)):
        _, bracket, other = name.rstrip(")").partition("(")
        if bracket and other in title:
            return name
    return ""


def _fullest(name: str, said: Counter[str]) -> str:
    """Return the longer form that a text gives a name more often than not: 徐州经开区 for 经开区."""
    longer = [other for other in said if other.endswith(name) and said[other] * 2 > said[name]]
    return max(longer, key=lambda other: (said[other], other), default=name)


def _stripped(name: str) -> str:
    """Return a name without the function words that a run of characters may begin with."""
    for place in range(len(name) - 1, -1, -1):
        if name[place] in "的在和与及对为把是了使让向从由到以将":
            return name[place + 1 :]
    return name
