"""The words around answers: a closed list. Everything else in a reply is cut out of a source."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from opencc import OpenCC

NOT_FOUND = "资料中未找到答案。"
NOTHING_LIKE_IT = "资料中没有与这个问题相关的内容。"
IN_CHINESE = "资料是中文的,请用中文提问。The documents are in Chinese: please ask in Chinese."
NOT_TOGETHER = "资料中提到了相关内容,但没有给出问题所问的答案。"
EMPTY_LIBRARY = "资料库是空的。"
NONE_WITHIN = "没有一处在所问的范围内。"
NOT_SEEN = "资料中未见"
TOLD = "有表述"  # spoken of, without what is asked
BY_HOW_MUCH = "变化幅度"  # what a row is called that tells by how much something changed
RELATED = "未能确定,最相关的原文是:"
PASSAGE_ONLY = "相关原文如下"
NOW = "目前"  # 截至目前 is as of the day of the source, not of the question


def in_script(text: str, traditional: bool) -> str:
    """Return our own words in the asker's script; what stands between “ and ” is left as it was written."""
    if not traditional:
        return text
    ours, *others = text.split("“")
    converted = [_to_traditional().convert(ours)]
    for other in others:
        quoted, end, ours = other.partition("”")
        converted.append(f"“{quoted}{end}{_to_traditional().convert(ours)}")
    return "".join(converted)


@cache
def _to_traditional() -> OpenCC:
    return OpenCC("s2t")


def unsaid(words: Sequence[str]) -> str:
    """Return the reason of an abstention where words that the question insists on stand in no document."""
    return f"资料中没有提到{'、'.join(f'“{word}”' for word in words)}。"


def missing(words: Sequence[str]) -> str:
    """Return the reason of an abstention where words that the question insists on are nowhere in place."""
    together = "同时" if len(words) > 1 else ""
    return f"资料中没有{together}提到{'、'.join(f'“{word}”' for word in words)}的相应内容。"


def unstated(words: Sequence[str]) -> str:
    """Return the note where a paper speaks of 我市 and does not say which."""
    return f"注意:原文没有写明“{'、'.join(words)}”,请核对出处。"


def says_otherwise(title: str, published: str, value: str) -> str:
    """Return the note under an answer where an older paper gives another figure for the same."""
    return f"较早的《{title}》({published})写的是“{value}”;这里以日期较新的为准。"


OTHER_PERIOD = "时期不同"
PLAN_AND_RESULT = "一个是目标或预计,一个是实际"
OTHER_SCOPE = "口径不同"
ROUNDED = "约数与准数"
LATER, EARLIER = "那一篇较晚", "那一篇较早"
UNEXPLAINED = "资料没有说明为什么不同"


def told_otherwise(title: str, value: str, why: str, n: int) -> str:
    """Return the note under an answer where another article gives another figure for the same."""
    return f"《{title}》写的是“{value}”({why})[{n}]"


def no_such_documents(shown: str) -> str:
    """Return the reason of an abstention where there are no documents of those that a question is limited to."""
    return f"资料库里没有{shown}。"


def looked_only_in(shown: str, documents: int) -> str:
    """Return the note under an answer from the documents that its question is limited to."""
    return f"只查了{shown}({documents} 篇)。"


def marker(n: int) -> str:
    """Return the marker of a citation."""
    return f"[{n}]"


def now(published: str | None) -> str:
    """Return 目前 as a source says it, with the day it was said on."""
    return f"{NOW},资料发布于{published}" if published else f"{NOW},资料未注明日期"


def lead(answer: str, as_of: str | None, numbers: Sequence[int]) -> str:
    """Return the first line of a reply with a short answer."""
    period = f"(截至{as_of})" if as_of else ""
    return f"{answer}{period}{''.join(map(marker, numbers))}"


def counted(word: str, articles: int, all_articles: int, passages: int) -> str:
    """Return the first line of a count, with its denominator."""
    return f"{all_articles} 篇文档中有 {articles} 篇提到“{word}”,共 {passages} 段"


def counted_files(word: str, files: int, all_files: int, passages: int) -> str:
    """Return the first line of a count of files, with its denominator."""
    return f"{all_files} 个文件中有 {files} 个提到“{word}”,共 {passages} 段"


def counted_passages(word: str, passages: int, all_passages: int) -> str:
    """Return the first line of a count of passages, with its denominator."""
    return f"全文 {all_passages} 段中有 {passages} 段提到“{word}”"


def records(count: int) -> str:
    """Return how many records or items there are."""
    return f"{count}个"


def counted_items(count: int, items: str) -> str:
    """Return the first line of a count with what was counted."""
    return f"{records(count)}:{items}"


def provisions(count: int) -> str:
    """Return how many provisions a law has."""
    return f"{count}条"


def of_law(title: str, text: str) -> str:
    """Return a question for a provision with the law that it is looked up in."""
    return f"《{title}》{text}"


