"""Figures that may answer: with the unit that the question asks for, and with what hedges them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import Enum
from itertools import pairwise

from answers.otherwise import POINTS, SHARES
from answers.vocabulary import any_of, vocabulary
from retrieval.quantities import HEDGES, Figure, alike_units, apart_from, find_dates, find_figures, unit_of
from retrieval.types import Span
from retrieval.vocabulary.lists import words

_MUCH = "多少"
_SEVERAL = re.compile("几(?![成倍度])")
_HOW_MUCH = re.compile("多少|几")
_PERSON = "人"
_BODIES = vocabulary("units-of-bodies")
_MONEY = ("元", "美元", "美金", "欧元", "日元", "港元", "英镑", "人民币")
_TIMES = vocabulary("units-of-time")
_PEOPLE = ("名", "人", "位", "人次", "个")
# The unit after 多少 or 几 in the question, and the units that answer it.
_SAME: dict[str, tuple[str, ...]] = {
    "名": _PEOPLE, "人": _PEOPLE, "位": _PEOPLE, "家": ("家", "户", "个"), "个": ("个", "家", "项", "处", "类", "所", "座", "只"), "项": ("项", "个", "条"),
    "元": _MONEY, "钱": _MONEY, "户": ("户", "家"), "次": ("次", "轮", "场", "余次"), "回": ("次", "回"), "趟": ("趟", "次"), "度": ("度", "摄氏度", "°c"), "条": ("条", "项", "个"), "天": ("天", "日", "个工作日", "工作日", "周", "个月"),
    "年": ("年",), "月": ("个月", "月"), "份": ("份", "人份"), "辆": ("辆", "台", "车次"), "张": ("张", "床", "份"), "只": ("只", "个"), "支": ("支", "个"), "岁": ("岁", "周岁"),
    "个小时": ("小时", "个小时", "分钟"),
    "个月": ("个月", "天", "年"),
    "个工作日": ("个工作日", "天", "工作日"),
    "小时": ("小时", "天", "个小时", "分钟"), "分钟": ("分钟", "小时", "秒"), "公里": ("公里", "千米", "米", "km"), "亩": ("亩", "公顷", "平方米"), "克": ("克", "g", "千克", "公斤"), "倍": ("倍",), "成": ("成", "%"),
    "件": ("件", "项", "宗", "个"), "场": ("场", "次"), "套": ("套", "个", "台"), "台": ("台", "套", "辆"), "片": ("片", "块"), "种": ("种", "类", "个", "项"), "类": ("类", "种", "个", "大类"), "批": ("批", "次"), "组": ("组", "个"),
    "层": ("层", "级"), "级": ("级",), "所": ("所", "家", "个"), "处": ("处", "个"), "座": ("座", "个"), "间": ("间", "个"), "栋": ("栋", "幢", "座"), "本": ("本", "册"), "篇": ("篇",), "段": ("段",), "吨": ("吨", "公斤"), "米": ("米", "公里", "厘米"),
}  # fmt: skip
# What the noun asked for says of its unit, where the question names none; the first that matches.
_BY_NOUN: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = tuple(
    (re.compile(pattern), units)
    for pattern, units in (
        (
            r"多久|多长时间|期限|年限|时长|周期|工期|建设期",
            ("年", "个月", "天", "日", "小时", "分钟", "个小时", "个工作日", "周"),
        ),
        (r"号码|电话", ("号码",)),
        (
            r"比重|占比|比例|百分之|[^效]率$|率[是达为有]|增幅|增速|(?:增长|提升|下降|提高|降低|回升)了?(?:多少|$)|同比|提升多少|幅度|产能恢复",
            ("%", "‰", "个百分点", "百分点", "倍", "成"),
        ),
        (
            r"投资|资金|金额|产值|产出|贷款|补助|扶持|资助|奖补|罚款|捐款|工资|薪酬|保费|保额|奖励|税收|收入|销售额?|补贴|利税|外资|成本|资本|总值|退税|利润|财政|经费|费用|房租|租金|房费|价格|多少钱|债|gdp|订单额",
            _MONEY,
        ),
        (
            r"人口|员工|人员|干部|职工|人数|居民|志愿者|党员|专家|学生|患者|人才|科学家|工程师|团队|多少人|几人",
            (*_PEOPLE, "个"),
        ),
        (r"^车|车辆|辆车|车$", ("辆", "台", "车次")),
        (r"企业|公司|机构|载体|单位|商户", ("家", "户", "个")),
        (r"面积|用地|多少地", ("亩", "公顷", "平方米", "平方公里")),
        (r"多长时间|多久|工期|建设期|周期|时长", ("年", "个月", "天", "小时", "分钟", "个小时", "个工作日")),
        (r"体温|温度|多少度", ("度", "°c", "摄氏度")),
        (r"多远|距离|路程|里程|多长", ("公里", "千米", "米")),
        (r"多重|重量", ("克", "吨", "公斤", "千克")),
        (r"多大|年龄|岁数|年纪|几岁", ("岁", "亩", "平方米")),
        (r"项目", ("个", "项")),
        (r"指数", ("",)),
    )
)
_ASKED_UNIT = re.compile(  # 这几个园区 asks for no number
    r"(?:多少|(?<![这那好])几)(?:十|百|千|万|亿|余|多)*(?P<unit>个小时|个月|个工作日|小时|分钟|公里|平方米|人次|美元|万元|亿元|钱|个(?![人体])|家(?![庭长])|名(?![单额])|人(?![员才数口])|位(?!置)|户(?!籍)|份|条(?!件)|件|"
    r"辆|台(?!湾)|套(?!餐)|只|支(?![持部])|张|项(?!目)|次(?!数)|回(?![报访])|趟|场(?![地所])|所|座|处|栋|间|批(?!准)|期(?!间)|类|种(?!植)|款|门(?![店诊])|轮|篇|部(?![门署])|本(?![土地市区科])|页|字|段(?!落)|"
    r"层(?!面)|级(?!别)|组(?![织长建])|队|届|瓶|箱|架|列|趟|片(?!区)|块|对|副|面(?![积对])|例|起|笔|股(?![份东])|床(?!位)|度|倍|成(?!本)|元|吨|亩|米|天(?!气)|年|月|岁|克|公斤|"
    r"艘|匹|颗|粒|枚|株|棵|羽|册|桶|罐|盏|盒|袋|幅|宗|亿(?![\u4e00-\u9fffa-z])|头(?![衔部])|双(?![方向边重]))"
)
# 多少平方公里, 多少万kwh: a unit of measure; those of one character may be another word (多少成本) and stand above.
_MEASURES = any_of(unit for unit in words("units") if len(unit) > 1 or (unit.isascii() and unit.isalpha()))
_MEASURED_IN = re.compile(rf"(?:多少|几)(?:十|百|千|万|亿|余|多)*(?P<unit>{_MEASURES})(?![a-z])")
# 投诉有多少, 收了多少, 受理多少: of what a question names an amount, unless it says of time
_ASKS_AMOUNT = re.compile(r"(?<![是为到])多少[?。!]*$")
_ASKS_TIME = re.compile(any_of(vocabulary("asks-of-time")))
_PER_HEAD = re.compile(
    "每[百千万亿]?(?:名|个)?(?:人口?|居民|常住人口)|人均"
)  # 每万人口发明专利拥有量 counts no people
_UNIT_BEFORE = re.compile(
    r"(?P<unit>[家户人件条年次个天名份篇])数(?:是|为|有|达到?)?(?:多少|[?]|$)"
)  # 居民户数
# 多少亿 by itself is money, but of people, goods and power
_BARE = "亿"
_NOT_MONEY = re.compile(any_of(vocabulary("not-in-money")))
_HEDGE = re.compile(rf"(?<![签预节合违制契邀])(?:{any_of(HEDGES)})$")
_LONGEST_HEDGE = max(map(len, HEDGES)) + 1  # and a line break behind it
# 表 4, 附件2 · C.1: what a part of a paper is called before its number
_NUMBERED = re.compile(rf"(?:{any_of(vocabulary('numbered-parts'))})[ \t]?$|(?<![a-z])[a-z]\.$")
_LONGEST_NUMBERED = 4
_AFTER = re.compile(r"^(?:以上|以下|左右|上下|以内|之多)")


def wanted_units(question: str) -> tuple[str, ...] | None:
    """Return the units that would answer a normalised question, best first; None where any would.

    >>> wanted_units("发放了多少份告知书?")[0], wanted_units("复工率是多少?")[0], wanted_units("有多少?") is None
    ('份', '%', True)
    """
    units = _units_asked(question)
    if units is None:
        return None
    return tuple(dict.fromkeys([*units, *(other for unit in units for other in alike_units(unit))]))


def is_of_another_sort(unit: str, units: Sequence[str]) -> bool:
    """Return whether a unit is of another sort than those that would answer: money, shares or months for things, houses and firms for people.

    >>> is_of_another_sort("元", ("个", "家")), is_of_another_sort("家", ("名", "人")), is_of_another_sort("人次", ("名", "人"))
    (True, True, False)
    """
    if measure_of(unit) not in map(measure_of, units):
        return bool(unit)
    return _PERSON in units and unit in _BODIES and unit not in units


class Measure(Enum):
    """What a unit measures, as far as it tells answers from what is none."""

    MONEY = "money"
    SHARE = "share"
    TIME = "time"
    OTHER = "other"


def measure_of(unit: str) -> Measure:
    """Return what a unit measures."""
    if unit.endswith(_MONEY):
        return Measure.MONEY
    if unit in SHARES or unit in POINTS:
        return Measure.SHARE
    return Measure.TIME if unit in _TIMES else Measure.OTHER


def is_measured_otherwise(figure: Figure, question: str) -> bool:
    """Return whether a normalised question names what it counts in, and a figure is never measured so: 亿元 for 几家, 家 for 多少钱.

    Nor is a stretch of time how much of something there is: 24小时 for 投诉有多少.
    """
    units = units_said(question)
    asks_once = len(_HOW_MUCH.findall(question)) <= 1  # 几家银行新增多少贷款
    if asks_once and _ASKS_AMOUNT.search(question) and not _ASKS_TIME.search(question):
        return unit_of(figure) in _TIMES
    return asks_once and bool(units) and is_of_another_sort(unit_of(figure), units)


def units_said(question: str) -> tuple[str, ...]:
    """Return the units that a normalised question itself says, with those alike; none where its nouns alone tell them.

    >>> units_said("签约项目有几个?")[0], units_said("签约项目是多少?")
    ('个', ())
    >>> units_said("进出口多少亿?")[0], units_said("用电量多少亿?")
    ('元', ())
    >>> units_said("几家银行新增多少贷款?"), units_said("几笔资金分别多少?")
    ((), ())
    """
    asking = (
        question if _MUCH not in question else _SEVERAL.sub("", question)
    )  # 几家 are several where 多少 asks
    match = _MEASURED_IN.search(asking) or _ASKED_UNIT.search(asking) or _UNIT_BEFORE.search(asking)
    if match is None:
        return ()
    if match["unit"] == "钱":
        return _MONEY
    if match["unit"] == _BARE:
        return () if _NOT_MONEY.search(question) else _MONEY
    unit = {"万元": "元", "亿元": "元", "美元": "元", "人次": "人", "平方米": "亩"}.get(match["unit"])
    alike = _SAME.get(unit or alike_units(match["unit"])[0], (unit or match["unit"],))
    return (match["unit"], *alike)


def _units_asked(question: str) -> tuple[str, ...] | None:
    if said := units_said(question):
        return said
    question = _PER_HEAD.sub("", question)
    asked = re.search(r"(?:是|为|有|达到?|到)?(?:多少|几)", question)
    beside = question[max(0, asked.start() - 5) : asked.start()] if asked else ""
    after = question[asked.end() : asked.end() + 5] if asked else ""
    counted = re.match(
        r"[一-鿿]{2}", after
    )  # 多少口罩: the noun itself is counted, whatever else the question names
    # a piece of a question begins with no noun: 通|车里程分别是多少
    for text in (after,) if counted else (after, f"…{beside}", question.rstrip("?呢")):
        for pattern, units in _BY_NOUN:
            if pattern.search(text):
                return units
    return None


def figures(text: str) -> tuple[Figure, ...]:
    """Return the figures of a normalised text that are not part of a date."""
    found = find_figures(text)
    apart = {figure.span for figure in apart_from(found, find_dates(text))}
    return tuple(
        figure
        for figure in found
        if (figure.span in apart or figure.unit in ("个月", "季度"))
        and not _is_vague(text, figure)
        and not _is_number_of_a_part(text, figure)
    )


def _is_number_of_a_part(text: str, figure: Figure) -> bool:
    """Return whether a figure only numbers a table, an annex or a section, or is the base of an index.

    表4, 附件2, C.1, (女=100).
    """
    before, after = text[: figure.span.start], text[figure.span.end :]
    is_base = before.endswith("=") and after.startswith(")")
    is_numbering = not figure.unit and _NUMBERED.search(before[-_LONGEST_NUMBERED:]) is not None
    return is_base or is_numbering


def without_tail(text: str, words: Sequence[str]) -> str:
    """Return what stands before a figure without words at its end, one after the other, as long as something is left.

    >>> without_tail("青山镇共有", ("有", "共"))
    '青山镇'
    """
    while tail := next((word for word in words if text.endswith(word) and len(text) > len(word)), None):
        text = text.removesuffix(tail)
    return text


def _is_vague(text: str, figure: Figure) -> bool:
    """Return whether Chinese numerals tell no number: 数十名, 第一时间, 一大批, 一个(个)."""
    if figure.number[0].isdigit():
        return False
    before, after = (
        text[figure.span.start - 1 : figure.span.start],
        text[figure.span.end : figure.span.end + 1],
    )
    return (
        before in tuple("数几第")
        or figure.unit in tuple("时分秒点大起度部道对强成面段步章节路股组")
        or after == "间"
    )


def chained(text: str, own: Sequence[Figure]) -> tuple[Span, ...]:
    """Return the ranges of figures said as a range: 1.5米到3.5米."""
    spans = []
    for one, other in pairwise(own):
        if re.fullmatch(r"[到至~-]|—+", text[one.span.end : other.span.start]) and one.unit in (
            other.unit,
            "",
        ):
            spans.append(Span(one.span.start, other.span.end))
    return tuple(spans)


def with_hedge(text: str, span: Span) -> Span:
    """Return a figure's span together with 约, 近, 超 before it and 以上, 左右 after it.

    >>> text = "总投资约37亿元左右,"
    >>> with_hedge(text, Span(4, 8)).of(text)
    '约37亿元左右'
    """
    before = _HEDGE.search(text, max(0, span.start - _LONGEST_HEDGE), span.start)
    after = _AFTER.match(text[span.end : span.end + 2])
    ordinal = text[max(0, span.start - 1) : span.start] == "第"
    start = before.start() if before else span.start - ordinal
    return Span(start, span.end + (after.end() if after else 0))


def fits(figure: Figure, units: Sequence[str] | None) -> float:
    """Return how well a figure's unit answers: 1 as asked, less for a kindred one, 0 for another."""
    unit = unit_of(figure)
    if units is None:
        return 0.6 if unit else 0.3
    if units and unit in alike_units(units[0]):
        return 1.0
    if unit in units or (figure.is_fraction and "%" in units):
        return 0.9
    return 0.0
