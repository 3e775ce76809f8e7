"""Two questions in one message, told apart; all of it reads normalised text."""

from __future__ import annotations

import re
from itertools import pairwise

from answers.questions.carrying import DEPENDENT_NOUNS
from answers.questions.each import with_headless_joined
from answers.questions.frames import without_frame
from answers.questions.kinds import classify, question_phrases
from answers.types import Kind
from answers.vocabulary import any_of, vocabulary

# 排查了多少辆车、多少人次 · 多少家企业的多少项新技术
_MARKS = re.compile(
    r"(?<=[?;。\n])\s*|[,、\s]\s*|(?:以及|还有|同时|另外)|[的和](?=多少|几[个家名人项])|(?<=多少)(?=增长|增速|下降|占|同比)"
)
_ASK = re.compile(r"多少|几(?=[个家名人项位次条辆台套张只])")
# 1.A是多少 2.B是谁: numbers before questions, not those of a figure (1.5亿)
_NUMBERED = re.compile(r"(?:^|(?<=[\s;,?。]))(?:\(?\d{1,2}[.、)]|[①-⑩])\s*(?!\d)")
_ENDS = re.compile(r"(?<=[?;。\n])\s*")
# 两个数别弄混, 不要估算数: behind what asks, and nothing of it
_WARNING = re.compile(
    rf"(?<=[?;。])[^,?;。]{{0,6}}(?:{any_of(vocabulary('warnings'))})[^,?;。]{{0,8}}[。!]?$"
)
# 江阴和滨江都是哪天启动的?|哪个更早? · 返岗率各是多少,|谁高? compares what the part before it asks about.
_ONLY_COMPARES = re.compile(
    r"(?:那么?|请问|其中)?(?:哪一?个|哪家|哪边|谁|两者|二者)(?:省市?|市|区|县|地方|园区|高新区)?的?(?:[涨增长]得)?(?:更|较|最)?[高低多少大小早晚快慢](?:一?些|一点)?|"
    rf"(?:{any_of(vocabulary('summed-up'))})(?:是|有|为)?多少[^,?]{{0,3}}|"
    r"(?:两者|二者)?相?差多少|(?:各|分别|各自)(?:是|为|有|达到?)?多少|(?:列个?表|列一下|列出来|比一比|对比一下)|从[高大多]到[低小少](?:列|排)一下"
)
_MAY = tuple(vocabulary("permitting-words"))
_SHORTEST = 3
_SHORTEST_WITH_SUBJECT = 5
_LAST = 2  # keywords that ask, behind those that say of what
_SENTENCE_MARKS = ",?;!。、"
_FEWEST_ASKING = 2  # parts behind one that only leads up to them
_MOST = 6  # questions of one message: each takes as long as one by itself


