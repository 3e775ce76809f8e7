"""What the doctor says, in Chinese."""

from __future__ import annotations

from collections.abc import Sequence

from bot.texts import size_of
from retrieval.backends.opensearch.health import Health
from retrieval.types import Sizes


def check_line(is_right: bool, name: str, detail: str) -> str:
    """Return a line of the doctor's report."""
    return f"{'✓' if is_right else '✗'} {name}:{detail}"


# What the doctor looks at, and what it says.
PROGRAM, SETTINGS, FOLDER, LIBRARY, POSTINGS = "程序", "设置", "文档文件夹", "资料库", "索引"
CLUSTER = "索引集群"
SEGMENTER, TELEGRAM, PROXY, UNREAD, DAMAGED, REMARK = "分词", "Telegram", "代理", "未能读取", "有损坏", "注意"
WITH_RJIEBA = "jieba 与 rjieba 均已安装"
WITHOUT_RJIEBA = "jieba(没有 rjieba;要更快地读入大量文档,可运行 pip install 'youju[fast]')"
WITHOUT_JIEBA = "没有安装 jieba;请重新安装:pip install -e ."
TOKEN_SET = "已设置令牌"
TOKEN_NOT_SET = "没有设置令牌(只用终端时不需要;运行机器人前请设置 YOUJU_TELEGRAM_TOKEN)"
TOKEN_ODD = "令牌的格式不对(应形如 123456789:AAF…);请从 @BotFather 重新复制到 YOUJU_TELEGRAM_TOKEN"
NO_PROXY = "没有设置"
PROXY_ODD = "YOUJU_PROXY 不是有效的地址;应形如 http://主机:端口 或 socks5://主机:端口"
NO_LIBRARY_YET = "还没有建立;第一次提问时会自动建立,也可以运行 youju sync"
POSTINGS_MISSING = "还没有建立;下一次提问时会自动建立"


def program(version: str, python: str) -> str:
    """Return which program this is."""
    return f"youju {version},Python {python}"


def settings_found(file: str | None, unknown: Sequence[str]) -> str:
    """Return that the settings are valid, what file they are from, and the names that nothing reads."""
    found = f"有效(设置文件 {file})" if file else "有效"
    return f"{found};以下环境变量不是有据的设置,未被采用:{'、'.join(unknown)}" if unknown else found


def folder_found(folder: str, files: int) -> str:
    """Return what was found in the folder of documents."""
    return f"{folder}({files} 个可读类型的文件)"


def folder_empty(folder: str, suffixes: Sequence[str]) -> str:
    """Return that the folder holds nothing to read."""
    return f"{folder} 里没有可读的文档;支持的文件类型:{'、'.join(suffixes)}"


def folder_unreadable(folder: str, reason: str) -> str:
    """Return that the folder cannot be read."""
    return f"无法读取 {folder}({reason});请检查文件夹权限"


def and_more(count: int) -> str:
    """Return that there are more of the same."""
    return f"另有 {count} 个文件"


def library_found(folder: str, file_format: int, version: str, sizes: Sizes) -> str:
    """Return what was found in the library."""
    return f"{folder}(格式 {file_format},版本 {version},{size_of(sizes)})"


def postings_found(version: str) -> str:
    """Return that the postings are those of the library."""
    return f"与资料库一致(版本 {version})"


def cluster_found(address: str, health: Health) -> str:
    """Return how the cluster of the postings is."""
    said = [f"{address}(OpenSearch {health.version},{health.nodes} 个节点,状态 {health.status})"]
    if health.status == "red":
        said.append(f"有分片不可用({health.unassigned_shards} 个未分配),不能回答问题;请恢复停掉的节点")
    elif health.unassigned_shards:
        said.append(f"{health.unassigned_shards} 个副本未分配:可以回答问题,但再停一个节点可能不行")
    if health.is_full:
        said.append("磁盘空间不足,不接受新的内容;请在各节点上腾出空间或增加节点,一两分钟后集群自行恢复写入")
    return ";".join(said)


def document_damaged(source: str) -> str:
    """Return that what the library holds of a document is not what was written."""
    return f"{source};请运行 youju sync --full 重新读入"


def postings_damaged(names: Sequence[str]) -> str:
    """Return that files of the postings are not what was written."""
    return f"有损坏({'、'.join(names)});请运行 youju sync --full 重建"


def proxy_set(host: str) -> str:
    """Return which host the proxy is; a password in its address is never shown."""
    return f"经由 {host}"
