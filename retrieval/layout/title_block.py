"""How a text begins: which of its first lines are its title block, which the web page around it.

Everything is decided by the shape of a line and by what stands beside it: fields (来源:…), a dash before a
sub-title, a day alone, a post before a name. No rule knows a document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from retrieval.layout.dates import find_date
from retrieval.layout.debris import is_debris, is_label, is_location, is_separator, is_tool, is_trail
from retrieval.layout.enactments import find_enactments
from retrieval.layout.fields import find_fields
from retrieval.layout.lines import Line
from retrieval.layout.memory import remembered
from retrieval.layout.organs import find_issuer, is_organ
from retrieval.layout.people import find_person, is_bare_name
from retrieval.layout.shapes import DATELINE, is_annex, is_exclaimed
from retrieval.layout.tears import is_closed
from retrieval.layout.titles import LONGEST_TITLE, says_its_genre
from retrieval.types import IsWord

_MOST_LINES = 60  # a tool bar, a trail, fields and a title one below the other take some forty lines
_LONGEST_PLAIN_TITLE = 60
_LONGEST_SUBTITLE = 80
_MOST_LINES_OF_A_TITLE = 3
_LONGEST_VALUE = 40
_LONGEST_CRUMB = 12
_SHORTEST_REPEAT = 4
_LONGEST_CREDIT = 200

_DASHED = re.compile(r"^[—–―-]{1,2} ?(?=[^\s—–―-])")
# ——2026年1月26日在广东省第十四届 | 人民代表大会第五次会议上
_ADDRESSED = re.compile(r"在.{2,60}上$")
# 2月3日,…在银川开幕。本报记者 戴冰摄 · 李森 摄
_CREDIT = re.compile(r"[\u4e00-\u9fff] ?摄影?\)?$")
# ▶ 本报记者 张伟报道 · 澄高轩 本报记者 刘琴 · 文/李明
_BYLINE = re.compile(r"本[报刊网台](?:首席|全媒体|特约|见习)?记者|通讯员|^(?:[▶►] ?)?(?:记者 |文/|撰稿)")
# 怀政函〔2020〕17号 · 第 3 号 · 财政部公告2020年第6号
_NUMBER = re.compile(r"(?:[〔\[【(]\d{4}[〕\]】)]|^|令|公告|通告|公告\d{4}年|通告\d{4}年) ?第? ?\d{1,8} ?号$")
_SECTION = re.compile(
    r"^(?:[■□●◆◇★▌▶►]|[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|第.{1,4}[编章部节条分]|\d{1,2}[.、](?!\d)|0\d[\u4e00-\u9fff])"
)
_NO_TITLE = re.compile(r"[。\t|]")  # a sentence, or cells of a table
# 各位代表: · 各市、县人民政府: · 尊敬的各位来宾:
_SALUTATION = re.compile(r"^(?:各|尊敬的|同志们|朋友们|女士们|广大|全体)[^。]{0,80}[:!]$")

# 大纲1 · 附件 2: what counts a paper among others, above its title
_COUNTED = re.compile(r"[\u4e00-\u9fff]{2} ?\d{1,2}:?$")
# ICS 27.120.99 · NB/T XXXX—XXXX · F69: marks above the title of a standard, 中华人民共和国能源行业标准 its letterhead
_CODE = re.compile(r"(?:代替 ?)?[A-Z][A-Z0-9/.\s—–-]*$")
_STANDARD = re.compile(r"中华人民共和国[\u4e00-\u9fff]{2,8}标准$")

# 证券代码:002594 证券简称:比亚迪: several fields on one line; 发票代码:033002000211
_FIELDS = re.compile(
    r"(?:[\u4e00-\u9fff]{2,8}:[^\s:]{1,30}(?:\s+|$)){2,}$|[\u4e00-\u9fff]{2,8}:[A-Za-z0-9-]{4,30}$"
)

_SENTENCE_END = "。"
_LETTERHEAD = "文件"  # 云岭市人民政府文件, above the paper's number
_ABOUT = ("关于", "印发", "转发")  # how a title goes on that begins with who issued it


class Part(Enum):
    """What a line at the beginning of a text is."""

    ISSUER = auto()  # the office, or the first of several, that a title begins with
    TITLE = auto()
    SUBTITLE = auto()
    FIELD = auto()
    DATE = auto()
    NAME = auto()
    ORGAN = auto()
    NUMBER = auto()
    BYLINE = auto()
    CAPTION = auto()
    REPEAT = auto()  # of the title, whole or in part
    HISTORY = auto()  # of a law: 2011年4月16日 国务院令第596号公布
    DEBRIS = auto()


# What tells a web page or an official paper, which is one piece of writing, from a newspaper's page.
_OFFICIAL = frozenset(
    {Part.SUBTITLE, Part.FIELD, Part.DATE, Part.NAME, Part.NUMBER, Part.HISTORY, Part.DEBRIS}
)


@dataclass(frozen=True, slots=True)
class TitleBlock:
    """The parts of a text's first lines, one a line; what follows them is the text itself.

    `is_official`: the text is one web page or one official paper, whose headings begin no further article.
    """

    parts: tuple[Part, ...]
    is_official: bool

    def places(self, part: Part) -> tuple[int, ...]:
        """Return the places of the lines that are such a part."""
        return tuple(place for place, found in enumerate(self.parts) if found is part)

    def title(self) -> tuple[int, ...]:
        """Return the places of the title's lines: the first that stand together, three and its offices at most."""
        places = self.places(Part.TITLE)
        end = next((n for n in range(1, len(places)) if places[n] != places[n - 1] + 1), len(places))
        start = places[0] if places else 0
        while start and self.parts[start - 1] is Part.ISSUER:
            start -= 1
        return (*range(start, places[0] if places else 0), *places[: min(end, _MOST_LINES_OF_A_TITLE)])


