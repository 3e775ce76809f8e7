"""Paragraphs torn by a page break: whether one is open, and which of the lines ahead goes on with it.

All of it reads folded text (`normalise.in_place`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.types import IsWord

_FINAL = tuple("。!?…;:")
_CLOSERS = "”’」』)】》\"'"
# 全力打赢全区经济保卫战。 殷晴 张凯畅: the author's name after the last sentence, not an open end
_SIGNED = re.compile(r"[。!?][”」』]? {1,8}\(?[\u4e00-\u9fff]{2,4}(?: [\u4e00-\u9fff]{2,4}){0,3}\)?$")
_LONGEST_SIGNATURE = 32  # what `_SIGNED` matches at the most
_LIST_ITEM = re.compile(r"^(?:\d{1,2}(?:[、)]|\.(?!\d))|\(?[一二三四五六七八九十]{1,5}[、)]|[-*•●■])")
_PAUSE = re.compile(r"[,。;、]")
_QUOTES = (("“", "”"), ("「", "」"), ("《", "》"))
_SHORTEST_OPEN = 18
_LONGEST_CROSSING = 3
_LONGEST_INLAID = 8
_INNER = tuple(",;、。)”》")  # what no line begins with
_LATIN = re.compile(r"[A-Za-z0-9]")
# Whether a paragraph is open is told by its end: one that is mended over and over is not read anew each time.
LOOKED_BACK = 1_000


def is_closed(text: str) -> bool:
    """Return whether a folded line ends as a sentence ends.

    >>> is_closed("他说:“好。”"), is_closed("打赢保卫战。 殷晴 张凯畅")
    (True, True)
    >>> is_closed("1月24日设"), is_closed("“进了社区门”")
    (False, False)
    """
    return text.rstrip(_CLOSERS).endswith(_FINAL) or bool(_SIGNED.search(text[-_LONGEST_SIGNATURE:]))


def is_open(text: str) -> bool:
    """Return whether a paragraph stops in the middle of a sentence."""
    return len(text) >= _SHORTEST_OPEN and not is_closed(text) and bool(_PAUSE.search(text))


def mend(text: str, ahead: Sequence[tuple[int, str, bool]], is_word: IsWord) -> int | None:
    """Return the place of the line that goes on with an open text, None where nothing fits.

    `ahead` are (place, text, lies at hand). A line that completes a word across the tear (设 | 立) or closes
    an open quotation comes first, wherever it stands; else the next line, if it lies at hand.
    """
    for place, other, _ in ahead:
        if goes_on(text, other, is_word):
            return place
    for place, other, at_hand in ahead:
        if at_hand and not _LIST_ITEM.match(other):
            return place
    return None


def is_inlaid(text: str, fragment: str, following: str) -> bool:
    """Return whether a short line was part of the paragraph before and the line after it, all three one.

    A page sets such a word apart (a link, an index of a formula), and the copied text breaks there.

    >>> is_inlaid("乡村绿化美化,PM", "2.5", "年平均浓度保持在20微克左右。"), is_inlaid("进展顺利。", "图一", "下一步,")
    (True, False)
    """
    if len(fragment) > _LONGEST_INLAID or is_closed(text) or _LIST_ITEM.match(fragment):
        return False
    goes_on_a_word = bool(_LATIN.match(text[-1:])) and bool(_LATIN.match(fragment))
    return goes_on_a_word or _closes_a_quote(text, following) or following.startswith(_INNER)


def goes_on(text: str, other: str, is_word: IsWord) -> bool:
    """Return whether something that lies across the tear shows that `other` goes on with `text`."""
    if _LIST_ITEM.match(other):
        return False
    return _completes_a_word(text, other, is_word) or _closes_a_quote(text, other)


def _completes_a_word(text: str, other: str, is_word: IsWord) -> bool:
    """Return whether a word of the dictionary lies across the tear."""
    for before in range(1, _LONGEST_CROSSING + 1):
        for after in range(1, _LONGEST_CROSSING + 1):
            if is_word(text[-before:] + other[:after]):
                return True
    return False


def _closes_a_quote(text: str, other: str) -> bool:
    for opener, closer in _QUOTES:
        if text.count(opener) > text.count(closer):
            closing, opening = other.find(closer), other.find(opener)
            if closing >= 0 and (opening < 0 or closing < opening):
                return True
    return False
