"""What people read in a Telegram chat, but for the answers themselves (those are in answers/templates.py)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from retrieval.types import Sizes

# -- buttons: in words, so that screen readers can read them --------------------------------------------
BUTTON_MORE: Final = "更多依据"
BUTTON_USEFUL: Final = "有用"
BUTTON_WRONG: Final = "不对"
BUTTON_HAND_OVER: Final = "转交资料员"
BUTTON_SEND_AGAIN: Final = "再发一次"
BUTTON_ASK_AGAIN: Final = "再问一次"
BUTTON_PREVIOUS: Final = "上一段"
BUTTON_NEXT: Final = "下一段"
BUTTON_BACK: Final = "回到引文"
BUTTON_END: Final = "停止"
BUTTON_PREVIOUS_PAGE: Final = "上一页"
BUTTON_NEXT_PAGE: Final = "下一页"

# -- menus: command, what it does, the same in English -------------------------------------------------
MENU: Final = (
    ("ask", "提问,例如 /ask 滨江的企业复工率是多少?", "Ask the documents"),
    ("documents", "资料目录", "List the documents"),
    ("sources", "上一个回答的出处", "Sources of the last answer"),
    ("brief", "某个主题或某份资料的要点", "Points on a subject or document"),
    ("check", "查证稿子:/check 后面粘贴文字,或回复一条消息", "Check a draft against the documents"),
    ("subscribe", "每天定时的简报,例如 /subscribe 复工 08:30", "A daily briefing"),
    ("forget", "删除我的全部记录", "Delete my data"),
    ("help", "怎么用", "How to use me"),
    ("id", "我的编号", "My id"),
)

# Telegram takes Latin letters only behind "/", people write Chinese there all the same.
COMMAND_WORDS: Final[Mapping[str, str]] = {
    "提问": "ask",
    "帮助": "help",
    "资料": "documents",
    "目录": "documents",
    "来源": "sources",
    "出处": "sources",
    "要点": "brief",
    "查证": "check",
    "订阅": "subscribe",
    "编号": "id",
    "移除": "remove",
    "更新": "sync",
    "待办": "pending",
    "报告": "report",
    "开通": "allow",
    "停用": "deny",
}

HELP: Final = """我只根据资料库里的原文回答,每句话都标明出处;找不到就直说。

私聊:直接发问题。
群里:/ask 问题,或点我的名字 @{username} 再写问题,或回复我的消息。
接着问:“那滨江呢?”这样的问题会接上一个问题;回复哪条回答,就接哪条。问错了,改原来的消息,我会重新回答。

按钮:“来源”打开引文所在的段落;“更多依据”看其他相关段落;答得好不好,按“有用”或“不对”。没找到答案时,可以按“转交资料员”,由人来答。

命令:
/documents 资料目录
/sources 上一个回答的出处
/brief 主题或资料名:要点
/check 稿子:逐句查证,哪里与资料不符、哪里资料未见;私聊里直接粘贴或转发两句以上的文字也行;发文件时在说明里写 /check,还会发回批注稿
/check 10:看刚查过的稿子的第 10 句,全文、原文和出处;也可以这样回复那份稿子
/subscribe 主题 时间:每天定时的简报;只发 /subscribe 查看和停止
/forget 删除您的全部记录
/id 您的编号

