"""What an indicator is known by: one name for those that mean the same (到岗率, 返岗率), its variants (人均, 新增, 增速) apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from answers.lexicon import Lexicon
from answers.vocabulary import any_of, vocabulary
from retrieval.normalise import normalise

_GROWTH = vocabulary("growth-verbs") | vocabulary("growth-nouns")
_VARIANTS = re.compile(any_of(vocabulary("variant-words") | vocabulary("per-unit") | {"目标"}))
_GROWS = re.compile(rf"(?<!新)(?:{any_of(_GROWTH)})$")  # 通车里程新增 is what was added
_SHARE = re.compile(r"(?:占|高于|低于|优于|快于|超过)[\u4e00-\u9fff]{2,12}$")
_AREAS = re.compile(rf"^(?:{any_of(vocabulary('own-areas'))}|全国|全社会)")
_MARKS = re.compile(r"[^\w\u4e00-\u9fff%&.]")
_CHANGE = "增速"
_SHORTEST = 2


@dataclass(frozen=True, slots=True)
class IndicatorKey:
    """An indicator's one name, normalised, and what makes another figure of it: 人均, 累计, 增速, 占全国."""

    name: str
    variants: frozenset[str]

    def holds(self, other: IndicatorKey) -> bool:
        """Return whether this one is the other or a narrower one: 规上企业复工率 is a 复工率, 返岗员工 no 返岗率."""
        return self.variants == other.variants and self.name.endswith(other.name)


def indicator_key(text: str, lexicon: Lexicon) -> IndicatorKey:
    """Return what an indicator is known by; `lexicon` says which names mean the same.

    >>> from answers.lexicon import built_in
    >>> keys = [indicator_key(one, built_in()) for one in ("员工到岗率", "返岗率", "全市GDP", "地区生产总值增长", "人均GDP")]
    >>> keys[0].holds(keys[1]), keys[2].name == keys[3].name, keys[3].variants, keys[4].variants
    (True, True, frozenset({'增速'}), frozenset({'人均'}))
    """
    return _key(_MARKS.sub("", normalise(text).text), _Names(lexicon))


@dataclass(frozen=True, slots=True, eq=False)
class _Names:
    """A lexicon, hashed by what it is and not by what it holds."""

    lexicon: Lexicon

    def __hash__(self) -> int:
        return id(self.lexicon)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Names) and other.lexicon is self.lexicon


@lru_cache(16_384)
def _key(text: str, names: _Names) -> IndicatorKey:
    variants: set[str] = set()
    rest = _AREAS.sub("", text)
    if share := _SHARE.search(rest):
        variants.add(share.group())
        rest = rest[: share.start()]
    while (grown := _GROWS.search(rest)) and grown.start() >= _SHORTEST:
        variants.add(_CHANGE)
        rest = rest[: grown.start()]
    variants.update(_VARIANTS.findall(rest))
    rest = _VARIANTS.sub("", rest) or rest
    return IndicatorKey(_named(rest, names.lexicon), frozenset(variants))


def names_of(key: IndicatorKey, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the names by which a text may say what a key's indicator is, its own first."""
    start, group = _group(key.name, lexicon)
    return tuple(dict.fromkeys((key.name, *(key.name[:start] + name for name in group))))


def _named(text: str, lexicon: Lexicon) -> str:
    """Return a name with its longest end that has others put into the one that stands for all of them."""
    start, group = _group(text, lexicon)
    return text[:start] + min(group, key=lambda word: (len(word), word)) if group else text


def _group(text: str, lexicon: Lexicon) -> tuple[int, tuple[str, ...]]:
    """Return where the longest end of a name begins that has others, and all that it may be; none where no end has."""
    for start in range(len(text) - _SHORTEST + 1):
        others = lexicon.others(text[start:])
        if others:
            return start, (text[start:], *others)
    return len(text), ()
