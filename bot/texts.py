"""What console and command line both say, and the doctor, in Chinese; answers and chats have texts of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from retrieval.types import Sizes

# What is said to small talk, by the kinds of answers.questions.small_talk; in the console "help" shows HELP and "exit" leaves.
SMALL_TALK: Mapping[str, str] = {
    "nothing": "没看到问题;请直接写出来,例如:滨江的企业复工率是多少?",
    "number": "只看到一个数字;请写完整的问题。要打开回答的来源,在对话里用 /sources 1。",
    "acknowledgement": "好的,有要查的请直接写。",
    "greeting": "您好,请直接写出要查的问题,例如:滨江的企业复工率是多少?",
    "test": "我在,请直接写出要查的问题。",
    "presence": "我在,请直接写出要查的问题。",
    "praise": "谢谢。有要查的请直接写。",
    "complaint": "请换个说法再问,例如写明单位、时间、指标。",
    "thanks": "不客气。",
    "goodbye": "再见。",
    "about": "我是有据,只根据资料库里的原文回答,每句话都标明出处;找不到就直说。",
    "help": "请直接写出要查的问题,例如:滨江的企业复工率是多少?全部用法见 youju --help。",
    "exit": "这里不用退出。",
}
KEPT = "已中断;已经存入资料库的文档都保留着,下次接着读。"


# What stands above the columns of a table of facts, and in a cell of which nothing is known.
FACT_HEAD = ("主体", "指标", "数值", "时期", "性质", "出处")
NOTHING = "-"
FACT_STATUS: Mapping[str, str] = {"actual": "实绩", "target": "目标", "expected": "预计", "change": "增减"}


def fact_place(title: str, place: int, source: str) -> str:
    """Return where a fact stands: the article, which of its paragraphs, the file."""
    return f"《{title}》第 {place} 段({source})"


# What is said of a draft that was checked, by the verdicts of answers.checking.checked.
VERDICTS: Mapping[str, str] = {"verbatim": "逐字", "supported": "相符", "differs": "不符", "absent": "未见"}
CHECK_HEAD = ("句", "结论", "您写的", "原文", "出处")
NOT_THERE = "(无)"
CHECK_WRITTEN = "您的稿:"
CHECK_SOURCE = "原文:"
CHECK_NEAREST = "最接近:"
CHECK_NOTHING_NEAR = "资料中没有相近的内容"
CHECK_ABSENT = "未见:资料中没有这样说的"


# What is said of an indicator of a subject, by the states of answers.coverage.
COVERAGE_STATES: Mapping[str, str] = {"value": "有", "planned": "计", "words": "述", "missing": "-"}
COVERED = "有值"
SINGLE, UNDATED = "1", "?"  # beside a figure: one document alone says it; it is told of no time


def coverage_head(undated: int, documents: int) -> str:
    """Return what stands above a table of what is missing."""
    legend = f"有=有数值,{SINGLE}=只有一个出处,{UNDATED}=未写时点  计=只有目标或预计  述=只有表述  -=未见"
    return f"缺口({legend})  发布日期:{documents} 份文件中 {undated} 份未标"


def to_be_asked(subjects: Sequence[tuple[str, int]], has_more: bool) -> str:
    """Return whom to ask for what is missing, and how much of it."""
    return (
        f"可以向谁要:{'、'.join(f'{name}({count} 项)' for name, count in subjects)}{'……' if has_more else ''}"
    )


def covered_thinly(values: int, single: int, undated: int) -> str:
    """Return how many of the values stand in one document alone, and how many are told of no time."""
    return f"有值 {values} 格:只有一个出处的 {single} 格,数值未写时点的 {undated} 格"


def floating(places: Sequence[str], has_more: bool) -> str:
    """Return where documents without a day of their own say 截至目前."""
    return f"“截至目前”之类而文件未标日期的:{_places(places, has_more)}"


def misprints(places: Sequence[str], has_more: bool) -> str:
    """Return which places look like misprints."""
    return f"原文疑误,引用前请核:{_places(places, has_more)}"


def spot(place: str, text: str) -> str:
    """Return a place with what stands there."""
    return f"{place}{text}"


def _places(places: Sequence[str], has_more: bool) -> str:
    return f"{' · '.join(places)}{'……' if has_more else ''}"


def checked(count: int, verdicts: Sequence[tuple[str, int]]) -> str:
    """Return how many sentences were checked, and how many of them came to each verdict."""
    return f"查证 {count} 句:{' · '.join(f'{name} {number}' for name, number in verdicts)}"


def check_place(title: str, place: int) -> str:
    """Return where the source of a sentence stands."""
    return f"《{title}》第 {place} 段"


def check_sentence(number: int, sentence: str) -> str:
    """Return a sentence of a draft with its number."""
    return f"第 {number} 句 {sentence}"


def check_differs(number: int, written: str, source: str, place: str) -> str:
    """Return what a sentence says and its source has in its place, and where."""
    return f"第 {number} 句 您写 {written} → 原文 {source}({place})"


def check_absent(number: int, what: str) -> str:
    """Return that no document says what a sentence does."""
    return f"第 {number} 句 未见:{what}"


def check_otherwise(written: str, source: str) -> str:
    """Return what a sentence says and its source has in its place, beside the sentence."""
    return f"不符:您写 {written},原文 {source}"


def check_missing(missing: Sequence[str]) -> str:
    """Return which words of a sentence no place near it says."""
    return f"未见:{'、'.join(missing)}"


def annotated(file: str, count: int) -> str:
    """Return that a copy of a draft was written, and how many of its sentences bear a comment."""
    return f"已写出批注稿 {file}({count} 句有批注)" if count else f"已写出 {file}(没有需要批注的句子)"


def check_verdict(number: int, verdict: str) -> str:
    """Return the number of a sentence and its verdict, above both texts in full."""
    return f"第 {number} 句 {verdict}"


def check_row(number: int, verdict: str, sentence: str, place: str) -> str:
    """Return a sentence in a list of all, with its verdict and where its source stands, if anywhere."""
    return f"{number} {verdict} {sentence}{f'({place})' if place else ''}"


def no_such_sentence(number: int, count: int) -> str:
    """Return that a draft has not so many sentences."""
    return f"这份稿子只有 {count} 句,没有第 {number} 句"


def check_dropped(dropped: str) -> str:
    """Return that a sentence leaves out what its source says of the time."""
    return f"留意:漏了时点“{dropped}”"


def too_long_a_sentence(number: int, longest: int) -> str:
    """Return that a sentence was too long to be checked."""
    return f"第 {number} 句超过 {longest} 字,没有查证;请断开再查"


def opened(n: int, title: str) -> str:
    """Return the heading of an opened paragraph."""
    return f"[{n}] 《{title}》"


def note(mark: str, text: str) -> str:
    """Return a note that a paragraph refers to."""
    return f"注 {mark} {text}"


def paragraph_of(number: int, count: int) -> str:
    """Return which paragraph of its article it is."""
    return f"第 {number} 段,共 {count} 段"


def step_back(n: int) -> str:
    """Return how the paragraph before is opened."""
    return f"上一段:/sources {n} -"


def step_on(n: int) -> str:
    """Return how the next paragraph is opened."""
    return f"下一段:/sources {n} +"


def passages(count: int, digits: int = 0) -> str:
    """Return how many passages a document or article has, right-aligned to so many digits."""
    return f"{count:>{digits}} 段"


def guessed(value: str) -> str:
    """Return a value of a document's head that its file's name gave."""
    return f"{value}(据文件名)"


def articles(count: int) -> str:
    """Return how many articles a file holds."""
    return f"{count} 篇"


def size_of(sizes: Sizes) -> str:
    """Return the size of the library; files are named where they hold several articles."""
    files = f"({sizes.documents} 个文件)" if sizes.documents != sizes.articles else ""
    return f"{sizes.articles} 篇文档{files},{sizes.passages} 段"


def synced(added: int, changed: int, removed: int) -> str:
    """Return what a sync did."""
    if not added + changed + removed:
        return "资料库与文件夹一致,没有变化。"
    return f"已更新:新增 {added} 个文件,修改 {changed} 个,移除 {removed} 个。"


def remark(source: str, text: str) -> str:
    """Return the line on a file that was read though something was odd about it."""
    return f"注意 {source}:{text}"


def unread(source: str, reason: str) -> str:
    """Return the line on a file that could not be read."""
    return f"未能读取 {source}:{reason}"


def reading(bar: str, done: int, total: int, remaining_s: int) -> str:
    """Return the progress line of a sync; no seconds remaining: nothing is said of them."""
    minutes = (remaining_s + 59) // 60
    left = f"{minutes} 分钟" if minutes > 1 else f"{remaining_s} 秒"
    return f"读入文档 [{bar}] {done}/{total}" + (f" 剩余约 {left}" if remaining_s else "")


def recognising(bar: str, done: int, total: int, remaining_s: int) -> str:
    """Return the progress line of the pages of a file whose text is recognised; see `reading`."""
    return reading(bar, done, total, remaining_s).replace("读入文档", "识别文字", 1)


def recognised(pages: int) -> str:
    """Return how many pages were recognised."""
    return f"已识别 {pages} 页扫描件或图片上的文字(可能有错字,引用时注明“文字识别”)。"


def error(message: str) -> str:
    """Return an error as it is printed."""
    return f"出错了:{message}"


SYNONYMS_COMMENT = """\
# 同义词:一行一组,词与词之间用空格分开。提问用其中一个,资料里写的是另一个,也能对上。
# 例(去掉行首的 # 即生效;改完后运行 youju sync,或在对话里用 /sync):
# 返岗 到岗 复岗
"""
NAMES_COMMENT = """\
# 名称:本单位常用的机构、企业、项目、人名,一行一个(或用空格分开)。提问里出现时作为一个整体,资料里没有就不回答。
# 例:
# 先导产业园
"""
STOP_WORDS_COMMENT = """\
# 停用词:提问时常带、但与内容无关的词,一行一个(或用空格分开)。查找时忽略。
# 例:
# 领导问
"""

EXPLAIN_QUESTION = "问题:{text}  类型:{kind}"
EXPLAIN_UNITS = "  应答单位:{units}"
EXPLAIN_HITS = "命中的段落(最佳得分占满分的 {nearness:.3f}):"
EXPLAIN_SENTENCES = "句子(✓ 证据足够,✗ 不足):"
EXPLAIN_MISSING = "      缺少:{words}"
EXPLAIN_CANDIDATES = "候选答案:"
EXPLAIN_ABSTAINED = "未作答:{reason}"


def written(file: str) -> str:
    """Return that a file was written."""
    return f"已写出 {file}"


def nothing_to_write(file: str) -> str:
    """Return that a file was not written, since nothing was found that could stand in it."""
    return f"没有找到要点,没有写出 {file}"
