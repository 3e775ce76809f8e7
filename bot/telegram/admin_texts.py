"""What admins read in a Telegram chat."""

from __future__ import annotations

from typing import Final

# -- buttons, menu, help --------------------------------------------------------------------------------
BUTTON_REMOVE: Final = "确认移除"
BUTTON_KEEP: Final = "保留"
BUTTON_REPLACE: Final = "替换"
BUTTON_KEEP_BOTH: Final = "另存一份"
BUTTON_CANCEL: Final = "取消"
BUTTON_SEND_TO_ASKER: Final = "发给提问人"
BUTTON_CLOSE: Final = "不再处理"
MENU: Final = (
    ("add", "添加资料", "Add a document"),
    ("remove", "移除资料", "Remove a document"),
    ("sync", "按资料文件夹更新", "Bring the library up to date"),
    ("pending", "待办的问题", "Questions that wait"),
    ("report", "使用情况", "What has been asked"),
    ("allow", "开通编号", "Allow an id"),
    ("deny", "停用编号", "Deny an id"),
)
HELP: Final = """管理员:
发送文件(私聊;.txt 或 .md、Word、PDF、表格、网页):收入资料库
/remove 资料名:移除资料
/sync 按资料文件夹更新
/pending 待办的问题;回复其中一条,就是答复提问人
/report [天数] 使用情况
/allow 编号、/deny 编号:开通、停用某人或某群"""

# -- documents ------------------------------------------------------------------------------------------
HOW_TO_ADD: Final = "请直接把文件发给我(在私聊里;.txt 或 .md、Word、PDF、表格、保存的网页均可,也可以是装着这些文件的 ZIP 压缩包),我读完后告诉您收进了什么。"
WHAT_TO_REMOVE: Final = "请写明要移除哪份资料,例如:/remove 无锡高新区。资料目录见 /documents。"
KEPT: Final = "没有移除。"
UPLOAD_DROPPED: Final = "没有收入,资料库没有变化。"
UPLOAD_GONE: Final = "原来的文件消息找不到了,请重新发送文件。"
IN_STEP: Final = "资料库与文件夹一致,没有变化。"


def no_such_document(name: str) -> str:
    """Return that no document goes by a name."""
    return f"没有名叫“{name}”的资料。资料目录见 /documents。"


def which_to_remove(count: int, shown: int) -> str:
    """Return the head of the documents that a name fits."""
    rest = "" if shown == count else f"先列 {shown} 份,没列出的请写文件名:"
    return f"有 {count} 份资料都符合,要移除哪一份?{rest}"


def entry(number: int, title: str, source: str) -> str:
    """Return a document in a list."""
    return f"{number}. 《{title}》({source})"


def sure_to_remove(title: str, source: str, passages: int) -> str:
    """Return the question before a removal."""
    return f"要移除《{title}》({source},{passages} 段)吗?移除后不再用它回答,旧按钮也打不开它。"


def removed(title: str, source: str) -> str:
    """Return that a document was removed."""
    return f"已移除《{title}》({source})。"


def name_is_known(source: str, title: str, passages: int) -> str:
    """Return the question before a file takes the place of another of its name."""
    return f"资料库里已有 {source}(《{title}》,{passages} 段),内容不同。要用新发的替换它吗?"


def same_already(source: str) -> str:
    """Return that a file is in the library as it is."""
    return f"资料库里的 {source} 与这份相同,没有变化。"


def replaced(title: str, source: str, before: int, passages: int) -> str:
    """Return that a file took the place of another, and how that is undone."""
    return f"已用新发的替换 {source}:《{title}》,原来 {before} 段,现在 {passages} 段。要恢复,请重新发送原来的文件。"


def taken_in(title: str, articles: int, passages: int, pages: int, tables: int) -> str:
    """Return what a file brought; pages and tables where it has any."""
    more = "".join(f",{count} {what}" for count, what in ((pages, "页"), (tables, "个表")) if count)
    return f"已收入《{title}》:{articles} 篇文章,{passages} 段{more}。现在就可以提问。"


def remark(name: str, text: str) -> str:
    """Return that something was odd about a file that was read all the same."""
    return f"注意 {name}:{text}"


def unread(name: str, reason: str) -> str:
    """Return that a file could not be read."""
    return f"没能读入 {name}:{reason}"


ARCHIVE_SAME: Final = "与资料库里的相同"
ARCHIVE_NAME_IS_KNOWN: Final = "资料库里已有同名文件,内容不同,没有替换;要替换请单独发送它"


def archive_taken_in(name: str, files: int, articles: int, passages: int, failed: int) -> str:
    """Return what the files of an archive brought, and how many were not taken in."""
    more = f"没有收入 {failed} 个:" if failed else "现在就可以提问。"
    return f"压缩包 {name}:收入 {files} 个文件({articles} 篇文章,{passages} 段)。{more}"


def in_archive(name: str, reason: str) -> str:
    """Return the line on a file of an archive that was not taken in."""
    return f"{name}:{reason}"


def in_step(added: int, changed: int, removed_count: int) -> str:
    """Return what a sync did."""
    return f"资料库已更新:新增 {added} 份,改动 {changed} 份,移除 {removed_count} 份。"


# -- the desk -------------------------------------------------------------------------------------------
NOTHING_PENDING: Final = "没有待办的问题。"
SETTLED_WITHOUT: Final = "已办结,不再处理。"
STILL_NOTHING: Final = "资料库现在仍答不出这个问题。"
REASONS: Final = {"nothing": "没找到", "wrong": "被标为不对", "handed_over": "转交"}


def pending_item(number: int, reason: str, question: str, asker: str, asked: str) -> str:
    """Return a question as the desk sees it."""
    who = f"提问人:{asker}," if asker else ""
    return f"待办 #{number}({REASONS[reason]})\n{question}\n{who}{asked}\n回复这条消息,就是答复提问人。"


def pending_hint(count: int) -> str:
    """Return the line under an admin's help where something waits."""
    return f"现有 {count} 个问题待办:/pending"


def pending_head(shown: int, count: int) -> str:
    """Return the line over the list of what waits."""
    return f"共 {count} 个问题待办" + (f",先列 {shown} 个:" if shown < count else ":")


def settled(number: int) -> str:
    """Return that a question of the desk was answered."""
    return f"待办 #{number} 已答复提问人。"


def now_answerable(number: int, question: str) -> str:
    """Return that a new document may answer a question that waits."""
    return f"新资料里找到了待办 #{number} 的答案:\n{question}"


# -- who may, and how much was asked --------------------------------------------------------------------
HOW_TO_ALLOW: Final = "请写明编号,例如:/allow 123456。群的编号带负号。"


def permitted(subject_id: int, *, allowed: bool) -> str:
    """Return what was decided about an id."""
    return f"已开通 {subject_id}。" if allowed else f"已停用 {subject_id}。"


def report(days: int, lines: dict[str, int]) -> str:
    """Return the report."""
    return f"最近 {days} 天:\n" + "\n".join(f"{name}:{count}" for name, count in lines.items())


REPORT_LINES: Final = {
    "questions": "问题",
    "people": "提问人数",
    "found": "找到答案",
    "answered": "已答复",
    "apologised": "故障致歉",
    "useful": "评为有用",
    "wrong": "评为不对",
    "settled": "资料员办结",
    "pending": "待办",
}
