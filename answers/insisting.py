"""Whether what a question insists on is borne out where an answer stands: names, dates, figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from answers.context import YEAR, years_in
from answers.matching import Matcher, exactly
from answers.numbered import says_the_number, says_the_paper
from answers.periods import Anchor, Period, asked_periods, periods_within, tells_of
from answers.questions.parts import NAMED_BODY, NO_NAME_TAGS, Part, Tag, Term
from answers.questions.understanding import Understanding
from answers.sources import Source
from answers.spans.dates import day_forms
from answers.types import Kind
from retrieval.types import Span

_STRONG = 0.5
_SAID_OTHERWISE = 0.9  # a synonym or other numerals, not a part of it: 80亿元 is not 50亿元
_QUOTED = 0.7  # of a name in quotation marks: nearly all of it
_AREA_ENDS = re.compile(
    r"(?:高新区|经开区|开发区|工业园区|产业园区?|科技园|园区|新区|示范区|街道|社区|区|县|市|镇|乡|村|省)$"
)
# 扬州开发区: of such a name the first part must be said, any paper says 开发区.
_NAMED_AREA = re.compile(r"[一-鿿]{2}(?:高新区|经开区|开发区|工业园区|产业园区?|科技园|园区|新区|示范区)$")
# 我省 and 全市 stand for the province or city whose paper it is.
_OUR_AREA = re.compile(r"[我全本][省市区县]")
_ANOTHER_AREA = re.compile(r"[一-鿿]{2}(?<!全|各|本|我|该|级|区)(?:省|市)(?![场级直])")
_PROVINCES = frozenset("内蒙古 广西 新疆 西藏 宁夏 天津 北京 上海 重庆".split())
_NOT_A_NAME = frozenset(
    "国家 全国 全省 全市 各个 本地 这个 该市 进入 所在 下辖 相关 示范 部分 全体 每个".split()
)
_POINTING = ("该", "这", "本")  # 该有限公司 names none
_ORGANISATION = re.compile(r"[一-鿿]{2}(?:有限公司|集团|研究院|医院|药业|重工|创投|机械(?!零|制))")


@dataclass(frozen=True)
class Setting:
    """A sentence of a source that may answer, with the other sources found beside it; `now` is the newest one's period."""

    question: Understanding
    source: Source
    sentence: Span
    matcher: Matcher
    rivals: Sequence[Source]
    now: Anchor

    @cached_property
    def said(self) -> str:
        """The text of the sentence."""
        return self.sentence.of(self.source.text)

    @cached_property
    def told(self) -> tuple[Period, ...]:
        """The periods that the sentence tells of."""
        return periods_within(self.source.text, self.sentence, self.source.context.anchor)

    def strength(self, text: str, *places: str) -> float:
        """Return how well a text is found in the best of some places."""
        return max(self.matcher.strength(text, place) for place in places)


def is_borne_out(term: Term, is_near: bool, has_company: bool, setting: Setting) -> bool:
    """Return whether a name, date or figure of the question holds for the sentence.

    `is_near`: it stands in the article at least; `has_company`: another name of the question stands in the
    passage or its heading.
    """
    match term.part:
        case Part.DATE:
            return _date_holds(term, setting)
        case Part.FIGURE:
            said = says_the_paper(term.text, setting.source.context.document_text)
            if said is None:
                said = says_the_number(term.text, f"{setting.source.heading}\n{setting.source.text}")
            if said is not None:
                return said
            around = f"{setting.source.heading}\n{setting.said}"
            if setting.question.kind is Kind.YES_NO:  # 是否超过1亿美元: the evidence may say another figure
                return setting.strength(term.text, around) >= _STRONG
            return _figure_holds(term.text, around, setting.matcher)
        case _:
            return _name_holds(term, is_near, has_company, setting)


# Measures that stand for one another: 四项任务 are 四个方面的工作.
_MEASURES = "个项条家名位种类大点处座所"
_COUNTS = re.compile(rf"(?P<number>[\d.]+|[一二两三四五六七八九十百]+)[{_MEASURES}]$")
_NUMERALS = "一二三四五六七八九十百千"  # beside digits; 3亿元 is not in 13亿元
_DIGIT_AND_MARK = re.compile(r"\d[.,]")  # 3亿元 is not in 1.3亿元, and is in 8辆,3亿元


def _figure_holds(figure: str, text: str, matcher: Matcher) -> bool:
    """Return whether a text says a figure, be it with another measure or in other numerals."""
    if any(_ends_of_figures(figure, text)):
        return True
    if figure not in text and matcher.strength(figure, text) >= _SAID_OTHERWISE:
        return True
    count = _COUNTS.match(figure)
    if count is None:
        return False
    return any(
        text[end : end + 1] in _MEASURES for end in _ends_of_figures(count["number"], text) if end < len(text)
    )


