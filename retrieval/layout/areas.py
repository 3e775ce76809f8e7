"""The administrative area that a title, a post or an office's name begins with: 上海市, 江西省宜春市."""

from __future__ import annotations

import re
from functools import cache

from retrieval.types import IsWord, Span
from retrieval.vocabulary import words

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_LONGEST, _SHORTEST = 12, 3  # 阿坝藏族羌族自治州 has nine characters
_LONGEST_UNKNOWN = 6
_MOST_NESTED = 3  # province, city, county


def find_area(text: str, is_word: IsWord) -> Span | None:
    """Return where the first area of a normalised text stands, with the areas it lies in; None where none does.

    A run of Chinese characters may begin with one, at its start or behind 在, 关于 and the like. It is one where
    the language knows its name (`is_word`), or where an office of its own follows (云岭市人民政府).

    A title that begins with a province speaks of it (云南:九条措施激励人才, 重庆出台返还政策), unless the name of a
    body begins with it (北京大学, 上海合作组织).

    >>> known = {"上海市", "江西省", "宜春市"}.__contains__
    >>> [find_area(text, known) for text in ("2026年上海市政府工作报告", "江西省宜春市统计局", "加强城市管理")]
    [Span(start=5, end=8), Span(start=0, end=6), None]
    """
    for run in _HAN.finditer(text):
        for start in _starts(run.group()):
            end = _end(run.group(), start, is_word)
            if end > start:
                return Span(run.start() + start, run.start() + end)
        if not run.start() and (province := _province(run.group(), is_word)):
            return Span(0, len(province))
    return None


def _province(run: str, is_word: IsWord) -> str:
    """Return the province that a run of characters begins with, empty for none."""
    found = next((name for name in words("provinces") if run.startswith(name)), "")
    behind = run[len(found) : len(found) + _LONGEST_UNKNOWN]
    is_longer = any(is_word(run[:end]) for end in range(len(found) + 1, len(found) + _LONGEST_UNKNOWN))
    return "" if is_longer or any(word in behind for word in words("bodies-of-places")) else found


def _starts(run: str) -> list[int]:
    """Return where in a run of characters an area's name may begin."""
    behind = (run.find(cue) + len(cue) for cue in words("area-cues") if cue in run)
    return sorted({0, *behind})


def _end(run: str, start: int, is_word: IsWord) -> int:
    """Return where the areas that begin at `start` end, `start` where none does."""
    end = start
    for _ in range(_MOST_NESTED):
        found = _one(run, end, is_word)
        if found is None:
            break
        end = found
    return end


def _one(run: str, start: int, is_word: IsWord) -> int | None:
    """Return the end of one area's name, the longest that is known."""
    for end in range(min(len(run), start + _LONGEST), start + _SHORTEST - 1, -1):
        name = run[start:end]
        if not name.endswith(_endings()) or name in _no_areas():
            continue
        is_new = _may_be_a_name(name) and not any(is_word(name[place:]) for place in range(1, len(name) - 1))
        if is_word(name) or (is_new and _is_followed_by_its_own(run, end, is_word)):
            return end
    return None


def _is_followed_by_its_own(run: str, end: int, is_word: IsWord) -> bool:
    """Return whether an office, or an area within this one, follows: 云岭市 | 人民政府, 云岭市 | 青川区人民政府."""
    return run.startswith(_offices(), end) or _one(run, end, is_word) is not None


def _may_be_a_name(name: str) -> bool:
    """Return whether an unknown word has the form of one area's name: none within it, no 全市, no 开发区."""
    return len(name) <= _LONGEST_UNKNOWN and not (
        name.startswith((*_pronouns(), *_offices(), *words("area-cues")))
        or name.endswith(tuple(_no_areas()))
        or any(ending in name[:-1] for ending in _endings() if len(ending) == 1)
    )


@cache
def _endings() -> tuple[str, ...]:
    return tuple(words("areas"))


@cache
def _no_areas() -> frozenset[str]:
    return frozenset(words("not-areas"))


@cache
def _offices() -> tuple[str, ...]:
    return tuple(words("area-offices"))


@cache
def _pronouns() -> tuple[str, ...]:
    return tuple(words("area-pronouns"))
