"""What the command line says, in Chinese."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

ABOUT = "言必有据:从你自己的文档里找答案,逐字引用出处;没有就说没有。"
USAGE_EXAMPLES = """\
例:
  youju 滨江的企业复工率是多少          直接写问题,就是 youju ask
  youju --documents ~/简报              在终端里就自己的文档问答
  youju help ask                        某个命令的说明"""
COMMAND_HELP: Mapping[str, str] = {
    "console": "在终端里问答(不写命令时也是它)",
    "ask": "回答一个问题(直接写问题也是它);写 - 或不写问题时,从标准输入逐行读取",
    "brief": "列出某个主题的要点",
    "facts": "列出资料里的每个数据:主体、指标、数值、时期、性质和出处",
    "check": "查证一份稿子:每句与资料逐字、相符、不符或未见;有不符或未见时退出码为 1",
    "coverage": "列出每个主体缺哪些指标:有数值、只有目标、只有表述、未见",
    "documents": "列出文档,以及未能读取的文件",
    "add": "把文件或网页收入资料库(不必放进文档文件夹)",
    "remove": "从资料库里移除文档",
    "sync": "与文档文件夹保持一致;有文件未能读取时退出码为 1",
    "backup": "把资料库(含词表和对话)备份成一个文件,机器人运行时也可以",
    "restore": "用备份恢复资料库",
    "evaluate": "用题库文件(JSONL)评分",
    "telegram": "运行 Telegram 机器人",
    "desk": "资料员的台账:export 把已答复的问题写成题库",
    "doctor": "检查设置和资料库",
    "completion": "输出命令行补全的脚本",
    "help": "显示说明",
    "version": "显示版本",
}
OPTION_HELP: Mapping[str, str] = {
    "--full": "逐字节比较每个文件,不论大小和时间是否变化;并核对索引",
    "--explain": "在标准错误上说明回答的由来:命中、候选、证据,以及为何未作答",
    "--documents": "文档文件夹(默认是随程序附带的示例简报)",
    "--library": "资料库文件夹(默认在用户数据文件夹里)",
    "question": "问题;- 表示从标准输入逐行读取",
    "--json": "每行输出一个 JSON 对象",
    "--csv": "输出 CSV 表格(UTF-8,可用 Excel 打开)",
    "--conversation": "逐行的问题属于同一段对话",
    "--text": "输出该文档的全文(引文的位置指向它)",
    "--out": "另写一份 Word 文档(.docx):批注稿,或出处在脚注里的要点",
    "--sheet": "另写一份电子表格(.xlsx)",
    "draft": "稿子(txt、md、docx 等文件);- 表示标准输入",
    "indicators": "指标,例如 复工率;不写时取最多主体说到的几项",
    "backup": "备份文件",
    "gold": "题库文件",
    "--failures": "列出没答好的题",
    "subject": "主题",
    "--of": "只列这个主体的数据,例如 江阴高新区",
    "--indicator": "只列这项指标的数据,例如 复工率",
    "action": "export:每题输出一行 JSON",
    "--running": "检查正在运行的 Telegram 机器人",
    "path": "文件、装着文件的 ZIP,或网址(http、https)",
    "id": "文档的编号或文件名,见 youju documents",
    "shell": "命令行的种类",
    "topic": "命令",
    "--help": "显示这份说明",
    "--version": "显示版本",
}
NO_FOLDER = "应为一个文件夹,而不是空的"
COMMANDS_TITLE = "命令"

# argparse's own words, as far as a person can bring them about; it puts the values into them.
ARGPARSE: Mapping[str, str] = {
    "usage: ": "用法: ",
    "positional arguments": "参数",
    "options": "选项",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s %(message)s",
    "the following arguments are required: %s": "缺少参数:%s",
    "unrecognized arguments: %s": "不认识的参数:%s",
    "expected one argument": "后面缺少一个值",
    "invalid choice: %(value)r (choose from %(choices)s)": "没有 %(value)r 这个选择,可选:%(choices)s",
    "not allowed with argument %s": "和 %s 只能选一个",
    "ambiguous option: %(option)s could match %(matches)s": "选项 %(option)s 不明确",
    "ignored explicit argument %r": "后面不能带值%.0r",  # the value is left out
}
_SEE_HELP = ";youju --help 看说明"


def usage_error(message: str) -> str:
    """Return what is said to arguments that do not fit; `message` is argparse's, by way of `ARGPARSE`."""
    return message + _SEE_HELP


def missing(what: str) -> str:
    """Return that an argument is missing."""
    return f"缺少参数:{what}{_SEE_HELP}"


