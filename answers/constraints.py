"""Whether what stands around a candidate contradicts what is asked: negated, planned, before a change, a level for a change.

All of it reads normalised text, and a clause at a time. Each function returns -1 where the two contradict each other, 1 where
both say it, and 0 where the question does not ask for it or the text does not tell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from answers.spans.figures import figures
from answers.turning import asks_both_ends
from answers.vocabulary import any_of, vocabulary

_NEGATED = re.compile(rf"(?:{any_of(vocabulary('negations'))})(?:[被能曾再予准得许其]){{0,2}}$")
_LONGEST_NEGATION = 5
_ONLY_SO = re.compile("[^,。;]{0,6}?不[可行成]")  # behind 非: 非开工不可的
_PLANNED = re.compile(any_of(vocabulary("planned-words")))
# 定下目标,投资100亿元,到账4亿美元: what follows is aimed at
_TARGETS_SET = re.compile(rf"(?:{any_of(vocabulary('setting-verbs'))})[^,;。]{{0,8}}目标")
_DONE = re.compile(rf"{any_of(vocabulary('done-words'))}|[\u4e00-\u9fff]了(?![解得不])")
_FINISHED = re.compile(any_of(vocabulary("finished-words")))
_PLANNED_SECTION = re.compile(any_of(vocabulary("planned-sections")))
_DONE_SECTION = re.compile(any_of(vocabulary("done-sections")))
# 三、关于2026年工作: in a paper of 2026 what is to be done, in one of 2027 what was
_WORK_OF_A_YEAR = re.compile(r"(?P<year>\d{4}年)的?(?:重点|主要|政府)?工作")
_BEFORE = re.compile(any_of(vocabulary("before-words")))
_AFTER = re.compile(any_of(vocabulary("after-words")))
_TURNED = re.compile(
    rf"(?:从|由)(?:[^,。;]|(?<=\d),(?=\d)){{0,24}}?(?P<into>{any_of(vocabulary('turned-into'))})"
)
# 增加了多少, 比去年多多少: asked by how much, not how much there is, as by 至少多少 and 最高多少
_ASKS_CHANGE = re.compile(
    r"(?<![至最])(?:增加|增长|提高|提升|上升|上涨|增收|增产|净增|多|高|涨|减少|下降|降低|减产|减收|少|低|降|缩短|扩大)了?(?:多少|几|百分之几)"
)
_CHANGE = re.compile(
    r"(?:增加|增长|提高|提升|上升|上涨|增收|增产|增|多|高|涨|减少|下降|降低|少|低|降|缩短|扩大|减收|减产|净增|新增)了?"
    r"(?:约|近|超|逾|超过|到|至|达)?$"
)
# What a question says that asks for a change in whatever words, 多少 and 至少 aside.
_TELLS_OF_CHANGE = re.compile(any_of(vocabulary("tells-change")))
_AMOUNTS = re.compile(any_of(vocabulary("amount-words")))
# 共 alone is in 公共
_ASKS_SUM = re.compile(any_of(word for word in vocabulary("in-all") | vocabulary("totals") if len(word) > 1))
_COMPARED = re.compile("[比较]")
_CLAUSES_KEPT = 1024  # several candidates of a question stand in one
_PER_UNIT, _SHARES = re.compile(any_of(vocabulary("per-unit"))), re.compile(any_of(vocabulary("shares")))
_ASKS_PER_UNIT = re.compile("[均每]")
_ASKS_SHARE = re.compile("[率比占成%速幅涨增升降跌指密系]|百分")
_TURNS = re.compile(r"(?:到|至|为|达)$")


@dataclass(frozen=True, slots=True)
class Said:
    """Where a candidate stands: its clause, from where to where in it, the heading above it, the year of its document.

    `before` is what its sentence says before the clause.
    """

    clause: str
    start: int
    section: str = ""
    year: str = ""
    end: int | None = None
    before: str = ""


def polarity(question: str, said: Said, words: Sequence[str]) -> int:
    """Compare the negation right before the words that both say.

    >>> polarity("考核合格人员多少名?", Said("考核不合格人员7名", 7), ["考核", "合格", "人员"])
    -1
    >>> polarity("非开工不可的项目谁批?", Said("确需开工的项目须经管理部门批准", 9), ["开工"])
    0
    >>> polarity("不合格的有几名?", Said("考核不合格人员7名", 7), ["合格"])
    1
    """
    return _polarity(question, said.clause, tuple(words))


@lru_cache(_CLAUSES_KEPT)
def _polarity(question: str, clause: str, words: tuple[str, ...]) -> int:
    found = 0
    for word in dict.fromkeys(word for word in words if word in clause):
        asked, there = _negations(word, question), _negations(word, clause)
        if not asked or not there:
            continue
        if asked.isdisjoint(there):
            return -1
        found = max(found, int(True in asked))
    return found


@lru_cache(_CLAUSES_KEPT)
def _negations(word: str, text: str) -> frozenset[bool]:
    """Return for each place of a word whether it is negated there; 非开工不可 denies nothing."""
    starts = []
    start = text.find(word)
    while start >= 0:
        starts.append(start)
        start = text.find(word, start + 1)
    return frozenset(
        _NEGATED.search(text[max(0, at - _LONGEST_NEGATION) : at]) is not None
        and not (text[:at].endswith("非") and _ONLY_SO.match(text, at + len(word)))
        for at in starts
    )


def status(question: str, said: Said) -> int:
    """Compare what is asked for, done or planned, with what the clause tells of, else with its section.

    >>> status("已完成改造多少公里?", Said("全年任务为改造管网120公里", 9))
    -1
    >>> status("去年建了多少亩农田?", Said("建设高标准农田95万亩", 7, "三、2026年重点工作"))
    -1
    >>> status("去年签约多少人?", Said("签约服务2000万人以上", 4, "三、关于2026年工作", "2026年"))
    -1
    >>> status("实际到账多少外资?", Said("到账外资超4亿美元", 5, before="年初就定下目标,投资超100亿元,"))
    -1
    """
    asks = asks_done(question)
    if asks is None:
        return 0
    tells = tells_done(said.clause, said.section, said.year)
    finished = _FINISHED.search(said.clause)  # 到账外资 may be the name of what is asked for
    if tells is None and finished and finished.group() not in question and not _PLANNED.search(said.before):
        tells = True
    if tells is None and asks and _TARGETS_SET.search(said.before):
        return -1
    if tells is None:
        return 0
    return 1 if asks == tells else -1


@lru_cache(_CLAUSES_KEPT)
def asks_done(question: str) -> bool | None:
    """Return whether a question asks for what is done, False for what is planned; None for neither or both."""
    asks = _is_done(question, _PLANNED, _DONE)
    if asks is None and not _PLANNED.search(question) and _FINISHED.search(question):
        return True
    return asks


@lru_cache(_CLAUSES_KEPT)
def tells_done(clause: str, section: str, year: str) -> bool | None:
    """Return whether a clause, or else its section, tells of what is done, False for what is planned."""
    tells = _is_done(clause, _PLANNED, _DONE)
    if tells is None:
        tells = _is_done(section, _PLANNED_SECTION, _DONE_SECTION)
    if tells is None and (work := _WORK_OF_A_YEAR.search(section)) and year:
        tells = work["year"] < year
    return tells


def _is_done(text: str, planned: re.Pattern[str], done: re.Pattern[str]) -> bool | None:
    """Return whether a text tells of what is done, False for what is planned; None for neither or both."""
    is_planned, is_done = bool(planned.search(text)), bool(done.search(text))
    return None if is_planned == is_done else is_done


def order(question: str, said: Said) -> int:
    """Compare before and after: of 由甲调整为乙 the second is meant where the question does not say 原来.

    >>> order("调整后标准是多少?", Said("由每月2280元调整为每月2490元", 3)), order("原来是多少?", Said("由2280元调整为2490元", 1))
    (-1, 1)
    """
    turned = None if asks_both_ends(question) else _turned(said.clause)
    if turned is None or said.start < turned.start():
        return 0
    is_before = said.start < turned.start("into")
    if is_before and said.end is not None and said.end > turned.end("into"):
        return -1  # it holds both
    asks_before = bool(_BEFORE.search(question)) and not _AFTER.search(question)
    return 1 if is_before == asks_before else -1


@lru_cache(_CLAUSES_KEPT)
def _turned(clause: str) -> re.Match[str] | None:
    return _TURNED.search(clause)


def change(question: str, said: Said) -> int:
    """Compare a change with a level: by how much something grew is not how much there is of it.

    >>> change("财政收入增加了多少?", Said("财政收入186.3亿元", 4)), change("增加了多少?", Said("增收11.9亿元", 2))
    (-1, 1)
    >>> change("总量是多少亿元?", Said("总量比2020年增加超7400亿元", 11)), change("收入总共多少元?", Said("收入增加1207元", 4))
    (-1, -1)
    """
    if asks_change(question):
        return 1 if is_change(said) else -1
    is_compared = (
        _COMPARED.search(said.clause[: said.end]) is not None or _ASKS_SUM.search(question) is not None
    )
    return -1 if is_compared and _asks_level(question) and is_change(said) else 0


def variant(question: str, said: Said, words: Sequence[str]) -> int:
    """Compare the indicator told of with the one asked for: per head with the total, a rate with what it is a rate of.

    >>> variant("生产总值是多少?", Said("人均生产总值7.6万元", 6), ["生产总值"])
    -1
    >>> variant("常住人口有多少?", Said("常住人口城镇化率突破60%", 8), ["常住人口"])
    -1
    >>> variant("人均生产总值是多少?", Said("人均生产总值7.6万元", 6), ["人均", "生产总值"])
    1
    """
    before = said.clause[: said.end]
    if _PER_UNIT.search(before):
        return 1 if _ASKS_PER_UNIT.search(question) else -1
    if _ASKS_SHARE.search(question):
        return 0
    ends = [before.rfind(word) + len(word) for word in words if word in before]
    return -1 if ends and _SHARES.search(before, max(ends)) else 0


@lru_cache(_CLAUSES_KEPT)
def asks_change(question: str) -> bool:
    """Return whether a question asks by how much something changed."""
    return _ASKS_CHANGE.search(question) is not None


@lru_cache(_CLAUSES_KEPT)
def _asks_level(question: str) -> bool:
    return _TELLS_OF_CHANGE.search(_AMOUNTS.sub("", question)) is None


def is_change(said: Said) -> bool:
    """Return whether the words right before a candidate make a change of it: 增长5%, and not 增长到5亿."""
    before = said.clause[: said.start + _first_figure(said.clause[said.start : said.end])]
    return _CHANGE.search(before) is not None and _TURNS.search(before) is None


@lru_cache(_CLAUSES_KEPT)
def _first_figure(candidate: str) -> int:
    """Return where the first figure of a candidate begins, 0 without one."""
    own = figures(candidate)
    return own[0].span.start if own else 0
