"""Names of bodies abbreviated and spelled out: 公积金中心 for 住房公积金管理中心, by the rule that both end alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from answers.questions.parts import HAN
from answers.vocabulary import any_of, longest_first, vocabulary
from retrieval.types import Span

Cut = Callable[[str], Sequence[Span]]  # the words of a text
Tag = Callable[[str], str]

_ENDINGS = longest_first(vocabulary("body-endings"))
_FILLERS = re.compile(any_of(vocabulary("name-fillers")))
_SHORTEST, _LONGEST = 3, 16  # characters of a name: 县人社局, 国家税务总局某某市税务局
# Between two characters of an abbreviation the whole name has at most these: 人[力资源和]社[会保障]局.
_LONGEST_GAP = 5
_OFFICES = ("委办", "府办")  # 市委办 is 市委办公室, and no 市委改革办
_NO_PART_OF_A_NAME = "的了在对为由是把被从向到等有未不副长"
_SORTS_BEFORE = (
    "n",
    "b",
    "a",
    "vn",
)  # parts of speech of a word that tells what sort of thing the next names
_TOTAL, _LAST_WORD, _SHORTEST_TOTAL = "总", 2, 4  # and code points of the last word and of the shortest term
_AMOUNT = "量"  # 粮食总产 is 粮食总产量
_MOST_FILLERS = 4  # of a name, left out in every combination
_BEHIND = 3  # characters behind the first of two words of two each


def names_of_bodies(text: str) -> Iterator[Span]:
    """Yield the stretches of a normalised text that may name a body, the longest of each ending first.

    >>> [span.of("县人社局抽检") for span in names_of_bodies("县人社局抽检")]
    ['县人社局', '人社局']
    """
    for end in range(_SHORTEST, len(text) + 1):
        if not text.endswith(_ENDINGS, 0, end) or text[end : end + 1] == "长":  # the post: 招商局局长
            continue
        start = end
        while start > max(0, end - _LONGEST) and HAN.match(text[start - 1]):
            if text[start - 1] in _NO_PART_OF_A_NAME:
                break
            start -= 1
        yield from (Span(first, end) for first in range(start, end - _SHORTEST + 1))


def whole_name(short: str, texts: Iterable[str], cut: Cut) -> str:
    """Return the name that some texts spell out most often, of which a name is the abbreviation; empty for none.

    Each character of it begins a word there or follows the one before: 卫生院 is not 卫健委协调医生到院.
    """
    if short.endswith(_OFFICES):
        return ""
    found: Counter[str] = Counter()
    for text in texts:
        start = text.find(short[0])
        while start >= 0:
            places = _places(short, text, start)
            name = text[start : places[-1] + 1]
            if len(places) == len(short) and _begins_words(places, start, cut(name)):
                found[name] += 1
            start = text.find(short[0], start + 1)
    found.pop(short, None)
    return min(found, key=lambda name: (-found[name], len(name), name), default="")


def with_total(term: str) -> tuple[str, ...]:
    """Return a term with or without what says that it is the whole; none for one so short that 总 begins another word.

    >>> with_total("粮食产量"), with_total("财政总收入"), with_total("产量")
    (('粮食总产量', '粮食总产'), ('财政收入',), ())
    """
    if len(term) < _SHORTEST_TOTAL:
        return ()
    before, last = term[:-_LAST_WORD], term[-_LAST_WORD:]
    if before.endswith(_TOTAL):
        return (before.removesuffix(_TOTAL) + last,)
    if _TOTAL in term:
        return ()
    whole = f"{before}{_TOTAL}{last}"
    return (whole, whole.removesuffix(_AMOUNT)) if whole.endswith(_AMOUNT) else (whole,)


def spelled_out(short: str, texts: Iterable[str], cut: Cut, tag: Tag) -> str:
    """Return the two words that some texts say most often whose first characters an abbreviation is; empty for none.

    保额 is 保险额度, 专票 专用发票: a noun behind a noun or what tells its sort, of two characters each.
    """
    found: Counter[str] = Counter()
    for text in texts:
        places = list(_stretched(short, text))
        if not places:
            continue
        words = {(word.start, word.end) for word in cut(text)}
        for start in places:
            first, second = text[start : start + 2], text[start + 2 : start + 4]
            is_cut = (start, start + 2) in words and (start + 2, start + 4) in words
            if is_cut and tag(first).startswith(_SORTS_BEFORE) and tag(second).startswith("n"):
                found[first + second] += 1
    return min(found, key=lambda name: (-found[name], name), default="")


def _stretched(short: str, text: str) -> Iterator[int]:
    """Yield where both characters of an abbreviation stand with a Chinese one behind each; a pattern for each would be compiled anew.

    >>> list(_stretched("保额", "扩大保险额度,保额可查,保证额外"))
    [2, 12]
    """
    place = text.find(short[0])
    while place >= 0:
        behind = text[place + 1 : place + 4]
        if len(behind) == _BEHIND and behind[1] == short[1] and HAN.match(behind[0]) and HAN.match(behind[2]):
            yield place
        place = text.find(short[0], place + 1)


def _places(short: str, text: str, start: int) -> list[int]:
    """Return where the characters of an abbreviation follow one another, as far as they do, each as near as can be."""
    places = [start]
    for character in short[1:]:
        last = places[-1]
        place = text.find(character, last + 1, last + _LONGEST_GAP + 2)
        between = text[last + 1 : place]
        if place < 0 or not all(HAN.match(one) and one not in _NO_PART_OF_A_NAME for one in between):
            break
        places.append(place)
    return places


def _begins_words(places: Sequence[int], start: int, words: Sequence[Span]) -> bool:
    starts = {start + word.start for word in words}
    return all(place in starts or place == before + 1 for before, place in pairwise(places))


def shorter_names(whole: str) -> tuple[str, ...]:
    """Return what is left of a name without words that may be left unsaid, the longest first.

    >>> shorter_names("住房公积金管理中心")
    ('公积金管理中心', '住房公积金中心', '公积金中心')
    """
    fillers = [Span(*match.span()) for match in _FILLERS.finditer(whole)][:_MOST_FILLERS]
    made = (
        _without(whole, left_out)
        for count in range(1, len(fillers) + 1)
        for left_out in combinations(fillers, count)
    )
    return tuple(name for name in dict.fromkeys(made) if len(name) >= _SHORTEST)


def _without(text: str, left_out: Sequence[Span]) -> str:
    kept = [
        character
        for place, character in enumerate(text)
        if not any(span.start <= place < span.end for span in left_out)
    ]
    return "".join(kept)