def unknown_option(name: str, near: str | None, owners: Sequence[str]) -> str:
    """Return that the command has no such option, and which one may be meant."""
    hint = f"(是不是 {near}?)" if near else f"(它属于 {'、'.join(owners)})" if owners else ""
    return f"不认识的参数:{name}{hint}{_SEE_HELP}"


def unknown_command(name: str, near: str | None) -> str:
    """Return that there is no such command, and which one may be meant."""
    hint = f"(是不是 {near}?)" if near else ""
    return f"没有 '{name}' 这个命令{hint}{_SEE_HELP}"


def version(number: str) -> str:
    """Return the version as bug reports have it."""
    return f"youju {number}"


def added(source: str, title: str, counts: tuple[int, int, int, int], *, in_place: bool) -> str:
    """Return what an added file holds (articles, passages, pages, tables), and whether it stands in place of one of the same name."""
    verb = "已替换同名文档" if in_place else "已添加"
    return f"{verb} {source}:《{title}》,{holdings(*counts)}"


def holdings(articles: int, passages: int, pages: int, tables: int) -> str:
    """Return how much a document holds; pages and tables where there are any."""
    named = ((articles, "篇文章"), (passages, "段"), (pages, "页"), (tables, "个表"))
    return ",".join(f"{count} {what}" for place, (count, what) in enumerate(named) if count or place < 2)


def removed(source: str, title: str, *, is_in_folder: bool) -> str:
    """Return that a document has been removed, and when a file of the folder comes back."""
    back = ";文件仍在文档文件夹里,改动后会重新读入" if is_in_folder else ""
    return f"已移除 {source}:《{title}》{back}"


NO_SUBJECTS = (
    "资料里看不出各篇说的是哪个主体,或没有两个主体都说到的指标;可以写明指标,例如:youju coverage 复工率"
)
NO_FACTS = "资料里没有数据"
_ASKED = {"subject": "主体", "indicator": "指标"}


def no_facts_of(what: str, asked: str, near: Sequence[str]) -> str:
    """Return that no figure is of a subject or an indicator, and which of those that are there come nearest."""
    hint = f";资料里有:{'、'.join(near)}" if near else ""
    return f"没有{_ASKED[what]}为“{asked}”的数据{hint}"


def is_a_folder(name: str) -> str:
    """Return why a folder cannot be added as a file can."""
    return f"{name} 是文件夹;要读入整个文件夹,请用 --documents"


def settings_left_behind(file: str, own: str) -> str:
    """Return that a settings file of the working folder is not read, and where it belongs."""
    return (
        f"没有采用 {file}:当前文件夹里的设置不再读取,以免别人的文件夹改动地址、令牌或资料库;"
        f"如果是自己写的,请移到 {own},或改设环境变量"
    )


def answered_from_what_there_is(reason: str) -> str:
    """Return that the library could not be brought in step, and why."""
    return f"注意:{reason};以下按资料库中现有的内容回答"


def nothing_readable(folder: str) -> str:
    """Return what is said where not one file of the folder could be taken in."""
    return f"资料库是空的:{folder} 里没有能够读入的文件;请按上面的说明修正,或用 --documents 另指定文件夹"


def unread_more(count: int) -> str:
    """Return that more files could not be read, and where they are listed."""
    return f"另有 {count} 个文件未能读取;全部见 youju documents"


MARKS: Mapping[str, str] = {
    "abstained": "该拒答的拒答了",
    "answered": "作答",
    "cited": "引文里有答案,出处正确",
    "short": "短答案正确",
    "text": "回答里有答案",
}


def score_line(name: str, rate: float, count: int) -> str:
    """Return a line of an evaluation."""
    return f"{name:10} {rate:7.1%}  共 {count} 题  {MARKS.get(name, '')}".rstrip()


def missed(question: str, marks: Sequence[str], answer: str | None) -> str:
    """Return the line on a gold question that missed marks."""
    return f"[{'、'.join(marks)}] {question}\n    答:{answer or '(没有短答案)'}"


def backed_up(file: str, size_bytes: int) -> str:
    """Return that a backup has been written and read again."""
    return f"已备份到 {file}({size_bytes / 2**20:.1f} MB,已核对)"


def restored(file: str, *, leaves_chats: bool) -> str:
    """Return that the library is as the backup has it."""
    chats = ";机器人正在运行,对话记录没有恢复,要恢复请先停止它" if leaves_chats else ""
    return f"已用 {file} 恢复资料库{chats}"
