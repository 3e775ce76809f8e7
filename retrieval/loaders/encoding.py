"""Bytes to text: UTF-8 with or without BOM, UTF-16, GB18030, Big5."""

from __future__ import annotations

import codecs

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


def decode(source: str, data: bytes) -> str:
    r"""Return the text with newlines as `\n`; raise `LoadError` where it is no text of a known encoding.

    >>> decode("a.txt", "复工率\r\n".encode("gb18030")), decode("b.txt", "復工率".encode("big5"))
    ('复工率\n', '復工率')
    """
    text = _decode(source, data)
    if "\0" in text:
        raise LoadError(source, "不是文本文件(含有 NUL 字节);请另存为 UTF-8 文本后再试")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decode(source: str, data: bytes) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strictly(source, data[len(bom) :], encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if _looks_like_utf16(data):
        return _strictly(source, data, "utf-16-le" if data[1:200:2].count(0) else "utf-16-be")
    # Most Big5 is valid GB18030 too, and the reverse: the one with more common characters is right.
    decoded = [text for encoding in ("gb18030", "big5") if (text := _try(data, encoding)) is not None]
    if not decoded or b"\0" in data:
        raise LoadError(source, "无法识别编码(不是 UTF-8、UTF-16、GB18030 或 Big5);请另存为 UTF-8 后再试")
    best = max(decoded, key=_share_of_common)
    if _share_of_common(best) == 0 and len(best) > 8:
        raise LoadError(source, "看起来不是中文文本;请另存为 UTF-8 后再试")
    return best


def _looks_like_utf16(data: bytes) -> bool:
    """Return whether zero bytes stand where UTF-16 has them in ASCII (newlines, digits), only there."""
    if len(data) % 2 or b"\0" not in data:
        return False
    even, odd = data[0::2].count(0), data[1::2].count(0)
    return min(even, odd) == 0


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _strictly(source: str, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise LoadError(source, f"不是完整的 {encoding.upper()} 文本;请另存为 UTF-8 后再试") from error


def _share_of_common(text: str) -> float:
    return sum(character in _COMMON for character in text) / (len(text) or 1)
