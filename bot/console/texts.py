"""What a conversation at a terminal or in a pipe says, in Chinese."""

from __future__ import annotations

from collections.abc import Mapping

from bot.texts import size_of
from retrieval.types import Sizes

PROMPT = "问:"
HELP = """\
直接输入问题,例如:江阴高新区员工到岗率是多少?  接着可以追问:那滨江呢?
  /sources n     打开上一个回答的第 n 条来源,标出所引的文字;/sources + 和 /sources - 看下一段、上一段
  /documents     列出全部文档
  /brief 主题    列出某个主题的要点;后面再写文件名(/brief 云招商 要点.docx),就写成 Word,带出处脚注
  /check 稿子    逐句查证:后面写文字,或文件名;直接粘贴两句以上的文字也行
  /check 10      看刚查过的稿子的第 10 句:全文、原文和出处
  /sync          与文档文件夹保持一致
  /new           开始新的话题(忘掉前面的问题)
  /help          这份说明
  /quit          退出(也可以输入 exit、q、退出,或按 Ctrl-D);Ctrl-C 清空这一行,或中断正在找的答案
回答只引用资料原文;资料里没有的,会说明没有找到,以及最接近的内容在哪里。"""
COMMANDS: Mapping[str, str] = {
    "/sources": "打开引用的段落",
    "/documents": "列出全部文档",
    "/brief": "列出某个主题的要点",
    "/check": "逐句查证一份稿子",
    "/sync": "与文档文件夹保持一致",
    "/new": "开始新的话题",
    "/help": "说明",
    "/quit": "退出",
}
NO_ANSWER_YET = "还没有可以打开的来源:请先提一个问题。"
NOTHING_OPEN = "还没有打开的段落:先用 /sources 1 打开一段。"
NO_SUCH_PARAGRAPH = "这篇文档没有更多段落了。"
GONE = "这篇文档已经变化或被移除;请重新提问。"
NEW_TOPIC = "好,开始新的话题。"
NO_SUBJECT = "请写明主题,例如:/brief 云招商"
NOTHING_CHECKED = "还没有查过稿子;先用 /check 查一份,再写 /check 10 看第 10 句"
SEE_A_SENTENCE = "看一句的全文和出处:/check 句号"
NO_DRAFT = "请写明要查证的文字或文件,例如:/check 稿子.txt"
INTERRUPTED = "已中断。"


def welcome(sizes: Sizes) -> str:
    """Return what the console begins with."""
    return f"有据 · 言必有据。资料库:{size_of(sizes)}。直接输入问题;/help 看说明,Ctrl-D 退出。"


def unknown_command(name: str, near: str | None = None) -> str:
    """Return what is said to a command that is none, and which one may be meant."""
    hint = f"(是不是 {near}?)" if near else ""
    return f"没有 {name} 这个命令{hint};/help 看说明。"


def no_such_source(wanted: str, count: int) -> str:
    """Return what is said where a source is asked for that is not there."""
    return f"没有第 {wanted} 条来源;上一个回答有 {count} 条,例如:/sources 1"


def no_source(wanted: str) -> str:
    """Return what is said where it is not clear which source is asked for."""
    return f"看不懂 /sources {wanted};例如:/sources 1,或 /sources 1 + 看它的下一段"
