"""What says that the same is asked of each of several: 分别, 各自, 各, 都. All of it reads normalised text."""

from __future__ import annotations

import re

from answers.questions.parts import is_measure
from answers.vocabulary import any_of, vocabulary

WORDS = any_of(vocabulary("each-words"))
_NO_EACH = any_of(vocabulary("no-each"))  # 各类 and 各项 are of nothing that is named
# 各是多少, 各有几家: what it stands behind, each is asked of
ALONE = re.compile("各(?=[自是有])")
# 各多少 as well, 各省 too
EACH = re.compile(rf"各(?!{_NO_EACH})")
# Before or behind a list: 几个项目都投了多少钱:甲园,乙园
OF_LISTED = re.compile(rf"{WORDS}|{EACH.pattern}|都")
# 甲、乙都产了多少; no end of a name: 成都有几家
_EACH_DOES = (
    rf"(?<![成首花昌])都(?=是|有|在|投|达|[\u4e00-\u9fff]{{0,2}}了?(?:{any_of(vocabulary('asks-how-much'))}))"
)
# Behind names side by side: 甲园和乙园分别招了多少人, 甲园、乙园都有多少家; 各个 and 各省 stand before names
OF_NAMED = re.compile(rf"{WORDS}|各(?!{_NO_EACH}|个|{any_of(vocabulary('each-of'))})|{_EACH_DOES}")
# What goes where one of several is put in the place of all: 四川、安徽的省长分别是谁
OF_SUBJECTS = re.compile(rf"{WORDS}|各(?=[是自有指为])|都")
# 新签了多少项目?|外资的、内资的各几个
_HEADLESS = re.compile(
    rf"[?;。]\s*(?=(?:[^,、?;。的]{{1,16}}的(?:{any_of(vocabulary('joining-words') | {'、'})}))+[^,、?;。的]{{1,16}}的(?:{OF_NAMED.pattern}))"
)
# 各省分别是谁, behind 落到哪些园区头上了
_ALL_OF_THEM = re.compile(
    rf"(?P<each>各个?(?:{any_of(vocabulary('each-of'))}))(?:{WORDS}|都)?[是有叫](?:谁|哪些|什么)"
)
_ASKS_WHICH = "哪"


def with_each_first(text: str) -> str:
    """Return a normalised message with 各省 before what it asks, where the clause behind says no more than that each is asked for.

    >>> with_each_first("首批试点落到哪些园区了,各省分别是谁?"), with_each_first("各省省长是谁?")
    ('各省首批试点落到哪些园区了?', '各省省长是谁?')
    """
    before, _, last = text.rstrip("?。").rpartition(",")
    match = _ALL_OF_THEM.fullmatch(last)
    return f"{match['each']}{before}?" if match is not None and _ASKS_WHICH in before else text


# 这几份政府报告都是谁作的: of each place its own
_PAPERS_OF_PLACES = re.compile(
    rf"[这那](?:[几些两三四五六七八九十]|\d{{1,2}})[份篇个]?(?P<sort>[\u4e00-\u9fff]{{0,4}}(?:报告|公报))里?(?={WORDS}|都|各)"
)


def with_papers_of_places(text: str) -> str:
    """Return a normalised message that asks the same of several papers as one that asks it of their places.

    >>> with_papers_of_places("这几份政府报告都是谁作的"), with_papers_of_places("这份报告是谁作的")
    ('各地政府报告都是谁作的', '这份报告是谁作的')
    """
    return _PAPERS_OF_PLACES.sub(r"各地\g<sort>", text)


# 2022年保费收入里, before 财险、寿险各是多少
_WITHIN = re.compile("(?:里面|里头|当中|之中|里|中),?")
_WHOLE = re.compile("[^,?;。、的年]{2,12}$")
_PARTS = re.compile("[^,?;。、的]{1,10}(?:、[^,?;。、的]{1,10})+")


def with_whole_behind(text: str) -> str:
    """Return a normalised message with the measure, of which parts are asked for side by side, behind these parts.

    >>> with_whole_behind("江西2022年保费收入里财险、寿险各是多少?"), with_whole_behind("园区里甲公司、乙公司各有多少人?")
    ('江西2022年财险、寿险的保费收入各是多少?', '园区里甲公司、乙公司各有多少人?')
    """
    within, each = _WITHIN.search(text), OF_NAMED.search(text)
    if within is None or each is None:
        return text
    whole = _WHOLE.search(text, 0, within.start())
    parts = text[within.end() : each.start()]
    if whole is None or not is_measure(whole.group()) or _PARTS.fullmatch(parts) is None:
        return text
    return f"{text[: whole.start()]}{parts}的{whole.group()}{text[each.start() :]}"


def with_headless_joined(text: str) -> str:
    """Return a normalised message in which those that leave out their noun stand in the sentence before them, which says it.

    >>> with_headless_joined("新签了多少项目?外资的、内资的各几个")
    '新签了多少项目,外资的、内资的各几个'
    """
    return _HEADLESS.sub(",", text)
