"""What a line of plain text is, by its own shape and its neighbours': heading, section, caption, body.

All of it reads folded text (`normalise.in_place`): one width, simplified characters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from enum import Enum, auto
from itertools import pairwise
from operator import attrgetter

from retrieval.layout.lines import Line
from retrieval.layout.memory import remembered
from retrieval.layout.organs import is_organ
from retrieval.layout.tears import is_closed
from retrieval.vocabulary import pairs, words

LONGEST_HEADING = 45
# Running heads repeat on most pages; three is enough to be sure and spares a title said again.
_REPEATS_OF_A_HEAD = 3
_SHORTEST_RUNNING_HEAD = 6
_FEWEST_LINES_OF_A_PAGE = (
    10  # what returns sooner is a cell of a table (15个工作日), or what a list says of each
)
_LONGEST_FIELD = 120
_LONGEST_ANNEX = 6

_MARKED_SECTION = re.compile(
    r"^(?:[■□●◆◇★▌▶►]|[一二三四五六七八九十]{1,5}、|\([一二三四五六七八九十]{1,5}\)|第.{1,3}[编章节部分]|\d{1,2}(?:[、)]|\.(?!\d)))"
)
# 01综合 · 12资源、环境: where one of a text's sections counts so, all of two digits do
_COUNTED_FROM_01 = re.compile(r"^01[\u4e00-\u9fff]")
_COUNTED_SECTION = re.compile(r"^\d\d[\u4e00-\u9fff]")
# 表2 2022年居民消费价格涨跌幅度 · 附表1:任务分工
_TABLE_CAPTION = re.compile(r"^(?:附?表|附?图) ?\d{1,3}(?:-\d{1,3})?(?!\d|[.、个份张])")
# 本报讯(记者 叶伟) · 本报记者 · 新华社北京2月3日电
DATELINE = re.compile(
    r"^(?:[▶►]\s*)?(?:本报[讯记]|本刊|本网|[^,。]{0,12}(?:[讯电]|消息)[ (]|新华社|中新社|人民网)"
)
BYLINE = re.compile(r"本报记者|通讯员|^[▶►]|^记者 |^文/")
# 撰稿 马晓才 摄影 徐青青 · 本版图片由…提供 · 分享到: · ·陈·
_CREDIT = re.compile(
    r"供图|摄影|撰稿|责编|编辑:|图片由|^(?:稿件|图片|文章)?来源:|分享到|相关文章|^广告$|摄$|"
    r"^[·•].{1,4}[·•]$"
)
_CAPTION = re.compile(r"图为|\([左右中前后][一二三四五]\)")
# 云政办发〔2024〕17号
_DOCUMENT_NUMBER = re.compile(r"[〔\[【(]\d{4}[〕\]】)] {0,4}第?\d{1,8}号$")
_LETTERHEADS = ("文件", "公报", "纪要", "函")
# 2023年9月8日 · 7月3日 · 二〇二四年三月十八日 · (2024年3月18日)
_DATE_ALONE = re.compile(
    r"^\(?(?:(?:\d{4}|[二〇○零一三四五六七八九]{4}) *年 *)?(?:\d{1,2}|[一二三四五六七八九十]{1,2}) *月 *"
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,3}) *日\)?$"
)
_BRACKETED = re.compile(r"^[(\[【][^)\]】]*[)\]】]$")
_SHORT_NAME = re.compile(r"[\u4e00-\u9fff]{2,4}")
_CELL_BORDER = re.compile(r"\t+| {3,}|\|")
_HAS_BORDERS = re.compile(r"\t|^\|")
# Among them choices of an examination: A.国际性
_LIST_ITEM = re.compile(r"^(?:\d{1,2}(?:[、)]|\.(?!\d))|\(\d{1,2}\)|[①-⑳]|[-*•●]|[A-H][.、](?=\D))")
_BULLET = re.compile(r"^(?:\(\d{1,2}\)|[①-⑳]|[-*•] ?(?![-*•])|[A-H][.、](?=\D))")
_WHOLE_FORMS = (_DATE_ALONE, _DOCUMENT_NUMBER, _BRACKETED, _BULLET)

_FIRST_ITEM = re.compile(r": *1[.、)]")


class Shape(Enum):
    """What a line is."""

    HEADING = auto()  # short, no final punctuation: a title, a section or a caption, decided by its company
    SECTION = auto()
    CAPTION = auto()
    CREDIT = auto()
    BODY = auto()
    WHOLE = auto()  # body that is whole as it stands: a field (时间:…), a signature, a document's number
    ROW = auto()  # a row of a table: cells between tabs, wide gaps or upright strokes
    TITLE = auto()  # of a text that is one piece of writing, told by its title block
    HEAD = auto()  # a line of a title block other than the title
    ENTRY = auto()  # of a glossary, whole
    NOTE = auto()


_MAY_BE_ROWS = (Shape.HEADING, Shape.SECTION, Shape.WHOLE, Shape.BODY, Shape.CAPTION)


def shapes_of(lines: Sequence[Line]) -> list[Shape]:
    """Return each line's shape; a running head is a credit, which no article keeps."""
    shapes = [_shape(line.text) for line in lines]
    if shapes and shapes[0] is Shape.BODY and is_exclaimed(lines[0].text):
        shapes[0] = Shape.HEADING
    _look_around_headings(lines, shapes)
    _mark_counted_sections(lines, shapes)
    _mark_tables(lines, shapes)
    _mark_enclosures(lines, shapes)
    _mark_signatures(lines, shapes)
    return shapes


