"""Text made comparable: width folded, letters lowered, traditional characters made simplified, spacing closed up.

Documents are shown as they are; only what is compared is normalised. The map from a normalised text back to its
original is made when it is first asked for: most texts are only compared. Where only the width and the script of a
text matter and its places must stay, as in layout, `in_place` keeps them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain
from typing import Final

from opencc import OpenCC

from retrieval.types import Span

_ANY_BLANK = re.compile(r"[^\S\n]")
# 龚 正 · 中 华 人 民 共 和 国: characters set apart by blanks, none with a neighbour of its own. Three blanks and
# more part the cells of a table.
_SPACED = re.compile(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff](?: {1,2}[\u4e00-\u9fff])+(?![\u4e00-\u9fff])")


@dataclass(frozen=True)
class Normalised:
    """A normalised text and the original that it came from."""

    text: str
    original: str

    def to_original(self, span: Span) -> Span:
        """Return the original range that a range of the normalised text came from.

        >>> normalise("⑩復工").to_original(Span(2, 4))
        Span(start=1, end=3)
        """
        if len(span) == len(self.text):  # neither end is ever folded away
            return Span(0, len(self.original))
        if self._is_aligned:
            return span
        if span.start == span.end:
            return Span(self._place(span.start), self._place(span.start))
        return Span(self._offsets[span.start], self._offsets[span.end - 1] + 1)

    def as_written(self, piece: str) -> str:
        """Return a piece of the text as the original has it; the piece itself where the text does not hold it.

        >>> normalise("崑山的ＧＤＰ").as_written("gdp"), normalise("崑山的ＧＤＰ").as_written("苏州")
        ('ＧＤＰ', '苏州')
        """
        at = self.text.find(piece)
        return piece if at < 0 else self.to_original(Span(at, at + len(piece))).of(self.original)

    @cached_property
    def _is_aligned(self) -> bool:
        """Whether the places of the two are the same: folding never shortens, closing up always does."""
        if len(self.text) != len(self.original):
            return False
        folded = self.original.translate(_FOLDING)
        return " " not in folded or not _SPACED.search(folded)

    @cached_property
    def _offsets(self) -> tuple[int, ...]:
        """The original place of each code point."""
        lengths = [len(_FOLDING[ord(character)]) for character in self.original]
        places = chain.from_iterable([place] * length for place, length in enumerate(lengths))
        blanks = _blanks_within(self.original.translate(_FOLDING))
        return tuple(place for at, place in enumerate(places) if at not in blanks)

    def _place(self, offset: int) -> int:
        return self._offsets[offset] if offset < len(self._offsets) else len(self.original)


# Halves of surrogate pairs, which OpenCC refuses (it takes UTF-8), become the replacement character.
_WITHOUT_HALVES: Final = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
# ㏂ is a.m.; what folds to more (ﷺ to 18) is a phrase in one character, and would make a text many times as long.
_LONGEST_FOLDING = 4


class _Folding(dict[int, str]):
    """A table for `str.translate`, filled as characters turn up: NFKC, then lower case."""

    def __missing__(self, code: int) -> str:
        folded = unicodedata.normalize("NFKC", chr(code)).lower() or chr(code)
        folded = folded if len(folded) <= _LONGEST_FOLDING else chr(code)
        self[code] = folded.translate(_WITHOUT_HALVES)
        return self[code]


_FOLDING = _Folding()


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def _simplify(text: str) -> str:
    """Return the text in simplified characters, code point for code point."""
    converted: str = _converter().convert(text)
    if len(converted) == len(text):
        return converted
    # A phrase of OpenCC's that changes its length; character by character nothing can shift.
    one_by_one = [_converter().convert(character) for character in text]
    return "".join(new if len(new) == 1 else old for old, new in zip(text, one_by_one, strict=True))


def normalise(text: str) -> Normalised:
    """Return the text after NFKC, lower case and OpenCC's t2s, letter-spacing closed up, with its way back.

    >>> normalise("濱江９１．９％").text, normalise("市长 龚 正").text
    ('滨江91.9%', '市长 龚正')
    """
    folded = text.translate(_FOLDING)
    return Normalised(_simplify(_close_up(folded)), text)


def close_up(text: str) -> str:
    """Return the text without the blanks within letter-spaced words.

    >>> close_up("中 华 人 民 共 和 国 国 家 标 准"), close_up("张悦 王强")
    ('中华人民共和国国家标准', '张悦 王强')
    """
    return _close_up(_ANY_BLANK.sub(" ", text))


def _close_up(text: str) -> str:
    if " " not in text:
        return text
    return _SPACED.sub(lambda match: match.group().replace(" ", ""), text)


def _blanks_within(text: str) -> frozenset[int]:
    """Return where in a folded text blanks stand within letter-spaced words."""
    return frozenset(
        place for match in _SPACED.finditer(text) for place in range(*match.span()) if text[place] == " "
    )


# Compatibility characters that differ from another in width alone (Unicode, UnicodeData.txt, field 5).
_WIDTHS = ("<wide>", "<narrow>", "<small>", "<vertical>")
_BLANK = "Zs"


class _Widths(dict[int, str]):
    """A table for `str.translate`, filled as characters turn up: width folded where one character stays one.

    A blank of any width is a blank: U+2002, U+00A0.
    """

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = unicodedata.normalize("NFKC", character)
        is_width = unicodedata.decomposition(character).startswith(_WIDTHS) and len(folded) == 1
        if unicodedata.category(character) == _BLANK:
            folded, is_width = " ", True
        self[code] = (folded if is_width else character).translate(_WITHOUT_HALVES)
        return self[code]


_IN_PLACE = _Widths()


def in_place(text: str) -> str:
    """Return the text with its width folded and in simplified characters, code point for code point.

    >>> in_place("\uff08一\uff09復工率\uff1a９０％")
    '(一)复工率:90%'
    """
    return _simplify(text.translate(_IN_PLACE))


def is_traditional(text: str) -> bool:
    """Return whether the text is written in traditional characters, and in them alone.

    Who writes 区 or 业 writes simplified characters, also where a traditional sentence is pasted along.

    >>> is_traditional("復工率是多少"), is_traditional("复工率是多少"), is_traditional("GDP")
    (True, False, False)
    >>> is_traditional("这一句对吗:復工率為91.9%"), is_traditional("這裡的台商有多少")
    (False, True)
    """
    whole = text.translate(_WITHOUT_HALVES)
    return _simplify(whole) != whole and not any(map(_is_simplified_only, whole))


def _is_simplified_only(character: str) -> bool:
    """Return whether a character is one that traditional texts do not use: Big5 is the set of theirs."""
    if not "\u4e00" <= character <= "\u9fff":
        return False
    try:
        character.encode("big5")
    except UnicodeEncodeError:
        return True
    return False