def split(text: str) -> tuple[str, ...]:
    """Return the questions of a normalised message in order; one that asks but once is returned whole.

    >>> split("初灵创投拿了多少奖励?哪天到账的?")
    ('初灵创投拿了多少奖励?', '哪天到账的?')
    >>> split("昆山签约几个项目 总投资多少 帮我查下")
    ('昆山签约几个项目', '总投资多少')
    >>> split("卡口先后排查了多少辆车、多少人次?")
    ('卡口先后排查了多少辆车', '卡口先后排查了多少人次?')
    >>> split("滨江复工率 江阴到岗率")
    ('滨江复工率', '江阴到岗率')
    >>> split("湖南 省重点项目 个数 总投资"), split("江西 2022 棉花产量 增幅")
    (('湖南 省重点项目 个数', '湖南 省重点项目 总投资'), ('江西 2022 棉花产量 增幅',))
    >>> split("江阴和无锡的返岗率各是多少?谁高?")
    ('江阴和无锡的返岗率各是多少?谁高?',)
    >>> split("各区的返岗率分别是多少,谁最高?")
    ('各区的返岗率分别是多少,谁最高?',)
    >>> split("江阴高新区第一时间响应,复工率是多少?")
    ('江阴高新区第一时间响应,复工率是多少?',)
    >>> split("今年新签了多少项目?外资的、内资的各几个")
    ('今年新签了多少项目,外资的、内资的各几个',)
    >>> split("1.西山镇有多少户 2.东山镇镇长是谁"), split("西山镇有多少户以及镇长是谁")
    (('西山镇有多少户', '东山镇镇长是谁'), ('西山镇有多少户', '镇长是谁'))
    """
    text = _NUMBERED.sub(" ", text).strip() or text
    whole = _WARNING.sub("", with_headless_joined(without_frame(text).strip()))
    keywords = whole.split()
    if 1 < len(keywords) <= _MOST and all(map(_asks_by_its_end, keywords)):
        return tuple(keywords)
    if len(keywords) > _LAST and _ask_side_by_side(keywords):
        *about, one, other = keywords
        return (" ".join([*about, one]), " ".join([*about, other]))
    by_marks: list[str] = []
    for part in _ENDS.split(whole):
        if by_marks and _only_compares(part):
            by_marks[-1] += part
        elif len(part.strip()) >= _SHORTEST:
            by_marks.append(without_frame(part))
    if len(by_marks) > 1 and sum(map(_asks, by_marks)) > 1:
        return _joined([piece for part in by_marks for piece in _by_commas(part)])
    return tuple(_by_commas(whole))


def _asks_by_its_end(word: str) -> bool:
    """Return whether a word asks by what it ends with, and says of what: 江阴到岗率, but neither 姓名 nor 到岗率."""
    asks = classify(word) in (Kind.NUMBER, Kind.DATE, Kind.PERSON) and not question_phrases(word)
    return asks and len(word) >= _SHORTEST_WITH_SUBJECT


def _ask_side_by_side(keywords: list[str]) -> bool:
    """Return whether the last two of some keywords ask, each by itself, and none before: 湖南 省重点项目 个数 总投资."""
    *about, one, other = keywords
    is_marked = any(mark in word for word in keywords for mark in _SENTENCE_MARKS)
    if is_marked or any(question_phrases(word) or classify(word) is Kind.NUMBER for word in about):
        return False
    if question_phrases(one) and question_phrases(other):
        return True
    is_by_end = [classify(word) is Kind.NUMBER and not question_phrases(word) for word in (one, other)]
    return all(is_by_end) and other not in DEPENDENT_NOUNS


def _by_commas(text: str) -> list[str]:
    parts = [part.strip() for part in _MARKS.split(text) if part and part.strip()]
    parts = [part for part in (without_frame(part).strip() for part in parts) if len(part) >= _SHORTEST]
    if len(parts) > _FEWEST_ASKING and not _asks(parts[0]):  # 各项服务里,办结多少件,贷款多少: where to look
        parts = [f"{parts[0]},{parts[1]}", *parts[2:]]
    if not 1 < len(parts) <= _MOST or not all(map(_asks, parts)) or any(map(_only_compares, parts)):
        return [text]
    said = [parts[0]]
    lead = ""
    for before, part in pairwise(parts):
        if not _ASK.match(before) and (asks := _ASK.search(before)) is not None:
            lead = before[: asks.start()]
        said.append(lead + part if _ASK.match(part) else part)
    return said


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


def _only_compares(part: str) -> bool:
    return bool(_ONLY_COMPARES.fullmatch(part.strip(" ?。!,")))


def _asks(part: str) -> bool:
    text = part.strip(" ?。!")
    if text.endswith("呢"):
        return True
    kind = classify(text)
    if kind in (Kind.OTHER, Kind.COMPARE, Kind.COUNT, Kind.SUMMARY):
        return kind is not Kind.OTHER
    if question_phrases(text):
        return True
    goes_on = text.startswith(_MAY)  # 可以申请减免使用费? behind 碰到哪些情况
    return part.rstrip().endswith("?") and not goes_on
