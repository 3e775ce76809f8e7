"""Lists in a question: what stands behind a colon, what several things are counted, a whole and its part. All of it reads normalised text."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from answers.questions.asked_of_each import FRAMES
from answers.questions.carrying import periods
from answers.questions.each import OF_LISTED
from answers.questions.list_ends import of_names, without_end_of_names
from answers.questions.parts import INDICATORS, Part
from answers.questions.pieces import ASKING, Each, beginning, entities, head_of, uncounted
from answers.questions.understanding import Understanding
from answers.types import Kind
from answers.vocabulary import any_of, vocabulary
from retrieval.vocabulary.lists import words

_AMONG, _DONE = "其中", "了"
_SHORTEST_NOUN = 2  # code points
_LIST_MARKS = re.compile(r"[、,; ]|以及|和(?!平|谐)")
_CLAUSE_ENDS = re.compile("[,;?。]")
_MEASURE = re.compile(rf"^(?:{any_of(words('measure-words'))})(?=[\u4e00-\u9fff]{{2}})")  # 多少|名|干部
_MEASURE_ALONE = re.compile(rf"(?:{any_of(words('measure-words'))})")
_HOW_MANY, _ASKED_AGAIN = "多少", "?"
_AGAIN = re.compile("(?<=[\u4e00-\u9fff])[、,]?(?:多少|几)")  # 几家宾馆几张床
_ASKS_WHEN = re.compile(any_of(vocabulary("asks-when")))
_COUNTED_APART = re.compile("(?:,[^,、]{2,12}|[^,、]的)有?(?:几|多少)[^,、]{1,2}?[?]?$")
_MEASURED_BY = re.compile("(?:人数|[率数额量])$")
_DAYS = re.compile("[的各是]{0,3}(?:日子|日期|时间)(?:分别是)?$")
# 列个|滨江|的大事: what only says that days of events are listed
_ONLY_EVENTS = re.compile(
    rf"^(?:{any_of(vocabulary('listing-verbs'))})(?:个|一?下)?(?=[^个])|的?(?:几[个件])?(?:{any_of(vocabulary('called-events'))})的?$"
)
# 三个数 · 数据要三个 · 按板块分: what only says that there is a list
_COUNTS = re.compile(
    r"的?(?:这|那|下面)?[几两三四五六七八九十]个?(?:关键|重要)?$|的?(?:数据|数字|指标)?要?(?:这|下面)?(?:[两三四五六七八九十几]|\d{1,2})(?:个|项|组)(?:数据|数字|数|指标)?$|的?(?:数据|数字|指标|情况)$|按[^,]{1,6}分$"
)
_ASIDES = re.compile(any_of(vocabulary("asides")))  # 4808万亩那个是存量,不要 lists nothing
_DAYS_OF_DEEDS = re.compile(
    rf"(?P<body>[^,。?]{{2,24}}?)(?:分别|各|都)?(?:是|在)?(?P<when>{any_of(vocabulary('asks-when'))})(?P<deeds>[^,。?]{{4,40}}?)的?"
)
_STATE = re.compile(
    rf"(?P<names>[^?]{{4,48}})的(?P<of>[^的,。?]{{2,10}})情况(?:{any_of(vocabulary('asks-manner'))})样?"
)
_WHO_IT_IS = re.compile("^[^,]{2,12}的(?:都|分别|各)?是谁$")  # 接受采访的是谁:甲公司,乙公司
_HEADS = any_of(
    vocabulary("called-leaders") | vocabulary("posts-of-heads") | vocabulary("posts-in-firms") | {"发言人"}
)
# 这几家的一把手名字:甲管委会,乙区委
_NAMES = re.compile(
    rf"(?:^|的|[这那][几些]?[家位个]?)(?P<who>[^的,这那家]{{0,4}}?(?:{_HEADS}))的?(?:(?:名字|姓名|名单)(?:分别)?是?|(?:分别|都)?叫(?:什么|啥)(?:名字?)?)$"
)
_HOW_MUCH, _WHEN = "是多少", "是什么时候"
_FEWEST, _MOST = 2, 12
_SHORTEST_PIECE, _LONGEST_PIECE = 2, 24  # code points


def listed(said: str, question: Understanding) -> tuple[Each, ...]:
    """Return what a question asks of each of those that it lists behind a colon or a question mark; none where it lists none.

    几个项目都投了多少钱:甲园,乙园 · 一年能出多少?模组,套件 · 一季度三个数:产值,外资 · 防疫的日子:开会,设卡.
    """
    topic, text = _parted(said)
    topic, text = (
        FRAMES.sub("", part).strip(" ,、") for part in (topic, text)
    )  # 节点的日子|理一下, |帮忙做成表
    pieces = [piece.strip(" 的") for piece in _LIST_MARKS.split(text) if piece.strip(" 的")]
    if told := _days_asked(topic, pieces):
        return told
    if question.kind is Kind.YES_NO or "\u201c" in said or _ASIDES.search(text) is not None:
        return ()
    if any(ASKING.fullmatch(piece) or len(piece) < _SHORTEST_PIECE for piece in pieces):
        return ()
    if not topic or not _FEWEST <= len(pieces) <= _MOST or max(map(len, pieces)) > _LONGEST_PIECE:
        return ()
    asked = [ASKING.search(piece) is not None for piece in pieces]
    if all(asked) or (any(asked) and OF_LISTED.search(text) is not None):
        return ()  # each of them is a question of its own, or all are asked of together
    if (days := _DAYS.search(topic)) is not None:
        of = _ONLY_EVENTS.sub("", topic[: days.start()])
        return tuple(Each(piece, f"{of}{piece}{_WHEN}?") for piece in pieces)
    if (names := _NAMES.search(topic)) is not None:
        return tuple(Each(piece, f"{piece}的{names['who']}是谁?") for piece in pieces)
    asking = ASKING.search(topic)
    if asking is not None and (named := of_names(topic, pieces, question)):
        return named
    if asking is None:
        lead = _COUNTS.sub("", topic).strip("的 ")
        return tuple(
            Each(piece, f"{lead}{piece}{'' if asks else _HOW_MUCH}?")
            for piece, asks in zip(pieces, asked, strict=True)
        )
    marker = OF_LISTED.search(topic)
    if marker is not None and marker.start() > 0:
        return tuple(Each(piece, f"{piece}{topic[marker.end() :]}?") for piece in pieces)
    if _WHO_IT_IS.search(topic) is not None:
        return tuple(Each(piece, f"{piece}{topic}?") for piece in pieces)
    indicators = [term.span.start for term in question.of_part(Part.INDICATOR) if term.span.end <= len(topic)]
    tail = topic[max(indicators) :] if indicators else topic[asking.start() :]
    return _of_all(topic, pieces, tail, question)


def _days_asked(topic: str, pieces: Sequence[str]) -> tuple[Each, ...]:
    """Return the questions of a list of which each one asks for a day of one topic: 那份通知的几个时间:哪天起算、报到哪天截止."""
    is_list = _FEWEST <= len(pieces) <= _MOST and max(map(len, pieces)) <= _LONGEST_PIECE
    if not topic or not is_list or not all(map(_ASKS_WHEN.search, pieces)):
        return ()
    lead = _COUNTS.sub("", _DAYS.sub("", topic)).strip("的 ")
    is_asking = ASKING.search(lead) is not None or any(_ASKS_WHEN.fullmatch(piece) for piece in pieces)
    return () if is_asking else tuple(Each(piece, f"{lead}{piece}?") for piece in pieces)


def _parted(said: str) -> tuple[str, str]:
    """Return what stands before a list and the list: parted by a colon, or by a question mark behind which nothing asks."""
    before, mark, behind = said.partition("?")
    if mark and behind.strip() and ASKING.search(names := without_end_of_names(behind)) is None:
        return before, names
    topic, _, text = before.strip(" 。!,").rpartition(":")
    return topic, without_end_of_names(text)


def _of_all(topic: str, pieces: list[str], tail: str, question: Understanding) -> tuple[Each, ...]:
    lead = beginning(f"{topic} ", question).strip()
    return tuple(Each(piece, f"{lead}{piece}{tail}?") for piece in pieces)


def in_turn(said: str, question: Understanding) -> tuple[Each, ...]:
    """Return the questions about names of which each has a clause of its own, behind what is asked of all.

    电力指数,甲区多少?乙区多少?
    """
    topic, *clauses = [clause.strip() for clause in _CLAUSE_ENDS.split(said) if clause.strip()] or [""]
    known = {term.text for term in question.of_part(Part.ENTITY)}
    asked = [ASKING.search(clause) for clause in clauses]
    if len(clauses) < _FEWEST or not topic or ASKING.search(topic) is not None:
        return ()
    if entities(topic, question) or not all(
        one and clause[: one.start()] in known for one, clause in zip(asked, clauses, strict=True)
    ):
        return ()
    return tuple(
        Each(clause[: one.start()], f"{clause[: one.start()]}{topic}{clause[one.start() :]}?")
        for one, clause in zip(asked, clauses, strict=True)
        if one is not None
    )


def states(text: str, question: Understanding) -> tuple[Each, ...]:
    """Return the questions how something is with each of several names: 甲园、乙公司两家的订单情况怎么样."""
    match = _STATE.fullmatch(text)
    names = _LIST_MARKS.split(match["names"]) if match is not None else []
    if match is None or not _FEWEST <= len(names) <= _MOST:
        return ()
    names = [*names[:-1], uncounted(names[-1], len(names)).partition("的")[0]]
    if not all(entities(name, question) for name in names):
        return ()
    return tuple(Each(name, f"{name}的{match['of']}怎么样?") for name in names)


def with_part(text: str, question: Understanding) -> tuple[Each, ...]:
    """Return the questions about a whole and a part of it, of which the same is asked: 签约项目总投资多少,其中外资项目多少."""
    whole, among, part = text.partition(_AMONG)
    whole, part = whole.strip(" ,的"), part.strip(" ,的")
    asks, asks_part = ASKING.search(whole), ASKING.search(part)
    if not among or asks is None or asks_part is None or not part[: asks_part.start()]:
        return ()
    body = whole[: asks.start()]
    lead = beginning(body, question)
    indicator = head_of(body, question, is_bare=False)[1]
    name = part[: asks_part.start()]
    has_own = head_of(name, question, is_bare=False)[1]
    of_part = f"{lead}{name if has_own else _narrowed(name, indicator)}{part[asks_part.start() :]}?"
    return Each(body, f"{whole}?"), Each(f"{lead}{name}", of_part)


def _narrowed(name: str, indicator: str) -> str:
    """Return an indicator told of a part: where it ends like the whole in its place, of the same time, else behind its name.

    >>> _narrowed("外资项目", "今年新签约项目总投资"), _narrowed("外资", "项目总投资")
    ('今年外资项目总投资', '外资项目总投资')
    """
    for start in range(len(name) - _SHORTEST_NOUN + 1):
        whole = name[start:]
        before, told, behind = indicator.rpartition(whole)
        if told:
            when = "".join(period.of(before) for period in periods(before))
            return f"{when}{name}{behind}"
    return f"{name}{indicator}"


def objects(body: str, tail: str, question: Understanding) -> tuple[Each, ...]:
    """Return the questions about what is counted, where several things are: 用了多少告知书、短信、大喇叭, 抽调多少名干部和党员."""
    asking = ASKING.match(tail)
    known = {term.text for term in question.terms}
    said = _AGAIN.sub(f"、{_ASKED_AGAIN}", tail[asking.end() :]) if asking is not None else ""
    counted = [piece.strip(" 的") for piece in _LIST_MARKS.split(said)]
    again = [piece.startswith(_ASKED_AGAIN) for piece in counted]
    counted = [piece.removeprefix(_ASKED_AGAIN) for piece in counted]
    pieces = [_without_measure(piece, known) for piece in counted]
    if not _FEWEST <= len(pieces) <= _MOST or asking is None:
        return ()
    if not all(any(term in piece for term in known) and ASKING.search(piece) is None for piece in pieces):
        return ()
    measures = [one.removesuffix(piece) for one, piece in zip(counted, pieces, strict=True)]
    asks = [  # 几个甲和乙; 几家宾馆、多少床位
        f"{asking.group()}{measure or measures[0]}" if measure or not is_again else _HOW_MANY
        for measure, is_again in zip(measures, again, strict=True)
    ]
    return tuple(Each(piece, f"{body}{piece}{how}?") for piece, how in zip(pieces, asks, strict=True))


def acts(body: str, tail: str, question: Understanding) -> tuple[Each, ...]:
    """Return the questions about what was done, where several things were: 签约和开工了几个项目."""
    asking = ASKING.match(tail)
    lead = beginning(body, question)
    pieces = [piece.strip(" 的") for piece in _LIST_MARKS.split(body.removeprefix(lead).removesuffix(_DONE))]
    known = {term.text: term.part for term in question.terms}
    is_act = all(known.get(piece) in (Part.ACT, Part.WORD) for piece in pieces)
    if asking is None or asking.end() == len(tail) or not _FEWEST <= len(pieces) <= _MOST or not is_act:
        return ()
    if known[pieces[-1]] is not Part.ACT:
        return ()
    return tuple(Each(f"{lead}{piece}", f"{lead}{piece}了{tail}?") for piece in pieces)


def _without_measure(piece: str, known: Collection[str]) -> str:
    """Return what is counted without the measure before it; 天 of 天然气 is none."""
    measure = _MEASURE_ALONE.match(piece)
    if measure is None or any(piece.startswith(term) and len(term) > 1 for term in known):
        return piece
    rest = piece[measure.end() :]
    return rest if rest in known or _MEASURE.match(piece) is not None else piece


def mixed(text: str, question: Understanding) -> tuple[Each, ...]:
    """Return the questions of a list of indicators and things counted, of what its first part names: 返岗率、复工的企业有几家、规上的有几家.

    One thing alone is counted behind a comma, or has no noun of its own: 复工率、返岗率,企业的有几家.
    """
    pieces = [piece.strip(" 的") for piece in re.split("[、,]", text.strip("?")) if piece.strip(" 的")]
    asked = [ASKING.search(piece) for piece in pieces]
    lead = beginning(pieces[0], question) if pieces else ""
    if not lead or OF_LISTED.search(text) or not _FEWEST <= len(pieces) <= _MOST:
        return ()
    counted = sum(one is not None for one in asked)
    if not counted or all(asked) or (counted < _FEWEST and _COUNTED_APART.search(text) is None):
        return ()  # each of them is a question of its own, or the last asks of all
    names = [piece[: one.start()] if one else piece for piece, one in zip(pieces, asked, strict=True)]
    names = [names[0].removeprefix(lead), *names[1:]]
    if any(len(name) < _SHORTEST_PIECE or entities(name, question) for name in names):
        return ()
    is_measured = [_is_measure(name, question) for name in names]
    if any(measured == (one is not None) for measured, one in zip(is_measured, asked, strict=True)):
        return ()
    topic = _MEASURED_BY.sub("", names[0]) if is_measured[0] else ""  # 复工率…,企业的有几家: 复工企业
    asks = [piece[one.start() :] if one else _HOW_MUCH for piece, one in zip(pieces, asked, strict=True)]
    told = [f"{topic}{name.removesuffix('的')}" if name.endswith("的") else name for name in names]
    return tuple(
        Each(name.rstrip("的"), f"{lead}{one}{how}?")
        for name, one, how in zip(names, told, asks, strict=True)
    )


def _is_measure(name: str, question: Understanding) -> bool:
    """Return whether a name ends with an indicator, and not with what is counted."""
    indicators = (term.text for term in question.of_part(Part.INDICATOR))
    return INDICATORS.search(name) is not None or name.endswith(tuple(indicators))


def keywords(text: str, question: Understanding) -> tuple[Each, ...]:
    """Return the questions of keywords, an indicator behind or before names of which it is asked: 甲园 乙项目 投资额."""
    said = text.split()
    known = {term.text for term in question.of_part(Part.ENTITY)}
    rest = [word for word in said if word not in known]
    if (
        len(rest) == 1
        and rest[0] in (said[0], said[-1])
        and _MEASURED_BY.search(rest[0])
        and len(said) > _FEWEST
    ):
        return tuple(Each(name, f"{name}{rest[0]}{_HOW_MUCH}?") for name in said if name in known)
    measured = [
        word for word in said if not entities(word, question) and head_of(word, question, is_bare=False)[1]
    ]
    names = [
        word for word in said if entities(word, question) and not head_of(word, question, is_bare=False)[1]
    ]
    is_one_asked = len(measured) == 1 and measured[0] in (said[0], said[-1])
    if len(names) < _FEWEST or not is_one_asked or len(names) + 1 < len(said):
        return ()
    return tuple(Each(name, f"{name}的{measured[0]}{_HOW_MUCH}?") for name in names)


def deeds(text: str, question: Understanding) -> tuple[Each, ...]:
    """Return the questions about the day of each of several deeds, where a question asks for those of all at once: 什么时候开工、交付、建成."""
    match = _DAYS_OF_DEEDS.fullmatch(text)
    pieces = [piece.strip(" 的") for piece in _LIST_MARKS.split(match["deeds"])] if match else []
    known = {term.text for term in question.terms}
    is_told = all(any(term in piece for term in known) and ASKING.search(piece) is None for piece in pieces)
    if match is None or not is_told or not _FEWEST <= len(pieces) <= _MOST or "\u3001" in match["body"]:
        return ()
    body, when = match["body"].rstrip("的 "), match["when"]
    return tuple(Each(f"{body}{piece}", f"{body}{when}{piece}?") for piece in pieces)


def tails_of(tail: str) -> list[str]:
    """Return what is asked of each thing, one by one: 几个 and 总投资多少 of 几个、总投资多少."""
    tails = [OF_LISTED.sub("", one).strip() for one in tail.split("、")]
    return tails if len(tails) > 1 and all(map(ASKING.search, tails)) else [tail]


def asked_for(tail: str) -> str:
    """Return what a tail asks for, without what only asks: 总投资 of 总投资多少."""
    asking = ASKING.search(tail)
    is_bare = asking is not None and not f"{tail[: asking.start()]}{tail[asking.end() :]}"
    return "" if is_bare else tail[: asking.start()] or tail if asking else tail