def _look_around_headings(lines: Sequence[Line], shapes: list[Shape]) -> None:
    """Mark what looks like a heading and is none: a letterhead, a running head, a caption lifted out of the page."""
    running = running_heads(lines)
    gap = usual_gap(lines)
    # Where paragraphs follow each other without a blank line, one blank line sets off a heading.
    widest = max(gap, 2)
    for place, shape in enumerate(shapes):
        if shape is not Shape.HEADING:
            continue
        line = lines[place]
        if _is_letterhead(lines, place):
            shapes[place] = Shape.WHOLE
        elif place == 0:
            continue
        elif line.text in running:
            shapes[place] = Shape.CREDIT
        else:
            is_beside = (
                line.gap > widest
                or lines[place - 1].text in running
                or (shapes[place - 1] is Shape.CAPTION and _ends_its_part(lines, place, gap))
            )
            if is_beside and not opens_an_article(lines, place):
                shapes[place] = Shape.CAPTION


def running_heads(lines: Sequence[Line]) -> frozenset[str]:
    """Return the texts that stand on most pages: the first line's, and what returns after a page each time.

    An office is none: it heads a paper, begins its title and signs it.
    """
    places: dict[str, list[int]] = {}
    for place, line in enumerate(lines):
        if len(line.text) >= _SHORTEST_RUNNING_HEAD:
            places.setdefault(line.text, []).append(place)
    return frozenset(
        text
        for text, found in places.items()
        if len(found) >= _REPEATS_OF_A_HEAD
        and (found[0] == 0 or min(b - a for a, b in pairwise(found)) >= _FEWEST_LINES_OF_A_PAGE)
        and not is_organ(text)
    )


def usual_gap(lines: Sequence[Line]) -> int:
    """Return the commonest number of line breaks between lines."""
    gaps = Counter(map(attrgetter("gap"), lines[1:]))
    return gaps.most_common(1)[0][0] if gaps else 1


def opens_an_article(lines: Sequence[Line], place: int) -> bool:
    """Return whether a dateline or a byline follows the heading at `place`, at once or after another."""
    for line in lines[place + 1 : place + 3]:
        if _says_whose_it_is(line.text):
            return True
        if _shape(line.text) is not Shape.HEADING:
            return False
    return False


@remembered
def _says_whose_it_is(text: str) -> bool:
    """Return whether a line is a dateline or a byline."""
    return bool(DATELINE.match(text) or (len(text) <= LONGEST_HEADING and BYLINE.search(text)))


@remembered
def is_list_item(text: str) -> bool:
    """Return whether a line begins as an item of a list does: 1. · (2) · ③ · - · A."""
    return _LIST_ITEM.match(text) is not None


def is_annex(text: str) -> bool:
    """Return whether a line says no more than that an annex begins: 附件2."""
    return len(text) <= _LONGEST_ANNEX and text.startswith(words("annex-headings"))


def is_exclaimed(text: str) -> bool:
    """Return whether a line calls out or asks, as a title may (应对疫情,这些措施助企业渡过难关!)."""
    return len(text) <= LONGEST_HEADING and text.endswith(("!", "?")) and "。" not in text


def is_field(text: str) -> bool:
    """Return whether a line is a field of a form, label and value: 联系人:陈立.

    >>> is_field("联系人:陈立"), is_field("附件:"), is_field("会议指出:要抓好复工")
    (True, False, False)
    """
    label, colon, value = text[:_LONGEST_FIELD].partition(":")
    if not (colon and value) or text.endswith((":", ",")):
        return False
    label = label.replace(" ", "")
    return label in pairs("head-labels") or label in words("field-labels")


