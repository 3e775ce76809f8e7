"""What the console, the command line and the chats say, in Chinese; answers have their own templates."""

from __future__ import annotations

from collections.abc import Sequence

PROMPT = "问:"
WELCOME = "有据 · 言必有据。直接输入问题;/help 看说明,/documents 看文档,Ctrl-D 退出。"
GOODBYE = "再见。"
HELP = """\
直接输入问题,例如:江阴高新区员工到岗率是多少?  接着可以追问:那滨江呢?
  /sources n     打开上一个回答的第 n 条来源,标出所引的文字
  /documents     列出全部文档
  /brief 主题    列出某个主题的要点
  /sync          与文档文件夹保持一致
  /new           开始新的话题(忘掉前面的问题)
  /help          这份说明
  /quit          退出(也可以按 Ctrl-D)
回答只引用资料原文;资料里没有的,会说明没有找到,以及最接近的内容在哪里。"""
NO_ANSWER_YET = "还没有可以打开的来源:请先提一个问题。"
NEW_TOPIC = "好,开始新的话题。"
NO_SUBJECT = "请写明主题,例如:/brief 云招商"


def unknown_command(name: str) -> str:
    """Return what is said to a command that is none."""
    return f"没有 {name} 这个命令;/help 看说明。"


def no_such_source(wanted: str, count: int) -> str:
    """Return what is said where a source is asked for that is not there."""
    return f"没有第 {wanted} 条来源;上一个回答有 {count} 条,例如:/sources 1"


def library_line(documents: int, passages: int) -> str:
    """Return the size of the library."""
    return f"资料库:{documents} 篇文档,{passages} 段"


def synced(added: int, changed: int, removed: int) -> str:
    """Return what a sync did."""
    if not added + changed + removed:
        return "资料库与文件夹一致,没有变化。"
    return f"已更新:新增 {added} 篇,修改 {changed} 篇,移除 {removed} 篇。"


def unread(source: str, reason: str) -> str:
    """Return the line on a file that could not be read."""
    return f"未能读取 {source}:{reason}"


def reading(done: int, total: int) -> str:
    """Return the progress line of a sync."""
    width = 24
    full = width * done // max(1, total)
    return f"\r读入文档 [{'█' * full}{'·' * (width - full)}] {done}/{total}"


def error(message: str) -> str:
    """Return an error as it is printed."""
    return f"出错了:{message}"


def score_line(name: str, rate: float, count: int) -> str:
    """Return a line of an evaluation."""
    return f"{name:10} {rate:7.1%}  共 {count} 题"


def check_line(is_right: bool, name: str, detail: str) -> str:
    """Return a line of the doctor's report."""
    return f"{'✓' if is_right else '✗'} {name}:{detail}"


ABOUT = "言必有据:从你自己的文档里找答案,逐字引用出处;没有就说没有。"
USAGE_EXAMPLES = "例:youju ask 滨江的企业复工率是多少"


def missed(question: str, marks: Sequence[str], answer: str | None) -> str:
    """Return the line on a gold question that missed marks."""
    return f"[{'、'.join(marks)}] {question}\n    答:{answer}"