def _ends_of_figures(figure: str, text: str) -> Iterator[int]:
    """Yield where a figure ends that is no part of a larger one."""
    place = text.find(figure)
    while place >= 0:
        before = text[max(0, place - 2) : place]
        goes_on = before[-1:].isdecimal() or before[-1:] in tuple(_NUMERALS) or _DIGIT_AND_MARK.match(before)
        if not goes_on:
            yield place + len(figure)
        place = text.find(figure, place + 1)


def _name_holds(term: Term, is_near: bool, has_company: bool, setting: Setting) -> bool:
    source = setting.source
    if names_another_body(term, setting.said, source.tag):
        return False
    around = (source.text, source.heading)
    if setting.strength(term.text, *around) == 1.0:
        if term.text in setting.said:
            return True
        if _is_place(term, source.tag):
            is_said_here = term.text in source.text or _is_own_place(term, source)
            return not names_a_sibling(term, setting.said if is_said_here else source.text, source.tag)
        return term.text in source.heading or not _is_about_another(term, setting)
    if any(term.text in rival.heading for rival in setting.rivals if rival.context is not source.context):
        return False
    if term.is_quoted:
        return setting.strength(term.text, *around, source.context.text) >= _QUOTED
    if max(setting.strength(form, *around) for form in _forms(term)) >= _STRONG:
        return _area_holds(term, source)
    if _is_place(term, source.tag):
        if _NAMED_AREA.search(term.text) and not _area_holds(term, source):
            return False
        if source.context.heads_another_article(term.text):
            return False
        is_at_home = source.context.text.count(term.text) > 1 or bool(_OUR_AREA.search(source.text))
        return is_near and (has_company or is_at_home or not _names_a_place(source.heading, source.tag))
    return is_near and not _names_somebody_else(setting)


def _is_own_place(term: Term, source: Source) -> bool:
    """Return whether a place is the one that the source's article is about: its title begins with it, or its region is it."""
    title, _, region = source.context.heading.partition("\n")
    return title.startswith(term.text) or any(form in region for form in _forms(term))


def may_be_ours(term: Term, setting: Setting) -> bool:
    """Return whether a paper that says 我市 or 全省 and names no place in its heading may be of the place asked for."""
    source = setting.source
    is_area = term.text.endswith(("省", "市", "自治区")) or term.text in _PROVINCES
    elsewhere = any(
        term.text in rival.heading for rival in setting.rivals if rival.context is not source.context
    )
    text = source.context.text
    says_ours = bool(_OUR_AREA.search(text)) or not _ANOTHER_AREA.search(text)
    return is_area and says_ours and not elsewhere and not _names_a_place(source.heading, source.tag)


def _forms(term: Term) -> tuple[str, ...]:
    """Return a name with and without what says its sort: 滨江区, 滨江."""
    match = _AREA_ENDS.search(term.text)
    return (term.text,) if match is None or match.start() < 2 else (term.text, term.text[: match.start()])


_NO_NAME_ENDS_IN = "全我本该各外跨两整邻某哪"  # 全县, 我区, 各市


def names_a_sibling(term: Term, text: str, tag: Tag) -> bool:
    """Return whether a text names another of the same sort: 金山桥街道 where 东环街道 is asked for; 已有区, 年末全县 name none."""
    match = _AREA_ENDS.search(term.text)
    if match is None or match.start() == 0:
        return False
    own = term.text[-len(match.group()) - 2 :]
    names = re.findall(rf"[一-鿿]{{2}}{match.group()}", text)
    return any(
        name[:2] not in _NOT_A_NAME
        and name[1] not in _NO_NAME_ENDS_IN
        and not name.endswith(own)
        and not tag(name[:2]).startswith(NO_NAME_TAGS)
        for name in names
    )


_OWNED = ("今年", "现年", "的")  # what follows is told of whose name stands before
_BODY_FIRST = re.compile(
    r"^[^,。;]{0,4}?[一-鿿a-z]{2,12}(?:公司|集团|研究院|医院|药业|重工|创投|科技|电子|电气|生物|机械)"
)