def which_law(titles: Sequence[str]) -> str:
    """Return the reason of an abstention where a number is of several laws."""
    return f"资料库里有几部法规,请说明是哪一部的,例如《{titles[0]}》或《{titles[1]}》。"


def no_such_provision(title: str, first: str, last: str) -> str:
    """Return the reason of an abstention where a law has no provision of the number that is asked for."""
    return f"《{title}》只有{first}至{last},没有所问的一条。"


def field(name: str, value: str) -> str:
    """Return a value with its name before it."""
    return f"{name}:{value}"


def with_details(text: str, details: Sequence[str]) -> str:
    """Return a text with its unit, or what it was chosen by, behind it."""
    return f"{text}({','.join(details)})"


def cell(value: str | None, period: str | None, n: int | None) -> str:
    """Return a cell of a table of facts: the value, of when it is told as its document says it, its citation."""
    if value is None:
        return f"{TOLD}[{n}]" if n else NOT_SEEN
    return f"{value}{f'({period})' if period else ''}{f'[{n}]' if n else ''}"


def cells(name: str, told: Sequence[tuple[str, str]]) -> str:
    """Return a line of a table of facts: a subject's cells, each behind its label where there are several."""
    return f"{name}:{' · '.join(f'{label} {text}' if label else text for label, text in told)}"


def difference(greater: str, more: str, less: str, fewer: str, apart: str, unit: str) -> str:
    """Return the line that says how far apart two figures are; it is computed, and says so."""
    return f"计算:{greater} {more} − {less} {fewer} = {apart}{unit}"


NOT_ALL_TOLD = "资料不全,不能比较。"
# Figures of other scopes or units are not ranked.
UNLIKE_SCOPES = "口径或单位不同,不排名次。"
NO_EXACT_FIGURES = "有的不是一个确数,不排名次。"
UNLIKE_PERIODS = "时期不同,不排名次。"


def tabled(subjects: int, values: int) -> str:
    """Return the first line of a table."""
    return f"{subjects} 处里 {values} 处写了数值:"


def does_not_add_up(n: int, parts: Sequence[str], total: str, said: str) -> str:
    """Return the note beside a quotation whose parts are together another figure than the total that it says.

    >>> does_not_add_up(1, ("18", "31"), "49", "48")
    '注意:[1] 原文中 18 + 31 = 49,与 48 不符。'
    """
    return f"注意:[{n}] 原文中 {' + '.join(parts)} = {total},与 {said} 不符。"


def told_of(subjects: int, values: int) -> str:
    """Return the first line of a table without figures."""
    return f"{subjects} 项里 {values} 项写到:"


def held(articles: int, files: int) -> str:
    """Return the first line of what a library holds."""
    return f"{articles} 篇文章,{files} 个文件:"


def titled(title: str, n: int) -> str:
    """Return the line of a paper, by its title."""
    return f"《{title}》{marker(n)}"


def files(files: int) -> str:
    """Return how many files there are."""
    return f"{files}个"


def papers(articles: int) -> str:
    """Return how many articles there are."""
    return f"{articles}篇"


def told_lines(lines: int) -> str:
    """Return the first line of a list of what people did or what happened."""
    return f"原文写到 {lines} 处:"


def rows_of_table(rows: int, numbers: Sequence[int]) -> str:
    """Return the first line of a table as a document has it."""
    return f"原文的表有 {rows} 行:{''.join(map(marker, numbers))}"


def added(total: str, column: str, rows: int) -> str:
    """Return a sum that was worked out over the rows of a table."""
    return f"计算:{rows} 行“{column}”相加 = {total}"


def total(values: Sequence[str], total: str) -> str:
    """Return the line that adds up some figures; it is computed, and says so."""
    return f"计算:{' + '.join(values)} = {total}"


def more_lines(lines: int) -> str:
    """Return the note under a list that is longer than what is shown."""
    return f"还有 {lines} 处没有列出,请把问题问窄一些。"


def comes_first(names: str, value: str) -> str:
    """Return the line that says who comes first."""
    return f"居首:{names} {value}"


def brief(subject: str, points: int) -> str:
    """Return the first line of a summary."""
    return f"关于“{subject}”的要点({points} 条):"


def searched(articles: int) -> str:
    """Return how much was searched."""
    return f"共检索 {articles} 篇文档"


def found_words(words: Sequence[str]) -> str:
    """Return which words of the question were found."""
    return f"找到的词:{'、'.join(words)}"


def unfound_words(words: Sequence[str]) -> str:
    """Return which words of the question were not found."""
    return f"未找到的词:{'、'.join(words)}"


def nearest(place: str) -> str:
    """Return where the nearest text stands."""
    return f"最接近的原文:{place}"


def understood(question: str) -> str:
    """Return the question as it was understood after the turns before."""
    return f"理解为:{question}"