我不会编写文字:换一种说法、跨段推理、看图片,这些我做不到。"""

# -- small talk, by the kinds of answers.questions.small_talk; help has a text of its own ---------------
SMALL_TALK: Final[Mapping[str, str]] = {
    "nothing": "没看到问题。请直接写出来,例如:滨江的企业复工率是多少?",
    "number": "只看到一个数字。要看出处,请按“来源”按钮或发 /sources;要提问,请写完整的问题。",
    "acknowledgement": "好的,有要查的请直接写。",
    "greeting": "您好,请直接写出要查的问题,例如:滨江的企业复工率是多少?",
    "test": "我在,请直接写出要查的问题。",
    "presence": "我在,请直接写出要查的问题。",
    "praise": "谢谢。有要查的请直接写。",
    "complaint": "请按那条回答下面的“不对”,资料员会核对;也可以换个说法再问。",
    "thanks": "不客气。",
    "goodbye": "再见。",
    "about": "我是有据,只根据资料库里的原文回答,每句话都标明出处;找不到就直说。用法见 /help。",
    "exit": "这里不用退出,关掉聊天就行。要停止每日简报请发 /subscribe,要删除您的记录请发 /forget。",
}

# -- asking ---------------------------------------------------------------------------------------------
WHAT_TO_ASK: Final = "请把问题写在命令后面,例如:/ask 滨江的企业复工率是多少?"
WHAT_TO_BRIEF: Final = "请把主题或资料名写在命令后面,例如:/brief 复工复产"
WHAT_TO_CHECK: Final = (
    "请把要查证的文字写在命令后面,或用 /check 回复那条消息或文件;也可以发文件时在说明里写 /check。"
)
BUTTON_ANNOTATED: Final = "批注稿"
NOTHING_CHECKED: Final = (
    "没有您刚查过的稿子(重启之后也不记得)。请用 /check 10 这样的命令回复那份稿子,10 是第几句。"
)
DRAFT_GONE: Final = "原来的稿子不在了,请重新发送再查。"
FILE_NOT_SENT: Final = "批注稿没有发出,请过一会儿再试。"
CHECK_OUT_OF_TIME: Final = "稿子太长,没有在时限内查完;请分成几段再发。"
TOO_MANY: Final = "发得太快了,请过一分钟再试。在此之前发来的我先不处理了。"
ONLY_WORDS: Final = "图片、语音、表情、位置这些我看不了,请把问题写成文字。"
NO_SOURCES: Final = "还没有可以查看出处的回答。"
NOTHING_NEAR: Final = "上一个问题没有找到答案,也没有相近的原文。"
LAST_NOT_FOUND: Final = "上一个问题没有找到答案,最接近的原文是:"
NEAREST: Final = "最接近的原文"
EXPIRED: Final = "这个按钮已过期,请重新提问。"
NOT_YOURS: Final = "您没有使用权限。"
ADMINS_ONLY: Final = "这个命令只有管理员能用。"
PRIVATE_ONLY: Final = "请在与我的私聊里使用这个命令。"
SOURCE_GONE: Final = "这份资料已从资料库移除,引文不再提供。"
SOURCE_CHANGED: Final = "这份资料已经改动,引文不在原处了,请重新提问。"
NO_MORE: Final = "没有更多相关段落了。"
THANKS: Final = "谢谢,已记下。"
MARKED_WRONG: Final = "已记下,列入待办由资料员核对。"
HANDED_OVER: Final = "已转交资料员,有答复会在这里告诉您。"
HANDED_OVER_TO_NOBODY_YET: Final = (
    "已列入待办,但资料员还没有收到通知:现在联系不上。他们打开待办时会看到,有答复会在这里告诉您。"
)
HANDED_OVER_WITHOUT_ADMINS: Final = "已列入待办,但这里还没有设资料员,请直接找负责这个机器人的同事。"
ALREADY_HANDED_OVER: Final = "这个问题已经在资料员那里了。"
RESENT: Final = "已重新发送。"
TOO_LONG_AGO: Final = "这条消息已经不能再发,请重新提问。"


def unread_draft(name: str, reason: str) -> str:
    """Return that a draft could not be read."""
    return f"没能读出 {name}:{reason}"


def button_all_sentences(count: int) -> str:
    """Return the label of the button that shows every sentence of a draft."""
    return f"全部 {count} 句"


def annotated_name(name: str) -> str:
    """Return what a draft's copy with comments is called; `name` is the draft's own without its ending, or empty."""
    return f"{name}-查证.docx" if name else "查证.docx"


def no_annotated(reason: str) -> str:
    """Return that a copy with comments cannot be made."""
    return f"批注稿没能写出:{reason}"


def help_text(username: str) -> str:
    """Return how to use the bot."""
    return HELP.format(username=username)


def stranger(person_id: int) -> str:
    """Return what a stranger is told once."""
    return f"您还没有使用权限。您的编号是 {person_id},请把它发给管理员开通。"


def strange_chat(chat_id: int) -> str:
    """Return what a chat that is not allowed is told once."""
    return f"本群还没有使用权限。本群编号是 {chat_id},请管理员用 /allow {chat_id} 开通。"


def ids(person_id: int, chat_id: int) -> str:
    """Return the answer to /id."""
    return f"您的编号:{person_id}" + ("" if chat_id == person_id else f"\n本群编号:{chat_id}")


def apology(number: int) -> str:
    """Return an apology for a question that could not be answered."""
    return f"抱歉,这个问题没能答复,程序出了故障(编号 #{number})。请稍后再问,或把编号告诉管理员。"


def out_of_time(number: int) -> str:
    """Return an apology for a question that could not be answered in time."""
    return (
        f"抱歉,这个问题要算太久,没能答复(编号 #{number})。请问得具体一些(例如写明单位、资料名),或稍后再问。"
    )


def doubt(number: int) -> str:
    """Return an apology for an answer that may not have arrived."""
    return (
        f"抱歉,刚才发送答复时连接中断(编号 #{number}),不能确定是否已经送达。"
        f"如果没有看到答复,请按“{BUTTON_SEND_AGAIN}”。"
    )


def trouble(number: str) -> str:
    """Return what is said where a command or button failed."""
    return f"出错了,编号 #{number}。请稍后再试,或把编号告诉管理员。"


def late(asked: str) -> str:
    """Return the line under an answer to a question from long ago."""
    return f"(您在 {asked} 提的问题,当时我不在线,迟复为歉。)"


def source(n: int) -> str:
    """Return the name of a source, as its button and its paragraph show it."""
    return f"来源 {n}"


def page(number: int) -> str:
    """Return which page of its file it is."""
    return f"第 {number} 页"


def paragraph(number: int) -> str:
    """Return a paragraph's number."""
    return f"第 {number} 段"