def _is_about_another(term: Term, setting: Setting) -> bool:
    """Return whether a sentence opens with another body, or names a person, none of them asked about."""
    asked = setting.question.text
    source = setting.source
    people = [person.span.of(source.text) for person in source.people if setting.sentence.holds(person.span)]
    is_owner = any(f"{term.text}{end}" in asked for end in _OWNED)
    if is_owner and any(name not in asked for name in people):
        return setting.question.kind is not Kind.PERSON or any(name in asked for name in people)
    opening = _BODY_FIRST.match(setting.said)
    return opening is not None and not any(
        opening.group()[at : at + 2] in asked for at in range(len(opening.group()) - 3)
    )


def _names_somebody_else(setting: Setting) -> bool:
    """Return whether a sentence is plainly about another person or body than any the question names."""
    source = setting.source
    people = [person.span.of(source.text) for person in source.people if setting.sentence.holds(person.span)]
    return bool(_ORGANISATION.search(source.text)) or any(
        name not in setting.question.text for name in people
    )


_BEFORE_SORT = (2, 3, 4)  # code points of a name before what says its sort: 民生银行, 北京大学
_BODY_TAGS = ("nt", "nz", "ns", "j")  # bodies, and what the dictionary has of them under other names


def names_another_body(term: Term, said: str, tag: Tag) -> bool:
    """Return whether a sentence names a body of the sort of one that it does not name: 民生银行 where 工商银行 is asked for.

    Only names that the dictionary holds count: 各银行 and 分公司 are none.
    """
    match = NAMED_BODY.search(term.text)
    if match is None or term.part is not Part.ENTITY or term.text[: match.start()] in said:
        return False
    sort = match.group()
    whole = (
        at for at in exactly(sort, said) if not tag(f"{sort}{said[at.end : at.end + 1]}").startswith("n")
    )
    names = (said[max(0, at.start - size) : at.start] for at in whole for size in _BEFORE_SORT)
    return any(len(name) > 1 and tag(f"{name}{sort}").startswith(_BODY_TAGS) for name in names)


def names_a_body(source: Source) -> bool:
    """Return whether a passage names a company or another body."""
    return bool(_ORGANISATION.search(source.text))


def find_organisation(text: str) -> str:
    """Return the end of the first name of a company or another body that a text has (景安重工), empty where it has none."""
    match = _ORGANISATION.search(text)
    return match.group() if match is not None and not match.group().startswith(_POINTING) else ""


_END_OF_YEAR = re.compile(r"\d{4}年[底末]")


def _date_holds(term: Term, setting: Setting) -> bool:
    source = setting.source
    if _is_told(term, setting):
        return True
    text = term.text.rstrip("份度")
    if _END_OF_YEAR.fullmatch(text):
        text = text[:-1]  # 2022年底: the papers of that year say 年末, or nothing
    year = YEAR.match(text)
    own_years = years_in(setting.said)
    if year and own_years and year.group() not in own_years:
        return False  # the sentence tells of another year
    forms = day_forms(text)
    if any(form in source.text or form in source.heading for form in forms):
        return True
    rest = text[len(year.group()) :] if year else ""
    says_rest = any(form in source.text for form in day_forms(rest))
    if year and not own_years and says_rest and (rest or source.context.year):
        return _is_of_the_year(year.group(), source)  # 1月25日 where 2020年1月25日 is asked for
    if text.endswith(("日", "号")):
        return any(form in source.context.text for form in forms) and not source.dates
    return text in source.context.text


def _is_told(term: Term, setting: Setting) -> bool:
    """Return whether the sentence tells of the period asked for, or says none in a document that is of it."""
    asked = asked_periods(term.text, setting.now)
    return tells_of(asked, setting.told or setting.source.own_periods)


def _is_of_the_year(year: str, source: Source) -> bool:
    """Return whether what a source dates without a year may be of this one: when it was published, or a year it says."""
    context = source.context
    years = context.document.years.union(years_in(context.heading), {context.year} - {""})
    return not years or year in years


def _area_holds(term: Term, source: Source) -> bool:
    """Return whether a name like 徐州经开区, found in part, is found in both parts: 徐州 and 经开区."""
    match = _AREA_ENDS.search(term.text)
    if match is None or match.start() == 0:
        return True
    if len(match.group()) == 1:
        return term.text[:-1] in source.text + source.heading
    before = term.text[: match.start()]
    context = source.context
    if match.group() not in source.text + source.heading + context.text:
        return False
    return before in context.text or before in context.heading or before in context.document_text


def _is_place(term: Term, tag: Tag) -> bool:
    return tag(term.text).startswith("ns") or bool(_AREA_ENDS.search(term.text))


def _names_a_place(heading: str, tag: Tag) -> bool:
    return any(tag(heading[at : at + 2]).startswith("ns") for at in range(len(heading) - 1))
