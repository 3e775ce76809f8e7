"""What a question says of each of several: its body that names them, and its tail that asks. All of it reads normalised text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from answers.periods import RELATIVE_TIMES
from answers.questions.each import OF_NAMED
from answers.questions.parts import FRAME, Part
from answers.questions.pieces import ASKING, BEFORE, Each, are_people, asks_post, beginning, entities
from answers.questions.terms import LIGHT_VERBS
from answers.questions.understanding import Understanding
from answers.vocabulary import any_of, vocabulary

_GROWTH = re.compile(rf"(?:{any_of(vocabulary('growth-nouns'))})$")
# 2026年目标, 今年的目标: the aim of what stands beside it
_AIM = re.compile(rf"^(?P<when>(?:(?:{any_of(RELATIVE_TIMES)}|\d{{4}}年)的?)?)(?P<aim>目标)$")
_HOW_MUCH = any_of(vocabulary("asks-how-much"))
# 涨到多少, 增加到了几家: how it is since
COMES_TO = re.compile(rf"(?:{any_of(vocabulary('ways-to-a-value'))})了?(?:{_HOW_MUCH})")
# 从多少变成多少, 由多少家提高到了多少家: how it was and how it is
FROM_TO = re.compile(rf"[从由](?:{_HOW_MUCH})[^,?;。]{{0,3}}?{COMES_TO.pattern}了?")
FRAMES = re.compile(rf"{any_of(vocabulary('comparing-frames'))}|^(?:请把|请|把|要|想)|(?<!占)比(?=,|$)|[?]")
_SAYS_NOTHING = FRAME | LIGHT_VERBS | vocabulary("table-words")
# 谁长 · 哪条更短: what is measured by itself, with no indicator named
_MEASURED = re.compile(
    rf"[,的]?(?:谁|哪一?[个家条座边里](?:{any_of(vocabulary('each-of'))})?)的?(?P<of>[\u4e00-\u9fff]{{2,8}}?)??[成得]?(?:更|较|最)?(?P<how>[高低多少大小早晚长短快慢远近强弱重轻宽窄])(?:一?些|一点|的)?(?=$|[,。;! ]|是)|得?(?:更)?(?P<time>[早晚])$"
)
_LENGTHS = {"长": "长", "短": "长", "快": "快", "慢": "快", "远": "远", "近": "远", "重": "重", "轻": "重", "宽": "宽", "窄": "宽"}  # fmt: skip
_ASKS_WHEN = re.compile(r"时间$|日期$|[早晚]$")
# 是什么时候|成立/出台/上线的: of several things not all were all of it
_DONE_EITHER_WAY = re.compile(
    rf"^(?P<when>[是在]?(?:{any_of(vocabulary('asks-when'))}))[\u4e00-\u9fff]{{1,4}}(?:[/\u3001][\u4e00-\u9fff]{{1,4}}){{1,8}}?的?$"
)
_AS_LONG = 1  # code points more or less
_DAYS_OF_A_MONTH = re.compile(r"(?P<month>\d{1,2}月)\d{1,2}日(?:[、,和]\d{1,2}日)+")
_DAY_ALONE = re.compile(r"(?P<mark>[、,和])(?P<day>\d{1,2}日)")
# 甲点,还有乙点,各多少: one list; 除了甲,还有哪些 is none
_FURTHER = re.compile(
    r"(?<!除)[,、](?:还有|以及)(?=[^,?]{2,24}[,、]?(?:各|分别|都))(?![^,?]{0,6}(?:哪|谁|什么|多少|几))"
)
_INDUSTRIES = re.compile("三次产业|[一1]二三产业?(?:的)?(?=增加值|产值|比重|占比)")
_TOWN_AND_COUNTRY = re.compile("城乡(?=(?:居民|人均)[^,]{0,12}(?:各|分别))")


def told_apart(text: str) -> str:
    """Return a question with what is several by its name told apart, and days whole: 城乡居民, 三次产业, 2月20日、21日."""
    text = _FURTHER.sub("、", _DAYS_OF_A_MONTH.sub(_with_month, text))
    text = _TOWN_AND_COUNTRY.sub("城镇和农村", text)
    return _INDUSTRIES.sub("第一产业、第二产业、第三产业", text)


def _with_month(days: re.Match[str]) -> str:
    return _DAY_ALONE.sub(rf"\g<mark>{days['month']}\g<day>", days.group())


def body_and_tail(text: str, marker: re.Match[str] | None) -> tuple[str, str]:
    """Return what names, and what asks of each one."""
    if marker is not None and marker.start() > 0:
        body = text[: marker.start()]
        if (measured := _MEASURED.search(body.rstrip(", "))) is not None:  # 总投资谁大,各多少
            body = body[: measured.start()]
        tail = FRAMES.sub("", re.split("[,?]", text[marker.end() :])[0]).lstrip("的 ").rstrip()
        if not (are_people(body) and asks_post(tail)):  # 丁一、王二分别是|干什么的
            tail = tail.rstrip("的 ")
    else:
        without = FRAMES.sub("", OF_NAMED.sub("", text)).strip(", ")
        measured = _MEASURED.search(without)
        if measured is not None:
            rest = f"{without[: measured.start()]},{measured['of'] or ''}{without[measured.end() :]}"
            without = rest.strip(", 的")
        asking = ASKING.search(without)
        body, tail = (without[: asking.start()], without[asking.start() :]) if asking else (without, "")
        if not tail and measured is not None:
            tail = _measure(measured["how"] or measured["time"])
    body = FRAMES.sub("", body).strip(" ,的")
    while (said := BEFORE.search(body)) is not None:
        body, tail = body[: said.start()].strip(" ,的"), f"{said.group()}{tail}"
    tail = _DONE_EITHER_WAY.sub(r"\g<when>", tail)
    if ASKING.search(tail) is None:
        tail = f"{tail}{'是什么时候' if _ASKS_WHEN.search(body) else '是多少'}"
    return body, tail


def further_tails(text: str, marker: re.Match[str] | None) -> list[str]:
    """Return what clauses behind the first one ask of each of the same things: 增长多少 of 各是多少,分别增长多少."""
    clauses = text[marker.end() :].split(",")[1:] if marker is not None and marker.start() > 0 else []
    marked = [(clause.strip(), OF_NAMED.match(clause.strip())) for clause in clauses]
    tails = [clause[match.end() :] for clause, match in marked if match is not None]
    return [tail for tail in tails if ASKING.search(tail) is not None]


def about(topic: str, each: Each, question: Understanding) -> Each:
    """Return the question about one of several with what stands before the colon: behind its name, unless that is a name itself."""
    topic = FRAMES.sub("", topic)  # 缓缴的政策比一比:甲,乙
    lead = "" if entities(topic, question) else beginning(each.text, question)
    return Each(each.name, f"{lead}{topic}{each.text.removeprefix(lead)}")


def says_what(topic: str, question: Understanding) -> bool:
    """Return whether what stands before a colon says what is asked about, and not only that something is: 各园区隔离点, but 数据要三个."""
    said = FRAMES.sub("", topic)
    terms = [term for term in question.terms if term.span.end <= len(topic) and term.text in said]
    return any(term.part is not Part.FIGURE and term.text not in _SAYS_NOTHING for term in terms)


def _measure(how: str) -> str:
    if how in _LENGTHS:
        return f"有多{_LENGTHS[how]}"
    return "是什么时候" if how in "早晚" else "是多少"


def with_growth(pieces: list[str]) -> list[str]:
    """Return what is asked for side by side with the growth that one piece names in those too that are an aim alone.

    >>> with_growth(["2025年实际增速", "2026年目标"]), with_growth(["产值目标", "增速"])
    (['2025年实际增速', '2026年增速目标'], ['产值目标', '增速'])
    """
    growth = next((match.group() for piece in pieces if (match := _GROWTH.search(piece))), "")
    return [_AIM.sub(rf"\g<when>{growth}\g<aim>", piece) for piece in pieces] if growth else pieces


def is_beside(name: str, others: Sequence[str], question: Understanding) -> bool:
    """Return whether what stands before an indicator may be one more of some pieces: a name, or one about as long, or that ends alike.

    扶持 of 物业项目、物业企业、扶持资金 is none.
    """
    if not name or entities(name, question):
        return bool(name)
    return any(abs(len(name) - len(one)) <= _AS_LONG or name[-1] == one[-1] for one in others)