def read_title_block(lines: Sequence[Line], is_word: IsWord) -> TitleBlock:
    """Return the title block that the lines begin with; without parts where the text begins at once."""
    first = lines[:_MOST_LINES]
    parts = _Reader(first, is_word, _above_trail(first)).parts()
    if Part.TITLE not in parts:  # it stands above the trail of bread crumbs, or nowhere
        parts = _Reader(first, is_word, 0).parts()
    follows = lines[len(parts)].text if len(parts) < len(lines) else ""
    title = "".join(lines[place].text for place in TitleBlock(parts, is_official=False).title())
    is_official = (
        bool(_OFFICIAL & set(parts))
        or says_its_genre(title)
        or (bool(parts) and bool(_SALUTATION.match(follows)))
    )
    return TitleBlock(parts, is_official)


def _above_trail(lines: Sequence[Line]) -> int:
    """Return how many lines of a page's frame stand above the one that says where in its site the page is."""
    for place, line in enumerate(lines):
        if is_location(line.text):
            return place if any(is_trail(other.text) for other in lines[place : place + 2]) else 0
        if len(line.text) > _LONGEST_PLAIN_TITLE or _SENTENCE_END in line.text:
            return 0
    return 0


class _Reader:
    """Reads the lines of a title block one after the other, behind those of the page's frame."""

    def __init__(self, lines: Sequence[Line], is_word: IsWord, start: int) -> None:
        self._texts = [line.text for line in lines]
        self._is_word = is_word
        self._parts = [Part.DEBRIS] * start

    def parts(self) -> tuple[Part, ...]:
        for place in range(len(self._parts), len(self._texts)):
            part = self._part(place)
            if part is None:
                break
            if part is Part.TITLE and self._is_behind_its_offices(place):
                self._take_offices_as_issuers()
            self._parts.append(part)
        return self._without_headings()

    def _is_behind_its_offices(self, place: int) -> bool:
        """Return whether offices above a line belong to it: 财政部 | 税务总局关于…的公告, 税务总局 | 关于…的公告."""
        text = self._texts[place]
        return text.startswith(_ABOUT) or find_issuer(text) is not None

    def _take_offices_as_issuers(self) -> None:
        """Take the offices above for the beginning of the title, each once: the letterhead may name the same."""
        place = len(self._parts)
        taken: set[str] = set()
        while place and self._parts[place - 1] is Part.ORGAN and self._texts[place - 1] not in taken:
            place -= 1
            taken.add(self._texts[place])
            self._parts[place] = Part.ISSUER

    def _without_headings(self) -> tuple[Part, ...]:
        """Drop what follows the last part that only a title block has: headings of the text's own sections."""
        parts = self._parts
        end = len(parts)
        while end and parts[end - 1] is Part.TITLE:
            end -= 1
        if Part.TITLE not in parts[:end]:  # the title itself stands last
            end = next((n for n in range(end, len(parts)) if parts[n] is not Part.TITLE), len(parts))
        return tuple(parts[:end])

    def _part(self, place: int) -> Part | None:
        """Return what the line is, None where the text itself begins."""
        text = self._texts[place]
        awaited = self._awaited(place)
        if awaited is not None:
            return awaited
        if is_debris(text) or is_tool(text) or self._is_crumb(place):
            return Part.DEBRIS
        if find_fields(text):
            return Part.FIELD
        if find_enactments(text):
            return Part.HISTORY
        if self._is_subtitle(place):
            return Part.SUBTITLE
        if is_day(text):
            return Part.DATE
        if len(text) <= _LONGEST_PLAIN_TITLE and _NUMBER.search(text):
            return Part.NUMBER
        if len(text) <= _LONGEST_CREDIT and _CREDIT.search(text):
            return Part.CAPTION
        if len(text) <= _LONGEST_VALUE and _BYLINE.search(text):
            return Part.BYLINE
        if find_person(text, self._is_word) is not None or self._is_name(place):
            return Part.NAME
        if self._is_repeat(text):
            return Part.REPEAT
        return self._title_or_text(place)

    def _title_or_text(self, place: int) -> Part | None:
        text = self._texts[place]
        if self._is_mark_above_title(place):
            return Part.NUMBER
        longest = LONGEST_TITLE if says_its_genre(text) else _LONGEST_PLAIN_TITLE
        if len(text) > longest or _SECTION.match(text) or _NO_TITLE.search(text) or DATELINE.match(text):
            return None
        if is_closed(text) and not (place == 0 and is_exclaimed(text)):
            return None
        return Part.ORGAN if self._is_organ(place) else Part.TITLE

    def _is_mark_above_title(self, place: int) -> bool:
        """Return whether a line stands above the title and is none: 附件2, the marks and the letterhead of a standard."""
        text, following = self._texts[place], self._texts[place + 1 : place + 2]
        if Part.TITLE in self._parts or not following:
            return False
        bare = text.replace(" ", "")
        return bool(
            is_annex(text.rstrip(":"))
            or _COUNTED.match(text)
            or _CODE.match(text)
            or _STANDARD.match(bare)
            or _FIELDS.match(text)
        )

    def _awaited(self, place: int) -> Part | None:
        """Return what a line is that holds the value of the label before it: 来源: | 四川日报."""
        if not place or len(self._texts[place]) > _LONGEST_VALUE:
            return None
        before, text = self._texts[place - 1], self._texts[place]
        if text.endswith(":") or is_debris(text) or is_tool(text) or find_fields(text):
            return None
        if self._parts[-1] is Part.DEBRIS and is_label(before):
            # The number of readers or an editor's name; a title below an empty field is none.
            return Part.DEBRIS if text.isdigit() or is_bare_name(text, self._is_word) else None
        fields = find_fields(before) if self._parts[-1] is Part.FIELD else ()
        return Part.FIELD if fields and not fields[-1].value else None

    def _is_crumb(self, place: int) -> bool:
        """Return whether the line is part of a trail with its marks on lines of their own: 首页 | > | 政务信息."""
        if len(self._texts[place]) > _LONGEST_CRUMB:
            return False
        return any(is_separator(text) for text in self._texts[max(0, place - 1) : place + 2])

    def _is_subtitle(self, place: int) -> bool:
        text = self._texts[place]
        if len(text) > _LONGEST_SUBTITLE or not place:
            return False
        if _DASHED.match(text) and not is_closed(text):
            return True
        if self._parts[-1] is Part.SUBTITLE and not _ADDRESSED.search(self._texts[place - 1]):
            return bool(_ADDRESSED.search(self._texts[place - 1] + text))
        found = find_date(text)
        return found is not None and found[1].start <= 1 and bool(_ADDRESSED.search(text.rstrip(")")))

    def _is_name(self, place: int) -> bool:
        """Return whether a name stands alone below the sub-title of a speech: 毛伟明."""
        is_speech = Part.SUBTITLE in self._parts and Part.NAME not in self._parts
        return is_speech and is_bare_name(self._texts[place], self._is_word)

    def _is_repeat(self, text: str) -> bool:
        """Return whether a line says the title again, or a part of it: the page's title above the paper's own."""
        said = "".join(self._texts[place] for place, part in enumerate(self._parts) if part is Part.TITLE)
        return len(text) >= _SHORTEST_REPEAT and text.replace(" ", "") in said.replace(" ", "")

    def _is_organ(self, place: int) -> bool:
        """Return whether the line names offices and no more: a letterhead, or who issued the paper."""
        text = self._texts[place]
        following = self._texts[place + 1] if place + 1 < len(self._texts) else ""
        if text.endswith(_LETTERHEAD) and _NUMBER.search(following):
            return True
        return is_organ(text)


@remembered
def is_day(text: str) -> bool:
    """Return whether a line states a day, maybe with its time, and no more: 2026年02月10日 07时41分."""
    text = text.strip("()")
    found = find_date(text)
    if found is None or found[1].start > 0:
        return False
    return not re.search(r"[^\d\s:时分秒星期一二三四五六日天]", text[found[1].end :])