def _is_signer(text: str) -> bool:
    """Return whether a line may sign a paper: an office, maybe with a name: 云岭市人民政府办公室 · 综合科 王琳."""
    names = text.split()
    last_is_person = len(names) > 1 and _SHORT_NAME.fullmatch(names[-1])
    return is_organ(" ".join(names[:-1] if last_is_person else names)) or text.endswith(words("areas"))


def cells(text: str, original: str) -> list[str]:
    """Return the cells of a table's row as they stand in the original, which is as long as the text."""
    borders = [(0, 0), *(border.span() for border in _CELL_BORDER.finditer(text)), (len(text), 0)]
    found = (original[end:start].strip() for (_, end), (start, _) in pairwise(borders))
    return [cell for cell in found if cell]


@remembered
def _may_be_row(text: str) -> bool:
    """Return whether a line has cells: two between tabs or strokes, three between wide gaps."""
    fewest = 2 if _HAS_BORDERS.search(text) else 3
    return _CELL_BORDER.search(text) is not None and len(cells(text, text)) >= fewest


@remembered
def _shape(text: str) -> Shape:
    if len(text) <= LONGEST_HEADING:
        return _short_shape(text)
    if _CAPTION.search(text):
        return Shape.CAPTION
    return Shape.WHOLE if is_field(text) and len(text) <= _LONGEST_FIELD else Shape.BODY


def _short_shape(text: str) -> Shape:
    if _CREDIT.search(text):
        return Shape.CREDIT
    if _CAPTION.search(text) or (_TABLE_CAPTION.match(text) and not is_closed(text)):
        return Shape.CAPTION
    if is_field(text) or any(form.search(text) for form in _WHOLE_FORMS):
        return Shape.WHOLE
    if is_closed(text) or (DATELINE.match(text) and not BYLINE.search(text)):
        return Shape.BODY
    if _MARKED_SECTION.match(text):
        return Shape.SECTION if not BYLINE.search(text) else Shape.CREDIT
    return Shape.BODY if "。" in text else Shape.HEADING


def _mark_counted_sections(lines: Sequence[Line], shapes: list[Shape]) -> None:
    if not any(line.text.startswith("01") and _COUNTED_FROM_01.match(line.text) for line in lines):
        return
    for place, line in enumerate(lines):
        if shapes[place] in (Shape.HEADING, Shape.CAPTION) and _COUNTED_SECTION.match(line.text):
            shapes[place] = Shape.SECTION


def _ends_its_part(lines: Sequence[Line], place: int, gap: int) -> bool:
    """Return whether a line stands close below the one before it, and apart from the next."""
    return lines[place].gap <= gap and (place + 1 == len(lines) or lines[place + 1].gap > gap)


def _is_letterhead(lines: Sequence[Line], place: int) -> bool:
    """Return whether a line is a letterhead (云岭市人民政府办公室文件) before the document's number."""
    return (
        lines[place].text.endswith(_LETTERHEADS)
        and place + 1 < len(lines)
        and bool(_DOCUMENT_NUMBER.search(lines[place + 1].text))
    )


def _mark_tables(lines: Sequence[Line], shapes: list[Shape]) -> None:
    """Mark lines of cells as rows where two or more stand together."""
    rows = {
        place
        for place, (line, shape) in enumerate(zip(lines, shapes, strict=True))
        if shape in _MAY_BE_ROWS and _may_be_row(line.text)
    }
    for place in rows:
        if place - 1 in rows or place + 1 in rows:
            shapes[place] = Shape.ROW


def _mark_enclosures(lines: Sequence[Line], shapes: list[Shape]) -> None:
    """Mark the items that go on with a field: 附件:1.申请表 | 2.任务分解表."""
    for place in range(1, len(lines)):
        if shapes[place - 1] is not Shape.WHOLE:
            continue
        before = lines[place - 1].text
        goes_on = _FIRST_ITEM.search(before) or is_list_item(before)
        if goes_on and is_list_item(lines[place].text):
            shapes[place] = Shape.WHOLE


def _mark_signatures(lines: Sequence[Line], shapes: list[Shape]) -> None:
    """Mark the organs above a date as signatures, and those that end the text."""
    for place, line in enumerate(lines):
        if shapes[place] is Shape.WHOLE and _DATE_ALONE.match(line.text):
            end = place
        elif place + 1 == len(lines) and shapes[place] in (Shape.HEADING, Shape.CAPTION):
            end = place + 1
        else:
            continue
        start = end
        while start > 0 and end - start < 3 and shapes[start - 1] in (Shape.HEADING, Shape.CAPTION):
            if not _is_signer(lines[start - 1].text):
                break
            start -= 1
        if start > 0 and shapes[start - 1] is not Shape.HEADING:
            shapes[start:end] = [Shape.WHOLE] * (end - start)
