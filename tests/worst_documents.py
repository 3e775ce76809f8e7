"""Documents that reading takes longest for, each near a size in bytes; most of them were hours once."""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from dataclasses import dataclass

_SEED = 8
_SOUP = "复工企业率,。;:!?()、“”《》#|->*_`[]<>~一二百万12.%\t \n\u3000\uff0c\uff08"
_HIGHEST = 0x1FFFF  # of the characters that random text is made of


@dataclass(frozen=True)
class WorstDocument:
    """What makes a document hard to read, the kind of file, and how one of a size is written."""

    name: str
    suffix: str
    write: Callable[[int], str]


def _over_and_over(unit: str) -> Callable[[int], str]:
    return lambda size: unit * (size // len(unit.encode()))


def _between(before: str, unit: str, after: str) -> Callable[[int], str]:
    return lambda size: before + _over_and_over(unit)(size) + after


def _random(characters: str) -> Callable[[int], str]:
    def write(size: int) -> str:
        chosen = random.Random(_SEED)
        return "".join(chosen.choices(characters, k=size // 2))

    return write


def _whole_of_unicode() -> str:
    marks = [*range(0x21, 0x250), *range(0x2000, 0x2FFF), *range(0xF900, 0xFFFE)]
    letters = [*range(0x3000, 0x9FFF, 3), *range(0x10000, _HIGHEST, 17), *([10, 32] * 400)]
    return "".join(map(chr, marks + letters)) if sys.maxunicode > _HIGHEST else ""


_OPEN = "这是一行没有写完的话,说到一半就断了在这里"
_WHOLE = "这是一段完整的话,说明了情况。"

WORST_DOCUMENTS = tuple(
    WorstDocument(name, suffix, write)
    for name, suffix, write in (
        ("heading that ends in hashes", ".md", _between("# a", "#", "x\n\n正文。\n")),
        ("heading that ends in blanks", ".md", _between("# a", " ", "x\n\n正文。\n")),
        ("front matter that ends in blanks", ".md", _between("---\ntitle: a", " ", "x\n---\n正文。\n")),
        ("front matter that never ends", ".md", _between("---\n", "title: a\n", "正文。\n")),
        ("long title of the front matter", ".md", lambda size: "---\ntitle: " + "长" * (size // 6) + "\n---\n" + "很短。\n\n" * (size // 24)),
        ("table's rule that ends in blanks", ".md", _between("|-|", " ", "x\n")),
        ("table's rule of many cells", ".md", _between("|", "-|", "  x\n")),
        ("table of many rows", ".md", _between("| 甲 | 乙 | 丙 |\n|-|-|-|\n", "| 甲 | 乙 | 12.5% |\n", "")),
        ("table of empty rows", ".md", _between("|甲|\n|-|\n", "|\n", "")),
        ("many tables", ".md", _over_and_over("|甲|\n|-|\n\n")),
        ("rows without a rule", ".md", _over_and_over("| 甲 | 乙 | 12.5% |\n")),
        ("strokes on lines of their own", ".md", _over_and_over("|\n")),
        ("table of a thousand columns", ".md", _between("a|" * 1000 + "\n" + "-|" * 1000 + "\n", "1|" * 1000 + "\n", "")),
        ("table of one long row", ".md", _between("|", "a|", "\n|1|2|\n|3|4|\n")),
        ("rule that is none", ".md", _between("", "- ", "x")),
        ("many long headings", ".md", _over_and_over("## " + "标" * 190 + "\n\n短。\n\n")),
        ("many articles", ".md", _over_and_over("# 标题\n正文一句。\n")),
        ("many items", ".md", _over_and_over("- 一项\n")),
        ("quotation marks of quotations", ".md", _over_and_over("> ")),
        ("glossary of terms without a text", ".md", _between("# 名词解释\n\n", "甲:\n\n", "")),
        ("notes that all count 1", ".txt", _over_and_over("[1]甲\n")),
        ("notes of two lines", ".txt", _over_and_over("[1]甲\n乙。\n")),
        ("deep quotation that goes on", ".md", _between("> " * 99 + "一句\n", "一句\n", "")),
        ("soup of Markdown", ".md", _random(_SOUP)),
        ("一百一百", ".txt", _over_and_over("一百")),
        ("百分之百分之", ".txt", _over_and_over("百分之")),
        ("三分之一三分之一", ".txt", _over_and_over("三分之一")),
        ("一千克一千克", ".txt", _over_and_over("一千克")),
        ("long numerals", ".txt", _over_and_over("一百二十三万四千五百六十七亿八千九百一十二万,")),
        ("no full stop", ".txt", _over_and_over("企业复工复产")),
        ("digits", ".txt", _over_and_over("1")),
        ("digits and commas", ".txt", _over_and_over("1,")),
        ("6、6、6、", ".txt", _over_and_over("6、")),
        ("dates", ".txt", _over_and_over("2020年2月21日")),
        ("dots", ".txt", _over_and_over(".")),
        ("full stops", ".txt", _over_and_over("。")),
        ("brackets", ".txt", _over_and_over("(")),
        ("closing marks", ".txt", _over_and_over("》")),
        ("opening quotation marks", ".txt", _over_and_over("“")),
        ("newlines", ".txt", _between("a", "\n", "b")),
        ("blanks", ".txt", _between("a", " ", "b")),
        ("wide blanks", ".txt", _between("。", "\u3000", "x")),
        ("letters", ".txt", _over_and_over("a")),
        ("ligatures", ".txt", _over_and_over("\ufdfa")),
        ("combining marks", ".txt", _between("a", "\u0301", "")),
        ("short lines", ".txt", _over_and_over("短\n")),
        ("letters on lines of their own", ".txt", _over_and_over("a\n")),
        ("digits on lines of their own", ".txt", _over_and_over("1\n")),
        ("colons on lines of their own", ".txt", _over_and_over(":\n")),
        ("headings and captions by turns", ".txt", _over_and_over("标题一行\n\n图为某处\n\n")),
        ("headings and paragraphs by turns", ".txt", _over_and_over(f"标题\n\n{_WHOLE}\n\n")),
        ("paragraphs torn over and over", ".txt", _over_and_over("说到一半就断了,说到一半就断了,设\n\n立了卡口,又说到一半就断了,设\n\n")),
        ("half of the paragraphs open", ".txt", lambda size: f"{_WHOLE}\n\n" * (size // 90) + f"{_OPEN}\n\n" * (size // 130)),
        ("hard-wrapped paragraph", ".txt", _over_and_over("全区规模以上工业企业已经全部复工,员工到岗率稳步上升企业\n")),
        ("sections", ".txt", _over_and_over("一、标题\n(一)小节\n1.项\n")),
        ("rows", ".txt", _over_and_over("甲\t乙\n")),
        ("one long row", ".txt", _between("甲   ", "乙   ", "\n甲   乙   丙\n丁   戊   己\n")),
        ("running heads", ".txt", _over_and_over("页眉\n正文一句话说完。\n")),
        ("signatures", ".txt", _over_and_over("某某局\n2020年2月21日\n")),
        ("soup", ".txt", _random(_SOUP)),
        ("all of Unicode", ".txt", _random(_whole_of_unicode())),
    )
)  # fmt: skip
