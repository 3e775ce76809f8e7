"""Questions that say where to look: 只看《…》, 在……报告里, 2025年的文件里. All of it reads normalised text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from answers.vocabulary import any_of, vocabulary

_SORTS = any_of(vocabulary("document-sorts"))
_WITHIN = r"(?:里面|里头|当中|之中|里|中|内)"
_GOES_ON = "(?!心|间|央|容|部)"  # 中心, 内容
_AFTER = r"[,:;。\s]*(?:的|,)?"
_ONLY = r"(?:请|麻烦)?(?:只看|仅看|只查|仅查|只在|仅在|限于|仅限|就看|单看|根据|按照|依据|在|从|查|看|按)"
# 只看《青河公报》,产量是多少 · 在《青河公报》里产量是多少 · 《青河公报》里产量是多少
_TITLED = re.compile(
    rf"^(?P<only>{_ONLY})?(?:一下)?《(?P<title>[^《》]{{2,60}})》(?P<within>{_WITHIN})?{_AFTER}"
)
# 在青河市2024年工作报告里,产量是多少 · 2025年的文件里 · 青河的公报中
_SORTED = re.compile(
    rf"^(?P<only>{_ONLY})?(?P<what>[^,。?《》]{{0,30}}?)的?(?P<sort>{_SORTS})(?:{_WITHIN}|(?=[,:])){_GOES_ON}{_AFTER}"
)
# 只看青河市的,产量是多少
_PLACED = re.compile(
    r"^(?:只看|仅看|只查|仅查|单看|就看)(?P<what>[^,。?:《》]{2,20}?)(?:的|这边|那边)?[,:]\s*"
)
_YEAR = re.compile(r"(?P<year>\d{4})年(?:度)?")
_ANY = frozenset("文件 文档 资料 材料 文章 报道 新闻 稿子".split())
_LIFTINGS = any_of(vocabulary("liftings"))
# A mark, a particle or 里 must follow: 不限购的城市 lifts nothing.
_LIFTED = re.compile(
    rf"^(?:在|从|看|查|那|那么|现在)?(?:{_LIFTINGS})(?:了|吧|{_WITHIN}{_GOES_ON}|(?=[,:;。\s])){_AFTER}"
)
_LEAST = 3  # characters of a question


@dataclass(frozen=True, slots=True)
class Limit:
    """Where a question is to be answered from, and the question itself.

    `words` stand all in the title, the region or the day of the documents that are meant; `shown` is how the asker says it,
    `said` all that stands before the question: put before another, it limits that one too.
    """

    words: tuple[str, ...]
    year: str
    shown: str
    rest: str
    said: str


def find_limit(text: str) -> Limit | None:
    """Return the limit that a normalised question begins with; None where it has none.

    >>> find_limit("只看《青河公报》,产量是多少?")
    Limit(words=('青河公报',), year='', shown='《青河公报》', rest='产量是多少?', said='只看《青河公报》,')
    >>> find_limit("2025年的文件里,产量是多少?")
    Limit(words=(), year='2025年', shown='2025年的文件', rest='产量是多少?', said='2025年的文件里,')
    >>> find_limit("工作报告是谁作的?") is None
    True
    """
    if (match := _TITLED.match(text)) and (match["only"] or match["within"]):
        return _limit((match["title"],), "", f"《{match['title']}》", text, match.end())
    match = _SORTED.match(text)
    if match is not None:
        year = _YEAR.search(match["what"])
        named = _YEAR.sub("", match["what"]).strip("的 ")
        sort = () if match["sort"] in _ANY else (match["sort"],)
        shown = match.group().removeprefix(match["only"] or "").strip(",:; ")
        shown = re.sub(rf"{_WITHIN}$", "", shown)
        if (named or year or sort) and (match["only"] or year or named):
            return _limit(
                (*((named,) if named else ()), *sort),
                year.group() if year else "",
                shown,
                text,
                match.end(),
            )
    match = _PLACED.match(text)
    return _limit((match["what"],), "", match["what"], text, match.end()) if match else None


def _limit(words: tuple[str, ...], year: str, shown: str, text: str, end: int) -> Limit | None:
    rest = text[end:]
    return Limit(words, year, shown, rest, text[:end]) if len(rest.strip("? ")) >= _LEAST else None


def without_lifting(text: str) -> str | None:
    """Return a normalised question that says to look everywhere again, without that; None where it does not say so.

    >>> without_lifting("不限了,进口额是多少?"), without_lifting("在所有文件里,进口额是多少?"), without_lifting("进口额呢?")
    ('进口额是多少?', '进口额是多少?', None)
    """
    match = _LIFTED.match(text)
    return text[match.end() :] if match and len(text) - match.end() >= _LEAST else None
