"""What the operator of the Telegram bot reads: why it does not start, and how it is."""

from __future__ import annotations

from typing import Final

NO_TOKEN: Final = "缺少 Telegram 令牌:请向 @BotFather 申请,设为环境变量 YOUJU_TELEGRAM_TOKEN"
WRONG_TOKEN: Final = "Telegram 不认这个令牌:请核对 YOUJU_TELEGRAM_TOKEN(向 @BotFather 发 /mybots 可查)"
ANOTHER_INSTANCE: Final = "另一个实例正在用同一个令牌收取消息:请先停掉它,再启动本程序"
ANOTHER_PROCESS: Final = "本机已有一个 youju telegram 在用这个资料库文件夹:{folder};请先停掉它"
WEBHOOK_TAKEN: Final = "webhook 已被改到别处或撤掉:可能另一个程序在用同一个令牌"
WEBHOOK_UNREACHED: Final = "Telegram 送不到 webhook"
NOT_RUNNING: Final = "机器人没有在运行"
PRIVACY_MODE: Final = (
    "隐私模式已开:群里只收得到命令和对机器人的回复,点名可能收不到。"
    "要收到点名,请向 @BotFather 发 /setprivacy 关闭,再把机器人移出群后重新加入"
)
NO_PRIVACY_MODE: Final = "隐私模式已关:群里的消息都收得到,只回应对它说的话"

NO_OTHER_CHILD: Final = "回答这个问题的进程已中止,没有别的进程可以再试"


def child_not_started(reason: str) -> str:
    """Return that a process that answers cannot be started, and what to do."""
    return (
        f"无法启动回答问题的进程({reason});先由本进程回答,一分钟后再试。"
        "请检查内存和资料库,或把 YOUJU_ANSWERING_PROCESSES 设小些再重新启动"
    )


def child_not_ready(limit_s: float) -> str:
    """Return that a process that answers takes too long to load."""
    return f"{limit_s:.0f} 秒内没有就绪"


def child_killed(pid: int) -> str:
    """Return that a process that answers did not heed the time."""
    return f"回答问题的进程 {pid} 超时不停,已将它中止"


def child_gone(pid: int, status: int) -> str:
    """Return that a process that answers has ended; a negative status is the signal that ended it."""
    why = f"信号 {-status}" if status < 0 else f"退出码 {status}"
    return f"回答问题的进程 {pid} 已中止({why})"


def child_replaced(pid: int) -> str:
    """Return that another process takes the place of one that has ended."""
    return f"回答问题的进程 {pid} 已不在,另起一个;如果不是超时,多半是内存不足,请把 YOUJU_ANSWERING_PROCESSES 设小些"


def last_beat(age_s: float) -> str:
    """Return when the bot was last seen alive."""
    return f"最后一次心跳:{age_s:.0f} 秒前"


def running(pid: int, age_s: float) -> str:
    """Return that the bot runs."""
    return f"机器人在运行(进程 {pid}),{age_s:.0f} 秒前有心跳"


def heard(age_s: float) -> str:
    """Return when Telegram was last heard and all of it queued."""
    return f"最近一次收取消息:{age_s:.0f} 秒前"


def deaf(age_s: float, trouble: str) -> str:
    """Return that nothing comes in any more, and why."""
    because = f"({trouble})" if trouble else ""
    return f"收不到消息:已有 {age_s:.0f} 秒没有收取成功{because}。请查看日志,检查网络、令牌和磁盘空间"


def library_and_queues(library: str, queue: int, outbox: int) -> str:
    """Return the version of the library and what waits."""
    return f"资料库版本 {library};正在处理 {queue} 条消息,待发 {outbox} 条消息"


def threads_given_up(count: int, *, stuck: bool) -> str:
    """Return that questions that have had their time still hold threads."""
    remedy = ",已不能回答问题,请重启机器人" if stuck else ""
    return f"{count} 个问题超时后仍占着线程{remedy}"


def unreachable(host: str, reason: str) -> str:
    """Return that the Bot API cannot be reached."""
    return f"连不上 Telegram({host}):{reason}。请检查网络;需要代理时设 YOUJU_PROXY"


def proxy_failed(proxy: str, reason: str) -> str:
    """Return that the proxy does not work."""
    return f"代理 {proxy} 不通:{reason}。请检查 YOUJU_PROXY(或环境变量 HTTPS_PROXY、ALL_PROXY)"


def webhook_refused(reason: str) -> str:
    """Return that Telegram does not take the webhook."""
    return f"Telegram 不接受这个 webhook 地址:{reason}。请检查 YOUJU_WEBHOOK_URL"


def cannot_listen(listen: str, reason: str) -> str:
    """Return that the webhook's address cannot be listened on."""
    return f"无法在 {listen} 监听:{reason}。请检查 YOUJU_WEBHOOK_LISTEN"


def inbox_unwritable(reason: str) -> str:
    """Return that what comes in cannot be kept."""
    return f"会话数据库写不进去({reason});请检查磁盘空间和权限"
