"""Bytes to text: UTF-8 with or without BOM, UTF-16 with or without, GB18030, Big5; few bad bytes are replaced.

Of 250 pieces of briefs and reports without a BOM, five characters long, 1 is read wrongly in GB18030, 9 in Big5, 2 at
most in UTF-16; of ten characters none, 1 in Big5; of 2,500 of twenty and more none.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

from retrieval.errors import LoadError

REPLACEMENT = "\ufffd"  # stands for bytes that are no text

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))

# The commonest characters of running text: a wrong decoding of Chinese hits them only by accident.
_COMMON = frozenset(
    "的一是了不在有人这中大来上国和地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多"
    "经去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日軍者意無力它與長把機十民第公此已工"
    "使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等产新己制身果加西斯月話合回特代內"
    "信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活爾更別打女變四神總何電數"
    "这为国来个们说时会发过经学现当没动对进样开关点业将两间问并应战头体见产话给门儿东声处义几认条气题变总电数复疫情企业區"
)


# What no text holds, while a zero byte or one of these stands in most texts of UTF-16 that pass for UTF-8.
_ODD_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x19\x1c-\x1f\x7f]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_BAD = re.compile(f"{REPLACEMENT}+")
_LOOKED_AT = 10_000  # characters, from the first on that is not ASCII

# What a character counts for in telling encodings apart: known, one of the commonest, of the first level, ASCII.
_KNOWN, _COMMONEST, _FIRST_LEVEL, _ASCII = 2.0, 1.0, 0.5, 0.6
_FIRST_LEVEL_ROWS = range(
    0xB0, 0xD8
)  # of GB 2312: 3,755 characters by sound; the second level has the rarer ones
# Text is known nearly all of it, another encoding's at random: 13,000 of 65,000 characters are.
_LEAST_KNOWN = 0.75
_MOST_MARKS = 0.6  # of a page's characters: a page of figures has a third
_LEADERS = ".·…"  # of a table of contents
_MOST_UNREAL = 0.3  # of a page's characters: bullets of a font's own are fewer

# A file is read all the same with one damaged character in a thousand bytes, or one alone. By one byte that is another
# up to three bytes of UTF-8 turn bad, two of GB18030; too short a text is not worth guessing.
_BYTES_A_DAMAGE = 1000
_BAD_BYTES_OF_UTF8, _BAD_BYTES_OF_GB18030 = 3, 2
_SHORT_BYTES = 300
_SURE_OF_UTF8 = 8  # characters of several bytes for each bad place: by accident there are none


def decode(source: str, data: bytes) -> str:
    r"""Return the text with newlines as `\n`; raise `LoadError` where it is no text of a known encoding.

    A few bytes that are no text in an otherwise valid file are replaced by U+FFFD.

    >>> decode("a.txt", "复工率\r\n".encode("gb18030")), decode("b.txt", "復工率".encode("big5"))
    ('复工率\n', '復工率')
    """
    text = _with_bom(source, data)
    if text is None:
        text = _without_bom(source, data)
    if "\0" in text:
        raise LoadError(source, "不是文本文件(含有 NUL 字节);请另存为 UTF-8 文本后再试")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _with_bom(source: str, data: bytes) -> str | None:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            rest = data[len(bom) :]
            text = _try(rest, encoding) if encoding != "utf-8" else _try(rest, encoding) or _nearly_utf8(rest)
            if text is None:
                raise LoadError(source, f"不是完整的 {encoding.upper()} 文本;请另存为 UTF-8 后再试")
            return text
    return None


def _without_bom(source: str, data: bytes) -> str:
    utf8 = _try(data, "utf-8")
    if utf8 is not None:
        utf16 = _best(data, "utf-16-le", "utf-16-be") if _ODD_CONTROLS.search(utf8) else None
        return utf16 if utf16 is not None and _known_share(utf16) > _LEAST_KNOWN else utf8
    text = _nearly_utf8(data)
    if text is None:
        # Most Big5 is valid GB18030 too, and the reverse; both are often valid UTF-16.
        text = _best(data, "gb18030", "big5", "utf-16-le", "utf-16-be")
    if text is None:
        text = _nearly_gb18030(data)
    if text is None:
        raise LoadError(source, "无法识别编码(不是 UTF-8、UTF-16、GB18030 或 Big5);请另存为 UTF-8 后再试")
    if _known_share(text) < _LEAST_KNOWN:
        raise LoadError(source, "看起来不是中文文本;请另存为 UTF-8 后再试")
    return text


def is_gibberish(text: str) -> bool:
    """Return whether what passes for text is none: figures without a word, or characters that no text consists of.

    >>> is_gibberish("全区企业复工率达到91.9%"), is_gibberish("1761.48 4.2% 12 30 85.1")
    (False, True)
    """
    has_words = any(character.isalpha() for character in text)
    marks = sum(not character.isalnum() and character not in _LEADERS for character in text)
    unreal = sum(character == REPLACEMENT or "\ue000" <= character <= "\uf8ff" for character in text)
    if not has_words or marks > _MOST_MARKS * len(text):
        return True
    is_foreign = (
        len(_NOT_ASCII.findall(text)) > _MOST_UNREAL * len(text) and _known_share(text) < _LEAST_KNOWN
    )
    return is_foreign or unreal > _MOST_UNREAL * len(text)


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _best(data: bytes, *encodings: str) -> str | None:
    """Return the text by the encoding that makes most sense of the bytes; None where none can read them."""
    texts = [text for encoding in encodings if (text := _try(data, encoding)) is not None]
    return max(texts, key=_sense) if texts else None


def _nearly_utf8(data: bytes) -> str | None:
    """Return the text of UTF-8 with a few bad bytes replaced, None where they are more or it is something else."""
    text = data.decode("utf-8", "replace")
    good = data.decode("utf-8", "ignore")
    bad_bytes, bad_places = len(data) - len(good.encode()), len(_BAD.findall(text))
    are_few = bad_bytes <= _BAD_BYTES_OF_UTF8 * max(1, len(data) // _BYTES_A_DAMAGE)
    is_utf8 = len(_NOT_ASCII.findall(good)) >= _SURE_OF_UTF8 * bad_places
    return text if is_utf8 and are_few else None


def _nearly_gb18030(data: bytes) -> str | None:
    """Return the text of GB18030 with a few bad bytes replaced, None where they are more."""
    text = data.decode("gb18030", "replace")
    most = _BAD_BYTES_OF_GB18030 * max(1, len(data) // _BYTES_A_DAMAGE) if len(data) > _SHORT_BYTES else 1
    return text if text.count(REPLACEMENT) <= most else None


def _sample(text: str) -> str:
    if len(text) <= _LOOKED_AT:
        return text
    first = _NOT_ASCII.search(text)
    start = first.start() if first is not None else 0
    return text[start : start + _LOOKED_AT]


def _known_share(text: str) -> float:
    """Return how much of what is not ASCII is known, 1 where all is ASCII."""
    others = _NOT_ASCII.findall(_sample(text))
    return sum(map(_is_known, others)) / len(others) if others else 1.0


def _sense(text: str) -> float:
    sample = _sample(text)
    return sum(map(_weight, sample)) / (len(sample) or 1)


@lru_cache(maxsize=2**16)
def _weight(character: str) -> float:
    if not _is_known(character):
        return 0.0
    if character.isascii():
        return _KNOWN + _ASCII
    weight = _KNOWN + (_COMMONEST if character in _COMMON else 0.0)
    encoded = character.encode("gb2312", "ignore")
    return weight + (_FIRST_LEVEL if len(encoded) == 2 and encoded[0] in _FIRST_LEVEL_ROWS else 0.0)


def _is_known(character: str) -> bool:
    """Return whether a character is one of ordinary text: printable ASCII, or of GB 2312 or Big5."""
    if character.isascii():
        return character.isprintable() or character in "\t\n\r\f"
    return bool(character.encode("gb2312", "ignore") or character.encode("big5", "ignore"))
