"""What is known of a word by itself: its code, its part of speech, what it may name."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from answers.model.hashing import code
from answers.model.marks import Name, Trait
from retrieval.quantities import find_dates, find_figures, may_be_a_quantity
from retrieval.segmenter import Segmenter
from retrieval.types import Span


class Token(NamedTuple):
    """A word, a part of a date or figure, or a punctuation mark.

    `tag` is the code of its part of speech, `traits` a mask of `Trait`, `name` one of `Name` for what the
    word names by itself, `ending` one for what a longer name that ends in it would be; `parts` are the
    ends of the parts of a date or figure.
    """

    code: int
    tag: int
    traits: int
    name: int
    ending: int
    parts: tuple[int, ...]


_SURNAMES = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石"
    "廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟"
    "殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时"
    "穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩"
    "明佘池查麻苑迟邝"
)
# 河内市 · 乌镇 · 西湖区
_PLACE_END = re.compile(
    "(?:[省市县区州镇乡村岛湾山河江湖海路街桥寺港国谷城郡道宫庙站]|群岛|高原|盆地|山脉|园区|公园|广场|机场)$"
)
# 深圳大学 · 光荣公司 · 工作组
_ORGANISATION_END = re.compile(
    "(?:公司|大学|学院|集团|银行|研究所|研究院|中学|小学|学校|医院|乐队|俱乐部|联盟|政府|法院|电视台|电台|"
    "组织|剧团|中心|博物馆|图书馆|组合|航空|日报|高中|书院|办公室|工作组|[党厂局部厅队军师团社会帮])$"
)
# The dictionary's tags, by how they begin: g and k are parts of words, most of them of nouns.
_NOUN_TAGS = ("n", "j", "s", "b", "g", "k", "i", "l", "x", "eng", "vn", "an", "t")
_VERB_TAGS = ("v",)
_FUNCTION_TAGS = ("p", "c", "u", "d", "r", "f", "y", "e", "o", "zg", "q", "m")
# Words of grammar that the dictionary tags as something else.
_GRAMMAR = frozenset(
    "的了着过和与及或在是为对于从到向由把被让给以将也都就还又再才很更最而但并且之其该此这那等中里上下内外后前时所则若如因"
)
_OPENING, _CLOSING, _CLAUSE = "(《「『“‘【〈[", ")》」』”’】〉]", ",;:。!?…、—-~"
# 2020年|2月|21日
_DATE_PART = re.compile(r"\d+[年月日号]|\d+|[^\d]+")
_IS_LATIN = re.compile(r"[^\W\d_\u3007\u3400-\u9fff]")


# 91.9% is never answered by 91.9, as 150对 may be by 150
_INSEPARABLE = frozenset(("%", "‰", "°c"))


class Lexicon(dict[str, Token]):
    """The tokens of a segmenter's words, worked out as they turn up."""

    # jieba's dictionary has 350,000 words; figures and names come on top. Past this it starts afresh.
    _LIMIT = 400_000

    def __init__(self, segmenter: Segmenter) -> None:
        super().__init__()
        self._segmenter = segmenter

    def __missing__(self, word: str) -> Token:
        if len(self) >= self._LIMIT:
            self.clear()
        token = self[word] = _token(word, self._segmenter.tag(word))
        return token


@cache
def punctuation(mark: str) -> Token:
    """Return the token of a mark that is no word."""
    traits = Trait.CLAUSE * (mark in _CLAUSE) | Trait.ENUMERATION * (mark == "、")
    traits |= Trait.OPENS * (mark in _OPENING) | Trait.CLOSES * (mark in _CLOSING)
    return Token(code(mark), code("w" + mark), traits, 0, 0, ())


def _token(word: str, tag: str) -> Token:
    name, parts = _quantity(word)
    if name:
        tag = "t" if name == Name.DATE else "mq"
        return Token(code(word), code(tag), Trait.WORD, name, 0, parts)
    if tag == "x" and _IS_LATIN.match(word):
        tag = "eng"
    traits = Trait.WORD | Trait.SINGLE * (len(word) == 1)
    ending = 0
    if word in _GRAMMAR or tag.startswith(_FUNCTION_TAGS):
        traits |= Trait.FUNCTION
    elif tag.startswith(_VERB_TAGS) and tag != "vn":
        traits |= Trait.VERB
    elif tag.startswith(_NOUN_TAGS):
        traits |= Trait.NOUN
        is_organisation, is_place = _ORGANISATION_END.search(word), _PLACE_END.search(word)
        ending = Name.ORGANISATION if is_organisation else Name.PLACE if is_place else 0
    if word in _SURNAMES:
        traits |= Trait.SURNAME
    name = Name.PERSON * tag.startswith("nr") | Name.PLACE * (tag == "ns") | Name.ORGANISATION * (tag == "nt")
    return Token(code(word), code(tag), traits, name, ending, ())


def _quantity(word: str) -> tuple[int, tuple[int, ...]]:
    """Return whether a word is a date or a figure, and where its parts end: `2020年|2月|21日`, `150|对`."""
    if not may_be_a_quantity(word):
        return 0, ()
    whole = Span(0, len(word))
    if any(date.span == whole for date in find_dates(word)):
        ends = [match.end() for match in _DATE_PART.finditer(word)]
        return Name.DATE, tuple(ends) if len(ends) > 1 else ()
    if not word[0].isdigit() and len(word) < 2:
        return 0, ()
    for figure in find_figures(word):
        if figure.span == whole:
            cut = len(word) - len(figure.unit)
            is_cut = 0 < cut < len(word) and figure.unit not in _INSEPARABLE
            return Name.NUMBER, (cut, len(word)) if is_cut else ()
    return 0, ()
