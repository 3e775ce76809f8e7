"""The parts that words play in a question, and which words make one term."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto

from answers.spans.names import SURNAMES
from answers.vocabulary import any_of, vocabulary
from retrieval.types import Span
from retrieval.vocabulary.lists import words

Tag = Callable[[str], str]
IsSaid = Callable[[str], bool]


class Part(Enum):
    """What a term is to its question."""

    ENTITY = auto()  # a place, body, person, product, quoted name: insisted on, may stand in the heading
    DATE = auto()  # insisted on
    FIGURE = auto()  # insisted on
    INDICATOR = auto()  # 复工率, 总投资: must stand with the figure
    POST = auto()  # 主任, 董事长: must stand with the name
    HEAD = auto()  # 贷款 in 多少贷款: what is counted must stand with the count
    ACT = auto()  # 签约 in 签约了几个项目, 哪天签约: what was done must be said beside the answer
    SORT = auto()  # 城市 in 哪个城市: what sort of answer is asked for; the source need not say it
    WORD = auto()  # anything else


@dataclass(frozen=True, slots=True)
class Term:
    """A term of the question, as it stands in the normalised question."""

    text: str
    span: Span
    part: Part
    is_joined: bool = False
    is_quoted: bool = False


# 91.9% is a 率, 415亿元 a 产值: these endings name an indicator together with the word before.
INDICATOR_SUFFIX = "率额量值数费价"
INDICATORS = re.compile(
    r"(?:总|净|年)?(?:投资额?|产值|总值|面积|收入|利润|税收|利税|销售额?|增幅|增速|增长率?|比重|占比|比例|指数|人数|户数|"
    r"数量|金额|总额|资金|用地|外资|订单|产能|库存|gdp)$"
)
# The same anywhere in a text: is there an indicator at all?
INDICATORS_WITHIN = re.compile(r"[\u4e00-\u9fff](?:率|额|产值|总值|增幅|增速|投资|收入|利润|税收|外资|指数)")
_HEADS = vocabulary("dependent-heads")
POSTS = re.compile(
    r"(?:副?(?:书记|主任|区长|市长|县长|镇长|局长|院长|校长|厂长|所长|处长|科长|股长|司长|厅长|署长|台长|州长|村长|站长|会长|部长|社长|行长|组长|队长|班长|秘书长|"
    r"董事长|总经理|经理|总裁|总监|主席|理事长|总工程师|工程师|常委|委员|顾问|助理|秘书|主管|负责人|科员|网格员|专员|联络员|发言人|调研员|巡视员|督导员|代表|记者|骑手|创始人|法人|教授|医生|主编|作者|女儿|儿子|妻子|丈夫|父亲|母亲|父母|爱人))$"
)
# 高新区 after 昆山, 街道 after 金山桥: they make one name of the two.
_AREA = re.compile(
    r"^(?:高新(?:技术)?(?:产业)?(?:开发)?区|经(?:济)?(?:技术)?开(?:发)?区|开发区|工业园区?|产业园区?|科技园区?|园区|新区|示范区|自贸区|保税区|街道|社区|"
    r"区|县|市|镇|乡|村|省|示范园区|管委会)$"
)
_ENTITY_TAGS = frozenset({"ns", "nr", "nt", "nz", "nrt", "nrfg", "j", "eng", "x"})
_NAME_TAGS = ("n", "x", "j", "g", "b", "a", "zg")
_LATIN = re.compile(r"[a-z]")
HAN = re.compile(r"[\u3400-\u9fff]")
# Prepositions, verbs and the like by themselves begin no name: 往 in 往社区, 找 in 找银行.
NO_NAME_TAGS = ("v", "p", "u", "d", "r", "m", "q", "c", "t", "y")
_CONTENT_SINGLE = re.compile(r"^[\u3400-\u9fff]$")
# Words that frame a question and need not stand in the source.
FRAME = vocabulary("frame")
# 城镇: a name to the dictionary, and no name of any one place.
_COMMON_PLACES = vocabulary("common-places") | vocabulary("taken-for-names")


# 户数 by itself, 人数: no more than a way to ask how many.
ASKS_HOW_MANY = re.compile(r"^(?P<unit>[家户人件条年次个天名份篇])数$")


def uncounted(term: Term) -> Term:
    """Return 企业 for 企业家数: the measure and 数 only ask how many."""
    match = re.search(r"(?:[家个户人份件]数|数量|总数|(?<![指系倍分基人])数)$", term.text)
    if term.part is not Part.INDICATOR or match is None or match.start() < 2:
        return term
    return Term(term.text[: match.start()], Span(term.span.start, term.span.start + match.start()), Part.WORD)


# What makes a company's name of the words before it: 泰林|生物, 海川|药业.
_BODY = re.compile(
    r"^(?:药业|制药|医药|电气|生物|科技|机械|重工|创投|集团|公司|电子|能源|银行|医院|大学|学院|研究院|股份|控股|物流|商场|酒店|电梯|传媒)$"
)
NAMED_BODY = re.compile(
    r"(?:药业|制药|医药|电气|生物|科技|机械|重工|创投|集团|公司|电子|能源|银行|医院|大学|学院|研究院|股份|控股|物流|电梯|传媒)$"
)
AREA_SORTS = any_of(vocabulary("areas-side-by-side"))
NAMED_AREA = re.compile(f"(?:{AREA_SORTS})$")
# What names neither an area nor a body before its sort: 全部 of 全部园区.
_GENERIC = vocabulary("generic-words")
# 外国 of 外国公司 and 物业 of 物业公司 tell a sort of body, and name none.
_SORTS_OF_BODIES = _GENERIC | vocabulary("sorts-not-names")

# 要 before 量 asks what is to be measured.
_MODALS = vocabulary("before-measuring")
# 两家 before 高新区 counts them.
_COUNT = re.compile(rf"(?:[一两三四五六七八九十几数各每]|\d+)(?:{any_of(words('measure-words'))})$")


def belongs_to_last(before: Term, piece: str, is_said: IsSaid, tag: Tag) -> bool:
    """Return whether a word goes on with the term before it: 率 after 到岗, 高新区 after 昆山, 立新 after 翟."""
    if len(piece) == 1 and piece in INDICATOR_SUFFIX:
        return (
            before.text not in _MODALS
            and len(before.text) <= 3
            and before.part is not Part.DATE
            and not tag(before.text).startswith("m")
        )
    if before.text in ("副", "原", "前", "总", "代") and POSTS.search(piece):
        return True
    if before.text in ("总", "年", "净", "新") and (
        INDICATORS.search(piece) or piece[-1] in INDICATOR_SUFFIX
    ):
        return True
    if _AREA.match(piece):
        named = (
            len(piece) > 1
            and len(before.text) <= 3
            and before.text not in _GENERIC
            and not _COUNT.match(before.text)
        )
        return (
            before.part is Part.ENTITY
            or (len(before.text) == 1 and not tag(before.text).startswith(NO_NAME_TAGS))
            or (named and is_said(before.text[-1] + piece[0]))
            or (named and before.text not in _COMMON_PLACES and _names_an_area(before, tag))
        )
    if _BODY.match(piece):
        return (
            before.part in (Part.ENTITY, Part.WORD)
            and before.text not in _SORTS_OF_BODIES
            and len(before.text) <= 6
            and not (len(before.text) == 1 and tag(before.text).startswith(NO_NAME_TAGS))
        )
    common = len(piece) == 2 and tag(piece) in ("n", "v", "vn", "a", "t")
    if (
        before.text in SURNAMES
        and len(piece) <= 2
        and not common
        and is_said(before.text + piece[0])
        and piece not in FRAME
    ):
        return not POSTS.match(piece) and not _AREA.match(piece)
    if _goes_on_with_an_area(before, piece, is_said, tag):
        return True
    if before.text.endswith("某"):
        return False
    single = len(before.text) == 1 or _is_single_run(before)
    framed = piece in FRAME or before.text in FRAME
    return bool(_CONTENT_SINGLE.match(piece)) and single and not framed and is_said(before.text[-1] + piece)


_AREA_END = re.compile(r"[\u3400-\u9fff]+[区县市镇乡村]$")


def _goes_on_with_an_area(before: Term, piece: str, is_said: IsSaid, tag: Tag) -> bool:
    """Return whether a single character begins the name of an area that the dictionary cuts: 西 of 西|山镇."""
    is_single = len(before.text) == 1 and not tag(before.text).startswith(NO_NAME_TAGS)
    return is_single and len(piece) > 1 and bool(_AREA_END.match(piece)) and is_said(before.text + piece[0])


def _names_an_area(before: Term, tag: Tag) -> bool:
    """Return whether a noun makes a name of the area behind it, be it one that nobody mentions: 火星 of 火星开发区."""
    return len(before.text) > 1 and before.part is Part.WORD and tag(before.text) in ("n", "nz", "m", "x")


def _is_single_run(term: Term) -> bool:
    """Return whether a term was put together from single characters: a name that no dictionary holds."""
    return (
        term.part in (Part.ENTITY, Part.WORD)
        and 1 < len(term.text) <= 3
        and term.is_joined
        and not _AREA.search(term.text[-2:])
    )


def is_measure(text: str) -> bool:
    """Return whether a text ends with what is measured: 保费收入, 复工率, but not 老旧小区."""
    return text.endswith((*INDICATOR_SUFFIX, *_HEADS)) or INDICATORS.search(text) is not None


def part_of(piece: str, before: Term | None, tag: Tag) -> Part:
    """Return the part of a word, or of a term that goes on with the one `before`."""
    is_indicator = len(piece) > 1 and (piece[-1] in INDICATOR_SUFFIX or INDICATORS.search(piece))
    if is_indicator and (before is not None or tag(piece) not in ("v", "d", "b", "m", "a")):
        return Part.INDICATOR
    if POSTS.search(piece):
        return Part.POST
    if before is not None:
        named = (
            before.part is Part.ENTITY
            or before.text in SURNAMES
            or bool(_AREA.search(piece) or NAMED_BODY.search(piece) or NAMED_AREA.search(piece))
            or (len(piece) > 2 and bool(_AREA_END.match(piece)))
        )
        nouns = all(tag(character).startswith(_NAME_TAGS) for character in piece)
        return Part.ENTITY if named or nouns else Part.WORD
    if _LATIN.search(piece):
        return Part.ENTITY
    is_common = _AREA.match(piece) or piece in _COMMON_PLACES or _is_sort_of_body(piece)
    is_name = len(piece) > 1 and tag(piece) in _ENTITY_TAGS and not is_common
    return Part.ENTITY if is_name and not _is_doing(piece, tag) else Part.WORD


def _is_sort_of_body(piece: str) -> bool:
    """Return whether a word is a sort of body: 商业银行."""
    match = NAMED_BODY.search(piece)
    return match is not None and piece[: match.start()] in _SORTS_OF_BODIES


def _is_doing(piece: str, tag: Tag) -> bool:
    """Return whether what the dictionary takes for a name is a verb with its object: 测体温."""
    return len(piece) > 2 and tag(piece) == "nz" and tag(piece[0])[:1] == "v" and tag(piece[1:])[:1] == "n"
