"""Two questions in one message, told apart."""

from __future__ import annotations

import re

from answers.questions.kinds import classify, question_phrases
from answers.types import Kind
from retrieval.normalise import normalise

# 排查了多少辆车、多少人次 · 多少家企业的多少项新技术
_MARKS = re.compile(r"(?<=[??;;。\n])\s*|(?:[,,、]|\s)\s*|[的和](?=多少|几[个家名人项])")
_ASK = re.compile(r"多少|几(?=[个家名人项位次条辆台套张只])")
_ENDS = re.compile(r"(?<=[??;;。\n])\s*")
_FILLER = re.compile(
    r"^(?:请问|帮我查一?下|帮我查|谢谢|你好|您好|麻烦|查一下|请|那么|还有|另外|以及|再问一下|想问一下|领导问)+[,,\s]*|[,,\s]*(?:谢谢|帮我查一?下|麻烦了)+[。!!]*$"
)
_SHORTEST = 3
_SHORTEST_WITH_SUBJECT = 5
_MOST = 4


def split(text: str) -> tuple[str, ...]:
    """Return the questions of a message in order; one that asks but once is returned whole.

    >>> split("初灵创投拿了多少奖励?哪天到账的?")
    ('初灵创投拿了多少奖励?', '哪天到账的?')
    >>> split("昆山签约几个项目 总投资多少 帮我查下")
    ('昆山签约几个项目', '总投资多少')
    >>> split("卡口先后排查了多少辆车、多少人次?")
    ('卡口先后排查了多少辆车', '卡口先后排查了多少人次?')
    >>> split("滨江复工率 江阴到岗率")
    ('滨江复工率', '江阴到岗率')
    >>> split("江阴高新区第一时间响应,复工率是多少?")
    ('江阴高新区第一时间响应,复工率是多少?',)
    """
    whole = _FILLER.sub("", text).strip() or text
    keywords = whole.split()
    if 1 < len(keywords) <= _MOST and all(map(_asks_by_its_end, keywords)):
        return tuple(keywords)
    by_marks = [part for part in _ENDS.split(whole) if len(part.strip()) >= _SHORTEST]
    if len(by_marks) > 1 and sum(map(_asks, by_marks)) > 1:
        return _joined([piece for part in by_marks for piece in _by_commas(part)])
    return tuple(_by_commas(whole))


def _asks_by_its_end(word: str) -> bool:
    """Return whether a word asks by what it ends with, and says of what: 江阴到岗率, but neither 姓名 nor 到岗率."""
    text = normalise(word).text
    asks = classify(text) in (Kind.NUMBER, Kind.DATE, Kind.PERSON) and not question_phrases(text)
    return asks and len(text) >= _SHORTEST_WITH_SUBJECT


def _by_commas(text: str) -> list[str]:
    parts = [part.strip() for part in _MARKS.split(text) if part and part.strip()]
    parts = [part for part in (_FILLER.sub("", part).strip() for part in parts) if len(part) >= _SHORTEST]
    if not 1 < len(parts) <= _MOST or not all(map(_asks, parts)):
        return [text]
    first = _ASK.search(parts[0])
    lead = parts[0][: first.start()] if first else ""
    return [parts[0], *(lead + part if _ASK.match(part) else part for part in parts[1:])]


def _joined(parts: list[str]) -> tuple[str, ...]:
    """Put a part that asks nothing in front of the next that does."""
    made: list[str] = []
    lead = ""
    for part in parts:
        if _asks(part):
            made.append(lead + part)
            lead = ""
        else:
            lead += part
    return tuple(made[:_MOST])


def _asks(part: str) -> bool:
    text = normalise(part).text.strip(" ?。!")
    if text.endswith("呢"):
        return True
    kind = classify(text)
    if kind in (Kind.OTHER, Kind.COMPARE, Kind.COUNT, Kind.SUMMARY):
        return kind is not Kind.OTHER
    return bool(question_phrases(text)) or part.rstrip().endswith(("?", "?", "呢"))