def paragraph_of(number: int, count: int) -> str:
    """Return a paragraph's number among those of its article."""
    return f"第 {number} 段,共 {count} 段"


def more_head(count: int) -> str:
    """Return the head of further passages."""
    return f"其他相关段落({count} 段):"


def last_asked(count: int) -> str:
    """Return the head of the list of sources."""
    return f"上一个回答的出处({count} 处):"


# -- documents ------------------------------------------------------------------------------------------
NO_DOCUMENTS: Final = "资料库是空的。"
UPLOADS_ARE_FOR_ADMINS: Final = (
    "收入资料只有管理员能做。要提问请直接发文字;要查证稿子,发文件时请在说明里写 /check。"
)


def too_big(size_mb: float) -> str:
    """Return that a file is larger than Telegram hands to bots."""
    return f"文件有 {size_mb:.0f} MB,超过 Telegram 允许机器人读取的 20 MB。请拆分后再发。"


def page_of(page: int, pages: int, sizes: Sizes) -> str:
    """Return the head of the list of documents; articles are counted where a file holds several."""
    held = f",{articles(sizes.articles)}" if sizes.documents != sizes.articles else ""
    return f"资料目录(共 {sizes.documents} 份{held})" + (f",第 {page}/{pages} 页" if pages > 1 else "")


def articles(count: int) -> str:
    """Return how many articles there are."""
    return f"{count} 篇"


# -- the desk -------------------------------------------------------------------------------------------
ALREADY_SETTLED: Final = "这个问题已经办结。"


def desk_answer(number: int, question: str, answer: str) -> str:
    """Return what the asker is told when the desk has answered."""
    return f"资料员答复(编号 #{number})\n问:{question}\n答:{answer}"


def desk_found(number: int, question: str) -> str:
    """Return the line over an answer that the library gives by now."""
    return f"您之前的问题(编号 #{number}):{question}\n资料库现在可以回答了:"


# -- briefings ------------------------------------------------------------------------------------------
HOW_TO_SUBSCRIBE: Final = "请写明主题和时间,例如:/subscribe 复工复产 08:30"
NO_SUBSCRIPTIONS: Final = "这里还没有订阅简报。例如:/subscribe 复工复产 08:30"
SUBSCRIPTION_ENDED: Final = "已停止这份简报。"


def subscribed(subject: str, clock: str, zone: str) -> str:
    """Return that a briefing was ordered."""
    return (
        f"已订阅“{subject}”的每日简报,每天 {clock}({zone})。"
        f"有新资料才发;现有资料的要点请用 /brief {subject}。"
    )


def subscription(subject: str, clock: str) -> str:
    """Return a line of the list of briefings."""
    return f"每天 {clock}:{subject}"


def briefing_head(subject: str, day: str) -> str:
    """Return the head of a briefing."""
    return f"每日简报 {day}:{subject}"


# -- who may --------------------------------------------------------------------------------------------


def forgotten(questions: int) -> str:
    """Return what /forget did."""
    return f"已删除您的全部记录({questions} 个问题及其回答、评价和待办)。"
